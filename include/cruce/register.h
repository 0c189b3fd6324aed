/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registered counts: how many persons were counted in each camp on which day (flee-compat 5.1-5.4).
 *
 * A table is a list of (day, count); between rows it is read by interpolation, before the first and after
 * the last row it is constant. Every value is truncated to a whole number when it is read.
 */
#ifndef CRUCE_REGISTER_H
#define CRUCE_REGISTER_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cruce_table {
    const char *name;     /* the camp, or the header of the first row ("total") */
    cruce_place_id place; /* CRUCE_NONE for the total and for names that are no place */
    int32_t n;
    double *day, *count; /* [n] days since the start, or before it; persons / hasten */
} cruce_table;

typedef struct cruce_register {
    int32_t n; /* tables in the order of data_layout.csv, the total first; or 0 */
    cruce_table *table;
    int32_t *of_place; /* [places.n] its table; CRUCE_NONE: none, reads as 0 */
} cruce_register;

/** Registered persons of table i on `day`, interpolated, then truncated (5.1). i = CRUCE_NONE reads as 0. */
CRUCE_API int64_t cruce_register_value(const cruce_register *reg, int32_t i, int32_t day);

#ifdef __cplusplus
}
#endif
#endif
