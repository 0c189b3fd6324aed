/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    which links and camps each kind of closure closes and reopens, and in which order (flee-compat 1.5)
 * Leaves  to scripts/engines_exact.py: what happens to people on closed roads
 */
#include "../../src/policy/closures.h"
#include "checks.h"
#include "support/net.h"

enum { A, B, C, D }; /* A and B at home, C and D abroad; A-B, A-C, B-D, C-D */

typedef struct fixture {
    net n;
    cruce_closures closures;
    cruce_closure_kind kind[4];
    cruce_place_id place1[4], place2[4];
    const char *country1[4], *country2[4];
    int32_t start[4], end[4];
    int32_t told;
} fixture;

static void open_fixture(fixture *f)
{
    memset(f, 0, sizeof *f);
    net_init(&f->n);
    net_place(&f->n, CRUCE_CONFLICT_TYPE, 1.0);
    net_place(&f->n, CRUCE_TOWN, 0.3);
    net_place(&f->n, CRUCE_CAMP | CRUCE_IDPCAMP | CRUCE_FOREIGN, 0.1);
    net_place(&f->n, CRUCE_CAMP | CRUCE_FOREIGN, 0.001);
    f->n.capacity[C] = 70;
    net_road(&f->n, A, B, 10);
    net_road(&f->n, A, C, 20);
    net_road(&f->n, B, D, 30);
    net_road(&f->n, C, D, 40);
    net_open(&f->n);
    f->closures = (cruce_closures){.kind = f->kind,
                                   .place1 = f->place1,
                                   .place2 = f->place2,
                                   .country1 = f->country1,
                                   .country2 = f->country2,
                                   .start_day = f->start,
                                   .end_day = f->end};
}

static void add(fixture *f, cruce_closure_kind kind, int32_t p1, int32_t p2, int32_t start,
                int32_t end)
{
    int32_t i = f->closures.n++;
    f->kind[i] = kind;
    f->place1[i] = p1;
    f->place2[i] = p2;
    f->start[i] = start;
    f->end[i] = end;
}

static void tell(void *context, cruce_link_id link)
{
    (void)link;
    ((fixture *)context)->told++;
}

static void enact(fixture *f, int32_t day)
{
    cri_link_watch watch = {f, tell};
    cri_closures_enact(&f->n.world, &f->closures, day, &watch);
}

/* Is there a way from a to b today? */
static bool is_open(const fixture *f, int32_t a, int32_t b)
{
    return cri_world_open_link(&f->n.world, a, b) != CRUCE_NONE;
}

TEST(countries_close_to_each_other_both_ways)
{
    fixture f;
    open_fixture(&f);
    add(&f, CRUCE_CLOSE_COUNTRY, CRUCE_NONE, CRUCE_NONE, 2, 5);
    f.country1[0] = "Y";
    f.country2[0] = "X";
    enact(&f, 1);
    CHECK_I64(f.told, 0);
    enact(&f, 2);
    CHECK_I64(f.told, 4);
    CHECK(!is_open(&f, A, C) && !is_open(&f, C, A) && !is_open(&f, B, D) && !is_open(&f, D, B));
    CHECK(is_open(&f, A, B) && is_open(&f, C, D) && is_open(&f, D, C));
    enact(&f, 5);
    CHECK(is_open(&f, A, C) && is_open(&f, D, B));
    cri_world_free(&f.n.world);
}

TEST(a_location_closes_on_all_sides)
{
    fixture f;
    open_fixture(&f);
    add(&f, CRUCE_CLOSE_LOCATION, C, CRUCE_NONE, 0, -1);
    enact(&f, 0);
    CHECK(!is_open(&f, A, C) && !is_open(&f, C, A) && !is_open(&f, C, D) && !is_open(&f, D, C));
    CHECK(is_open(&f, B, D) && is_open(&f, A, B));
    enact(&f, 0); /* closed already: nothing more */
    CHECK_I64(f.told, 4);
    cri_world_free(&f.n.world);
}

TEST(a_link_closes_from_its_second_name_to_its_first)
{
    fixture f;
    open_fixture(&f);
    add(&f, CRUCE_CLOSE_LINK, B, A, 1, 2); /* A to B */
    enact(&f, 1);
    CHECK(!is_open(&f, A, B) && is_open(&f, B, A));
    enact(&f, 2);
    CHECK(is_open(&f, A, B));
    f.n.scenario.settings.fix_link_closures_both_ways = true;
    enact(&f, 1);
    CHECK(!is_open(&f, A, B) && !is_open(&f, B, A));
    cri_world_free(&f.n.world);
}

TEST(start_comes_before_end_and_rows_in_their_order)
{
    fixture f;
    open_fixture(&f);
    add(&f, CRUCE_CLOSE_LINK, B, A, 3, 3); /* closed and reopened at once */
    enact(&f, 3);
    CHECK(is_open(&f, A, B));
    add(&f, CRUCE_CLOSE_LINK, B, A, 4, 9);
    add(&f, CRUCE_CLOSE_LINK, B, A, 0, 4);
    enact(&f, 4);
    CHECK(is_open(&f, A, B));
    cri_world_free(&f.n.world);
}

TEST(a_closed_camp_is_a_town_and_keeps_its_capacity)
{
    fixture f;
    open_fixture(&f);
    cri_world *w = &f.n.world;
    w->conflict[C] = 0.5;
    add(&f, CRUCE_CLOSE_CAMP, C, CRUCE_NONE, 1, 2);
    add(&f, CRUCE_CLOSE_IDPCAMP, C, CRUCE_NONE, 3, 4);
    enact(&f, 1);
    CHECK_I64(w->flags[C] & (CRUCE_CAMP | CRUCE_IDPCAMP | CRUCE_TOWN | CRUCE_FOREIGN),
              CRUCE_TOWN | CRUCE_FOREIGN);
    CHECK_F64_SAME(w->movechance[C], f.n.scenario.settings.default_movechance);
    CHECK(w->movechance[C] > 0.01); /* Flee's tiny_closure */
    CHECK_F64_SAME(w->conflict[C], -1.0);
    CHECK_I64(w->capacity_persons[C], 70);
    enact(&f, 2); /* a camp again; that it was one for the displaced is forgotten */
    CHECK_I64(w->flags[C] & (CRUCE_CAMP | CRUCE_IDPCAMP | CRUCE_TOWN), CRUCE_CAMP);
    CHECK_F64_SAME(w->movechance[C], f.n.scenario.settings.camp_movechance);
    enact(&f, 3);
    enact(&f, 4);
    CHECK_I64(w->flags[C] & (CRUCE_CAMP | CRUCE_IDPCAMP | CRUCE_TOWN), CRUCE_CAMP | CRUCE_IDPCAMP);
    CHECK_F64_SAME(w->movechance[C], f.n.scenario.settings.idpcamp_movechance);
    CHECK_I64(w->capacity_persons[C], 70);
    cri_world_free(w);
}

TEST(a_reopened_road_goes_to_the_end_of_the_list)
{
    fixture f;
    open_fixture(&f);
    cri_world_free(&f.n.world);
    net_road(&f.n, A, B, 99); /* parallel to the first, later in the file */
    net_open(&f.n);
    CHECK_F64_SAME(f.n.length_km[cri_world_open_link(&f.n.world, A, B)], 10.0);
    add(&f, CRUCE_CLOSE_LINK, B, A, 1, -1);
    enact(&f, 1);
    CHECK(!is_open(&f, A, B));
    /* reopened in the order of the list they were closed in: the first one is the first again */
    f.end[0] = 2;
    enact(&f, 2);
    CHECK_F64_SAME(f.n.length_km[cri_world_open_link(&f.n.world, A, B)], 10.0);
    cri_world_free(&f.n.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_close_to_each_other_both_ways),
        cmocka_unit_test(a_location_closes_on_all_sides),
        cmocka_unit_test(a_link_closes_from_its_second_name_to_its_first),
        cmocka_unit_test(start_comes_before_end_and_rows_in_their_order),
        cmocka_unit_test(a_closed_camp_is_a_town_and_keeps_its_capacity),
        cmocka_unit_test(a_reopened_road_goes_to_the_end_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
