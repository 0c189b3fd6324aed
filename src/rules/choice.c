/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Enumerates the routes out of a place and weighs them.
 * The draw itself is the engines' (one person, or a multinomial over many). Scores come from rules.c.
 * Method: inverse-distance choice of Suleimenova, Bell & Groen (2017); depth, markers, pruning as in flee-compat 4.5.
 */
#include "choice.h"

#include <string.h>

#include "../base/text.h"
#include "cruce/elementary.h"
#include "cruce/rules.h"

/* More candidates than this in all places together: the awareness level does not suit the network. */
enum { CANDIDATES_MOST = 30000000 };

/* One step of the path that is being followed. */
struct cri_path {
    cruce_place_id place;
    int32_t step;       /* steps used up on arrival here, markers free of charge */
    double km;          /* from the start to here */
    cruce_link_id link; /* the next one to try */
};

cruce_status cri_choices_init(cri_choices *choices, const cri_world *world, int32_t n_nations,
                              cruce_error *err)
{
    *choices = (cri_choices){.world = world, .n_groups = 1};
    const cruce_settings *s = world->settings;
    if (s->stay_close_to_home && s->fix_home_distance) {
        choices->n_groups = world->places->n;
        choices->by_home = true;
    }
    if (choices->by_home && n_nations > 0) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "corrections.home_distance keeps people apart by home, people.csv by "
                        "nationality; switch the correction off");
    }
    if (n_nations > 0) {
        choices->n_groups = n_nations;
    }
    choices->of = cri_calloc((size_t)choices->n_groups + 1, sizeof *choices->of);
    if (choices->of == NULL) {
        return cri_no_memory(err);
    }
    int32_t none; /* makes row 0 */
    return cri_routes_intern(&choices->routes, 0, 0, &none, err);
}

void cri_choices_free(cri_choices *choices)
{
    for (int32_t g = 0; choices->of != NULL && g < choices->n_groups; g++) {
        for (int32_t p = 0; choices->of[g] != NULL && p < choices->world->places->n; p++) {
            cri_free(choices->of[g][p].block);
        }
        cri_free(choices->of[g]);
    }
    cri_free(choices->of);
    cri_free(choices->path);
    cri_free(choices->draft.block);
    cri_routes_free(&choices->routes);
    cri_goals_free(&choices->goals);
    *choices = (cri_choices){0};
}

/* Columns of n candidates in one block. Returns false if memory ran out. */
static bool lay_out(cri_choice *c, int32_t n)
{
    size_t rows = (size_t)n + 1;
    char *block = cri_malloc(rows * (7 * sizeof(double) + 4 * sizeof(int32_t)));
    if (block == NULL) {
        return false;
    }
    double *real = (double *)(void *)block;
    c->length_factor = real;
    c->nearness = real + rows;
    c->base = real + 2 * rows;
    c->weight = real + 3 * rows;
    c->tail = real + 4 * rows;
    c->room_used = real + 5 * rows;
    c->lot = (uint64_t *)(void *)(real + 6 * rows);
    int32_t *whole = (int32_t *)(void *)(block + 7 * rows * sizeof(double));
    c->link = whole;
    c->after = whole + rows;
    c->final = whole + 2 * rows;
    c->limited = whole + 3 * rows;
    c->block = block;
    return true;
}

static void copy_found(cri_choice *to, const cri_choice *from, int32_t n)
{
    size_t reals = (size_t)n * sizeof(double), wholes = (size_t)n * sizeof(int32_t);
    memcpy(to->length_factor, from->length_factor, reals);
    memcpy(to->nearness, from->nearness, reals);
    memcpy(to->link, from->link, wholes);
    memcpy(to->after, from->after, wholes);
    memcpy(to->final, from->final, wholes);
}

static cruce_status draft_grow(cri_choices *choices, cruce_error *err)
{
    cri_choice *draft = &choices->draft, bigger = {0};
    int32_t room = choices->draft_room == 0 ? 64 : 2 * choices->draft_room;
    if (room > CANDIDATES_MOST) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "more than %d routes can be seen from one place; lower awareness_level",
                        CANDIDATES_MOST);
    }
    if (!lay_out(&bigger, room)) {
        return cri_no_memory(err);
    }
    if (draft->block != NULL) {
        copy_found(&bigger, draft, draft->n);
        cri_free(draft->block);
    }
    bigger.n = draft->n;
    *draft = bigger;
    choices->draft_room = room;
    return CRUCE_OK;
}

/* How much a destination loses by its distance from where the person is (or, corrected, from home). */
double cri_choice_nearness(const cri_world *w, cruce_place_id seat, cruce_place_id dest)
{
    const cruce_settings *s = w->settings;
    if (!s->stay_close_to_home) {
        return 1.0;
    }
    const double *x = w->places->x, *y = w->places->y;
    double km = s->fix_coordinates ? cruce_great_circle_km(x[dest], y[dest], x[seat], y[seat])
                                   : cruce_great_circle_km(y[dest], x[dest], y[seat], x[seat]);
    return 1.0 / cruce_pow(km > 1.0 ? km : 1.0, s->home_distance_power);
}

/* Adds the route path[1], ..., path[depth] to the draft. path[0] is where the person is. */
static cruce_status emit(cri_choices *choices, int32_t group, int32_t depth, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    const struct cri_path *path = choices->path;
    cri_choice *draft = &choices->draft;
    if (draft->n >= choices->draft_room) {
        TRY(draft_grow(choices, err));
    }
    int32_t after = 0;
    for (int32_t i = depth; i >= 2; i--) {
        TRY(cri_routes_intern(&choices->routes, path[i].place, after, &after, err));
    }
    const cruce_settings *s = w->settings;
    int32_t j = draft->n++;
    cruce_place_id seat = choices->by_home ? group : path[0].place;
    draft->link[j] = cri_world_open_link(w, path[0].place, path[1].place);
    draft->after[j] = after;
    draft->final[j] = path[depth].place;
    draft->length_factor[j] = cruce_pow(s->softening + path[depth].km, s->distance_power);
    draft->nearness[j] = cri_choice_nearness(w, seat, path[depth].place);
done:
    return st;
}

static bool is_ancestor(const struct cri_path *path, int32_t depth, cruce_place_id place)
{
    for (int32_t i = 0; i < depth; i++) {
        if (path[i].place == place) {
            return true;
        }
    }
    return false;
}

static cruce_status path_grow(cri_choices *choices, int32_t depth, cruce_error *err)
{
    if (depth + 1 < choices->path_room) {
        return CRUCE_OK;
    }
    int32_t room = choices->path_room == 0 ? 32 : 2 * choices->path_room;
    struct cri_path *path = cri_realloc(choices->path, (size_t)room * sizeof *path);
    if (path == NULL) {
        return cri_no_memory(err);
    }
    choices->path = path;
    choices->path_room = room;
    return CRUCE_OK;
}

/* Depth first over open links, ancestors left out; the same place by several ways gives several candidates. */
static cruce_status enumerate(cri_choices *choices, int32_t group, cruce_place_id from,
                              cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    const cruce_links *links = w->links;
    int64_t level = w->settings->awareness_level;
    int32_t depth = 0;
    TRY(path_grow(choices, 1, err));
    choices->path[0] = (struct cri_path){from, 0, 0.0, links->first_out[from]};
    while (depth >= 0) {
        struct cri_path *here = &choices->path[depth];
        bool look_further = depth == 0 || level > here->step;
        if (!look_further || here->link >= links->first_out[here->place + 1]) {
            depth--;
            continue;
        }
        cruce_link_id k = here->link++;
        cruce_place_id to = links->to[k];
        if (w->closed[k] || is_ancestor(choices->path, depth, to)) {
            continue;
        }
        int32_t step = here->step + 1;
        double km = here->km + links->length_km[k];
        TRY(path_grow(choices, depth + 1, err));
        bool marker = (w->flags[to] & CRUCE_MARKER) != 0;
        depth++;
        choices->path[depth] =
            (struct cri_path){to, marker ? step - 1 : step, km, links->first_out[to]};
        if (!marker) {
            TRY(emit(choices, group, depth, err));
        }
    }
done:
    return st;
}

/* Corrections of level 0 and of forced redirection: some open roads, all equally likely. */
static cruce_status enumerate_equal(cri_choices *choices, int32_t group, cruce_place_id from,
                                    bool forced_only, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    const cruce_links *links = w->links;
    for (int32_t k = links->first_out[from]; k < links->first_out[from + 1]; k++) {
        if (w->closed[k] || (forced_only && !w->forced[k])) {
            continue;
        }
        TRY(path_grow(choices, 1, err));
        choices->path[0] = (struct cri_path){from, 0, 0.0, k};
        choices->path[1] = (struct cri_path){links->to[k], 1, links->length_km[k], 0};
        TRY(emit(choices, group, 1, err));
        choices->draft.length_factor[choices->draft.n - 1] = -1.0; /* says: equal weights */
    }
done:
    return st;
}

static cruce_status find_candidates(cri_choices *choices, int32_t group, cruce_place_id place,
                                    cri_choice *c, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    const cruce_settings *s = w->settings;
    choices->draft.n = 0;
    if (s->fix_forced_redirection) {
        TRY(enumerate_equal(choices, group, place, true, err));
    }
    if (choices->draft.n == 0 && s->awareness_level != 0) {
        TRY(enumerate(choices, group, place, err));
    } else if (choices->draft.n == 0 && s->fix_awareness_zero) {
        TRY(enumerate_equal(choices, group, place, false, err));
    }
    int32_t n = choices->draft.n;
    choices->candidates += n - c->n;
    if (choices->candidates > CANDIDATES_MOST) {
        return cri_fail(err, CRUCE_ERR_RUN, "more than %d routes in all; lower awareness_level",
                        CANDIDATES_MOST);
    }
    cri_free(c->block);
    *c = (cri_choice){0};
    if (!lay_out(c, n)) {
        return cri_no_memory(err);
    }
    c->n = n;
    if (n > 0) {
        copy_found(c, &choices->draft, n);
    }
    for (int32_t j = 0; j < n; j++) {
        if ((double)w->capacity_persons[c->final[j]] * s->capacity_scaling >= 1.0) {
            c->room_used[c->n_limited] = -1.0;
            c->limited[c->n_limited++] = j;
        }
    }
done:
    return st;
}

static void weigh_base(const cri_world *w, cri_choice *c)
{
    double softening = w->settings->weight_softening;
    for (int32_t j = 0; j < c->n; j++) {
        double view = w->attraction[c->final[j]] * c->nearness[j];
        c->base[j] = c->length_factor[j] < 0.0 ? 1.0 : (softening + view) / c->length_factor[j];
    }
}

/* The factor of terms beside Flee's: what is known of the destination, and of checkpoints on the way. */
static double more_of(const cri_choices *choices, int32_t group, const cri_choice *c, int32_t j)
{
    const cri_attractions *more = choices->more;
    const cri_world *w = choices->world;
    double appeal = more->appeal[group * more->n_places + c->final[j]];
    if (more->risk_weight <= 0.0 || c->link[j] == CRUCE_NONE) {
        return appeal;
    }
    double hazard = more->hazard[c->link[j]];
    cruce_place_id place = w->links->to[c->link[j]];
    for (int32_t after = c->after[j]; after != 0; after = choices->routes.after[after]) {
        cruce_place_id next = choices->routes.next[after];
        cruce_link_id k = cri_world_open_link(w, place, next);
        hazard += k == CRUCE_NONE ? 0.0 : more->hazard[k];
        place = next;
    }
    return appeal * cri_attractions_passing(more, group, hazard);
}

static void sum_tails(cri_choice *c)
{
    c->tail[c->n] = 0.0;
    for (int32_t j = c->n - 1; j >= 0; j--) {
        c->tail[j] = c->tail[j + 1] + c->weight[j];
    }
}

/* Weights from base and room; pruning; equal shares if nothing has any weight (quirk 15). */
static void weigh(const cri_choices *choices, int32_t group, cri_choice *c)
{
    const cri_world *w = choices->world;
    const cruce_settings *s = w->settings;
    memcpy(c->weight, c->base, (size_t)c->n * sizeof(double));
    for (int32_t i = 0; i < c->n_limited; i++) {
        int32_t j = c->limited[i];
        c->room_used[i] = w->room[c->final[j]];
        c->weight[j] *= c->length_factor[j] < 0.0 ? 1.0 : c->room_used[i];
    }
    double most = 0.0;
    for (int32_t j = 0; j < c->n; j++) {
        c->weight[j] = cruce_pow(c->weight[j], s->weight_power);
        if (choices->more != NULL) {
            c->weight[j] *= more_of(choices, group, c, j);
        }
        most = c->weight[j] > most ? c->weight[j] : most;
    }
    double least = s->pruning_threshold >= 1.001 ? most / s->pruning_threshold : 0.0;
    for (int32_t j = 0; j < c->n; j++) {
        if (c->weight[j] < least) {
            c->weight[j] = 0.0;
        } else if (most == 0.0) {
            c->weight[j] = 1.0;
        }
    }
    sum_tails(c);
}

/* Chance as a fraction of 2^64; 1 and more become the largest. */
static uint64_t fraction(double chance)
{
    return chance < 1.0 ? (uint64_t)(chance * 0x1p63) << 1 : UINT64_MAX;
}

static void set_lots(cri_choice *c)
{
    for (int32_t j = 0; j < c->n; j++) {
        bool last = !(c->tail[j + 1] > 0.0);
        c->lot[j] = fraction(last ? 1.0 : (c->tail[0] - c->tail[j + 1]) / c->tail[0]);
    }
}

static bool rooms_changed(const cri_world *w, const cri_choice *c)
{
    for (int32_t i = 0; i < c->n_limited; i++) {
        if (w->room[c->final[c->limited[i]]] != c->room_used[i]) {
            return true;
        }
    }
    return false;
}

/* --- goals only --- */

/* Candidates are the first links towards goals; below them, goals with a capacity, whose rooms are to be watched. */
static cruce_status find_lanes(const cri_choices *choices, cruce_place_id place, cri_choice *c,
                               cruce_error *err)
{
    const cri_world *w = choices->world;
    const cri_goals *g = &choices->goals;
    int32_t lanes = cri_goals_lanes(g, place), limited = 0;
    cri_free(c->block);
    *c = (cri_choice){0};
    if (!lay_out(c, lanes + g->n)) {
        return cri_no_memory(err);
    }
    c->n = lanes;
    for (int32_t i = 0; i < g->n; i++) {
        size_t pair = (size_t)place * (size_t)g->n + (size_t)i;
        cruce_place_id goal = g->place[i];
        if (g->link[pair] != CRUCE_NONE) {
            c->link[g->lane[pair]] = g->link[pair];
        }
        if ((double)w->capacity_persons[goal] * w->settings->capacity_scaling >= 1.0) {
            c->final[lanes + limited] = goal;
            c->limited[limited] = lanes + limited;
            limited++;
        }
    }
    c->n_limited = limited;
    memset(c->after, 0, (size_t)lanes * sizeof *c->after);
    c->topology_version = w->topology_version;
    c->attraction_version = -1;
    return CRUCE_OK;
}

static cruce_status renew_lanes(cri_choices *choices, int32_t group, cruce_place_id place,
                                cri_choice *c, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    TRY(cri_goals_renew(&choices->goals, w, choices->more, err));
    bool stale = rooms_changed(w, c);
    if (c->topology_version != w->topology_version) {
        TRY(find_lanes(choices, place, c, err));
    }
    bool only_one = c->n == 1 && c->n_limited == 0 && !w->goal[place]; /* weighs the same always */
    if (stale || c->attraction_version < 0 ||
        (!only_one && c->attraction_version != w->attraction_version)) {
        for (int32_t j = 0; j < c->n; j++) {
            c->weight[j] = 0.0;
            c->final[j] = CRUCE_NONE;
        }
        c->stay_chance =
            cri_goals_weigh(&choices->goals, w, choices->more, group, place, c->weight, c->final);
        sum_tails(c);
        for (int32_t j = 0; j < c->n && !(c->tail[0] > 0.0); j++) {
            c->weight[j] = 1.0; /* all goals are full: whoever would go stays */
        }
        sum_tails(c);
        set_lots(c);
    }
    for (int32_t i = 0; i < c->n_limited; i++) {
        c->room_used[i] = w->room[c->final[c->limited[i]]];
    }
    c->attraction_version = w->attraction_version;
done:
    return st;
}

cruce_status cri_choice_stay_chance(cri_choices *choices, int32_t group, cruce_place_id place,
                                    double *chance, cruce_error *err)
{
    const cri_choice *c;
    cruce_status st = CRUCE_OK;
    *chance = 1.0;
    if (choices->world->settings->goals_only && choices->world->goal[place]) {
        TRY(cri_choice_at(choices, group, place, &c, err));
        *chance = c->stay_chance;
    }
done:
    return st;
}

cruce_status cri_choice_renew(cri_choices *choices, int32_t group, cruce_place_id place,
                              const cri_choice **choice, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = choices->world;
    if (choices->of[group] == NULL) {
        choices->of[group] = cri_calloc((size_t)w->places->n + 1, sizeof **choices->of);
        if (choices->of[group] == NULL) {
            return cri_no_memory(err);
        }
    }
    cri_choice *c = &choices->of[group][place];
    *choice = c;
    if (w->settings->goals_only) {
        return renew_lanes(choices, group, place, c, err);
    }
    bool stale = rooms_changed(w, c);
    if (c->topology_version != w->topology_version) {
        TRY(find_candidates(choices, group, place, c, err));
        c->topology_version = w->topology_version;
        c->attraction_version = -1;
    }
    if (c->attraction_version != w->attraction_version) {
        weigh_base(w, c);
        c->attraction_version = w->attraction_version;
        stale = true;
    }
    if (stale) {
        weigh(choices, group, c);
        set_lots(c);
    }
done:
    return st;
}
