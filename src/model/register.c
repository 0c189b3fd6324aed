/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    registered persons of a camp on a day, and the daily growth that displaces people
 * Leaves  reading, adding and correcting the tables to input/registered.c; what follows from growth to the engine
 * Source  flee-compat 5.1 and 5.4; Suleimenova, Bell & Groen (2017), doi:10.1038/s41598-017-13828-9
 */
#include "register_daily.h"

#include <string.h>

#include "base/text.h"

#define MOST_PERSONS 1e15 /* whole numbers are exact in a double well beyond this */

static int64_t cut_to_whole(double count)
{
    if (!(count > -MOST_PERSONS)) {
        return -(int64_t)MOST_PERSONS;
    }
    return count < MOST_PERSONS ? (int64_t)count : (int64_t)MOST_PERSONS;
}

int64_t cruce_register_value(const cruce_register *reg, int32_t i, int32_t day)
{
    if (i < 0 || i >= reg->n || reg->table[i].n == 0) {
        return 0;
    }
    const cruce_table *t = &reg->table[i];
    if (day <= t->day[0]) {
        return cut_to_whole(t->count[0]);
    }
    for (int32_t k = 1; k < t->n; k++) {
        if (day < t->day[k]) {
            /* This order of operations: the truncation must fall on the same side as Flee's. */
            double share = (day - t->day[k - 1]) / (t->day[k] - t->day[k - 1]);
            return cut_to_whole(t->count[k - 1] + share * (t->count[k] - t->count[k - 1]));
        }
    }
    return cut_to_whole(t->count[t->n - 1]);
}

cruce_status cri_daily_init(cri_daily *daily, const cruce_register *reg,
                            const cruce_settings *settings, cruce_error *err)
{
    *daily = (cri_daily){.reg = reg, .settings = settings, .total = CRUCE_NONE};
    daily->day0_persons = cri_calloc((size_t)reg->n + 1, sizeof *daily->day0_persons);
    if (daily->day0_persons == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t i = reg->n - 1; i >= 0; i--) {
        if (strcmp(reg->table[i].name, "total") == 0) {
            daily->total = i;
        }
        if (!settings->conflict_driven_spawning) {
            daily->day0_persons[i] = cruce_register_value(reg, i, 0);
        }
    }
    return CRUCE_OK;
}

void cri_daily_free(cri_daily *daily)
{
    cri_free(daily->day0_persons);
    *daily = (cri_daily){0};
}

int64_t cri_daily_field(const cri_daily *daily, int32_t i, int32_t day)
{
    int64_t persons = cruce_register_value(daily->reg, i, day);
    if (daily->settings->empty_camps_on_day0 && i >= 0 && i < daily->reg->n) {
        persons -= daily->day0_persons[i];
    }
    return persons;
}

static int64_t sum_of_fields(const cri_daily *daily, int32_t from, int32_t day)
{
    int64_t persons = 0;
    for (int32_t i = from; i < daily->reg->n; i++) {
        persons += cri_daily_field(daily, i, day);
    }
    return persons;
}

int64_t cri_daily_difference(const cri_daily *daily, int32_t day)
{
    const cruce_settings *s = daily->settings;
    if (day <= 0 && s->empty_camps_on_day0) {
        return 0;
    }
    if (!s->sum_from_camps) {
        int64_t before = day > 0 ? cri_daily_field(daily, daily->total, day - 1) : 0;
        return cri_daily_field(daily, daily->total, day) - before;
    }
    if (day <= 0) {
        return sum_of_fields(daily, s->fix_raw_count ? 1 : 0, 0);
    }
    return sum_of_fields(daily, 1, day) - sum_of_fields(daily, 1, day - 1);
}
