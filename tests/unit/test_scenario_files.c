/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    closures, conflicts, location changes, departures, the period: flee-compat 1.5, 1.6, 1.11, 1.13
 * Leaves  to tests/corpus: the wording of most problems
 */
#include "test_input.h"

TEST(closures_keep_the_order_of_the_file)
{
    told said;
    cruce_scenario *sc = read_with(WITH({"closures.csv", "#closure_type,name1,name2,start,end\n"
                                                         "location,B,whatever,3,5\n"
                                                         "country,There,Here,-1,2\n"
                                                         "link,A,B,7,-1\n"
                                                         "camp,B,,0,9\n"
                                                         "idpcamp,B,,0,9\n"
                                                         "remove_forced_redirection,A,B,101,0\n"}),
                                   &said);
    CHECK_STR(said.text, "");
    static const cruce_closure_kind kinds[] = {CRUCE_CLOSE_LOCATION, CRUCE_CLOSE_COUNTRY,
                                               CRUCE_CLOSE_LINK,     CRUCE_CLOSE_CAMP,
                                               CRUCE_CLOSE_IDPCAMP,  CRUCE_CLOSE_REDIRECTION};
    CHECK_I64(sc->closures.n, 6);
    for (int32_t c = 0; c < 6; c++) {
        CHECK_I64(sc->closures.kind[c], kinds[c]);
        CHECK_I64(sc->closures.line[c], c + 2);
    }
    CHECK_I64(sc->closures.place1[0], 1);
    CHECK_I64(sc->closures.place2[0], CRUCE_NONE);
    CHECK_I64(sc->closures.start_day[0], 3);
    CHECK_I64(sc->closures.end_day[2], -1);
    CHECK_STR(sc->closures.country1[1], "There");
    CHECK_STR(sc->closures.country2[1], "Here");
    CHECK_I64(sc->closures.place1[1], CRUCE_NONE);
    CHECK(sc->closures.country1[0] == NULL);
    CHECK_I64(sc->closures.place2[2], 1);
    cruce_scenario_destroy(sc);
}

TEST(conflicts_are_by_position_and_names_are_stripped)
{
    told said;
    cruce_scenario *sc =
        read_with(WITH({"conflicts.csv",
                        "\"#Day\",\" B\", A ,,\n7,0.5,1\n7, 0 , 1e-3 ,\nx,1,0,,\n9,1,1\n"}),
                  &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->conflicts.n_columns, 2);
    CHECK_I64(sc->conflicts.n_days, 4);
    CHECK_I64(sc->conflicts.place[0], 1);
    CHECK_I64(sc->conflicts.place[1], 0);
    CHECK_F64_SAME(sc->conflicts.intensity[0], 0.5);
    CHECK_F64_SAME(sc->conflicts.intensity[3], 1e-3);
    CHECK_F64_SAME(sc->conflicts.intensity[5], 0);
    cruce_scenario_destroy(sc);
}

TEST(too_few_days_and_unknown_places_in_conflicts_are_warnings)
{
    told said;
    cruce_scenario *sc = read_with(WITH({"conflicts.csv", "#Day,Aa,A,Zzyzx\n0,1,1,1\n"}), &said);
    CHECK_STR(
        said.text,
        "conflicts.csv:1:6: warning: column 'Aa' is no place in locations.csv and is left out\n"
        "conflicts.csv:1:11: warning: column 'Zzyzx' is no place in locations.csv and is left out\n"
        "conflicts.csv:2:1: warning: the file has 1 day, the simulation 3: the last row holds for "
        "the rest\n");
    CHECK_I64(sc->conflicts.n_columns, 1);
    cruce_scenario_destroy(sc);
}

TEST(location_changes_are_kept_as_text)
{
    told said;
    cruce_scenario *sc = read_with(WITH({"location_changes.csv",
                                         "#name,type,day\nB,idpcamp,100\nA,town,2\nB,ruin,3\n"}),
                                   &said);
    CHECK_STR(said.text,
              "location_changes.csv:4:3: warning: new_type is 'ruin', which has no meaning\n");
    CHECK_I64(sc->location_changes.n, 3);
    CHECK_I64(sc->location_changes.place[0], 1);
    CHECK_STR(sc->location_changes.type[1], "town");
    CHECK_I64(sc->location_changes.day[0], 100);
    cruce_scenario_destroy(sc);
}

TEST(departures_are_found_by_the_names_of_columns)
{
    told said;
    cruce_scenario *sc =
        read_with(WITH({"departures.csv", "# persons , quality,end_date,place,start_date\n"
                                          "# a remark\n"
                                          "1005,guess,2020-01-03,A,2020-01-02\n"
                                          "10,guess,2020-01-01,A,2019-12-30\n"},
                       {"conflicts.csv", NULL}, {"closures.csv", NULL},
                       {"simsetting.yml", "optimisations:\n  hasten: 10\n"}),
                  &said);
    CHECK_STR(said.text, ""); /* with departures, the files that Flee needs may be missing */
    CHECK_I64(sc->departures.n, 2);
    CHECK_I64(sc->departures.place[0], 0);
    CHECK_I64(sc->departures.from_day[0], 1);
    CHECK_I64(sc->departures.until_day[0], 3);
    CHECK_I64(sc->departures.persons[0], 100);
    CHECK_I64(sc->departures.line[0], 3);
    CHECK_I64(sc->departures.from_day[1], -2);
    CHECK_I64(sc->departures.until_day[1], 1);
    cruce_scenario_destroy(sc);
}

TEST(the_period_in_any_order_and_case)
{
    told said;
    cruce_scenario *sc =
        read_with(WITH({"sim_period.csv", "length,3\n\nSTARTDATE, 2020-02-29 \n"}), &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->n_days, 3);
    CHECK_I64(sc->start_days, 18321);
    cruce_scenario_destroy(sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closures_keep_the_order_of_the_file),
        cmocka_unit_test(conflicts_are_by_position_and_names_are_stripped),
        cmocka_unit_test(too_few_days_and_unknown_places_in_conflicts_are_warnings),
        cmocka_unit_test(location_changes_are_kept_as_text),
        cmocka_unit_test(departures_are_found_by_the_names_of_columns),
        cmocka_unit_test(the_period_in_any_order_and_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
