/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/ensemble.c and src/parallel/openmp.c: replicates, threads, stopping, memory that runs out. */
#include <math.h>

#include "base/text.h"
#include "checks.h"
#include "cruce/input.h"
#include "cruce/parallel.h"
#include "study/study_internal.h"

enum { DAYS = 40 };

static cruce_scenario *corridor(void)
{
    cruce_scenario *scenario = NULL;
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/scenarios/corridor_walk",
                                  .n_days = DAYS,
                                  .will_run = true};
    CHECK_I64(cruce_scenario_read(&scenario, &options, NULL), CRUCE_OK);
    return scenario;
}

static cruce_ensemble *run(const cruce_scenario *scenario, int32_t n_replicates, int32_t n_threads)
{
    cruce_ensemble *ensemble = NULL;
    cruce_executor threads = cruce_executor_threads(n_threads);
    cruce_ensemble_options options = {.seed = 5,
                                      .n_replicates = n_replicates,
                                      .executor = n_threads > 0 ? &threads : NULL};
    CHECK_I64(cruce_ensemble_run(&ensemble, scenario, &options, NULL), CRUCE_OK);
    return ensemble;
}

static void check_same_replicate(const cruce_ensemble *a, const cruce_ensemble *b, int32_t r)
{
    for (int32_t day = 0; day < DAYS; day++) {
        for (int32_t p = 0; p < a->n_places; p++) {
            CHECK_I64(cruce_ensemble_persons(a, r, day, p), cruce_ensemble_persons(b, r, day, p));
        }
        for (int q = 0; q < CRUCE_QUANTITIES; q++) {
            CHECK_I64(cruce_ensemble_total(a, r, day, (cruce_quantity)q),
                      cruce_ensemble_total(b, r, day, (cruce_quantity)q));
        }
    }
}

TEST(a_replicate_is_the_same_whatever_n_and_threads_are)
{
    cruce_scenario *scenario = corridor();
    cruce_ensemble *seven = run(scenario, 7, 3), *three = run(scenario, 3, 1),
                   *one = run(scenario, 1, 0);
    for (int32_t r = 0; r < 3; r++) {
        check_same_replicate(seven, three, r);
    }
    check_same_replicate(seven, one, 0);
    CHECK(cruce_ensemble_bytes(seven) > cruce_ensemble_bytes(three));
    cruce_ensemble_destroy(seven);
    cruce_ensemble_destroy(three);
    cruce_ensemble_destroy(one);
    cruce_scenario_destroy(scenario);
}

TEST(people_add_up_in_the_totals)
{
    cruce_scenario *scenario = corridor();
    cruce_ensemble *ensemble = run(scenario, 2, 2);
    for (int32_t day = 0; day < DAYS; day++) {
        int64_t at_places = 0;
        for (int32_t p = 0; p < scenario->places.n; p++) {
            at_places += cruce_ensemble_persons(ensemble, 1, day, p);
        }
        CHECK_I64(at_places + cruce_ensemble_total(ensemble, 1, day, CRUCE_TRAVELLING),
                  cruce_ensemble_total(ensemble, 1, day, CRUCE_DISPLACED));
    }
    cruce_ensemble_destroy(ensemble);
    cruce_scenario_destroy(scenario);
}

/* Stops when a third is done. */
static bool stop_early(void *context, int64_t done_days, int64_t all_days)
{
    int64_t *calls = context;
    (*calls)++;
    return done_days < all_days / 3;
}

TEST(progress_can_stop_the_work)
{
    cruce_scenario *scenario = corridor();
    cruce_ensemble *ensemble = NULL;
    int64_t calls = 0;
    cruce_error err = {0};
    cruce_executor threads = cruce_executor_threads(2);
    cruce_ensemble_options options = {.n_replicates = 50,
                                      .executor = &threads,
                                      .progress = stop_early,
                                      .progress_context = &calls};
    CHECK_I64(cruce_ensemble_run(&ensemble, scenario, &options, &err), CRUCE_ERR_RUN);
    CHECK(ensemble == NULL && calls > 0 && calls < 50 * DAYS);
    options.n_replicates = 0;
    CHECK_I64(cruce_ensemble_run(&ensemble, scenario, &options, &err), CRUCE_ERR_RANGE);
    cruce_scenario_destroy(scenario);
}

TEST(every_allocation_may_fail)
{
    cruce_scenario *scenario = corridor();
    cruce_ensemble_options options = {.n_replicates = 2};
    int64_t n = 1;
    for (;; n++) {
        cruce_ensemble *ensemble = NULL;
        cruce_summary places = {0};
        cruce_spread days;
        cri_fail_allocation(n, true);
        cruce_status st = cruce_ensemble_run(&ensemble, scenario, &options, NULL);
        if (st == CRUCE_OK) {
            st = cruce_ensemble_last_places(ensemble, &places, NULL);
        }
        if (st == CRUCE_OK && !cruce_ensemble_way_days(ensemble, &days, NULL)) {
            st = CRUCE_ERR_MEMORY;
        }
        cri_fail_allocation(0, false);
        cruce_summary_free(&places);
        cruce_ensemble_destroy(ensemble);
        if (st == CRUCE_OK) {
            break;
        }
        CHECK_I64(st, CRUCE_ERR_MEMORY);
    }
    CHECK(n > 10);
    cruce_scenario_destroy(scenario);
}

/* Counts its calls; members 7 and 11 fail. */
static cruce_status count_call(void *context, int32_t member, int32_t worker, cruce_error *err)
{
    int *calls = context;
    CHECK(worker >= 0 && worker < 4);
    calls[member]++;
    if (member == 7 || member == 11) {
        return cri_fail(err, CRUCE_ERR_RUN, "member %d", (int)member);
    }
    return CRUCE_OK;
}

TEST(an_executor_calls_each_member_once_and_reports_the_lowest_failure)
{
    for (int32_t n_threads = 1; n_threads <= 4; n_threads++) {
        int calls[40] = {0};
        cruce_error err = {0};
        cruce_executor executor = cruce_executor_threads(n_threads);
        CHECK_I64(executor.run(&executor, 7, count_call, calls, &err), CRUCE_OK);
        for (int i = 0; i < 7; i++) {
            CHECK_I64(calls[i], 1);
        }
        CHECK_I64(executor.run(&executor, 40, count_call, calls + 0, &err), CRUCE_ERR_RUN);
        CHECK_STR(err.message, "member 7");
        CHECK_I64(executor.run(&executor, 0, count_call, calls, &err), CRUCE_OK);
    }
    CHECK_I64(cruce_executor_threads(-3).n_workers, 1);
    CHECK(cruce_processors_count() >= 1);
}

/* One replicate by hand, whose count passes 2^31 on the second day. */
TEST(large_counts_are_kept_in_full)
{
    cruce_scenario *scenario = corridor();
    cruce_ensemble *ensemble = run(scenario, 1, 1);
    cri_record *record = &ensemble->record[0];
    CHECK(record->narrow != NULL && record->wide == NULL);
    cruce_ensemble_destroy(ensemble);
    scenario->departures.persons[0] = INT64_C(400000000000);
    ensemble = run(scenario, 1, 1);
    record = &ensemble->record[0];
    CHECK(record->narrow == NULL && record->wide != NULL);
    int64_t most = 0;
    for (int32_t day = 0; day < DAYS; day++) {
        int64_t persons = cruce_ensemble_total(ensemble, 0, day, CRUCE_TRAVELLING);
        for (int32_t p = 0; p < scenario->places.n; p++) {
            persons += cruce_ensemble_persons(ensemble, 0, day, p);
            most = cruce_ensemble_persons(ensemble, 0, day, p) > most
                       ? cruce_ensemble_persons(ensemble, 0, day, p)
                       : most;
        }
        CHECK_I64(persons, cruce_ensemble_total(ensemble, 0, day, CRUCE_DISPLACED));
    }
    CHECK(most > INT32_MAX);
    cruce_ensemble_destroy(ensemble);
    cruce_scenario_destroy(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_replicate_is_the_same_whatever_n_and_threads_are),
        cmocka_unit_test(people_add_up_in_the_totals),
        cmocka_unit_test(progress_can_stop_the_work),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(an_executor_calls_each_member_once_and_reports_the_lowest_failure),
        cmocka_unit_test(large_counts_are_kept_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
