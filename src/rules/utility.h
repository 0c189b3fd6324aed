/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What moves people besides Flee's terms: fees, risk on the way, waits, acquaintances, where their nation went before.
 *
 * Each is a term of a logit (design notes 3.3): a candidate's weight is multiplied by exp(sum of terms). With every weight
 * 0 the factor is exactly 1 and the choice is Flee's.
 */
#ifndef CRI_UTILITY_H
#define CRI_UTILITY_H

#include "cruce/border.h"

/** What people of one nation know of one destination. */
typedef struct cri_prospect {
    double fee_usd;            /* a smuggler's fee there */
    double wait_days;          /* until a crossing */
    double acquaintance_share; /* of their nation's recent crossings, were there */
    double affinity;           /* their nation's usual share there, times the number of sectors */
} cri_prospect;

/** The sum of the terms of a destination; -infinity where the nation never goes and affinity counts. */
double cri_utility(const cruce_border_parameters *weights, const cri_prospect *prospect);

/** Today's factors, by nation; the engine fills them, choices read them. */
typedef struct cri_attractions {
    int32_t n_nations, n_places;
    double *appeal;         /* [nation * n_places + place] factor of a destination */
    double *hazard;         /* [links] of being stopped there, where the nation's factor is 1 */
    int64_t hazard_version; /* changes when a hazard does */
    double risk_weight;     /* 0: hazards do not matter */
    const double *transit_factor; /* [n_nations] on hazards */
} cri_attractions;

/** Factor of a way with that sum of hazards. */
double cri_attractions_passing(const cri_attractions *attractions, cruce_nation_id nation,
                               double hazard);

#endif
