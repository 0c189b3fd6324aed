/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The waiting list for appointments at ports: who registered when, who is offered one, who comes, who leaves the list.
 */
#ifndef CRI_BORDER_LIST_H
#define CRI_BORDER_LIST_H

#include "border.h"

cruce_status cri_list_create(cri_border *b, cruce_error *err);
void cri_list_destroy(cri_border *b);

/** Before anything of the day: how many appointments are offered; room for today's registrations. */
cruce_status cri_list_morning(cri_border *b, cruce_error *err);
/** True while any government offers appointments. */
bool cri_list_is_open(const cri_border *b);
/** People register today. At most once a day for a sector and nation. */
void cri_list_register(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons);
/** Offers today's appointments, sends those who keep them and walk-ups to the ports; some leave the list for an attempt. */
void cri_list_day(cri_border *b);
/** By Little's law: the list over the appointments a day; 0 while none are offered. */
double cri_list_expected_wait_days(const cri_border *b);
/** Adds the stocks to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_list_count(const cri_border *b, int64_t *status_persons);
/** Everybody on the list, by day of registration. */
void cri_list_state(cruce_state_io *io, cri_border *b);

#endif
