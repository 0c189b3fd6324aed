/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    what people believe
 */
#include "border_beliefs.h"

#include "../base/text.h"

struct cri_beliefs {
    double *risk; /* [nation] */
    double *fee;  /* [sector] */
};

cruce_status cri_beliefs_create(cri_border *b, cruce_error *err)
{
    struct cri_beliefs *x = cri_calloc(1, sizeof *x);
    b->beliefs = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->risk = cri_calloc((size_t)(b->n_nations) + 1, sizeof *x->risk);
    x->fee = cri_calloc((size_t)(b->n_sectors) + 1, sizeof *x->fee);
    if (x->risk == NULL || x->fee == NULL) {
        return cri_no_memory(err);
    }
    b->today.risk_belief = x->risk;
    b->today.fee_usd = x->fee;
    return CRUCE_OK;
}

void cri_beliefs_destroy(cri_border *b)
{
    struct cri_beliefs *x = b->beliefs;
    if (x == NULL) {
        return;
    }
    cri_free(x->risk);
    cri_free(x->fee);
    cri_free(x);
}

void cri_beliefs_morning(cri_border *b)
{
    (void)b;
}

void cri_beliefs_evening(cri_border *b)
{
    (void)b;
}

double cri_beliefs_attempt_factor(const cri_border *b, cruce_nation_id n)
{
    (void)b;
    (void)n;
    return 1.0;
}
