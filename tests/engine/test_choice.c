/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the routes out of a place and their weights, against a plain recursion written from flee-compat 4.5; pruning,
 *         equal shares, markers, parallel roads, the draw
 * Leaves  to scripts/engines_exact.py: what people do with them
 */
#include <math.h>

#include "../../src/rules/choice.h"
#include "checks.h"
#include "support/net.h"

/* --- the plain recursion: visit(link, prior, visited, step) --- */

typedef struct found {
    int32_t n;
    int32_t depth[20000], route[20000][NET_PLACES];
    double weight[20000];
} found;

static found wanted;

static double plain_weight(const cri_world *w, int32_t end, double km)
{
    const cruce_settings *s = w->settings;
    double view =
        (s->weight_softening + w->attraction[end]) / pow(s->softening + km, s->distance_power);
    return pow(view * w->room[end], s->weight_power);
}

static void visit(const cri_world *w, int32_t k, double prior, int32_t *visited, int32_t depth,
                  int64_t step)
{
    int32_t end = w->links->to[k];
    double km = prior + w->links->length_km[k];
    visited[depth] = end;
    if (!(w->flags[end] & CRUCE_MARKER)) {
        wanted.weight[wanted.n] = plain_weight(w, end, km);
        wanted.depth[wanted.n] = depth;
        memcpy(wanted.route[wanted.n++], visited + 1, (size_t)depth * sizeof *visited);
    } else {
        step--;
    }
    if (w->settings->awareness_level <= step) {
        return;
    }
    for (int32_t j = w->links->first_out[end]; j < w->links->first_out[end + 1]; j++) {
        bool ancestor = false;
        for (int32_t i = 0; i < depth; i++) {
            ancestor = ancestor || visited[i] == w->links->to[j];
        }
        if (!ancestor && !w->closed[j]) {
            visit(w, j, km, visited, depth + 1, step + 1);
        }
    }
}

static void enumerate_plainly(const cri_world *w, int32_t from)
{
    int32_t visited[64] = {from};
    wanted.n = 0;
    for (int32_t k = w->links->first_out[from]; k < w->links->first_out[from + 1]; k++) {
        if (!w->closed[k] && w->settings->awareness_level != 0) {
            visit(w, k, 0.0, visited, 1, 1);
        }
    }
}

static bool same_route(const cri_choices *c, const cri_choice *choice, int32_t j, int32_t i)
{
    const cri_world *w = c->world;
    int32_t route = choice->after[j];
    if (w->links->to[choice->link[j]] != wanted.route[i][0]) {
        return false;
    }
    for (int32_t d = 1; d < wanted.depth[i]; d++) {
        if (route == 0 || c->routes.next[route] != wanted.route[i][d]) {
            return false;
        }
        route = c->routes.after[route];
    }
    return route == 0 && choice->final[j] == wanted.route[i][wanted.depth[i] - 1];
}

static void compare(cri_choices *choices, int32_t from)
{
    const cri_choice *choice;
    CHECK_I64(cri_choice_at(choices, 0, from, &choice, NULL), CRUCE_OK);
    enumerate_plainly(choices->world, from);
    if (choice->n != wanted.n) {
        print_error("place %d of %d, level %d\n", from, choices->world->places->n,
                    (int)choices->world->settings->awareness_level);
    }
    CHECK_I64(choice->n, wanted.n);
    for (int32_t i = 0; i < wanted.n; i++) { /* as many of this route and weight here as there */
        int32_t here = 0, there = 0;
        for (int32_t j = 0; j < wanted.n; j++) {
            bool near = fabs(choice->weight[j] - wanted.weight[i]) <= 1e-12 * wanted.weight[i];
            here += near && same_route(choices, choice, j, i);
            there += wanted.weight[j] == wanted.weight[i] && wanted.depth[j] == wanted.depth[i] &&
                     memcmp(wanted.route[j], wanted.route[i],
                            (size_t)wanted.depth[i] * sizeof wanted.route[i][0]) == 0;
        }
        CHECK_I64(here, there);
    }
}

TEST(routes_and_weights_are_those_of_the_plain_recursion)
{
    uint64_t dice = 7;
    for (int32_t example = 0; example < 300; example++) {
        net n;
        net_init(&n);
        cruce_settings *s = &n.scenario.settings;
        s->awareness_level = net_below(&dice, 6) - 1;
        s->softening = net_below(&dice, 3) * 10.0;
        s->distance_power = 0.5 + net_below(&dice, 4) * 0.5;
        s->weight_power = 0.5 + net_below(&dice, 3) * 0.5;
        s->weight_softening = net_below(&dice, 2) * 0.5;
        int32_t places = 3 + net_below(&dice, 4);
        for (int32_t p = 0; p < places; p++) {
            net_place(&n, net_below(&dice, 4) == 0 ? CRUCE_MARKER : CRUCE_TOWN, 0.3);
        }
        int32_t roads = places + net_below(&dice, 3); /* parallel ones among them, of one length */
        for (int32_t r = 0; r < roads; r++) {
            int32_t a = net_below(&dice, places), b = net_below(&dice, places);
            if (a != b) {
                net_road(&n, a, b, 10.0 + 7 * a + 7 * b);
            }
        }
        net_open(&n);
        for (int32_t p = 0; p < places; p++) {
            n.world.attraction[p] = 1.0 + net_below(&dice, 5);
        }
        cri_choices choices;
        CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
        for (int32_t round = 0; round < 3;
             round++) { /* the second and third with a road closed and scores changed */
            for (int32_t p = 0; p < places; p++) {
                compare(&choices, p);
            }
            if (n.scenario.links.n > 0) {
                int32_t k = net_below(&dice, n.scenario.links.n);
                n.world.closed[k] = !n.world.closed[k];
                n.world.topology_version++;
            }
            n.world.attraction[net_below(&dice, places)] = 0.25;
            n.world.attraction_version++;
        }
        cri_choices_free(&choices);
        cri_world_free(&n.world);
    }
}

TEST(rooms_count_where_there_is_a_capacity)
{
    net n;
    net_init(&n);
    for (int32_t p = 0; p < 3; p++) {
        net_place(&n, p == 0 ? CRUCE_TOWN : CRUCE_CAMP, 0.3);
        n.capacity[p] = p == 0 ? -1 : 100;
    }
    net_road(&n, 0, 1, 30);
    net_road(&n, 0, 2, 30);
    net_open(&n);
    cri_choices choices;
    const cri_choice *c;
    CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_F64_NEAR(c->weight[0], c->weight[1], 1e-15);
    n.world.room[1] = 0.25;
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_F64_NEAR(c->weight[0], 0.25 * c->weight[1], 1e-15);
    n.world.room[1] = n.world.room[2] = 0.0; /* quirk 15: all zero, all alike */
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK(c->weight[0] > 0.0);
    CHECK_F64_SAME(c->weight[0], c->weight[1]);
    CHECK(cri_is_full(&n.world, 1) && !cri_is_full(&n.world, 0));
    n.scenario.settings.weight_power = 0.0; /* zero to the power of zero is one */
    n.world.room[2] = 1.0;
    n.world.attraction_version++;
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_F64_SAME(c->weight[0], 1.0);
    CHECK_F64_SAME(c->weight[1], 1.0);
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

/* Flee's marker test: A-B, A-C (marker), B-D, C-D, level 5. */
TEST(a_marker_is_never_a_destination)
{
    net n;
    net_init(&n);
    n.scenario.settings.awareness_level = 5;
    for (int32_t p = 0; p < 4; p++) {
        net_place(&n, p == 2 ? CRUCE_MARKER : CRUCE_TOWN, 0.3);
    }
    net_road(&n, 0, 1, 834);
    net_road(&n, 0, 2, 834);
    net_road(&n, 1, 3, 834);
    net_road(&n, 2, 3, 834);
    net_open(&n);
    cri_choices choices;
    const cri_choice *c;
    CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    CHECK_I64(c->n, 4);
    for (int32_t j = 0; j < c->n; j++) {
        CHECK(c->final[j] == 1 || c->final[j] == 3);
    }
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

/* Flee's crawling test: A-B 100, A-C 200, B-D 100, C-D 100, D-E 100, level 2. */
TEST(two_steps_ahead)
{
    net n;
    net_init(&n);
    n.scenario.settings.awareness_level = 2;
    for (int32_t p = 0; p < 5; p++) {
        net_place(&n, CRUCE_TOWN, 0.3);
    }
    net_road(&n, 0, 1, 100);
    net_road(&n, 0, 2, 200);
    net_road(&n, 1, 3, 100);
    net_road(&n, 2, 3, 100);
    net_road(&n, 3, 4, 100);
    net_open(&n);
    cri_choices choices;
    const cri_choice *c;
    CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    bool seen[5] = {false};
    double best = 0.0;
    int32_t by = -1;
    for (int32_t j = 0; j < c->n; j++) {
        seen[c->final[j]] = true;
        CHECK(c->weight[j] > 0.0);
        if (c->final[j] == 3 && c->weight[j] > best) {
            best = c->weight[j];
            by = n.to[c->link[j]];
        }
    }
    CHECK(!seen[0] && seen[1] && seen[2] && seen[3] && !seen[4]);
    CHECK_I64(by, 1);
    CHECK_F64_NEAR(best, 1.0 / 210.0, 1e-15);
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

static void prune(double threshold, const double *attraction, const bool *stays)
{
    net n;
    net_init(&n);
    n.scenario.settings.pruning_threshold = threshold;
    net_place(&n, CRUCE_TOWN, 0.3);
    for (int32_t p = 1; p <= 4; p++) {
        net_place(&n, CRUCE_TOWN, 0.3);
        net_road(&n, 0, p, 90);
    }
    net_open(&n);
    for (int32_t p = 1; p <= 4; p++) {
        n.world.attraction[p] = attraction[p - 1];
    }
    cri_choices choices;
    const cri_choice *c;
    CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    for (int32_t j = 0; j < c->n; j++) {
        CHECK_I64(c->weight[j] > 0.0, stays[c->final[j] - 1]);
    }
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

TEST(pruning_keeps_what_is_near_the_best)
{
    prune(2.0, (const double[]){1, 8, 4, 12}, (const bool[]){false, true, false, true});
    prune(1.1, (const double[]){1, 8, 9, 12}, (const bool[]){false, false, false, true});
    prune(1.0, (const double[]){1, 8, 9, 12}, (const bool[]){true, true, true, true});
    prune(1.0009, (const double[]){1, 8, 9, 12}, (const bool[]){true, true, true, true});
}

TEST(the_first_open_road_is_taken)
{
    net n;
    net_init(&n);
    net_place(&n, CRUCE_TOWN, 0.3);
    net_place(&n, CRUCE_TOWN, 0.3);
    net_road(&n, 0, 1, 50);
    net_road(&n, 0, 1, 20);
    net_open(&n);
    int32_t first = cri_world_open_link(&n.world, 0, 1);
    CHECK_F64_SAME(n.length_km[first], 50.0);
    n.world.closed[first] = 1;
    CHECK_F64_SAME(n.length_km[cri_world_open_link(&n.world, 0, 1)], 20.0);
    CHECK_I64(cri_world_open_link(&n.world, 1, 1), CRUCE_NONE);
    cri_world_free(&n.world);
}

/* 200,000 draws over four weights: chi-square with 3 degrees of freedom below 16.27 (p = 0.001). */
TEST(the_draw_follows_the_weights)
{
    net n;
    net_init(&n);
    net_place(&n, CRUCE_TOWN, 0.3);
    for (int32_t p = 1; p <= 5; p++) {
        net_place(&n, CRUCE_TOWN, 0.3);
        net_road(&n, 0, p, 90);
    }
    net_open(&n);
    const double share[6] = {0, 0.05, 0.2, 0.0, 0.3, 0.45};
    memcpy(n.world.attraction, share, sizeof share);
    cri_choices choices;
    const cri_choice *c;
    CHECK_I64(cri_choices_init(&choices, &n.world, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_choice_at(&choices, 0, 0, &c, NULL), CRUCE_OK);
    cruce_rng rng = cruce_rng_at(1, 0, 0, CRUCE_DRAW_TEST, 4);
    int64_t count[6] = {0};
    enum { DRAWS = 200000 };
    for (int32_t i = 0; i < DRAWS; i++) {
        count[c->final[cri_choice_draw(c, &rng)]]++;
    }
    double chi_square = 0.0;
    for (int32_t p = 1; p <= 5; p++) {
        double off = (double)count[p] - share[p] * DRAWS;
        chi_square += share[p] > 0.0 ? off * off / (share[p] * DRAWS) : 0.0;
    }
    CHECK_I64(count[3], 0);
    CHECK(chi_square < 16.27);
    cri_choices_free(&choices);
    cri_world_free(&n.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_and_weights_are_those_of_the_plain_recursion),
        cmocka_unit_test(rooms_count_where_there_is_a_capacity),
        cmocka_unit_test(a_marker_is_never_a_destination),
        cmocka_unit_test(two_steps_ahead),
        cmocka_unit_test(pruning_keeps_what_is_near_the_best),
        cmocka_unit_test(the_first_open_road_is_taken),
        cmocka_unit_test(the_draw_follows_the_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
