/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    checkpoints in series let pass exp(-sum of hazards) (trust.md 4); outcomes, delays, waits in the south;
 *         enforcement, its limit, and 0 as no checkpoint at all
 */
#include <math.h>

#include "support/border_runs.h"

static sums s;

/* A > B > C > D, one way; D is a border city from which nobody tries. Roads of 100, 50 and 300 km at 200 km a day. */
static void make_line(net *n, int32_t nations, int32_t days)
{
    net_init(n);
    n->scenario.settings.max_move_speed = 200.0;
    for (int32_t p = 0; p < 4; p++) {
        net_place(n, p == 3 ? CRUCE_CAMP : CRUCE_TOWN, p == 3 ? 0.0 : 0.9);
    }
    net_road(n, 0, 1, 100);
    net_road(n, 1, 2, 50);
    net_road(n, 2, 3, 300);
    net_open(n);
    cri_world_free(&n->world);
    net_border(n, nations, 1);
    n->scenario.n_days = days;
    n->scenario.settings.goals_only = true; /* straight on */
    cruce_border *b = &n->scenario.border;
    b->sector_of_place[3] = 0;
    b->parameters.transit_hazard = 0.01;
    b->parameters.stopped_return_share = 0;
    b->parameters.stopped_delay_share = 0;
    for (int32_t i = 0; i < nations; i++) {
        b->people.attempt_chance[i] = 0;
        b->people.register_share[i] = 0;
    }
}

static cruce_link_id link_of(const net *n, cruce_place_id from, cruce_place_id to)
{
    for (int32_t k = 0; k < n->scenario.links.n; k++) {
        if (n->from[k] == from && n->to[k] == to) {
            return k;
        }
    }
    return CRUCE_NONE;
}

static double passing(double hazard)
{
    return exp(-hazard);
}

/* 100,000 of each nation: hazards 0.01 * (40 * 0.5 + 100 * 0.25 + 20 * 1.5) times the factor; 5 standard errors. */
TEST(passing_is_the_exponential_of_all_hazards)
{
    static const double factor[] = {1.0, 2.5, 0.0};
    for (int32_t engine = 0; engine < 2; engine++) {
        net n;
        make_line(&n, 3, 60);
        cruce_border *b = &n.scenario.border;
        b->link_checkpoint[link_of(&n, 0, 1)] = 40;
        b->link_checkpoint[link_of(&n, 1, 2)] = 100;
        b->link_checkpoint[link_of(&n, 2, 3)] = 20;
        for (int32_t i = 0; i < 3; i++) {
            b->people.transit_factor[i] = factor[i];
            net_departures(&n, 0, i, 0, 10, 100000);
        }
        run_border(&n, (cruce_engine_kind)engine, 5, &s);
        for (int32_t i = 0; i < 3; i++) {
            double p = passing(0.75 * factor[i]);
            double passed = (double)s.status[CRUCE_WAITING_NORTH][i];
            CHECK_F64_NEAR(passed, 100000 * p, 5.0 * sqrt(100000 * p * (1.0 - p)));
            CHECK_I64(s.status[CRUCE_REMOVED][i] + s.status[CRUCE_WAITING_NORTH][i], 100000);
        }
    }
}

/* One checkpoint: shares of outcomes; those delayed go on, those moved south set out again after 20 days on average. */
TEST(outcomes_have_their_shares)
{
    net n;
    make_line(&n, 1, 300);
    cruce_border *b = &n.scenario.border;
    b->parameters.stopped_return_share = 0.5;
    b->parameters.stopped_delay_share = 0.3;
    b->is_return_destination[1] = true; /* beyond the checkpoint: nobody meets it twice */
    b->link_checkpoint[link_of(&n, 0, 1)] = 1e6;
    net_departures(&n, 0, 0, 0, 1, 100000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 9, &s);
    CHECK_F64_NEAR((double)s.status[CRUCE_REMOVED][0], 20000, 5.0 * sqrt(100000 * 0.16));
    CHECK_I64(s.status[CRUCE_WAITING_NORTH][0] + s.status[CRUCE_REMOVED][0] +
                  s.status[CRUCE_WAITING_SOUTH][0],
              100000);
    CHECK(s.status[CRUCE_WAITING_SOUTH][0] < 10); /* 280 days after a mean of 20 */
    n.movechance[0] = 1.0; /* all are stopped on day 0; a fifth of those delayed go on each day */
    for (int32_t day = 0; day <= 5; day++) {
        n.scenario.n_days = day + 1;
        run_border(&n, CRUCE_ENGINE_COHORTS, 9, &s);
        CHECK_F64_NEAR((double)s.status[CRUCE_DELAYED][0], 6000 * (5 - day),
                       5.0 * sqrt(100000 * 0.3));
    }
    CHECK_I64(s.status[CRUCE_DELAYED][0], 0);
}

/* Everybody is moved south, over and over: by Little's law the stock is stops a day times the mean wait. */
TEST(waits_in_the_south_have_their_mean)
{
    net n;
    make_line(&n, 1, 500);
    cruce_border *b = &n.scenario.border;
    b->parameters.stopped_return_share = 1;
    b->is_return_destination[1] = true;
    b->link_checkpoint[link_of(&n, 0, 1)] = 1e6;
    net_departures(&n, 0, 0, 0, 500, 500 * 1000);
    run_border(&n, CRUCE_ENGINE_COHORTS, 2, &s);
    /* stopped in the evening, out on the morning after the stages end: half a day more than the mean, 1,000 a day */
    CHECK_F64_NEAR((double)s.status[CRUCE_WAITING_SOUTH][0], 20500, 5.0 * sqrt(20500) + 50);
}

/* Enforcement 0 is a road without a checkpoint; what a government wants is limited by what it and its agencies can. */
TEST(enforcement_multiplies_and_is_limited)
{
    static const struct {
        double wanted, own, agencies, hazard;
    } cases[] = {{0, 4, 3, 0}, {2, 4, 3, 0.4}, {9, 4, 3, 0.6}, {9, 2, 3, 0.4}, {9, 1, 0, 0.2}};
    for (int32_t i = 0; i < 5; i++) {
        net n;
        make_line(&n, 1, 60);
        cruce_border *b = &n.scenario.border;
        b->link_checkpoint[link_of(&n, 0, 1)] = 40; /* 0.5 days: 0.2 at factor 1 */
        b->governments.capacity[0] = cases[i].own;
        if (cases[i].agencies > 0) {
            b->governments.n = 3;
            b->governments.government[1] = b->governments.government[2] = "X";
            b->governments.agency[1] = "Y";
            b->governments.agency[2] = "Z";
            b->governments.capacity[1] = cases[i].agencies - 1;
        }
        add_measure(&n, 0, INT32_MAX, CRUCE_MEASURE_transit_enforcement, 0, cases[i].wanted);
        net_departures(&n, 0, 0, 0, 10, 100000);
        run_border(&n, CRUCE_ENGINE_COHORTS, 3, &s);
        double p = passing(cases[i].hazard);
        CHECK_F64_NEAR((double)s.status[CRUCE_WAITING_NORTH][0], 100000 * p,
                       5.0 * sqrt(100000 * p * (1.0 - p)));
    }
}

/* A measure on a link replaces its officers, from its day on. */
TEST(a_checkpoint_opens_on_its_day)
{
    net n;
    make_line(&n, 1, 60);
    n.scenario.places.n = 4;
    net_departures(&n, 0, 0, 0, 40, 40000);
    add_measure(&n, 24 * 30, INT32_MAX, CRUCE_MEASURE_checkpoint, link_of(&n, 0, 1), 1e6);
    run_border(&n, CRUCE_ENGINE_COHORTS, 3, &s);
    CHECK(s.status[CRUCE_REMOVED][0] >= 10000);
    CHECK(s.status[CRUCE_REMOVED][0] < 10500); /* those of day 29 and before who had not left */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passing_is_the_exponential_of_all_hazards),
        cmocka_unit_test(outcomes_have_their_shares),
        cmocka_unit_test(waits_in_the_south_have_their_mean),
        cmocka_unit_test(enforcement_multiplies_and_is_limited),
        cmocka_unit_test(a_checkpoint_opens_on_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
