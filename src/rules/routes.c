/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Remaining routes as numbers: equal routes get the same number, so people who follow them stay exchangeable.
 * A route is a chain: the next place, then the number of the rest. Which routes exist is choice.c's concern.
 */
#include "routes.h"

#include "../base/text.h"
#include "cruce/rng.h"

static uint32_t slot_of(const cri_routes *routes, cruce_place_id next, int32_t after)
{
    uint64_t key = (uint64_t)(uint32_t)next << 32 | (uint32_t)after;
    key *= 0x9e3779b97f4a7c15u;
    return (uint32_t)(key >> 33) & (uint32_t)(routes->n_slots - 1);
}

static cruce_status make_room(cri_routes *routes, cruce_error *err)
{
    int32_t room = routes->room == 0 ? 64 : routes->room * 2;
    size_t bytes = (size_t)room * sizeof(int32_t);
    int32_t *slot = cri_malloc(2 * bytes);
    int32_t *next = cri_realloc(routes->next, bytes);
    routes->next = next != NULL ? next : routes->next;
    int32_t *final = cri_realloc(routes->final, bytes);
    routes->final = final != NULL ? final : routes->final;
    int32_t *after = cri_realloc(routes->after, bytes);
    routes->after = after != NULL ? after : routes->after;
    if (slot == NULL || next == NULL || final == NULL || after == NULL) {
        cri_free(slot);
        return cri_no_memory(err);
    }
    cri_free(routes->slot);
    routes->slot = slot;
    routes->room = room;
    routes->n_slots = 2 * room;
    for (int32_t i = 0; i < routes->n_slots; i++) {
        slot[i] = CRUCE_NONE;
    }
    for (int32_t i = 1; i < routes->n; i++) {
        uint32_t s = slot_of(routes, routes->next[i], routes->after[i]);
        while (slot[s] != CRUCE_NONE) {
            s = (s + 1) & (uint32_t)(routes->n_slots - 1);
        }
        slot[s] = i;
    }
    return CRUCE_OK;
}

cruce_status cri_routes_intern(cri_routes *routes, cruce_place_id next, int32_t after, int32_t *id,
                               cruce_error *err)
{
    if (routes->n + 1 >= routes->room) {
        cruce_status st = make_room(routes, err);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    if (routes->n == 0) { /* row 0: nothing remains */
        routes->next[0] = CRUCE_NONE;
        routes->final[0] = CRUCE_NONE;
        routes->after[0] = 0;
        routes->n = 1;
    }
    uint32_t s = slot_of(routes, next, after);
    while (routes->slot[s] != CRUCE_NONE) {
        int32_t i = routes->slot[s];
        if (routes->next[i] == next && routes->after[i] == after) {
            *id = i;
            return CRUCE_OK;
        }
        s = (s + 1) & (uint32_t)(routes->n_slots - 1);
    }
    routes->next[routes->n] = next;
    routes->after[routes->n] = after;
    routes->final[routes->n] = after == 0 ? next : routes->final[after];
    routes->slot[s] = routes->n;
    *id = routes->n++;
    return CRUCE_OK;
}

void cri_routes_free(cri_routes *routes)
{
    cri_free(routes->next);
    cri_free(routes->final);
    cri_free(routes->after);
    cri_free(routes->slot);
    *routes = (cri_routes){0};
}

void cri_routes_state(cruce_state_io *io, cri_routes *routes, int32_t n_places)
{
    int32_t n = routes->n > 0 ? routes->n - 1 : 0; /* without row 0 */
    cri_state_part(io, "routes");
    cri_state_rows(io, &n, INT32_MAX / 4);
    for (int32_t i = 1; i <= n && cri_state_is_fine(io); i++) {
        int32_t next = io->reads ? 0 : routes->next[i], after = io->reads ? 0 : routes->after[i];
        cri_state_number(io, &next, 0, n_places - 1);
        cri_state_number(io, &after, 0, i - 1);
        int32_t id;
        if (cri_state_has_read(io) &&
            cri_routes_intern(routes, next, after, &id, NULL) != CRUCE_OK) {
            cri_state_no_memory(io);
        } else if (cri_state_has_read(io) && id != i) {
            cri_state_refuse(io, "a route twice");
        }
    }
}
