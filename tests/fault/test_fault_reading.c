/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    reading a scenario that uses every reader, while the n-th allocation fails, for every n: alone, and with
 *         all that follow. Each time CRUCE_ERR_MEMORY, nothing left behind (the sanitizers look), no scenario
 * Leaves  to the other unit tests: what is read when memory lasts
 */
#include "../unit/test_input.h"

static const test_file everything[] = {
    {"locations.csv",
     "#name,region,country,lat,lon,location_type,conflict_date,population,initial_idps\n"
     "A,n,Here,1,2,conflict_zone,0,1000,\nB,s,There,2,3,camp,,500,7\n"
     "C,s,There,2,4,town,,500\nD,s,There,2,4,city,,500,1\n"},
    {"routes.csv",
     "#name1,name2,distance,forced_redirection,link_type\nA,B,100,1,walk\n\"B\",C,20,2\n"
     "C,D,5\nD,C,6,,drive\n"},
    {"closures.csv", "#\ncountry,Here,Nowhere,0,9\ncountry,There,Here,1,2\nlink,A,B,1,2\n"
                     "camp,B,,3,4\nlink,A,D,1,2\n"},
    {"conflicts.csv", "#Day, A,Nix,C\n0,1,0,0.5\n"},
    {"location_changes.csv", "C,idpcamp,2\n"},
    {"departures.csv", "place,start_date,end_date,persons\nA,2020-01-01,2020-01-03,90\n"},
    {"agents.csv", "location,age\nA,30\nC,31\n"},
    {"demographics_age.csv", "age,Default,A\n1,2,3\n4,5,6\n"},
    {"demographics_gender.csv", "gender,Default\nfemale,1\nmale,1\n"},
    {"data_layout.csv", "total,t.csv\nB,b.csv,c.csv\n"},
    {"t.csv", "2020-01-01,10\n2020-02-01,20\n"},
    {"b.csv", "2020-01-01,10\n2020-01-20,20\n"},
    {"c.csv", "2020-01-01,1\n2020-01-20,2\n2020-01-25,3\n"},
    {"registration_corrections.csv", "B,2020-01-20\n"},
    {"simsetting.yml", "log_levels:\n  init: 0\nspawn_rules:\n  read_from_agents_csv_file: true\n"
                       "  conflict_spawn_decay: [1, 0.5]\nmove_rules:\n  awareness_level: 2\n"
                       "optimisations:\n  hasten: 2\n"},
    {"scenario.yml", "title: Everything\n"},
    {NULL, NULL}};

static const char *const overrides[] = {"move_rules.softening=5", "hasten=3"};

static cruce_status read_everything(const test_file *files, bool listen, told *said)
{
    cri_memory_file memory[32];
    cruce_read_options options = {.folder = ".", .n_overrides = 2, .override_text = overrides};
    cruce_scenario *scenario = NULL;
    cruce_error err = {0};
    int32_t n = gather_files(files, memory);
    *said = (told){.length = 0};
    if (listen) {
        options.problem = tell;
        options.problem_context = said;
    }
    cruce_status st = cri_scenario_read_from(&scenario, &options, memory, n, &err);
    CHECK_I64(scenario != NULL, st == CRUCE_OK);
    CHECK_I64(err.code == CRUCE_ERR_MEMORY, st == CRUCE_ERR_MEMORY);
    cruce_scenario_destroy(scenario);
    return st;
}

/* Fails the n-th allocation for n = 1, 2, ... until there is no n-th; how many there are. */
static int64_t fail_each(const test_file *files, bool for_ever, cruce_status at_last)
{
    static told said;
    for (int64_t n = 1;; n++) {
        cri_fail_allocation(n, for_ever);
        cruce_status st = read_everything(files, n % 2 == 0, &said);
        cri_fail_allocation(0, false);
        if (st != CRUCE_ERR_MEMORY) {
            CHECK_I64(st, at_last);
            return n - 1;
        }
        CHECK(n < 100000);
    }
}

TEST(it_can_be_read_when_memory_lasts)
{
    static told said;
    if (read_everything(everything, true, &said) != CRUCE_OK) {
        CHECK_STR(said.text, "");
    }
    CHECK(strstr(said.text, "closures.csv:2:14: warning: ") != NULL);
}

TEST(any_one_allocation_may_fail)
{
    int64_t n = fail_each(everything, false, CRUCE_OK);
    print_message("%d allocations\n", (int)n);
    CHECK(n > 20);
}

TEST(memory_may_end_at_any_allocation)
{
    CHECK(fail_each(everything, true, CRUCE_OK) > 20);
}

/* The paths that report problems run out of memory as cleanly. */
TEST(memory_may_end_among_problems)
{
    test_file broken[sizeof everything / sizeof *everything];
    memcpy(broken, everything, sizeof everything);
    broken[1].text = "A,Bb,x,7\nA\n\"A\"x,B,1\nA,A,1,1\n,B,1,2\n";
    broken[5].text = "place,start_date,end_date,person\nA,2020-01-01,2020-01-03,90\n";
    broken[14].text = "move_rules:\n  awarenes_level: [2\n";
    CHECK(fail_each(broken, false, CRUCE_ERR_INPUT) > 20);
    CHECK(fail_each(broken, true, CRUCE_ERR_INPUT) > 20);
}

/* The same from the disk: opening, growing, listing. */
TEST(memory_may_end_while_files_are_read_from_the_disk)
{
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/tests/corpus/ok_files_warnings"};
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        cruce_status st = CRUCE_ERR_MEMORY;
        for (int64_t n = 1; st == CRUCE_ERR_MEMORY; n++) {
            cruce_scenario *scenario = NULL;
            cri_fail_allocation(n, for_ever == 1);
            st = cruce_scenario_read(&scenario, &options, NULL);
            cri_fail_allocation(0, false);
            CHECK_I64(scenario != NULL, st == CRUCE_OK);
            cruce_scenario_destroy(scenario);
        }
        CHECK_I64(st, CRUCE_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_can_be_read_when_memory_lasts),
        cmocka_unit_test(any_one_allocation_may_fail),
        cmocka_unit_test(memory_may_end_at_any_allocation),
        cmocka_unit_test(memory_may_end_among_problems),
        cmocka_unit_test(memory_may_end_while_files_are_read_from_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
