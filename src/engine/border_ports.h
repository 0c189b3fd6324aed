/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ports of entry inside a day: officers, 24 hours of queues, trade, contraband, and people processed there.
 *
 * What comes in: people with appointments and walk-ups by row of ports.csv and nation (cri_ports_receive); how full
 * custody is behind each field office (cri_custody_over_capacity), for the detail of officers; measures hour by hour
 * (cri_measures_advance to 24 * day + hour is this part's to call: the morning has called it for hour 0).
 * What goes out: at_ports_persons, port_hour, port_day, office_day of b->today; everybody processed is told to
 * cri_ledger_add(b, CRUCE_ADMITTED, ...); CRUCE_LOG_CLOSED_BY_STAFF and CRUCE_LOG_REOPENED to the log.
 */
#ifndef CRI_BORDER_PORTS_H
#define CRI_BORDER_PORTS_H

#include "border.h"

cruce_status cri_ports_create(cri_border *b, cruce_error *err);
void cri_ports_destroy(cri_border *b);

/** People appear today at a row whose mode is appointment. */
void cri_ports_receive(cri_border *b, cruce_port_id row, cruce_nation_id n, int64_t persons);
/** The 24 hours of today. */
cruce_status cri_ports_day(cri_border *b, cruce_error *err);
/** Officers of the pools around a sector who were detailed to the patrol this morning. */
double cri_ports_detailed_officers(const cri_border *b, cruce_sector_id s);
/** Adds those who have appeared and are not yet processed to CRUCE_REGISTERED in status_persons. */
void cri_ports_count(const cri_border *b, int64_t *status_persons);
/** Lines, people postponed, who was closed by staff, persons not processed yet. */
void cri_ports_state(cruce_state_io *io, cri_border *b);

#endif
