/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ledger of persons by nation and status (trust.md 5): integers, checked every day.
 */
#ifndef CRI_BORDER_LEDGER_H
#define CRI_BORDER_LEDGER_H

#include "border.h"

cruce_status cri_ledger_create(cri_border *b, cruce_error *err);

/** Persons enter the system. */
void cri_ledger_depart(cri_border *b, cruce_nation_id n, int64_t persons);
/** Persons reach a status that is kept for ever: admitted, released, undetected, removed, gave up. */
void cri_ledger_add(cri_border *b, cruce_people_status status, cruce_nation_id n, int64_t persons);
/** Counts the stocks afresh into today.status_persons. CRUCE_ERR_BALANCE if a ledger does not close. */
cruce_status cri_ledger_check(cri_border *b, cruce_error *err);
/** Persons by status: those who left for good, those who ever set out, and all as of the last evening. */
void cri_ledger_state(cruce_state_io *io, cri_border *b);
/** Reading, after all parts: the persons found are those who set out. */
void cri_ledger_state_check(cruce_state_io *io, cri_border *b);

#endif
