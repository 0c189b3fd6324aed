/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A day on the road, worked off class by class (classes.c): people at one place, of one class of distance and with one sum
 * of travel memory and distance, are one count that is divided over the ways onward once. The memory after the day is half
 * of that sum, and whether people avoid a short stop depends on it alone, so nothing is lost. Counts stand in a row by
 * sum (crowds.h): a leg of d km adds to the row of the class it leads to, d cells further on.
 * cohorts.c uses it where settings allow, and works state by state where they do not.
 */
#include "sweep.h"

#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

/* --- people who begin the day's second phase on a road --- */

static cruce_status come_along(cri_step *step, const cri_cohort *c, int64_t persons,
                               int32_t speed_m, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
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
    if (s->known_link != c->at || s->known_left_m != left_m) {
        s->known_link = c->at;
        s->known_left_m = left_m;
        s->known_class = cri_sweep_class_of(s, p, left_m);
    }
    int32_t class = s->known_class, sum_km = e->remember ? c->memory_km + left_m / 1000 : 0;
    TRY(cri_crowd_open(&s->crowds, class, sum_km, sum_km, err));
    cri_crowd_cells(&s->crowds, class)[sum_km] += persons;
    s->crowds.of[class].persons += persons;
    s->crowds.of[class].births += c->birth * (double)persons;
    s->waiting[class / 64] |= (uint64_t)1 << (class % 64);
done:
    return st;
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

/* --- people who go on from a place, or stay there --- */

/* The people of a class with sums from low to high, and what they may do. */
typedef struct pile {
    cri_cohorts *e;
    cruce_place_id place;
    int32_t class, low, high;
    const int32_t *leads_to; /* by leg */
    const cri_ways *ways;
    cruce_rng *rng;
} pile;

static inline cruce_link_id link_of(const pile *w, int32_t leg)
{
    return w->e->run->world.links->first_out[w->place] + leg / w->e->sweep.ways.gaits;
}

static inline int32_t leads_to(const pile *w, int32_t j)
{
    int32_t leg = w->ways->leg[j];
    return leg == CRUCE_NONE ? cri_sweep_rest(&w->e->sweep, w->place) : w->leads_to[leg];
}

/* By how much a way adds to the sum; a night on a road is only as far along it as a day goes. */
static inline int32_t adds_km(const pile *w, int32_t j)
{
    int32_t leg = w->ways->leg[j];
    if (leg == CRUCE_NONE || !w->e->remember) {
        return 0;
    }
    cruce_link_id k = link_of(w, leg);
    int32_t speed_m = leg % w->e->sweep.ways.gaits == 1 ? w->e->walk_m : w->e->speed_m[k];
    int32_t length_m = w->e->run->world.links->length_m[k];
    return (speed_m < length_m ? speed_m : length_m) / 1000;
}

/* Persons of the pile take a way: they are counted where it leads to. */
static inline void count_way(const pile *w, int32_t j, int64_t persons, double birth)
{
    cri_sweep *s = &w->e->sweep;
    cri_world *world = &w->e->run->world;
    int32_t id = leads_to(w, j), leg = w->ways->leg[j];
    if (leg != CRUCE_NONE) {
        cruce_link_id k = link_of(w, leg);
        world->persons[w->place] -= persons; /* rooms stand still within a sweep */
        world->entered_persons[k] += persons;
        if (id < s->n_classes + world->places->n) {
            world->persons[world->links->to[k]] += persons;
        }
    }
    s->crowds.of[id].persons += persons;
    s->crowds.of[id].births += birth * (double)persons;
    if (id < s->n_classes) {
        s->waiting[id / 64] |= (uint64_t)1 << (id % 64);
    }
}

/* All in one cell: rows are opened only where somebody goes. */
static cruce_status divide_cell(const pile *w, double birth, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &w->e->sweep;
    int64_t *cell = cri_crowd_cells(&s->crowds, w->class) + w->low;
    cri_ways_divide(w->ways, w->rng, *cell, s->ways.some);
    *cell = 0;
    for (int32_t j = 0; j < w->ways->n; j++) {
        if (s->ways.some[j] > 0) {
            int32_t sum_km = w->low + adds_km(w, j), id = leads_to(w, j);
            TRY(cri_crowd_open(&s->crowds, id, sum_km, sum_km, err));
            cri_crowd_cells(&s->crowds, id)[sum_km] += s->ways.some[j];
            count_way(w, j, s->ways.some[j], birth);
        }
    }
done:
    return st;
}

/* One way: how many of each cell take it, who have taken none before. Returns how many in all. */
static int64_t take_way(const pile *w, cri_binomial_table *table, int64_t *restrict cell,
                        int64_t *restrict to)
{
    int64_t total = 0;
    for (int32_t sum_km = w->low; sum_km <= w->high; sum_km++) {
        if (cell[sum_km] > 0) {
            int64_t some = cri_binomial_draw(table, w->rng, cell[sum_km]);
            cell[sum_km] -= some;
            to[sum_km] += some;
            total += some;
        }
    }
    return total;
}

static int64_t take_last_way(const pile *w, int64_t *restrict cell, int64_t *restrict to)
{
    int64_t total = 0;
    for (int32_t sum_km = w->low; sum_km <= w->high; sum_km++) {
        to[sum_km] += cell[sum_km];
        total += cell[sum_km];
        cell[sum_km] = 0;
    }
    return total;
}

/* Many cells: way by way, each way with its table. */
static cruce_status divide_row(const pile *w, double birth, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &w->e->sweep;
    const cri_ways *ways = w->ways;
    for (int32_t j = 0; j < ways->n; j++) {
        int32_t more_km = adds_km(w, j);
        TRY(cri_crowd_open(&s->crowds, leads_to(w, j), w->low + more_km, w->high + more_km, err));
    }
    int64_t *cell = cri_crowd_cells(&s->crowds, w->class);
    for (int32_t j = 0; j < ways->n; j++) {
        int64_t *to = cri_crowd_cells(&s->crowds, leads_to(w, j)) + adds_km(w, j), total;
        if (j < ways->n - 1) {
            TRY(cri_binomial_table_for(&ways->table[j], ways->chance[j], err));
            total = take_way(w, ways->table[j], cell, to);
        } else {
            total = take_last_way(w, cell, to);
        }
        count_way(w, j, total, birth);
    }
done:
    return st;
}

/* The stream of a place and its ways in this sub-step, in which rooms stand still. */
static cruce_status open_place(cri_step *step, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    const cri_world *w = &e->run->world;
    int32_t now = e->run->day * 128 + step->number;
    if (s->ways.made[p] != now) {
        uint64_t actor = cruce_actor_mix(w->places->actor[p], (uint64_t)step->number);
        s->ways.rng[p] = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, actor);
        const cri_choice *choice;
        TRY(cri_choice_at(&e->run->choices, 0, p, &choice, err));
        double leaving = w->leave_chance[p] < 1.0 ? w->leave_chance[p] : 1.0;
        cri_ways_list(&s->ways.usual[p], w, p, choice, leaving, s->ways.gaits);
        if (e->remember && (w->flags[p] & CRUCE_TOWN)) {
            cri_ways_list(&s->ways.onward[p], w, p, choice, 1.0, s->ways.gaits);
        }
        s->ways.made[p] = now;
    }
done:
    return st;
}

static cruce_status work_off(cri_step *step, int32_t class, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    cruce_place_id p = s->place[class];
    TRY(open_place(step, p, err));
    cri_crowd crowd = s->crowds.of[class];
    double birth = crowd.persons > 0 ? crowd.births / (double)crowd.persons : 0.0;
    pile w = {.e = e,
              .place = p,
              .class = class,
              .leads_to = s->leads_to + s->first_leg[class],
              .rng = &s->ways.rng[p]};
    bool avoids_stops = e->remember && (e->run->world.flags[p] & CRUCE_TOWN);
    int32_t may_stop_km = avoids_stops ? s->ride_km : 0, middle = crowd.low;
    if (crowd.low < may_stop_km) { /* too little yet: they go on for sure */
        middle = crowd.high < may_stop_km ? crowd.high + 1 : may_stop_km;
        w.ways = &s->ways.onward[p];
        w.low = crowd.low;
        w.high = middle - 1;
        TRY(w.low == w.high ? divide_cell(&w, birth, err) : divide_row(&w, birth, err));
    }
    if (middle <= crowd.high) {
        w.ways = &s->ways.usual[p];
        w.low = middle;
        w.high = crowd.high;
        TRY(w.low == w.high ? divide_cell(&w, birth, err) : divide_row(&w, birth, err));
    }
    cri_crowd_close(&s->crowds, class);
done:
    return st;
}

/* --- the end of the day --- */

static cruce_status end_at_place(cri_cohorts *e, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_crowds *crowds = &e->sweep.crowds;
    int32_t id = cri_sweep_rest(&e->sweep, p);
    cri_crowd crowd = crowds->of[id];
    if (crowd.row == CRUCE_NONE) {
        return CRUCE_OK;
    }
    cri_rest *rest = cri_rest_of(e, 0);
    if (rest == NULL) {
        return cri_no_memory(err);
    }
    int64_t *cell = cri_crowd_cells(crowds, id);
    for (int32_t sum_km = crowd.low; sum_km <= crowd.high; sum_km++) {
        if (cell[sum_km] > 0) {
            TRY(cri_rest_settle(&rest[p], sum_km / 2, cell[sum_km], 0.0, err));
            cell[sum_km] = 0;
        }
    }
    rest[p].births += crowd.births;
    cri_crowd_close(crowds, id);
done:
    return st;
}

static cruce_status end_on_road(cri_cohorts *e, cruce_link_id k, bool on_foot, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_crowds *crowds = &e->sweep.crowds;
    int32_t id = cri_sweep_night(&e->sweep, e->run->world.places->n, k, on_foot);
    cri_crowd crowd = crowds->of[id];
    if (crowd.row == CRUCE_NONE) {
        return CRUCE_OK;
    }
    int64_t *cell = cri_crowd_cells(crowds, id);
    int32_t position_m = on_foot ? e->walk_m : e->speed_m[k];
    double birth = crowd.persons > 0 ? crowd.births / (double)crowd.persons : 0.0;
    for (int32_t sum_km = crowd.low; sum_km <= crowd.high; sum_km++) {
        cri_cohort c = {.birth = birth, .at = k, .memory_km = sum_km};
        TRY(cri_cohorts_stay_on_road(e, &c, cell[sum_km], position_m, 0, err));
        cell[sum_km] = 0;
    }
    cri_crowd_close(crowds, id);
done:
    return st;
}

cruce_status cri_sweep_run(cri_step *step, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    for (int32_t word = 0; word <= s->n_classes / 64; word++) {
        while (s->waiting[word] !=
               0) { /* ways onward may add to this word, behind the bit in work */
            int32_t bit = __builtin_ctzll(s->waiting[word]);
            s->waiting[word] &= s->waiting[word] - 1;
            TRY(work_off(step, word * 64 + bit, err));
        }
    }
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        TRY(end_at_place(e, p, err));
    }
    for (int32_t k = 0; k < e->run->world.links->n; k++) {
        TRY(end_on_road(e, k, false, err));
        TRY(end_on_road(e, k, true, err));
    }
done:
    return st;
}
