/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    who stays away from a line, what inspection finds, what it costs in waits, and what delay costs
 * Leaves  to tests/engine/test_ports.c: days
 * Source  trust.md 4: loads Poisson(L) found with chance p are two independent Poisson numbers, L p and L (1 - p)
 */
#include "cruce/ports.h"
#include "test_num.h"

static const double INFINITE = (double)__builtin_inff();

TEST(nobody_minds_a_short_line)
{
    CHECK_F64_SAME(cruce_demand_join_chance(60, 60, 0.01), 1);
    CHECK_F64_NEAR(cruce_demand_join_chance(160, 60, 0.01), 0.36787944117144233, 1e-15);
    CHECK_F64_SAME(cruce_demand_join_chance(INFINITE, 60, 0.01), 0);
    CHECK_F64_SAME(cruce_demand_join_chance(INFINITE, 60, 0), 1); /* no reaction */
}

TEST(those_who_stay_away_are_all_somewhere)
{
    cruce_rng rng = test_stream(910);
    int64_t sum[4] = {0}, all = 0;
    cruce_stay_away shares = {.postpone = 0.5, .walk = 0.2, .divert = 0.05};
    for (int64_t units = 0; units < 2000; units++) {
        cruce_stayed_away split = cruce_demand_split(&rng, units, &shares);
        CHECK_I64(split.postponed_units + split.walked_units + split.diverted_units +
                      split.suppressed_units,
                  units);
        sum[0] += split.postponed_units;
        sum[1] += split.walked_units;
        sum[2] += split.diverted_units;
        sum[3] += split.suppressed_units;
        all += units;
    }
    double wanted[] = {0.5, 0.2, 0.05, 0.25};
    for (int32_t i = 0; i < 4; i++) {
        double variance = wanted[i] * (1 - wanted[i]) * (double)all;
        check_deviate(((double)sum[i] - wanted[i] * (double)all) / square_root(variance),
                      "share of those who stay away");
    }
    cruce_stay_away too_much = {.postpone = 1, .walk = 0.2, .divert = 0.5};
    cruce_stayed_away split = cruce_demand_split(&rng, 1000, &too_much);
    CHECK_I64(split.postponed_units, 1000);
}

TEST(other_crossings_are_chosen_by_minutes)
{
    double near = cruce_demand_divert_weight(10, 20, 0.02);
    double far = cruce_demand_divert_weight(60, 20, 0.02);
    CHECK_F64_NEAR(near / far, cruce_exp(0.02 * 50), 1e-14);
    CHECK_F64_SAME(cruce_demand_divert_weight(10, INFINITE, 0.02), 0);
    CHECK_F64_NEAR(cruce_demand_divert_weight(30, 20, 0.02), near * cruce_exp(-0.4), 1e-14);
}

TEST(detection_is_that_of_two_looks)
{
    CHECK_F64_NEAR(cruce_detection_chance(0.02, 0.8, 0), 0.02, 1e-15);
    CHECK_F64_NEAR(cruce_detection_chance(0.02, 0.8, 1), 1 - 0.98 * 0.2, 1e-15);
    CHECK_F64_NEAR(cruce_detection_chance(0, 0.8, 0.5), 0.4, 1e-15);
    for (double share = 0; share <= 1; share += 0.05) {
        double low, high, chance = cruce_detection_chance(0.02, 0.8, share);
        cruce_detection_range(0.02, 0.8, share, &low, &high);
        CHECK(low > 0 && low < chance && chance < high && high < 1);
    }
    double low, high;
    cruce_detection_range(0.02, 0.8, 0.15, &low, &high);
    CHECK_F64_NEAR(low, 1 - 0.99 * (1 - 0.15 * 0.5), 1e-15);
    CHECK_F64_NEAR(high, 1 - 0.9 * (1 - 0.15 * 0.95), 1e-15);
}

/* If carriers choose freely, looking evenly is best: less checks in one row draw loads there (Gurian and others). */
TEST(loads_go_where_less_is_found)
{
    double even = cruce_contraband_weight(1000, 0.1, 30, 0.02);
    CHECK(cruce_contraband_weight(1000, 0.05, 30, 0.02) > even);
    CHECK(cruce_contraband_weight(1000, 0.1, 60, 0.02) < even);
    CHECK_F64_NEAR(cruce_contraband_weight(2000, 0.1, 30, 0.02), 2 * even, 1e-9);
    double found_even = 0.1;
    for (double d = 0.01; d < 0.1;
         d += 0.01) { /* the same checks in all, unevenly over two equal rows */
        double w[] = {cruce_contraband_weight(1, 0.1 - d, 0, 0),
                      cruce_contraband_weight(1, 0.1 + d, 0, 0)};
        double found = (w[0] * (0.1 - d) + w[1] * (0.1 + d)) / (w[0] + w[1]);
        CHECK(found < found_even);
    }
}

TEST(seized_and_missed_are_independent_poisson_numbers)
{
    enum { DAYS = 100000 };
    cruce_rng rng = test_stream(911);
    double seized = 0, missed = 0, seized2 = 0, missed2 = 0, both = 0;
    double p = cruce_detection_chance(0.02, 0.8, 0.3), mean = 20;
    for (int32_t day = 0; day < DAYS; day++) {
        int64_t loads = cruce_poisson(&rng, mean), found = cruce_binomial(&rng, loads, p);
        double s = (double)found - mean * p, m = (double)(loads - found) - mean * (1 - p);
        seized += s;
        missed += m;
        seized2 += s * s;
        missed2 += m * m;
        both += s * m;
    }
    double vs = mean * p, vm = mean * (1 - p);
    check_deviate(seized / square_root(vs * DAYS), "seized a day");
    check_deviate(missed / square_root(vm * DAYS), "missed a day");
    /* a Poisson number of mean v has variance v, and its square deviates with variance v + 2 v v */
    check_deviate((seized2 - vs * DAYS) / square_root((vs + 2 * vs * vs) * DAYS),
                  "variance of seized");
    check_deviate((missed2 - vm * DAYS) / square_root((vm + 2 * vm * vm) * DAYS),
                  "variance of missed");
    check_deviate(both / square_root(vs * vm * DAYS), "correlation of seized and missed");
}

TEST(the_frontier_trades_waits_for_detection)
{
    enum { POINTS = 101 };
    double share[POINTS], wait[POINTS], found[POINTS];
    for (int32_t i = 0; i < POINTS; i++) {
        share[i] = i / 100.0;
    }
    cruce_inspection car = {
        .first_s = 34, .first_scv = 0.5, .deep_s = 36, .detect_first = 0.02, .detect_deep = 0.8};
    for (car.lanes = 1; car.lanes <= 12; car.lanes++) {
        for (int32_t load = 1; load <= 30; load++) {
            car.rate = car.lanes * 5.0 * load;
            cruce_inspection_frontier(&car, POINTS, share, wait, found);
            for (int32_t i = 1; i < POINTS; i++) {
                CHECK(wait[i] > wait[i - 1]);
                CHECK(found[i] > found[i - 1]);
            }
        }
    }
}

TEST(value_held_and_cost_of_delay_are_two_figures)
{
    /* 100 trucks of 60,000 USD in line for a whole day */
    cruce_trade_delay line = cruce_trade_delay_of(2400, 0, 24, 60000, 90.78, 0.0135);
    CHECK_F64_NEAR(line.held_usd, 6e6, 1e-6);
    CHECK_F64_NEAR(line.cost_usd, 2400 * 90.78 + 6e6 * 0.0135, 1e-6);
    /* 1,500 railcars put off: what waits at home loses its time value, but no truck stands idle */
    cruce_trade_delay away = cruce_trade_delay_of(0, 1500 * 24, 24, 60000, 0, 0.0135);
    CHECK_F64_NEAR(away.held_usd, 9e7, 1e-4);
    CHECK_F64_NEAR(away.cost_usd, 9e7 * 0.0135, 1e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_minds_a_short_line),
        cmocka_unit_test(those_who_stay_away_are_all_somewhere),
        cmocka_unit_test(other_crossings_are_chosen_by_minutes),
        cmocka_unit_test(detection_is_that_of_two_looks),
        cmocka_unit_test(loads_go_where_less_is_found),
        cmocka_unit_test(seized_and_missed_are_independent_poisson_numbers),
        cmocka_unit_test(the_frontier_trades_waits_for_detection),
        cmocka_unit_test(value_held_and_cost_of_delay_are_two_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
