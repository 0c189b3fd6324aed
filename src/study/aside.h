/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The large blocks of a replicate, put aside on disk once it has run where all of them together would not fit.
 */
#ifndef CRI_ASIDE_H
#define CRI_ASIDE_H

#include "study/spill.h"
#include "study/study_internal.h"

/** Opens the file if the blocks of all replicates are more than the options allow in memory. */
cruce_status cri_aside_begin(cruce_ensemble *e, const cruce_ensemble_options *options,
                             cruce_error *err);
/** Writes a replicate's blocks and frees them. Nothing without a file. */
cruce_status cri_aside_put(cruce_ensemble *e, int32_t replicate, cruce_error *err);
/** Whether a table's numbers are there. */
bool cri_aside_has(const cruce_ensemble *e, cruce_table_id table);
/** Numbers of the cells [first, first + n) as they were kept. */
cruce_status cri_aside_numbers(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                               int64_t first, int64_t n, double *value, cruce_error *err);
/** One of them, through a look at those around it: for one thread at a time. NaN if the file cannot be read. */
double cri_aside_number(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                        int64_t cell);
void cri_aside_free(cruce_ensemble *e);

#endif
