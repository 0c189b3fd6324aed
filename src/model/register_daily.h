/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registered counts as a run sees them: relative to day 0 where camps start empty, and how they grow each day.
 */
#ifndef CRI_REGISTER_DAILY_H
#define CRI_REGISTER_DAILY_H

#include "cruce/register.h"
#include "cruce/settings.h"

typedef struct cri_daily {
    const cruce_register *reg; /* borrowed, as are the settings */
    const cruce_settings *settings;
    int32_t total;         /* the table named exactly "total"; CRUCE_NONE if there is none */
    int64_t *day0_persons; /* [reg->n] subtracted where camps start empty */
} cri_daily;

/**
 * Day-0 values as Flee has them after the first day's count (flee-compat 5.4). Where places in conflict
 * displace people at a fixed rate that count is never made, and all are zero.
 *
 * Owns    daily->day0_persons; borrows reg and settings until cri_daily_free
 * Errors  CRUCE_ERR_MEMORY
 */
cruce_status cri_daily_init(cri_daily *daily, const cruce_register *reg,
                            const cruce_settings *settings, cruce_error *err);
void cri_daily_free(cri_daily *daily);

/** Registered persons of table i on a day, less those of day 0 where camps start empty. CRUCE_NONE reads as 0. */
int64_t cri_daily_field(const cri_daily *daily, int32_t i, int32_t day);

/**
 * How many more persons are registered than the day before; on day 0 how many there are. The total counts
 * as a camp on day 0 (quirk 2) unless corrections.raw_count is on.
 */
int64_t cri_daily_difference(const cri_daily *daily, int32_t day);

#endif
