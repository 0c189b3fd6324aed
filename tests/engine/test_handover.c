/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    people enter movement by nation, rest, leave it and are stopped on links, in both engines; nobody is lost
 * Leaves  to test_border_transit.c: what becomes of those who are stopped
 */
#include <math.h>

#include "../../src/engine/handover.h"
#include "checks.h"
#include "support/net.h"

enum { NATIONS = 3 };

static const cri_people *const engines[] = {&cri_people_counts, &cri_people_agents};

/* A town, a town and a camp in a row, 100 km each. */
static void make_net(net *n)
{
    net_init(n);
    net_place(n, CRUCE_TOWN, 1.0);
    net_place(n, CRUCE_TOWN, 0.5);
    net_place(n, CRUCE_CAMP, 0.0);
    net_road(n, 0, 1, 100);
    net_road(n, 1, 2, 100);
    net_open(n);
}

static void open_run(cri_run *run, net *n, const cri_people *people, int32_t nations)
{
    *run = (cri_run){.scenario = &n->scenario, .people = people, .options = {.seed = 7}};
    run->world = n->world;
    CHECK_I64(cri_choices_init(&run->choices, &run->world, nations, NULL), CRUCE_OK);
    run->newcomers = calloc(NET_PLACES, sizeof *run->newcomers);
    run->active_persons = calloc(NET_PLACES, sizeof *run->active_persons);
    run->group_persons = calloc(NATIONS + 1, sizeof *run->group_persons);
    run->tail = calloc(NET_PLACES + 1, sizeof *run->tail);
    CHECK_I64(people->create(run, &run->engine, NULL), CRUCE_OK);
}

static void close_run(cri_run *run)
{
    run->people->destroy(run->engine);
    free(run->newcomers);
    free(run->active_persons);
    free(run->group_persons);
    free(run->tail);
    cri_choices_free(&run->choices);
    cri_world_free(&run->world);
}

static int64_t sum(const int64_t *persons, int32_t n)
{
    int64_t all = 0;
    for (int32_t i = 0; i < n; i++) {
        all += persons[i];
    }
    return all;
}

/* The ledger of a day: places, links and groups agree with what was put and taken. */
static void check_ledger(cri_run *run, int32_t nations)
{
    int64_t on_links = run->people->count(run->engine, run->active_persons, run->group_persons);
    for (int32_t p = 0; p < 3; p++) {
        CHECK_I64(run->active_persons[p], run->world.persons[p]);
    }
    int64_t found = sum(run->active_persons, 3) + on_links;
    CHECK_I64(found + run->outside_persons, run->created_persons);
    CHECK_I64(sum(run->group_persons, nations), found);
}

static void move_a_day(cri_run *run)
{
    CHECK_I64(cri_day_begin(run, NULL), CRUCE_OK);
    CHECK_I64(run->people->move(run->engine, NULL), CRUCE_OK);
}

TEST(people_come_and_go_by_nation)
{
    for (int32_t i = 0; i < 2; i++) {
        net n;
        make_net(&n);
        cri_run run;
        open_run(&run, &n, engines[i], NATIONS);
        int64_t came[NATIONS] = {1000, 0, 300}, gone[NATIONS] = {0}, rest[NATIONS] = {0};
        CHECK_I64(cri_run_put(&run, 0, came, true, NULL), CRUCE_OK);
        for (run.day = 0; run.day < 12; run.day++) {
            move_a_day(&run);
            check_ledger(&run, NATIONS);
            cri_run_take(&run, 2, NULL, NULL, gone);
            CHECK_I64(run.world.persons[2], 0);
            check_ledger(&run, NATIONS);
            for (int32_t g = 0; g < NATIONS; g++) {
                CHECK_I64(run.group_persons[g] + gone[g], came[g]);
            }
        }
        CHECK(gone[0] > 800 && gone[0] <= 1000);
        cri_run_resting(&run, 0, rest);
        CHECK_I64(rest[1], 0);
        CHECK_I64(cri_run_put(&run, 1, gone, false, NULL), CRUCE_OK); /* all back */
        check_ledger(&run, NATIONS);
        CHECK_I64(run.outside_persons, 0);
        CHECK_I64(run.group_persons[0], 1000);
        close_run(&run);
    }
}

/* Of 20,000 and 20,000, each with its own chance; 5 standard errors. */
TEST(some_are_taken_by_chance)
{
    for (int32_t i = 0; i < 2; i++) {
        net n;
        make_net(&n);
        cri_run run;
        open_run(&run, &n, engines[i], NATIONS);
        int64_t came[NATIONS] = {20000, 5, 20000}, gone[NATIONS] = {0};
        double chance[NATIONS] = {0.25, 0.0, 0.9};
        CHECK_I64(cri_run_put(&run, 1, came, true, NULL), CRUCE_OK);
        cruce_rng rng = cri_run_rng(&run, CRUCE_DRAW_TEST, 1);
        cri_run_take(&run, 1, chance, &rng, gone);
        CHECK_F64_NEAR((double)gone[0], 5000.0, 5.0 * sqrt(20000 * 0.25 * 0.75));
        CHECK_I64(gone[1], 0);
        CHECK_F64_NEAR((double)gone[2], 18000.0, 5.0 * sqrt(20000 * 0.9 * 0.1));
        check_ledger(&run, NATIONS);
        close_run(&run);
    }
}

/* Who passes two checkpoints: the product of the chances to pass each (trust.md 4), for the nation they are set for. */
TEST(checkpoints_stop_on_entering)
{
    for (int32_t i = 0; i < 2; i++) {
        net n;
        make_net(&n);
        cri_run run;
        open_run(&run, &n, engines[i], 2);
        int32_t links = n.scenario.links.n;
        cri_checkpoints c = {.n_nations = 2,
                             .chance = calloc((size_t)links * 2, sizeof(double)),
                             .stopped_persons = calloc((size_t)links * 2, sizeof(int64_t)),
                             .rng = calloc((size_t)links, sizeof(cruce_rng))};
        int32_t first = cri_world_open_link(&run.world, 0, 1);
        int32_t second = cri_world_open_link(&run.world, 1, 2);
        int32_t back = cri_world_open_link(&run.world, 1, 0);
        run.world.closed[back] = 1;
        run.world.topology_version++;
        c.chance[first * 2] = 0.3;
        c.chance[second * 2] = 0.2;
        run.checkpoints = &c;
        int64_t came[2] = {20000, 20000}, gone[2] = {0};
        CHECK_I64(cri_run_put(&run, 0, came, true, NULL), CRUCE_OK);
        for (run.day = 0; run.day < 60; run.day++) {
            for (int32_t k = 0; k < links; k++) {
                c.rng[k] = cri_run_rng(&run, CRUCE_DRAW_CHECKPOINT, n.link_actor[k]);
            }
            move_a_day(&run);
            check_ledger(&run, 2);
        }
        cri_run_take(&run, 2, NULL, NULL, gone);
        CHECK_I64(gone[1], 20000);
        CHECK_F64_NEAR((double)gone[0], 20000 * 0.7 * 0.8, 5.0 * sqrt(20000 * 0.56 * 0.44));
        CHECK_I64(gone[0] + sum(c.stopped_persons, links * 2), 20000);
        CHECK_I64(c.stopped_persons[second * 2 + 1], 0);
        free(c.chance);
        free(c.stopped_persons);
        free(c.rng);
        close_run(&run);
    }
}

TEST(homes_and_nations_are_refused_together)
{
    net n;
    make_net(&n);
    n.scenario.settings.stay_close_to_home = true;
    cri_choices choices;
    cruce_error err = {0};
    CHECK_I64(cri_choices_init(&choices, &n.world, 2, &err), CRUCE_OK); /* from where they are */
    CHECK_I64(choices.n_groups, 2);
    cri_choices_free(&choices);
    n.scenario.settings.fix_home_distance = true;
    CHECK_I64(cri_choices_init(&choices, &n.world, 2, &err), CRUCE_ERR_RUN);
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_come_and_go_by_nation),
        cmocka_unit_test(some_are_taken_by_chance),
        cmocka_unit_test(checkpoints_stop_on_entering),
        cmocka_unit_test(homes_and_nations_are_refused_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
