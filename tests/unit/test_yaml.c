/* SPDX-License-Identifier: BSD-3-Clause */
/* src/input/yaml*.c, settings_*.c and scenario_yml.c. */
#include <stdlib.h>

#include "input/yaml.h"
#include "reports.h"

/* --- scalars --- */

static void check_scalar(const char *text, bool plain, cri_scalar_type type, double number)
{
    cri_yaml_node node = {.kind = CRI_YAML_SCALAR, .plain = plain, .text = text};
    cri_scalar s = cri_yaml_resolve(&node);
    CHECK_I64(s.type, type);
    if (type == CRI_SCALAR_NUMBER || type == CRI_SCALAR_BOOL) {
        CHECK(s.is_number);
        CHECK_F64_SAME(s.number, number);
    }
}

TEST(scalars_are_what_pyyaml_takes_them_for)
{
    static const char *const yes[] = {"true", "True", "TRUE", "yes", "Yes",
                                      "YES",  "on",   "On",   "ON"};
    static const char *const no[] = {"false", "False", "FALSE", "no", "No",
                                     "NO",    "off",   "Off",   "OFF"};
    static const char *const text[] = {"y",  "n",    "tRue", "oN",  "abc", "1,000", "--1", "0x",
                                       "1e", ".inf", ".nan", "inf", "_1",  "1:30",  "0b2", "0x1G"};
    for (int i = 0; i < 9; i++) {
        check_scalar(yes[i], true, CRI_SCALAR_BOOL, 1);
        check_scalar(no[i], true, CRI_SCALAR_BOOL, 0);
        check_scalar(yes[i], false, CRI_SCALAR_TEXT, 0);
    }
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        check_scalar(text[i], true, CRI_SCALAR_TEXT, 0);
    }
    check_scalar("", true, CRI_SCALAR_NULL, 0);
    check_scalar("~", true, CRI_SCALAR_NULL, 0);
    check_scalar("Null", true, CRI_SCALAR_NULL, 0);
    check_scalar("null", false, CRI_SCALAR_TEXT, 0);
    check_scalar("1e3", true, CRI_SCALAR_NUMBER, 1000);
    check_scalar("1.5E+2", true, CRI_SCALAR_NUMBER, 150);
    check_scalar("-.5", true, CRI_SCALAR_NUMBER, -0.5);
    check_scalar("1_000.5", true, CRI_SCALAR_NUMBER, 1000.5);
    check_scalar("0x1F", true, CRI_SCALAR_NUMBER, 31);
    check_scalar("-0b101", true, CRI_SCALAR_NUMBER, -5);
    check_scalar("010", true, CRI_SCALAR_NUMBER, 8);
    check_scalar("08", true, CRI_SCALAR_NUMBER, 8);
    check_scalar("0", true, CRI_SCALAR_NUMBER, 0);
}

/* --- whole files --- */

/* Reads `text` as simsetting.yml; `wanted` are the reports without the name of the file. */
static void begin(reading *t, const char *text)
{
    reading_begin(t);
    reading_file(t, "s/simsetting.yml", text);
}

static void check_reports(const char *text, const char *wanted)
{
    reading t;
    begin(&t, text);
    reading_check(&t, wanted);
    reading_end(&t);
}

#define AT "s/simsetting.yml:"

TEST(an_empty_file_gives_the_defaults)
{
    static const char *const texts[] = {"", "\n\n", "# nothing\n", "---\n", "~", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading t;
        begin(&t, texts[i]);
        reading_check(&t, "");
        CHECK_F64_SAME(t.scenario->settings.max_move_speed, 360);
        reading_end(&t);
    }
}

TEST(values_are_read)
{
    reading t;
    begin(&t, "log_levels:\n"
              "spawn_rules:\n"
              "  take_from_population: yes\n"
              "  insert_day0: off\n"
              "  camps_are_sicks: True\n"
              "  conflict_spawn_decay: &d [1.0, 5e-1, .1]\n"
              "  conflict_driven_spawning: {spawn_mode: Poisson, displaced_per_conflict_day: 2.5}\n"
              "move_rules:\n"
              "  MaxMoveSpeed: 1_000\n"
              "  awareness_level: 2\n"
              "  pruning_threshold: '1.5'\n"
              "optimisations: {hasten: 100}\n"
              "corrections: [raw_count, coordinates]\n");
    reading_check(&t, "");
    const cruce_settings *s = &t.scenario->settings;
    CHECK(s->take_from_population && !s->insert_day0 && s->camps_are_sinks);
    CHECK(s->conflict_driven_spawning);
    CHECK_STR(s->conflict_spawn_mode, "poisson");
    CHECK_F64_SAME(s->displaced_per_conflict_day, 2);
    CHECK_I64(s->conflict_spawn_decay.n, 3);
    CHECK_F64_SAME(s->conflict_spawn_decay.value[1], 0.5);
    CHECK_F64_SAME(s->max_move_speed, 1000);
    CHECK_I64(s->awareness_level, 2);
    CHECK_F64_SAME(s->pruning_threshold, 1.5);
    CHECK_I64(s->hasten, 100);
    CHECK(s->fix_raw_count && s->fix_coordinates && !s->fix_day0_capacity);
    reading_end(&t);
}

TEST(corrections_are_a_map_too)
{
    reading t;
    begin(&t, "corrections:\n  raw_count: true\n  day0_capacity: false\n");
    reading_check(&t, "");
    CHECK(t.scenario->settings.fix_raw_count && !t.scenario->settings.fix_day0_capacity);
    reading_end(&t);
}

TEST(conversions_are_those_of_flee_and_are_said)
{
    reading t;
    begin(&t, "spawn_rules:\n  insert_day0: \"false\"\n  take_from_population: n\n"
              "  sum_from_camps:\nmove_rules:\n  awareness_level: 1.5\n"
              "  max_walk_speed: 010\n  start_on_foot: 1\n  weight_power: True\n");
    reading_check(&t,
                  AT "2:16: warning: spawn_rules.insert_day0 is the text 'false' and counts as "
                     "true, as in Flee; write true or false without quotes\n" AT
                     "3:25: warning: spawn_rules.take_from_population is the text 'n' and "
                     "counts as true, as in Flee; write true or false without quotes\n" AT
                     "4:18: warning: spawn_rules.sum_from_camps has no value and counts as "
                     "false, as in Flee\n" AT
                     "6:20: warning: move_rules.awareness_level is '1.5'; expected a whole "
                     "number, so 1 is used, as in Flee\n" AT
                     "7:19: warning: move_rules.max_walk_speed is '010', which with its leading "
                     "zero is octal and means 8\n" AT
                     "9:17: warning: move_rules.weight_power is 'True' and counts as 1, as in "
                     "Flee; expected a number\n");
    const cruce_settings *s = &t.scenario->settings;
    CHECK(s->insert_day0 && s->take_from_population && !s->sum_from_camps && s->start_on_foot);
    CHECK_I64(s->awareness_level, 1);
    CHECK_F64_SAME(s->max_walk_speed, 8);
    reading_end(&t);
}

TEST(unknown_keys_are_problems_with_the_nearest_known_one)
{
    check_reports("move_rules:\n  max_mov_speed: 3\n",
                  AT "2:3: unknown key 'max_mov_speed' in move_rules; did you mean "
                     "'max_move_speed'?\n");
    check_reports("mov_rules:\n  x: 3\n",
                  AT "1:1: unknown key 'mov_rules'; did you mean 'move_rules'?\n");
    check_reports("spawn_rules:\n  softening: 3\n",
                  AT "2:3: unknown key 'softening' in spawn_rules; "
                     "it belongs under 'move_rules'\n");
    check_reports("move_rules:\n  number_of_steps: 3\n",
                  AT "2:3: unknown key 'number_of_steps' in move_rules; it belongs at the top, "
                     "outside of any section\n");
    check_reports("corrections: [raw_cont]\n",
                  AT "1:15: unknown key 'raw_cont' in corrections; did "
                     "you mean 'raw_count'?\n");
    check_reports("move_rules:\n  <<: {softening: 3}\n",
                  AT "2:3: unknown key '<<' in move_rules\n");
}

TEST(keys_that_flee_ignores_are_warned_of)
{
    check_reports("log_levels: {Flood: 1}\n",
                  AT "1:14: warning: log_levels.Flood is not read, as in Flee; leave it out\n");
}

TEST(a_key_may_stand_once)
{
    check_reports("move_rules:\n  softening: 3\n  softening: 3\n",
                  AT "3:3: move_rules.softening is given twice; the first is on line 2\n");
    check_reports("move_rules:\n  softening: 3\nmove_rules:\n  camp_weight: 3\n",
                  AT "3:1: move_rules is given twice; the first is on line 1\n");
    check_reports("move_rules:\n  softening: 3\n  DistanceSoftening: 4\n",
                  AT "3:3: move_rules.softening is given twice; the first is on line 2\n");
    check_reports("spawn_rules:\n  camps_are_sicks: true\n  camps_are_sinks: true\n", "");
}

TEST(wrong_values_say_what_was_expected)
{
    check_reports("move_rules:\n  max_move_speed: fast\n",
                  AT "2:19: move_rules.max_move_speed is 'fast'; expected a number of at least "
                     "0.001 (km/day)\n");
    check_reports("move_rules:\n  capacity_buffer: 1.5\n",
                  AT "2:20: move_rules.capacity_buffer is '1.5'; expected a number from 0 to 1 "
                     "(share of the capacity)\n");
    check_reports("optimisations:\n  hasten: 0\n",
                  AT "2:11: optimisations.hasten is '0'; expected a "
                     "whole number of at least 1\n");
    check_reports("optimisations:\n  hasten: [1]\n", AT "2:11: optimisations.hasten is a list; "
                                                        "expected a whole number of at least 1\n");
    check_reports("optimisations:\n  hasten:\n",
                  AT "2:10: optimisations.hasten is empty; expected a "
                     "whole number of at least 1\n");
    check_reports("move_rules:\n  start_on_foot: maybe\n",
                  AT "2:18: move_rules.start_on_foot is 'maybe'; expected true or false\n");
    check_reports("spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: popratio\n", AT
                  "3:17: spawn_rules.conflict_driven_spawning.spawn_mode is 'popratio'; expected "
                  "constant, pop_ratio or poisson; did you mean 'pop_ratio'?\n");
    check_reports("spawn_rules:\n  conflict_spawn_decay: [1, x]\n",
                  AT "2:29: spawn_rules.conflict_spawn_decay is 'x'; expected a number of at least "
                     "0\n");
    check_reports("spawn_rules:\n  conflict_spawn_decay: 1\n", AT
                  "2:25: spawn_rules.conflict_spawn_decay is '1'; expected a list of numbers such "
                  "as [1.0, 0.5]\n");
    check_reports("move_rules: 3\n", AT "1:13: move_rules is '3'; expected its settings below it, "
                                        "one 'key: value' a line\n");
    check_reports("- a\n", AT "1:1: the file is a list; expected sections such as move_rules with "
                              "'key: value' lines\n");
}

TEST(text_that_is_not_yaml_is_placed)
{
    check_reports("move_rules:\n\tsoftening: 3\n", AT
                  "2:1: not YAML: found character that cannot start any token, while scanning for "
                  "the next token\n");
    check_reports("a: [1\n", AT "2:1: not YAML: did not find expected ',' or ']', while parsing a "
                                "flow sequence\n");
    check_reports("a: \x01\n", AT "1:4: not YAML: control characters are not allowed\n");
    check_reports("a: *b\n",
                  AT "1:4: no anchor (&name) above has the name of this alias (*name)\n");
    check_reports("a: &b [*b]\n", AT "1:8: this alias (*name) stands for what it is part of\n");
    check_reports("{}\n---\n{}\n", AT "2:1: a second document begins here; expected only one\n");
    check_reports("a: !!str b\n",
                  AT "1:4: tags (such as !!str) are not read; leave this one out\n");
}

TEST(bombs_do_not_go_off)
{
    char deep[4096], wide[4096];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    check_reports(deep, AT "1:33: lists and maps lie more than 32 deep in each other\n");
    size_t n = (size_t)snprintf(wide, sizeof wide, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 20; i++) {
        n += (size_t)snprintf(wide + n, sizeof wide - n,
                              "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i,
                              i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    }
    snprintf(wide + n, sizeof wide - n, "move_rules: *a19\n");
    reading t;
    begin(&t, wide);
    t.scenario = fuzz_read(&t.files);
    CHECK(t.scenario == NULL);
    CHECK(strstr(t.reports, "move_rules is a list") != NULL);
}

TEST(a_large_file_is_refused)
{
    reading t;
    size_t n = 1 << 21;
    char *text = calloc(n, 1);
    memset(text, '#', n - 1);
    begin(&t, text);
    reading_check(&t, "s/simsetting.yml: the file is larger than 1048576 bytes\n");
    free(text);
}

/* --- later, together --- */

TEST(what_this_version_cannot_do_is_a_warning_until_it_runs)
{
    reading t;
    static const char text[] = "move_rules:\n  fixed_routes: true\n  flood_rules:\n"
                               "    flood_movechances: [1]\n  harvest_months: []\n";
    for (int will_run = 0; will_run < 2; will_run++) {
        begin(&t, text);
        t.files.options.will_run = will_run == 1;
        reading_check(
            &t, will_run == 1 ? AT
                    "2:3: this version cannot do what move_rules.fixed_routes asks for (routes "
                    "are generated once a day for each place); set it to false or leave it "
                    "out\n" AT "3:3: this version cannot do what move_rules.flood_rules asks "
                    "for (floods change moving and choosing); leave it out\n"
                              : AT
                    "2:3: warning: this version cannot do what move_rules.fixed_routes asks for "
                    "(routes are generated once a day for each place); set it to false or "
                    "leave it out\n" AT "3:3: warning: this version cannot do what "
                    "move_rules.flood_rules asks for (floods change moving and choosing); "
                    "leave it out\n");
        reading_end(&t);
    }
    check_reports("move_rules:\n  flood_rules:\n", "");
}

TEST(flood_and_conflict_zones_exclude_each_other)
{
    reading t;
    begin(&t, "spawn_rules:\n  flood_zone_spawning_only: true\n");
    t.scenario = fuzz_read(&t.files);
    CHECK(t.scenario == NULL);
    CHECK(strstr(t.reports, "2:3: flood_zone_spawning_only and conflict_zone_spawning_only") !=
          NULL);
}

/* --- --set --- */

static void check_override(const char *override, const char *wanted)
{
    reading t;
    reading_begin(&t);
    reading_set(&t, override);
    reading_check(&t, wanted);
    reading_end(&t);
}

TEST(overrides_that_are_wrong_are_reported_as_set)
{
    check_override("softening",
                   "--set: 'softening' has no key and '='; expected key=value, such as "
                   "softening=20\n");
    check_override("softning=3", "--set: unknown key 'softning'; did you mean 'softening'?\n");
    check_override("spawn_mode=x",
                   "--set: several settings end in 'spawn_mode'; write the whole key, "
                   "such as spawn_rules.flood_driven_spawn_mode.spawn_mode\n");
    check_override("softening=-1", "--set: move_rules.softening is '-1'; expected a number of at "
                                   "least 0 (km)\n");
    check_override("softening=", "--set: move_rules.softening is empty; expected a number of at "
                                 "least 0 (km)\n");
    check_override("softening=[", "--set: not YAML: did not find expected node content, while "
                                  "parsing a flow node\n");
}

TEST(overrides_come_last)
{
    reading t;
    begin(&t, "move_rules:\n  softening: 3\n  camp_weight: 2\n");
    reading_set(&t, "move_rules.softening=1e1");
    reading_set(&t, "HarvestMonths=[]");
    reading_set(&t, "start_on_foot=y");
    reading_set(&t, "conflict_driven_spawning.spawn_mode=poisson");
    reading_check(&t, "--set: unknown key 'conflict_driven_spawning.spawn_mode'; did you mean "
                      "'conflict_driven_spawning'?\n");
    begin(&t, "move_rules:\n  softening: 3\n  camp_weight: 2\n");
    reading_set(&t, "move_rules.softening=1e1");
    reading_set(&t, "start_on_foot=y");
    reading_set(&t, "spawn_rules.conflict_driven_spawning.spawn_mode=poisson");
    reading_set(&t, "conflict_spawn_decay=[1, 0.5]");
    reading_check(&t, "");
    const cruce_settings *s = &t.scenario->settings;
    CHECK_F64_SAME(s->softening, 10);
    CHECK_F64_SAME(s->camp_weight, 2);
    CHECK(s->start_on_foot && s->conflict_driven_spawning);
    CHECK_I64(s->conflict_spawn_decay.n, 2);
    reading_end(&t);
}

/* --- scenario.yml --- */

TEST(scenario_yml_gives_title_dates_and_settings)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, "s/input_csv/sim_period.csv", "");
    t.files.file[4].path = "elsewhere";
    reading_file(&t, "s/scenario.yml",
                 "title: Two towns\nstart_date: 2020-01-01\n"
                 "length_days: 12\nsettings:\n  move_rules:\n"
                 "    softening: 7\n    camp_weight: 3\n");
    reading_file(&t, "s/simsetting.yml", "move_rules:\n  softening: 8\n");
    reading_check(&t, "");
    char date[16];
    cruce_date_text(t.scenario->start_days, date);
    CHECK_STR(date, "2020-01-01");
    CHECK_I64(t.scenario->n_days, 12);
    CHECK_STR(t.scenario->title, "Two towns");
    CHECK_F64_SAME(t.scenario->settings.softening, 8);
    CHECK_F64_SAME(t.scenario->settings.camp_weight, 3);
    reading_end(&t);
}

static void check_scenario_yml(const char *text, const char *wanted)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, "s/scenario.yml", text);
    reading_check(&t, wanted);
    reading_end(&t);
}

TEST(scenario_yml_is_checked)
{
    check_scenario_yml("titel: x\n",
                       "s/scenario.yml:1:1: unknown key 'titel'; did you mean 'title'?\n");
    check_scenario_yml("start_date: 2020-13-01\n",
                       "s/scenario.yml:1:13: start_date is '2020-13-01'; "
                       "expected a date such as 2023-01-31\n");
    check_scenario_yml("start_date: 2020-02-01\n",
                       "s/scenario.yml:1:13: start_date is '2020-02-01', but StartDate in "
                       "sim_period.csv is '2020-01-01'; give one\n");
    check_scenario_yml("length_days: 31\n",
                       "s/scenario.yml:1:14: length_days is '31', but Length in "
                       "sim_period.csv is 30; give one\n");
    check_scenario_yml("n_days: 30\nlength_days: 30\n",
                       "s/scenario.yml:2:1: length_days is given twice; the first is on line 1\n");
    check_scenario_yml("settings: 3\n", "s/scenario.yml:1:11: settings is '3'; expected settings "
                                        "below it, as in simsetting.yml\n");
    check_scenario_yml("", "");
    check_scenario_yml("length_days: 30\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_what_pyyaml_takes_them_for),
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(corrections_are_a_map_too),
        cmocka_unit_test(conversions_are_those_of_flee_and_are_said),
        cmocka_unit_test(unknown_keys_are_problems_with_the_nearest_known_one),
        cmocka_unit_test(keys_that_flee_ignores_are_warned_of),
        cmocka_unit_test(a_key_may_stand_once),
        cmocka_unit_test(wrong_values_say_what_was_expected),
        cmocka_unit_test(text_that_is_not_yaml_is_placed),
        cmocka_unit_test(bombs_do_not_go_off),
        cmocka_unit_test(a_large_file_is_refused),
        cmocka_unit_test(what_this_version_cannot_do_is_a_warning_until_it_runs),
        cmocka_unit_test(flood_and_conflict_zones_exclude_each_other),
        cmocka_unit_test(overrides_that_are_wrong_are_reported_as_set),
        cmocka_unit_test(overrides_come_last),
        cmocka_unit_test(scenario_yml_gives_title_dates_and_settings),
        cmocka_unit_test(scenario_yml_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
