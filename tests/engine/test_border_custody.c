/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    custody: Little's law, the law of times, slowdown above capacity, outcomes, courts, shelters
 */
#include <math.h>

#include "../../src/num/stages.h"
#include "support/border_runs.h"

static sums s;

/* Everybody who comes is met on the day: `a_day` encounters in one sector, all released. */
static void custody_only(net *n, int32_t days, int64_t a_day)
{
    cities_only(n, 1, 1, days);
    cruce_border *b = &n->scenario.border;
    b->people.surrender_share[0] = 1;
    b->people.return_share[0] = b->people.remove_share[0] = 0;
    net_departures(n, 0, 0, 0, days, a_day * days);
}

/* Persons held = encounters a day times the mean time, whatever the law of times: 39 hours are 1.625 days. */
TEST(little_s_law_of_custody)
{
    static const double scv[] = {0.25, 0.5, 1, 4, 9};
    for (int i = 0; i < 5; i++) {
        net n;
        custody_only(&n, 900, 10000);
        n.scenario.border.parameters.custody_scv = scv[i];
        run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
        double mean = 0;
        for (int32_t day = 100; day < 900; day++) {
            mean += (double)s.held_on[day] / 800;
        }
        /* counts of an M/G/infinity system are Poisson; correlated over about 1 + scv times the mean time */
        double effective_days = 800 / (1 + 1.625 * (1 + scv[i]));
        CHECK_F64_NEAR(mean / 16250, 1, 4 * 0.0078 / sqrt(effective_days));
        CHECK_I64(s.released + s.held_on[899], s.between);
    }
}

/* A single day's intake against the chances of num/stages.h, whose own law is tested there. */
TEST(a_day_s_intake_leaves_as_its_law_says)
{
    enum { PERSONS = 1000000 };
    net n;
    custody_only(&n, 60, 0);
    net_departures(&n, 0, 0, 0, 1, PERSONS);
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    cri_stages law = cri_stages_of(4);
    cri_stages_day first, whole;
    cri_stages_first_day(&law, 39.0 / 24, &first);
    cri_stages_whole_day(&law, 39.0 / 24, &whole);
    double in[2] = {law.begin[0] * first.to[0][0], law.begin[1] * first.to[1][1]};
    for (int32_t day = 0; day < 60; day++) {
        CHECK_F64_NEAR((double)s.held_on[day] / PERSONS, in[0] + in[1], 4 * 0.0005);
        in[0] *= whole.to[0][0];
        in[1] *= whole.to[1][1];
    }
}

/* Held x thousand, encounters and places 1000 thousand: x = 1625 (1 + 0.5 (x / 1000 - 1)), so x = 4333. */
TEST(times_grow_above_capacity)
{
    net n;
    custody_only(&n, 900, 1000000);
    n.scenario.border.sectors.custody_persons[0] = 1e6;
    n.scenario.border.parameters.custody_slowdown = 0.5;
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    double mean = 0;
    for (int32_t day = 700; day < 900; day++) {
        mean += (double)s.held_on[day] / 200;
    }
    /* the slow half of the times has a mean of 19 days there, and chance swings back slowly: sd of x about 5 sqrt(x) */
    CHECK_F64_NEAR(mean / 1000, 4333.3, 15);
    n.scenario.border.sectors.custody_persons[0] = 1e9;
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    CHECK_F64_NEAR((double)s.held_on[899] / 1000, 1625, 10);
}

TEST(outcomes_are_those_of_the_day)
{
    net n;
    custody_only(&n, 100, 10000);
    cruce_border *b = &n.scenario.border;
    b->people.return_share[0] = 0.3;
    b->people.remove_share[0] = 0.1;
    b->people.retry_chance[0] = 0;
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    double out = (double)(s.released + s.returned + s.removed);
    CHECK_F64_NEAR((double)s.returned / out, 0.3, 4 * 0.00046);
    CHECK_F64_NEAR((double)s.removed / out, 0.1, 4 * 0.00031);
    CHECK_I64(status_sum(&s, CRUCE_GAVE_UP), s.returned);
    CHECK_I64(status_sum(&s, CRUCE_REMOVED), s.removed);
    /* shares that make more than 1: those returned come first */
    add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_return_share, 0, 0.75);
    add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_remove_share, CRUCE_NONE, 0.75);
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    CHECK_I64(s.released, 0);
    out = (double)(s.returned + s.removed);
    CHECK_F64_NEAR((double)s.returned / out, 0.75, 4 * 0.00044);
}

/* Backlog = start + share of the released - judges * closures / 365, each day. */
TEST(courts_count_cases)
{
    net n;
    custody_only(&n, 100, 5000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    double wanted = 3e6 + 0.6 * (double)s.released - 100 * 682.0 * 975 / 365;
    CHECK_F64_NEAR((double)s.court_cases, wanted, 1.0);
    n.scenario.border.parameters.court_backlog = 1000; /* soon nothing is left to hear */
    n.scenario.border.parameters.court_judges = 1e5;
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    CHECK_I64(s.court_cases, 0);
}

TEST(shelters_hold_no_more_than_their_places)
{
    net n;
    custody_only(&n, 500, 1000);
    add_measure(&n, 200 * 24, 300 * 24, CRUCE_MEASURE_shelter_places, 0, 1000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    double mean = 0;
    for (int32_t day = 0; day < 500; day++) {
        bool limited = day >= 200 && day < 300;
        CHECK_I64(s.unsheltered_on[day] > 0, limited);
        CHECK_I64(limited ? s.sheltered_on[day] : 1000, 1000);
        mean += day >= 100 ? (double)(s.sheltered_on[day] + s.unsheltered_on[day]) / 400 : 0;
    }
    CHECK_F64_NEAR(mean, 3000, 4 * 55 / sqrt(400 / 7.0)); /* 1000 a day for 3 days */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(little_s_law_of_custody),
        cmocka_unit_test(a_day_s_intake_leaves_as_its_law_says),
        cmocka_unit_test(times_grow_above_capacity),
        cmocka_unit_test(outcomes_are_those_of_the_day),
        cmocka_unit_test(courts_count_cases),
        cmocka_unit_test(shelters_hold_no_more_than_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
