/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    locations.csv and what types mean: flee-compat 1.1, 1.2
 * Leaves  to tests/corpus: the wording of most problems
 */
#include "cruce/rng.h"
#include "test_input.h"

#define HEADER "#name,region,country,lat,lon,location_type,conflict_date,population"
#define NO_WAR                                                                                     \
    {                                                                                              \
        "conflicts.csv", "#Day\n0\n1\n2\n"                                                         \
    }
#define NO_ROADS                                                                                   \
    {                                                                                              \
        "routes.csv", "#name1,name2,distance\n"                                                    \
    }

static cruce_scenario *read_places(const char *locations, const char *settings, told *said)
{
    return read_with(WITH({"locations.csv", locations}, NO_WAR, NO_ROADS,
                          {"simsetting.yml", settings}),
                     said);
}

static int32_t find(const cruce_scenario *sc, const char *name)
{
    return cri_place_of_name(&sc->places, name);
}

TEST(rows_are_in_the_order_of_names)
{
    told said;
    cruce_scenario *sc = read_places(HEADER "\nzulu,r,X,1,2,town,,5\nAlpha,,,,,camp,,7\nb,r,Y,-1.5,"
                                            "2.25,town,,\n",
                                     SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->places.n, 3);
    CHECK_STR(sc->places.name[0], "Alpha");
    CHECK_STR(sc->places.name[1], "b");
    CHECK_STR(sc->places.name[2], "zulu");
    CHECK_I64(sc->places.file_order[0], 2);
    CHECK_I64(sc->places.file_order[1], 0);
    CHECK_I64(sc->places.line[2], 2);
    CHECK_STR(sc->places.region[0], "unknown");
    CHECK_STR(sc->places.country[0], "unknown");
    CHECK_F64_SAME(sc->places.x[1], -1.5);
    CHECK_F64_SAME(sc->places.y[1], 2.25);
    CHECK_U64(sc->places.actor[1], cruce_actor_of_name("b"));
    CHECK_I64(sc->places.flags[2] & CRUCE_FOREIGN, 0); /* zulu is the first row: home */
    CHECK(sc->places.flags[0] & CRUCE_FOREIGN && sc->places.flags[1] & CRUCE_FOREIGN);
    CHECK_I64(sc->n_camps, 1);
    CHECK_I64(sc->camp[0], 0);
    cruce_scenario_destroy(sc);
}

TEST(types_are_words_in_a_text_and_the_first_hit_wins)
{
    cruce_settings s;
    cruce_settings_init(&s);
    static const struct {
        const char *type;
        uint32_t flags;
        double movechance;
        bool known;
    } types[] = {
        {"camp", CRUCE_CAMP, 0.001, true},
        {"Refugee CAMP", CRUCE_CAMP, 0.001, true},
        {"idpcamp", CRUCE_CAMP | CRUCE_IDPCAMP, 0.1, true},
        {"camp for IDPs", CRUCE_CAMP | CRUCE_IDPCAMP, 0.1, true},
        {"conflict_zone", CRUCE_CONFLICT_TYPE, 1.0, true},
        {"conflict_camp", CRUCE_CAMP, 0.001, true},
        {"forwarding_hub", CRUCE_FORWARD, 1.0, true},
        {"marker", CRUCE_MARKER, 1.0, true},
        {"flood_zone", CRUCE_FLOOD_ZONE, 0.3, true},
        {"town", CRUCE_TOWN, 0.3, true},
        {"default", CRUCE_TOWN, 0.3, true},
        {"forward town", CRUCE_FORWARD, 1.0, true},
        {"idp", 0, 1.0, false},
        {"city", 0, 1.0, false},
        {"", 0, 1.0, false},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        uint32_t flags = 99;
        double movechance = -1;
        CHECK_I64(cruce_type_parse(types[i].type, &s, &flags, &movechance), types[i].known);
        CHECK_U64(flags, types[i].flags);
        CHECK_F64_SAME(movechance, types[i].movechance);
    }
}

TEST(a_conflict_with_a_date_is_a_town_until_then)
{
    told said;
    cruce_scenario *sc = read_places(HEADER ",conflict_intensity\n"
                                            "now,r,c,0,0,conflict_zone,0,1\n"
                                            "later,r,c,0,0,conflict_zone,12,1,0.7\n"
                                            "weak,r,c,0,0,Conflict,,1,0.25\n"
                                            "calm,r,c,0,0,town,whatever,1,0.25\n",
                                     SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_F64_SAME(sc->places.conflict[find(sc, "now")], 1.0);
    CHECK_F64_SAME(sc->places.conflict[find(sc, "weak")], 0.25);
    CHECK_F64_SAME(sc->places.conflict[find(sc, "later")], -1.0);
    CHECK_F64_SAME(sc->places.conflict[find(sc, "calm")], -1.0);
    CHECK_U64(sc->places.flags[find(sc, "later")], CRUCE_TOWN);
    CHECK_F64_SAME(sc->places.movechance[find(sc, "later")], 0.3);
    CHECK_STR(sc->places.type[find(sc, "later")], "town");
    CHECK_U64(sc->places.flags[find(sc, "now")], CRUCE_CONFLICT_TYPE);
    cruce_scenario_destroy(sc);
}

TEST(population_or_capacity_divided_by_hasten_and_rounded_down)
{
    told said;
    cruce_scenario *sc =
        read_places(HEADER "\nt,r,c,0,0,town,, 1099\nk,r,c,0,0,idpcamp,,199.9\nu,r,c,0,0,camp,,\n",
                    SPAWN "optimisations:\n  hasten: 100\n", &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->places.population_persons[find(sc, "t")], 10);
    CHECK_I64(sc->places.capacity_persons[find(sc, "t")], -1);
    CHECK_I64(sc->places.population_persons[find(sc, "k")], 0);
    CHECK_I64(sc->places.capacity_persons[find(sc, "k")], 1);
    CHECK_I64(sc->places.capacity_persons[find(sc, "u")], 0);
    cruce_scenario_destroy(sc);
}

TEST(a_place_nobody_leaves_becomes_a_camp)
{
    told said;
    cruce_scenario *sc =
        read_places(HEADER "\nt,r,c,0,0,town,,10\nf,r,c,0,0,flood_zone,,10\nm,r,c,0,0,marker,,1\n",
                    SPAWN "move_rules:\n  default_movechance: 0.0049\n", &said);
    CHECK_STR(said.text, "");
    CHECK_U64(sc->places.flags[find(sc, "t")], CRUCE_CAMP);
    CHECK_I64(sc->places.population_persons[find(sc, "t")],
              10); /* the column was read as a town's */
    CHECK_I64(sc->places.capacity_persons[find(sc, "t")], -1);
    CHECK_U64(sc->places.flags[find(sc, "f")], CRUCE_FLOOD_ZONE);
    CHECK_U64(sc->places.flags[find(sc, "m")], CRUCE_MARKER);
    CHECK_I64(sc->n_camps, 1);
    cruce_scenario_destroy(sc);
}

TEST(attributes_are_kept_as_text)
{
    told said;
    cruce_scenario *sc = read_places(
        "# a remark, with commas, that is, wider, than, the columns, that, have, names, or, not\n"
        "b,r,c,0,0,camp,,5,12,x,,y\n"
        "#ignored,by,now,a,b,c,d,e,f\n"
        "a,r,c,0,0,town,,5\n",
        SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->places.attributes.n_columns, 4); /* named by the first wide comment: " or", ... */
    CHECK_STR(sc->places.attributes.name[0], " names");
    CHECK_STR(sc->places.attributes.name[3], "column12");
    CHECK_STR(sc->places.attributes.cell[0], "");
    CHECK_STR(sc->places.attributes.cell[4], "12");
    CHECK_STR(sc->places.attributes.cell[7], "y");
    cruce_scenario_destroy(sc);
}

TEST(attributes_with_a_meaning)
{
    told said;
    cruce_scenario *sc =
        read_places(HEADER
                    ",initial_idps,capacity_per_day,deactivation_probability,\n"
                    "k,r,c,0,0,camp,,5,70,20,0.5,\nt,r,c,0,0,town,,5,8,,\nn,r,c,0,0,town,,5,,,,\n",
                    SPAWN "optimisations:\n  hasten: 10\n", &said);
    CHECK_STR(said.text,
              "locations.csv:3:19: warning: initial_idps is ignored at a place that is no "
              "camp, as in Flee\n");
    CHECK_I64(sc->places.initial_idps_persons[find(sc, "k")], 70); /* not divided by hasten */
    CHECK_I64(sc->places.capacity_per_day_persons[find(sc, "k")], 20);
    CHECK_F64_SAME(sc->places.deactivation_chance[find(sc, "k")], 0.5);
    CHECK_I64(sc->places.capacity_per_day_persons[find(sc, "n")], 0);
    CHECK_STR(sc->places.attributes.name[3], ""); /* a comma at the end names nothing */
    cruce_scenario_destroy(sc);
}

TEST(the_order_of_rows_decides_nothing_but_home_and_columns)
{
    told said;
    cruce_scenario *one =
        read_places(HEADER "\na,r,X,0,0,town,,1\nb,r,X,0,0,camp,,2\nc,r,Y,0,0,camp,,3\n", SPAWN,
                    &said);
    cruce_scenario *two =
        read_places(HEADER "\nb,r,X,0,0,camp,,2\nc,r,Y,0,0,camp,,3\na,r,X,0,0,town,,1\n", SPAWN,
                    &said);
    for (int32_t p = 0; p < 3; p++) {
        CHECK_STR(one->places.name[p], two->places.name[p]);
        CHECK_U64(one->places.flags[p], two->places.flags[p]);
        CHECK_I64(one->places.capacity_persons[p], two->places.capacity_persons[p]);
    }
    cruce_scenario_destroy(one);
    cruce_scenario_destroy(two);
}

TEST(names_keep_their_blanks)
{
    told said;
    cruce_scenario *sc = read_places(HEADER "\n\"Ruyigi \",r,c,0,0,town,,\n", SPAWN, &said);
    CHECK(find(sc, "Ruyigi ") == 0 && find(sc, "Ruyigi") == CRUCE_NONE);
    cruce_scenario_destroy(sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_names),
        cmocka_unit_test(types_are_words_in_a_text_and_the_first_hit_wins),
        cmocka_unit_test(a_conflict_with_a_date_is_a_town_until_then),
        cmocka_unit_test(population_or_capacity_divided_by_hasten_and_rounded_down),
        cmocka_unit_test(a_place_nobody_leaves_becomes_a_camp),
        cmocka_unit_test(attributes_are_kept_as_text),
        cmocka_unit_test(attributes_with_a_meaning),
        cmocka_unit_test(the_order_of_rows_decides_nothing_but_home_and_columns),
        cmocka_unit_test(names_keep_their_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
