/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    who sets out
 */
#include "border_departures.h"

#include "../base/text.h"
#include "border_ledger.h"

struct cri_departing {
    int64_t *departed_persons; /* [nation] */
};

cruce_status cri_departing_create(cri_border *b, cruce_error *err)
{
    struct cri_departing *x = cri_calloc(1, sizeof *x);
    b->departing = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->departed_persons = cri_calloc((size_t)(b->n_nations) + 1, sizeof *x->departed_persons);
    if (x->departed_persons == NULL) {
        return cri_no_memory(err);
    }
    b->today.departed_persons = x->departed_persons;
    return CRUCE_OK;
}

void cri_departing_destroy(cri_border *b)
{
    struct cri_departing *x = b->departing;
    if (x == NULL) {
        return;
    }
    cri_free(x->departed_persons);
    cri_free(x);
}

void cri_departing_morning(cri_border *b)
{
    for (int32_t n = 0; n < b->n_nations; n++) {
        b->departing->departed_persons[n] = 0;
    }
}

int64_t cri_departing_from(cri_border *b, int32_t d, int64_t persons)
{
    cruce_nation_id n = b->tables->departure_nation[d];
    if (n != CRUCE_NONE) {
        b->departing->departed_persons[n] += persons;
        cri_ledger_depart(b, n, persons);
    }
    return persons;
}
