/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * States of a small border read from its folder: saved on some days, given back whole or with other bytes.
 */
#ifndef CRUCE_TESTS_STATES_H
#define CRUCE_TESTS_STATES_H

#include "checks.h"
#include "cruce/border_day.h"
#include "cruce/input.h"
#include "cruce/state.h"

enum { STATES_MOST = 100 };

static inline cruce_scenario *read_folder(const char *folder, int32_t n_days)
{
    cruce_scenario *scenario = NULL;
    cruce_read_options options = {.folder = folder, .n_days = n_days, .will_run = true};
    CHECK_I64(cruce_scenario_read(&scenario, &options, NULL), CRUCE_OK);
    return scenario;
}

/** What a day of a run showed, as one number. */
typedef struct diary {
    const cruce_scenario *scenario;
    uint64_t day[1000];
} diary;

static inline uint64_t mix_in(uint64_t sum, const void *bytes, size_t n)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < n; i++) {
        sum = (sum ^ byte[i]) * 0x100000001b3u;
    }
    return sum;
}

static inline cruce_status write_diary(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    diary *d = context;
    const cruce_scenario *sc = d->scenario;
    uint64_t sum = mix_in(0xcbf29ce484222325u, day->place_persons, 8 * (size_t)sc->places.n);
    sum = mix_in(sum, day->entered_persons, 8 * (size_t)sc->links.n);
    sum = mix_in(sum, &day->created_persons, 8);
    sum = mix_in(sum, &day->debt_persons, 8);
    if (day->border != NULL) {
        size_t nations = (size_t)sc->border.people.n,
               cells = nations * (size_t)sc->border.sectors.n;
        sum = mix_in(sum, day->border->status_persons, 8 * nations * CRUCE_STATUSES);
        sum = mix_in(sum, day->border->between_persons, 8 * cells);
        sum = mix_in(sum, day->border->risk_belief, 8 * nations);
        sum = mix_in(sum, day->border->port_day,
                     (size_t)sc->border.ports.n * sizeof *day->border->port_day);
        for (int32_t i = 0; i < day->border->n_publications; i++) {
            sum = mix_in(sum, &day->border->publication[i].value, 8);
        }
        sum = mix_in(sum, &day->border->n_log, sizeof day->border->n_log);
    }
    d->day[day->day] = sum;
    return CRUCE_OK;
}

/** One replicate, saved on some days (as a whole file of one replicate each). */
static inline void run_and_save(const cruce_scenario *scenario, cruce_engine_kind engine,
                                const cruce_state *from, int32_t n_days, const int32_t *day,
                                diary *d, cruce_state_bytes *file)
{
    cruce_state_bytes saved[STATES_MOST] = {{0}};
    CHECK(n_days <= STATES_MOST);
    cruce_run_options options = {.engine = engine,
                                 .seed = 9,
                                 .from = from,
                                 .n_saves = n_days,
                                 .save_day = day,
                                 .saved = saved};
    cruce_observer observer = {.context = d, .after_day = write_diary};
    d->scenario = scenario;
    CHECK_I64(cruce_simulate(scenario, &options, &observer, NULL), CRUCE_OK);
    for (int32_t i = 0; i < n_days; i++) {
        CHECK_I64(cruce_state_write(scenario, &options, day[i], 1, &saved[i], &file[i], NULL),
                  CRUCE_OK);
        cruce_state_bytes_free(&saved[i]);
    }
}

#endif
