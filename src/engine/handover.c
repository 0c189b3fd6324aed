/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * People enter and leave movement, for both engines: the world's counts and the ledger of the run are kept here.
 * Who they are and where else they can be is the border's (border_*.c). Taking out is exact: one binomial per state in
 * the cohorts engine, one draw per person in the agents engine.
 */
#include "handover.h"

#include "../base/text.h"
#include "cohorts.h"
#include "persons.h"

/* --- a run --- */

cruce_status cri_run_put(cri_run *run, cruce_place_id place, const int64_t *persons, bool newly,
                         cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t n_groups = run->choices.n_groups;
    for (int32_t g = 0; g < n_groups; g++) {
        if (persons[g] > 0) {
            run->world.persons[place] += persons[g];
            run->created_persons += newly ? persons[g] : 0;
            run->outside_persons -= newly ? 0 : persons[g];
            TRY(run->people->put(run->engine, g, place, persons[g], newly, err));
        }
    }
done:
    return st;
}

void cri_run_take(cri_run *run, cruce_place_id place, const double *chance, cruce_rng *rng,
                  int64_t *persons)
{
    int32_t n_groups = run->choices.n_groups;
    int64_t taken = 0;
    for (int32_t g = 0; g < n_groups; g++) {
        taken -= persons[g];
    }
    run->people->take(run->engine, place, chance, rng, persons);
    for (int32_t g = 0; g < n_groups; g++) {
        taken += persons[g];
    }
    run->world.persons[place] -= taken;
    run->outside_persons += taken;
}

void cri_run_take_some(cri_run *run, cruce_place_id place, int32_t group, int64_t persons)
{
    if (persons > 0) {
        run->people->take_some(run->engine, group, place, persons);
        run->world.persons[place] -= persons;
        run->outside_persons += persons;
    }
}

void cri_run_resting(const cri_run *run, cruce_place_id place, int64_t *persons)
{
    run->people->resting(run->engine, place, persons);
}

/* --- cohorts --- */

cruce_status cri_cohorts_put(void *engine, int32_t group, cruce_place_id place, int64_t persons,
                             bool newly, cruce_error *err)
{
    cri_cohorts *e = engine;
    cri_rest *rest = cri_rest_of(e, group);
    if (rest == NULL) {
        return cri_no_memory(err);
    }
    if (!newly) {
        double births = (double)e->run->day * (double)persons;
        return cri_rest_settle(&rest[place], 0, persons, births, err);
    }
    rest[place].births += (double)e->run->day * (double)persons;
    rest[place].persons += persons;
    rest[place].first_road_persons += persons;
    return CRUCE_OK;
}

/* One state: how many of its people go. */
static int64_t take_of(int64_t *persons, double chance, cruce_rng *rng)
{
    int64_t gone = chance < 1.0 ? cruce_binomial(rng, *persons, chance) : *persons;
    *persons -= gone;
    return gone;
}

void cri_cohorts_take(void *engine, cruce_place_id place, const double *chance, cruce_rng *rng,
                      int64_t *persons)
{
    cri_cohorts *e = engine;
    for (int32_t g = 0; g < e->n_groups; g++) {
        cri_rest *rest = e->rest[g] == NULL ? NULL : &e->rest[g][place];
        double each = chance == NULL ? 1.0 : chance[g];
        if (rest == NULL || rest->persons == 0 || !(each > 0.0)) {
            continue;
        }
        int64_t gone = take_of(&rest->first_road_persons, each, rng);
        for (int32_t h = 0; h < rest->n_memory; h++) {
            gone += take_of(&rest->by_memory[h], each, rng);
        }
        rest->births *= (double)(rest->persons - gone) / (double)rest->persons;
        rest->persons -= gone;
        persons[g] += gone;
    }
}

/* Those who set out last go first: they remember least. */
void cri_cohorts_take_some(void *engine, int32_t group, cruce_place_id place, int64_t persons)
{
    cri_cohorts *e = engine;
    cri_rest *rest = &e->rest[group][place];
    rest->births *= (double)(rest->persons - persons) / (double)rest->persons;
    rest->persons -= persons;
    int64_t some = persons < rest->first_road_persons ? persons : rest->first_road_persons;
    rest->first_road_persons -= some;
    for (int32_t h = 0; h < rest->n_memory && persons > some; h++) {
        persons -= some;
        some = persons < rest->by_memory[h] ? persons : rest->by_memory[h];
        rest->by_memory[h] -= some;
    }
}

void cri_cohorts_resting(const void *engine, cruce_place_id place, int64_t *persons)
{
    const cri_cohorts *e = engine;
    for (int32_t g = 0; g < e->n_groups; g++) {
        persons[g] += e->rest[g] == NULL ? 0 : e->rest[g][place].persons;
    }
}

/* --- agents --- */

bool cri_is_stopped(cri_run *run, int32_t nation, cruce_link_id link)
{
    return run->checkpoints != NULL && cri_checkpoints_stop(run, nation, link, 1) > 0;
}

void cri_persons_take(void *engine, cruce_place_id place, const double *chance, cruce_rng *rng,
                      int64_t *persons)
{
    cri_persons *e = engine;
    cri_residents *here = &e->residents[place];
    int32_t left = 0;
    for (int32_t i = 0; i < here->n; i++) {
        int32_t id = here->id[i], g = e->person[id].group;
        if (chance == NULL || cruce_rng_unit(rng) < chance[g]) {
            persons[g]++; /* its row stays and is in no list any more */
        } else {
            here->id[left++] = id;
        }
    }
    here->n = left;
}

/* Those who came last go first. */
void cri_persons_take_some(void *engine, int32_t group, cruce_place_id place, int64_t persons)
{
    cri_persons *e = engine;
    cri_residents *here = &e->residents[place];
    int32_t first = here->n;
    while (persons > 0) {
        int32_t id = here->id[--first];
        if (e->person[id].group == group) {
            here->id[first] = here->id[--here->n];
            persons--;
        }
    }
}

void cri_persons_resting(const void *engine, cruce_place_id place, int64_t *persons)
{
    const cri_persons *e = engine;
    const cri_residents *here = &e->residents[place];
    for (int32_t i = 0; i < here->n; i++) {
        persons[e->person[here->id[i]].group]++;
    }
}
