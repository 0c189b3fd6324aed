/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sums up a table part by part, several side by side, and hands the parts over in order.
 * What the tables are is tables.c, the summaries of a few numbers are summary.c: both ways give the same bytes.
 * Sources: Hyndman & Fan (1996), type 7, doi:10.1080/00031305.1996.10473566; Batcher's merge exchange, Knuth (1998), The
 * Art of Computer Programming 3, algorithm 5.2.2M: it compares the same places whatever the numbers are, so that BLOCK
 * cells are sorted at once by the processor's vectors.
 */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "cruce/elementary.h"
#include "cruce/tables.h"
#include "study/study_internal.h"

enum {
    BLOCK = 8,                /* cells sorted side by side */
    WINDOW_NUMBERS = 1 << 17, /* read at once, of all replicates: 1 MB */
    PART_NUMBERS = 1 << 15    /* handed over at once: 256 kB */
};

typedef struct part {
    int64_t first_row, n_rows;
    double *value;
    bool *is_empty;
} part;

/* One table on its way. Parts are made in rounds of n_side by side: the round of `making` while that of `taking` is taken. */
typedef struct stream {
    const cruce_ensemble *e;
    cruce_table_id table;
    bool every_replicate;
    int32_t n_variants, n_columns, n_side;
    int64_t n_rows, rows_per_part, n_parts;
    part *part;      /* [2 * n_side] */
    double **window; /* [n_workers][replicates * cells of a part] */
    double **block;  /* [n_workers][replicates * BLOCK] */
    int64_t made;    /* parts, before this round */
    cruce_table_take_fn *take;
    void *context;
} stream;

/* --- summing up BLOCK cells: value[replicate * BLOCK + cell] --- */

static void put_in_order(double *restrict low, double *restrict high)
{
    for (int i = 0; i < BLOCK; i++) {
        double a = low[i], b = high[i];
        low[i] = a < b ? a : b;
        high[i] = a < b ? b : a;
    }
}

static void sort_block(double *value, int32_t n)
{
    int32_t top = 1;
    while (top < n - top) {
        top *= 2;
    }
    for (int32_t p = top; p > 0; p /= 2) {
        int32_t q = top, r = 0, d = p;
        for (;;) {
            for (int32_t i = 0; i < n - d; i++) {
                if ((i & p) == r) {
                    put_in_order(value + (int64_t)i * BLOCK, value + (int64_t)(i + d) * BLOCK);
                }
            }
            if (q == p) {
                break;
            }
            d = q - p;
            q /= 2;
            r = p;
        }
    }
}

/* Mean and its error, added up in the order of the replicates; false if a cell has no number in some replicate. */
static bool add_up_block(const double *value, int32_t n, double mean[BLOCK], double error[BLOCK])
{
    double sum[BLOCK] = {0}, squares[BLOCK] = {0};
    bool has_all = true;
    for (int32_t r = 0; r < n; r++) {
        for (int i = 0; i < BLOCK; i++) {
            sum[i] += value[(int64_t)r * BLOCK + i];
        }
    }
    for (int i = 0; i < BLOCK; i++) {
        has_all = has_all && !isnan(sum[i]);
        mean[i] = sum[i] / n;
    }
    for (int32_t r = 0; r < n; r++) {
        for (int i = 0; i < BLOCK; i++) {
            double off = value[(int64_t)r * BLOCK + i] - mean[i];
            squares[i] += off * off;
        }
    }
    for (int i = 0; i < BLOCK; i++) {
        error[i] = sqrt(squares[i] / (n - 1.0) / n);
    }
    return has_all;
}

/* One cell whose number some replicates do not have: over those that have one. */
static cruce_spread spread_of_cell(const double *value, int32_t n, int cell, double *one)
{
    int32_t n_some = 0;
    for (int32_t r = 0; r < n; r++) {
        one[n_some] = value[(int64_t)r * BLOCK + cell];
        n_some += !isnan(one[n_some]);
    }
    if (n_some == 0) {
        one[n_some++] = (double)NAN;
    }
    return cruce_spread_of(one, n_some);
}

/* spread[cell] of BLOCK cells. `one` has room for a number per replicate. Changes value. */
static void sum_up_block(double *value, int32_t n, double *one, cruce_spread spread[BLOCK])
{
    double mean[BLOCK], error[BLOCK];
    if (!add_up_block(value, n, mean, error)) {
        for (int i = 0; i < BLOCK; i++) {
            spread[i] = spread_of_cell(value, n, i, one);
        }
        return;
    }
    sort_block(value, n);
    for (int s = 0; s < CRI_QUANTILES; s++) {
        double position = (double)(n - 1) * cri_quantile[s];
        int32_t below = (int32_t)position;
        const double *low = value + (int64_t)below * BLOCK;
        const double *high = below < n - 1 ? low + BLOCK : low;
        for (int i = 0; i < BLOCK; i++) {
            spread[i].value[s] = low[i] + (position - below) * (high[i] - low[i]);
        }
    }
    for (int i = 0; i < BLOCK; i++) {
        spread[i].value[CRUCE_MEAN] = mean[i];
        spread[i].value[CRUCE_MCSE] = error[i];
    }
}

/* --- making a part --- */

static void make_summaries(const stream *s, const part *it, const double *window, double *block)
{
    int32_t n = s->e->n_replicates, n_columns = s->n_columns;
    int64_t n_cells = it->n_rows * n_columns;
    cruce_spread spread[BLOCK];
    for (int64_t first = 0; first < n_cells; first += BLOCK) {
        int64_t n_here = n_cells - first < BLOCK ? n_cells - first : BLOCK;
        for (int32_t r = 0; r < n; r++) {
            for (int64_t i = 0; i < BLOCK; i++) { /* a last block that is not full ends in zeros */
                block[r * BLOCK + i] = i < n_here ? window[r * n_cells + first + i] : 0;
            }
        }
        sum_up_block(block, n, block + (int64_t)n * BLOCK, spread);
        for (int64_t i = 0; i < n_here; i++) {
            int64_t row = (first + i) / n_columns, column = (first + i) % n_columns;
            double *to = it->value + row * CRUCE_SUMMARIES * n_columns + column;
            for (int v = 0; v < CRUCE_SUMMARIES; v++) {
                to[v * n_columns] = spread[i].value[v];
            }
        }
    }
}

static void copy_replicates(const stream *s, const part *it, const double *window)
{
    int32_t n = s->e->n_replicates, n_columns = s->n_columns;
    for (int64_t row = 0; row < it->n_rows; row++) {
        for (int32_t r = 0; r < n; r++) {
            memcpy(it->value + (row * n + r) * n_columns,
                   window + (r * it->n_rows + row) * n_columns, sizeof *window * (size_t)n_columns);
        }
    }
}

/* Days on which no replicate has the group, and modes that carry nothing. */
static void find_empty(const stream *s, const part *it, const double *window)
{
    bool is_sparse = s->table == CRUCE_PLACE_TABLES + CRUCE_T_GROUP_DAYS ||
                     s->table == CRUCE_PLACE_TABLES + CRUCE_T_CONTRABAND_DAYS;
    int64_t n_cells = it->n_rows * s->n_columns;
    for (int64_t row = 0; row < it->n_rows; row++) {
        it->is_empty[row] = is_sparse;
        for (int32_t r = 0; it->is_empty[row] && r < s->e->n_replicates; r++) {
            for (int32_t c = 0; c < s->n_columns; c++) {
                bool has = window[r * n_cells + row * s->n_columns + c] > 0;
                it->is_empty[row] = it->is_empty[row] && !has;
            }
        }
    }
}

static cruce_status make_part(const stream *s, part *it, int64_t number, int32_t worker,
                              cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double *window = s->window[worker];
    it->first_row = number * s->rows_per_part;
    int64_t n_left = s->n_rows - it->first_row;
    it->n_rows = n_left < s->rows_per_part ? n_left : s->rows_per_part;
    for (int32_t r = 0; r < s->e->n_replicates; r++) {
        int64_t n_cells = it->n_rows * s->n_columns;
        TRY(cri_table_numbers(s->e, s->table, r, it->first_row * s->n_columns, n_cells,
                              window + r * n_cells, err));
    }
    find_empty(s, it, window);
    if (s->every_replicate || s->e->n_replicates == 1) {
        copy_replicates(s, it, window);
    } else {
        make_summaries(s, it, window, s->block[worker]);
    }
done:
    return st;
}

/* --- rounds --- */

static cruce_status take_round(const stream *s, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (int64_t i = s->made - s->n_side; i < s->made && i < s->n_parts; i++) {
        if (i < 0) {
            continue;
        }
        const part *it = &s->part[i % (2 * s->n_side)];
        cruce_table_part shown = {.first_row = it->first_row,
                                  .n_rows = it->n_rows,
                                  .n_variants = s->n_variants,
                                  .n_columns = s->n_columns,
                                  .value = it->value,
                                  .is_empty = it->is_empty};
        TRY(s->take(s->context, &shown, err));
    }
done:
    return st;
}

/* Member 0 takes the round before, the others make a part each. */
static cruce_status work_on_round(void *context, int32_t member, int32_t worker, cruce_error *err)
{
    const stream *s = context;
    int64_t number = s->made + member - 1;
    if (member == 0) {
        return take_round(s, err);
    }
    return number < s->n_parts
               ? make_part(s, &s->part[number % (2 * s->n_side)], number, worker, err)
               : CRUCE_OK;
}

static cruce_status run_rounds(stream *s, const cruce_executor *executor, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (s->made = 0; s->made < s->n_parts + s->n_side; s->made += s->n_side) {
        if (executor != NULL) {
            TRY(executor->run(executor, s->n_side + 1, work_on_round, s, err));
        } else {
            for (int32_t member = 0; member <= s->n_side; member++) {
                TRY(work_on_round(s, member, 0, err));
            }
        }
    }
done:
    return st;
}

/* --- room --- */

static bool open_stream(stream *s, int32_t n_workers)
{
    int64_t window = s->rows_per_part * s->n_columns * s->e->n_replicates;
    int64_t value = s->rows_per_part * s->n_columns * s->n_variants;
    int64_t block = (int64_t)s->e->n_replicates * (BLOCK + 1);
    s->part = cri_calloc(2 * (size_t)s->n_side, sizeof *s->part);
    s->window = cri_calloc((size_t)n_workers, sizeof *s->window);
    s->block = cri_calloc((size_t)n_workers, sizeof *s->block);
    bool has_room = s->part != NULL && s->window != NULL && s->block != NULL;
    for (int32_t w = 0; has_room && w < n_workers; w++) {
        s->window[w] = cri_calloc((size_t)window, sizeof **s->window);
        s->block[w] = cri_calloc((size_t)block, sizeof **s->block);
        has_room = s->window[w] != NULL && s->block[w] != NULL;
    }
    for (int32_t i = 0; has_room && i < 2 * s->n_side; i++) {
        s->part[i].value = cri_calloc((size_t)value, sizeof *s->part[i].value);
        s->part[i].is_empty = cri_calloc((size_t)s->rows_per_part, sizeof *s->part[i].is_empty);
        has_room = s->part[i].value != NULL && s->part[i].is_empty != NULL;
    }
    return has_room;
}

static void close_stream(stream *s, int32_t n_workers)
{
    for (int32_t w = 0; s->window != NULL && s->block != NULL && w < n_workers; w++) {
        cri_free(s->window[w]);
        cri_free(s->block[w]);
    }
    for (int32_t i = 0; s->part != NULL && i < 2 * s->n_side; i++) {
        cri_free(s->part[i].value);
        cri_free(s->part[i].is_empty);
    }
    cri_free(s->part);
    cri_free(s->window);
    cri_free(s->block);
}

static int64_t at_least_1(int64_t n)
{
    return n < 1 ? 1 : n;
}

cruce_status cruce_table_stream(const cruce_ensemble *ensemble, cruce_table_id table,
                                bool every_replicate, const cruce_executor *executor,
                                cruce_table_take_fn *take, void *context, cruce_error *err)
{
    int32_t n_workers = executor != NULL ? executor->n_workers : 1;
    int32_t n_replicates = ensemble->n_replicates;
    stream s = {
        .e = ensemble,
        .table = table,
        .every_replicate = every_replicate,
        .n_variants = every_replicate     ? n_replicates
                      : n_replicates == 1 ? 1
                                          : CRUCE_SUMMARIES,
        .n_columns = cruce_table_columns_count(table),
        .n_side = n_workers,
        .n_rows = cruce_table_rows_count(ensemble, table),
        .take = take,
        .context = context,
    };
    int64_t by_window = WINDOW_NUMBERS / ((int64_t)s.n_columns * n_replicates);
    int64_t by_part = PART_NUMBERS / ((int64_t)s.n_columns * s.n_variants);
    s.rows_per_part = at_least_1(by_window < by_part ? by_window : by_part);
    s.n_parts = (s.n_rows + s.rows_per_part - 1) / s.rows_per_part;
    cruce_status st =
        open_stream(&s, n_workers) ? run_rounds(&s, executor, err) : cri_no_memory(err);
    close_stream(&s, n_workers);
    return st;
}
