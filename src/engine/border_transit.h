/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checkpoints on the way north: who is stopped on a link, moved back south, delayed or removed.
 */
#ifndef CRI_BORDER_TRANSIT_H
#define CRI_BORDER_TRANSIT_H

#include "border.h"

cruce_status cri_transit_create(cri_border *b, cruce_error *err);

/**
 * Before people move: those whose delay is over go back into the movement engine; how likely people are stopped today.
 */
cruce_status cri_transit_morning(cri_border *b, cruce_error *err);
/** After people have moved: what becomes of those stopped today. */
void cri_transit_evening(cri_border *b);
/** Adds CRUCE_WAITING_SOUTH and CRUCE_DELAYED to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_transit_count(const cri_border *b, int64_t *status_persons);

/** Officers at the checkpoints of a link today, enforcement included. */
double cri_transit_intensity(const cri_border *b, cruce_link_id link);
/** `persons` of a nation who were stopped on a link: moved south, delayed or removed. */
void cri_transit_stopped(cri_border *b, cruce_nation_id n, cruce_link_id link, int64_t persons);
/**
 * `persons` of a nation are moved to where the government of `stopped_at` takes people, evenly if there are several such
 * places; without one, to `otherwise`. They set out again after a while.
 */
void cri_transit_move_south(cri_border *b, cruce_nation_id n, cruce_place_id stopped_at,
                            cruce_place_id otherwise, int64_t persons, cruce_rng *rng);
/** All who wait at a place to which they were moved. */
int64_t cri_transit_waiting_at(const cri_border *b, cruce_place_id place);
/** Persons who wait where they were moved to, by place of waiting: added to persons[n_nations]. */
void cri_transit_waiting(const cri_border *b, cruce_place_id place, int64_t *persons);
/** Takes persons[n_nations] (at most those who wait) out of those who wait at a place. */
void cri_transit_take_waiting(cri_border *b, cruce_place_id place, const int64_t *persons);
/** Those moved south and those delayed. */
void cri_transit_state(cruce_state_io *io, cri_border *b);

#endif
