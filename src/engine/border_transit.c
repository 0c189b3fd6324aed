/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    checkpoints on the way north
 */
#include "border_transit.h"

#include "../base/text.h"

struct cri_transit {
    int64_t *stopped_persons; /* [nation] */
};

cruce_status cri_transit_create(cri_border *b, cruce_error *err)
{
    struct cri_transit *x = cri_calloc(1, sizeof *x);
    b->transit = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->stopped_persons = cri_calloc((size_t)(b->n_nations) + 1, sizeof *x->stopped_persons);
    if (x->stopped_persons == NULL) {
        return cri_no_memory(err);
    }
    b->today.stopped_persons = x->stopped_persons;
    return CRUCE_OK;
}

void cri_transit_destroy(cri_border *b)
{
    struct cri_transit *x = b->transit;
    if (x == NULL) {
        return;
    }
    cri_free(x->stopped_persons);
    cri_free(x);
}

cruce_status cri_transit_morning(cri_border *b, cruce_error *err)
{
    (void)b;
    (void)err;
    return CRUCE_OK;
}

cruce_status cri_transit_evening(cri_border *b, cruce_error *err)
{
    (void)b;
    (void)err;
    return CRUCE_OK;
}

void cri_transit_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
