/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Caravans: people of many nations who move together.
 */
#ifndef CRI_BORDER_GROUPS_H
#define CRI_BORDER_GROUPS_H

#include "border.h"

cruce_status cri_groups_create(cri_border *b, cruce_error *err);

/** Before people move: groups form, move, lose and win members, dissolve into the movement engine. */
cruce_status cri_groups_morning(cri_border *b, cruce_error *err);
/** Adds CRUCE_IN_GROUP to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_groups_count(const cri_border *b, int64_t *status_persons);
/** Caravans under way, and what they went through. */
void cri_groups_state(cruce_state_io *io, cri_border *b);

#endif
