/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arithmetic on tables of registered counts, apart from the files they come from.
 */
#ifndef CRI_REGISTER_TABLES_H
#define CRI_REGISTER_TABLES_H

#include "cruce/register.h"
#include "input/reading.h"

/** How many rows the sum of two tables can have at most: room for `sum` below. */
int64_t cri_table_sum_room(const cruce_table *a, const cruce_table *b);

/**
 * Add table b to table a as Flee does (flee-compat 5.2), rows that it loses included. Before its first row b
 * counts as in that row (where Flee crashes); an empty table adds nothing.
 *
 * Shape    sum->day and sum->count have room for cri_table_sum_room rows; sum->n is set
 */
void cri_table_sum(const cruce_table *a, const cruce_table *b, cruce_table *sum);

typedef enum cri_correction {
    CRI_CORRECTED,
    CRI_NO_ROW_THAT_DAY,
    CRI_FIRST_ROW,    /* nothing lies before it */
    CRI_LESS_THAN_ONE /* the count before is below 1: no ratio */
} cri_correction;

/** Registration correction (5.3): all rows before that of `day` are scaled so that its jump disappears. */
cri_correction cri_table_correct(cruce_table *table, int32_t day);

/** registration_corrections.csv of the input folder, if there is one; after all tables are read. CRUCE_ERR_MEMORY. */
cruce_status cri_read_corrections(cri_reading *r);

#endif
