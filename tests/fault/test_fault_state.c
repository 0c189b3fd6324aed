/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that runs out while states are saved, put together, opened and continued: a clean error each time, nothing lost. */
#include "base/text.h"
#include "checks.h"
#include "cruce/study.h"
#include "support/states.h"

/* Saves two states, opens the first and continues from it. */
static cruce_status save_and_continue(const cruce_scenario *scenario, cruce_engine_kind engine)
{
    static const int32_t day[] = {3, 5};
    cruce_status st = CRUCE_OK;
    cruce_ensemble *whole = NULL, *later = NULL;
    cruce_state_bytes file = {0};
    cruce_state *state = NULL;
    int32_t n;
    cruce_ensemble_options how = {.engine = engine,
                                  .seed = 3,
                                  .n_replicates = 2,
                                  .n_states = 2,
                                  .state_day = day,
                                  .n_state_replicates = 2};
    TRY(cruce_ensemble_run(&whole, scenario, &how, NULL));
    TRY(cruce_ensemble_state(whole, 0, &file, &n, NULL));
    TRY(cruce_state_open(&state, file.byte, file.n, "x", NULL));
    TRY(cruce_state_suits(state, scenario, NULL, NULL, NULL));
    how.from = state;
    how.n_states = 1;
    how.state_day = &day[1];
    TRY(cruce_ensemble_run(&later, scenario, &how, NULL));
done:
    cruce_ensemble_destroy(later);
    cruce_state_destroy(state);
    cruce_state_bytes_free(&file);
    cruce_ensemble_destroy(whole);
    return st;
}

static void fail_each(const char *folder, cruce_engine_kind engine)
{
    cruce_scenario *scenario = read_folder(folder, 7);
    int64_t n = 1;
    for (;; n++) {
        cri_fail_allocation(n, false);
        cruce_status st = save_and_continue(scenario, engine);
        cri_fail_allocation(0, false);
        if (st == CRUCE_OK) {
            break;
        }
        CHECK_I64(st, CRUCE_ERR_MEMORY);
    }
    CHECK(n > 100);
    cruce_scenario_destroy(scenario);
}

TEST(every_allocation_may_fail_with_a_border)
{
    fail_each(CRUCE_SOURCE_DIR "/tests/support/border_small", CRUCE_ENGINE_COHORTS);
}

TEST(every_allocation_may_fail_without_one)
{
    fail_each(CRUCE_SOURCE_DIR "/scenarios/corridor_walk", CRUCE_ENGINE_COUNTS);
    fail_each(CRUCE_SOURCE_DIR "/scenarios/corridor_walk", CRUCE_ENGINE_AGENTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail_with_a_border),
        cmocka_unit_test(every_allocation_may_fail_without_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
