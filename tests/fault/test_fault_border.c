/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that runs out while a border is run, kept, summed up and scored: a clean error each time, nothing lost. */
#include "base/text.h"
#include "checks.h"
#include "cruce/border_study.h"
#include "cruce/fit.h"
#include "cruce/input.h"

static cruce_scenario *small_border(void)
{
    cruce_scenario *scenario = NULL;
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/tests/support/border_small",
                                  .n_days = 62,
                                  .will_run = true};
    CHECK_I64(cruce_scenario_read(&scenario, &options, NULL), CRUCE_OK);
    return scenario;
}

/* Everything that needs memory, one after the other. */
static cruce_status run_all(const cruce_scenario *scenario)
{
    cruce_status st = CRUCE_OK;
    cruce_ensemble *ensemble = NULL;
    cruce_series_list list = {0};
    cruce_log_line *lines = NULL;
    cruce_misfit misfit;
    int64_t n;
    cruce_ensemble_options options = {.seed = 3, .n_replicates = 2, .keeps_port_hours = true};
    TRY(cruce_ensemble_run(&ensemble, scenario, &options, NULL));
    TRY(cruce_series_collect(&list, ensemble, NULL));
    TRY(cruce_border_log(ensemble, &lines, &n, NULL));
    TRY(cruce_misfit_make(&misfit, ensemble, 0, scenario->n_days, NULL));
done:
    cruce_log_lines_free(lines);
    cruce_series_free(&list);
    cruce_ensemble_destroy(ensemble);
    return st;
}

static void fail_each(bool for_ever)
{
    cruce_scenario *scenario = small_border();
    int64_t n = 1;
    for (;; n++) {
        cri_fail_allocation(n, for_ever);
        cruce_status st = run_all(scenario);
        cri_fail_allocation(0, false);
        if (st == CRUCE_OK) {
            break;
        }
        CHECK_I64(st, CRUCE_ERR_MEMORY);
    }
    CHECK(n > 100);
    cruce_scenario_destroy(scenario);
}

TEST(every_allocation_of_a_border_may_fail)
{
    fail_each(false);
}

TEST(and_all_after_it)
{
    fail_each(true);
}

TEST(a_search_for_parameters_gives_back_what_it_has)
{
    for (int64_t n = 1;; n++) {
        cruce_scenario *scenario = small_border();
        cruce_fit fit;
        cruce_fit_options options = {.how = {.seed = 3, .n_replicates = 1},
                                     .calibrate = 1,
                                     .from_day = scenario->border.report_from_day,
                                     .until_day = 61,
                                     .n_evaluations = 2};
        cri_fail_allocation(n, true);
        cruce_status st = cruce_fit_run(&fit, scenario, &options, NULL);
        cri_fail_allocation(0, false);
        cruce_fit_free(&fit);
        cruce_scenario_destroy(scenario);
        if (st != CRUCE_ERR_MEMORY) {
            CHECK(st == CRUCE_OK || st == CRUCE_ERR_UNSUPPORTED);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_a_border_may_fail),
        cmocka_unit_test(and_all_after_it),
        cmocka_unit_test(a_search_for_parameters_gives_back_what_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
