/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sums up the replicates of an ensemble: median, 5-95 % band, mean; the largest places; days on the way.
 * Running the replicates is left to ensemble.c, scores to score.c.
 * Quantiles: Hyndman & Fan (1996), type 7, doi:10.1080/00031305.1996.10473566.
 */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "cruce/elementary.h"
#include "study/study_internal.h"

/* Value of one cell of a table in one replicate. */
typedef int64_t cell_value(const cruce_ensemble *e, int32_t replicate, int32_t day, int32_t item);

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

cruce_spread cruce_spread_of(double *value, int32_t n)
{
    cruce_spread spread;
    double sum = 0;

    if (n == 1) { /* the usual quick look: nothing to sort */
        for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
            spread.value[s] = value[0];
        }
        return spread;
    }
    for (int32_t i = 0; i < n; i++) {
        sum += value[i];
    }
    if (isnan(sum)) {
        for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
            spread.value[s] = (double)NAN;
        }
        return spread;
    }
    sort_values(value, n);
    spread.value[CRUCE_P05] = cruce_quantile_sorted(value, n, 0.05);
    spread.value[CRUCE_P50] = cruce_quantile_sorted(value, n, 0.5);
    spread.value[CRUCE_P95] = cruce_quantile_sorted(value, n, 0.95);
    spread.value[CRUCE_MEAN] = sum / n; /* in the order of the replicates */
    return spread;
}

void cruce_summary_free(cruce_summary *summary)
{
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        cri_free(summary->value[s]);
        summary->value[s] = NULL;
    }
    summary->n_days = summary->n_items = 0;
}

static cruce_status sum_up(const cruce_ensemble *e, cruce_summary *summary, int32_t n_days,
                           int32_t n_items, cell_value *value_of, cruce_error *err)
{
    size_t n_cells = (size_t)n_days * (size_t)n_items;
    double *one = cri_calloc((size_t)e->n_replicates, sizeof *one);
    bool has_room = one != NULL;

    *summary = (cruce_summary){.n_days = n_days, .n_items = n_items};
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        summary->value[s] = cri_calloc(n_cells + 1, sizeof(double));
        has_room = has_room && summary->value[s] != NULL;
    }
    if (!has_room) {
        cri_free(one);
        cruce_summary_free(summary);
        return cri_no_memory(err);
    }
    for (int32_t day = 0; day < n_days; day++) {
        for (int32_t i = 0; i < n_items; i++) {
            for (int32_t r = 0; r < e->n_replicates; r++) {
                one[r] = (double)value_of(e, r, day, i);
            }
            cruce_spread spread = cruce_spread_of(one, e->n_replicates);
            for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
                summary->value[s][(int64_t)day * n_items + i] = spread.value[s];
            }
        }
    }
    cri_free(one);
    return CRUCE_OK;
}

static int64_t total_value(const cruce_ensemble *e, int32_t replicate, int32_t day, int32_t item)
{
    return cruce_ensemble_total(e, replicate, day, (cruce_quantity)item);
}

static int64_t entered_value(const cruce_ensemble *e, int32_t replicate, int32_t day, int32_t item)
{
    (void)day;
    return e->record[replicate].entered[item];
}

cruce_status cruce_ensemble_places(const cruce_ensemble *ensemble, cruce_summary *summary,
                                   cruce_error *err)
{
    return sum_up(ensemble, summary, ensemble->n_days, ensemble->n_places, cruce_ensemble_persons,
                  err);
}

cruce_status cruce_ensemble_totals(const cruce_ensemble *ensemble, cruce_summary *summary,
                                   cruce_error *err)
{
    return sum_up(ensemble, summary, ensemble->n_days, CRUCE_QUANTITIES, total_value, err);
}

cruce_status cruce_ensemble_routes(const cruce_ensemble *ensemble, cruce_summary *summary,
                                   cruce_error *err)
{
    return sum_up(ensemble, summary, 1, ensemble->n_links, entered_value, err);
}

int32_t cruce_ensemble_largest(const cruce_ensemble *ensemble, const cruce_summary *places,
                               int32_t n, cruce_place_id *place)
{
    int32_t n_found = 0;
    const double *last = places->value[CRUCE_P50] + (int64_t)(places->n_days - 1) * places->n_items;

    if (places->n_days < 1 || n < 1) {
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
    for (int32_t r = 0; r < ensemble->n_replicates && !cruce_ensemble_has_border(ensemble); r++) {
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
