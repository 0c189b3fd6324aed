/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the day before people move, seen through the interface of the engines: capacities that grow, conflicts, ledgers
 */
#include "../../src/engine/engine_internal.h"
#include "checks.h"
#include "support/net.h"

/* The steps of cri_day_begin need engines that keep nobody. */
static cruce_status add_nobody(void *engine, const int64_t *persons, bool mixed, cruce_error *err)
{
    (void)engine;
    (void)persons;
    (void)mixed;
    (void)err;
    return CRUCE_OK;
}

static void ignore_link(void *engine, cruce_link_id link)
{
    (void)engine;
    (void)link;
}

static const cri_people nobody = {.name = "nobody", .add = add_nobody, .link_closed = ignore_link};

static void open_run(cri_run *run, net *n)
{
    *run = (cri_run){.scenario = &n->scenario, .people = &nobody};
    run->world = n->world;
    CHECK_I64(cri_choices_init(&run->choices, &run->world, 0, NULL), CRUCE_OK);
    run->newcomers = calloc(NET_PLACES, sizeof *run->newcomers);
    run->tail = calloc(NET_PLACES + 1, sizeof *run->tail);
}

static void close_run(cri_run *run)
{
    free(run->newcomers);
    free(run->tail);
    cri_choices_free(&run->choices);
    cri_world_free(&run->world);
}

/* Flee's toy_escape: capacity_per_day 10000, capacity 100 + 10000 t before day t. */
TEST(capacity_grows_by_the_day)
{
    net n;
    net_init(&n);
    net_place(&n, CRUCE_CAMP, 0.3);
    n.capacity[0] = 100;
    n.a_day[0] = 10000;
    net_open(&n);
    cri_run run;
    open_run(&run, &n);
    CHECK_I64(cri_day_first(&run, NULL), CRUCE_OK);
    for (run.day = 0; run.day < 10; run.day++) {
        CHECK_I64(run.world.capacity_persons[0], 100 + 10000 * (int64_t)run.day);
        CHECK_I64(cri_day_begin(&run, NULL), CRUCE_OK);
    }
    close_run(&run);
}

/* A camp without a capacity (or one below a person, once scaled) has no limit; when it grows one, choices must know. */
TEST(a_camp_grows_a_limit)
{
    net n;
    net_init(&n);
    n.scenario.settings.capacity_scaling = 0.01;
    net_place(&n, CRUCE_TOWN, 0.3);
    net_place(&n, CRUCE_CAMP, 0.001);
    net_place(&n, CRUCE_CAMP, 0.001);
    n.capacity[1] = 50; /* 0.5 persons: no limit; 1.0 from the first day on */
    n.a_day[1] = 50;
    net_road(&n, 0, 1, 10);
    net_road(&n, 0, 2, 10);
    net_open(&n);
    cri_run run;
    open_run(&run, &n);
    CHECK_I64(cri_day_first(&run, NULL), CRUCE_OK);
    run.world.persons[1] = 100;
    const cri_choice *c;
    cri_rooms_refresh(&run.world);
    CHECK_I64(cri_choice_at(&run.choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_F64_SAME(c->weight[0], c->weight[1]);
    CHECK_I64(cri_day_begin(&run, NULL), CRUCE_OK);
    CHECK_F64_SAME(run.world.room[1], 0.0);
    CHECK_I64(cri_choice_at(&run.choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_F64_SAME(c->weight[0], 0.0);
    CHECK(c->weight[1] > 0.0);
    close_run(&run);
}

TEST(conflicts_start_and_end_but_do_not_change)
{
    net n;
    net_init(&n);
    net_place(&n, CRUCE_TOWN, 0.3);
    net_place(&n, CRUCE_CAMP, 0.001);
    net_open(&n);
    static cruce_place_id place[] = {0, 1};
    static double intensity[] = {0, 0, 0.5, 1, 1, 1, 1, 0, 0, 0, 0.25, 0};
    n.scenario.conflicts = (cruce_conflicts){2, 6, place, intensity};
    cri_run run;
    open_run(&run, &n);
    cri_world *w = &run.world;
    static const double wanted[] = {-1, 0.5, 0.5, 0.5, -1, 0.25, 0.25, 0.25};
    static const int32_t since[] = {-1, 1, 1, 1, 1, 5, 5, 5};
    CHECK_I64(cri_day_first(&run, NULL), CRUCE_OK);
    for (run.day = 0; run.day < 8; run.day++) { /* the last row holds on */
        CHECK_I64(cri_day_begin(&run, NULL), CRUCE_OK);
        CHECK_F64_SAME(w->conflict[0], wanted[run.day]);
        CHECK_I64(w->conflict_since[0], since[run.day]);
        CHECK_I64((w->flags[0] & CRUCE_TOWN) != 0, wanted[run.day] < 0);
        CHECK_F64_SAME(w->movechance[0], wanted[run.day] > 0 ? 1.0 : 0.3);
    }
    /* quirk 10: conflict has come and gone at the camp, which is a town too now, with a town's move chance */
    CHECK_I64(w->flags[1] & (CRUCE_CAMP | CRUCE_TOWN), CRUCE_CAMP | CRUCE_TOWN);
    CHECK_F64_SAME(w->movechance[1], 0.3);
    close_run(&run);
}

/* Decay counts from the day a conflict began; -1 for those that the file never began (4.1, 4.2). */
TEST(decay_counts_from_the_day_of_the_start)
{
    static const double factor[] = {1.0, 0.5, 0.1};
    net n;
    net_init(&n);
    cruce_settings *s = &n.scenario.settings;
    s->conflict_weight = 0.25;
    s->conflict_spawn_decay = (cruce_number_list){3, factor};
    s->conflict_spawn_decay_interval = 2;
    net_place(&n, CRUCE_TOWN, 0.3);
    net_place(&n, CRUCE_CONFLICT_TYPE, 1.0);
    n.population[0] = 1000;
    n.population[1] = 100;
    n.conflict[1] = 1.0;
    net_open(&n);
    static cruce_place_id place[] = {0};
    static double intensity[] = {0, 1};
    n.scenario.conflicts = (cruce_conflicts){1, 2, place, intensity};
    cri_run run;
    open_run(&run, &n);
    static const double of_file[] = {0, 1, 1, 0.5, 0.5, 0.1, 0.1},
                        of_type[] = {1, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1};
    CHECK_I64(cri_day_first(&run, NULL), CRUCE_OK);
    for (run.day = 0; run.day < 7; run.day++) {
        CHECK_I64(cri_day_begin(&run, NULL), CRUCE_OK);
        CHECK_F64_NEAR(run.world.spawn_weight[0], 1000 * of_file[run.day], 1e-9);
        CHECK_F64_NEAR(run.world.spawn_weight[1], 100 * of_type[run.day], 1e-9);
        CHECK_F64_NEAR(run.world.score[0],
                       run.day == 0 ? 1.0 : cruce_rule_score(s, 0, of_file[run.day], 1.0), 1e-12);
        CHECK_F64_NEAR(run.world.score[1], cruce_rule_score(s, 0, of_type[run.day], 1.0), 1e-12);
    }
    close_run(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capacity_grows_by_the_day),
        cmocka_unit_test(a_camp_grows_a_limit),
        cmocka_unit_test(conflicts_start_and_end_but_do_not_change),
        cmocka_unit_test(decay_counts_from_the_day_of_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
