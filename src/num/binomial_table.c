/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    makes the rows of tables of binomial distributions
 * Leaves  to binomial.c: draws without a table
 * Source  Walker (1977), doi:10.1145/355744.355749; Vose (1991), doi:10.1109/32.92917
 */
#include "binomial_table.h"

#include <string.h>

#include "../base/text.h"

static const double CHANCE_LEAST =
    0x1p-66; /* over that of the likeliest count: rarer ones are left out */

enum {
    COLUMNS_PER_MISS = 4 /* columns that can be made in the time of one draw without a table */
};

cruce_status cri_binomial_table_for(cri_binomial_table **table, double p, cruce_error *err)
{
    if (*table == NULL) {
        *table = cri_malloc(sizeof **table);
        if (*table == NULL) {
            return cri_no_memory(err);
        }
        (*table)->p = -1.0;
    }
    if ((*table)->p != p) {
        (*table)->p = p;
        (*table)->n = 0;
        memset((*table)->row, 0, sizeof(*table)->row);
    }
    return CRUCE_OK;
}

/* Chances of the counts near the mode, over their sum; returns how many, *least is the first count. */
static int32_t chances(double p, int32_t trials, double *chance, int32_t *least)
{
    double down[CRI_BINOMIAL_COLUMNS], odds = p / (1.0 - p), sum = 1.0;
    int32_t mode = (int32_t)((trials + 1) * p), below = 0, n = 0;
    mode = mode > trials ? trials : mode;
    double x = 1.0;
    for (int32_t k = mode; k > 0 && below < CRI_BINOMIAL_COLUMNS / 2 - 1; k--) {
        x *= (double)k / ((trials - k + 1) * odds);
        if (x < CHANCE_LEAST) {
            break;
        }
        down[below++] = x;
        sum += x;
    }
    for (int32_t i = below - 1; i >= 0; i--) {
        chance[n++] = down[i];
    }
    chance[n++] = x = 1.0;
    for (int32_t k = mode; k < trials && n < CRI_BINOMIAL_COLUMNS; k++) {
        x *= (trials - k) * odds / (k + 1);
        if (x < CHANCE_LEAST) {
            break;
        }
        chance[n++] = x;
        sum += x;
    }
    for (int32_t i = 0; i < n; i++) {
        chance[i] /= sum;
    }
    *least = mode - below;
    return n;
}

/* Vose's way to pair columns that hold too little with some that hold too much. chance[n]; n a power of 2. */
static void pair_columns(int32_t n, double *chance, uint64_t *column)
{
    int32_t poor[CRI_BINOMIAL_COLUMNS] = {0}, rich[CRI_BINOMIAL_COLUMNS] = {0}, n_poor = 0,
            n_rich = 0;
    for (int32_t i = 0; i < n; i++) {
        chance[i] *= n;
        if (chance[i] < 1.0) {
            poor[n_poor++] = i;
        } else {
            rich[n_rich++] = i;
        }
    }
    while (n_poor > 0 && n_rich > 0) {
        int32_t little = poor[--n_poor], much = rich[n_rich - 1];
        column[little] = (uint64_t)(chance[little] * 0x1p54) << 10 | (uint64_t)much;
        chance[much] -= 1.0 - chance[little];
        if (chance[much] < 1.0) {
            poor[n_poor++] = much;
            n_rich--;
        }
    }
    while (n_poor + n_rich >
           0) { /* all that is left is 1, but for rounding: both counts are the own one */
        int32_t i = n_poor > 0 ? poor[--n_poor] : rich[--n_rich];
        column[i] = (uint64_t)i;
    }
}

static void make_row(cri_binomial_table *table, int32_t row, int32_t trials)
{
    double chance[CRI_BINOMIAL_COLUMNS];
    int32_t least, n = chances(table->p, trials, chance, &least), columns = 1;
    while (columns < n) {
        columns *= 2;
    }
    for (int32_t i = n; i < columns; i++) {
        chance[i] = 0.0;
    }
    uint64_t *column = table->column + table->n;
    pair_columns(columns, chance, column);
    table->n += columns;
    table->row[row] = (cri_binomial_row){column, (uint32_t)columns - 1, least, 0};
}

static int32_t trials_of(int32_t row)
{
    return row < CRI_BINOMIAL_STEP ? row : (row - CRI_BINOMIAL_STEP + 1) * CRI_BINOMIAL_STEP;
}

int64_t cri_binomial_miss(cri_binomial_table *table, cruce_rng *rng, int32_t row)
{
    int32_t trials = trials_of(row);
    if (trials == 0) {
        return 0;
    }
    int32_t columns = trials < CRI_BINOMIAL_STEP ? trials : 4 * CRI_BINOMIAL_STEP;
    if (++table->row[row].missed * COLUMNS_PER_MISS > columns && table->p < 1.0) {
        make_row(table, row, trials);
    }
    return cruce_binomial(rng, trials, table->p);
}

void cri_binomial_table_state(cruce_state_io *io, cri_binomial_table **table)
{
    bool is_there = *table != NULL && (*table)->p >= 0.0;
    double p = is_there ? (*table)->p : 0.0;
    int32_t missed[CRI_BINOMIAL_ROWS] = {0}; /* -1: the row is made */
    for (int32_t row = 1; is_there && row < CRI_BINOMIAL_ROWS; row++) {
        const cri_binomial_row *r = &(*table)->row[row];
        missed[row] = r->column != NULL ? -1 : r->missed;
    }
    cri_state_flag(io, &is_there);
    if (!is_there) {
        return;
    }
    cri_state_real(io, &p, 0.0, 1.0);
    cri_state_numbers(io, missed, CRI_BINOMIAL_ROWS, -1, INT32_MAX / 8);
    if (!cri_state_has_read(io)) {
        return;
    }
    if (cri_binomial_table_for(table, p, NULL) != CRUCE_OK) {
        cri_state_no_memory(io);
        return;
    }
    for (int32_t row = 1; row < CRI_BINOMIAL_ROWS; row++) {
        if (missed[row] < 0 && p > 0.0 && p < 1.0) {
            make_row(*table, row, trials_of(row));
        } else {
            (*table)->row[row].missed = missed[row] > 0 ? missed[row] : 0;
        }
    }
}
