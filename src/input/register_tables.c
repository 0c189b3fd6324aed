/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    adding the tables of one camp, and correcting a table at a re-registration
 * Leaves  files to registered.c, values by day to model/register.c
 * Source  flee-compat 5.2 and 5.3, quirks 33 and 34
 */
#include "input/register_tables.h"

#include <string.h>

/* A row of b gives at most itself and one row of a beyond those that a's pointer passes. */
int64_t cri_table_sum_room(const cruce_table *a, const cruce_table *b)
{
    return (int64_t)a->n + 2 * (int64_t)b->n;
}

static void copy_table(const cruce_table *from, cruce_table *to)
{
    to->n = from->n;
    if (from->n > 0) {
        memcpy(to->day, from->day, (size_t)from->n * sizeof *to->day);
        memcpy(to->count, from->count, (size_t)from->n * sizeof *to->count);
    }
}

static void append(cruce_table *sum, double day, double count)
{
    sum->day[sum->n] = day;
    sum->count[sum->n] = count;
    sum->n++;
}

void cri_table_sum(const cruce_table *a, const cruce_table *b, cruce_table *sum)
{
    sum->n = 0;
    if (a->n == 0 || b->n == 0) {
        copy_table(a->n == 0 ? b : a, sum);
        return;
    }
    int32_t k = 0;               /* the row of a that has not been passed */
    double before = b->count[0]; /* the row of b that was taken last */
    for (int32_t i = 0; i < b->n; i++) {
        bool at_end = false;
        while (!at_end && b->day[i] > a->day[k]) {
            append(sum, a->day[k], before + a->count[k]);
            at_end = k == a->n - 1; /* stays there: emitted again for each later row of b */
            k += at_end ? 0 : 1;
        }
        if (b->day[i] == a->day[k]) {
            append(sum, b->day[i], b->count[i] + a->count[k]);
            k += k == a->n - 1 ? 0 : 1;
            before = b->count[i];
        } else if (b->day[i] < a->day[k]) {
            append(sum, b->day[i], b->count[i] + a->count[k]);
            before = b->count[i];
        }
    }
}

cri_correction cri_table_correct(cruce_table *table, int32_t day)
{
    int32_t i = 0;
    while (i < table->n && table->day[i] != day) {
        i++;
    }
    if (i == table->n) {
        return CRI_NO_ROW_THAT_DAY;
    }
    if (i == 0) {
        return CRI_FIRST_ROW;
    }
    if (!(table->count[i - 1] >= 1)) {
        return CRI_LESS_THAN_ONE;
    }
    double ratio = table->count[i] / table->count[i - 1];
    for (int32_t k = 0; k < i; k++) {
        table->count[k] *= ratio;
    }
    return CRI_CORRECTED;
}
