/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sums up the replicates of an ensemble: quantiles, mean and its error; the largest places; days on the way.
 * Running the replicates is left to ensemble.c, scores to score.c.
 * Quantiles: Hyndman & Fan (1996), type 7, doi:10.1080/00031305.1996.10473566. Error of the mean: sd / sqrt(n) with the
 * sample's standard deviation, Morris, White & Crowther (2019), doi:10.1002/sim.8086, table 6.
 */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "cruce/elementary.h"
#include "study/study_internal.h"

const double cri_quantile[CRI_QUANTILES] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

/* Shell's sort with Ciura's gaps (2001, doi:10.1007/3-540-44669-9_12): for some hundred numbers faster than qsort. */
static void sort_values(double *value, int32_t n)
{
    static const int32_t gaps[] = {16385, 4001, 1750, 701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        int32_t gap = gaps[g];
        for (int32_t i = gap; i < n; i++) {
            double x = value[i];
            int32_t j = i;
            for (; j >= gap && value[j - gap] > x; j -= gap) {
                value[j] = value[j - gap];
            }
            value[j] = x;
        }
    }
}

static cruce_spread same_everywhere(double value)
{
    cruce_spread spread;
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        spread.value[s] = value;
    }
    return spread;
}

/* sd / sqrt(n) of n >= 2 values, added up in their order. */
static double error_of_mean(const double *value, int32_t n, double mean)
{
    double squares = 0;
    for (int32_t i = 0; i < n; i++) {
        squares += (value[i] - mean) * (value[i] - mean);
    }
    return sqrt(squares / (n - 1.0) / n);
}

cruce_spread cruce_spread_of(double *value, int32_t n)
{
    double sum = 0;
    for (int32_t i = 0; i < n; i++) {
        sum += value[i];
    }
    if (n == 1 || isnan(sum)) { /* one replicate is the usual quick look: nothing to sort */
        cruce_spread same = same_everywhere(n == 1 ? value[0] : (double)NAN);
        same.value[CRUCE_MCSE] = (double)NAN;
        return same;
    }
    cruce_spread spread;
    spread.value[CRUCE_MEAN] = sum / n; /* in the order of the replicates */
    spread.value[CRUCE_MCSE] = error_of_mean(value, n, sum / n);
    sort_values(value, n);
    for (int32_t s = 0; s < CRI_QUANTILES; s++) {
        spread.value[s] = cruce_quantile_sorted(value, n, cri_quantile[s]);
    }
    return spread;
}

void cruce_summary_free(cruce_summary *summary)
{
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        cri_free(summary->value[s]);
        summary->value[s] = NULL;
    }
    summary->n_items = 0;
}

/* Spreads of n cells from `first` on, `one` by one: value[r * n + i] of a window. */
static void sum_up_window(const double *window, int32_t n_replicates, int64_t n, int64_t first,
                          double *one, cruce_summary *summary)
{
    for (int64_t i = 0; i < n; i++) {
        for (int32_t r = 0; r < n_replicates; r++) {
            one[r] = window[r * n + i];
        }
        cruce_spread spread = cruce_spread_of(one, n_replicates);
        for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
            summary->value[s][first + i] = spread.value[s];
        }
    }
}

static cruce_status make_room(cruce_summary *summary, int32_t n_items, cruce_error *err)
{
    *summary = (cruce_summary){.n_items = n_items};
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        summary->value[s] = cri_calloc((size_t)n_items + 1, sizeof(double));
        if (summary->value[s] == NULL) {
            return cri_no_memory(err);
        }
    }
    return CRUCE_OK;
}

/* The last n_items rows of a table with one column: its last day. */
static cruce_status sum_up_last_day(const cruce_ensemble *e, cruce_table_id table, int32_t n_items,
                                    cruce_summary *summary, cruce_error *err)
{
    enum { WINDOW = 64 };
    cruce_status st = CRUCE_OK;
    int64_t from = (int64_t)(e->n_days - e->first_day - 1) * n_items;
    double *window = NULL, *one = NULL;
    TRY(make_room(summary, n_items, err));
    window = cri_calloc((size_t)e->n_replicates * WINDOW, sizeof *window);
    one = cri_calloc((size_t)e->n_replicates, sizeof *one);
    if (window == NULL || one == NULL) {
        st = cri_no_memory(err);
        goto done;
    }
    for (int64_t first = 0; first < n_items; first += WINDOW) {
        int64_t n = n_items - first < WINDOW ? n_items - first : WINDOW;
        for (int32_t r = 0; r < e->n_replicates; r++) {
            TRY(cri_table_numbers(e, table, r, from + first, n, window + r * n, err));
        }
        sum_up_window(window, e->n_replicates, n, first, one, summary);
    }
done:
    cri_free(window);
    cri_free(one);
    if (st != CRUCE_OK) {
        cruce_summary_free(summary);
    }
    return st;
}

cruce_status cruce_ensemble_last_places(const cruce_ensemble *ensemble, cruce_summary *summary,
                                        cruce_error *err)
{
    return sum_up_last_day(ensemble, CRUCE_T_PLACES, ensemble->n_places, summary, err);
}

cruce_status cruce_ensemble_last_totals(const cruce_ensemble *ensemble, cruce_summary *summary,
                                        cruce_error *err)
{
    return sum_up_last_day(ensemble, CRUCE_T_TOTALS, CRUCE_QUANTITIES, summary, err);
}

int32_t cruce_ensemble_largest(const cruce_ensemble *ensemble, const cruce_summary *places,
                               int32_t n, cruce_place_id *place)
{
    int32_t n_found = 0;
    const double *last = places->value[CRUCE_P50];

    if (n < 1) {
        return 0;
    }
    for (int32_t p = 0; p < ensemble->n_places; p++) {
        int32_t rank = n_found < n ? n_found++ : n_found - 1;
        if (rank == n - 1 && n_found == n && p >= n && last[p] <= last[place[rank]]) {
            continue;
        }
        for (; rank > 0 && last[place[rank - 1]] < last[p]; rank--) {
            place[rank] = place[rank - 1];
        }
        place[rank] = p;
    }
    return n_found;
}

/* Mean days on the way of one replicate; NaN if nobody arrived. */
static double way_days_of(const cruce_ensemble *e, const cri_record *record)
{
    int64_t arrived =
        e->n_days > 0 ? record->total[(int64_t)(e->n_days - 1) * CRUCE_QUANTITIES + CRUCE_ARRIVED]
                      : 0;
    double area_days = 0;
    if (arrived <= 0) {
        return (double)NAN;
    }
    for (int32_t day = 0; day < e->n_days; day++) {
        int64_t out = record->departed[day] < arrived ? record->departed[day] : arrived;
        int64_t in = record->total[(int64_t)day * CRUCE_QUANTITIES + CRUCE_ARRIVED];
        area_days += (double)(out - in);
    }
    return area_days / (double)arrived;
}

bool cruce_ensemble_way_days(const cruce_ensemble *ensemble, cruce_spread *days, cruce_error *err)
{
    double *one = cri_calloc((size_t)ensemble->n_replicates, sizeof *one);
    int32_t n = 0;

    if (one == NULL) {
        cri_no_memory(err);
        return false;
    }
    /* Who crosses a border arrives at no camp; who is sent back and comes again would arrive twice. */
    bool whole = !cruce_ensemble_has_border(ensemble) && ensemble->first_day == 0;
    for (int32_t r = 0; r < ensemble->n_replicates && whole; r++) {
        double mean_days = way_days_of(ensemble, &ensemble->record[r]);
        if (!isnan(mean_days)) {
            one[n++] = mean_days;
        }
    }
    if (n > 0) {
        *days = cruce_spread_of(one, n);
    }
    cri_free(one);
    return n > 0;
}

const char *cruce_quantity_text(cruce_quantity quantity)
{
    static const char *const text[] = {
#define QUANTITY_TEXT(name, word, sentence) word,
        CRUCE_QUANTITY_LIST(QUANTITY_TEXT)
#undef QUANTITY_TEXT
    };
    return (int)quantity >= 0 && quantity < CRUCE_QUANTITIES ? text[quantity] : NULL;
}
