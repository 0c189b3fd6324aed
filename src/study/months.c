/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Divides the days that are kept into calendar months.
 * What is kept of a month is left to the records.
 * No published method.
 */
#include "study/months.h"

#include <string.h>

#include "base/text.h"

cruce_status cri_months_list(cri_months *months, const cruce_scenario *scenario, int32_t first_day,
                             cruce_error *err)
{
    int32_t n_days = scenario->n_days - first_day;
    *months = (cri_months){.first_day = first_day, .n_days = n_days};
    months->of_day = cri_calloc((size_t)n_days + 1, sizeof *months->of_day);
    months->from_day = cri_calloc((size_t)n_days + 2, sizeof *months->from_day);
    if (months->of_day == NULL || months->from_day == NULL) {
        cri_months_free(months);
        return cri_no_memory(err);
    }
    for (int32_t d = 0; d < n_days; d++) {
        char date[16];
        cruce_date_text(scenario->start_days + first_day + d, date);
        if (d == 0 || strcmp(date + 8, "01") == 0) {
            months->from_day[months->n++] = first_day + d;
        }
        months->of_day[d] = months->n - 1;
    }
    months->from_day[months->n] = first_day + n_days;
    return CRUCE_OK;
}

void cri_months_free(cri_months *months)
{
    cri_free(months->of_day);
    cri_free(months->from_day);
    *months = (cri_months){0};
}
