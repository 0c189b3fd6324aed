/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    caravans: when, with whom and how many set out; the stages in order; leavers, joiners, offers, checkpoints; what
 *         reporters say; a group of one against a person alone. The ledger of each is checked by the program every day.
 * Leaves  to test_border_transit.c: what becomes of those who are stopped
 */
#include <math.h>

#include "support/border_runs.h"

enum { DAYS = 60 };

typedef struct diary {
    int32_t n_days;
    cruce_group_day group[DAYS];
    int64_t arrived_on[DAYS], in_group[DAYS], waiting_south[DAYS], removed;
    cruce_log_entry log[64];
    int32_t n_log;
} diary;

static diary d;

static cruce_status write_diary(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    diary *to = context;
    const cruce_border_day *b = day->border;
    to->n_days = day->day + 1;
    to->group[day->day] = b->group_day[0];
    to->arrived_on[day->day] = sum_of(b->arrived_north_persons, 2);
    to->in_group[day->day] = sum_of(b->status_persons + CRUCE_IN_GROUP * 2, 2);
    to->waiting_south[day->day] = sum_of(b->status_persons + CRUCE_WAITING_SOUTH * 2, 2);
    to->removed = sum_of(b->status_persons + CRUCE_REMOVED * 2, 2);
    for (int32_t i = 0; i < b->n_log && to->n_log < 64; i++) {
        if (b->log[i].what == CRUCE_LOG_GROUP) {
            to->log[to->n_log++] = b->log[i];
        }
    }
    return CRUCE_OK;
}

static void run(const net *n, uint32_t replicate, cruce_engine_kind engine)
{
    memset(&d, 0, sizeof d);
    cruce_run_options options = {.engine = engine, .seed = 17, .replicate = replicate};
    cruce_observer observer = {.context = &d, .after_day = write_diary};
    cruce_error err = {0};
    cruce_status st = cruce_simulate(&n->scenario, &options, &observer, &err);
    CHECK_STR(err.message, "");
    CHECK_I64(st, CRUCE_OK);
}

/* A > B > C > D > E, 30 km each, one way; nobody leaves A alone; E is a border city; two nations. */
static void make_road(net *n, int64_t persons)
{
    net_init(n);
    n->scenario.n_days = DAYS;
    n->scenario.settings.goals_only = true;
    for (int32_t p = 0; p < 5; p++) {
        net_place(n, p == 4 ? CRUCE_CAMP : CRUCE_TOWN, p == 0 || p == 4 ? 0.0 : 1.0);
    }
    for (int32_t p = 0; p < 4; p++) {
        net_road(n, p, p + 1, 30);
    }
    net_open(n);
    cri_world_free(&n->world);
    net_border(n, 2, 1);
    cruce_border *b = &n->scenario.border;
    b->sector_of_place[4] = 0;
    b->parameters.group_leave_base = b->parameters.group_leave_checkpoint = 0;
    b->parameters.group_leave_cohesion = 0;
    b->parameters.group_join_chance = 0;
    b->parameters.transit_hazard = 0.01;
    for (int32_t i = 0; i < 2; i++) {
        b->people.attempt_chance[i] = 0;
        b->people.register_share[i] = 0;
        net_departures(n, 0, i, 0, 1, persons / 2);
    }
    cruce_groups *g = &b->groups;
    g->n = 1;
    g->group[0] = "test";
    g->place[0] = 0;
    g->date[0] = 2;
    g->pace_km_per_day[0] = 12;
    g->pace_sd_km_per_day[0] = 0;
    g->ride_chance[0] = 0;
    g->cohesion[0] = 1;
    g->dissolve_below_persons[0] = 1;
    g->first_stage[1] = 2;
    g->stage_place[0] = 2;
    g->stage_place[1] = 4;
}

/* Leaves on its day with the measure's number, visits C and then E (elements 21 and 25), all arrive on the right day. */
TEST(stages_are_visited_in_order)
{
    for (int32_t engine = 0; engine < 2; engine++) {
        net n;
        make_road(&n, 10000);
        add_measure(&n, 24 * 2 + 8, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 8000);
        run(&n, 0, (cruce_engine_kind)engine);
        CHECK_I64(d.group[1].members_persons, 0);
        for (int32_t day = 2; day < 11; day++) { /* 120 km at 12 km a day: days 2 to 11 */
            CHECK_I64(d.group[day].members_persons, 8000);
            CHECK_I64(d.in_group[day], 8000);
            CHECK_F64_NEAR(d.group[day].travelled_km, 12.0 * (day - 1), 1e-9);
            CHECK_I64(d.group[day].next_place, day < 6 ? 2 : 4); /* C is 60 km away: day 6 */
        }
        CHECK_I64(d.group[11].members_persons, 0);
        CHECK_I64(d.arrived_on[11], 8000);
        CHECK_I64(d.n_log, 2);
        CHECK_F64_SAME(d.log[0].value, 8000);
        CHECK_I64(d.log[0].hour, 48);
    }
}

/* Between the figures reported, uniformly (D7), where the measure says one of them: mean and ends over 300 replicates. A
   number that nobody reported is meant; so is a reported one that is assumed, and a variant's. */
TEST(sizes_are_drawn_between_figures)
{
    net n;
    make_road(&n, 40000);
    cruce_border *b = &n.scenario.border;
    static const double reported[] = {10000, 6000, 8000, 11000};
    n.scenario.n_days = 4;
    b->figures.n = 4;
    for (int32_t i = 0; i < 4; i++) {
        b->figures.figure[i] = "group_size";
        b->figures.target[i] = "test";
        b->figures.use[i] = 1;
        b->figures.value[i] = reported[i];
    }
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 8000);
    double sum = 0.0;
    for (uint32_t i = 0; i < 300; i++) {
        run(&n, i, CRUCE_ENGINE_COHORTS);
        int64_t size = d.group[2].members_persons;
        CHECK(size >= 6000 && size <= 11000);
        sum += (double)size;
    }
    CHECK_F64_NEAR(sum / 300, 8500, 5.0 * 5000 / sqrt(12 * 300));
    b->measures.number[0] = 9000;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.group[2].members_persons, 9000);
    b->measures.number[0] = 10000;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK(d.group[2].members_persons != 10000);
    b->measures.quality[0] = b->figures.quality[0] + 1;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.group[2].members_persons, 10000);
    b->measures.quality[0] = b->figures.quality[0];
    b->measures.number[0] = 8000;
    b->measures.of_variant[0] = true;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.group[2].members_persons, 8000);
}

/* The mix where there is one, as far as people are there; else as those present; never more than are there. */
TEST(members_are_those_present)
{
    net n;
    make_road(&n, 10000);
    cruce_groups *g = &n.scenario.border.groups;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 4000);
    g->first_mix[1] = 2;
    g->mix_nation[1] = 1;
    g->mix_weight[0] = 3;
    g->mix_weight[1] = 1;
    sums s;
    n.scenario.n_days = 3;
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_F64_NEAR((double)s.status[CRUCE_IN_GROUP][0], 3000, 5 * sqrt(750));
    CHECK_I64(status_sum(&s, CRUCE_IN_GROUP), 4000);
    n.scenario.border.measures.number[0] = 9000; /* 6750 wanted of the first, 5000 there */
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(s.status[CRUCE_IN_GROUP][0], 5000);
    CHECK_I64(s.status[CRUCE_IN_GROUP][1], 4000);
    n.scenario.border.measures.number[0] = 1e6;
    run_border(&n, CRUCE_ENGINE_AGENTS, 1, &s);
    CHECK_I64(status_sum(&s, CRUCE_IN_GROUP), 10000);
}

/* Where too few are, people come from places before it, up to the distance, the nearest first. */
TEST(people_gather_from_near)
{
    net n;
    make_road(&n, 2000);
    n.movechance[1] = 0.0;
    net_departures(&n, 1, 0, 0, 1, 500);
    n.scenario.border.groups.place[0] = 1; /* B, 30 km from A */
    n.scenario.n_days = 3;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 1, 1200);
    sums s;
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(status_sum(&s, CRUCE_IN_GROUP), 1200);
    n.scenario.border.parameters.group_gather_km = 29;
    run_border(&n, CRUCE_ENGINE_COHORTS, 1, &s);
    CHECK_I64(status_sum(&s, CRUCE_IN_GROUP), 500);
}

/* Reported over true: a lognormal with the spread given (element 22: 6,000 to 11,000 were reported of one group). */
TEST(reports_scatter)
{
    net n;
    make_road(&n, 10000);
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 8000);
    double sum = 0.0, squares = 0.0;
    int32_t count = 0;
    for (uint32_t i = 0; i < 100; i++) {
        run(&n, i, CRUCE_ENGINE_COHORTS);
        for (int32_t day = 2; day < 11; day++, count++) {
            double x = log((double)d.group[day].reported_persons / 8000.0);
            sum += x;
            squares += x * x;
        }
    }
    CHECK_F64_NEAR(sum / count, 0.0, 5.0 * 0.18 / sqrt(count));
    CHECK_F64_NEAR(sqrt(squares / count), 0.18, 5.0 * 0.18 / sqrt(2.0 * count));
}

/* Members leave with their hazard and walk on alone; those who wait nearby join; small groups dissolve. */
TEST(members_leave_and_join)
{
    net n;
    make_road(&n, 20000);
    cruce_border *b = &n.scenario.border;
    b->parameters.group_leave_base = 0.05;
    b->parameters.group_leave_cohesion = 0.1;
    b->groups.cohesion[0] = 0.5;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 20000);
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    double stay = exp(-0.1 * 5.0);
    CHECK_F64_NEAR((double)d.group[6].members_persons, 20000 * stay,
                   5.0 * sqrt(20000 * stay * (1 - stay)));
    b->groups.dissolve_below_persons[0] = 15000; /* exp(-0.1 n) < 0.75 on the third day */
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.in_group[3], d.group[3].members_persons);
    CHECK_I64(d.in_group[4], 0);
    b->parameters.group_leave_base = b->parameters.group_leave_cohesion = 0;
    b->parameters.group_join_chance =
        0.25; /* at A, on the day it sets out: a quarter of the others */
    b->groups.publicity[0] = 2;
    b->groups.dissolve_below_persons[0] = 1;
    b->measures.number[0] = 10000;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_F64_NEAR((double)d.group[2].joined_persons, 5000, 5.0 * sqrt(10000 * 0.25));
}

/* The offer is made once, to a group at the place or on a road to it; who accepts waits where people are taken to. */
TEST(an_offer_is_accepted_once)
{
    net n;
    make_road(&n, 20000);
    cruce_border *b = &n.scenario.border;
    b->is_return_destination[0] = true;
    b->parameters.return_retry_days = 1000;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 20000);
    add_measure(&n, 24 * 3, INT32_MAX, CRUCE_MEASURE_caravan_offer, 2, 0.9);
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.group[4].members_persons, 20000); /* on the road from A to B */
    CHECK_F64_NEAR((double)d.group[5].accepted_persons, 18000, 5.0 * sqrt(20000 * 0.09));
    CHECK_I64(d.group[8].members_persons, 20000 - d.group[5].accepted_persons);
    CHECK(d.waiting_south[5] > 17900 - 300);
}

/* A checkpoint is met once, as a group: with n0 + 1 members the hazard is halved. */
TEST(size_is_safety)
{
    net n;
    make_road(&n, 2000);
    cruce_border *b = &n.scenario.border;
    n.scenario.n_days = 6;
    b->link_checkpoint[0] = 100 * 360.0 / 30.0; /* A > B at vehicle speed: hazard 1 */
    b->parameters.stopped_return_share = b->parameters.stopped_delay_share = 0;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 201);
    int32_t stopped = 0;
    for (uint32_t i = 0; i < 400; i++) {
        run(&n, i, CRUCE_ENGINE_COHORTS);
        CHECK(d.removed == 0 || d.removed == 201);
        stopped += d.removed > 0;
    }
    double chance = 1.0 - exp(-0.5);
    CHECK_F64_NEAR(stopped, 400 * chance, 5.0 * sqrt(400 * chance * (1 - chance)));
}

/* Metamorphic (trust.md 6): a caravan of one is stopped as often and arrives on the same days as a person alone. */
TEST(a_group_of_one_is_a_person_alone)
{
    int32_t arrived[2][DAYS] = {{0}}, stopped[2] = {0};
    for (int32_t alone = 0; alone < 2; alone++) {
        net n;
        make_road(&n, 2);
        cruce_border *b = &n.scenario.border;
        n.scenario.n_days = 20;
        n.scenario.departures.n = 1;
        n.scenario.departures.persons[0] = 1;
        n.length_km[0] = 250;
        n.length_m[0] = 250000;
        n.scenario.settings.max_move_speed = 100;
        b->groups.pace_km_per_day[0] = 100;
        b->sector_of_place[4] = CRUCE_NONE;
        b->sector_of_place[1] = 0; /* one road, A > B: 250 km at 100 km a day */
        b->groups.stage_place[0] = 1;
        b->groups.first_stage[1] = 1;
        b->link_checkpoint[0] = 20; /* 0.01 * 20 * 2.5 days: hazard 0.5 */
        b->parameters.stopped_return_share = b->parameters.stopped_delay_share = 0;
        if (alone) {
            b->groups.n = 0;
            n.movechance[0] = 1.0;
            n.scenario.departures.from_day[0] = 2;
            n.scenario.departures.until_day[0] = 3;
        } else {
            add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 1);
        }
        for (uint32_t i = 0; i < 1000; i++) {
            run(&n, i, CRUCE_ENGINE_AGENTS);
            stopped[alone] += (int32_t)d.removed;
            for (int32_t day = 0; day < 20; day++) {
                arrived[alone][day] += (int32_t)d.arrived_on[day];
            }
        }
        double chance = 1.0 - exp(-0.5);
        CHECK_F64_NEAR(stopped[alone], 1000 * chance, 5.0 * sqrt(1000 * chance * (1 - chance)));
        CHECK_I64(arrived[alone][4] + stopped[alone], 1000); /* all on the third day of walking */
    }
}

/* Groups that no row announces: by a measure elsewhere, and by themselves above a number of those waiting. */
TEST(groups_form_without_a_row)
{
    net n;
    make_road(&n, 4000);
    cruce_border *b = &n.scenario.border;
    b->groups.n = 0;
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_caravan_depart, 0, 3000);
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK_I64(d.in_group[2], 3000);
    int64_t arrived = 0;
    for (int32_t day = 0; day < DAYS; day++) {
        arrived += d.arrived_on[day];
    }
    CHECK_I64(arrived, 3000);
    b->measures.n = 0;
    n.movechance[0] = 1.0;
    b->link_checkpoint[0] = 1e9; /* everybody is stopped behind A and waits there */
    b->parameters.stopped_return_share = 1;
    b->is_return_destination[1] = true;
    b->parameters.return_retry_days = 365;
    b->parameters.group_form_persons = 3000;
    run(&n, 0, CRUCE_ENGINE_COHORTS);
    CHECK(d.in_group[1] > 3900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_are_visited_in_order),
        cmocka_unit_test(sizes_are_drawn_between_figures),
        cmocka_unit_test(members_are_those_present),
        cmocka_unit_test(people_gather_from_near),
        cmocka_unit_test(reports_scatter),
        cmocka_unit_test(members_leave_and_join),
        cmocka_unit_test(an_offer_is_accepted_once),
        cmocka_unit_test(size_is_safety),
        cmocka_unit_test(a_group_of_one_is_a_person_alone),
        cmocka_unit_test(groups_form_without_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
