/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the waiting list for appointments
 */
#include "border_list.h"

#include "../base/text.h"

struct cri_list {
    bool created;
};

cruce_status cri_list_create(cri_border *b, cruce_error *err)
{
    struct cri_list *x = cri_calloc(1, sizeof *x);
    b->list = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

void cri_list_destroy(cri_border *b)
{
    struct cri_list *x = b->list;
    if (x == NULL) {
        return;
    }
    cri_free(x);
}

void cri_list_register(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons)
{
    (void)b;
    (void)s;
    (void)n;
    (void)persons;
}

void cri_list_day(cri_border *b)
{
    (void)b;
}

bool cri_list_is_open(const cri_border *b)
{
    (void)b;
    return false;
}

double cri_list_expected_wait_days(const cri_border *b)
{
    (void)b;
    return 0.0;
}

void cri_list_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
