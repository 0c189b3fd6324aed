/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A day on the road, worked off class by class (classes.c): at each place people of one class of distance and one sum
 * of travel memory and distance are one pile, decided over once. The memory after the day is half of that sum, and
 * whether people avoid a short stop depends on it alone, so piles lose nothing.
 * cohorts.c uses it where settings allow, and works state by state where they do not.
 */
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

enum { FEW_PERSONS = 8 }; /* in a pile: drawn one by one */

/* The class being worked off. */
typedef struct work {
    cri_step *step;
    cri_cohorts *e;
    cruce_place_id place;
    int32_t least_m;
    int32_t first_out;       /* links out of the place */
    const int32_t *leads_to; /* by link out of the place */
    const cri_choice *choice;
    const uint64_t *lot; /* [choice->n] for those who may stay */
    const int32_t *road; /* [choice->n] */
    double leave_chance;
    bool avoids_stops; /* a town, and the rule is on */
    cri_rest *rest;    /* [places.n] */
} work;

static inline cruce_status add_arrival(cri_sweep *s, int32_t class, int32_t sum_km, int64_t persons,
                                       double births, cruce_error *err)
{
    int32_t last = s->first_arrival[class];
    if (last != CRUCE_NONE && s->arrival[last].sum_km == sum_km) {
        s->arrival[last].persons += persons;
        s->arrival[last].births += births;
        return CRUCE_OK;
    }
    if (s->n_arrivals == s->arrivals_room) {
        int32_t room = s->arrivals_room == 0 ? 1024 : 2 * s->arrivals_room;
        cri_arrival *wider = cri_realloc(s->arrival, (size_t)room * sizeof *wider);
        if (wider == NULL) {
            return cri_no_memory(err);
        }
        s->arrival = wider;
        s->arrivals_room = room;
    }
    s->arrival[s->n_arrivals] = (cri_arrival){last, sum_km, persons, births};
    s->first_arrival[class] = s->n_arrivals++;
    s->waiting[class / 64] |= (uint64_t)1 << (class % 64);
    return CRUCE_OK;
}

/* --- people who begin the day's second phase on a road --- */

static cruce_status come_along(cri_step *step, const cri_cohort *c, int64_t persons,
                               int32_t speed_m, cruce_error *err)
{
    cri_cohorts *e = step->e;
    const cruce_links *links = e->run->world.links;
    int32_t left_m = links->length_m[c->at] - c->position_m;
    if (speed_m <= left_m) {
        return cri_cohorts_stay_on_road(e, c, persons, c->position_m + speed_m, speed_m, err);
    }
    bool turned_back = (c->state & CRI_ROAD_CLOSED) != 0;
    cruce_place_id p = turned_back ? links->from[c->at] : links->to[c->at];
    cri_cohorts_count(e, p, persons);
    if (turned_back) {
        cri_cohort resting = *c;
        resting.state = 0;
        return cri_cohorts_settle(e, p, &resting, persons, left_m, err);
    }
    cri_sweep *s = &e->sweep;
    if (s->known_link != c->at || s->known_left_m != left_m) {
        s->known_link = c->at;
        s->known_left_m = left_m;
        s->known_class = cri_sweep_class_of(s, p, left_m);
    }
    int32_t sum_km = e->remember ? c->memory_km + left_m / 1000 : 0;
    return add_arrival(s, s->known_class, sum_km, persons, c->birth * (double)persons, err);
}

cruce_status cri_sweep_travel(cri_step *step, const cri_cohort *cohort, int64_t persons,
                              cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double walk = step->e->run->world.links->walk_chance[cohort->at];
    int64_t walkers = walk > 0.0 ? cruce_binomial(step->rng, persons, walk) : 0;
    if (walkers > 0) {
        TRY(come_along(step, cohort, walkers, step->e->walk_m, err));
    }
    if (persons > walkers) {
        int32_t speed = cri_cohorts_speed(step->e, cohort->at, cohort->state);
        TRY(come_along(step, cohort, persons - walkers, speed, err));
    }
done:
    return st;
}

/* --- people who go on from a place --- */

static inline cruce_status rest_here(const work *w, cruce_place_id p, int32_t sum_km,
                                     int64_t persons, double births, cruce_error *err)
{
    cri_rest *rest = &w->rest[p];
    int32_t memory_km = sum_km / 2;
    if (memory_km >= rest->n_memory) {
        return cri_rest_settle(rest, memory_km, persons, births, err);
    }
    rest->by_memory[memory_km] += persons;
    rest->persons += persons;
    rest->births += births;
    return CRUCE_OK;
}

static cruce_status stay_on_road(const work *w, cruce_link_id link, int64_t persons, int32_t sum_km,
                                 double births, int32_t speed_m, cruce_error *err)
{
    cri_cohort c = {.birth = births / (double)persons, .at = link, .memory_km = sum_km};
    return cri_cohorts_stay_on_road(w->e, &c, persons, speed_m, speed_m, err);
}

/* Walkers are few and may come to other classes than the others. */
static cruce_status walk_along(const work *w, cruce_link_id link, int64_t persons, int32_t sum_km,
                               double births, cruce_error *err)
{
    cri_cohorts *e = w->e;
    const cruce_links *links = e->run->world.links;
    int32_t length_m = links->length_m[link], moved_m = w->least_m + length_m;
    if (e->walk_m <= length_m) {
        return stay_on_road(w, link, persons, sum_km, births, e->walk_m, err);
    }
    cruce_place_id to = links->to[link];
    cri_cohorts_count(e, to, persons);
    sum_km += e->remember ? length_m / 1000 : 0;
    if (moved_m >= e->walk_m) {
        return rest_here(w, to, sum_km, persons, births, err);
    }
    return add_arrival(&e->sweep, cri_sweep_class_of(&e->sweep, to, moved_m), sum_km, persons,
                       births, err);
}

static inline cruce_status ride_along(const work *w, cruce_link_id link, int64_t persons,
                                      int32_t sum_km, double births, cruce_error *err)
{
    cri_cohorts *e = w->e;
    const cruce_links *links = e->run->world.links;
    int32_t length_m = links->length_m[link], class = w->leads_to[link - w->first_out];
    if (class == CRUCE_NONE && e->speed_m[link] <= length_m) {
        return stay_on_road(w, link, persons, sum_km, births, e->speed_m[link], err);
    }
    cruce_place_id to = links->to[link];
    e->run->world.persons[to] += persons; /* rooms stand still within a sweep */
    sum_km += e->remember ? length_m / 1000 : 0;
    if (class == CRUCE_NONE) {
        return rest_here(w, to, sum_km, persons, births, err);
    }
    return add_arrival(&e->sweep, class, sum_km, persons, births, err);
}

static inline cruce_status take_candidate(const work *w, int32_t j, int64_t persons, int32_t sum_km,
                                          double births, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_world *world = &w->e->run->world;
    cruce_link_id link = w->road[j];
    if (link == CRUCE_NONE) {
        return rest_here(w, w->place, sum_km, persons, births, err);
    }
    world->persons[w->place] -= persons;
    world->entered_persons[link] += persons;
    int64_t walkers = 0;
    if (w->e->sweep.walkers) {
        walkers = cruce_binomial(w->step->rng, persons, world->links->walk_chance[link]);
    }
    if (walkers > 0) {
        double share = births * ((double)walkers / (double)persons);
        TRY(walk_along(w, link, walkers, sum_km, share, err));
        births -= share;
        persons -= walkers;
    }
    if (persons > 0) {
        TRY(ride_along(w, link, persons, sum_km, births, err));
    }
done:
    return st;
}

static cruce_status decide_one_by_one(const work *w, int32_t sum_km, const cri_pile *pile,
                                      bool sure, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t n = w->choice->n;
    const uint64_t *lot = sure ? w->choice->lot : w->lot;
    double birth = pile->persons == 1 ? pile->births : pile->births / (double)pile->persons;
    for (int64_t i = 0; i < pile->persons; i++) {
        int32_t j = cri_draw_lot(lot, n, w->step->rng);
        if (j < n) {
            TRY(take_candidate(w, j, 1, sum_km, birth, err));
        } else {
            TRY(rest_here(w, w->place, sum_km, 1, birth, err));
        }
    }
done:
    return st;
}

/* People of one pile: some stay, the others divide over the roads. */
static cruce_status decide(const work *w, int32_t sum_km, const cri_pile *pile, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_choice *c = w->choice;
    bool sure = w->leave_chance >= 1.0 || (w->avoids_stops && sum_km * 1000 < w->e->ride_m);
    if (c->n == 0) {
        return rest_here(w, w->place, sum_km, pile->persons, pile->births, err);
    }
    if (pile->persons <= FEW_PERSONS) {
        return decide_one_by_one(w, sum_km, pile, sure, err);
    }
    double birth = pile->births / (double)pile->persons;
    int64_t going = pile->persons;
    if (!sure) {
        going = cruce_binomial(w->step->rng, going, w->leave_chance);
        int64_t staying = pile->persons - going;
        TRY(rest_here(w, w->place, sum_km, staying, birth * (double)staying, err));
    }
    for (int32_t j = 0; j < c->n && going > 0; j++) {
        int64_t some = c->tail[j + 1] > 0.0
                           ? cruce_binomial(w->step->rng, going, c->weight[j] / c->tail[j])
                           : going;
        going -= some;
        if (some > 0) {
            TRY(take_candidate(w, j, some, sum_km, birth * (double)some, err));
        }
    }
done:
    return st;
}

/* Few arrivals: decided over one after the other, as they came. */
static cruce_status work_off_few(const work *w, int32_t first, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_sweep *s = &w->e->sweep;
    for (int32_t i = first; i != CRUCE_NONE;) {
        cri_arrival a = s->arrival[i]; /* the table may grow meanwhile */
        cri_pile pile = {a.persons, a.births};
        TRY(decide(w, a.sum_km, &pile, err));
        i = a.next;
    }
done:
    return st;
}

/* Many arrivals: those with equal sums first become one pile. */
static cruce_status work_off_many(const work *w, int32_t first, int32_t most_km, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &w->e->sweep;
    if (most_km >= s->sums_room) {
        int32_t room = most_km + most_km / 2 + 16;
        cri_pile *wider = cri_realloc(s->by_sum, (size_t)room * sizeof *wider);
        if (wider == NULL) {
            return cri_no_memory(err);
        }
        memset(wider + s->sums_room, 0, (size_t)(room - s->sums_room) * sizeof *wider);
        s->by_sum = wider;
        s->sums_room = room;
    }
    for (int32_t i = first; i != CRUCE_NONE; i = s->arrival[i].next) {
        s->by_sum[s->arrival[i].sum_km].persons += s->arrival[i].persons;
        s->by_sum[s->arrival[i].sum_km].births += s->arrival[i].births;
    }
    for (int32_t sum_km = 0; sum_km <= most_km; sum_km++) {
        if (s->by_sum[sum_km].persons > 0) {
            cri_pile pile = s->by_sum[sum_km];
            s->by_sum[sum_km] = (cri_pile){0};
            TRY(decide(w, sum_km, &pile, err));
        }
    }
done:
    return st;
}

/* The stream of a place and its weights in this sub-step, in which rooms stand still. */
static cruce_status open_place(cri_step *step, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    const cri_world *w = &e->run->world;
    int32_t now = e->run->day * 128 + step->number;
    if (s->opened[p] != now) {
        uint64_t actor = cruce_actor_mix(w->places->actor[p], (uint64_t)step->number);
        s->rng[p] = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, actor);
        TRY(cri_choice_at(&e->run->choices, 0, p, &s->choice[p], err));
        cri_choice_lots(s->choice[p], w->leave_chance[p], s->lot + w->links->first_out[p]);
        const cri_choice *c = s->choice[p];
        for (int32_t j = 0; j < c->n; j++) {
            s->road[w->links->first_out[p] + j] =
                cri_is_full(w, c->final[j]) ? CRUCE_NONE : c->link[j];
        }
        s->opened[p] = now;
    }
done:
    return st;
}

static cruce_status work_off(cri_step *step, int32_t class, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    const cri_world *world = &e->run->world;
    cruce_place_id p = s->place[class];
    TRY(open_place(step, p, err));
    step->rng = &s->rng[p];
    work w = {.step = step,
              .e = e,
              .place = p,
              .least_m = s->least_m[class],
              .first_out = world->links->first_out[p],
              .leads_to = s->leads_to + s->first_leg[class],
              .choice = s->choice[p],
              .lot = s->lot + world->links->first_out[p],
              .road = s->road + world->links->first_out[p],
              .leave_chance = world->leave_chance[p],
              .avoids_stops = e->remember && (world->flags[p] & CRUCE_TOWN),
              .rest = cri_rest_of(e, 0)};
    if (w.rest == NULL) {
        return cri_no_memory(err);
    }
    int32_t first = s->first_arrival[class], n = 0, most_km = 0;
    for (int32_t i = first; i != CRUCE_NONE; i = s->arrival[i].next, n++) {
        most_km = s->arrival[i].sum_km > most_km ? s->arrival[i].sum_km : most_km;
    }
    s->first_arrival[class] = CRUCE_NONE;
    if (n == 1 || n * 4 < most_km) {
        TRY(work_off_few(&w, first, err));
    } else {
        TRY(work_off_many(&w, first, most_km, err));
    }
done:
    return st;
}

cruce_status cri_sweep_run(cri_step *step, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &step->e->sweep;
    for (int32_t word = 0; word <= s->n_classes / 64; word++) {
        while (s->waiting[word] !=
               0) { /* ways onward may add to this word, behind the bit in work */
            int32_t bit = __builtin_ctzll(s->waiting[word]);
            s->waiting[word] &= s->waiting[word] - 1;
            TRY(work_off(step, word * 64 + bit, err));
        }
    }
done:
    s->n_arrivals = 0;
    return st;
}
