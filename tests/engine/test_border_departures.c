/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    who sets out by nation: factors, whole numbers; with one nation and nothing else, the run without a border
 */
#include <math.h>

#include "checks.h"
#include "cruce/input.h"
#include "support/border_runs.h"

enum { DAYS = 40 };

/* A town, two towns, a camp that fills, and a closed end; 1500 people in 30 days. */
static void make_net(net *n, int32_t nations)
{
    net_init(n);
    n->scenario.n_days = DAYS;
    net_place(n, CRUCE_TOWN, 0.3);
    net_place(n, CRUCE_TOWN, 0.3);
    net_place(n, CRUCE_TOWN, 0.3);
    net_place(n, CRUCE_CAMP, 0.001);
    n->capacity[3] = 1000;
    net_road(n, 0, 1, 100);
    net_road(n, 1, 2, 250);
    net_road(n, 1, 3, 300);
    net_road(n, 2, 3, 500);
    net_open(n);
    net_border(n, nations, 1);
    net_departures(n, 0, 0, 0, 30, 1000);
    net_departures(n, 2, 0, 5, 10, 500);
}

typedef struct record {
    int64_t place_persons[DAYS][NET_PLACES];
    int64_t created, departed[DAYS][8];
} record;

static cruce_status take_down(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    record *r = context;
    memcpy(r->place_persons[day->day], day->place_persons, 4 * sizeof(int64_t));
    r->created = day->created_persons;
    for (int32_t i = 0; i < 2 && day->border != NULL; i++) {
        r->departed[day->day][i] = day->border->departed_persons[i];
    }
    return CRUCE_OK;
}

static void run(const net *n, cruce_engine_kind engine, uint32_t replicate, record *r)
{
    cruce_run_options options = {.engine = engine, .seed = 11, .replicate = replicate};
    cruce_observer observer = {.context = r, .after_day = take_down};
    cruce_error err = {0};
    *r = (record){0};
    if (cruce_simulate(&n->scenario, &options, &observer, &err) != CRUCE_OK) {
        print_error("%s\n", err.message);
        _fail(__FILE__, __LINE__);
    }
}

/* All that an observer sees of places and links, day by day, mixed into one number. */
typedef struct fingerprint {
    int32_t n_places, n_links;
    uint64_t mark;
} fingerprint;

static cruce_status add_to_fingerprint(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    fingerprint *f = context;
    for (int32_t p = 0; p < f->n_places; p++) {
        f->mark = cruce_actor_mix(f->mark, (uint64_t)day->place_persons[p]);
    }
    for (int32_t k = 0; k < f->n_links; k++) {
        f->mark = cruce_actor_mix(f->mark, (uint64_t)day->entered_persons[k]);
    }
    f->mark = cruce_actor_mix(f->mark, (uint64_t)day->travelling_persons);
    return CRUCE_OK;
}

TEST(one_nation_without_terms_is_the_run_without_a_border)
{
    static record with, without;
    static const cruce_engine_kind engines[] = {CRUCE_ENGINE_AGENTS, CRUCE_ENGINE_COUNTS};
    for (int32_t i = 0; i < 2; i++) {
        net n;
        make_net(&n, 1);
        n.scenario.border.parameters.transit_hazard = 0.0;
        run(&n, engines[i], 0, &with);
        n.scenario.border.has_border = false;
        run(&n, engines[i], 0, &without);
        CHECK_I64(with.created, 1500);
        CHECK_I64(memcmp(with.place_persons, without.place_persons, sizeof with.place_persons), 0);
        cri_world_free(&n.world);
    }
}

/* A whole case in Flee's format (scenarios/corridor_walk), Flee's choice: one nation, terms of weight 0 (design 3.3). */
TEST(a_whole_case_has_the_same_bytes)
{
    cruce_scenario *sc;
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/scenarios/corridor_walk"};
    CHECK_I64(cruce_scenario_read(&sc, &options, NULL), CRUCE_OK);
    static net tables;
    net_border(&tables, 1, 3);
    cruce_border *b = &tables.scenario.border, none = sc->border;
    size_t places = (size_t)sc->places.n, links = (size_t)sc->links.n;
    b->parameters.transit_hazard = 0.0;
    b->sector_of_place = calloc(places, sizeof *b->sector_of_place);
    b->place_government = calloc(places, sizeof *b->place_government);
    b->is_return_destination = calloc(places, sizeof *b->is_return_destination);
    b->link_checkpoint = calloc(links, sizeof *b->link_checkpoint);
    b->departure_nation = calloc((size_t)sc->departures.n, sizeof *b->departure_nation);
    for (size_t p = 0; p < places; p++) {
        b->sector_of_place[p] = CRUCE_NONE;
    }
    static const cruce_engine_kind engines[] = {CRUCE_ENGINE_COUNTS, CRUCE_ENGINE_AGENTS};
    for (int32_t i = 0; i < 2; i++) {
        cruce_run_options how = {.engine = engines[i], .seed = 1};
        uint64_t mark[2] = {0};
        cruce_error err = {0};
        sc->n_days = engines[i] == CRUCE_ENGINE_AGENTS ? 60 : sc->n_days;
        for (int32_t with = 0; with < 2; with++) {
            sc->border = with ? *b : none;
            fingerprint f = {sc->places.n, sc->links.n, 0};
            cruce_observer observer = {.context = &f, .after_day = add_to_fingerprint};
            cruce_status st = cruce_simulate(sc, &how, &observer, &err);
            CHECK_STR(err.message, "");
            CHECK_I64(st, CRUCE_OK);
            mark[with] = f.mark;
        }
        CHECK_U64(mark[1], mark[0]);
    }
    sc->border = none;
    cruce_scenario_destroy(sc);
}

/* 33 or 34 a day times 0.5, over 30 days and 200 replicates: whole numbers whose mean is right within 5 standard errors. */
TEST(factors_are_rounded_by_chance)
{
    static record r;
    double sum = 0.0;
    net n;
    make_net(&n, 2);
    n.scenario.departures.n = 1;
    n.scenario.border.people.departures_factor[0] = 0.5;
    for (uint32_t i = 0; i < 200; i++) {
        run(&n, CRUCE_ENGINE_COHORTS, i, &r);
        sum += (double)r.created;
        for (int32_t day = 0; day < 30; day++) {
            CHECK(r.departed[day][0] == 16 || r.departed[day][0] == 17);
            CHECK_I64(r.departed[day][1], 0);
        }
    }
    CHECK_F64_NEAR(sum / 200, 500.0, 5.0 * sqrt(30 * 0.25 / 200));
    cri_world_free(&n.world);
}

/* 2023-10-01, 31 days, 1000 a day: the month's quota goes by a pathway, spread over its days; 0 is no pathway at all. */
TEST(a_pathway_takes_its_quota)
{
    static sums s;
    net n;
    make_net(&n, 2);
    n.scenario.start_days = cruce_date_to_days((cruce_date){2023, 10, 1});
    n.scenario.departures.n = 1;
    n.scenario.departures.until_day[0] = 40;
    n.scenario.departures.persons[0] = 40000;
    add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_pathway_quota, 0, 3100);
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(s.departed, 40000);
    CHECK_I64(s.status[CRUCE_ADMITTED][0],
              3100 + 3100 * 9 / 30); /* October, nine days of November */
    n.scenario.border.measures.number[0] = 0;
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(s.status[CRUCE_ADMITTED][0], 0);
    cri_world_free(&n.world);
}

/* A root-cause measure of 0.4 from day 10 with a lag of 30 days: 0.2 on day 25, 0.4 from day 40 (element 29). */
TEST(root_causes_take_time)
{
    static record r;
    net n;
    make_net(&n, 2);
    n.scenario.departures.n = 1;
    n.scenario.departures.until_day[0] = 40;
    n.scenario.departures.persons[0] = 40 * 10000;
    n.scenario.border.parameters.root_cause_lag_days = 30;
    add_measure(&n, 24 * 10, INT32_MAX, CRUCE_MEASURE_root_cause, 0, 0.4);
    run(&n, CRUCE_ENGINE_COHORTS, 0, &r);
    CHECK_I64(r.departed[10][0], 10000);
    CHECK_F64_NEAR((double)r.departed[25][0], 8000, 1);
    CHECK_F64_NEAR((double)r.departed[39][0], 10000 * (1 - 0.4 * 29 / 30), 1);
    cri_world_free(&n.world);
}

TEST(people_of_no_nation_are_refused)
{
    net n;
    make_net(&n, 2);
    n.scenario.border.departure_nation[1] = CRUCE_NONE;
    n.scenario.departures.line[1] = 3;
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS};
    cruce_error err = {0};
    CHECK_I64(cruce_simulate(&n.scenario, &options, NULL, &err), CRUCE_ERR_RUN);
    CHECK_I64(err.line, 3);
    n.scenario.border.departure_nation[1] = 0;
    n.scenario.settings.conflict_driven_spawning = true;
    CHECK_I64(cruce_simulate(&n.scenario, &options, NULL, &err), CRUCE_ERR_RUN);
    cri_world_free(&n.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_nation_without_terms_is_the_run_without_a_border),
        cmocka_unit_test(a_whole_case_has_the_same_bytes),
        cmocka_unit_test(factors_are_rounded_by_chance),
        cmocka_unit_test(a_pathway_takes_its_quota),
        cmocka_unit_test(root_causes_take_time),
        cmocka_unit_test(people_of_no_nation_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
