/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the pages of cruce compare share: the variants that were run, and how numbers are shown.
 */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "cli.h"

enum { COMPARE_MOST = 16 };

/* One variant that was run. */
typedef struct compare_variant {
    const char *name; /* "base" for the scenario without a variant */
    cruce_scenario *scenario;
    cruce_ensemble *ensemble;
} compare_variant;

typedef struct comparison {
    int n;
    compare_variant variant[COMPARE_MOST]; /* the first is shown month by month */
    int n_pairs;
    int pair[COMPARE_MOST][2]; /* what the first changed against the second */
    int32_t n_replicates;
    double *one;            /* [n_replicates] scratch */
    cruce_series_list list; /* figures, as months of the first variant */
} comparison;

/* The pages, in the order in which they are printed. */
void compare_print_months(const comparison *c);
void compare_print_said(const comparison *c);
void compare_print_groups(const comparison *c);
void compare_print_closures(const comparison *c);
void compare_print_variants(const comparison *c);
void compare_print_changes(const comparison *c);
void compare_print_rules(const comparison *c);
void compare_print_basis(const comparison *c);

/* "2023-12-05", "2023-12" of a day or month of the simulation; returns text. */
const char *compare_date(const comparison *c, int32_t day, char text[16]);
const char *compare_month(const comparison *c, int32_t month, char text[16]);
/* The series of a component without area and nationality; NULL: figures.csv has none. */
const cruce_series *compare_total(const comparison *c, cruce_component component);
/* Encounters over days [from, until) of a variant whose days are kept. */
cruce_spread compare_encounters(const comparison *c, const compare_variant *v,
                                cruce_component component, int32_t from_day, int32_t until_day);
/* "1,234 (1,200 to 1,300)"; without a band if there is one replicate. */
const char *compare_band(const comparison *c, const cruce_spread *spread, double divide, char *text,
                         size_t size);
/* Differences of a month's encounters, replicate by replicate, between the two variants of a pair. */
cruce_spread compare_difference(const comparison *c, int pair, const cruce_encounters_key *key);
/* From which month on some variant differs from the first; the number of months if none does. */
int32_t compare_first_difference(const comparison *c);

#endif
