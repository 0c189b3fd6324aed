/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the formulas of the rules at their edges (flee-compat 4.1 to 4.4)
 * Leaves  to test_choice.c: which routes there are and what they weigh
 */
#include <math.h>

#include "checks.h"
#include "cruce/rules.h"

static cruce_settings defaults(void)
{
    cruce_settings s;
    cruce_settings_init(&s);
    return s;
}

TEST(decay_follows_its_list_and_keeps_its_last_entry)
{
    static const double factor[] = {1.0, 0.5, 0.1};
    cruce_settings s = defaults();
    CHECK_F64_SAME(cruce_rule_decay(&s, 1000), 1.0);
    s.conflict_spawn_decay = (cruce_number_list){3, factor};
    s.conflict_spawn_decay_interval = 30;
    CHECK_F64_SAME(cruce_rule_decay(&s, 0), 1.0);
    CHECK_F64_SAME(cruce_rule_decay(&s, 29), 1.0);
    CHECK_F64_SAME(cruce_rule_decay(&s, 30), 0.5);
    CHECK_F64_SAME(cruce_rule_decay(&s, 60), 0.1);
    CHECK_F64_SAME(cruce_rule_decay(&s, 100000), 0.1);
}

TEST(scores_multiply)
{
    cruce_settings s = defaults();
    s.foreign_weight = 3.0;
    s.camp_weight = 2.0;
    s.conflict_weight = 0.25;
    CHECK_F64_SAME(cruce_rule_score(&s, CRUCE_TOWN, -1.0, 1.0), 1.0);
    CHECK_F64_SAME(cruce_rule_score(&s, CRUCE_FOREIGN | CRUCE_CAMP | CRUCE_IDPCAMP, -1.0, 1.0),
                   6.0);
    CHECK_F64_NEAR(cruce_rule_score(&s, 0, 1.0, 1.0), 0.25, 1e-15);
    CHECK_F64_NEAR(cruce_rule_score(&s, 0, 0.5, 1.0), 0.5, 1e-15);
    CHECK_F64_NEAR(cruce_rule_score(&s, 0, 1.0, 0.1), 0.8705505632961241, 1e-15); /* quirk 18 */
    CHECK_F64_NEAR(cruce_rule_score(&s, CRUCE_CAMP, 1.0, 1.0), 0.5, 1e-15);
    s = defaults();
    CHECK_F64_NEAR(cruce_rule_score(&s, 0, 2.0, 1.0), 0.1, 1e-11);
}

TEST(population_attracts_outside_of_camps)
{
    cruce_settings s = defaults();
    CHECK_F64_SAME(cruce_rule_attraction(&s, 2.0, CRUCE_TOWN, 10000), 2.0);
    s.use_pop_for_loc_weight = true;
    s.pop_power_for_loc_weight = 0.5;
    CHECK_F64_NEAR(cruce_rule_attraction(&s, 2.0, CRUCE_TOWN, 10000), 200.0, 1e-12);
    CHECK_F64_SAME(cruce_rule_attraction(&s, 2.0, CRUCE_TOWN, 0), 2.0);
    CHECK_F64_SAME(cruce_rule_attraction(&s, 2.0, CRUCE_CAMP, 10000), 2.0);
}

TEST(only_conflict_displaces)
{
    cruce_settings s = defaults();
    CHECK_F64_SAME(cruce_rule_spawn_weight(&s, 500, 0.5, 0.5), 125.0);
    CHECK_F64_SAME(cruce_rule_spawn_weight(&s, 500, 0.0, 1.0), 0.0);
    CHECK_F64_SAME(cruce_rule_spawn_weight(&s, 500, -1.0, 1.0), 0.0);
    s.conflict_zone_spawning_only = false; /* a place without conflict still weighs nothing (4.2) */
    CHECK_F64_SAME(cruce_rule_spawn_weight(&s, 500, -1.0, 1.0), 0.0);
    s.conflict_driven_spawning = true;
    CHECK_F64_SAME(cruce_rule_spawn_weight(&s, 500, 1.0, 1.0), 0.0);
}

TEST(move_chance_follows_population_or_capacity)
{
    cruce_settings s = defaults();
    CHECK_F64_SAME(cruce_rule_leave_chance(&s, 0.3, 0, -1), 0.3);
    s.movechance_pop_scale_factor = 0.5;
    CHECK_F64_NEAR(cruce_rule_leave_chance(&s, 0.3, 40000, -1), 0.6, 1e-15);
    CHECK_F64_NEAR(cruce_rule_leave_chance(&s, 0.1, 0, 2500), 0.05, 1e-15);
    CHECK_F64_SAME(cruce_rule_leave_chance(&s, 0.3, 0, 0), 0.0);
    s.movechance_pop_scale_factor = -0.5;
    CHECK(cruce_rule_leave_chance(&s, 0.3, 0, -1) >
          1.0); /* certain: Flee stops with an error here */
    CHECK(!isnan(cruce_rule_leave_chance(&s, 0.0, 0, -1)));
}

TEST(room_goes_from_one_to_zero_over_the_buffer)
{
    cruce_settings s = defaults();
    CHECK_F64_SAME(cruce_rule_room(&s, -1, 1000000), 1.0);
    CHECK_F64_SAME(cruce_rule_room(&s, 0, 1000000), 1.0); /* quirk 4 */
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 0), 1.0);
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 900), 1.0);
    CHECK_F64_NEAR(cruce_rule_room(&s, 1000, 925), 0.75, 1e-12);
    CHECK_F64_NEAR(cruce_rule_room(&s, 1000, 950), 0.5, 1e-12);
    CHECK(cruce_rule_room(&s, 1000, 951) < CRUCE_ROOM_FULL);
    CHECK_F64_NEAR(cruce_rule_room(&s, 1000, 999), 0.01, 1e-12);
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 1000), 0.0);
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 5000), 0.0);
    s.capacity_scaling = 1.25;
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 1125), 1.0);
    s.capacity_scaling = 0.0009;
    CHECK_F64_SAME(cruce_rule_room(&s, 1000, 5000), 1.0); /* less than one person: no limit */
    s = defaults();
    s.capacity_buffer = 1.0;
    CHECK_F64_SAME(cruce_rule_room(&s, 10, 10), 1.0); /* the buffer is asked first */
    CHECK_F64_SAME(cruce_rule_room(&s, 10, 11), 0.0);
    s.capacity_buffer = 0.0;
    CHECK_F64_NEAR(cruce_rule_room(&s, 10, 4), 0.6, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decay_follows_its_list_and_keeps_its_last_entry),
        cmocka_unit_test(scores_multiply),
        cmocka_unit_test(population_attracts_outside_of_camps),
        cmocka_unit_test(only_conflict_displaces),
        cmocka_unit_test(move_chance_follows_population_or_capacity),
        cmocka_unit_test(room_goes_from_one_to_zero_over_the_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
