/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/stream.c, tables.c, aside.c, spill.c: tables part by part, in memory and from disk, by any number of threads. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "checks.h"
#include "cruce/border_study.h"
#include "cruce/input.h"
#include "cruce/parallel.h"
#include "study/study_internal.h"

enum { REPLICATES = 37 };

static cruce_scenario *small_border(void)
{
    cruce_scenario *scenario = NULL;
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/tests/support/border_small",
                                  .will_run = true};
    CHECK_I64(cruce_scenario_read(&scenario, &options, NULL), CRUCE_OK);
    return scenario;
}

static cruce_ensemble *run(const cruce_scenario *scenario, const char *folder)
{
    cruce_ensemble *ensemble = NULL;
    cruce_executor threads = cruce_executor_threads(2);
    cruce_ensemble_options options = {.seed = 3,
                                      .n_replicates = REPLICATES,
                                      .keeps_port_hours = true,
                                      .executor = &threads,
                                      .aside_folder = folder,
                                      .memory_bytes = folder != NULL ? 1 : 0};
    CHECK_I64(cruce_ensemble_run(&ensemble, scenario, &options, NULL), CRUCE_OK);
    return ensemble;
}

/* A table as it came: every number, and which rows are empty. */
typedef struct collected {
    int64_t n, n_rows, n_empty;
    int32_t n_variants, n_columns;
    double *value;
} collected;

static cruce_status collect(void *context, const cruce_table_part *part, cruce_error *err)
{
    collected *all = context;
    int64_t n = part->n_rows * part->n_variants * part->n_columns;
    (void)err;
    CHECK_I64(part->first_row, all->n_rows); /* in the order of rows, without a gap */
    all->value = realloc(all->value, (size_t)(all->n + n) * sizeof *all->value);
    memcpy(all->value + all->n, part->value, (size_t)n * sizeof *part->value);
    all->n += n;
    all->n_rows += part->n_rows;
    all->n_variants = part->n_variants;
    all->n_columns = part->n_columns;
    for (int64_t i = 0; i < part->n_rows; i++) {
        all->n_empty += part->is_empty[i];
    }
    return CRUCE_OK;
}

static collected collect_table(const cruce_ensemble *e, cruce_table_id table, bool every,
                               int n_threads)
{
    collected all = {0};
    cruce_executor threads = cruce_executor_threads(n_threads);
    CHECK_I64(cruce_table_stream(e, table, every, n_threads > 0 ? &threads : NULL, collect, &all,
                                 NULL),
              CRUCE_OK);
    CHECK_I64(all.n_rows, cruce_table_rows_count(e, table));
    return all;
}

static void check_same(const collected *a, const collected *b)
{
    CHECK_I64(a->n, b->n);
    CHECK_I64(a->n_empty, b->n_empty);
    CHECK(a->n == 0 || memcmp(a->value, b->value, (size_t)a->n * sizeof *a->value) == 0);
}

TEST(on_disk_or_in_memory_and_with_any_threads_the_numbers_are_the_same)
{
    cruce_scenario *scenario = small_border();
    cruce_ensemble *inside = run(scenario, NULL), *aside = run(scenario, ".");
    CHECK(!inside->spill.is_open && aside->spill.is_open);
    CHECK(aside->record[0].narrow == NULL && inside->record[0].narrow != NULL);
    for (cruce_table_id t = 0; t < cruce_tables_count(); t++) {
        for (int every = 0; every < 2; every++) {
            collected a = collect_table(inside, t, every, 1), b = collect_table(aside, t, every, 2),
                      c = collect_table(aside, t, every, 0), d = collect_table(inside, t, every, 5);
            CHECK(a.n > 0 || cruce_table_rows_count(inside, t) == 0);
            check_same(&a, &b);
            check_same(&a, &c);
            check_same(&a, &d);
            free(a.value), free(b.value), free(c.value), free(d.value);
        }
    }
    int32_t last = scenario->n_days - 1;
    for (int32_t r = REPLICATES - 1; r >= 0;
         r--) { /* single numbers too, in another order than they lie there */
        CHECK_I64(cruce_ensemble_persons(aside, r, last, 1),
                  cruce_ensemble_persons(inside, r, last, 1));
        CHECK_F64_SAME(cruce_border_value(aside, CRUCE_T_CUSTODY_DAYS, r, 1, 2),
                       cruce_border_value(inside, CRUCE_T_CUSTODY_DAYS, r, 1, 2));
    }
    CHECK_I64(cruce_ensemble_check(aside, NULL), CRUCE_OK);
    cruce_ensemble_destroy(inside);
    cruce_ensemble_destroy(aside);
    cruce_scenario_destroy(scenario);
}

/* Summaries of the stream, sorted by a network, are those of cruce_spread_of, which sorts one by one. */
TEST(the_stream_sums_up_as_cruce_spread_of_does)
{
    cruce_scenario *scenario = small_border();
    cruce_ensemble *e = run(scenario, NULL);
    double one[REPLICATES];
    int64_t n_partly = 0;
    for (int32_t r = 0; r < REPLICATES;
         r++) { /* some replicates have no number: one, all but one, all */
        float *cell = e->record[r].border.cell[CRUCE_T_LIST_DAYS];
        cell[3] = r == 5 ? NAN : cell[3];
        cell[4] = r != 5 ? NAN : cell[4];
        cell[5] = NAN;
    }
    for (cruce_table_id t = 0; t < cruce_tables_count(); t++) {
        collected sums = collect_table(e, t, false, 1), every = collect_table(e, t, true, 1);
        CHECK_I64(sums.n_variants, sums.n_rows > 0 ? CRUCE_SUMMARIES : 0);
        for (int64_t cell = 0; cell < sums.n_rows * sums.n_columns; cell++) {
            int64_t row = cell / sums.n_columns, column = cell % sums.n_columns;
            int32_t n = 0;
            for (int32_t r = 0; r < REPLICATES; r++) {
                one[n] = every.value[(row * REPLICATES + r) * every.n_columns + column];
                n += !isnan(one[n]);
            }
            n_partly += n > 0 && n < REPLICATES;
            one[0] = n > 0 ? one[0] : (double)NAN;
            cruce_spread spread = cruce_spread_of(one, n > 0 ? n : 1);
            for (int s = 0; s < CRUCE_SUMMARIES; s++) {
                double told = sums.value[(row * CRUCE_SUMMARIES + s) * sums.n_columns + column];
                CHECK(told == spread.value[s] || (isnan(told) && isnan(spread.value[s])));
            }
        }
        free(sums.value), free(every.value);
    }
    CHECK(n_partly > 0); /* else the way for numbers that some replicates lack was not tried */
    cruce_ensemble_destroy(e);
    cruce_scenario_destroy(scenario);
}

static int entries_of_this_folder(void)
{
    int n = 0;
    DIR *dir = opendir(".");
    while (readdir(dir) != NULL) {
        n++;
    }
    closedir(dir);
    return n;
}

TEST(what_is_put_aside_has_no_name_and_a_folder_that_takes_nothing_is_told)
{
    cri_spill spill;
    cruce_error err = {0};
    int before = entries_of_this_folder();
    CHECK_I64(cri_spill_open(&spill, ".", 100, &err), CRUCE_OK);
    CHECK_I64(cri_spill_write(&spill, 7, 10, "caravan", 7, &err), CRUCE_OK);
    CHECK_I64(entries_of_this_folder(), before);
    char back[8] = {0};
    CHECK_I64(cri_spill_read(&spill, 7, 10, back, 7, &err), CRUCE_OK);
    CHECK_STR(back, "caravan");
    CHECK_I64(cri_spill_read(&spill, 8, 0, back, 7, &err), CRUCE_ERR_FILE);
    CHECK(strstr(err.message, "it ends too early") != NULL);
    cri_spill_close(&spill);
    cri_spill_close(&spill);
    CHECK_I64(cri_spill_open(&spill, "no/such/folder", 100, &err), CRUCE_ERR_FILE);
    CHECK(strstr(err.message, "no/such/folder") != NULL);
    cruce_ensemble *ensemble = NULL;
    cruce_scenario *scenario = small_border();
    cruce_ensemble_options options = {.n_replicates = 2,
                                      .aside_folder = "no/such/folder",
                                      .memory_bytes = 1};
    CHECK_I64(cruce_ensemble_run(&ensemble, scenario, &options, &err), CRUCE_ERR_FILE);
    CHECK(ensemble == NULL);
    cruce_scenario_destroy(scenario);
}

TEST(a_stream_says_when_memory_runs_out)
{
    cruce_scenario *scenario = small_border();
    cruce_ensemble *e = run(scenario, ".");
    int64_t n = 1;
    for (;; n++) {
        collected all = {0};
        cri_fail_allocation(n, true);
        cruce_status st = cruce_table_stream(e, CRUCE_T_PLACES, false, NULL, collect, &all, NULL);
        cri_fail_allocation(0, false);
        free(all.value);
        if (st == CRUCE_OK) {
            break;
        }
        CHECK_I64(st, CRUCE_ERR_MEMORY);
    }
    CHECK(n > 5);
    cruce_ensemble_destroy(e);
    cruce_scenario_destroy(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_disk_or_in_memory_and_with_any_threads_the_numbers_are_the_same),
        cmocka_unit_test(the_stream_sums_up_as_cruce_spread_of_does),
        cmocka_unit_test(what_is_put_aside_has_no_name_and_a_folder_that_takes_nothing_is_told),
        cmocka_unit_test(a_stream_says_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
