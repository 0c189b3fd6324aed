/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The world as it is today: the columns of places and links that change during a run.
 *
 * Rows are those of cruce_places and cruce_links. Everything that depends on the day but not on single
 * people lives here; the engines keep the people.
 */
#ifndef CRI_WORLD_H
#define CRI_WORLD_H

#include "base/state_io.h"
#include "cruce/model.h"
#include "cruce/settings.h"

typedef struct cri_world {
    const cruce_places *places;
    const cruce_links *links;
    const cruce_settings *settings;

    /* places */
    uint32_t *flags;
    double *movechance;      /* of the type or the conflict */
    double *leave_chance;    /* today's, with the population factor (4.3) */
    double *conflict;        /* intensity, -1 if none */
    int32_t *conflict_since; /* day the conflict began; -1 if the conflict file never began it */
    double *score, *attraction;
    double *spawn_weight; /* as of the last refresh */
    int64_t *population_persons, *capacity_persons;
    int64_t *persons; /* at the place now, deactivated ones included (Flee's numAgents) */
    int64_t *deactivated_persons;
    int64_t *departed_persons; /* set out from here since the start */
    double *room;              /* capacity multiplier at the last look */
    uint8_t *goal; /* with goals_only: a place where ways end; people stop there for the night */

    /* links */
    uint8_t *closed, *forced;
    int32_t *order;           /* place in the list of links: decides between parallel ones */
    int64_t *entered_persons; /* since the start */
    int32_t *speed_m;         /* a day's distance on wheels */
    int32_t next_order;

    int32_t ride_m,
        walk_m; /* a day's distance on wheels and on foot, where a link has no speed of its own */

    int64_t topology_version; /* changes when a link opens or closes or a place becomes a marker */
    int64_t attraction_version; /* changes when any attraction changes */
    double *block;              /* owns all columns */
} cri_world;

/** Columns as they are before the first day. CRUCE_ERR_MEMORY. */
cruce_status cri_world_init(cri_world *world, const cruce_places *places, const cruce_links *links,
                            const cruce_settings *settings, cruce_error *err);
void cri_world_free(cri_world *world);

/** Links by the place they lead to: those into p are link_in[first_in[p]] .. [first_in[p + 1] - 1], ascending.
 *  Shape  first_in[n_places + 1], all 0 before; link_in[links->n] */
void cri_links_in(const cruce_links *links, int32_t n_places, int32_t *first_in, int32_t *link_in);
/** The open link that is taken from one place to another: the first in the list; CRUCE_NONE if there is none. */
cruce_link_id cri_world_open_link(const cri_world *world, cruce_place_id from, cruce_place_id to);

/** What days change and the next morning does not work out again. `day`: the next one. */
void cri_world_state(cruce_state_io *io, cri_world *world, int32_t day);

#endif
