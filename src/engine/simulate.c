/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One replicate from the first day to the last: the loop of days, and the ledger that closes each of them.
 * What happens before people move is day.c; how they move is agents.c or cohorts.c; begin_counting.c may change from the
 * first to the second.
 */
#include <string.h>

#include "../base/text.h"
#include "border.h"
#include "cruce/state.h"
#include "engine_internal.h"

static const char *const engine_names[] = {"cohorts", "agents", "counts"};

const char *cruce_engine_name(cruce_engine_kind engine)
{
    return engine_names[engine];
}

bool cruce_engine_parse(const char *name, cruce_engine_kind *engine)
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, engine_names[i]) == 0) {
            *engine = (cruce_engine_kind)i;
            return true;
        }
    }
    return false;
}

static cruce_status open_run(cri_run *run, const cruce_scenario *scenario,
                             const cruce_run_options *options, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    size_t n = (size_t)scenario->places.n;
    *run = (cri_run){.scenario = scenario, .options = *options};
    bool counts = options->engine == CRUCE_ENGINE_COUNTS;
    if (options->engine == CRUCE_ENGINE_COHORTS && scenario->border.has_border) {
        counts =
            true; /* people go in and out of movement all the time; each time is a row for life */
    }
    run->people = counts ? &cri_people_counts : &cri_people_agents;
    TRY(cri_world_init(&run->world, &scenario->places, &scenario->links, &scenario->settings, err));
    int32_t n_nations = scenario->border.has_border ? scenario->border.people.n : 0;
    TRY(cri_choices_init(&run->choices, &run->world, n_nations, err));
    TRY(cri_daily_init(&run->daily, &scenario->registered, &scenario->settings, err));
    run->newcomers = cri_calloc(n + 1, sizeof *run->newcomers);
    run->active_persons = cri_calloc(n + 1, sizeof *run->active_persons);
    run->group_persons = cri_calloc((size_t)run->choices.n_groups + 1, sizeof *run->group_persons);
    run->camp_data = cri_calloc((size_t)scenario->n_camps + 1, sizeof *run->camp_data);
    run->tail = cri_calloc(n + 1, sizeof *run->tail);
    if (run->newcomers == NULL || run->active_persons == NULL || run->group_persons == NULL ||
        run->camp_data == NULL || run->tail == NULL) {
        return cri_no_memory(err);
    }
    TRY(run->people->create(run, &run->engine, err));
    TRY(cri_border_create(&run->border, run, err));
done:
    return st;
}

static void close_run(cri_run *run)
{
    cri_border_destroy(run->border);
    if (run->engine != NULL) {
        run->people->destroy(run->engine);
    }
    cri_free(run->tail);
    cri_free(run->camp_data);
    cri_free(run->active_persons);
    cri_free(run->group_persons);
    cri_free(run->newcomers);
    cri_daily_free(&run->daily);
    cri_choices_free(&run->choices);
    cri_world_free(&run->world);
}

/* The ledger of persons: what the engine holds, counted afresh, against what was ever created. */
static cruce_status check_ledger(cri_run *run, int64_t *travelling, int64_t *deactivated,
                                 cruce_error *err)
{
    const cri_world *w = &run->world;
    int64_t found = run->people->count(run->engine, run->active_persons, run->group_persons);
    *travelling = found;
    *deactivated = 0;
    for (int32_t p = 0; p < w->places->n; p++) {
        int64_t here = run->active_persons[p] + w->deactivated_persons[p];
        if (here != w->persons[p] || here < 0) {
            return cri_fail(err, CRUCE_ERR_BALANCE, "day %d: %lld persons at %s, but %lld counted",
                            (int)run->day, (long long)here, w->places->name[p],
                            (long long)w->persons[p]);
        }
        found += here;
        *deactivated += w->deactivated_persons[p];
    }
    if (found + run->outside_persons != run->created_persons || run->outside_persons < 0) {
        return cri_fail(err, CRUCE_ERR_BALANCE,
                        "day %d: %lld persons found, %lld outside, %lld created", (int)run->day,
                        (long long)found, (long long)run->outside_persons,
                        (long long)run->created_persons);
    }
    return CRUCE_OK;
}

static cruce_status close_day(cri_run *run, const cruce_observer *observer, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_scenario *sc = run->scenario;
    cri_world *w = &run->world;
    int64_t travelling, deactivated;
    TRY(check_ledger(run, &travelling, &deactivated, err));
    run->travelling_persons = travelling;
    for (int32_t i = 0; i < sc->n_camps; i++) {
        run->camp_data[i] =
            sc->has_register
                ? cri_daily_field(&run->daily, sc->registered.of_place[sc->camp[i]], run->day)
                : 0;
    }
    cruce_day day = {
        .day = run->day,
        .place_persons = w->persons,
        .entered_persons = w->entered_persons,
        .place_flags = w->flags,
        .created_persons = run->created_persons,
        .travelling_persons = travelling,
        .deactivated_persons = deactivated,
        .raw_persons = run->raw_persons,
        .debt_persons = run->debt_persons,
        .departed_persons = w->departed_persons,
        .camp_data_persons = run->camp_data,
        .border = run->border == NULL ? NULL : &run->border->today,
    };
    if (observer != NULL && observer->after_day != NULL) {
        TRY(observer->after_day(observer->context, &day, err));
    }
done:
    return st;
}

static cruce_status run_day(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (run->border != NULL) {
        TRY(cri_border_dawn(run->border, err));
    }
    TRY(cri_day_begin(run, err));
    if (run->border != NULL) {
        TRY(cri_border_morning(run->border, err));
    }
    TRY(run->people->move(run->engine, err));
    if (run->border != NULL) {
        TRY(cri_border_evening(run->border, err));
    }
done:
    return st;
}

/* --- saved states --- */

/* The observer's part comes last; false if it has none. */
static bool observer_state(cruce_state_io *io, const cri_run *run, const cruce_observer *observer)
{
    cruce_day yesterday = {.day = run->day - 1, .entered_persons = run->world.entered_persons};
    bool has = observer != NULL && observer->state != NULL;
    if (has && cri_state_is_fine(io)) {
        observer->state(observer->context, &yesterday, io);
    }
    return has;
}

static cruce_status save(cri_run *run, const cruce_observer *observer, cruce_error *err)
{
    const cruce_run_options *o = &run->options;
    for (int32_t i = 0; i < o->n_saves; i++) {
        if (o->save_day[i] != run->day) {
            continue;
        }
        cruce_state_io io = cri_state_writer();
        cri_run_state(&io, run);
        observer_state(&io, run, observer);
        o->saved[i] = (cruce_state_bytes){.byte = io.byte, .n = io.n};
        if (io.status != CRUCE_OK) {
            return cri_no_memory(err);
        }
    }
    return CRUCE_OK;
}

static cruce_status restore(cri_run *run, const cruce_observer *observer, cruce_error *err)
{
    const cruce_state *from = run->options.from;
    cruce_state_bytes bytes = cri_state_replicate(from, run->options.replicate);
    cruce_state_io io = cri_state_reader(bytes.byte, bytes.n);
    int64_t travelling, deactivated;
    run->day = cri_state_day(from);
    cri_run_state(&io, run);
    if (observer_state(&io, run, observer)) {
        cri_state_end(&io);
    }
    if (cri_state_has_read(&io) && check_ledger(run, &travelling, &deactivated, NULL) != CRUCE_OK) {
        cri_state_refuse(&io, "its persons do not add up");
    }
    return cri_state_is_fine(&io) ? CRUCE_OK : cri_state_fail(from, &io, err);
}

static cruce_status begin(cri_run *run, const cruce_observer *observer, cruce_error *err)
{
    return run->options.from != NULL ? restore(run, observer, err) : cri_day_first(run, err);
}

cruce_status cruce_simulate(const cruce_scenario *scenario, const cruce_run_options *options,
                            const cruce_observer *observer, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_run run;
    TRY(open_run(&run, scenario, options, err));
    TRY(begin(&run, observer, err));
    for (; run.day < scenario->n_days; run.day++) {
        TRY(save(&run, observer, err));
        TRY(run_day(&run, err));
        TRY(close_day(&run, observer, err));
    }
done:
    close_run(&run);
    return st;
}
