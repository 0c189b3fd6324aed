/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checkpoints on the way north: who is stopped on a link, moved back south, delayed or removed.
 */
#ifndef CRI_BORDER_TRANSIT_H
#define CRI_BORDER_TRANSIT_H

#include "border.h"

cruce_status cri_transit_create(cri_border *b, cruce_error *err);
void cri_transit_destroy(cri_border *b);

/** Before people move: those whose delay is over go back into the movement engine. */
cruce_status cri_transit_morning(cri_border *b, cruce_error *err);
/** After people have moved: checkpoints of today. Removed ones to cri_ledger_add(b, CRUCE_REMOVED, ...). */
cruce_status cri_transit_evening(cri_border *b, cruce_error *err);
/** Adds CRUCE_WAITING_SOUTH and CRUCE_DELAYED to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_transit_count(const cri_border *b, int64_t *status_persons);

#endif
