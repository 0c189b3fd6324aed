/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cohorts: counts of people in equal states, and a table in which equal states are merged.
 */
#ifndef CRI_COHORT_TABLE_H
#define CRI_COHORT_TABLE_H

#include "cruce/base.h"

/**
 * People in one state. Everything but the first two is the state. `birth` says who acts first where the order
 * matters: Flee lets people act in the order of their creation; here it is the mean over the people of a cohort.
 */
typedef struct cri_cohort {
    int64_t persons;
    double birth;       /* mean day of creation */
    int32_t at;         /* link, or place */
    int32_t position_m; /* along the link; 0 at a place */
    int32_t route;      /* what remains of it (cri_routes), 0 if nothing */
    int32_t group;      /* home, where a rule needs it; else 0 */
    int32_t memory_km;  /* travel memory; 0 where no rule needs it */
    int32_t state;      /* CRI_FIRST_ROAD, CRI_ROAD_CLOSED */
} cri_cohort;

/** Distinct states in the order of their first appearance. {0} is a valid empty table. */
typedef struct cri_cohort_table {
    int32_t n, room;
    cri_cohort *row;
    int32_t *slot; /* hash index into row; CRUCE_NONE where empty */
    int32_t n_slots;
} cri_cohort_table;

/** Mean day of creation of n and m people; n + m > 0. */
static inline double cri_mean_birth(double birth_n, int64_t n, double birth_m, int64_t m)
{
    if (n == 0 || birth_n == birth_m) {
        return birth_m;
    }
    return birth_n + (birth_m - birth_n) * ((double)m / (double)(n + m));
}

/** Adds cohort->persons to the row of that state, which is made if it is new. */
cruce_status cri_cohort_add(cri_cohort_table *table, const cri_cohort *cohort, cruce_error *err);
/** Appends a row without looking for an equal one. */
cruce_status cri_cohort_append(cri_cohort_table *table, const cri_cohort *cohort, cruce_error *err);
/** Empties the index, so that rows may be reordered or changed; nothing may be merged until n is 0 again. */
void cri_cohort_unindex(cri_cohort_table *table);
/** Room for at least n rows. */
cruce_status cri_cohort_reserve(cri_cohort_table *table, int32_t n, cruce_error *err);
void cri_cohort_free(cri_cohort_table *table);

#endif
