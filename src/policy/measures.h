/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What measures hold at this hour: the value of each measure for each target, after measures.csv and what rules set.
 */
#ifndef CRI_MEASURES_H
#define CRI_MEASURES_H

#include "base/state_io.h"
#include "cruce/border.h"

typedef struct cri_measures_view cri_measures_view;

cruce_status cri_measures_create(cri_measures_view **view, const cruce_border *border,
                                 int32_t n_places, int32_t n_links, cruce_error *err);
void cri_measures_destroy(cri_measures_view *view);

/** Applies all rows of measures.csv up to this hour, and ends those whose `until` has come. Hours never go back. */
void cri_measures_advance(cri_measures_view *view, int32_t hour);
/** How many rows a measure can act on, and whether a target means one of them. */
int32_t cri_measures_rows(const cri_measures_view *view, cruce_measure_kind kind);
bool cri_measures_covers(const cri_measures_view *view, cruce_measure_kind kind,
                         const cruce_target *on, int32_t row);
/**
 * Sets the value of a row now, as a rule's firing does; it holds until a later row of measures.csv or a later firing
 * replaces it. False, and nothing done, where a firing has set it at this hour already: the first rule wins.
 */
bool cri_measures_set(cri_measures_view *view, cruce_measure_kind kind, int32_t row, double number);

/**
 * The value in effect for a row (port, office, sector, nation, place, link, government); `standard` where nothing was set.
 * kinds whose target is a crossing or mode take the row of ports.csv.
 */
double cri_measure_value(const cri_measures_view *view, cruce_measure_kind kind, int32_t row,
                         double standard);
/** What holds for a row where nothing was set: the scenario's own tables and parameters, as far as they say it. */
double cri_measure_standard(const cruce_border *border, cruce_measure_kind kind, int32_t row);
/** staff_share of one job of an office; mode CRUCE_MODES is contraband. */
double cri_measure_job_share(const cri_measures_view *view, cruce_office_id office, cruce_mode mode,
                             double standard);
/** Rows of measures.csv that took effect in the last cri_measures_advance: first .. first + n - 1. */
void cri_measures_new_rows(const cri_measures_view *view, int32_t *first, int32_t *n);

/**
 * What rules have set, by measure and row. What measures.csv has brought is not in it: reading replays the file up to the
 * hour before `day`, so that rows may be added or changed from that day on.
 */
void cri_measures_state(cruce_state_io *io, cri_measures_view *view, int32_t day);

#endif
