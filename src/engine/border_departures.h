/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who sets out: departures.csv with the factors of their nation, less those who come by a lawful pathway.
 */
#ifndef CRI_BORDER_DEPARTURES_H
#define CRI_BORDER_DEPARTURES_H

#include "border.h"

/** CRUCE_ERR_RUN where the scenario has people whose nation nobody knows: only departures.csv tells it. */
cruce_status cri_departing_create(cri_border *b, cruce_error *err);
void cri_departing_destroy(cri_border *b);

/** Before people set out: counts of today are zero, root causes go on. */
void cri_departing_morning(cri_border *b);
/** People of all nations set out: into movement, or by a lawful pathway straight to their goal (admitted). */
cruce_status cri_departing_set_out(cri_border *b, cruce_error *err);
/** Root causes and this month's pathways. */
void cri_departing_state(cruce_state_io *io, cri_border *b);

#endif
