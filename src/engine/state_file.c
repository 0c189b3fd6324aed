/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The file of a saved state: a head that says what it is of, the replicates, and a checksum behind all of it.
 * What a replicate is made of is state.c, what scenarios have to agree in is state_shape.c.
 */
#include <string.h>

#include "../base/sha256.h"
#include "../base/text.h"
#include "engine_internal.h"
#include "state_shape.h"

enum { CHECKSUM = 64, REPLICATES_MOST = 100000 };

struct cruce_state {
    const char *name; /* of the file, borrowed */
    int32_t format, engine, start_days, day, n_replicates;
    int64_t seed;
    char version[32];
    cri_state_shape shape;
    int64_t *size;        /* [n_replicates] bytes of each */
    const uint8_t **byte; /* [n_replicates] */
};

/* --- the head --- */

static void head_state(cruce_state_io *io, cruce_state *s)
{
    cri_state_part(io, "cruce-state");
    cri_state_number(io, &s->format, 0, INT32_MAX);
    if (!cri_state_is_fine(io) || s->format != CRUCE_STATE_FORMAT) {
        return;
    }
    cri_state_text(io, s->version, sizeof s->version);
    cri_state_whole(io, &s->seed, 0, UINT32_MAX);
    cri_state_number(io, &s->engine, 0, CRUCE_ENGINE_COUNTS);
    cri_state_number(io, &s->start_days, -1000000, 10000000);
    cri_state_number(io, &s->day, 0, 8388607);
    cri_state_number(io, &s->n_replicates, 1, REPLICATES_MOST);
    for (int32_t i = 0; i < CRI_SHAPE_PARTS; i++) {
        cri_state_text(io, s->shape.part[i], sizeof s->shape.part[i]);
    }
    cri_state_text(io, s->shape.past, sizeof s->shape.past);
}

/* --- reading --- */

cruce_status cri_state_fail(const cruce_state *state, const cruce_state_io *io, cruce_error *err)
{
    if (io->status == CRUCE_ERR_MEMORY) {
        return cri_no_memory(err);
    }
    return cri_fail(err, CRUCE_ERR_INPUT,
                    "%s holds what no state does: %s, in its part '%s' at byte %lld; save it again",
                    state->name, io->problem, io->part, (long long)io->at);
}

static cruce_status check_whole(const cruce_state *s, const uint8_t *bytes, int64_t n,
                                cruce_error *err)
{
    char sum[CHECKSUM + 1];
    if (n < CHECKSUM) {
        return cri_fail(err, CRUCE_ERR_INPUT, "%s has %lld bytes; a saved state has more", s->name,
                        (long long)n);
    }
    cri_sha256(bytes, (size_t)(n - CHECKSUM), sum);
    if (memcmp(sum, bytes + n - CHECKSUM, CHECKSUM) != 0) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%s is damaged: its %lld bytes do not have the checksum at their end; copy "
                        "it again",
                        s->name, (long long)n);
    }
    return CRUCE_OK;
}

static cruce_status find_replicates(cruce_state *s, cruce_state_io *io, cruce_error *err)
{
    int64_t n = s->n_replicates;
    s->size = cri_calloc((size_t)n, sizeof *s->size);
    s->byte = cri_calloc((size_t)n, sizeof *s->byte);
    if (s->size == NULL || s->byte == NULL) {
        return cri_no_memory(err);
    }
    cri_state_part(io, "replicates");
    for (int64_t i = 0; i < n; i++) {
        cri_state_whole(io, &s->size[i], 0, io->n);
    }
    for (int64_t i = 0; i < n && cri_state_is_fine(io); i++) {
        s->byte[i] = io->from + io->at;
        if (s->size[i] > io->n - io->at) {
            cri_state_refuse(io, "it ends too early");
        } else {
            io->at += s->size[i];
        }
    }
    cri_state_end(io);
    return cri_state_is_fine(io) ? CRUCE_OK : cri_state_fail(s, io, err);
}

static cruce_status read_head(cruce_state *s, const uint8_t *bytes, int64_t n, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    static const char magic[] = "cruce-state";
    if (n < (int64_t)sizeof magic || memcmp(bytes, magic, sizeof magic) != 0) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%s is no saved state: it does not begin with '%s'; expected a file that "
                        "cruce run --save-state wrote",
                        s->name, magic);
    }
    cruce_state_io io = cri_state_reader(bytes, n);
    head_state(&io, s);
    if (cri_state_is_fine(&io) && s->format != CRUCE_STATE_FORMAT) {
        return cri_fail(
            err, CRUCE_ERR_INPUT,
            "%s is a saved state of format %d; this program, cruce %s, reads format %d: "
            "save it again with this one",
            s->name, (int)s->format, CRUCE_VERSION, CRUCE_STATE_FORMAT);
    }
    TRY(check_whole(s, bytes, n, err));
    io.n -= CHECKSUM;
    TRY(find_replicates(s, &io, err));
done:
    return st;
}

cruce_status cruce_state_open(cruce_state **state, const uint8_t *bytes, int64_t n,
                              const char *name, cruce_error *err)
{
    cruce_state *s = cri_calloc(1, sizeof *s);
    *state = NULL;
    if (s == NULL) {
        return cri_no_memory(err);
    }
    s->name = name;
    cruce_status st = read_head(s, bytes, n, err);
    if (st != CRUCE_OK) {
        cruce_state_destroy(s);
        return st;
    }
    *state = s;
    return CRUCE_OK;
}

void cruce_state_destroy(cruce_state *state)
{
    if (state != NULL) {
        cri_free(state->size);
        cri_free(state->byte);
        cri_free(state);
    }
}

int32_t cruce_state_replicates_count(const cruce_state *state)
{
    return state->n_replicates;
}

uint32_t cruce_state_seed(const cruce_state *state)
{
    return (uint32_t)state->seed;
}

cruce_engine_kind cruce_state_engine(const cruce_state *state)
{
    return (cruce_engine_kind)state->engine;
}

int32_t cruce_state_date(const cruce_state *state)
{
    return state->start_days + state->day;
}

int32_t cri_state_day(const cruce_state *state)
{
    return state->day;
}

/* None: nothing. */
cruce_state_bytes cri_state_replicate(const cruce_state *state, uint32_t replicate)
{
    cruce_state_bytes bytes = {0};
    if (replicate < (uint32_t)state->n_replicates) {
        memcpy(&bytes.byte, &state->byte[replicate], sizeof bytes.byte); /* only read */
        bytes.n = state->size[replicate];
    }
    return bytes;
}

/* --- does it belong to a scenario? --- */

static cruce_status check_calendar(const cruce_state *s, const cruce_scenario *scenario,
                                   cruce_error *err)
{
    char found[16], wanted[16];
    if (s->start_days != scenario->start_days) {
        cruce_date_text(s->start_days, found);
        cruce_date_text(scenario->start_days, wanted);
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%s is of a run that began on %s; this scenario begins on %s", s->name,
                        found, wanted);
    }
    if (s->day >= scenario->n_days) {
        cruce_date_text(s->start_days + s->day, found);
        cruce_date_text(scenario->start_days + scenario->n_days - 1, wanted);
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%s is of the start of %s, but this run ends with %s; --days N makes it "
                        "longer",
                        s->name, found, wanted);
    }
    return CRUCE_OK;
}

cruce_status cruce_state_suits(const cruce_state *state, const cruce_scenario *scenario,
                               cruce_problem_fn *problem, void *problem_context, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_state_shape here;
    char date[16];
    TRY(check_calendar(state, scenario, err));
    TRY(cri_state_shape_of(&here, scenario, state->day, err));
    for (int32_t i = 0; i < CRI_SHAPE_PARTS; i++) {
        if (strcmp(here.part[i], state->shape.part[i]) != 0) {
            return cri_fail(err, CRUCE_ERR_INPUT,
                            "%s is of a scenario with other %s than this one: a state continues "
                            "where these are the same",
                            state->name, cri_state_shape_text(i));
        }
    }
    if (problem != NULL && strcmp(here.past, state->shape.past) != 0) {
        cruce_error warning = {0};
        cruce_date_text(cruce_state_date(state), date);
        cri_fail(&warning, CRUCE_ERR_INPUT,
                 "measures before %s are others than those of the run that saved %s; what happened "
                 "until then stays as that run has it",
                 date, state->name);
        problem(problem_context, CRUCE_WARNING, &warning);
    }
done:
    return st;
}

/* --- writing --- */

cruce_status cruce_state_write(const cruce_scenario *scenario, const cruce_run_options *options,
                               int32_t day, int32_t n_replicates,
                               const cruce_state_bytes *replicate, cruce_state_bytes *whole,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    char sum[CHECKSUM + 1];
    cruce_state_io io = cri_state_writer();
    cruce_state head = {.format = CRUCE_STATE_FORMAT,
                        .engine = (int32_t)options->engine,
                        .start_days = scenario->start_days,
                        .day = day,
                        .n_replicates = n_replicates,
                        .seed = options->seed,
                        .version = CRUCE_VERSION};
    *whole = (cruce_state_bytes){0};
    TRY(cri_state_shape_of(&head.shape, scenario, day, err));
    head_state(&io, &head);
    cri_state_part(&io, "replicates");
    for (int32_t i = 0; i < n_replicates; i++) {
        int64_t n = replicate[i].n;
        cri_state_whole(&io, &n, 0, INT64_MAX);
    }
    for (int32_t i = 0; i < n_replicates; i++) {
        cri_state_append(&io, replicate[i].byte, replicate[i].n);
    }
    if (cri_state_is_fine(&io)) {
        cri_sha256(io.byte, (size_t)io.n, sum);
        cri_state_append(&io, sum, CHECKSUM);
    }
    st = cri_state_is_fine(&io) ? CRUCE_OK : cri_no_memory(err);
done:
    if (st == CRUCE_OK) {
        *whole = (cruce_state_bytes){.byte = io.byte, .n = io.n};
    } else {
        cri_state_free(&io);
    }
    return st;
}

void cruce_state_bytes_free(cruce_state_bytes *bytes)
{
    cri_free(bytes->byte);
    *bytes = (cruce_state_bytes){0};
}
