/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Single persons: phase 1 (who leaves, by which road), sinks, and the five verbs of an engine.
 * Phase 2 is travel.c, the tables of which a road is drawn are fork.c, keeping the rows is persons.c.
 * Order: within each phase persons act in the order of their creation and see what those before them did, as in
 * Flee (flee-compat 3.4-3.6). People who rest cost nothing: how many leave a place is one draw, then who.
 */
#include "../base/text.h"
#include "cruce/rules.h"
#include "handover.h"
#include "persons.h"

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

/* Asks the memory for the rows of those who will leave in a few words' time: they lie far apart. */
static inline void look_ahead(const cri_persons *e, int32_t word)
{
    if (word < cri_words(e->n)) {
        for (uint64_t left = e->moving[word] | e->bound[word]; left != 0; left &= left - 1) {
            __builtin_prefetch(&e->person[word * 64 + __builtin_ctzll(left)]);
        }
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
        look_ahead(e, word + 4);
        e->moving[word] = 0;
        e->bound[word] = 0;
        while (left != 0) {
            int32_t id = word * 64 + __builtin_ctzll(left);
            left &= left - 1;
            cri_person *x = &e->person[id];
            cruce_place_id p = x->at;
            cri_way way;
            TRY(cri_next_way(e, x->group, p, x->route, true, &rng, &way, err));
            x->route = way.after;
            if (way.link == CRUCE_NONE) {
                TRY(cri_persons_settle(e, id, p, err));
                continue;
            }
            cri_persons_count_in(e, p, -1);
            e->run->world.entered_persons[way.link]++;
            x->at = way.link;
            x->position_m = 0;
            if (!cri_is_stopped(e->run, x->group, way.link)) {
                cri_mark(e->travelling, id);
            }
        }
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
    cri_forks_morning(&e->forks);
    TRY(leave(e, err));
    TRY(cri_travel_all(e, err));
    if (e->run->world.settings->camps_are_sinks) {
        sink(e);
    }
    e->created[e->run->day] = e->n;
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
    .state = cri_persons_state,
};
