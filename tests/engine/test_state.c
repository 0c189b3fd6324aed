/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    a run that continues from any of its days goes on as if it had never stopped, and saves the same states; bytes
 *         that are no state, or one of something else, are answered and never believed
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "base/state_io.h"
#include "support/states.h"

#define SMALL CRUCE_SOURCE_DIR "/tests/support/border_small"

static int32_t fill_days(int32_t *day, int32_t n_days, int32_t step)
{
    int32_t n = 0;
    for (int32_t d = 0; d < n_days; d += step) {
        day[n++] = d;
    }
    return n;
}

/* From every step-th day. The last state, saved again by each of these runs, has the same bytes. */
static void continue_from_each(cruce_scenario *sc, cruce_engine_kind engine, int32_t step)
{
    static diary whole, again;
    static cruce_state_bytes file[STATES_MOST];
    int32_t day[STATES_MOST], n = fill_days(day, sc->n_days, step), last = day[n - 1];
    run_and_save(sc, engine, NULL, n, day, &whole, file);
    for (int32_t i = 0; i < n; i++) {
        cruce_state *state = NULL;
        cruce_state_bytes last_again;
        CHECK_I64(cruce_state_open(&state, file[i].byte, file[i].n, "a state", NULL), CRUCE_OK);
        CHECK_I64(cruce_state_suits(state, sc, NULL, NULL, NULL), CRUCE_OK);
        CHECK_I64(cruce_state_date(state), sc->start_days + day[i]);
        memset(&again, 0, sizeof again);
        run_and_save(sc, engine, state, 1, &last, &again, &last_again);
        for (int32_t d = 0; d < sc->n_days; d++) {
            CHECK_U64(again.day[d], d < day[i] ? 0 : whole.day[d]);
        }
        CHECK_I64(last_again.n, file[n - 1].n);
        CHECK(memcmp(last_again.byte, file[n - 1].byte, (size_t)last_again.n) == 0);
        cruce_state_bytes_free(&last_again);
        cruce_state_destroy(state);
    }
    for (int32_t i = 0; i < n; i++) {
        cruce_state_bytes_free(&file[i]);
    }
}

TEST(a_border_goes_on_from_any_day)
{
    cruce_scenario *sc = read_folder(SMALL, 0);
    continue_from_each(sc, CRUCE_ENGINE_COHORTS, 1);
    cruce_scenario_destroy(sc);
}

TEST(single_persons_go_on)
{
    cruce_scenario *sc = read_folder(SMALL, 45);
    continue_from_each(sc, CRUCE_ENGINE_AGENTS, 11);
    cruce_scenario_destroy(sc);
}

TEST(a_walk_without_a_border_goes_on)
{
    cruce_scenario *sc = read_folder(CRUCE_SOURCE_DIR "/scenarios/corridor_walk", 120);
    continue_from_each(sc, CRUCE_ENGINE_COHORTS, 13);
    continue_from_each(sc, CRUCE_ENGINE_COUNTS, 29);
    cruce_scenario_destroy(sc);
}

/* --- bytes that are no state --- */

static cruce_state_bytes state_of_day(const cruce_scenario *sc, int32_t day)
{
    static diary d;
    cruce_state_bytes file;
    run_and_save(sc, CRUCE_ENGINE_COHORTS, NULL, 1, &day, &d, &file);
    return file;
}

static cruce_status open_copy(const uint8_t *bytes, int64_t n, cruce_error *err)
{
    uint8_t *copy = malloc((size_t)n + 1); /* so that a sanitizer sees a step too far */
    cruce_state *state = NULL;
    CHECK(copy != NULL);
    memcpy(copy, bytes, (size_t)n);
    cruce_status st = cruce_state_open(&state, copy, n, "x.cruce-state", err);
    CHECK((state != NULL) == (st == CRUCE_OK));
    cruce_state_destroy(state);
    free(copy);
    return st;
}

TEST(a_file_cut_off_anywhere_is_no_state)
{
    cruce_scenario *sc = read_folder(SMALL, 30);
    cruce_state_bytes file = state_of_day(sc, 25);
    for (int64_t n = 0; n < file.n; n += n < 400 ? 1 : 97) {
        CHECK_I64(open_copy(file.byte, n, NULL), CRUCE_ERR_INPUT);
    }
    CHECK_I64(open_copy(file.byte, file.n, NULL), CRUCE_OK);
    cruce_state_bytes_free(&file);
    cruce_scenario_destroy(sc);
}

TEST(a_changed_byte_is_noticed)
{
    cruce_scenario *sc = read_folder(SMALL, 30);
    cruce_state_bytes file = state_of_day(sc, 25);
    cruce_error err = {0};
    for (int64_t i = 0; i < file.n; i += i < 400 ? 1 : 61) {
        file.byte[i] ^= 0x20;
        CHECK_I64(open_copy(file.byte, file.n, &err), CRUCE_ERR_INPUT);
        CHECK(strncmp(err.message, "x.cruce-state ", 14) == 0);
        file.byte[i] ^= 0x20;
    }
    cruce_state_bytes_free(&file);
    cruce_scenario_destroy(sc);
}

TEST(messages_say_what_was_found_and_expected)
{
    cruce_scenario *sc = read_folder(SMALL, 30);
    cruce_state_bytes file = state_of_day(sc, 25);
    cruce_error err = {0};
    CHECK_I64(open_copy((const uint8_t *)"places,persons\n", 15, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message, "x.cruce-state is no saved state: it does not begin with 'cruce-state'; "
                           "expected a file that cruce run --save-state wrote");
    file.byte[12] = 4; /* format 2 */
    CHECK_I64(open_copy(file.byte, file.n, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message,
              "x.cruce-state is a saved state of format 2; this program, cruce " CRUCE_VERSION
              ", reads format 1: save it again with this one");
    file.byte[12] = 2;
    file.byte[file.n / 2] ^= 1;
    CHECK_I64(open_copy(file.byte, file.n, &err), CRUCE_ERR_INPUT);
    CHECK(strstr(err.message, "x.cruce-state is damaged: its ") == err.message);
    cruce_state_bytes_free(&file);
    cruce_scenario_destroy(sc);
}

/* The replicate's bytes with some changed, in a file with the right checksum: never a crash, and an error or a run. */
static void continue_from(const cruce_scenario *sc, const uint8_t *bytes, int64_t n,
                          int64_t *refused)
{
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 9};
    cruce_state_bytes one = {NULL, n}, file;
    cruce_state *state = NULL;
    cruce_error err = {0};
    one.byte = malloc((size_t)n + 1);
    CHECK(one.byte != NULL);
    memcpy(one.byte, bytes, (size_t)n);
    CHECK_I64(cruce_state_write(sc, &options, 25, 1, &one, &file, NULL), CRUCE_OK);
    CHECK_I64(cruce_state_open(&state, file.byte, file.n, "x.cruce-state", NULL), CRUCE_OK);
    options.from = state;
    cruce_status st = cruce_simulate(sc, &options, NULL, &err);
    CHECK(st == CRUCE_OK || st == CRUCE_ERR_INPUT || st == CRUCE_ERR_BALANCE ||
          st == CRUCE_ERR_RUN);
    *refused += st == CRUCE_ERR_INPUT;
    cruce_state_destroy(state);
    cruce_state_bytes_free(&file);
    free(one.byte);
}

static void save_replicate(const cruce_scenario *sc, int32_t day, cruce_state_bytes *saved)
{
    cruce_run_options options = {.seed = 9, .n_saves = 1, .save_day = &day, .saved = saved};
    CHECK_I64(cruce_simulate(sc, &options, NULL, NULL), CRUCE_OK);
}

static void try_changes(cruce_scenario *sc)
{
    cruce_state_bytes saved = {0};
    int64_t refused = 0, tried = 0;
    save_replicate(sc, 25, &saved);
    continue_from(sc, saved.byte, saved.n, &refused);
    CHECK_I64(refused, 0);
    for (int64_t n = 0; n < saved.n; n += 1 + saved.n / 60) {
        continue_from(sc, saved.byte, n, &refused);
        tried++;
    }
    CHECK_I64(refused, tried); /* each one was too short */
    static const uint8_t flips[] = {0x01, 0x40, 0x80, 0xff};
    for (int64_t i = 0; i < saved.n; i += 1 + saved.n / 400) {
        for (size_t f = 0; f < sizeof flips; f++) {
            saved.byte[i] ^= flips[f];
            continue_from(sc, saved.byte, saved.n, &refused);
            saved.byte[i] ^= flips[f];
        }
    }
    CHECK(refused > tried);
    cruce_state_bytes_free(&saved);
    cruce_scenario_destroy(sc);
}

TEST(changed_fields_are_never_believed)
{
    try_changes(read_folder(SMALL, 28));
    try_changes(read_folder(CRUCE_SOURCE_DIR "/scenarios/corridor_walk", 28));
}

/* --- states of something else --- */

static void keep_warning(void *context, cruce_severity severity, const cruce_error *problem)
{
    CHECK_I64(severity, CRUCE_WARNING);
    *(cruce_error *)context = *problem;
}

TEST(a_state_of_another_scenario_is_refused)
{
    cruce_scenario *sc = read_folder(SMALL, 30), *walk;
    cruce_state_bytes file = state_of_day(sc, 25);
    cruce_state *saved = NULL;
    cruce_error err = {0}, warning = {0};
    CHECK_I64(cruce_state_open(&saved, file.byte, file.n, "x.cruce-state", NULL), CRUCE_OK);
    walk = read_folder(CRUCE_SOURCE_DIR "/scenarios/corridor_walk", 30);
    CHECK_I64(cruce_state_suits(saved, walk, NULL, NULL, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message,
              "x.cruce-state is of a run that began on 2023-11-01; this scenario begins on "
              "2022-12-27");
    sc->links.length_m[3]++;
    CHECK_I64(cruce_state_suits(saved, sc, NULL, NULL, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message,
              "x.cruce-state is of a scenario with other roads (ends, lengths and order of "
              "routes.csv) than this one: a state continues where these are the same");
    sc->links.length_m[3]--;
    sc->n_days = 25;
    CHECK_I64(cruce_state_suits(saved, sc, NULL, NULL, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message, "x.cruce-state is of the start of 2023-11-26, but this run ends with "
                           "2023-11-25; --days N makes it longer");
    sc->n_days = 30;
    CHECK_I64(cruce_state_suits(saved, sc, keep_warning, &warning, &err), CRUCE_OK);
    CHECK_STR(warning.message, "");
    sc->border.measures.number[sc->border.measures.n - 1] +=
        1; /* begins later: what states are for */
    CHECK_I64(cruce_state_suits(saved, sc, keep_warning, &warning, &err), CRUCE_OK);
    CHECK_STR(warning.message, "");
    sc->border.measures.number[0] += 1;
    CHECK_I64(cruce_state_suits(saved, sc, keep_warning, &warning, &err), CRUCE_OK);
    CHECK_STR(warning.message,
              "measures before 2023-11-26 are others than those of the run that saved "
              "x.cruce-state; what happened until then stays as that run has it");
    cruce_state_destroy(saved);
    cruce_state_bytes_free(&file);
    cruce_scenario_destroy(walk);
    cruce_scenario_destroy(sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_border_goes_on_from_any_day),
        cmocka_unit_test(single_persons_go_on),
        cmocka_unit_test(a_walk_without_a_border_goes_on),
        cmocka_unit_test(a_file_cut_off_anywhere_is_no_state),
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(messages_say_what_was_found_and_expected),
        cmocka_unit_test(changed_fields_are_never_believed),
        cmocka_unit_test(a_state_of_another_scenario_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
