/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    custody, courts, shelter
 */
#include "border_custody.h"

#include "../base/text.h"

struct cri_custody {
    int64_t *released; /* [sector * n_nations + nation] */
    int64_t *returned; /* [sector * n_nations + nation] */
    int64_t *removed;  /* [sector * n_nations + nation] */
    int64_t *held;     /* [sector] */
    double *places;    /* [sector] */
};

cruce_status cri_custody_create(cri_border *b, cruce_error *err)
{
    struct cri_custody *x = cri_calloc(1, sizeof *x);
    b->custody = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->released = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->released);
    x->returned = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->returned);
    x->removed = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->removed);
    x->held = cri_calloc((size_t)(b->n_sectors) + 1, sizeof *x->held);
    x->places = cri_calloc((size_t)(b->n_sectors) + 1, sizeof *x->places);
    if (x->released == NULL || x->returned == NULL || x->removed == NULL || x->held == NULL ||
        x->places == NULL) {
        return cri_no_memory(err);
    }
    b->today.released_persons = x->released;
    b->today.returned_persons = x->returned;
    b->today.removed_persons = x->removed;
    b->today.custody_persons = x->held;
    b->today.custody_places = x->places;
    return CRUCE_OK;
}

void cri_custody_destroy(cri_border *b)
{
    struct cri_custody *x = b->custody;
    if (x == NULL) {
        return;
    }
    cri_free(x->released);
    cri_free(x->returned);
    cri_free(x->removed);
    cri_free(x->held);
    cri_free(x->places);
    cri_free(x);
}

void cri_custody_take(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                      int64_t persons)
{
    (void)b;
    (void)s;
    (void)n;
    (void)tries;
    (void)persons;
}

void cri_custody_day(cri_border *b)
{
    (void)b;
}

double cri_custody_over_capacity(const cri_border *b, cruce_office_id office)
{
    (void)b;
    (void)office;
    return 0.0;
}

void cri_custody_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
