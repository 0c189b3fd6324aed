/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    announcements change beliefs from the day on which they are published, not before (element 2), and fade;
 *         experience moves them; attempts follow; fees follow measures; people go where their nation usually goes
 */
#include <math.h>

#include "support/border_runs.h"

enum { DAYS = 120 };

typedef struct diary {
    double risk[DAYS][2], fee[DAYS][2];
    int64_t attempts[DAYS], arrived[2];
} diary;

static diary d;

static cruce_status write_diary(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    diary *to = context;
    const cruce_border_day *b = day->border;
    for (int32_t n = 0; n < 2; n++) {
        to->risk[day->day][n] = b->risk_belief[n];
        to->fee[day->day][n] = b->fee_usd[n];
        to->attempts[day->day] += b->attempts_persons[2 * n] + b->attempts_persons[2 * n + 1];
        to->arrived[n] += b->arrived_north_persons[2 * n] + b->arrived_north_persons[2 * n + 1];
    }
    return CRUCE_OK;
}

static void run(const net *n)
{
    memset(&d, 0, sizeof d);
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 4};
    cruce_observer observer = {.context = &d, .after_day = write_diary};
    cruce_error err = {0};
    cruce_status st = cruce_simulate(&n->scenario, &options, &observer, &err);
    CHECK_STR(err.message, "");
    CHECK_I64(st, CRUCE_OK);
}

/* Two cities, two nations, nobody learns from what happens. */
static void make_cities(net *n)
{
    cities_only(n, 2, 2, DAYS);
    cruce_border *b = &n->scenario.border;
    b->parameters.belief_own = b->parameters.belief_acquaintances = 0;
    b->parameters.shock_weight = 1;
    b->parameters.shock_fade_days = 20;
}

TEST(announcements_count_from_their_publication)
{
    net n;
    make_cities(&n);
    cruce_measures *m = &n.scenario.border.measures;
    add_measure(&n, 24 * 10, INT32_MAX, CRUCE_MEASURE_info_shock, 0, 1.5);
    m->published_day[0] = 14;
    add_measure(&n, 24 * 40, INT32_MAX, CRUCE_MEASURE_info_shock, CRUCE_NONE, -0.5);
    run(&n);
    double keep = exp(-1.0 / 20.0);
    for (int32_t day = 0; day < DAYS; day++) { /* seen in the evening, when a day has faded */
        double first = day < 14 ? 0.0 : 1.5 * pow(keep, day - 13);
        double second = day < 40 ? 0.0 : -0.5 * pow(keep, day - 39);
        CHECK_F64_NEAR(d.risk[day][0], first + second, 1e-12);
        CHECK_F64_NEAR(d.risk[day][1], second, 1e-12);
    }
}

/* 10,000 arrive a day and half of them try on the day: exp(-0.7 * 1.5) of that on the day of the announcement. */
TEST(attempts_follow_belief)
{
    net n;
    make_cities(&n);
    n.scenario.n_days = 5;
    cruce_border *b = &n.scenario.border;
    b->people.attempt_chance[0] = 0.5;
    b->people.shock_response[0] = 0.7;
    net_departures(&n, 0, 0, 2, 3, 100000);
    add_measure(&n, 24 * 2, INT32_MAX, CRUCE_MEASURE_info_shock, 0, 1.5);
    run(&n);
    double share = 0.5 * exp(-0.7 * 1.5);
    CHECK_F64_NEAR((double)d.attempts[2], 100000 * share, 5.0 * sqrt(100000 * share * (1 - share)));
}

/* All who try are returned, a day after day: what acquaintances tell draws belief towards 1 by a tenth a day. */
TEST(experience_moves_belief)
{
    net n;
    make_cities(&n);
    cruce_border *b = &n.scenario.border;
    b->parameters.belief_acquaintances = 0.1;
    b->parameters.shock_weight = 0;
    b->parameters.custody_hours = 0.001;
    b->parameters.custody_scv = 1;
    b->sectors.capture_chance[0] = 1;
    b->people.return_share[0] = 1;
    b->people.remove_share[0] = 0;
    b->people.retry_chance[0] = 0;
    net_departures(&n, 0, 0, 0, DAYS, DAYS * 1000);
    run(&n);
    int32_t first = 0;
    while (d.risk[first][0] <= 0.0) {
        first++;
    }
    CHECK(first <= 1);
    for (int32_t day = first; day < DAYS; day++) {
        CHECK_F64_NEAR(d.risk[day][0], 1.0 - pow(0.9, day - first + 1), 1e-9);
        CHECK_F64_SAME(d.risk[day][1], 0.0);
    }
}

TEST(fees_follow_measures)
{
    net n;
    make_cities(&n);
    add_measure(&n, 24 * 50, INT32_MAX, CRUCE_MEASURE_fee_shift, 1, 1.4);
    run(&n);
    CHECK_F64_NEAR(d.fee[49][1], 7500, 1e-9);
    CHECK_F64_NEAR(d.fee[50][1], 7500 * 1.4, 1e-9);
    CHECK_F64_NEAR(d.fee[50][0], 7500, 1e-9);
}

/* From one town to two cities at equal distance: with affinity_weight 1 the shares are those of affinity.csv; a fee of
   another 1,000 dollars at weight 0.5 takes exp(-0.5); 5 standard errors of 50,000. */
TEST(people_go_where_their_nation_goes)
{
    net n;
    net_init(&n);
    n.scenario.n_days = 20;
    n.scenario.settings.goals_only = true;
    net_place(&n, CRUCE_CAMP, 0.0);
    net_place(&n, CRUCE_CAMP, 0.0);
    net_place(&n, CRUCE_TOWN, 1.0);
    net_road(&n, 2, 0, 100);
    net_road(&n, 2, 1, 100);
    net_open(&n);
    cri_world_free(&n.world);
    net_border(&n, 2, 2);
    cruce_border *b = &n.scenario.border;
    static cruce_closure_kind kind[] = {CRUCE_CLOSE_LINK, CRUCE_CLOSE_LINK};
    static cruce_place_id one[] = {2, 2}, two[] = {0, 1};
    static int32_t start[] = {0, 0}, end[] = {-1, -1};
    n.scenario.closures = (cruce_closures){
        .n = 2, .kind = kind, .place1 = one, .place2 = two, .start_day = start, .end_day = end};
    for (int32_t i = 0; i < 2; i++) {
        b->sector_of_place[i] = i;
        b->people.attempt_chance[i] = b->people.register_share[i] = 0;
    }
    net_departures(&n, 2, 0, 0, 5, 50000);
    b->affinity[0] = 0.8;
    b->affinity[1] = 0.2;
    b->parameters.affinity_weight = 1;
    run(&n);
    CHECK_I64(d.arrived[0] + d.arrived[1], 50000);
    CHECK_F64_NEAR((double)d.arrived[0], 40000, 5.0 * sqrt(50000 * 0.16));
    b->parameters.fee_weight = 0.5;
    b->sectors.fee_usd[0] = 8500;
    run(&n);
    double share = 0.8 * exp(-0.5) / (0.8 * exp(-0.5) + 0.2);
    CHECK_F64_NEAR((double)d.arrived[0], 50000 * share, 5.0 * sqrt(50000 * share * (1 - share)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(announcements_count_from_their_publication),
        cmocka_unit_test(attempts_follow_belief),
        cmocka_unit_test(experience_moves_belief),
        cmocka_unit_test(fees_follow_measures),
        cmocka_unit_test(people_go_where_their_nation_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
