/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The extra terms of a movement choice, one short function each. Where their inputs come from is
 * src/engine/border_beliefs.c; who multiplies weights by them is choice.c and goals.c.
 * Method: multinomial logit; design notes 3.3.
 */
#include "utility.h"

#include "cruce/elementary.h"

double cri_utility(const cruce_border_parameters *weights, const cri_prospect *prospect)
{
    double sum = 0.0;
    if (weights->affinity_weight > 0.0) { /* 0 times ln 0 is 0 here */
        sum += weights->affinity_weight * cruce_log(prospect->affinity);
    }
    sum -= weights->fee_weight * prospect->fee_usd / 1000.0;
    sum -= weights->wait_weight * prospect->wait_days;
    return sum + weights->acquaintance_weight * prospect->acquaintance_share;
}

double cri_attractions_passing(const cri_attractions *attractions, cruce_nation_id nation,
                               double hazard)
{
    return cruce_exp(-attractions->risk_weight * attractions->transit_factor[nation] * hazard);
}
