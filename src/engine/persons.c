/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keeps single persons: their rows, which grow between days, and lists of who rests where.
 * What persons do is agents.c.
 */
#include "persons.h"
#include "handover.h"

#include <limits.h>
#include <string.h>

#include "../base/text.h"

cruce_status cri_persons_create(cri_run *run, void **engine, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_persons *e = cri_calloc(1, sizeof *e);
    if (e == NULL) {
        return cri_no_memory(err);
    }
    *engine = e;
    e->run = run;
    const cruce_links *links = run->world.links;
    e->residents = cri_calloc((size_t)run->world.places->n + 1, sizeof *e->residents);
    e->created = cri_calloc((size_t)run->scenario->n_days + 1, sizeof *e->created);
    e->road = cri_calloc((size_t)links->n + 1, sizeof *e->road);
    if (e->residents == NULL || e->created == NULL || e->road == NULL) {
        return cri_no_memory(err);
    }
    TRY(cri_forks_init(&e->forks, run, err));
    e->fade[0] = 1.0;
    for (int i = 1; i < CRI_NIGHTS; i++) {
        e->fade[i] = e->fade[i - 1] / 2.0;
    }
    for (int32_t k = 0; k < links->n; k++) {
        e->road[k] = (cri_road){.from = links->from[k],
                                .to = links->to[k],
                                .length_m = links->length_m[k],
                                .speed_m = run->world.speed_m[k],
                                .walk_chance = links->walk_chance[k]};
    }
done:
    return st;
}

void cri_persons_destroy(void *engine)
{
    cri_persons *e = engine;
    for (int32_t p = 0; e->residents != NULL && p < e->run->world.places->n; p++) {
        cri_free(e->residents[p].id);
    }
    cri_forks_free(&e->forks);
    cri_free(e->residents);
    cri_free(e->created);
    cri_free(e->road);
    cri_free(e->person);
    cri_free(e->travelling);
    cri_free(e->moving);
    cri_free(e->bound);
    cri_free(e->newcomer);
    cri_free(e);
}

/* Widens one array; the old one stays valid if memory runs out. */
static bool widen(void *array, size_t rows, size_t size)
{
    void *old;
    memcpy(&old, array, sizeof old);
    void *wider = cri_realloc(old, rows * size);
    if (wider != NULL) {
        memcpy(array, &wider, sizeof wider);
    }
    return wider != NULL;
}

static bool widen_bits(uint64_t **bits, int32_t old_rows, size_t rows)
{
    if (!widen(bits, rows / 64, sizeof **bits)) {
        return false;
    }
    size_t old_words = (size_t)old_rows / 64;
    memset(*bits + old_words, 0, (rows / 64 - old_words) * sizeof **bits);
    return true;
}

cruce_status cri_persons_make_room(cri_persons *e, int64_t more, cruce_error *err)
{
    int64_t needed = e->n + more;
    if (needed <= e->room) {
        return CRUCE_OK;
    }
    if (needed > INT_MAX - 64) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "the agents engine holds at most %d persons; use --engine cohorts",
                        INT_MAX - 64);
    }
    int64_t wish = needed + needed / 2 < INT_MAX - 64 ? needed + needed / 2 : needed;
    size_t rows = ((size_t)wish + 63) / 64 * 64;
    bool ok = widen(&e->person, rows, sizeof *e->person) &&
              widen_bits(&e->travelling, e->room, rows) && widen_bits(&e->moving, e->room, rows) &&
              widen_bits(&e->bound, e->room, rows);
    if (!ok) {
        return cri_no_memory(err);
    }
    e->room = (int32_t)rows;
    return CRUCE_OK;
}

/* A list of places, one entry per new person. Mixed: in random order, as if each were drawn on its own. */
static cruce_status list_newcomers(cri_persons *e, const int64_t *persons, int64_t total,
                                   bool mixed, cruce_error *err)
{
    if (total > e->newcomer_room) {
        if (!widen(&e->newcomer, (size_t)total, sizeof *e->newcomer)) {
            return cri_no_memory(err);
        }
        e->newcomer_room = (int32_t)total;
    }
    int32_t i = 0;
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        for (int64_t k = 0; k < persons[p]; k++) {
            e->newcomer[i++] = p;
        }
    }
    if (mixed) {
        cruce_rng rng = cri_run_rng(e->run, CRUCE_DRAW_SPAWN_PLACE, 1);
        for (int32_t last = i - 1; last > 0; last--) {
            int32_t other = (int32_t)cruce_rng_below(&rng, (uint64_t)last + 1);
            int32_t place = e->newcomer[last];
            e->newcomer[last] = e->newcomer[other];
            e->newcomer[other] = place;
        }
    }
    return CRUCE_OK;
}

static cruce_status create_person(cri_persons *e, int32_t group, cruce_place_id place, bool newly,
                                  cruce_error *err)
{
    int32_t id = e->n++;
    e->person[id] = (cri_person){.at = place,
                                 .group = group,
                                 .recent_day = e->run->day,
                                 .state = newly ? CRI_FIRST_ROAD : 0};
    return cri_persons_settle(e, id, place, err);
}

cruce_status cri_persons_put(void *engine, int32_t group, cruce_place_id place, int64_t persons,
                             bool newly, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_persons *e = engine;
    TRY(cri_persons_make_room(e, persons, err));
    for (int64_t i = 0; i < persons; i++) {
        TRY(create_person(e, group, place, newly, err));
    }
done:
    return st;
}

cruce_status cri_persons_add(void *engine, const int64_t *persons, bool mixed, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_persons *e = engine;
    int64_t total = 0;
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        total += persons[p];
    }
    if (total == 0) {
        goto done;
    }
    TRY(cri_persons_make_room(e, total, err));
    TRY(list_newcomers(e, persons, total, mixed, err));
    for (int32_t i = 0; i < (int32_t)total; i++) {
        cruce_place_id p = e->newcomer[i];
        TRY(create_person(e, e->run->choices.by_home ? p : 0, p, true, err));
    }
done:
    return st;
}

void cri_persons_link_closed(void *engine, cruce_link_id link)
{
    cri_persons *e = engine;
    for (int32_t id = 0; id < e->n; id++) {
        bool travelling = e->travelling[id / 64] >> (id % 64) & 1;
        if (travelling && e->person[id].at == link) {
            e->person[id].state |= CRI_ROAD_CLOSED;
        }
    }
}

/* Adds up single persons of many groups; with one group its number follows from the others. */
static void count_groups(const cri_persons *e, int64_t *group_persons)
{
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        for (int32_t i = 0; i < e->residents[p].n; i++) {
            group_persons[e->person[e->residents[p].id[i]].group]++;
        }
    }
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        uint64_t left = e->travelling[word] | e->bound[word];
        for (; left != 0; left &= left - 1) {
            group_persons[e->person[word * 64 + __builtin_ctzll(left)].group]++;
        }
    }
}

int64_t cri_persons_count(const void *engine, int64_t *active_persons, int64_t *group_persons)
{
    const cri_persons *e = engine;
    int64_t travelling = 0;
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        active_persons[p] = e->residents[p].n;
    }
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        travelling += __builtin_popcountll(e->travelling[word]);
        for (uint64_t left = e->bound[word]; left != 0; left &= left - 1) {
            active_persons[e->person[word * 64 + __builtin_ctzll(left)].at]++;
        }
    }
    memset(group_persons, 0, (size_t)e->run->choices.n_groups * sizeof *group_persons);
    if (e->run->choices.n_groups > 1) {
        count_groups(e, group_persons);
    } else {
        group_persons[0] = travelling;
        for (int32_t p = 0; p < e->run->world.places->n; p++) {
            group_persons[0] += active_persons[p];
        }
    }
    return travelling;
}

cruce_status cri_persons_settle(cri_persons *e, int32_t id, cruce_place_id place, cruce_error *err)
{
    if (e->person[id].route != 0) {
        cri_mark(e->bound, id);
        return CRUCE_OK;
    }
    cri_residents *here = &e->residents[place];
    if (here->n == here->room) {
        int32_t room = here->room < 8 ? 16 : here->room + here->room / 2;
        if (!widen(&here->id, (size_t)room, sizeof *here->id)) {
            return cri_no_memory(err);
        }
        here->room = room;
    }
    here->id[here->n++] = id;
    return CRUCE_OK;
}

cri_way cri_follow_route(const cri_run *run, cruce_place_id p, int32_t route)
{
    const cri_routes *routes = &run->choices.routes;
    cruce_link_id link = cri_world_open_link(&run->world, p, routes->next[route]);
    bool stays = link == CRUCE_NONE || cri_is_full(&run->world, routes->final[route]);
    return stays ? (cri_way){CRUCE_NONE, 0} : (cri_way){link, routes->after[route]};
}

void cri_residents_to_end(cri_residents *residents, int32_t n, cruce_rng *rng)
{
    int32_t *id = residents->id;
    for (int32_t i = 0; i < n; i++) {
        int32_t last = residents->n - 1 - i;
        int32_t pick = (int32_t)cruce_rng_below(rng, (uint64_t)last + 1);
        int32_t swapped = id[pick];
        id[pick] = id[last];
        id[last] = swapped;
    }
}

int32_t cri_persons_birth(const cri_persons *e, int32_t id)
{
    int32_t low = 0, high = e->run->day; /* the first day with created[day] > id */
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (e->created[middle] > id) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

int64_t cri_persons_sink_bound(cri_persons *e, cruce_place_id place, double chance, cruce_rng *rng)
{
    int64_t gone = 0;
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        for (uint64_t left = e->bound[word]; left != 0; left &= left - 1) {
            int32_t id = word * 64 + __builtin_ctzll(left);
            if (e->person[id].at == place && cruce_rng_unit(rng) < chance) {
                cri_unmark(e->bound, id);
                gone++;
            }
        }
    }
    return gone;
}
