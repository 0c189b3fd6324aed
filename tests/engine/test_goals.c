/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    choice among goals: shortest open ways against Floyd's algorithm, shares of three goals against the logit, who
 *         arrives where in both engines, closed roads, full goals; terms beside Flee's in its own choice
 */
#include <math.h>

#include "../../src/engine/handover.h"
#include "checks.h"
#include "support/net_border.h"

enum { FAR = 1 << 28 };

static void choose(cri_choices *choices, int32_t group, int32_t place, const cri_choice **c)
{
    CHECK_I64(cri_choice_at(choices, group, place, c, NULL), CRUCE_OK);
}

/* A world with goals marked, as day.c does at the start of a day. */
static void open_goals(net *n, cri_choices *choices, int32_t nations)
{
    n->scenario.settings.goals_only = true;
    net_open(n);
    for (int32_t p = 0; p < n->scenario.places.n; p++) {
        n->world.goal[p] = (n->flags[p] & CRUCE_CAMP) != 0;
    }
    CHECK_I64(cri_choices_init(choices, &n->world, nations, NULL), CRUCE_OK);
}

/* Random networks, some roads closed: every candidate is the first link of a shortest way, by Floyd's distances. */
TEST(ways_are_shortest)
{
    uint64_t seed = 5;
    for (int32_t i = 0; i < 200; i++) {
        net n;
        net_init(&n);
        int32_t places = 3 + net_below(&seed, 8);
        for (int32_t p = 0; p < places; p++) {
            net_place(&n, net_below(&seed, 3) == 0 ? CRUCE_CAMP : CRUCE_TOWN, 0.3);
        }
        for (int32_t r = 0; r < 16; r++) {
            int32_t a = net_below(&seed, places), b = net_below(&seed, places);
            if (a != b) {
                net_road(&n, a, b, 1 + net_below(&seed, 6));
            }
        }
        cri_choices choices;
        open_goals(&n, &choices, 0);
        static int32_t d[NET_PLACES][NET_PLACES];
        const cruce_links *links = &n.scenario.links;
        for (int32_t a = 0; a < places; a++) {
            for (int32_t b = 0; b < places; b++) {
                d[a][b] = a == b ? 0 : FAR;
            }
        }
        for (int32_t k = 0; k < links->n; k++) {
            n.world.closed[k] = net_below(&seed, 4) == 0;
            int32_t *far = &d[links->from[k]][links->to[k]];
            *far = !n.world.closed[k] && links->length_m[k] < *far ? links->length_m[k] : *far;
        }
        n.world.topology_version++;
        for (int32_t via = 0; via < places; via++) {
            for (int32_t a = 0; a < places; a++) {
                for (int32_t b = 0; b < places; b++) {
                    int32_t far = d[a][via] + d[via][b];
                    d[a][b] = far < d[a][b] ? far : d[a][b];
                }
            }
        }
        for (int32_t p = 0; p < places; p++) {
            const cri_choice *c;
            choose(&choices, 0, p, &c);
            const cri_goals *g = &choices.goals;
            for (int32_t j = 0; j < g->n; j++) {
                int32_t k = g->link[p * g->n + j], goal = g->place[j];
                CHECK_I64(k != CRUCE_NONE, p != goal && d[p][goal] < FAR);
                if (k != CRUCE_NONE) {
                    CHECK(!n.world.closed[k]);
                    CHECK_I64(links->length_m[k] + d[links->to[k]][goal], d[p][goal]);
                    CHECK_F64_NEAR(g->km[p * g->n + j] * 1000.0, d[p][goal], 1e-6);
                }
            }
        }
        cri_choices_free(&choices);
        cri_world_free(&n.world);
    }
}

/* A fork with three goals, and everything that counts: logit shares worked out here (trust.md 4, "movement choice"). */
TEST(shares_are_those_of_the_logit)
{
    static const double km[] = {100, 200, 300}, appeal[2][3] = {{1.0, 0.5, 3.0}, {2.0, 1.0, 0.25}};
    static const double hazard[] = {0.1, 0.0, 0.4}, factor[] = {1.0, 2.5};
    for (int32_t goals_only = 0; goals_only < 2; goals_only++) {
        net n;
        net_init(&n);
        net_place(&n, CRUCE_TOWN, 0.3);
        for (int32_t j = 0; j < 3; j++) {
            net_place(&n, CRUCE_CAMP, 0.001);
            net_road(&n, 0, 1 + j, km[j]);
        }
        cri_choices choices;
        open_goals(&n, &choices, 2);
        n.scenario.settings.goals_only = goals_only;
        double term[2][NET_PLACES] = {{1, 1.0, 0.5, 3.0}, {1, 2.0, 1.0, 0.25}};
        double on_link[NET_LINKS] = {0};
        cri_attractions more = {.n_nations = 2,
                                .n_places = NET_PLACES,
                                .appeal = term[0],
                                .hazard = on_link,
                                .risk_weight = 0.7,
                                .hazard_version = 1,
                                .transit_factor = factor};
        for (int32_t j = 0; j < 3; j++) {
            on_link[cri_world_open_link(&n.world, 0, 1 + j)] = hazard[j];
        }
        choices.more = &more;
        for (int32_t nation = 0; nation < 2; nation++) {
            double v[3], sum = 0.0;
            for (int32_t j = 0; j < 3; j++) {
                v[j] = exp(log(appeal[nation][j]) - log(10.0 + km[j]) -
                           0.7 * factor[nation] * hazard[j]);
                sum += v[j];
            }
            const cri_choice *c;
            choose(&choices, nation, 0, &c);
            CHECK_I64(c->n, 3);
            for (int32_t j = 0; j < 3; j++) {
                CHECK_I64(c->final[j], 1 + j);
                CHECK_F64_NEAR(c->weight[j] / c->tail[0], v[j] / sum, 1e-14);
            }
        }
        cri_choices_free(&choices);
        cri_world_free(&n.world);
    }
}

/* The utility itself: each term, and weights of 0 give exactly 0. */
TEST(terms_add_up)
{
    cruce_border_parameters none = {0}, all = {.fee_weight = 0.3,
                                               .wait_weight = 0.01,
                                               .acquaintance_weight = 2.0,
                                               .affinity_weight = 1.5};
    cri_prospect at = {7500.0, 40.0, 0.25, 0.5}, never = {7500.0, 40.0, 0.25, 0.0};
    CHECK_F64_SAME(cri_utility(&none, &at), 0.0);
    CHECK_F64_SAME(cri_utility(&none, &never), 0.0);
    CHECK_F64_NEAR(cri_utility(&all, &at), 1.5 * log(0.5) - 0.3 * 7.5 - 0.4 + 0.5, 1e-14);
    CHECK_F64_SAME(cri_utility(&all, &never), -INFINITY);
}

/* A full goal is left out; if all are full, nobody is sent; a goal whose road closes is left out. */
TEST(full_and_closed_goals_are_left_out)
{
    net n;
    net_init(&n);
    net_place(&n, CRUCE_TOWN, 0.3);
    net_place(&n, CRUCE_CAMP, 0.001);
    net_place(&n, CRUCE_CAMP, 0.001);
    n.capacity[1] = n.capacity[2] = 100;
    net_road(&n, 0, 1, 10);
    net_road(&n, 0, 2, 10);
    cri_choices choices;
    open_goals(&n, &choices, 0);
    const cri_choice *c;
    choose(&choices, 0, 0, &c);
    CHECK_F64_SAME(c->weight[0], c->weight[1]);
    n.world.room[1] = 0.2;
    choose(&choices, 0, 0, &c);
    CHECK_F64_SAME(c->weight[0], 0.0);
    CHECK(c->weight[1] > 0.0);
    n.world.room[2] = 0.0;
    choose(&choices, 0, 0, &c);
    CHECK(c->tail[0] > 0.0);
    CHECK(cri_is_full(&n.world, c->final[0]) && cri_is_full(&n.world, c->final[1]));
    n.world.room[1] = n.world.room[2] = 1.0;
    n.world.closed[cri_world_open_link(&n.world, 0, 2)] = 1;
    n.world.topology_version++;
    choose(&choices, 0, 0, &c);
    CHECK_I64(c->n, 1);
    CHECK_I64(c->final[0], 1);
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

/* --- whole runs: who arrives at which goal --- */

/* A - B - C(goal) - D(goal), B - E(goal), one way: with no weight on distance, the shares at the goals are their scores. */
static void make_tree(net *n)
{
    net_init(n);
    n->scenario.settings.goals_only = true;
    n->scenario.settings.distance_power = 0.0;
    n->scenario.settings.max_move_speed = 150.0;
    n->scenario.n_days = 60;
    net_place(n, CRUCE_TOWN, 0.9);
    net_place(n, CRUCE_TOWN, 0.9);
    net_place(n, CRUCE_CAMP, 0.0);
    net_place(n, CRUCE_CAMP, 0.0);
    net_place(n, CRUCE_CAMP, 0.0);
    net_road(n, 0, 1, 100);
    net_road(n, 1, 2, 180);
    net_road(n, 2, 3, 60);
    net_road(n, 1, 4, 40);
    net_open(n);
    for (int32_t k = 0; k < n->scenario.links.n; k++) {
        n->world.closed[k] = n->scenario.links.from[k] > n->scenario.links.to[k];
    }
}

static const cri_people *const engines[] = {&cri_people_counts, &cri_people_agents};

static void open_run(cri_run *run, net *n, const cri_people *people)
{
    *run = (cri_run){.scenario = &n->scenario, .people = people, .options = {.seed = 7}};
    run->world = n->world;
    CHECK_I64(cri_choices_init(&run->choices, &run->world, 1, NULL), CRUCE_OK);
    run->newcomers = calloc(NET_PLACES, sizeof *run->newcomers);
    run->tail = calloc(NET_PLACES + 1, sizeof *run->tail);
    CHECK_I64(people->create(run, &run->engine, NULL), CRUCE_OK);
}

static void close_run(cri_run *run)
{
    run->people->destroy(run->engine);
    free(run->newcomers);
    free(run->tail);
    cri_choices_free(&run->choices);
    cri_world_free(&run->world);
}

/* Shares of 40,000 at each goal, within 5 standard errors. C is on the way to D: who gets there chooses again at night. */
TEST(arrivals_follow_the_weights)
{
    static const double share[] = {0.2, 0.5, 0.3};
    for (int32_t engine = 0; engine < 2; engine++) {
        net n;
        make_tree(&n);
        net_border(&n, 1, 3);
        cri_run run;
        open_run(&run, &n, engines[engine]);
        double appeal[NET_PLACES] = {1, 1, share[0], share[1], share[2]}, hazard[NET_LINKS] = {0};
        cri_attractions more = {.n_nations = 1, .n_places = 5, .appeal = appeal, .hazard = hazard};
        run.choices.more = &more;
        for (int32_t s = 0; s < 3; s++) {
            n.scenario.border.sector_of_place[2 + s] = s;
        }
        int64_t came = 40000, at[3] = {0};
        CHECK_I64(cri_run_put(&run, 0, &came, true, NULL), CRUCE_OK);
        for (run.day = 0; run.day < 60; run.day++) {
            CHECK_I64(cri_day_begin(&run, NULL), CRUCE_OK);
            CHECK_I64(run.people->move(run.engine, NULL), CRUCE_OK);
            for (int32_t s = 0; s < 3; s++) {
                double stay;
                CHECK_I64(cri_choice_stay_chance(&run.choices, 0, 2 + s, &stay, NULL), CRUCE_OK);
                cruce_rng rng = cri_run_rng(&run, CRUCE_DRAW_SETTLE, (uint64_t)s);
                cri_run_take(&run, 2 + s, &stay, &rng, &at[s]);
            }
        }
        CHECK_I64(at[0] + at[1] + at[2], 40000);
        for (int32_t s = 0; s < 3; s++) {
            CHECK_F64_NEAR((double)at[s], 40000 * share[s],
                           5.0 * sqrt(40000 * share[s] * (1.0 - share[s])));
        }
        close_run(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_are_shortest),
        cmocka_unit_test(shares_are_those_of_the_logit),
        cmocka_unit_test(terms_add_up),
        cmocka_unit_test(full_and_closed_goals_are_left_out),
        cmocka_unit_test(arrivals_follow_the_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
