/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the desk that counts
 */
#include "border_observe.h"

#include <math.h>

#include "../base/text.h"

struct cri_observer_desk {
    bool created;
};

cruce_status cri_desk_create(cri_border *b, cruce_error *err)
{
    struct cri_observer_desk *x = b->desk = cri_border_column(b, 1, sizeof *x);
    if (x == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

void cri_desk_evening(cri_border *b)
{
    (void)b;
}

double cri_desk_mean(const cri_border *b, const cruce_metric *metric, int32_t from_day,
                     int32_t until_day)
{
    (void)b;
    (void)metric;
    (void)from_day;
    (void)until_day;
    return (double)NAN;
}
