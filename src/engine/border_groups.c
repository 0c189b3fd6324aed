/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    caravans
 */
#include "border_groups.h"

#include "../base/text.h"

struct cri_caravans {
    cruce_group_day *day; /* [group] */
};

cruce_status cri_groups_create(cri_border *b, cruce_error *err)
{
    struct cri_caravans *x = cri_calloc(1, sizeof *x);
    b->caravans = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->day = cri_calloc((size_t)(b->n_groups) + 1, sizeof *x->day);
    if (x->day == NULL) {
        return cri_no_memory(err);
    }
    b->today.group_day = x->day;
    return CRUCE_OK;
}

void cri_groups_destroy(cri_border *b)
{
    struct cri_caravans *x = b->caravans;
    if (x == NULL) {
        return;
    }
    cri_free(x->day);
    cri_free(x);
}

cruce_status cri_groups_morning(cri_border *b, cruce_error *err)
{
    (void)b;
    (void)err;
    return CRUCE_OK;
}

void cri_groups_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
