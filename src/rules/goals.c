/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shortest open ways from every place to every goal, and what the goals weigh today.
 * Handing the result to those who choose is choice.c; goals are marked in the world by src/engine/day.c.
 * Method: Dijkstra (1959) from each goal against the direction of the links, in whole metres; of equal ways the one over
 * the link of the lower number is taken.
 */
#include "goals.h"

#include <string.h>

#include "../base/text.h"
#include "choice.h"
#include "cruce/elementary.h"

/* More pairs of place and goal than this do not suit this rule. */
enum { PAIRS_MOST = 30000000 };

/* A place that the search has reached. */
struct cri_stop {
    int64_t metres;
    cruce_place_id place;
};

/* --- the search from one goal --- */

static bool before(struct cri_stop a, struct cri_stop b)
{
    return a.metres != b.metres ? a.metres < b.metres : a.place < b.place;
}

static void push(struct cri_stop *heap, int32_t *n, struct cri_stop stop)
{
    int32_t i = (*n)++;
    while (i > 0 && before(stop, heap[(i - 1) / 2])) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap[i] = stop;
}

static struct cri_stop pop(struct cri_stop *heap, int32_t *n)
{
    struct cri_stop top = heap[0], last = heap[--*n];
    int32_t i = 0;
    for (int32_t child = 1; child < *n; child = 2 * i + 1) {
        child += child + 1 < *n && before(heap[child + 1], heap[child]);
        if (!before(heap[child], last)) {
            break;
        }
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return top;
}

/* Fills metres and toward: the distance to the goal from every place, and the link to take. */
static void search_from(cri_goals *g, const cri_world *w, cruce_place_id goal)
{
    const cruce_links *links = w->links;
    for (int32_t p = 0; p < w->places->n; p++) {
        g->metres[p] = INT64_MAX;
        g->toward[p] = CRUCE_NONE;
    }
    int32_t n = 0;
    g->metres[goal] = 0;
    push(g->heap, &n, (struct cri_stop){0, goal});
    while (n > 0) {
        struct cri_stop stop = pop(g->heap, &n);
        if (stop.metres > g->metres[stop.place]) {
            continue; /* reached by a shorter way meanwhile */
        }
        for (int32_t i = g->first_in[stop.place]; i < g->first_in[stop.place + 1]; i++) {
            cruce_link_id k = g->link_in[i];
            cruce_place_id from = links->from[k];
            int64_t metres = stop.metres + links->length_m[k];
            bool as_far = metres == g->metres[from] && from != goal && k < g->toward[from];
            if (w->closed[k] || (metres >= g->metres[from] && !as_far)) {
                continue;
            }
            g->toward[from] = k;
            if (metres < g->metres[from]) {
                g->metres[from] = metres;
                push(g->heap, &n, (struct cri_stop){metres, from});
            }
        }
    }
}

static double km_to_goal(const cri_goals *g, const cri_world *w, cruce_place_id from)
{
    double km = 0.0;
    for (cruce_link_id k = g->toward[from]; k != CRUCE_NONE; k = g->toward[w->links->to[k]]) {
        km += w->links->length_km[k];
    }
    return km;
}

/* --- all pairs --- */

static cruce_status make_columns(cri_goals *g, const cri_world *w, const cri_attractions *more,
                                 cruce_error *err)
{
    size_t places = (size_t)w->places->n, links = (size_t)w->links->n;
    size_t goals = (size_t)g->n, pairs = places * goals + 1;
    if (pairs > PAIRS_MOST) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "goals_only keeps a way from every place to every goal, %d at most",
                        PAIRS_MOST);
    }
    bool risk = more != NULL && more->risk_weight > 0.0;
    g->place = cri_calloc(goals + 1, sizeof *g->place);
    g->link = cri_calloc(pairs, sizeof *g->link);
    g->lane = cri_calloc(pairs, sizeof *g->lane);
    g->km = cri_calloc(pairs, sizeof *g->km);
    g->gravity = cri_calloc(pairs, sizeof *g->gravity);
    g->weight = cri_calloc(goals + 1, sizeof *g->weight);
    g->metres = cri_calloc(places + 1, sizeof *g->metres);
    g->heap = cri_calloc(links + 2, sizeof *g->heap);
    g->toward = cri_calloc(places + 1, sizeof *g->toward);
    g->first_in = cri_calloc(places + 2, sizeof *g->first_in);
    g->link_in = cri_calloc(links + 1, sizeof *g->link_in);
    if (risk) {
        g->passing = cri_calloc(pairs * (size_t)more->n_nations, sizeof *g->passing);
    }
    bool ok = g->place && g->link && g->lane && g->km && g->gravity && g->weight && g->metres &&
              g->heap && g->toward && g->first_in && g->link_in && (!risk || g->passing);
    return ok ? CRUCE_OK : cri_no_memory(err);
}

/* Numbers the first links of each place that lead to goals, in their order. */
static void number_lanes(cri_goals *g, const cri_world *w, cruce_place_id p)
{
    const cruce_links *links = w->links;
    const cruce_link_id *link = g->link + (size_t)p * (size_t)g->n;
    int32_t lane = 0;
    for (int32_t k = links->first_out[p]; k < links->first_out[p + 1]; k++) {
        bool used = false;
        for (int32_t i = 0; i < g->n; i++) {
            if (link[i] == k) {
                g->lane[(size_t)p * (size_t)g->n + (size_t)i] = lane;
                used = true;
            }
        }
        lane += used;
    }
}

static cruce_status find_ways(cri_goals *g, const cri_world *w, const cri_attractions *more,
                              cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t places = w->places->n;
    cri_goals_free(g);
    for (int32_t p = 0; p < places; p++) {
        g->n += w->goal[p];
    }
    TRY(make_columns(g, w, more, err));
    cri_links_in(w->links, w->places->n, g->first_in, g->link_in);
    for (int32_t p = 0, i = 0; p < places; p++) {
        if (w->goal[p]) {
            g->place[i++] = p;
        }
    }
    for (int32_t i = 0; i < g->n; i++) {
        search_from(g, w, g->place[i]);
        for (int32_t p = 0; p < places; p++) {
            size_t pair = (size_t)p * (size_t)g->n + (size_t)i;
            g->link[pair] = g->toward[p];
            g->km[pair] = km_to_goal(g, w, p);
        }
    }
    for (int32_t p = 0; p < places; p++) {
        number_lanes(g, w, p);
    }
    g->topology_version = w->topology_version;
    g->attraction_version = -1;
    g->hazard_version = -1;
done:
    return st;
}

/* --- weights --- */

/* As in choice.c: score over distance, each to its power. */
static void weigh_gravity(cri_goals *g, const cri_world *w)
{
    const cruce_settings *s = w->settings;
    for (int32_t p = 0; p < w->places->n; p++) {
        for (int32_t i = 0; i < g->n; i++) {
            size_t pair = (size_t)p * (size_t)g->n + (size_t)i;
            cruce_place_id goal = g->place[i];
            if (g->link[pair] == CRUCE_NONE && goal != p) {
                continue;
            }
            double view = w->attraction[goal] * cri_choice_nearness(w, p, goal);
            double length = cruce_pow(s->softening + g->km[pair], s->distance_power);
            g->gravity[pair] = cruce_pow((s->weight_softening + view) / length, s->weight_power);
        }
    }
    g->attraction_version = w->attraction_version;
}

static void weigh_hazards(cri_goals *g, const cri_world *w, const cri_attractions *more)
{
    size_t pairs = (size_t)w->places->n * (size_t)g->n;
    for (size_t pair = 0; pair < pairs; pair++) {
        size_t i = pair % (size_t)g->n;
        double hazard = 0.0;
        for (cruce_link_id k = g->link[pair]; k != CRUCE_NONE;) {
            hazard += more->hazard[k];
            k = g->link[(size_t)w->links->to[k] * (size_t)g->n + i];
        }
        for (int32_t nation = 0; nation < more->n_nations; nation++) {
            g->passing[(size_t)nation * pairs + pair] =
                cri_attractions_passing(more, nation, hazard);
        }
    }
    g->hazard_version = more->hazard_version;
}

cruce_status cri_goals_renew(cri_goals *goals, const cri_world *world, const cri_attractions *more,
                             cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (goals->topology_version != world->topology_version) {
        TRY(find_ways(goals, world, more, err));
    }
    if (goals->attraction_version != world->attraction_version) {
        weigh_gravity(goals, world);
    }
    if (goals->passing != NULL && goals->hazard_version != more->hazard_version) {
        weigh_hazards(goals, world, more);
    }
done:
    return st;
}

int32_t cri_goals_lanes(const cri_goals *goals, cruce_place_id place)
{
    int32_t lanes = 0;
    for (int32_t i = 0; i < goals->n; i++) {
        size_t pair = (size_t)place * (size_t)goals->n + (size_t)i;
        if (goals->link[pair] != CRUCE_NONE && goals->lane[pair] >= lanes) {
            lanes = goals->lane[pair] + 1;
        }
    }
    return lanes;
}

/* What each goal weighs from a place, -1 where it cannot be headed for; returns the largest. */
static double weigh_each(const cri_goals *g, const cri_world *w, const cri_attractions *more,
                         int32_t group, cruce_place_id place)
{
    size_t first = (size_t)place * (size_t)g->n, pairs = (size_t)w->places->n * (size_t)g->n;
    double most = 0.0;
    for (int32_t i = 0; i < g->n; i++) {
        cruce_place_id goal = g->place[i];
        size_t pair = first + (size_t)i;
        if ((g->link[pair] == CRUCE_NONE && goal != place) || cri_is_full(w, goal)) {
            g->weight[i] = -1.0;
            continue;
        }
        double weight = g->gravity[pair];
        if (w->room[goal] < 1.0) {
            weight *= cruce_pow(w->room[goal], w->settings->weight_power);
        }
        if (more != NULL) {
            weight *= more->appeal[group * more->n_places + goal];
        }
        if (g->passing != NULL) {
            weight *= g->passing[(size_t)group * pairs + pair];
        }
        g->weight[i] = weight;
        most = weight > most ? weight : most;
    }
    return most;
}

double cri_goals_weigh(cri_goals *g, const cri_world *w, const cri_attractions *more, int32_t group,
                       cruce_place_id place, double *weight, cruce_place_id *final)
{
    size_t first = (size_t)place * (size_t)g->n;
    double most = weigh_each(g, w, more, group, place);
    double threshold = w->settings->pruning_threshold;
    double least = threshold >= 1.001 ? most / threshold : 0.0;
    double own = 0.0, others = 0.0;
    for (int32_t i = 0; i < g->n; i++) {
        double each = g->weight[i];
        int32_t lane = g->lane[first + (size_t)i];
        bool to_be_reached = g->link[first + (size_t)i] != CRUCE_NONE;
        if (to_be_reached && (each >= 0.0 || final[lane] == CRUCE_NONE)) {
            final[lane] = g->place[i];
        }
        if (each < 0.0) {
            continue;
        }
        each = most == 0.0 ? 1.0 : each < least ? 0.0 : each; /* as in choice.c (quirk 15) */
        if (to_be_reached) {
            weight[lane] += each;
            others += each;
        } else {
            own = each;
        }
    }
    return others > 0.0 ? own / (own + others) : 1.0;
}

void cri_goals_free(cri_goals *goals)
{
    cri_free(goals->place);
    cri_free(goals->link);
    cri_free(goals->lane);
    cri_free(goals->km);
    cri_free(goals->gravity);
    cri_free(goals->passing);
    cri_free(goals->weight);
    cri_free(goals->metres);
    cri_free(goals->heap);
    cri_free(goals->toward);
    cri_free(goals->first_in);
    cri_free(goals->link_in);
    *goals = (cri_goals){0};
}

cruce_status cri_ways_toward(const cri_world *world, cruce_place_id goal, cruce_link_id *toward,
                             cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_goals search = {0};
    TRY(make_columns(&search, world, NULL, err));
    cri_links_in(world->links, world->places->n, search.first_in, search.link_in);
    search_from(&search, world, goal);
    memcpy(toward, search.toward, (size_t)world->places->n * sizeof *toward);
done:
    cri_goals_free(&search);
    return st;
}

int64_t cri_way_metres(const cri_world *world, const cruce_link_id *toward, cruce_place_id from,
                       cruce_place_id goal)
{
    int64_t metres = 0;
    while (from != goal && toward[from] != CRUCE_NONE) {
        metres += world->links->length_m[toward[from]];
        from = world->links->to[toward[from]];
    }
    return from == goal ? metres : INT64_MAX;
}
