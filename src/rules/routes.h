/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Remaining routes, each kept once: where to go next, and the route after that.
 */
#ifndef CRI_ROUTES_H
#define CRI_ROUTES_H

#include "base/state_io.h"

typedef struct cri_routes {
    int32_t n, room;
    cruce_place_id *next, *final; /* [n]; row 0 is "nothing remains" */
    int32_t *after;               /* [n] */
    int32_t *slot;                /* hash index over (next, after) */
    int32_t n_slots;
} cri_routes;

/** The number of the route "next, then the route `after`"; new if it was not there. Never 0. */
cruce_status cri_routes_intern(cri_routes *routes, cruce_place_id next, int32_t after, int32_t *id,
                               cruce_error *err);
void cri_routes_free(cri_routes *routes);
/** All routes by their numbers. */
void cri_routes_state(cruce_state_io *io, cri_routes *routes, int32_t n_places);

#endif
