/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scores of an ensemble against registered counts, beside two naive forecasts of the same day's total.
 * The runs are left to ensemble.c, tables to src/output.
 * ARD: flee-compat 5.6. MASE: Hyndman & Koehler (2006), doi:10.1016/j.ijforecast.2006.03.001.
 */
#include <math.h>

#include "base/text.h"
#include "study/study_internal.h"

enum { NAIVE_LAG_DAYS = 30 };

/* Sums over days, for one forecast: of |f - d|, (f - d)^2 and |f - d| / max(1, U). */
typedef struct error_sums {
    double absolute, squared, relative;
} error_sums;

/* What a score is worked out from; arrays of n_camps are scratch for one day. */
typedef struct scoring {
    const cruce_ensemble *ensemble;
    const cruce_scenario *scenario;
    int32_t n_counted; /* camps that have counts */
    bool *is_counted;  /* [n_camps] */
    double *capacity;  /* [n_camps] share of the capacity column */
    double *forecast;  /* [n_camps] */
    error_sums *sums;  /* [CRUCE_FORECASTS * (n_camps + 1)] the last: all counted camps together */
    double *ard;       /* [CRUCE_FORECASTS] over every camp of the output */
} scoring;

static void free_scoring(scoring *s)
{
    cri_free(s->is_counted);
    cri_free(s->capacity);
    cri_free(s->forecast);
    cri_free(s->sums);
    cri_free(s->ard);
}

/* Shares of the capacity column among the counted camps; equal ones if none has a capacity. */
static void share_capacity(scoring *s)
{
    const cruce_scenario *sc = s->scenario;
    double sum = 0;
    for (int32_t c = 0; c < sc->n_camps; c++) {
        int64_t persons = sc->places.capacity_persons[sc->camp[c]];
        s->capacity[c] = s->is_counted[c] && persons > 0 ? (double)persons : 0;
        sum += s->capacity[c];
    }
    for (int32_t c = 0; c < sc->n_camps; c++) {
        s->capacity[c] = sum > 0 ? s->capacity[c] / sum : s->is_counted[c] ? 1.0 / s->n_counted : 0;
    }
}

static cruce_status make_scoring(scoring *s, const cruce_ensemble *ensemble, cruce_error *err)
{
    const cruce_scenario *sc = ensemble->scenario;
    size_t n = (size_t)sc->n_camps;

    s->ensemble = ensemble;
    s->scenario = sc;
    s->is_counted = cri_calloc(n + 1, sizeof *s->is_counted);
    s->capacity = cri_calloc(n + 1, sizeof *s->capacity);
    s->forecast = cri_calloc(n + 1, sizeof *s->forecast);
    s->sums = cri_calloc(CRUCE_FORECASTS * (n + 1), sizeof *s->sums);
    s->ard = cri_calloc(CRUCE_FORECASTS, sizeof *s->ard);
    if (s->is_counted == NULL || s->capacity == NULL || s->forecast == NULL || s->sums == NULL ||
        s->ard == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t c = 0; sc->has_register && sc->registered.n > 0 && c < sc->n_camps; c++) {
        s->is_counted[c] = sc->registered.of_place[sc->camp[c]] != CRUCE_NONE;
        s->n_counted += s->is_counted[c];
    }
    if (s->n_counted == 0 || ensemble->n_days < 1) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "no camp has registered counts (data_layout.csv), so there is nothing to "
                        "hold the simulation against");
    }
    share_capacity(s);
    return CRUCE_OK;
}

/* Registered persons of camp column c; 0 before the first day, so that scores need what the output shows only. */
static double registered_on(const scoring *s, int32_t c, int32_t day)
{
    return day >= 0 && s->is_counted[c]
               ? (double)s->ensemble->registered[(int64_t)day * s->scenario->n_camps + c]
               : 0;
}

/* The day's forecast of every camp, in s->forecast. */
static void fill_forecast(scoring *s, cruce_forecast forecast, int32_t replicate, int32_t day,
                          double registered_total)
{
    const cruce_scenario *sc = s->scenario;
    double sum = 0;

    for (int32_t c = 0; c < sc->n_camps; c++) {
        switch (forecast) {
        case CRUCE_SHARES_30_DAYS:
            s->forecast[c] = registered_on(s, c, day - NAIVE_LAG_DAYS);
            break;
        case CRUCE_SHARES_CAPACITY:
            s->forecast[c] = s->capacity[c];
            break;
        default:
            s->forecast[c] =
                (double)cruce_ensemble_persons(s->ensemble, replicate, day, sc->camp[c]);
        }
        sum += s->forecast[c];
    }
    if (forecast == CRUCE_SIMULATED) {
        return;
    }
    for (int32_t c = 0; c < sc->n_camps; c++) {
        if (sum > 0) {
            s->forecast[c] *= registered_total / sum;
        } else if (forecast == CRUCE_SHARES_30_DAYS) { /* none was registered: equal shares */
            s->forecast[c] = s->is_counted[c] ? registered_total / s->n_counted : 0;
        }
    }
}

/* Errors of one forecast (of one replicate) over all days. */
static void add_up_errors(scoring *s, cruce_forecast forecast, int32_t replicate)
{
    int32_t n_camps = s->scenario->n_camps, n_days = s->ensemble->n_days;
    error_sums *sums = s->sums + (int64_t)forecast * (n_camps + 1);

    for (int32_t c = 0; c <= n_camps; c++) {
        sums[c] = (error_sums){0};
    }
    s->ard[forecast] = 0;
    for (int32_t day = s->ensemble->first_day; day < n_days; day++) {
        const int64_t *registered = s->ensemble->registered + (int64_t)day * n_camps;
        double total = 0, error_total = 0;
        for (int32_t c = 0; c < n_camps; c++) {
            total += (double)registered[c];
        }
        fill_forecast(s, forecast, replicate, day, total);
        for (int32_t c = 0; c < n_camps; c++) {
            double error = fabs(s->forecast[c] - (double)registered[c]);
            sums[c].absolute += error;
            sums[c].squared += error * error;
            sums[c].relative += error / (total > 1 ? total : 1);
            error_total += error;
        }
        s->ard[forecast] += error_total / (total > 1 ? total : 1);
    }
    s->ard[forecast] /= n_days - s->ensemble->first_day;
    for (int32_t c = 0; c < n_camps; c++) {
        if (s->is_counted[c]) {
            sums[n_camps].absolute += sums[c].absolute;
            sums[n_camps].squared += sums[c].squared;
        }
    }
}

/* One score from the sums; column n_camps is all together. */
static double score_of(const scoring *s, int32_t column, cruce_measure measure,
                       cruce_forecast forecast)
{
    int32_t n_camps = s->scenario->n_camps;
    double n_days = s->ensemble->n_days - s->ensemble->first_day;
    const error_sums *sums = s->sums + column;
    cruce_forecast naive =
        measure == CRUCE_MASE_30_DAYS ? CRUCE_SHARES_30_DAYS : CRUCE_SHARES_CAPACITY;
    double mine = sums[(int64_t)forecast * (n_camps + 1)].absolute;
    double its = sums[(int64_t)naive * (n_camps + 1)].absolute;

    switch (measure) {
    case CRUCE_ARD:
        return column == n_camps ? s->ard[forecast]
                                 : sums[(int64_t)forecast * (n_camps + 1)].relative / n_days;
    case CRUCE_RMSE:
        return sqrt(sums[(int64_t)forecast * (n_camps + 1)].squared / n_days /
                    (column == n_camps ? s->n_counted : 1));
    default:
        return its > 0 ? mine / its : (double)NAN;
    }
}

/* The camp columns in the order of the scopes: all together, then counted camps by name. */
static void list_scopes(const scoring *s, cruce_scores *scores, int32_t *column)
{
    const cruce_scenario *sc = s->scenario;
    int32_t n = 0;

    scores->place[n] = CRUCE_NONE;
    column[n++] = sc->n_camps;
    for (int32_t p = 0; p < sc->places.n; p++) {
        for (int32_t c = 0; c < sc->n_camps; c++) {
            if (sc->camp[c] == p && s->is_counted[c]) {
                scores->place[n] = p;
                column[n++] = c;
            }
        }
    }
}

/* Scores of all replicates, then their spreads. `one` has room for a number per replicate. */
static void fill_scores(scoring *s, cruce_scores *scores, const int32_t *column, double *one)
{
    int32_t n_replicates = scores->n_replicates;
    int64_t n_cells = (int64_t)scores->n_scopes * CRUCE_MEASURES * CRUCE_FORECASTS;

    add_up_errors(s, CRUCE_SHARES_30_DAYS, 0);
    add_up_errors(s, CRUCE_SHARES_CAPACITY, 0);
    for (int32_t r = 0; r < n_replicates; r++) {
        add_up_errors(s, CRUCE_SIMULATED, r);
        add_up_errors(s, CRUCE_RESCALED, r);
        for (int64_t cell = 0; cell < n_cells; cell++) {
            int32_t scope = (int32_t)(cell / (CRUCE_MEASURES * CRUCE_FORECASTS));
            scores->value[r * n_cells + cell] =
                score_of(s, column[scope], (cruce_measure)(cell / CRUCE_FORECASTS % CRUCE_MEASURES),
                         (cruce_forecast)(cell % CRUCE_FORECASTS));
        }
    }
    for (int64_t cell = 0; cell < n_cells; cell++) {
        for (int32_t r = 0; r < n_replicates; r++) {
            one[r] = scores->value[r * n_cells + cell];
        }
        scores->spread[cell] = cruce_spread_of(one, n_replicates);
    }
}

cruce_status cruce_scores_make(cruce_scores *scores, const cruce_ensemble *ensemble,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    scoring s = {0};
    int32_t *column = NULL;
    double *one = NULL;

    *scores = (cruce_scores){0};
    TRY(make_scoring(&s, ensemble, err));
    scores->n_days = ensemble->n_days - ensemble->first_day;
    scores->n_replicates = ensemble->n_replicates;
    scores->n_scopes = s.n_counted + 1;
    size_t n_cells = (size_t)scores->n_scopes * CRUCE_MEASURES * CRUCE_FORECASTS;
    scores->place = cri_calloc((size_t)scores->n_scopes, sizeof *scores->place);
    scores->spread = cri_calloc(n_cells, sizeof *scores->spread);
    column = cri_calloc((size_t)scores->n_scopes, sizeof *column);
    scores->value = cri_calloc(n_cells * (size_t)ensemble->n_replicates, sizeof *scores->value);
    one = cri_calloc((size_t)ensemble->n_replicates, sizeof *one);
    if (scores->place == NULL || scores->spread == NULL || scores->value == NULL ||
        column == NULL || one == NULL) {
        st = cri_no_memory(err);
        goto done;
    }
    list_scopes(&s, scores, column);
    fill_scores(&s, scores, column, one);
done:
    cri_free(one);
    cri_free(column);
    free_scoring(&s);
    if (st != CRUCE_OK) {
        cruce_scores_free(scores);
    }
    return st;
}

void cruce_scores_free(cruce_scores *scores)
{
    cri_free(scores->place);
    cri_free(scores->spread);
    cri_free(scores->value);
    *scores = (cruce_scores){0};
}

const cruce_spread *cruce_scores_at(const cruce_scores *scores, int32_t scope,
                                    cruce_measure measure, cruce_forecast forecast)
{
    return &scores->spread[((int64_t)scope * CRUCE_MEASURES + (int64_t)measure) * CRUCE_FORECASTS +
                           (int64_t)forecast];
}

const char *cruce_forecast_text(cruce_forecast forecast)
{
    static const char *const text[] = {
#define FORECAST_TEXT(name, word, sentence) word,
        CRUCE_FORECAST_LIST(FORECAST_TEXT)
#undef FORECAST_TEXT
    };
    return (int)forecast >= 0 && forecast < CRUCE_FORECASTS ? text[forecast] : NULL;
}

const char *cruce_measure_text(cruce_measure measure)
{
    static const char *const text[] = {
#define MEASURE_TEXT(name, word, sentence) word,
        CRUCE_MEASURE_LIST(MEASURE_TEXT)
#undef MEASURE_TEXT
    };
    return (int)measure >= 0 && measure < CRUCE_MEASURES ? text[measure] : NULL;
}
