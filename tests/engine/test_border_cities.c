/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    attempts between ports: closed forms of repeated tries (trust.md 4), load and agents, time between tries
 */
#include "cruce/elementary.h"
#include "support/border_runs.h"

static sums s;

/* Everybody tries at once; all who are apprehended are returned, and try again with the chance q. */
static void repeat(double captured, double again, double with_smuggler, int64_t persons)
{
    net n;
    cities_only(&n, 2, 2, 700);
    cruce_border *b = &n.scenario.border;
    for (int32_t i = 0; i < 2; i++) {
        b->sectors.capture_chance[i] = captured;
        b->people.return_share[i] = 1;
        b->people.remove_share[i] = 0;
        b->people.retry_chance[i] = again;
        b->people.smuggler_share[i] = with_smuggler;
        net_departures(&n, i, i, 0, 50, persons / 2);
    }
    b->parameters.retry_days = 5;
    run_border(&n, CRUCE_ENGINE_COHORTS, 7, &s);
    CHECK_I64(s.departed, persons);
    CHECK_I64(s.arrived, persons);
}

/* Standard error of a share of 10^6 is at most 0.0005; 3 of them. */
static const int64_t MANY = 1000000;
#define SHARE(persons) ((double)(persons) / (double)MANY)

TEST(repeated_attempts_title_8)
{
    repeat(0.86, 0.25, 0.0, MANY);
    CHECK_F64_NEAR(SHARE(status_sum(&s, CRUCE_UNDETECTED)), 0.178344, 0.0015);
    CHECK_F64_NEAR((double)s.between / (double)s.first, 1.273885, 0.002);
    CHECK_I64(status_sum(&s, CRUCE_UNDETECTED) + status_sum(&s, CRUCE_GAVE_UP), MANY);
}

TEST(repeated_attempts_title_42)
{
    repeat(0.75, 0.44, 0.0, MANY);
    CHECK_F64_NEAR(SHARE(status_sum(&s, CRUCE_UNDETECTED)), 0.373134, 0.0015);
    CHECK_F64_NEAR((double)s.between / (double)s.first, 1.492537, 0.002);
}

TEST(at_most_three_tries_with_a_smuggler)
{
    repeat(0.8, 0.6, 1.0, MANY);
    CHECK_F64_NEAR(SHARE(status_sum(&s, CRUCE_UNDETECTED)), 0.34208, 0.0015);
    CHECK_I64(sum_of(s.tries + 3, CRUCE_TRIES - 3), 0);
    /* encounters by try: p, p (q p), p (q p)^2 */
    CHECK_F64_NEAR(SHARE(s.tries[0]), 0.8, 0.0015);
    CHECK_F64_NEAR(SHARE(s.tries[1]), 0.8 * 0.48, 0.0015);
    CHECK_F64_NEAR(SHARE(s.tries[2]), 0.8 * 0.48 * 0.48, 0.0015);
}

TEST(who_came_without_a_smuggler_tries_on)
{
    repeat(0.8, 0.6, 0.5, MANY);
    double three = 0.2 * (1 + 0.48 + 0.48 * 0.48), on = 0.48 * 0.48 * 0.48 * 0.2 / (1 - 0.48);
    CHECK_F64_NEAR(SHARE(status_sum(&s, CRUCE_UNDETECTED)), three + 0.5 * on, 0.0015);
}

/* Nobody tries again: the time between a return and the next try cannot be seen, but nobody is left behind. */
TEST(nobody_waits_between_tries_who_does_not_try_again)
{
    repeat(0.8, 0.0, 0.5, 1000);
    CHECK_I64(status_sum(&s, CRUCE_BETWEEN_TRIES), 0);
    CHECK_I64(s.attempts, 1000);
    CHECK_I64(s.first, s.between);
}

/* Half of all within 8.4 days, three quarters within 13.5: quantiles of a gamma of shape 2 and mean 10. */
TEST(time_between_tries_is_a_gamma_of_shape_2)
{
    net n;
    cities_only(&n, 1, 1, 200);
    cruce_border *b = &n.scenario.border;
    b->sectors.capture_chance[0] = 1;
    b->people.return_share[0] = 1;
    b->people.remove_share[0] = 0;
    b->people.retry_chance[0] = 1;
    b->people.smuggler_share[0] = 1;
    b->parameters.tries_most = 2;
    b->parameters.retry_days = 10;
    b->parameters.custody_hours = 0.001; /* out on the day itself */
    b->parameters.custody_scv = 1;
    net_departures(&n, 0, 0, 0, 1, MANY);
    run_border(&n, CRUCE_ENGINE_COHORTS, 3, &s);
    CHECK_I64(s.between, 2 * MANY);
    int64_t tried = 0;
    for (int32_t day = 1; day < 60; day++) {
        tried += s.attempts_on[day];
        double x = 2.0 * day / 10.0;
        CHECK_F64_NEAR(SHARE(tried), 1.0 - (1.0 + x) * cruce_exp(-x), 0.002);
    }
}

/* With N attempts and E free agents: p = p0 / (1 + (N / (k E))^g). */
TEST(apprehension_falls_with_load)
{
    static const double attempts[] = {1000, 600000, 2000000};
    for (int i = 0; i < 3; i++) {
        net n;
        cities_only(&n, 1, 1, 1);
        n.scenario.border.sectors.agents[0] = 1e5;
        n.scenario.border.sectors.capture_chance[0] = 0.9;
        net_departures(&n, 0, 0, 0, 1, (int64_t)attempts[i]);
        run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
        double wanted = 0.9 / (1.0 + cruce_pow(attempts[i] / 6e5, 1.5));
        double error = 4.0 * 0.5 / cruce_pow(attempts[i], 0.5);
        CHECK_F64_NEAR((double)s.between / attempts[i], wanted, error);
    }
}

/* 1,000 encounters a day take 1,000 * 90 min of agents who give 4 h each: 375 of 500 are tied, 125 free. */
TEST(processing_ties_agents)
{
    net n;
    cities_only(&n, 1, 1, 200);
    cruce_border *b = &n.scenario.border;
    b->sectors.agents[0] = 500;
    b->people.surrender_share[0] = 1;
    b->people.return_share[0] = 0;
    net_departures(&n, 0, 0, 0, 200, 200 * 1000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(s.between, 200000); /* who presents himself is met, however few agents are free */
    b->people.surrender_share[0] = 0.5;
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    /* a fixed point: encounters x, free agents 500 - 0.375 x, x = 500 + 500 p0 / (1 + (1000 / (6 free))^1.5) */
    double x = 700;
    for (int i = 0; i < 1000; i++) {
        double load = 1000.0 / (6.0 * (500.0 - 0.375 * x));
        x += 0.05 * (500.0 + 500.0 * 0.86 / (1.0 + cruce_pow(load, 1.5)) - x);
    }
    double mean = 0;
    for (int32_t day = 100; day < 200; day++) {
        mean += (double)s.between_on[day] / 100.0;
    }
    CHECK_F64_NEAR(mean, x, 5.0); /* 100 days of a deviation of 11 or so */
}

/* Nobody sets out: nothing happens. Everybody waits where attempts have no chance. */
TEST(chance_0_keeps_people_waiting)
{
    net n;
    cities_only(&n, 1, 1, 30);
    n.scenario.border.people.attempt_chance[0] = 0;
    net_departures(&n, 0, 0, 0, 1, 5000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(status_sum(&s, CRUCE_WAITING_NORTH), 5000);
    CHECK_I64(s.attempts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeated_attempts_title_8),
        cmocka_unit_test(repeated_attempts_title_42),
        cmocka_unit_test(at_most_three_tries_with_a_smuggler),
        cmocka_unit_test(who_came_without_a_smuggler_tries_on),
        cmocka_unit_test(nobody_waits_between_tries_who_does_not_try_again),
        cmocka_unit_test(time_between_tries_is_a_gamma_of_shape_2),
        cmocka_unit_test(apprehension_falls_with_load),
        cmocka_unit_test(processing_ties_agents),
        cmocka_unit_test(chance_0_keeps_people_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
