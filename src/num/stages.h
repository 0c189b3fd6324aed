/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time spent in a state, as stages that people pass in whole numbers: a phase-type law with a given mean and spread.
 */
#ifndef CRI_STAGES_H
#define CRI_STAGES_H

#include "cruce/rng.h"

enum { CRI_STAGES_MOST = 8 };

/** Mean 1 in units of the mean. One after the other where the spread is at most that of an exponential, else side by side. */
typedef struct cri_stages {
    int32_t n;                     /* 1 .. CRI_STAGES_MOST */
    bool in_line;                  /* from each to the next; else each leads out */
    double begin[CRI_STAGES_MOST]; /* share of newcomers who begin there */
    double rate[CRI_STAGES_MOST];  /* of leaving it, per mean time */
} cri_stages;

/**
 * Stages with the squared coefficient of variation `scv` >= 0: in line, mixed Erlang (Tijms 1994, A.1.2), for
 * scv <= 1; two side by side with equal loads for more. Below 1 / CRI_STAGES_MOST it is that.
 */
cri_stages cri_stages_of(double scv);

/** What happens to people of each stage in a day: chance of being in stage j at its end; column n: out. */
typedef struct cri_stages_day {
    int32_t n;
    double to[CRI_STAGES_MOST][CRI_STAGES_MOST + 1];
} cri_stages_day;

/** A whole day, of which the mean time is `mean_days` > 0. */
void cri_stages_whole_day(const cri_stages *stages, double mean_days, cri_stages_day *day);
/**
 * The day of newcomers, who come at any moment of it: those still in at its end. With this the persons counted at the
 * ends of days are, on average, newcomers a day times the mean time (Little's law), exactly.
 */
void cri_stages_first_day(const cri_stages *stages, double mean_days, cri_stages_day *day);

/** A day passes for count[n]; returns those who are out. */
int64_t cri_stages_pass(cruce_rng *rng, const cri_stages_day *day, int64_t *count);
/** `persons` begin: added to count[n]. */
void cri_stages_begin(cruce_rng *rng, const cri_stages *stages, int64_t persons, int64_t *count);

#endif
