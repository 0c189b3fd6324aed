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

enum { MANY_PERSONS = 4 }; /* in a cell on average: tables are quicker than persons one by one */

/* Persons come to a crowd, which has to be worked off. */
static inline void count_in(cri_sweep *s, int32_t crowd, int64_t persons, double birth)
{
    s->crowds.of[crowd].persons += persons;
    s->crowds.of[crowd].births += birth * (double)persons;
    s->waiting[crowd / 64] |= (uint64_t)(persons > 0) << (crowd % 64);
}

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
    int32_t class = c->position_m == 0 ? s->arrival[c->at] : cri_sweep_class_of(s, p, left_m);
    int32_t sum_km = c->memory_km + left_m / 1000;
    if (e->remember) {
        TRY(cri_crowd_open(&s->crowds, class, sum_km, sum_km, err));
        cri_crowd_cells(&s->crowds, class)[sum_km] += persons;
    }
    count_in(s, class, persons, c->birth);
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

/* People of a class who divide over the same ways. */
typedef struct pile {
    cri_cohorts *e;
    const cri_ways *ways;
    const int32_t *leads_to; /* by leg */
    const int32_t *km;
    int64_t *taken;
    cruce_rng *rng;
    double birth;
    int32_t class, low, high; /* where sums matter: from the cells low to high */
} pile;

static inline void count_leg(const pile *w, int32_t leg, int64_t persons)
{
    w->taken[leg] += persons;
    count_in(&w->e->sweep, w->leads_to[leg], persons, w->birth);
}

/* No rule needs the sums: only persons are counted. */
static void divide_persons(const pile *w, int64_t persons)
{
    int64_t *some = w->e->sweep.ways.some;
    cri_ways_divide(w->ways, w->rng, persons, some);
    for (int32_t j = 0; j < w->ways->n; j++) {
        count_leg(w, w->ways->leg[j], some[j]);
    }
}

/* Rows to which nobody came are given back. */
static void close_empty(const pile *w)
{
    cri_crowds *crowds = &w->e->sweep.crowds;
    for (int32_t j = 0; j < w->ways->n; j++) {
        int32_t id = w->leads_to[w->ways->leg[j]];
        if (crowds->of[id].persons == 0) {
            cri_crowd_close(crowds, id);
        }
    }
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

/* Cells with many persons: way by way, each way with its table. */
static cruce_status divide_way_by_way(const pile *w, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &w->e->sweep;
    const cri_ways *ways = w->ways;
    int64_t *cell = cri_crowd_cells(&s->crowds, w->class);
    for (int32_t j = 0; j < ways->n; j++) {
        int32_t leg = ways->leg[j];
        int64_t *to = cri_crowd_cells(&s->crowds, w->leads_to[leg]) + w->km[leg], total;
        if (j < ways->n - 1) {
            TRY(cri_binomial_table_for(&ways->table[j], ways->chance[j], err));
            total = take_way(w, ways->table[j], cell, to);
        } else {
            total = take_last_way(w, cell, to);
        }
        count_leg(w, leg, total);
    }
done:
    return st;
}

/* The next cell with people from i on; beyond `high` if there is none. Most cells of small populations are empty. */
static inline int32_t next_cell(const int64_t *cell, int32_t i, int32_t high)
{
    while (i + 3 <= high && (cell[i] | cell[i + 1] | cell[i + 2] | cell[i + 3]) == 0) {
        i += 4;
    }
    while (i <= high && cell[i] == 0) {
        i++;
    }
    return i;
}

/* Cells with few persons: one after the other. */
static void divide_cell_by_cell(const pile *w)
{
    cri_sweep *s = &w->e->sweep;
    int32_t n = w->ways->n;
    int64_t *some = s->ways.some, *total = s->ways.total, **to = s->ways.to;
    for (int32_t j = 0; j < n; j++) {
        int32_t leg = w->ways->leg[j];
        to[j] = cri_crowd_cells(&s->crowds, w->leads_to[leg]) + w->km[leg];
        total[j] = 0;
    }
    int64_t *cell = cri_crowd_cells(&s->crowds, w->class);
    for (int32_t i = next_cell(cell, w->low, w->high); i <= w->high;
         i = next_cell(cell, i + 1, w->high)) {
        cri_ways_divide(w->ways, w->rng, cell[i], some);
        cell[i] = 0;
        for (int32_t j = 0; j < n; j++) {
            to[j][i] += some[j];
            total[j] += some[j];
        }
    }
    for (int32_t j = 0; j < n; j++) {
        count_leg(w, w->ways->leg[j], total[j]);
    }
}

static cruce_status divide_row(const pile *w, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_crowds *crowds = &w->e->sweep.crowds;
    for (int32_t j = 0; j < w->ways->n; j++) {
        int32_t leg = w->ways->leg[j], km = w->km[leg];
        TRY(cri_crowd_open(crowds, w->leads_to[leg], w->low + km, w->high + km, err));
    }
    const cri_crowd *crowd = &crowds->of[w->class];
    if (crowd->persons < MANY_PERSONS * (int64_t)(crowd->high - crowd->low + 1)) {
        divide_cell_by_cell(w);
    } else {
        TRY(divide_way_by_way(w, err));
    }
    close_empty(w);
done:
    return st;
}

/* In a town, people who have come less than a day's travel lately go on for sure. */
static cruce_status divide_by_sums(pile *w, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_sweep *s = &w->e->sweep;
    cri_crowd crowd = s->crowds.of[w->class];
    bool avoids_stops = w->e->run->world.flags[p] & CRUCE_TOWN;
    int32_t may_stop_km = avoids_stops ? s->ride_km : 0;
    if (crowd.low < may_stop_km) {
        w->ways = &s->ways.onward[p];
        w->low = crowd.low;
        w->high = crowd.high < may_stop_km ? crowd.high : may_stop_km - 1;
        TRY(divide_row(w, err));
    }
    if (crowd.high >= may_stop_km) {
        w->ways = &s->ways.usual[p];
        w->low = crowd.low > may_stop_km ? crowd.low : may_stop_km;
        w->high = crowd.high;
        TRY(divide_row(w, err));
    }
done:
    return st;
}

/* The stream of a place and its ways in this sub-step, in which rooms stand still. */
static cruce_status open_place(cri_step *step, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_place_ways *ways = &e->sweep.ways;
    const cri_world *w = &e->run->world;
    int32_t now = e->run->day * 128 + step->number;
    if (ways->made[p] != now) {
        uint64_t actor = cruce_actor_mix(w->places->actor[p], (uint64_t)step->number);
        ways->rng[p] = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, actor);
        const cri_choice *choice;
        TRY(cri_choice_at(&e->run->choices, 0, p, &choice, err));
        double leaving = w->leave_chance[p] < 1.0 ? w->leave_chance[p] : 1.0;
        cri_ways_list(&ways->usual[p], ways, w, p, choice, leaving);
        if (e->remember && (w->flags[p] & CRUCE_TOWN)) {
            cri_ways_list(&ways->onward[p], ways, w, p, choice, 1.0);
        }
        ways->made[p] = now;
    }
done:
    return st;
}

static cruce_status work_off(cri_step *step, int32_t class, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    const cri_crowd *crowd = &s->crowds.of[class];
    cruce_place_id p = s->place[class];
    TRY(open_place(step, p, err));
    int32_t first = cri_first_leg(&s->ways, e->run->world.links, p);
    pile w = {.e = e,
              .ways = &s->ways.usual[p],
              .leads_to = s->leads_to + s->first_leg[class],
              .km = s->ways.km + first,
              .taken = s->ways.taken + first,
              .rng = &s->ways.rng[p],
              .birth = crowd->births / (double)crowd->persons,
              .class = class};
    if (e->remember) {
        TRY(divide_by_sums(&w, p, err));
    } else {
        divide_persons(&w, crowd->persons);
    }
    cri_crowd_close(&s->crowds, class);
done:
    return st;
}

/* --- the end of the day --- */

/* Memory after the day is half of the sum. */
static cruce_status rest_at(cri_cohorts *e, cruce_place_id p, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_crowds *crowds = &e->sweep.crowds;
    int32_t id = cri_sweep_rest(&e->sweep, p);
    const cri_crowd *crowd = &crowds->of[id];
    cri_rest *rest = cri_rest_of(e, 0);
    if (rest == NULL) {
        return cri_no_memory(err);
    }
    if (!e->remember) {
        TRY(cri_rest_settle(&rest[p], 0, crowd->persons, crowd->births, err));
        goto close;
    }
    int64_t *cell = cri_crowd_cells(crowds, id);
    for (int32_t sum_km = crowd->low; sum_km <= crowd->high; sum_km++) {
        if (cell[sum_km] > 0) {
            TRY(cri_rest_settle(&rest[p], sum_km / 2, cell[sum_km], 0.0, err));
            cell[sum_km] = 0;
        }
    }
    rest[p].births += crowd->births;
close:
    cri_crowd_close(crowds, id);
done:
    return st;
}

static cruce_status spend_night(cri_cohorts *e, cruce_link_id k, bool on_foot, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_crowds *crowds = &e->sweep.crowds;
    int32_t id = cri_sweep_night(&e->sweep, e->run->world.places->n, k, on_foot);
    const cri_crowd *crowd = &crowds->of[id];
    int32_t position_m = on_foot ? e->walk_m : e->speed_m[k];
    cri_cohort c = {.birth = crowd->births / (double)crowd->persons, .at = k};
    e->run->world.persons[e->run->world.links->to[k]] -= crowd->persons; /* not there yet */
    if (!e->remember) {
        TRY(cri_cohorts_stay_on_road(e, &c, crowd->persons, position_m, 0, err));
        goto close;
    }
    int64_t *cell = cri_crowd_cells(crowds, id);
    for (c.memory_km = crowd->low; c.memory_km <= crowd->high; c.memory_km++) {
        TRY(cri_cohorts_stay_on_road(e, &c, cell[c.memory_km], position_m, 0, err));
        cell[c.memory_km] = 0;
    }
close:
    cri_crowd_close(crowds, id);
done:
    return st;
}

static cruce_status work_off_any(cri_step *step, int32_t id, cruce_error *err)
{
    const cri_sweep *s = &step->e->sweep;
    int32_t n_places = step->e->run->world.places->n;
    if (id < s->n_classes) {
        return work_off(step, id, err);
    }
    id -= s->n_classes;
    if (id < n_places) {
        return rest_at(step->e, id, err);
    }
    id -= n_places;
    return spend_night(step->e, id / 2, id % 2 == 1, err);
}

/* Persons of places and links, which nobody asks for within a sweep. */
static void count_legs(cri_cohorts *e)
{
    cri_world *w = &e->run->world;
    cri_place_ways *ways = &e->sweep.ways;
    for (int32_t k = 0; k < w->links->n; k++) {
        cruce_place_id p = w->links->from[k];
        int64_t *taken = ways->taken + ways->gaits * k + p, persons = 0;
        for (int32_t gait = 0; gait < ways->gaits; gait++) {
            persons += taken[gait];
            taken[gait] = 0;
        }
        w->entered_persons[k] += persons;
        w->persons[p] -= persons;
        w->persons[w->links->to[k]] += persons;
    }
}

cruce_status cri_sweep_run(cri_step *step, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &step->e->sweep;
    for (int32_t word = 0; word <= s->crowds.n / 64; word++) {
        while (s->waiting[word] != 0) { /* legs may add to this word, behind the bit in work */
            int32_t bit = __builtin_ctzll(s->waiting[word]);
            s->waiting[word] &= s->waiting[word] - 1;
            TRY(work_off_any(step, word * 64 + bit, err));
        }
    }
    count_legs(step->e);
done:
    return st;
}
