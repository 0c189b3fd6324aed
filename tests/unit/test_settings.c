/* SPDX-License-Identifier: BSD-3-Clause */
/* src/model/settings.c and settings_names.c. */
#include "checks.h"
#include "model/settings_names.h"

TEST(every_default_lies_in_its_range_and_every_key_is_found)
{
    int32_t n;
    cruce_settings s;
    const cruce_setting_info *info = cruce_settings_list(&n);
    cruce_settings_init(&s);
    CHECK(n > 80);
    for (int32_t i = 0; i < n; i++) {
        CHECK(cruce_settings_find(info[i].key) == &info[i]);
        CHECK(info[i].sentence[0] != '\0');
        const void *field = (const char *)&s + info[i].offset;
        if (info[i].kind == CRUCE_REAL || info[i].kind == CRUCE_WHOLE) {
            double value = info[i].kind == CRUCE_REAL ? *(const double *)field
                                                      : (double)*(const int64_t *)field;
            CHECK_F64_SAME(value, info[i].default_number);
            CHECK(value >= info[i].least && value <= info[i].most);
        } else if (info[i].kind == CRUCE_WORD) {
            CHECK_STR(*(const char *const *)field, info[i].default_word);
        } else if (info[i].kind == CRUCE_LIST) {
            CHECK_I64(((const cruce_number_list *)field)->n, 0);
        } else {
            CHECK(*(const bool *)field == (info[i].default_number != 0));
        }
    }
}

TEST(a_key_is_found_by_its_last_part_if_only_one_ends_so)
{
    CHECK_STR(cruce_settings_find("softening")->key, "move_rules.softening");
    CHECK_STR(cruce_settings_find("raw_count")->key, "corrections.raw_count");
    CHECK(cruce_settings_find("spawn_mode") == NULL);
    CHECK(cruce_settings_find("conflict_driven_spawning.spawn_mode") == NULL);
    CHECK(cruce_settings_find("") == NULL);
    CHECK(cruce_settings_find("move_rules.") == NULL);
    CHECK(cruce_settings_find("log_levels.softening") == NULL);
}

TEST(flees_own_names_are_found_in_their_section_and_alone)
{
    CHECK_STR(cruce_settings_find("MaxMoveSpeed")->key, "move_rules.max_move_speed");
    CHECK_STR(cruce_settings_find("move_rules.MaxMoveSpeed")->key, "move_rules.max_move_speed");
    CHECK(cruce_settings_find("spawn_rules.MaxMoveSpeed") == NULL);
    CHECK_STR(cri_settings_find_in("move_rules", "DistanceSoftening")->key, "move_rules.softening");
    CHECK(cri_settings_find_in("", "DistanceSoftening") == NULL);
    CHECK_STR(cri_settings_find_in("spawn_rules", "camps_are_sicks")->key,
              "spawn_rules.camps_are_sinks");
    CHECK_STR(cruce_settings_find("conflict_spawn_mode")->key,
              "spawn_rules.conflict_driven_spawning.spawn_mode");
    CHECK_STR(cruce_setting_flee_name("optimisations.hasten"), "PopulationScaleDownFactor");
    CHECK(cruce_setting_flee_name("spawn_rules.camps_are_sinks") == NULL);
}

TEST(every_alias_means_a_setting_and_none_is_a_key)
{
    int32_t n, n_settings;
    const cri_setting_alias *alias = cri_settings_aliases(&n);
    const cruce_setting_info *info = cruce_settings_list(&n_settings);
    for (int32_t i = 0; i < n; i++) {
        CHECK_STR(cruce_settings_find(alias[i].alias)->key, alias[i].key);
        for (int32_t k = 0; k < n_settings; k++) {
            CHECK(strcmp(cri_setting_last_part(info[k].key), alias[i].alias) != 0);
        }
    }
}

TEST(rate_of_displacement_has_its_default_by_mode_and_is_whole_unless_a_share)
{
    cruce_settings s;
    cruce_settings_init(&s);
    cruce_settings_finish(&s);
    CHECK_F64_SAME(s.displaced_per_conflict_day, 500);
    cruce_settings_init(&s);
    s.conflict_spawn_mode = "pop_ratio";
    cruce_settings_finish(&s);
    CHECK_F64_SAME(s.displaced_per_conflict_day, 0.01);
    s.displaced_per_conflict_day = 2.75;
    cruce_settings_finish(&s);
    CHECK_F64_SAME(s.displaced_per_conflict_day, 2.75);
    s.conflict_spawn_mode = "poisson";
    cruce_settings_finish(&s);
    CHECK_F64_SAME(s.displaced_per_conflict_day, 2);
}

TEST(v1_rules_replace_what_was_given)
{
    cruce_settings s;
    cruce_settings_init(&s);
    s.use_v1_rules = true;
    s.max_move_speed = 400;
    s.start_on_foot = s.avoid_short_stints = true;
    s.default_conflict_intensity = 1.9;
    cruce_settings_finish(&s);
    CHECK_F64_SAME(s.max_move_speed, 200);
    CHECK_F64_SAME(s.camp_weight, 2);
    CHECK_F64_SAME(s.conflict_weight, 0.25);
    CHECK(!s.start_on_foot && !s.avoid_short_stints);
    CHECK_F64_SAME(s.default_conflict_intensity, 1);
}

TEST(flood_mode_goes_before_conflict_driven_spawning)
{
    cruce_settings s;
    cruce_settings_init(&s);
    s.conflict_driven_spawning = s.flood_zone_spawning_only = true;
    cruce_settings_finish(&s);
    CHECK(!s.conflict_driven_spawning);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_default_lies_in_its_range_and_every_key_is_found),
        cmocka_unit_test(a_key_is_found_by_its_last_part_if_only_one_ends_so),
        cmocka_unit_test(flees_own_names_are_found_in_their_section_and_alone),
        cmocka_unit_test(every_alias_means_a_setting_and_none_is_a_key),
        cmocka_unit_test(rate_of_displacement_has_its_default_by_mode_and_is_whole_unless_a_share),
        cmocka_unit_test(v1_rules_replace_what_was_given),
        cmocka_unit_test(flood_mode_goes_before_conflict_driven_spawning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
