/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Labels of a row being put together: text of the scenario, numbers, dates.
 */
#ifndef CRI_LABELS_H
#define CRI_LABELS_H

#include "cruce/scenario.h"
#include "cruce/tables.h"

typedef struct cri_labels {
    const cruce_scenario *scenario;
    cruce_label *label; /* [CRUCE_MOST_LABELS] */
    int32_t n;
} cri_labels;

void cri_put_text(cri_labels *to, const char *text); /* borrowed */
void cri_put_whole(cri_labels *to, int64_t value);
/** Two labels: the day, counted from the simulation's start, and its date. */
void cri_put_day(cri_labels *to, int32_t day);
/** The month of that day: "2023-12". */
void cri_put_month(cri_labels *to, int32_t day);

#endif
