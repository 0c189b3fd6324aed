/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Settings: every rule's parameters, with Flee's names and defaults.
 *
 * The fields come from params/parameters.def, where each has its key, unit, range and sentence. The path works
 * in the source tree, which is where these headers are used: only the program is installed.
 */
#ifndef CRUCE_SETTINGS_H
#define CRUCE_SETTINGS_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Numbers by level or interval; `value` lies in the scenario's arena. */
typedef struct cruce_number_list {
    int32_t n;
    const double *value;
} cruce_number_list;

typedef struct cruce_settings {
#define FLAG(key, field, def, when, sentence) bool field;
#define MAP(key, field, when, sentence) bool field;
#define WHOLE(key, field, def, least, most, when, unit, sentence) int64_t field;
#define REAL(key, field, def, least, most, when, unit, sentence) double field;
#define WORD(key, field, def, choices, when, sentence) const char *field;
#define LIST(key, field, least, most, when, unit, sentence) cruce_number_list field;
#include "../../params/parameters.def"
} cruce_settings;

typedef enum cruce_setting_kind {
    CRUCE_FLAG,
    CRUCE_MAP,
    CRUCE_WHOLE,
    CRUCE_REAL,
    CRUCE_WORD,
    CRUCE_LIST
} cruce_setting_kind;

typedef enum cruce_setting_when {
    CRUCE_NOW,        /* does what it says */
    CRUCE_LATER,      /* known; asking for it stops a run */
    CRUCE_QUIET,      /* accepted, changes nothing here */
    CRUCE_OVERWRITTEN /* read, then replaced, as in Flee */
} cruce_setting_when;

/** One entry of parameters.def: what `cruce explain` prints. */
typedef struct cruce_setting_info {
    const char *key; /* "move_rules.softening" */
    cruce_setting_kind kind;
    cruce_setting_when when;
    size_t offset; /* of the field in cruce_settings */
    double default_number, least, most;
    const char *default_word, *choices; /* choices "a|b|c"; "" if any text */
    const char *unit, *sentence;
} cruce_setting_info;

/** All settings in the order of parameters.def; *n receives how many. */
CRUCE_API const cruce_setting_info *cruce_settings_list(int32_t *n);
/** The entry of a key ("move_rules.softening"), or of its last part if only one key ends so; NULL if unknown. */
CRUCE_API const cruce_setting_info *cruce_settings_find(const char *key);
/** The name that Flee's program uses for a setting ("MaxMoveSpeed"), where it differs from the key; else NULL. */
CRUCE_API const char *cruce_setting_flee_name(const char *key);
/** All defaults. */
CRUCE_API void cruce_settings_init(cruce_settings *settings);
/** What follows from use_v1_rules and from -1 defaults; called once after reading. */
CRUCE_API void cruce_settings_finish(cruce_settings *settings);

#ifdef __cplusplus
}
#endif
#endif
