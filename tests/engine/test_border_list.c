/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    appointments: the lottery, oldest first, waits by Little's law, no-shows, who leaves the list, walk-ups
 */
#include "support/border_runs.h"

static sums s;

/* People register on arrival and do nothing else; `a_day` appointments from the first day on. */
static void list_only(net *n, int32_t nations, int32_t sectors, int32_t days, double a_day)
{
    cities_only(n, nations, sectors, days);
    for (int32_t i = 0; i < nations; i++) {
        n->scenario.border.people.register_share[i] = 1;
        n->scenario.border.people.attempt_chance[i] = 0;
    }
    n->scenario.border.parameters.no_show_share = 0;
    n->scenario.border.parameters.list_attempt_chance = 0;
    add_measure(n, 0, INT32_MAX, CRUCE_MEASURE_appointments_per_day, 0, a_day);
}

/* Newcomers' chance of a slot: A / (2 (R - A / 2)), trust.md 4. */
TEST(lottery_of_newcomers)
{
    enum { SEEDS = 400, WAITING = 8999, NEW = 1000, SLOTS = 1000 };
    net n;
    list_only(&n, 2, 1, 2, 1);
    add_measure(&n, 24, INT32_MAX, CRUCE_MEASURE_appointments_per_day, 0, SLOTS);
    net_departures(&n, 0, 0, 0, 1, WAITING + 1);
    net_departures(&n, 0, 1, 1, 2, NEW);
    double newcomers = 0, expected = SLOTS / (2.0 * (WAITING + NEW - SLOTS / 2.0)) * NEW;
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        run_border(&n, CRUCE_ENGINE_COHORTS, seed, &s);
        CHECK_I64(s.used, SLOTS + 1);
        newcomers += (double)s.status[CRUCE_ADMITTED][1] / SEEDS;
    }
    CHECK_F64_NEAR(newcomers, expected, 4 * 6.7 / 20); /* 4 of sd / sqrt(400), hypergeometric */
}

TEST(oldest_first_is_first_come_first_served)
{
    net n;
    list_only(&n, 1, 1, 40, 100);
    n.scenario.border.parameters.oldest_first_share = 1;
    net_departures(&n, 0, 0, 0, 10, 2000); /* 200 a day for 10 days, 100 served a day */
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    for (int32_t day = 0; day < 20; day++) {
        CHECK_I64(s.served_on[day], 100);
        CHECK_F64_SAME(s.wait_on[day], (double)(day - day / 2));
    }
    CHECK_I64(s.list_on[9], 1000);
    CHECK_I64(s.list_on[19], 0);
    CHECK_I64(s.unfilled, 20 * 100);
    CHECK_I64(status_sum(&s, CRUCE_ADMITTED), 2000);
}

/* Everybody is served before the end: persons on the list, summed over evenings, are the days waited by all. */
TEST(little_s_law_is_exact)
{
    static const double shares[] = {0.0, 0.5, 1.0};
    for (int i = 0; i < 3; i++) {
        net n;
        list_only(&n, 3, 2, 300, 100);
        n.scenario.border.parameters.oldest_first_share = shares[i];
        for (int32_t c = 0; c < 6; c++) {
            net_departures(&n, c % 2, c % 3, 5 * c, 60 + 10 * c, 3001 + c);
        }
        run_border(&n, CRUCE_ENGINE_COHORTS, 9, &s);
        double on_list = 0, waited = 0;
        for (int32_t day = 0; day < 300; day++) {
            on_list += (double)s.list_on[day];
            waited += s.served_on[day] > 0 ? s.wait_on[day] * (double)s.served_on[day] : 0.0;
        }
        CHECK_I64(s.list_on[299], 0);
        CHECK_F64_NEAR(waited, on_list, 1e-6 * on_list);
        CHECK_I64(s.used, s.departed);
    }
}

/* 24 entries of one person, 10 drawn: each is as likely (10 / 24), and nobody is drawn twice. */
TEST(draws_are_without_replacement)
{
    enum { SEEDS = 3000 };
    net n;
    list_only(&n, 6, 4, 1, 10);
    n.scenario.border.parameters.oldest_first_share = 0;
    for (int32_t i = 0; i < 24; i++) {
        net_departures(&n, i / 6, i % 6, 0, 1, 1);
    }
    int64_t admitted[6] = {0};
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        run_border(&n, CRUCE_ENGINE_COHORTS, seed, &s);
        CHECK_I64(status_sum(&s, CRUCE_ADMITTED), 10);
        for (int32_t i = 0; i < 6; i++) {
            CHECK(s.status[CRUCE_ADMITTED][i] <= 4);
            admitted[i] += s.status[CRUCE_ADMITTED][i];
        }
    }
    for (int32_t i = 0; i < 6; i++) { /* mean 10 / 6, variance 10 (1/6) (5/6) (14/23) */
        CHECK_F64_NEAR((double)admitted[i] / SEEDS, 10.0 / 6, 4 * 0.92 / 54.8);
    }
}

/* 30 of A and 70 of B, 50 drawn at random: mean 15, variance 50 * 0.3 * 0.7 * 50 / 99. */
TEST(nations_share_the_lottery_hypergeometrically)
{
    enum { SEEDS = 4000 };
    net n;
    list_only(&n, 2, 1, 1, 50);
    n.scenario.border.parameters.oldest_first_share = 0;
    net_departures(&n, 0, 0, 0, 1, 30);
    net_departures(&n, 0, 1, 0, 1, 70);
    double sum = 0, square = 0;
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        run_border(&n, CRUCE_ENGINE_COHORTS, seed, &s);
        double a = (double)s.status[CRUCE_ADMITTED][0];
        sum += a;
        square += a * a;
    }
    double mean = sum / SEEDS, variance = square / SEEDS - mean * mean;
    CHECK_F64_NEAR(mean, 15, 4 * 2.303 / 63.2);
    CHECK_F64_NEAR(variance, 5.303, 4 * 5.303 * 1.414 / 63.2);
}

TEST(who_does_not_come_waits_without_an_appointment)
{
    net n;
    list_only(&n, 1, 1, 100, 1000);
    n.scenario.border.parameters.no_show_share = 0.05;
    net_departures(&n, 0, 0, 0, 100, 100000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 4, &s);
    CHECK_I64(s.unfilled, 0);
    CHECK_F64_NEAR((double)s.no_show, 5000, 4 * 69);
    CHECK_I64(status_sum(&s, CRUCE_WAITING_NORTH), s.no_show);
    CHECK_I64(status_sum(&s, CRUCE_ADMITTED), s.used);
}

TEST(no_appointments_is_no_list)
{
    net n;
    list_only(&n, 1, 1, 20, 0);
    net_departures(&n, 0, 0, 0, 20, 1000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 4, &s);
    CHECK_I64(status_sum(&s, CRUCE_REGISTERED), 0);
    CHECK_I64(status_sum(&s, CRUCE_WAITING_NORTH), 1000);
    CHECK_I64(s.offered, 0);
}

/* Day by day each leaves with the chance c (1 + rise * waited / 100), from the first evening on. */
TEST(the_hazard_of_leaving_rises_with_the_wait)
{
    enum { PERSONS = 1000000 };
    net n;
    list_only(&n, 2, 1, 200, 1);
    n.scenario.border.parameters.list_attempt_chance = 0.004;
    n.scenario.border.parameters.waiting_attempt_rise = 0.5;
    n.scenario.border.people.return_share[0] = n.scenario.border.people.return_share[1] = 0;
    net_departures(&n, 0, 0, 0, 1, PERSONS / 2);
    net_departures(&n, 0, 1, 0, 1, PERSONS / 2);
    run_border(&n, CRUCE_ENGINE_COHORTS, 4, &s);
    double stays = 1;
    for (int32_t day = 0; day < 200; day++) {
        stays *= 1.0 - 0.004 * (1.0 + 0.5 * day / 100.0);
        CHECK_F64_NEAR((double)(s.list_on[day] + day + 1) / PERSONS, stays, 4 * 0.0005);
    }
    CHECK_I64(s.attempts, PERSONS - s.list_on[199] - 200);
}

TEST(walk_ups_are_those_who_wait)
{
    net n;
    list_only(&n, 2, 2, 400, 0);
    n.scenario.border.parameters.walk_ups_per_day = 100;
    n.scenario.border.people.walk_up_share[0] = 0.25;
    n.scenario.border.people.walk_up_share[1] = 0.75;
    net_departures(&n, 0, 0, 0, 1, 1000000);
    net_departures(&n, 1, 1, 0, 1, 60);
    run_border(&n, CRUCE_ENGINE_COHORTS, 4, &s);
    CHECK_F64_NEAR((double)s.status[CRUCE_ADMITTED][0], 10000, 4 * 100);
    CHECK_I64(s.status[CRUCE_ADMITTED][1], 60); /* there were no more */
    CHECK_I64(s.used, 0);
}

/* Measures change the share that registers, until they end. */
TEST(register_share_by_measure)
{
    net n;
    list_only(&n, 1, 1, 20, 1e6);
    n.scenario.border.people.register_share[0] = 0;
    add_measure(&n, 5 * 24, 10 * 24, CRUCE_MEASURE_register_share, 0, 1);
    net_departures(&n, 0, 0, 0, 20, 2000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 4, &s);
    for (int32_t day = 0; day < 20; day++) {
        CHECK_I64(s.served_on[day], day >= 5 && day < 10 ? 100 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lottery_of_newcomers),
        cmocka_unit_test(oldest_first_is_first_come_first_served),
        cmocka_unit_test(little_s_law_is_exact),
        cmocka_unit_test(draws_are_without_replacement),
        cmocka_unit_test(nations_share_the_lottery_hypergeometrically),
        cmocka_unit_test(who_does_not_come_waits_without_an_appointment),
        cmocka_unit_test(no_appointments_is_no_list),
        cmocka_unit_test(the_hazard_of_leaving_rises_with_the_wait),
        cmocka_unit_test(walk_ups_are_those_who_wait),
        cmocka_unit_test(register_share_by_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
