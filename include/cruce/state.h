/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Saved states: some replicates of a run as they are at the start of a day, before dawn, from which a run continues to the
 * same bytes. The same bytes on every machine, so that the simulator in a browser reads what the command line has saved.
 *
 * A state knows the shape of its scenario (places, roads, nations, sectors, ports ...), not its measures, rules, parameters
 * or settings: what if these are other ones from that day on? The past stays as it was simulated.
 */
#ifndef CRUCE_STATE_H
#define CRUCE_STATE_H

#include "cruce/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { CRUCE_STATE_FORMAT = 1 }; /* one more whenever a field comes, goes or changes its meaning */

/**
 * Read the head of a state and check that the bytes are whole.
 *
 * Owns     *state is the caller's (cruce_state_destroy); it borrows the bytes until then. `name` is what messages call it
 * Errors   CRUCE_ERR_INPUT with what was found and expected: no state, cut off, changed, of another format
 */
CRUCE_API cruce_status cruce_state_open(cruce_state **state, const uint8_t *bytes, int64_t n,
                                        const char *name, cruce_error *err);
/** Accepts NULL. */
CRUCE_API void cruce_state_destroy(cruce_state *state);

CRUCE_API int32_t cruce_state_replicates_count(const cruce_state *state);
CRUCE_API uint32_t cruce_state_seed(const cruce_state *state);
CRUCE_API cruce_engine_kind cruce_state_engine(const cruce_state *state);
/** Days since 1970-01-01 of the day at whose start it was saved. */
CRUCE_API int32_t cruce_state_date(const cruce_state *state);

/**
 * Can a run of this scenario continue from the state?
 *
 * Errors   CRUCE_ERR_INPUT: another start, another shape (which file differs is said), or no day left after the state.
 *          A warning goes to `problem` where measures.csv says something else of the time before the state
 */
CRUCE_API cruce_status cruce_state_suits(const cruce_state *state, const cruce_scenario *scenario,
                                         cruce_problem_fn *problem, void *problem_context,
                                         cruce_error *err);

/** The bytes of one replicate, as cruce_simulate gives and takes them. */
typedef struct cruce_state_bytes {
    uint8_t *byte;
    int64_t n;
} cruce_state_bytes;

/**
 * Put replicates 0 .. n_replicates - 1 of a run together to a state.
 *
 * Owns     whole->byte is the caller's (cruce_state_bytes_free)
 * Errors   CRUCE_ERR_MEMORY
 */
CRUCE_API cruce_status cruce_state_write(const cruce_scenario *scenario,
                                         const cruce_run_options *options, int32_t day,
                                         int32_t n_replicates, const cruce_state_bytes *replicate,
                                         cruce_state_bytes *whole, cruce_error *err);
CRUCE_API void cruce_state_bytes_free(cruce_state_bytes *bytes);

#ifdef __cplusplus
}
#endif
#endif
