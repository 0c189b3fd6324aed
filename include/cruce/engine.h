/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Engines: the loop of days, and two ways of keeping people, behind one interface.
 *
 * `agents` moves persons, one row each; `counts` moves counts of equal people by exact multinomial draws; `cohorts` keeps
 * persons for as long as they are few, and counts from then on. All call the same rules (cruce/rules.h) and the same
 * daily update of the world. A run is a function of scenario, options, seed and replicate.
 */
#ifndef CRUCE_ENGINE_H
#define CRUCE_ENGINE_H

#include "cruce/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum cruce_engine_kind {
    CRUCE_ENGINE_COHORTS,
    CRUCE_ENGINE_AGENTS,
    CRUCE_ENGINE_COUNTS
} cruce_engine_kind;

/** "cohorts", "agents", "counts". */
CRUCE_API const char *cruce_engine_name(cruce_engine_kind engine);
/** The engine of that name; false if there is none. */
CRUCE_API bool cruce_engine_parse(const char *name, cruce_engine_kind *engine);

/** A saved state (cruce/state.h), and its fields on their way to or from bytes (src/base/state_io.h). */
typedef struct cruce_state cruce_state;
typedef struct cruce_state_io cruce_state_io;
struct cruce_state_bytes;

typedef struct cruce_run_options {
    cruce_engine_kind engine;
    uint32_t seed;
    uint32_t replicate;      /* 0, 1, 2, ... */
    int32_t counts_from_day; /* of `cohorts`: 0 when counting pays; else on this day (for tests) */
    const cruce_state
        *from;       /* NULL: from the first day; else from its day, with its engine and seed */
    int32_t n_saves; /* states to be saved */
    const int32_t *save_day;         /* [n_saves] at the start of these days */
    struct cruce_state_bytes *saved; /* [n_saves] receives the replicate's bytes, the caller's */
} cruce_run_options;

/** The state at the end of one day, as an observer sees it. All arrays are borrowed for the call. */
typedef struct cruce_day {
    int32_t day;                     /* 0 is the first day */
    const int64_t *place_persons;    /* [places.n] at each place, deactivated ones too: numAgents */
    const int64_t *entered_persons;  /* [links.n] entries since the start */
    const uint32_t *place_flags;     /* [places.n] as they are today */
    int64_t created_persons;         /* ever */
    int64_t travelling_persons;      /* on links at the end of the day */
    int64_t deactivated_persons;     /* by camp sinks */
    int64_t raw_persons;             /* Flee's "raw UNHCR refugee count" (5.4) */
    int64_t debt_persons;            /* Flee's refugee_debt */
    const int64_t *departed_persons; /* [places.n] displaced since the start */
    const int64_t *camp_data_persons;      /* [n_camps] registered, as Flee prints it */
    const struct cruce_border_day *border; /* NULL: the scenario has no border */
} cruce_day;

/** Told after each day; a status other than CRUCE_OK stops the run with it. */
typedef struct cruce_observer {
    void *context;
    cruce_status (*after_day)(void *context, const cruce_day *day, cruce_error *err);
    /** What the observer has to know of the days before, written or read; may be NULL. Of `yesterday` entered_persons only. */
    void (*state)(void *context, const cruce_day *yesterday, cruce_state_io *io);
} cruce_observer;

/**
 * Run one replicate from the first day, or that of a state, to the last.
 *
 * Needs    a scenario from cruce_scenario_read
 * Errors   CRUCE_ERR_MEMORY; CRUCE_ERR_INPUT if a state does not hold what it should; CRUCE_ERR_BALANCE if the ledger of persons does not close on a day (a defect of
 *          the program, never of the input); CRUCE_ERR_RUN; whatever the observer returns
 * Cost     agents: per day, the number of persons on the move; counts: that of distinct states; cohorts:
 *          about the less of the two
 * Thread   safe: many replicates of one scenario may run side by side
 */
CRUCE_API cruce_status cruce_simulate(const cruce_scenario *scenario,
                                      const cruce_run_options *options,
                                      const cruce_observer *observer, cruce_error *err);

/** One member of a piece of work. `worker` is below the executor's n_workers: use it to choose scratch memory. */
typedef cruce_status cruce_work_fn(void *context, int32_t member, int32_t worker, cruce_error *err);

/**
 * Runs members 0 .. n - 1 of a piece of work, each once, in any order, as many side by side as it has workers.
 * After a failure no new member is begun; the error reported is that of the lowest member that failed.
 */
typedef struct cruce_executor {
    int32_t n_workers;
    cruce_status (*run)(const struct cruce_executor *self, int32_t n, cruce_work_fn *work,
                        void *context, cruce_error *err);
} cruce_executor;

#ifdef __cplusplus
}
#endif
#endif
