/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    where files are looked for, what is noted about them, how problems reach the caller
 * Leaves  to tests/corpus: the wording of most problems, read from the disk
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.h"
#include "test_input.h"

static const cri_memory_file *flee_folders(int32_t *n)
{
    static cri_memory_file files[] = {
        {"case/input_csv/locations.csv", TWO_TOWNS, sizeof TWO_TOWNS - 1},
        {"case/input_csv/routes.csv", ONE_ROAD, sizeof ONE_ROAD - 1},
        {"case/input_csv/closures.csv", NO_CLOSURES, sizeof NO_CLOSURES - 1},
        {"case/input_csv/conflicts.csv", WAR_AT_A, sizeof WAR_AT_A - 1},
        {"case/input_csv/sim_period.csv", TEN_DAYS, sizeof TEN_DAYS - 1},
        {"case/source_data/data_layout.csv", "total,refugees.csv\nB,b.csv\n", 27},
        {"case/source_data/refugees.csv", "2020-01-01,10\n", 14},
        {"case/source_data/b.csv", "2020-01-01,10\n", 14},
        {"case/simsetting.yml", "optimisations:\n  hasten: 2\n", 27},
        {"simsetting.yml", "optimisations:\n  hasten: 5\n", 27},
        {"other.yml", "optimisations:\n  hasten: 7\n", 27}};
    *n = sizeof files / sizeof *files;
    return files;
}

static cruce_scenario *read_case(cruce_read_options options, told *said)
{
    cruce_scenario *sc = NULL;
    cruce_error err = {0};
    int32_t n;
    const cri_memory_file *files = flee_folders(&n);
    *said = (told){.length = 0};
    options.problem = tell;
    options.problem_context = said;
    if (cri_scenario_read_from(&sc, &options, files, n, &err) != CRUCE_OK) {
        CHECK_STR(said->text, "");
    }
    return sc;
}

TEST(folders_as_flee_has_them)
{
    told said;
    char hash[65];
    cruce_scenario *sc = read_case((cruce_read_options){.folder = "case//"}, &said);
    CHECK_STR(said.text, "");
    CHECK_STR(sc->title, "case");
    CHECK_I64(sc->settings.hasten, 2);
    CHECK(sc->has_register);
    CHECK_I64(sc->n_files, 9);
    CHECK_STR(sc->file[0].name, "input_csv/sim_period.csv");
    CHECK_I64(sc->file[0].size_bytes, (int64_t)sizeof TEN_DAYS - 1);
    cri_sha256(TEN_DAYS, sizeof TEN_DAYS - 1, hash);
    CHECK_STR(sc->file[0].sha256, hash);
    cruce_scenario_destroy(sc);
}

TEST(folders_one_by_one)
{
    told said;
    cruce_scenario *sc = read_case((cruce_read_options){.input_dir = "case/input_csv",
                                                        .data_dir = "case/source_data"},
                                   &said);
    CHECK_I64(sc->settings.hasten, 5); /* the working directory's, as Flee's run script has it */
    CHECK(sc->has_register);
    cruce_scenario_destroy(sc);
    sc = read_case((cruce_read_options){.input_dir = "case/input_csv",
                                        .data_dir = "case/source_data",
                                        .settings_file = "other.yml",
                                        .n_days = 2},
                   &said);
    CHECK_I64(sc->settings.hasten, 7);
    CHECK_I64(sc->n_days, 2);
    cruce_scenario_destroy(sc);
}

TEST(a_caller_who_does_not_listen_gets_the_first_problem)
{
    cri_memory_file files[32];
    cruce_scenario *sc = NULL;
    cruce_error err;
    told said = {.length = 0};
    int32_t n = gather_files(WITH({"routes.csv", "A,B,far\nA,Bb,1\n"}), files);
    cruce_read_options options = {.folder = "."};
    CHECK_I64(cri_scenario_read_from(&sc, &options, files, n, &err), CRUCE_ERR_INPUT);
    CHECK(sc == NULL);
    CHECK_I64(err.code, CRUCE_ERR_INPUT);
    CHECK_I64(err.line, 1);
    CHECK_STR(err.field, "distance");
    options.problem = tell;
    options.problem_context = &said;
    CHECK_I64(cri_scenario_read_from(&sc, &options, files, n, &err), CRUCE_ERR_INPUT);
    CHECK_STR(err.message, "2 problems in the input");
    CHECK_I64(cri_scenario_read_from(&sc, &options, files, n, NULL), CRUCE_ERR_INPUT);
}

TEST(a_folder_that_is_not_there)
{
    cruce_scenario *sc = NULL;
    cruce_error err;
    cruce_read_options options = {.folder = "no/such/folder"};
    CHECK_I64(cruce_scenario_read(&sc, &options, &err), CRUCE_ERR_FILE);
    CHECK_STR(err.message, "there is no folder 'no/such/folder'");
    CHECK(sc == NULL);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL);
    fputs(text, file);
    fclose(file);
}

/* A file of more than the most bytes takes no room on the disk and must take none in memory. */
TEST(files_that_are_none_or_far_too_large)
{
    char folder[] = "/tmp/cruce_test_XXXXXX", path[256];
    static const char *const names[] = {"locations.csv", "routes.csv",    "sim_period.csv",
                                        "closures.csv",  "conflicts.csv", "simsetting.yml"};
    cruce_scenario *sc = NULL;
    told said = {.length = 0};
    CHECK(mkdtemp(folder) != NULL);
    write_file(folder, "locations.csv", TWO_TOWNS);
    write_file(folder, "sim_period.csv", TEN_DAYS);
    write_file(folder, "conflicts.csv", WAR_AT_A);
    write_file(folder, "closures.csv", "");
    write_file(folder, "simsetting.yml", SPAWN);
    snprintf(path, sizeof path, "%s/closures.csv", folder);
    CHECK_I64(truncate(path, (off_t)CRI_CSV_MOST_BYTES + 1), 0);
    snprintf(path, sizeof path, "%s/routes.csv", folder);
    CHECK_I64(mkdir(path, 0700), 0);
    CHECK_I64(chdir(folder), 0);
    cruce_read_options options = {.folder = ".", .problem = tell, .problem_context = &said};
    CHECK_I64(cruce_scenario_read(&sc, &options, NULL), CRUCE_ERR_INPUT);
    CHECK_I64(chdir("/"), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    rmdir(folder);
    CHECK_STR(said.text, "routes.csv:0:0: this is a folder; expected a file\n"
                         "closures.csv:0:0: the file is larger than 1073741824 bytes\n");
}

TEST(fifty_reports_a_file_then_a_number)
{
    told said;
    char routes[4096] = "#name1,name2,distance\n";
    for (int i = 0; i < 60; i++) {
        strcat(routes, "A,B,x\n");
    }
    said_with(WITH({"routes.csv", routes}, {"closures.csv", "camp,Bb,,0,1\n"}), &said);
    int lines = 0;
    for (size_t i = 0; i < said.length; i++) {
        lines += said.text[i] == '\n';
    }
    CHECK_I64(lines,
              50 + 50 + 2 + 1); /* problems, warnings of repeated roads, both totals, the closure */
    CHECK(strstr(said.text, "routes.csv:0:0: ... and 10 more problems\n") != NULL);
    CHECK(strstr(said.text, "routes.csv:0:0: warning: ... and 9 more warnings\n") != NULL);
}

TEST(places_that_cannot_be_read_are_not_missed_elsewhere)
{
    told said;
    CHECK_STR(said_with(WITH({"locations.csv", NULL}), &said),
              "locations.csv:0:0: the file does not exist\n");
    CHECK_STR(said_with(WITH({"locations.csv", "#name\n"}), &said),
              "locations.csv:0:0: the file has no places; expected rows of "
              "name,region,country,latitude,longitude,location_type,conflict_date,population\n");
}

TEST(texts_in_messages_are_short_and_clean)
{
    char shown[72], hint[112];
    CHECK_STR(cri_shown("a\tb\nc\x7f", shown), "a?b?c?");
    CHECK_STR(cri_shown("caf\xe9", shown), "caf?");
    CHECK_STR(cri_shown("1234567890123456789012345678901234567890123456789012345678\xc3\xa9",
                        shown),
              "1234567890123456789012345678901234567890123456789012345678\xc3\xa9");
    CHECK_STR(cri_shown("12345678901234567890123456789012345678901234567890123456789\xc3\xa9",
                        shown),
              "12345678901234567890123456789012345678901234567890123456789...");
    CHECK_STR(cri_did_you_mean("B", hint), "; did you mean 'B'?");
    CHECK_STR(cri_did_you_mean(NULL, hint), "");
}

TEST(division_rounds_down)
{
    CHECK_I64(cri_floor_divide(7, 2), 3);
    CHECK_I64(cri_floor_divide(-7, 2), -4);
    CHECK_I64(cri_floor_divide(-8, 2), -4);
    CHECK_I64(cri_floor_divide(0, 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_as_flee_has_them),
        cmocka_unit_test(folders_one_by_one),
        cmocka_unit_test(a_caller_who_does_not_listen_gets_the_first_problem),
        cmocka_unit_test(a_folder_that_is_not_there),
        cmocka_unit_test(files_that_are_none_or_far_too_large),
        cmocka_unit_test(fifty_reports_a_file_then_a_number),
        cmocka_unit_test(places_that_cannot_be_read_are_not_missed_elsewhere),
        cmocka_unit_test(texts_in_messages_are_short_and_clean),
        cmocka_unit_test(division_rounds_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
