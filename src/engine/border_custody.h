/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * After an encounter between ports: custody by sector, what follows it, the courts and shelters behind.
 */
#ifndef CRI_BORDER_CUSTODY_H
#define CRI_BORDER_CUSTODY_H

#include "border.h"

cruce_status cri_custody_create(cri_border *b, cruce_error *err);

/** People are apprehended, at their try number `tries` (1, 2, ...). */
void cri_custody_take(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                      int64_t persons);
/** Those whose time is over are released, returned (to border_cities.c) or removed. */
void cri_custody_day(cri_border *b);
/** Persons in custody over its places, in the sectors around the ports of a field office; as of the last evening. */
double cri_custody_over_capacity(const cri_border *b, cruce_office_id office);
/** Adds the stocks to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_custody_count(const cri_border *b, int64_t *status_persons);
/** Persons in custody and in shelters, open cases. */
void cri_custody_state(cruce_state_io *io, cri_border *b);

#endif
