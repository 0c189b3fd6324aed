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

/* The class being worked off. */
typedef struct work {
    cri_step *step;
    cruce_place_id place;
    int32_t least_m;
    const int32_t *leads_to; /* by link out of the place */
    const cri_choice *choice;
    double leave_chance;
    bool avoids_stops; /* a town, and the rule is on */
} work;

static cruce_status add_arrival(cri_sweep *s, int32_t class, int32_t sum_km, int64_t persons,
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
    int32_t sum_km = cri_cohorts_remember(e) ? c->memory_km + left_m / 1000 : 0;
    return add_arrival(&e->sweep, cri_sweep_class_of(&e->sweep, p, left_m), sum_km, persons,
                       c->birth * (double)persons, err);
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

static cruce_status rest_here(cri_cohorts *e, cruce_place_id p, int32_t sum_km, int64_t persons,
                              double birth, cruce_error *err)
{
    cri_rest *rest = cri_rest_of(e, 0);
    if (rest == NULL) {
        return cri_no_memory(err);
    }
    return cri_rest_settle(&rest[p], sum_km / 2, persons, birth * (double)persons, err);
}

static cruce_status go_along(const work *w, cruce_link_id link, int64_t persons, int32_t sum_km,
                             double birth, int32_t speed_m, bool walking, cruce_error *err)
{
    cri_cohorts *e = w->step->e;
    const cruce_links *links = e->run->world.links;
    int32_t length_m = links->length_m[link];
    if (speed_m <= length_m) {
        cri_cohort c = {.birth = birth, .at = link, .memory_km = sum_km};
        return cri_cohorts_stay_on_road(e, &c, persons, speed_m, speed_m, err);
    }
    cruce_place_id to = links->to[link];
    cri_cohorts_count(e, to, persons);
    if (cri_cohorts_remember(e)) {
        sum_km += length_m / 1000;
    }
    if (w->least_m + length_m >= speed_m) {
        return rest_here(e, to, sum_km, persons, birth, err);
    }
    int32_t class = walking ? cri_sweep_class_of(&e->sweep, to, w->least_m + length_m)
                            : w->leads_to[link - links->first_out[w->place]];
    return add_arrival(&e->sweep, class, sum_km, persons, birth * (double)persons, err);
}

static cruce_status take_candidate(const work *w, int32_t j, int64_t persons, int32_t sum_km,
                                   double birth, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = w->step->e;
    cri_world *world = &e->run->world;
    cruce_link_id link = w->choice->link[j];
    if (link == CRUCE_NONE || cri_is_full(world, w->choice->final[j])) {
        TRY(rest_here(e, w->place, sum_km, persons, birth, err));
        goto done;
    }
    cri_cohorts_count(e, w->place, -persons);
    world->entered_persons[link] += persons;
    double walk = world->links->walk_chance[link];
    int64_t walkers = walk > 0.0 ? cruce_binomial(w->step->rng, persons, walk) : 0;
    if (walkers > 0) {
        TRY(go_along(w, link, walkers, sum_km, birth, e->walk_m, true, err));
    }
    if (persons > walkers) {
        int32_t speed = cri_cohorts_speed(e, link, 0);
        TRY(go_along(w, link, persons - walkers, sum_km, birth, speed, false, err));
    }
done:
    return st;
}

/* People of one pile: some stay, the others divide over the roads. */
static cruce_status decide(const work *w, int32_t sum_km, const cri_pile *pile, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = w->step->e;
    const cri_choice *c = w->choice;
    double birth = pile->births / (double)pile->persons;
    int64_t going = pile->persons;
    if (!w->avoids_stops || sum_km * 1000 >= e->ride_m) {
        going = cruce_binomial(w->step->rng, going, w->leave_chance);
    }
    going = c->n == 0 ? 0 : going;
    if (going < pile->persons) {
        TRY(rest_here(e, w->place, sum_km, pile->persons - going, birth, err));
    }
    if (going <= 2 || going * 2 < c->n) {
        for (; going > 0; going--) {
            TRY(take_candidate(w, cri_choice_draw(c, w->step->rng), 1, sum_km, birth, err));
        }
    }
    for (int32_t j = 0; j < c->n && going > 0; j++) {
        int64_t some = c->tail[j + 1] > 0.0
                           ? cruce_binomial(w->step->rng, going, c->weight[j] / c->tail[j])
                           : going;
        going -= some;
        if (some > 0) {
            TRY(take_candidate(w, j, some, sum_km, birth, err));
        }
    }
done:
    return st;
}

/* Few arrivals: decided over one after the other, as they came. */
static cruce_status work_off_few(const work *w, int32_t first, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_sweep *s = &w->step->e->sweep;
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
    cri_sweep *s = &w->step->e->sweep;
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
    int32_t now = e->run->day * 128 + step->number;
    if (s->opened[p] != now) {
        uint64_t actor = cruce_actor_mix(e->run->world.places->actor[p], (uint64_t)step->number);
        s->rng[p] = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, actor);
        TRY(cri_choice_at(&e->run->choices, 0, p, &s->choice[p], err));
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
    work w = {.step = step, .place = s->place[class], .least_m = s->least_m[class]};
    TRY(open_place(step, w.place, err));
    step->rng = &s->rng[w.place];
    w.choice = s->choice[w.place];
    w.leads_to = s->leads_to + s->first_leg[class];
    w.leave_chance = world->leave_chance[w.place];
    w.avoids_stops = cri_cohorts_remember(e) && (world->flags[w.place] & CRUCE_TOWN);
    int32_t first = s->first_arrival[class], n = 0, most_km = 0;
    for (int32_t i = first; i != CRUCE_NONE; i = s->arrival[i].next, n++) {
        most_km = s->arrival[i].sum_km > most_km ? s->arrival[i].sum_km : most_km;
    }
    s->first_arrival[class] = CRUCE_NONE;
    if (n == 1 || n * 16 < most_km) {
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
        while (s->waiting[word] != 0) { /* ways onward may add to this word, behind the bit in work */
            int32_t bit = __builtin_ctzll(s->waiting[word]);
            s->waiting[word] &= s->waiting[word] - 1;
            TRY(work_off(step, word * 64 + bit, err));
        }
    }
done:
    s->n_arrivals = 0;
    return st;
}
