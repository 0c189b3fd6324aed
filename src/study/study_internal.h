/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of this module share: the record that is kept of each replicate.
 */
#ifndef CRI_STUDY_INTERNAL_H
#define CRI_STUDY_INTERNAL_H

#include "cruce/study.h"
#include "study/border_record.h"

/* One replicate. `narrow` until someone's count passes 2^31 - 1, `wide` from then on; never both. */
typedef struct cri_record {
    int32_t *narrow; /* [n_days * n_places] persons at each place */
    int64_t *wide;
    int64_t *total;           /* [n_days * CRUCE_QUANTITIES] */
    int64_t *departed;        /* [n_days] persons who set out since the start, from all places */
    int64_t *entered;         /* [n_links] at the end */
    cri_border_record border; /* empty where the scenario has no border */
} cri_record;

struct cruce_ensemble {
    const cruce_scenario *scenario;
    int32_t n_replicates, n_days, n_places, n_links, n_camps;
    int64_t *registered; /* [n_days * n_camps]; the same in every replicate */
    cri_record *record;  /* [n_replicates] */
    cri_border_shape border;
};

#endif
