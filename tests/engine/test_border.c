/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the border inside a run: that its parts are made, run and let go
 */
#include "../../src/engine/border.h"
#include "checks.h"
#include "cruce/engine.h"
#include "support/border_runs.h"

static cruce_status count_day(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    if (day->border != NULL) {
        CHECK_I64(day->border->status_persons[0], 0);
        ++*(int *)context;
    }
    return CRUCE_OK;
}

TEST(a_border_without_people_runs)
{
    for (int with = 0; with < 2; with++) {
        net n;
        net_init(&n);
        net_place(&n, CRUCE_TOWN, 0.3);
        net_open(&n);
        net_border(&n, 1, 1);
        n.scenario.border.has_border = with;
        int days = 0;
        cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 1};
        cruce_observer observer = {.context = &days, .after_day = count_day};
        CHECK_I64(cruce_simulate(&n.scenario, &options, &observer, NULL), CRUCE_OK);
        CHECK_I64(days, with ? n.scenario.n_days : 0);
        cri_world_free(&n.world);
    }
}

/* Once flows are steady, a day asks for no memory: from day 100 on any allocation would fail and end the run. */
static cruce_status forbid_memory(void *context, const cruce_day *day, cruce_error *err)
{
    (void)context;
    (void)err;
    if (day->day == 100) {
        cri_fail_allocation(1, true);
    }
    return CRUCE_OK;
}

TEST(a_steady_day_allocates_nothing)
{
    net n;
    cities_only(&n, 3, 2, 400);
    cruce_border *b = &n.scenario.border;
    for (int32_t i = 0; i < 3; i++) {
        b->people.register_share[i] = 0.5;
        b->people.attempt_chance[i] = 0.3;
        net_departures(&n, i % 2, i, 0, 400, 400 * 500);
    }
    add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_appointments_per_day, 0, 2000);
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 1};
    cruce_observer observer = {.context = NULL, .after_day = forbid_memory};
    cruce_status st = cruce_simulate(&n.scenario, &options, &observer, NULL);
    cri_fail_allocation(0, false);
    CHECK_I64(st, CRUCE_OK);
}

/* Every allocation of a run may fail: each time a clean end, and nothing left behind (the sanitizers look). */
TEST(no_memory_is_an_error_and_no_crash)
{
    net n;
    cities_only(&n, 2, 2, 3);
    net_departures(&n, 0, 0, 0, 3, 300);
    n.scenario.border.people.register_share[0] = 1;
    add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_appointments_per_day, 0, 10);
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 1};
    int32_t failures = 0;
    cruce_status st = CRUCE_ERR_MEMORY;
    while (st != CRUCE_OK && failures < 5000) {
        cri_fail_allocation(++failures, false);
        st = cruce_simulate(&n.scenario, &options, NULL, NULL);
        CHECK(st == CRUCE_OK || st == CRUCE_ERR_MEMORY);
    }
    cri_fail_allocation(0, false);
    CHECK_I64(st, CRUCE_OK);
    CHECK(failures > 20);
}

TEST(statuses_have_names)
{
    CHECK_STR(cruce_people_status_text(CRUCE_MOVING), "moving");
    CHECK_STR(cruce_people_status_text(CRUCE_GAVE_UP), "gave_up");
    CHECK_STR(cruce_people_status_text(CRUCE_STATUSES), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_border_without_people_runs),
        cmocka_unit_test(a_steady_day_allocates_nothing),
        cmocka_unit_test(no_memory_is_an_error_and_no_crash),
        cmocka_unit_test(statuses_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
