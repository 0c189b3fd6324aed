/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who acts when within a phase of the cohorts engine, so that a camp's room is felt as people come and go.
 * Far from any full camp all of a cohort act at once, which is exact. Near one, people act in the order of their
 * creation (as far as it is known), as in Flee: few of them one by one, many in parts, with rooms as they will be in the
 * middle of each part (a midpoint rule: the error falls with the square of the step). What acting means is cohorts.c and
 * sweep.c.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"
#include "cruce/rules.h"

enum {
    FEW_PERSONS = 1024, /* at most: one by one */
    PARTS_MOST = 100
};
static const double ROOM_PER_PART = 0.4; /* the room at a camp may change by this in one part */
static const double PART_LEAST = 1.0 / 1024;
static const double FEW_ARRIVALS = 8.0; /* what was expected counts for as many persons */

/* Can the room at p change if up to `up` persons come and `down` leave? */
static bool room_may_change(const cri_world *w, cruce_place_id p, double up, double down)
{
    double capacity = (double)w->capacity_persons[p] * w->settings->capacity_scaling;
    double here = (double)w->persons[p];
    return capacity >= 1.0 && up + down > 0.0 &&
           here + up > w->settings->capacity_buffer * capacity && here - down < capacity;
}

/* Can any room change, if what is expected comes, or twice as much and a few? */
static bool any_room_may_change(const cri_phase *phase)
{
    const cri_world *w = &phase->e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        double persons = phase->brings_people ? 2.0 * phase->e->surge_persons[p] + 3.0
                                              : -phase->e->expected_persons[p];
        if (room_may_change(w, p, phase->brings_people ? persons : 0.0, persons)) {
            return true;
        }
    }
    return false;
}

/* How much of `change` may come to p at once: up to the buffer, then so that the room shifts by ROOM_PER_PART, and
   half the way at most to where the camp begins or ceases to turn people away: that is a cliff, not a slope. */
static double allowed_at_once(const cri_world *w, cruce_place_id p, double change)
{
    double capacity = (double)w->capacity_persons[p] * w->settings->capacity_scaling;
    double buffer = w->settings->capacity_buffer * capacity;
    double here = (double)w->persons[p], step = ROOM_PER_PART * (capacity - buffer);
    double before = change > 0.0 ? buffer - here : here - capacity;
    double full_at = buffer + (1.0 - CRUCE_ROOM_FULL) * (capacity - buffer);
    double to_full = change > 0.0 ? full_at + 1.0 - here : here - full_at;
    double most = (before > 0.0 ? before : 0.0) + step;
    if (to_full > 0.0 && most > 0.5 * to_full) {
        most = 0.5 * to_full;
    }
    double least = 1.0 + 0.1 * step;
    return most > least ? most : least;
}

/* The part of what is left that may act at once: no room shifts by more than ROOM_PER_PART. */
static double next_part(const cri_cohorts *e)
{
    const cri_world *w = &e->run->world;
    double part = 1.0;
    for (int32_t p = 0; p < w->places->n; p++) {
        double change = e->expected_persons[p];
        double persons = change < 0.0 ? -change : change;
        if (room_may_change(w, p, change > 0.0 ? persons : 0.0, change > 0.0 ? 0.0 : persons)) {
            double most = allowed_at_once(w, p, change) / persons;
            part = most < part ? most : part;
        }
    }
    return part > PART_LEAST ? part : PART_LEAST;
}

/* Rooms as they are expected half way through the next part. */
static void look_ahead(cri_cohorts *e, double part)
{
    cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        e->before_persons[p] = (double)w->persons[p];
        if (w->capacity_persons[p] > 0) {
            double half = 0.5 * e->expected_persons[p] * part;
            int64_t persons = w->persons[p] + (int64_t)(half < 0.0 ? half - 0.5 : half + 0.5);
            w->room[p] = cruce_rule_room(w->settings, w->capacity_persons[p], persons);
        }
    }
}

/* What the rest of the phase will bring, judged by the part just done and by what was expected before: a small part,
   in which nobody may have come by chance, says little. */
static void learn(cri_cohorts *e, double part)
{
    const cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        double change = (double)w->persons[p] - e->before_persons[p];
        double old = e->expected_persons[p], size = old < 0.0 ? -old : old;
        double weight = size * part > FEW_ARRIVALS ? part : size > 0.0 ? FEW_ARRIVALS / size : 0.0;
        e->expected_persons[p] = (old * weight + change) / (weight + part) * (1.0 - part);
    }
}

/* A part of what is left of a cohort, rounded up or down by chance. */
static int64_t part_of(cruce_rng *rng, int64_t persons, double part)
{
    if (part >= 1.0) {
        return persons;
    }
    double exact = (double)persons * part;
    int64_t whole = (int64_t)exact;
    return whole + (cruce_rng_unit(rng) < exact - (double)whole ? 1 : 0);
}

/* Only the mean day of creation is known. People of many days are taken to be created evenly around it: those of a
   camp, where people have come all the time, from the first day to today; today's, today. */
static double spread_of_births(const cri_cohort *c, int32_t day)
{
    double since = c->birth, until = (double)day - c->birth;
    double spread = since < until ? since : until;
    return spread > 0.0 ? spread : 0.0; /* a mean may be rounded beyond the first or last day */
}

/* The share of a row, of those not created before `from`, who were created before `until`. */
static double created_between(const cri_cohort *c, int32_t day, double from, double until)
{
    double spread = spread_of_births(c, day);
    double first = c->birth - spread, last = c->birth + spread + 1.0; /* at any time of the day */
    first = from > first ? from : first;
    if (until >= last) {
        return 1.0;
    }
    return until <= first ? 0.0 : (until - first) / (last - first);
}

/* How many who will act were created before each day: created[d], up to created[today + 1], everybody. */
static cruce_status count_created(const cri_phase *phase, cruce_error *err)
{
    cri_cohorts *e = phase->e;
    int32_t days = e->run->day + 1;
    if (e->created == NULL) {
        e->created = cri_malloc(((size_t)e->run->scenario->n_days + 2) * sizeof *e->created);
        if (e->created == NULL) {
            return cri_no_memory(err);
        }
    }
    memset(e->created, 0, ((size_t)days + 1) * sizeof *e->created);
    for (int32_t i = 0; i < phase->who->n;
         i++) { /* persons a day: begin and end of each row's span */
        const cri_cohort *c = &phase->who->row[i];
        double spread = spread_of_births(c, e->run->day);
        int32_t first = (int32_t)(c->birth - spread), last = (int32_t)(c->birth + spread);
        last = last < days ? last : days - 1;
        first = first < last ? first : last;
        double a_day = (double)c->persons / (double)(last - first + 1);
        e->created[first] += a_day;
        e->created[last + 1] -= a_day;
    }
    double a_day = 0.0, before = 0.0;
    for (int32_t d = 0; d <= days; d++) {
        a_day += e->created[d];
        e->created[d] = before;
        before += a_day;
    }
    return CRUCE_OK;
}

/* The time of creation before which a part of those created since `from` were created. */
static double time_of_part(const cri_cohorts *e, double from, double part)
{
    int32_t today = e->run->day, d = (int32_t)from;
    double acted = e->created[d] + (from - d) * (e->created[d + 1] - e->created[d]);
    double target = acted + part * (e->created[today + 1] - acted);
    while (d < today && e->created[d + 1] <= target) {
        d++;
    }
    double a_day = e->created[d + 1] - e->created[d];
    double time = (double)d + (a_day > 0.0 ? (target - e->created[d]) / a_day : 1.0);
    double last = (double)(today + 1);
    return time < last ? time : last;
}

/* Of every row those act who were created in a span of time, each place or link drawing from its own stream. */
static cruce_status act_part(const cri_phase *phase, cri_step *step, double from, double until,
                             cruce_rng *split, cruce_error *err)
{
    int32_t day = phase->e->run->day;
    cruce_status st = CRUCE_OK;
    cruce_rng rng = *split;
    int32_t at = CRUCE_NONE;
    for (int32_t i = 0; i < phase->who->n; i++) {
        cri_cohort *c = &phase->who->row[i];
        int64_t persons = part_of(split, c->persons, created_between(c, day, from, until));
        if (persons == 0) {
            continue;
        }
        if (c->at != at) {
            at = c->at;
            rng = cri_run_rng(phase->e->run, phase->purpose,
                              cruce_actor_mix(phase->actor[at], (uint64_t)step->number));
        }
        step->rng = &rng;
        c->persons -= persons;
        TRY(phase->act(step, c, persons, err));
    }
    if (phase->finish != NULL) {
        TRY(phase->finish(step, err));
    }
done:
    step->rng = NULL; /* it was borrowed */
    return st;
}

static cruce_status act_in_parts(const cri_phase *phase, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng split = cri_run_rng(phase->e->run, CRUCE_DRAW_SPLIT, (uint64_t)phase->purpose);
    cri_step step = {.e = phase->e, .number = 0};
    double from = 0.0, last = (double)phase->e->run->day + 1.0;
    for (double part = 0.0; part < 1.0;) {
        step.number++;
        part = step.number < PARTS_MOST ? next_part(phase->e) : 1.0;
        look_ahead(phase->e, part);
        if (step.number == 1 && part < 1.0) {
            TRY(count_created(phase, err));
        }
        double until = part < 1.0 ? time_of_part(phase->e, from, part) : last;
        TRY(act_part(phase, &step, from, until, &split, err));
        from = until;
        learn(phase->e, part);
    }
done:
    return st;
}

/* A person who will act: by day of creation, those of one day in random order. */
struct cri_turn {
    double birth;
    uint32_t lot;
    int32_t row;
};

static int by_birth(const void *a, const void *b)
{
    const struct cri_turn *x = a, *y = b;
    if (x->birth != y->birth) {
        return x->birth < y->birth ? -1 : 1;
    }
    if (x->lot != y->lot) {
        return x->lot < y->lot ? -1 : 1;
    }
    return x->row < y->row ? -1 : x->row > y->row;
}

static cruce_status draw_turns(const cri_phase *phase, int32_t persons, cruce_rng *rng,
                               cruce_error *err)
{
    cri_cohorts *e = phase->e;
    if (e->turn == NULL) {
        e->turn = cri_malloc(FEW_PERSONS * sizeof *e->turn);
        if (e->turn == NULL) {
            return cri_no_memory(err);
        }
    }
    int32_t n = 0;
    for (int32_t i = 0; i < phase->who->n; i++) {
        const cri_cohort *c = &phase->who->row[i];
        double spread = spread_of_births(c, e->run->day);
        for (int64_t k = 0; k < c->persons; k++) {
            double birth = c->birth + spread * (2.0 * cruce_rng_unit(rng) - 1.0);
            e->turn[n++] = (struct cri_turn){birth, cruce_rng_bits(rng), i};
        }
    }
    qsort(e->turn, (size_t)persons, sizeof *e->turn, by_birth);
    return CRUCE_OK;
}

static cruce_status act_one_by_one(const cri_phase *phase, int32_t persons, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = phase->e;
    cruce_rng split = cri_run_rng(e->run, CRUCE_DRAW_SPLIT, (uint64_t)phase->purpose);
    cruce_rng rng = cri_run_rng(e->run, phase->purpose, 1);
    cri_step step = {.e = e, .rng = &rng, .number = 1, .one_by_one = true};
    TRY(draw_turns(phase, persons, &split, err));
    cri_rooms_refresh(&e->run->world);
    e->live = true;
    for (int32_t i = 0; i < persons; i++) {
        TRY(phase->act(&step, &phase->who->row[e->turn[i].row], 1, err));
    }
done:
    e->live = false;
    return st;
}

cruce_status cri_phase_run(const cri_phase *phase, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int64_t persons = 0;
    for (int32_t i = 0; i < phase->who->n; i++) {
        persons += phase->who->row[i].persons;
    }
    if (persons <= FEW_PERSONS && any_room_may_change(phase)) {
        TRY(act_one_by_one(phase, (int32_t)persons, err));
    } else {
        TRY(act_in_parts(phase, err));
    }
done:
    phase->who->n = 0;
    return st;
}
