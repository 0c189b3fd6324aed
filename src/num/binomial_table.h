/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Binomial draws from tables, for many draws with one chance: about a tenth of the time of cruce_binomial.
 *
 * A row holds the distribution for one number of trials in Walker's form (1977, doi:10.1145/355744.355749; set up as by
 * Vose 1991, doi:10.1109/32.92917): a random word picks a column, and its other bits decide between two counts. There are
 * rows for 1 to 63 trials and for 64, 128, ... 960; up to 1,023 trials are the sum of two rows. A row is made once
 * drawing without it has cost about as much as making it, so tables never cost much more than they save.
 */
#ifndef CRI_BINOMIAL_TABLE_H
#define CRI_BINOMIAL_TABLE_H

#include "base/state_io.h"
#include "cruce/rng.h"

enum {
    CRI_BINOMIAL_STEP = 64,     /* trials of the first long row; the others are multiples */
    CRI_BINOMIAL_COLUMNS = 512, /* of a row at most */
    CRI_BINOMIAL_ROWS = CRI_BINOMIAL_STEP + 15
};

typedef struct cri_binomial_row {
    const uint64_t *
        column; /* 22 + 32 bits: chance of the column's own count; 10 bits: the other count. NULL: not made */
    uint32_t mask;  /* columns - 1 */
    int32_t least;  /* count of column 0 */
    int32_t missed; /* how often it was asked for in vain */
} cri_binomial_row;

typedef struct cri_binomial_table {
    double p;
    int32_t n; /* columns in use */
    cri_binomial_row row[CRI_BINOMIAL_ROWS];
    uint64_t column[CRI_BINOMIAL_STEP * CRI_BINOMIAL_STEP + 15 * CRI_BINOMIAL_COLUMNS];
} cri_binomial_table;

/** A table for the chance p; made if *table is NULL, emptied if it was for another chance. cri_free it. */
cruce_status cri_binomial_table_for(cri_binomial_table **table, double p, cruce_error *err);
/** What decides how later draws are made: the chance, and which rows are made or how often they were missed. */
void cri_binomial_table_state(cruce_state_io *io, cri_binomial_table **table);
/** A draw for a row that is not made yet: counts it, makes it when it is worth it. */
int64_t cri_binomial_miss(cri_binomial_table *table, cruce_rng *rng, int32_t row);

static inline int64_t cri_binomial_of_row(cri_binomial_table *table, cruce_rng *rng, int32_t row)
{
    const cri_binomial_row *r = &table->row[row];
    if (r->column == NULL) {
        return cri_binomial_miss(table, rng, row);
    }
    uint32_t word = cruce_rng_bits(rng), own = word & r->mask;
    uint64_t column = r->column[own];
    uint32_t part = word >> 10, border = (uint32_t)(column >> 42);
    bool is_own = part < border;
    if (part == border) { /* the word left it open: the next one decides */
        is_own = cruce_rng_bits(rng) < (uint32_t)(column >> 10);
    }
    return r->least + (int32_t)(is_own ? own : (uint32_t)(column & 1023));
}

/** Successes in n >= 0 trials of the table's chance; exact as cruce_binomial is. */
static inline int64_t cri_binomial_draw(cri_binomial_table *table, cruce_rng *rng, int64_t n)
{
    if (n < CRI_BINOMIAL_STEP) {
        return cri_binomial_of_row(table, rng, (int32_t)n);
    }
    if (n < CRI_BINOMIAL_STEP * 16) {
        int32_t steps = (int32_t)(n / CRI_BINOMIAL_STEP);
        int64_t most = cri_binomial_of_row(table, rng, CRI_BINOMIAL_STEP - 1 + steps);
        return most + cri_binomial_of_row(table, rng, (int32_t)(n % CRI_BINOMIAL_STEP));
    }
    return cruce_binomial(rng, n, table->p);
}

#endif
