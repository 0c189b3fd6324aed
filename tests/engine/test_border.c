/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the border inside a run: that its parts are made, run and let go
 */
#include "../../src/engine/border.h"
#include "checks.h"
#include "cruce/engine.h"
#include "support/net_border.h"

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
        cruce_observer observer = {&days, count_day};
        CHECK_I64(cruce_simulate(&n.scenario, &options, &observer, NULL), CRUCE_OK);
        CHECK_I64(days, with ? n.scenario.n_days : 0);
        cri_world_free(&n.world);
    }
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
        cmocka_unit_test(statuses_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
