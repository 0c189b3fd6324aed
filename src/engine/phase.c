/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who acts when within a phase of the cohorts engine, so that a camp's room is felt as people come and go.
 * Far from any full camp all of a cohort act at once, which is exact. Near one, few people act one by one in the order
 * of their creation (as far as it is known), as in Flee; many act in shares, with rooms as they will be in the middle of each share (a midpoint
 * rule: the error falls with the square of the step). What acting means is cohorts.c and sweep.c.
 */
#include <stdlib.h>

#include "../base/text.h"
#include "cohorts.h"
#include "cruce/rules.h"

enum {
    FEW_PERSONS = 1024, /* at most: one by one */
    SHARES_MOST = 64,
    PILOT_SHARES = 16 /* the first share where a surge is possible but not expected */
};
static const double ROOM_PER_SHARE = 0.1; /* the room at a camp may change by this in one share */

/* Can the room at p change if up to `up` persons come and `down` leave? */
static bool room_may_change(const cri_world *w, cruce_place_id p, double up, double down)
{
    double capacity = (double)w->capacity_persons[p] * w->settings->capacity_scaling;
    double here = (double)w->persons[p];
    return capacity >= 1.0 && up + down > 0.0 &&
           here + up > w->settings->capacity_buffer * capacity && here - down < capacity;
}

/* Can any room change, if as many come or leave as `change` says? */
static bool any_room_may_change(const cri_phase *phase, const double *change)
{
    const cri_world *w = &phase->e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        double persons = change[p] < 0.0 ? -change[p] : change[p];
        if (room_may_change(w, p, phase->brings_people ? persons : 0.0, persons)) {
            return true;
        }
    }
    return false;
}

/* Shares so small that this change shifts no room by more than ROOM_PER_SHARE. */
static int32_t shares_for(const cri_cohorts *e, const double *change)
{
    const cri_world *w = &e->run->world;
    double most = 1.0;
    for (int32_t p = 0; p < w->places->n; p++) {
        double persons = change[p] < 0.0 ? -change[p] : change[p];
        if (room_may_change(w, p, persons, persons)) {
            double range = (double)w->capacity_persons[p] * w->settings->capacity_scaling *
                           (1.0 - w->settings->capacity_buffer);
            double shares = 1.0 + persons / (ROOM_PER_SHARE * (range > 1.0 ? range : 1.0));
            most = shares > most ? shares : most;
        }
    }
    return most < SHARES_MOST ? (int32_t)most : SHARES_MOST;
}

/* Rooms as they are expected half way through the next share. */
static void look_ahead(cri_cohorts *e, int32_t shares)
{
    cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        e->before_persons[p] = (double)w->persons[p];
        if (w->capacity_persons[p] > 0) {
            double half = 0.5 * e->expected_persons[p] / shares;
            int64_t persons = w->persons[p] + (int64_t)(half < 0.0 ? half - 0.5 : half + 0.5);
            w->room[p] = cruce_rule_room(w->settings, w->capacity_persons[p], persons);
        }
    }
}

/* What the rest of the phase will bring, judged by the share just done. */
static void learn(cri_cohorts *e, int32_t shares_left)
{
    const cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        e->expected_persons[p] =
            ((double)w->persons[p] - e->before_persons[p]) * (double)shares_left;
    }
}

/* An equal part of what is left of a cohort, rounded up or down by chance. */
static int64_t share_of(cruce_rng *rng, int64_t persons, int32_t shares)
{
    if (shares == 1) {
        return persons;
    }
    int64_t rest = persons % shares;
    bool up = rest > 0 && (int64_t)cruce_rng_below(rng, (uint64_t)shares) < rest;
    return persons / shares + (up ? 1 : 0);
}

/* One share of every row acts, each place or link drawing from its own stream. */
static cruce_status act_share(const cri_phase *phase, cri_step *step, int32_t shares,
                              cruce_rng *split, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng rng = *split;
    int32_t at = CRUCE_NONE;
    for (int32_t i = 0; i < phase->who->n; i++) {
        cri_cohort *c = &phase->who->row[i];
        int64_t persons = share_of(split, c->persons, shares);
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

static cruce_status act_in_shares(const cri_phase *phase, int32_t shares, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng split = cri_run_rng(phase->e->run, CRUCE_DRAW_SPLIT, (uint64_t)phase->purpose);
    cri_step step = {.e = phase->e, .number = 0};
    while (shares > 0) {
        step.number++;
        look_ahead(phase->e, shares);
        TRY(act_share(phase, &step, shares, &split, err));
        shares--;
        if (shares > 0) {
            learn(phase->e, shares);
            int32_t wanted = shares_for(phase->e, phase->e->expected_persons);
            shares = step.number + wanted < SHARES_MOST ? wanted : 1;
        }
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
    const double *surge = phase->brings_people ? phase->e->surge_persons : phase->e->expected_persons;
    if (persons <= FEW_PERSONS && any_room_may_change(phase, surge)) {
        TRY(act_one_by_one(phase, (int32_t)persons, err));
    } else {
        int32_t shares = shares_for(phase->e, phase->e->expected_persons);
        if (shares == 1 && shares_for(phase->e, surge) > 1) {
            shares = PILOT_SHARES;
        }
        TRY(act_in_shares(phase, shares, err));
    }
done:
    phase->who->n = 0;
    return st;
}
