/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who acts when within a phase of the cohorts engine, so that a camp's room is felt as people come and go.
 * Far from any full camp all of a cohort act at once, which is exact. Near one, few people act one by one in the order
 * of their creation (as far as it is known), as in Flee; many act in parts, with rooms as they will be in the middle of each part (a midpoint
 * rule: the error falls with the square of the step). What acting means is cohorts.c and sweep.c.
 */
#include <stdlib.h>

#include "../base/text.h"
#include "cohorts.h"
#include "cruce/rules.h"

enum {
    FEW_PERSONS = 1024, /* at most: one by one */
    PARTS_MOST = 100
};
static const double ROOM_PER_PART = 0.1; /* the room at a camp may change by this in one part */
static const double PART_LEAST = 1.0 / 1024;

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

/* How much of `change` may come to p at once: up to the buffer, then so that the room shifts by ROOM_PER_PART. */
static double allowed_at_once(const cri_world *w, cruce_place_id p, double change)
{
    double capacity = (double)w->capacity_persons[p] * w->settings->capacity_scaling;
    double buffer = w->settings->capacity_buffer * capacity;
    double here = (double)w->persons[p], step = ROOM_PER_PART * (capacity - buffer);
    double before = change > 0.0 ? buffer - here : here - capacity;
    return (before > 0.0 ? before : 0.0) + (step > 1.0 ? step : 1.0);
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

/* What the rest of the phase will bring, judged by the part just done. */
static void learn(cri_cohorts *e, double part)
{
    const cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        double change = (double)w->persons[p] - e->before_persons[p];
        e->expected_persons[p] = change * (1.0 - part) / part;
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

/* A part of every row acts, each place or link drawing from its own stream. */
static cruce_status act_part(const cri_phase *phase, cri_step *step, double part, cruce_rng *split,
                             cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng rng = *split;
    int32_t at = CRUCE_NONE;
    for (int32_t i = 0; i < phase->who->n; i++) {
        cri_cohort *c = &phase->who->row[i];
        int64_t persons = part_of(split, c->persons, part);
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
    return st;
}

static cruce_status act_in_parts(const cri_phase *phase, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng split = cri_run_rng(phase->e->run, CRUCE_DRAW_SPLIT, (uint64_t)phase->purpose);
    cri_step step = {.e = phase->e, .number = 0};
    for (double part = 0.0; part < 1.0;) {
        step.number++;
        part = step.number < PARTS_MOST ? next_part(phase->e) : 1.0;
        look_ahead(phase->e, part);
        TRY(act_part(phase, &step, part, &split, err));
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
        for (int64_t k = 0; k < c->persons; k++) {
            e->turn[n++] = (struct cri_turn){c->birth, cruce_rng_bits(rng), i};
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
