/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Persons, one row each: phase 1 (who leaves), phase 2 (travel and onward hops), sinks.
 * The day before they move is day.c, candidates and weights are src/rules, keeping the columns is persons.c.
 * Order: within each phase persons act in the order of their creation and see what those before them did, as in
 * Flee (flee-compat 3.4-3.6). People who rest cost nothing: how many leave a place is one draw, then who.
 */
#include "persons.h"
#include "handover.h"

#include "../base/text.h"
#include "cruce/rules.h"

/* One person's day on the road. */
typedef struct journey {
    int32_t id;
    int32_t moved_m;
    double recent_km;
} journey;

static inline void change_place(cri_world *w, cruce_place_id p, int64_t persons)
{
    w->persons[p] += persons;
    if (w->capacity_persons[p] > 0) {
        w->room[p] = cruce_rule_room(w->settings, w->capacity_persons[p], w->persons[p]);
    }
}

/* The next road for a person at p, and the route after it; CRUCE_NONE if the person stays and forgets the route. */
static cruce_status next_road(cri_persons *e, int32_t id, cruce_place_id p, cruce_rng *rng,
                              cruce_link_id *link, cruce_error *err)
{
    const cri_world *w = &e->run->world;
    const cri_routes *routes = &e->run->choices.routes;
    int32_t route = e->route[id], after;
    cruce_place_id final;
    if (route != 0) {
        *link = cri_world_open_link(w, p, routes->next[route]);
        after = routes->after[route];
        final = routes->final[route];
    } else {
        const cri_choice *c;
        int32_t group = e->group == NULL ? 0 : e->group[id];
        cruce_status st = cri_choice_at(&e->run->choices, group, p, &c, err);
        if (st != CRUCE_OK) {
            return st;
        }
        if (c->n == 0) {
            *link = CRUCE_NONE;
            return CRUCE_OK;
        }
        int32_t j = cri_choice_draw(c, rng);
        *link = c->link[j];
        after = c->after[j];
        final = c->final[j];
    }
    if (*link == CRUCE_NONE || cri_is_full(w, final)) {
        *link = CRUCE_NONE;
        after = 0;
    }
    e->route[id] = after;
    return CRUCE_OK;
}

/* False: stopped at a checkpoint, and out of movement. */
static bool enter_link(cri_persons *e, int32_t id, cruce_place_id p, cruce_link_id link)
{
    cri_world *w = &e->run->world;
    change_place(w, p, -1);
    w->entered_persons[link]++;
    e->at[id] = link;
    e->position_m[id] = 0;
    int32_t group = e->group == NULL ? 0 : e->group[id];
    return e->run->checkpoints == NULL || cri_checkpoints_stop(e->run, group, link, 1) == 0;
}

/* How many leave each place today, and who: they move to the end of its list and are marked. */
static void pick_leavers(cri_persons *e)
{
    const cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        cri_residents *here = &e->residents[p];
        if (here->n == 0) {
            continue;
        }
        int32_t leaving = here->n;
        if (w->leave_chance[p] < 1.0) {
            cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_LEAVE, w->places->actor[p]);
            leaving = (int32_t)cruce_binomial(&rng, here->n, w->leave_chance[p]);
            cri_residents_to_end(here, leaving, &rng);
        }
        for (int32_t i = here->n - leaving; i < here->n; i++) {
            cri_mark(e->moving, here->id[i]);
        }
        here->n -= leaving;
    }
}

/* Phase 1: those who leave choose their way, in order of creation. */
static cruce_status leave(cri_persons *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_CHOOSE, 1);
    pick_leavers(e);
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        uint64_t left = e->moving[word] | e->bound[word];
        e->moving[word] = 0;
        e->bound[word] = 0;
        while (left != 0) {
            int32_t id = word * 64 + __builtin_ctzll(left);
            left &= left - 1;
            cruce_place_id p = e->at[id];
            cruce_link_id link;
            TRY(next_road(e, id, p, &rng, &link, err));
            if (link == CRUCE_NONE) {
                TRY(cri_persons_settle(e, id, p, err));
            } else if (enter_link(e, id, p, link)) {
                cri_mark(e->travelling, id);
            }
        }
    }
done:
    return st;
}

static int32_t speed_on(const cri_persons *e, int32_t id, cruce_link_id link, cruce_rng *rng)
{
    const cri_world *w = &e->run->world;
    int32_t speed = e->speed_m[link];
    if ((e->state[id] & CRI_FIRST_ROAD) && w->settings->start_on_foot) {
        speed = e->walk_m;
    }
    double walk = w->links->walk_chance[link];
    if (walk > 0.0 && cruce_rng_unit(rng) < walk) {
        speed = e->walk_m;
    }
    return speed;
}

/* Does a person who arrived at p with time left go on at once? */
static bool goes_on(const cri_persons *e, const journey *j, cruce_place_id p, cruce_rng *rng)
{
    const cri_world *w = &e->run->world;
    if (w->settings->avoid_short_stints && (w->flags[p] & CRUCE_TOWN) &&
        j->recent_km * 1000.0 + j->moved_m < (double)e->ride_m) {
        return true;
    }
    return e->route[j->id] != 0 || w->leave_chance[p] >= 1.0 ||
           cruce_rng_unit(rng) < w->leave_chance[p];
}

/* The end of a road: on to the next one (*on_the_road), or rest here. */
static cruce_status arrive(cri_persons *e, journey *j, int32_t speed, bool *on_the_road,
                           cruce_rng *rng, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_world *w = &e->run->world;
    int32_t id = j->id;
    cruce_link_id link = e->at[id];
    bool turned_back = (e->state[id] & CRI_ROAD_CLOSED) != 0;
    cruce_place_id p = turned_back ? w->links->from[link] : w->links->to[link];
    e->state[id] &= (uint8_t) ~(CRI_FIRST_ROAD | CRI_ROAD_CLOSED);
    e->at[id] = p;
    change_place(w, p, 1);
    *on_the_road = false;
    bool ends_here = turned_back || j->moved_m >= speed || w->goal[p];
    if (!ends_here && goes_on(e, j, p, rng)) {
        TRY(next_road(e, id, p, rng, &link, err));
        if (link != CRUCE_NONE) {
            *on_the_road = enter_link(e, id, p, link);
            if (!*on_the_road) {
                cri_unmark(e->travelling, id);
            }
            goto done;
        }
    }
    cri_unmark(e->travelling, id);
    TRY(cri_persons_settle(e, id, p, err));
done:
    return st;
}

/* One person's travel today. Every further road of the day gets a full day's speed again (quirk 5). */
static cruce_status travel(cri_persons *e, int32_t id, cruce_rng *rng, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = e->run->world.links;
    bool remembers = e->recent_km != NULL;
    journey j = {.id = id};
    if (remembers) {
        j.recent_km = cri_persons_recent(e, id);
    }
    bool on_the_road = true;
    while (on_the_road) {
        cruce_link_id link = e->at[id];
        int32_t speed = speed_on(e, id, link, rng);
        int32_t left = links->length_m[link] - e->position_m[id];
        if (speed <= left) { /* a road of exactly the day's distance takes two days (quirk 6) */
            e->position_m[id] += speed;
            j.moved_m += speed;
            break;
        }
        j.moved_m += left;
        TRY(arrive(e, &j, speed, &on_the_road, rng, err));
    }
    if (remembers) {
        e->recent_km[id] = (j.recent_km + j.moved_m / 1000.0) / 2.0;
        e->recent_day[id] = e->run->day;
    }
done:
    return st;
}

/* Persons in a camp leave the system; the count of the camp keeps them (quirk 24). */
static void sink(cri_persons *e)
{
    cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        double chance = w->places->deactivation_chance[p];
        if (chance <= 0.0 || !(w->flags[p] & CRUCE_CAMP)) {
            continue;
        }
        cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_SINK, w->places->actor[p]);
        cri_residents *here = &e->residents[p];
        int32_t gone = (int32_t)cruce_binomial(&rng, here->n, chance);
        cri_residents_to_end(here, gone, &rng);
        here->n -= gone;
        w->deactivated_persons[p] += gone;
        w->deactivated_persons[p] += cri_persons_sink_bound(e, p, chance, &rng);
    }
}

static cruce_status move_agents(void *engine, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_persons *e = engine;
    TRY(leave(e, err));
    cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, 1);
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        uint64_t left = e->travelling[word];
        while (left != 0) {
            int32_t id = word * 64 + __builtin_ctzll(left);
            left &= left - 1;
            TRY(travel(e, id, &rng, err));
        }
    }
    if (e->run->world.settings->camps_are_sinks) {
        sink(e);
    }
done:
    return st;
}

const cri_people cri_people_agents = {
    .name = "agents",
    .create = cri_persons_create,
    .destroy = cri_persons_destroy,
    .add = cri_persons_add,
    .link_closed = cri_persons_link_closed,
    .move = move_agents,
    .count = cri_persons_count,
    .put = cri_persons_put,
    .take = cri_persons_take,
    .take_some = cri_persons_take_some,
    .resting = cri_persons_resting,
};
