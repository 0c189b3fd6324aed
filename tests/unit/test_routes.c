/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    routes.csv: a row becomes links each way, in the table's order: flee-compat 1.3
 * Leaves  to tests/corpus: the wording of most problems
 */
#include "cruce/rng.h"
#include "test_input.h"

#define THREE_PLACES                                                                               \
    {                                                                                              \
        "locations.csv", "#name\nC,r,c,0,0,town,,\nA,r,c,0,0,town,,\nB,r,c,0,0,town,,\n"           \
    }
#define HEADER "#name1,name2,distance,forced_redirection"
enum { A, B, C };

static cruce_scenario *read_roads(const char *routes, const char *settings, told *said)
{
    return read_with(WITH(THREE_PLACES, {"routes.csv", routes}, {"simsetting.yml", settings}),
                     said);
}

/* "AB0 BA1": from, to, rank in the file; a flagged link ends in '!'. */
static const char *links_of(const cruce_scenario *sc, char text[256])
{
    size_t length = 0;
    text[0] = '\0';
    for (int32_t k = 0; k < sc->links.n; k++) {
        length +=
            (size_t)snprintf(text + length, 256 - length, "%s%s%s%d%s", k > 0 ? " " : "",
                             sc->places.name[sc->links.from[k]], sc->places.name[sc->links.to[k]],
                             (int)sc->links.file_rank[k], sc->links.forced[k] ? "!" : "");
    }
    return text;
}

TEST(a_row_is_a_link_each_way)
{
    told said;
    char text[256];
    cruce_scenario *sc = read_roads(HEADER "\nC,A,12.5,\nA,B,7\n", SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_STR(links_of(sc, text), "AB2 AC1 BA3 CA0");
    CHECK_F64_SAME(sc->links.length_km[1], 12.5);
    CHECK_I64(sc->links.length_m[1], 12500);
    CHECK_I64(sc->links.line[0], 3);
    CHECK_I64(sc->links.first_out[A], 0);
    CHECK_I64(sc->links.first_out[B], 2);
    CHECK_I64(sc->links.first_out[C], 3);
    CHECK_I64(sc->links.first_out[C + 1], 4);
    CHECK(sc->links.actor[0] != sc->links.actor[2]); /* each way is its own */
    cruce_scenario_destroy(sc);
}

TEST(forced_redirection_1_doubles_the_road)
{
    told said;
    char text[256];
    cruce_scenario *sc = read_roads(HEADER "\nB,A,5,1\n", SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_STR(links_of(sc, text), "AB1 AB3 BA0! BA2");
    CHECK(sc->links.actor[0] != sc->links.actor[1]); /* parallel links draw apart */
    cruce_scenario_destroy(sc);
    sc = read_roads(HEADER "\nB,A,5,1\n", SPAWN "corrections:\n  parallel_links: true\n", &said);
    CHECK_STR(links_of(sc, text), "AB1 BA0!");
    cruce_scenario_destroy(sc);
}

TEST(forced_redirection_2_is_the_other_way_round)
{
    told said;
    char text[256];
    cruce_scenario *sc = read_roads(HEADER "\nB,A,5,2\n", SPAWN, &said);
    CHECK_STR(links_of(sc, text), "AB0! BA1");
    cruce_scenario_destroy(sc);
}

TEST(attributes_of_a_road_hold_for_both_ways)
{
    told said;
    cruce_scenario *sc = read_roads(HEADER ",link_type,max_move_speed,walk_probability\n"
                                           "A,B,5,0,walk,12.5,0.25\nB,C,5,0,drive,,\n",
                                    SPAWN, &said);
    CHECK_STR(said.text, "");
    CHECK_I64(sc->links.attributes.n_columns, 3);
    CHECK_STR(sc->links.attributes.name[0], "link_type");
    for (int32_t k = 0; k < sc->links.n; k++) {
        bool walked = sc->links.from[k] == A || sc->links.to[k] == A;
        CHECK_STR(sc->links.attributes.cell[k * 3], walked ? "walk" : "drive");
        CHECK_I64(sc->links.speed_m_per_day[k], walked ? 12500 : 0);
        CHECK_F64_SAME(sc->links.walk_chance[k], walked ? 0.25 : 0.0);
    }
    cruce_scenario_destroy(sc);
}

TEST(a_road_of_no_length_is_a_metre)
{
    told said;
    cruce_scenario *sc = read_roads(HEADER "\nA,B,0,0\nB,C,0.0001,0\n", SPAWN, &said);
    CHECK_STR(said.text, "routes.csv:2:5: warning: distance is 0; taken as 1 m\n");
    for (int32_t k = 0; k < sc->links.n; k++) {
        CHECK_I64(sc->links.length_m[k], 1);
    }
    cruce_scenario_destroy(sc);
}

TEST(the_order_of_rows_changes_only_ranks_and_lines)
{
    told said;
    cruce_scenario *one = read_roads(HEADER "\nA,B,1,\nB,C,2,\nC,A,3,\n", SPAWN, &said);
    cruce_scenario *two = read_roads(HEADER "\nC,A,3,\nA,B,1,\nB,C,2,\n", SPAWN, &said);
    for (int32_t k = 0; k < 6; k++) {
        CHECK_I64(one->links.from[k], two->links.from[k]);
        CHECK_I64(one->links.to[k], two->links.to[k]);
        CHECK_U64(one->links.actor[k], two->links.actor[k]);
        CHECK_F64_SAME(one->links.length_km[k], two->links.length_km[k]);
    }
    cruce_scenario_destroy(one);
    cruce_scenario_destroy(two);
}

TEST(a_repeated_road_is_pointed_out_in_the_order_of_the_file)
{
    told said;
    char text[256];
    cruce_scenario *sc = read_roads(HEADER "\nB,C,2,\nA,B,1,\nC,B,2,\nB,A,9,\n", SPAWN, &said);
    CHECK_STR(
        said.text,
        "routes.csv:4:1: warning: this road is on line 2 already; with both, it is chosen twice "
        "as often\n"
        "routes.csv:5:1: warning: this road is on line 3 already; with both, it is chosen twice "
        "as often\n");
    CHECK_STR(links_of(sc, text), "AB2 AB7 BA3 BA6 BC0 BC5 CB1 CB4");
    cruce_scenario_destroy(sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_link_each_way),
        cmocka_unit_test(forced_redirection_1_doubles_the_road),
        cmocka_unit_test(forced_redirection_2_is_the_other_way_round),
        cmocka_unit_test(attributes_of_a_road_hold_for_both_ways),
        cmocka_unit_test(a_road_of_no_length_is_a_metre),
        cmocka_unit_test(the_order_of_rows_changes_only_ranks_and_lines),
        cmocka_unit_test(a_repeated_road_is_pointed_out_in_the_order_of_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
