/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One checked, read-only bundle: network, calendar, closures, conflicts, registered counts, border, settings.
 * All that a run needs is in it, in one arena; nothing is read from a file afterwards.
 */
#ifndef CRUCE_SCENARIO_H
#define CRUCE_SCENARIO_H

#include "cruce/base.h"
#include "cruce/border.h"
#include "cruce/model.h"
#include "cruce/register.h"
#include "cruce/settings.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A file that was read, so that a result can say what it was made from, and carry it. */
typedef struct cruce_input_file {
    const char *name; /* relative to the scenario folder as the user named it */
    int64_t size_bytes;
    const char *content; /* [size_bytes] as it was read; NULL for none */
    char sha256[65];
} cruce_input_file;

typedef struct cruce_scenario {
    const char *title;  /* from scenario.yml, or the folder's name */
    int32_t start_days; /* days since 1970-01-01 */
    int32_t n_days;
    cruce_settings settings;
    cruce_places places;
    cruce_links links;
    cruce_closures closures;
    cruce_conflicts conflicts;
    cruce_location_changes location_changes;
    cruce_listed_persons listed;
    cruce_departures departures;
    int32_t n_demographics;
    cruce_demographic *demographic;
    cruce_register registered;
    bool has_register; /* else nothing is spawned from data and nothing compared */
    int32_t n_camps;
    cruce_place_id *camp; /* output columns: all camps at load, in file order (flee-compat 3.2) */
    cruce_border border;
    int32_t n_files;
    cruce_input_file *file;
    void *arena; /* owns all text and columns */
} cruce_scenario;

/** Frees everything; accepts NULL. */
CRUCE_API void cruce_scenario_destroy(cruce_scenario *scenario);

#ifdef __cplusplus
}
#endif
#endif
