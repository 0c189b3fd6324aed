/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs the replicates of an ensemble through an executor and keeps a record of each.
 * How records are summed up is left to summary.c, how they are scored to score.c.
 * No published method: a replicate depends on its own number only, so their order means nothing.
 */
#include <math.h>
#include <stdatomic.h>

#include "base/text.h"
#include "study/aside.h"
#include "study/study_internal.h"

/* What all workers share. */
typedef struct ensemble_work {
    cruce_ensemble *ensemble;
    const cruce_ensemble_options *options;
    atomic_llong done_days;
    atomic_bool stop;
} ensemble_work;

/* One replicate while it runs. */
typedef struct replicate_work {
    ensemble_work *shared;
    cri_record *record;
    bool keeps_register, reports;
    int64_t arrived_persons;
} replicate_work;

static cruce_status widen(cri_record *record, int64_t n_cells, cruce_error *err)
{
    int64_t *wide = cri_calloc((size_t)n_cells, sizeof *wide);
    if (wide == NULL) {
        return cri_no_memory(err);
    }
    for (int64_t i = 0; i < n_cells; i++) {
        wide[i] = record->narrow[i];
    }
    cri_free(record->narrow);
    record->narrow = NULL;
    record->wide = wide;
    return CRUCE_OK;
}

static cruce_status keep_places(cri_record *record, const cruce_ensemble *e, const cruce_day *day,
                                cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int64_t row = (int64_t)day->day * e->n_places;
    bool fits = true;
    for (int32_t p = 0; p < e->n_places; p++) {
        fits = fits && day->place_persons[p] <= INT32_MAX;
    }
    if (!fits && record->wide == NULL) {
        TRY(widen(record, (int64_t)e->n_days * e->n_places, err));
    }
    for (int32_t p = 0; p < e->n_places; p++) {
        if (record->wide != NULL) {
            record->wide[row + p] = day->place_persons[p];
        } else {
            record->narrow[row + p] = (int32_t)day->place_persons[p];
        }
    }
done:
    return st;
}

static void keep_totals(replicate_work *work, const cruce_ensemble *e, const cruce_day *day)
{
    int64_t *total = work->record->total + (int64_t)day->day * CRUCE_QUANTITIES;
    int64_t in_camps = 0, departed = 0, at_places = 0;

    for (int32_t c = 0; c < e->n_camps; c++) {
        in_camps += day->place_persons[e->scenario->camp[c]];
    }
    for (int32_t p = 0; p < e->n_places; p++) {
        departed += day->departed_persons[p];
        at_places += day->place_persons[p];
    }
    /* Who was created without setting out was there from the start. */
    int64_t arrived = in_camps - (day->created_persons - departed);
    if (arrived > work->arrived_persons) {
        work->arrived_persons = arrived;
    }
    work->record->departed[day->day] = departed;
    total[CRUCE_DISPLACED] = day->created_persons;
    total[CRUCE_TRAVELLING] = day->travelling_persons;
    total[CRUCE_IN_CAMPS] = in_camps;
    total[CRUCE_ELSEWHERE] = at_places - in_camps;
    total[CRUCE_BEYOND] = day->created_persons - day->travelling_persons - at_places;
    total[CRUCE_LEFT] = day->deactivated_persons;
    total[CRUCE_ARRIVED] = work->arrived_persons;
    total[CRUCE_DEBT] = day->debt_persons;
}

/* On the last day of a month, and on the day before the first one. */
static void keep_month(cri_record *record, const cruce_ensemble *e, const cruce_day *day)
{
    const cri_months *months = &e->months;
    int32_t d = day->day - months->first_day;
    int32_t month = d >= 0 ? months->of_day[d] : -1; /* rows of `entered` begin one earlier */
    if (day->day + 1 != months->from_day[month + 1]) {
        return;
    }
    for (int32_t k = 0; k < e->n_links; k++) {
        record->entered[(int64_t)(month + 1) * e->n_links + k] = day->entered_persons[k];
    }
    for (int32_t p = 0; month >= 0 && p < e->n_places; p++) {
        record->month_end[(int64_t)month * e->n_places + p] = day->place_persons[p];
    }
}

static cruce_status keep_day(void *context, const cruce_day *day, cruce_error *err)
{
    replicate_work *work = context;
    ensemble_work *shared = work->shared;
    cruce_ensemble *e = shared->ensemble;
    cruce_status st = keep_places(work->record, e, day, err);

    if (st != CRUCE_OK) {
        return st;
    }
    keep_totals(work, e, day);
    if (day->border != NULL && e->border.tables != NULL) {
        st = cri_border_keep(&work->record->border, &e->border, day->day, day->border, err);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    if (work->keeps_register) {
        for (int32_t c = 0; c < e->n_camps; c++) {
            e->registered[(int64_t)day->day * e->n_camps + c] = day->camp_data_persons[c];
        }
    }
    keep_month(work->record, e, day);
    int64_t done = atomic_fetch_add(&shared->done_days, 1) + 1;
    if (work->reports && shared->options->progress != NULL &&
        !shared->options->progress(shared->options->progress_context, done,
                                   (int64_t)(e->n_days - e->first_day) * e->n_replicates)) {
        atomic_store(&shared->stop, true);
    }
    return atomic_load(&shared->stop) ? cri_fail(err, CRUCE_ERR_RUN, "stopped before the end")
                                      : CRUCE_OK;
}

static void keep_state(void *context, const cruce_day *yesterday, cruce_state_io *io)
{
    replicate_work *work = context;
    const cruce_ensemble *e = work->shared->ensemble;
    cri_record_state(io, e, work->record, &work->arrived_persons);
    /* months that begin here: who entered links before */
    for (int32_t k = 0; io->reads && e->months.first_day == e->first_day && k < e->n_links; k++) {
        work->record->entered[k] = yesterday->entered_persons[k];
    }
}

static cruce_status run_replicate(void *context, int32_t member, int32_t worker, cruce_error *err)
{
    ensemble_work *shared = context;
    cruce_ensemble *e = shared->ensemble;
    cri_record *record = &e->record[member];
    replicate_work work = {.shared = shared,
                           .record = record,
                           .keeps_register = member == 0,
                           .reports = worker == 0};
    cruce_run_options options = e->how;
    options.replicate = (uint32_t)member;
    options.n_saves = member < e->n_state_replicates ? e->n_states : 0;
    options.save_day = e->state_day;
    options.saved = e->saved + (int64_t)member * options.n_saves;
    cruce_observer observer = {.context = &work, .after_day = keep_day, .state = keep_state};

    record->narrow = cri_calloc((size_t)e->n_days * (size_t)e->n_places, sizeof *record->narrow);
    record->total = cri_calloc((size_t)e->n_days, sizeof *record->total * CRUCE_QUANTITIES);
    record->departed = cri_calloc((size_t)e->n_days, sizeof *record->departed);
    size_t n_months = (size_t)e->months.n;
    record->entered = cri_calloc((n_months + 1) * (size_t)e->n_links + 1, sizeof *record->entered);
    record->month_end = cri_calloc(n_months * (size_t)e->n_places + 1, sizeof *record->month_end);
    if (record->narrow == NULL || record->total == NULL || record->departed == NULL ||
        record->entered == NULL || record->month_end == NULL) {
        return cri_no_memory(err);
    }
    cruce_status st = CRUCE_OK;
    if (e->border.tables != NULL) {
        TRY(cri_border_record_init(&record->border, &e->border, err));
    }
    TRY(cruce_simulate(e->scenario, &options, &observer, err));
    cri_border_record_finish(&record->border, &e->border);
    TRY(cri_aside_put(e, member, err));
done:
    return st;
}

static cruce_ensemble *create(const cruce_scenario *scenario, const cruce_ensemble_options *options)
{
    int32_t n_replicates = options->n_replicates;
    cruce_ensemble *e = cri_calloc(1, sizeof *e);
    if (e == NULL) {
        return NULL;
    }
    e->scenario = scenario;
    e->n_replicates = n_replicates;
    e->n_days = scenario->n_days;
    e->n_places = scenario->places.n;
    e->n_links = scenario->links.n;
    e->n_camps = scenario->n_camps;
    e->first_day =
        options->from != NULL ? cruce_state_date(options->from) - scenario->start_days : 0;
    e->how = (cruce_run_options){.engine = options->engine,
                                 .seed = options->seed,
                                 .from = options->from};
    e->n_states = options->n_states;
    e->state_day = options->state_day;
    e->n_state_replicates =
        options->n_state_replicates < n_replicates ? options->n_state_replicates : n_replicates;
    e->saved = cri_calloc((size_t)e->n_states * (size_t)n_replicates + 1, sizeof *e->saved);
    e->record = cri_calloc((size_t)n_replicates, sizeof *e->record);
    e->registered = cri_calloc((size_t)e->n_days * (size_t)e->n_camps + 1, sizeof *e->registered);
    int32_t first_day = scenario->border.has_border ? scenario->border.report_from_day : 0;
    first_day = first_day > e->first_day ? first_day : e->first_day;
    if (e->record == NULL || e->registered == NULL || e->saved == NULL ||
        cri_fill_registered(e, NULL) != CRUCE_OK ||
        cri_months_list(&e->months, scenario, first_day < e->n_days ? first_day : e->n_days,
                        NULL) != CRUCE_OK ||
        (scenario->border.has_border &&
         cri_border_shape_init(&e->border, scenario, e->first_day, options->keeps_port_hours,
                               NULL) != CRUCE_OK)) {
        cruce_ensemble_destroy(e);
        return NULL;
    }
    return e;
}

cruce_status cruce_ensemble_run(cruce_ensemble **ensemble, const cruce_scenario *scenario,
                                const cruce_ensemble_options *options, cruce_error *err)
{
    *ensemble = NULL;
    if (options->n_replicates < 1) {
        return cri_fail(err, CRUCE_ERR_RANGE, "%d replicates; expected at least 1",
                        (int)options->n_replicates);
    }
    cruce_ensemble *e = create(scenario, options);
    if (e == NULL) {
        return cri_no_memory(err);
    }
    ensemble_work shared = {.ensemble = e, .options = options};
    cruce_status st = cri_aside_begin(e, options, err);
    if (st == CRUCE_OK && options->executor != NULL) {
        st =
            options->executor->run(options->executor, e->n_replicates, run_replicate, &shared, err);
    } else {
        for (int32_t r = 0; r < e->n_replicates && st == CRUCE_OK; r++) {
            st = run_replicate(&shared, r, 0, err);
        }
    }
    if (st != CRUCE_OK) {
        cruce_ensemble_destroy(e);
        return st;
    }
    *ensemble = e;
    return CRUCE_OK;
}

void cruce_ensemble_forget_days(cruce_ensemble *ensemble)
{
    unsigned kept = 1U << CRUCE_T_ENCOUNTER_MONTHS | 1U << CRUCE_T_REPEATS |
                    1U << CRUCE_T_GROUP_DAYS | 1U << CRUCE_T_PORT_MONTHS | 1U << CRUCE_T_TRADE_DAYS;
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        cri_record *record = &ensemble->record[r];
        cri_free(record->narrow);
        cri_free(record->wide);
        record->narrow = NULL;
        record->wide = NULL;
        cri_border_record_thin(&record->border, kept);
    }
}

void cruce_ensemble_destroy(cruce_ensemble *ensemble)
{
    if (ensemble == NULL) {
        return;
    }
    for (int32_t r = 0; ensemble->record != NULL && r < ensemble->n_replicates; r++) {
        cri_record *record = &ensemble->record[r];
        cri_free(record->narrow);
        cri_free(record->wide);
        cri_free(record->total);
        cri_free(record->departed);
        cri_free(record->entered);
        cri_free(record->month_end);
        cri_border_record_free(&record->border);
    }
    for (int64_t i = 0;
         ensemble->saved != NULL && i < (int64_t)ensemble->n_replicates * ensemble->n_states; i++) {
        cruce_state_bytes_free(&ensemble->saved[i]);
    }
    cri_free(ensemble->saved);
    cri_border_shape_free(&ensemble->border);
    cri_months_free(&ensemble->months);
    cri_aside_free(ensemble);
    cri_free(ensemble->record);
    cri_free(ensemble->registered);
    cri_free(ensemble);
}

int32_t cruce_ensemble_replicates_count(const cruce_ensemble *ensemble)
{
    return ensemble->n_replicates;
}

int64_t cruce_ensemble_persons(const cruce_ensemble *ensemble, int32_t replicate, int32_t day,
                               cruce_place_id place)
{
    const cri_record *record = &ensemble->record[replicate];
    int64_t cell = (int64_t)day * ensemble->n_places + place;
    if (record->narrow == NULL && record->wide == NULL) {
        double persons = cri_aside_number(ensemble, CRUCE_T_PLACES, replicate, cell);
        return isnan(persons) ? 0 : (int64_t)persons; /* cruce_ensemble_check tells */
    }
    return record->narrow != NULL ? record->narrow[cell] : record->wide[cell];
}

int64_t cruce_ensemble_total(const cruce_ensemble *ensemble, int32_t replicate, int32_t day,
                             cruce_quantity quantity)
{
    return ensemble->record[replicate].total[(int64_t)day * CRUCE_QUANTITIES + (int64_t)quantity];
}

const int64_t *cruce_ensemble_registered(const cruce_ensemble *ensemble)
{
    return ensemble->registered;
}

int64_t cruce_ensemble_bytes(const cruce_ensemble *ensemble)
{
    int64_t bytes = (int64_t)sizeof *ensemble + 8 * (int64_t)ensemble->n_days * ensemble->n_camps;
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        const cri_record *record = &ensemble->record[r];
        int64_t cell_bytes = record->narrow != NULL ? 4 : record->wide != NULL ? 8 : 0;
        bytes += (int64_t)ensemble->n_days *
                     (cell_bytes * ensemble->n_places + 8 * (CRUCE_QUANTITIES + 1)) +
                 8 * (int64_t)(ensemble->months.n + 1) * ensemble->n_links +
                 8 * (int64_t)ensemble->months.n * ensemble->n_places + (int64_t)sizeof(cri_record);
        bytes += cri_border_record_bytes(&record->border, &ensemble->border);
    }
    return bytes;
}
