/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * People at rest in the cohorts engine: how many are where with which travel memory, who leaves, who drops out.
 * What those who leave do is cohorts.c.
 */
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

cri_rest *cri_rest_of(cri_cohorts *e, int32_t group)
{
    if (e->rest[group] == NULL) {
        e->rest[group] = cri_calloc((size_t)e->run->world.places->n + 1, sizeof **e->rest);
    }
    return e->rest[group];
}

cruce_status cri_rest_settle(cri_rest *rest, int32_t memory_km, int64_t persons, double births,
                             cruce_error *err)
{
    if (memory_km >= rest->room) {
        int32_t room = memory_km < 32 ? 32 : memory_km + memory_km / 2;
        int64_t *wider = cri_realloc(rest->by_memory, (size_t)room * sizeof *wider);
        if (wider == NULL) {
            return cri_no_memory(err);
        }
        memset(wider + rest->room, 0, (size_t)(room - rest->room) * sizeof *wider);
        rest->by_memory = wider;
        rest->room = room;
    }
    rest->by_memory[memory_km] += persons;
    rest->persons += persons;
    rest->births += births;
    rest->n_memory = memory_km >= rest->n_memory ? memory_km + 1 : rest->n_memory;
    return CRUCE_OK;
}

cruce_status cri_cohorts_settle(cri_cohorts *e, cruce_place_id place, const cri_cohort *cohort,
                                int64_t persons, int32_t moved_m, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (persons == 0) {
        goto done;
    }
    int32_t memory = cohort->memory_km;
    if (e->remember && moved_m != CRI_NOT_YET) {
        memory = cri_memory_next(memory, moved_m);
    }
    if (cohort->route != 0) {
        cri_cohort c = *cohort;
        c.persons = persons;
        c.at = place;
        c.position_m = 0;
        c.memory_km = memory;
        TRY(cri_cohort_add(&e->bound, &c, err));
        goto done;
    }
    cri_rest *rest = cri_rest_of(e, cohort->group);
    if (rest == NULL) {
        return cri_no_memory(err);
    }
    double births = cohort->birth * (double)persons;
    if (cohort->state & CRI_FIRST_ROAD) {
        rest[place].first_road_persons += persons;
        rest[place].persons += persons;
        rest[place].births += births;
    } else {
        TRY(cri_rest_settle(&rest[place], memory, persons, births, err));
    }
done:
    return st;
}

/* A night's rest halves the memory: h and h + 1 become one where h is even. */
static void fade_at(cri_rest *rest)
{
    int32_t n = rest->n_memory;
    for (int32_t h = 0; 2 * h < n; h++) {
        int64_t persons = rest->by_memory[2 * h];
        if (2 * h + 1 < n) {
            persons += rest->by_memory[2 * h + 1];
        }
        rest->by_memory[2 * h] = 0;
        if (2 * h + 1 < n) {
            rest->by_memory[2 * h + 1] = 0;
        }
        rest->by_memory[h] = persons;
    }
    rest->n_memory = (n + 1) / 2;
}

void cri_rest_fade(cri_cohorts *e)
{
    for (int32_t g = 0; g < e->n_groups; g++) {
        for (int32_t p = 0; e->rest[g] != NULL && p < e->run->world.places->n; p++) {
            fade_at(&e->rest[g][p]);
        }
    }
}

cruce_status cri_rest_add(void *engine, const int64_t *persons, bool mixed, cruce_error *err)
{
    cri_cohorts *e = engine;
    (void)mixed;
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        if (persons[p] > 0) {
            cri_rest *rest = cri_rest_of(e, e->run->choices.by_home ? p : 0);
            if (rest == NULL) {
                return cri_no_memory(err);
            }
            rest[p].births += (double)e->run->day * (double)persons[p];
            rest[p].persons += persons[p];
            rest[p].first_road_persons += persons[p];
        }
    }
    return CRUCE_OK;
}

static cruce_status append_leavers(cri_cohorts *e, cri_rest *rest, cruce_place_id p, int32_t group,
                                   int32_t memory_km, int32_t state, int64_t persons,
                                   cruce_error *err)
{
    if (persons == 0) {
        return CRUCE_OK;
    }
    double birth = rest->births / (double)rest->persons;
    rest->persons -= persons;
    rest->births = birth * (double)rest->persons;
    cri_cohort c = {.persons = persons,
                    .birth = birth,
                    .at = p,
                    .group = group,
                    .memory_km = memory_km,
                    .state = state};
    return cri_cohort_append(&e->moving, &c, err);
}

/* Few leave many states: how many first, then who, one by one without replacement. */
static cruce_status pick_few(cri_cohorts *e, cri_rest *rest, cruce_place_id p, int32_t group,
                             int64_t persons, int64_t leaving, cruce_rng *rng, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (int64_t i = 0; i < leaving; i++) {
        int64_t rank = (int64_t)cruce_rng_below(rng, (uint64_t)(persons - i));
        int32_t h = 0;
        while (rank >= rest->by_memory[h]) {
            rank -= rest->by_memory[h++];
        }
        rest->by_memory[h]--;
        TRY(append_leavers(e, rest, p, group, h, 0, 1, err));
    }
done:
    return st;
}

static cruce_status pick_leavers_at(cri_cohorts *e, cri_rest *rest, cruce_place_id p, int32_t group,
                                    cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double chance = e->run->world.leave_chance[p];
    int64_t persons = rest->persons - rest->first_road_persons;
    if (rest->persons == 0 || chance <= 0.0) {
        goto done;
    }
    cruce_rng rng =
        cri_run_rng(e->run, CRUCE_DRAW_LEAVE,
                    cruce_actor_mix(e->run->world.places->actor[p], (uint64_t)(uint32_t)group));
    int64_t first = cruce_binomial(&rng, rest->first_road_persons, chance);
    rest->first_road_persons -= first;
    TRY(append_leavers(e, rest, p, group, 0, CRI_FIRST_ROAD, first, err));
    if ((double)persons * chance < 0.125 * rest->n_memory) {
        int64_t leaving = cruce_binomial(&rng, persons, chance);
        TRY(pick_few(e, rest, p, group, persons, leaving, &rng, err));
        goto done;
    }
    for (int32_t h = 0; h < rest->n_memory; h++) {
        if (rest->by_memory[h] > 0) {
            int64_t leaving = cruce_binomial(&rng, rest->by_memory[h], chance);
            rest->by_memory[h] -= leaving;
            TRY(append_leavers(e, rest, p, group, h, 0, leaving, err));
        }
    }
done:
    return st;
}

cruce_status cri_rest_pick_leavers(cri_cohorts *e, int32_t *in_order_rows, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    e->moving.n = 0;
    for (int32_t g = 0; g < e->n_groups; g++) {
        for (int32_t p = 0; e->rest[g] != NULL && p < e->run->world.places->n; p++) {
            TRY(pick_leavers_at(e, &e->rest[g][p], p, g, err));
        }
    }
    *in_order_rows = e->moving.n;
    for (int32_t i = 0; i < e->bound.n; i++) {
        TRY(cri_cohort_append(&e->moving, &e->bound.row[i], err));
    }
    cri_cohort_unindex(&e->bound);
    e->bound.n = 0;
done:
    return st;
}

/* Persons are taken out; the mean day of creation of the others stays. */
static void drop(cri_rest *rest, int64_t persons)
{
    if (persons > 0) {
        rest->births *= (double)(rest->persons - persons) / (double)rest->persons;
        rest->persons -= persons;
    }
}

static void sink_at(cri_cohorts *e, cri_rest *rest, cruce_place_id p, int32_t group)
{
    cri_world *w = &e->run->world;
    double chance = w->places->deactivation_chance[p];
    if (chance <= 0.0 || !(w->flags[p] & CRUCE_CAMP)) {
        return;
    }
    cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_SINK,
                                cruce_actor_mix(w->places->actor[p], (uint64_t)(uint32_t)group));
    int64_t gone = cruce_binomial(&rng, rest->first_road_persons, chance);
    rest->first_road_persons -= gone;
    drop(rest, gone);
    w->deactivated_persons[p] += gone;
    for (int32_t h = 0; h < rest->n_memory; h++) {
        gone = cruce_binomial(&rng, rest->by_memory[h], chance);
        rest->by_memory[h] -= gone;
        drop(rest, gone);
        w->deactivated_persons[p] += gone;
    }
}

void cri_rest_sink(cri_cohorts *e)
{
    cri_world *w = &e->run->world;
    for (int32_t g = 0; g < e->n_groups; g++) {
        for (int32_t p = 0; e->rest[g] != NULL && p < w->places->n; p++) {
            sink_at(e, &e->rest[g][p], p, g);
        }
    }
    cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_SINK, 1);
    for (int32_t i = 0; i < e->bound.n; i++) {
        cri_cohort *c = &e->bound.row[i];
        if (w->flags[c->at] & CRUCE_CAMP) {
            int64_t gone = cruce_binomial(&rng, c->persons, w->places->deactivation_chance[c->at]);
            c->persons -= gone;
            w->deactivated_persons[c->at] += gone;
        }
    }
}

static int64_t persons_with_memory(const cri_rest *rest)
{
    int64_t persons = 0;
    for (int32_t h = 0; h < rest->n_memory; h++) {
        persons += rest->by_memory[h];
    }
    return persons;
}

int64_t cri_rest_count(const void *engine, int64_t *active_persons, int64_t *group_persons)
{
    const cri_cohorts *e = engine;
    int64_t travelling = 0;
    memset(active_persons, 0, (size_t)e->run->world.places->n * sizeof *active_persons);
    memset(group_persons, 0, (size_t)e->n_groups * sizeof *group_persons);
    for (int32_t g = 0; g < e->n_groups; g++) {
        for (int32_t p = 0; e->rest[g] != NULL && p < e->run->world.places->n; p++) {
            const cri_rest *rest = &e->rest[g][p];
            int64_t here = rest->first_road_persons + persons_with_memory(rest);
            active_persons[p] += here;
            group_persons[g] += here;
        }
    }
    for (int32_t i = 0; i < e->bound.n; i++) {
        active_persons[e->bound.row[i].at] += e->bound.row[i].persons;
        group_persons[e->bound.row[i].group] += e->bound.row[i].persons;
    }
    for (int32_t i = 0; i < e->road.n; i++) {
        travelling += e->road.row[i].persons;
        group_persons[e->road.row[i].group] += e->road.row[i].persons;
    }
    return travelling;
}
