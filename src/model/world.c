/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Makes and frees the columns of a world, and finds the link between two places.
 * What changes them day by day is src/policy (closures) and src/engine/day.c.
 */
#include "world.h"

#include <string.h>

#include "../base/text.h"

enum { PLACE_COLUMNS = 15, LINK_COLUMNS = 5 };

/* All columns lie in one block of 8-byte cells; narrower types simply use less of theirs. */
static void lay_out(cri_world *w, double *cell, int32_t n_places, int32_t n_links)
{
    void *column[PLACE_COLUMNS];
    for (int32_t i = 0; i < PLACE_COLUMNS; i++) {
        column[i] = cell + (size_t)i * (size_t)n_places;
    }
    w->flags = column[0];
    w->movechance = column[1];
    w->leave_chance = column[2];
    w->conflict = column[3];
    w->conflict_since = column[4];
    w->score = column[5];
    w->attraction = column[6];
    w->spawn_weight = column[7];
    w->population_persons = column[8];
    w->capacity_persons = column[9];
    w->persons = column[10];
    w->deactivated_persons = column[11];
    w->departed_persons = column[12];
    w->room = column[13];
    w->goal = column[14];
    double *link_cell = cell + (size_t)(PLACE_COLUMNS) * (size_t)n_places;
    w->closed = (void *)link_cell;
    w->forced = (void *)(link_cell + n_links);
    w->order = (void *)(link_cell + 2 * (size_t)n_links);
    w->entered_persons = (void *)(link_cell + 3 * (size_t)n_links);
    w->speed_m = (void *)(link_cell + 4 * (size_t)n_links);
}

cruce_status cri_world_init(cri_world *world, const cruce_places *places, const cruce_links *links,
                            const cruce_settings *settings, cruce_error *err)
{
    *world = (cri_world){.places = places, .links = links, .settings = settings};
    size_t cells =
        (size_t)(PLACE_COLUMNS) * (size_t)places->n + (size_t)LINK_COLUMNS * (size_t)links->n + 1;
    world->block = cri_calloc(cells, sizeof(double));
    if (world->block == NULL) {
        return cri_no_memory(err);
    }
    lay_out(world, world->block, places->n, links->n);
    for (int32_t p = 0; p < places->n; p++) {
        world->flags[p] = places->flags[p];
        world->movechance[p] = places->movechance[p];
        world->conflict[p] = places->conflict[p];
        world->conflict_since[p] = -1;
        world->population_persons[p] = places->population_persons[p];
        world->capacity_persons[p] = places->capacity_persons[p];
        world->room[p] = 1.0;
    }
    world->ride_m = (int32_t)(settings->max_move_speed * 1000.0 + 0.5);
    world->walk_m = (int32_t)(settings->max_walk_speed * 1000.0 + 0.5);
    for (int32_t k = 0; k < links->n; k++) {
        int32_t own_m = links->speed_m_per_day[k];
        world->speed_m[k] = own_m == 0 ? world->ride_m : own_m;
        world->forced[k] = links->forced[k];
        world->order[k] = links->file_rank[k];
        if (links->file_rank[k] >= world->next_order) {
            world->next_order = links->file_rank[k] + 1;
        }
    }
    world->topology_version = 1;
    world->attraction_version = 1;
    return CRUCE_OK;
}

void cri_world_free(cri_world *world)
{
    cri_free(world->block);
    *world = (cri_world){0};
}

cruce_link_id cri_world_open_link(const cri_world *world, cruce_place_id from, cruce_place_id to)
{
    const cruce_links *links = world->links;
    int32_t low = links->first_out[from], high = links->first_out[from + 1];
    while (low < high) { /* links out of a place are in the order of where they lead */
        int32_t middle = low + (high - low) / 2;
        if (links->to[middle] < to) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    cruce_link_id best = CRUCE_NONE;
    for (int32_t k = low; k < links->first_out[from + 1] && links->to[k] == to; k++) {
        if (!world->closed[k] && (best == CRUCE_NONE || world->order[k] < world->order[best])) {
            best = k;
        }
    }
    return best;
}

void cri_links_in(const cruce_links *links, int32_t n_places, int32_t *first_in, int32_t *link_in)
{
    for (int32_t k = 0; k < links->n; k++) {
        first_in[links->to[k] + 1]++;
    }
    for (int32_t p = 0; p < n_places; p++) {
        first_in[p + 1] += first_in[p];
    }
    for (int32_t k = links->n - 1; k >= 0; k--) { /* fills each place's span from its end */
        link_in[--first_in[links->to[k] + 1]] = k;
    }
    for (int32_t p = 0; p < n_places; p++) { /* spans now start one row early */
        first_in[p] = first_in[p + 1];
    }
    first_in[n_places] = links->n;
}

void cri_world_state(cruce_state_io *io, cri_world *w, int32_t day)
{
    int32_t places = w->places->n, links = w->links->n;
    cri_state_part(io, "places");
    for (int32_t p = 0; p < places; p++) {
        int32_t flags = (int32_t)w->flags[p];
        cri_state_number(io, &flags, 0, 2 * CRUCE_CONFLICT_TYPE - 1);
        w->flags[p] = (uint32_t)flags;
    }
    cri_state_reals(io, w->movechance, places, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, w->conflict, places, -1.0, CRI_STATE_REAL);
    cri_state_numbers(io, w->conflict_since, places, -1, day);
    cri_state_reals(io, w->spawn_weight, places, 0.0, 1e100);
    cri_state_wholes(io, w->population_persons, places, 0, CRI_STATE_EVER);
    cri_state_wholes(io, w->capacity_persons, places, -CRI_STATE_EVER, CRI_STATE_EVER);
    cri_state_wholes(io, w->persons, places, 0, CRI_STATE_EVER);
    cri_state_wholes(io, w->deactivated_persons, places, 0, CRI_STATE_EVER);
    cri_state_wholes(io, w->departed_persons, places, 0, CRI_STATE_EVER);
    cri_state_part(io, "links");
    cri_state_bytes(io, w->closed, links, 1);
    cri_state_bytes(io, w->forced, links, 1);
    cri_state_numbers(io, w->order, links, 0, INT32_MAX / 2);
    cri_state_number(io, &w->next_order, 0, INT32_MAX / 2);
    cri_state_wholes(io, w->entered_persons, links, 0, CRI_STATE_EVER);
}
