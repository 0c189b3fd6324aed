/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of this module share: the record that is kept of each replicate.
 */
#ifndef CRI_STUDY_INTERNAL_H
#define CRI_STUDY_INTERNAL_H

#include "base/state_io.h"
#include "cruce/tables.h"
#include "study/border_record.h"
#include "study/spill.h"

/* The summaries that are quantiles come first; these are their shares. */
enum { CRI_QUANTILES = CRUCE_MEAN };
extern const double cri_quantile[CRI_QUANTILES];

/* One replicate. `narrow` until someone's count passes 2^31 - 1, `wide` from then on; never both. */
typedef struct cri_record {
    int32_t *narrow; /* [n_days * n_places] persons at each place */
    int64_t *wide;
    bool is_wide;      /* once both are aside */
    int64_t *total;    /* [n_days * CRUCE_QUANTITIES] */
    int64_t *departed; /* [n_days] persons who set out since the start, from all places */
    /* [(months + 1) * n_links] persons who entered each link since the start: before the first day that months have, then
     * at the end of each month. The last row is that of the whole run. */
    int64_t *entered;
    int64_t *month_end; /* [months * n_places] persons at each place at the end of each month */
    cri_border_record border; /* empty where the scenario has no border */
} cri_record;

struct cruce_ensemble {
    const cruce_scenario *scenario;
    int32_t n_replicates, n_days, n_places, n_links, n_camps;
    int64_t *registered; /* [n_days * n_camps]; the same in every replicate */
    cri_record *record;  /* [n_replicates] */
    cri_months months;   /* from the first day; with a border from its report_from on */
    cri_border_shape border;
    int32_t
        first_day; /* days before it were simulated by the run that saved a state; nothing is kept of them */
    cruce_run_options how; /* of every replicate, but for its number and what it saves */
    int32_t n_states, n_state_replicates;
    const int32_t *state_day;
    cruce_state_bytes *saved; /* [replicate * n_states + state] */
    cri_spill spill;          /* closed: everything is in memory */
    struct cri_seen *seen;
    int64_t aside_at[CRUCE_PLACE_TABLES + CRUCE_BORDER_TABLES]; /* bytes into a replicate's slot */
};

/* Numbers of the cells [first, first + n) of a table in one replicate, as the table shows them: to thousandths. */
cruce_status cri_table_numbers(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                               int64_t first, int64_t n, double *value, cruce_error *err);

/** What a record has to know of the days before (record_state.c). */
void cri_record_state(cruce_state_io *io, const cruce_ensemble *ensemble, cri_record *record,
                      int64_t *arrived_persons);
/** Registered counts of days before the first that is kept: scores look back. */
cruce_status cri_fill_registered(cruce_ensemble *ensemble, cruce_error *err);

#endif
