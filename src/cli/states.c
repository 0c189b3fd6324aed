/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Saved states at the command line: files of them into a result, and one of them as the beginning of a run.
 * What they hold is src/engine/state*.c.
 * No published method.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void cli_state_name(int32_t date, char *name, size_t size)
{
    char text[16];
    cruce_date_text(date, text);
    snprintf(name, size, "state-%s.cruce-state", text);
}

bool cli_is_state_name(const char *name)
{
    int32_t date;
    char wanted[64], text[16];
    snprintf(text, sizeof text, "%.10s", strncmp(name, "state-", 6) == 0 ? name + 6 : "");
    if (!cruce_date_parse(text, &date)) {
        return false;
    }
    cli_state_name(date, wanted, sizeof wanted);
    return strcmp(name, wanted) == 0;
}

/* --- writing --- */

int cli_write_bytes(const char *path, const cruce_state_bytes *bytes)
{
    FILE *file = path != NULL ? fopen(path, "wb") : stdout;
    bool wrote = file != NULL && fwrite(bytes->byte, 1, (size_t)bytes->n, file) == (size_t)bytes->n;
    int reason = errno;
    if (path != NULL && file != NULL && fclose(file) != 0 && wrote) {
        wrote = false;
        reason = errno;
    }
    return wrote ? CLI_OK
                 : cli_complain(CLI_FAILED, "cannot write %s: %s",
                                path != NULL ? path : "standard output", strerror(reason));
}

static int write_file(const cli_folder *folder, const char *name, const cruce_state_bytes *whole)
{
    char path[1400];
    snprintf(path, sizeof path, "%s/%s", folder->partial, name);
    return cli_write_bytes(path, whole);
}

int cli_write_states(const cli_folder *folder, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble, const cli_options *options)
{
    int status = CLI_OK;
    for (int32_t i = 0; i < options->n_states && status == CLI_OK; i++) {
        cruce_error err = {0};
        cruce_state_bytes whole = {0};
        int32_t n_replicates, date = scenario->start_days + options->state_day[i];
        char name[64];
        cli_state_name(date, name, sizeof name);
        cruce_status st = cruce_ensemble_state(ensemble, i, &whole, &n_replicates, &err);
        if (st == CRUCE_OK && folder->gpkg != NULL) {
            st = cruce_gpkg_state(folder->gpkg, date, n_replicates, &whole, &err);
        }
        status = st != CRUCE_OK         ? cli_complain_of(st, &err)
                 : folder->gpkg == NULL ? write_file(folder, name, &whole)
                                        : CLI_OK;
        cruce_state_bytes_free(&whole);
    }
    return status;
}

/* --- reading --- */

static int read_file(const char *path, uint8_t **bytes, int64_t *n)
{
    enum { PIECE = 1 << 16, BYTES_MOST = 1 << 30 };
    FILE *file = fopen(path, "rb");
    int64_t room = 0;
    size_t got = 1;
    *n = 0;
    if (file == NULL) {
        return cli_complain(CLI_WRONG, "cannot open %s: %s", path, strerror(errno));
    }
    while (got > 0 && *n < BYTES_MOST) {
        if (*n + PIECE > room) {
            room = 2 * (*n + PIECE);
            uint8_t *wider = realloc(*bytes, (size_t)room);
            if (wider == NULL) {
                fclose(file);
                return cli_complain(CLI_FAILED, "memory ran out");
            }
            *bytes = wider;
        }
        got = fread(*bytes + *n, 1, PIECE, file);
        *n += (int64_t)got;
    }
    int reason = ferror(file) != 0 ? errno : got > 0 ? EFBIG : 0;
    fclose(file);
    return reason == 0 ? CLI_OK
                       : cli_complain(CLI_WRONG, "cannot read %s: %s", path, strerror(reason));
}

/* What the state decides; the command line may say the same, or fewer replicates. */
static int take_over(const cruce_state *state, cli_options *options)
{
    int32_t n = cruce_state_replicates_count(state);
    if ((options->given & CLI_SEED) != 0 && options->seed != cruce_state_seed(state)) {
        return cli_complain(CLI_WRONG,
                            "--seed is %lu, but %s was saved with seed %lu, which it continues; "
                            "leave --seed out",
                            (unsigned long)options->seed, options->from,
                            (unsigned long)cruce_state_seed(state));
    }
    if ((options->given & CLI_ENGINE) != 0 && options->engine != cruce_state_engine(state)) {
        return cli_complain(CLI_WRONG,
                            "--engine is %s, but %s was saved by the engine %s; leave --engine out",
                            cruce_engine_name(options->engine), options->from,
                            cruce_engine_name(cruce_state_engine(state)));
    }
    if ((options->given & CLI_REPLICATES) != 0 && options->n_replicates > n) {
        return cli_complain(CLI_WRONG, "%d replicates asked for with -n, but %s holds %d",
                            (int)options->n_replicates, options->from, (int)n);
    }
    options->seed = cruce_state_seed(state);
    options->engine = cruce_state_engine(state);
    options->n_replicates = (options->given & CLI_REPLICATES) != 0 ? options->n_replicates : n;
    options->from_state = state;
    return CLI_OK;
}

int cli_state_read(cli_state *state, cli_options *options)
{
    cruce_error err = {0};
    int64_t n = 0;
    if (options->from == NULL) {
        return CLI_OK;
    }
    int status = read_file(options->from, &state->bytes, &n);
    if (status != CLI_OK) {
        return status;
    }
    cruce_status st = cruce_state_open(&state->state, state->bytes, n, options->from, &err);
    return st == CRUCE_OK ? take_over(state->state, options) : cli_complain_of(st, &err);
}

int cli_state_check(cli_options *options, const cruce_scenario *scenario)
{
    cli_problems problems = {.hide_warnings = (options->given & CLI_QUIET) != 0};
    cruce_error err = {0};
    int32_t first = 0;
    char date[16], begin[16], end[16];
    if (options->from_state != NULL) {
        cruce_status st =
            cruce_state_suits(options->from_state, scenario, cli_print_problem, &problems, &err);
        if (st != CRUCE_OK) {
            return cli_complain_of(st, &err);
        }
        first = cruce_state_date(options->from_state) - scenario->start_days;
    }
    for (int32_t i = 0; i < options->n_states; i++) {
        cruce_date_text(options->state_day[i], date);
        int32_t day = options->state_day[i] - scenario->start_days;
        if (day < first || day >= scenario->n_days) {
            cruce_date_text(scenario->start_days + first, begin);
            cruce_date_text(scenario->start_days + scenario->n_days - 1, end);
            return cli_complain(CLI_WRONG, "--save-state is '%s'; expected a day from %s to %s",
                                date, begin, end);
        }
        options->state_day[i] = day;
    }
    return CLI_OK;
}

void cli_state_free(cli_state *state)
{
    cruce_state_destroy(state->state);
    free(state->bytes);
    *state = (cli_state){0};
}
