/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the readers of settings share: the text that is being read, and where each setting was given.
 */
#ifndef CRI_SETTINGS_INTERNAL_H
#define CRI_SETTINGS_INTERNAL_H

#include "cruce/settings.h"
#include "input/yaml.h"

#define CRI_COMMAND_LINE "--set" /* stands in place of a file's name */

/* Where a setting was given last; path NULL: nowhere, it has its default. */
typedef struct cri_setting_place {
    const char *path;
    int32_t line, column;
    int32_t pass;     /* which of the texts */
    const char *name; /* as written there; only valid during its pass, as is the value */
    const char *value;
} cri_setting_place;

typedef struct cri_settings_reading {
    cri_reading *r;
    cri_setting_place *place; /* [n settings] */

    /* the text that is being read */
    const cri_yaml *yaml;
    const char *path;
    int32_t pass;
    bool command_line; /* no lines and columns */
} cri_settings_reading;

/** A report at a node; its line and column are left out on the command line. */
void cri_report_node(cri_settings_reading *s, cruce_severity severity, cruce_status code,
                     const cri_yaml_node *node, const char *field, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/** Text of a scalar, or what it is instead, for a message. Returns `shown`. */
const char *cri_shown_node(const cri_yaml_node *node, char shown[72]);

/** Give a setting the value of a node. What is wrong with it is reported. CRUCE_ERR_MEMORY. */
cruce_status cri_setting_take(cri_settings_reading *s, const cruce_setting_info *info,
                              const cri_yaml_node *node);

/** All settings of a map and of the maps in it; `section` is "" for the whole file. CRUCE_ERR_MEMORY. */
cruce_status cri_settings_take_section(cri_settings_reading *s, const char *section,
                                       const cri_yaml_node *map);
/** One --set key=value. CRUCE_ERR_MEMORY. */
cruce_status cri_settings_take_override(cri_settings_reading *s, const char *text);
/** Note where a setting is given; a second time in the same text is a problem, and false comes back. */
bool cri_setting_note_place(cri_settings_reading *s, const cruce_setting_info *info,
                            const cri_yaml_node *key, const cri_yaml_node *value);

/** title, start_date, length_days and settings of scenario.yml. CRUCE_ERR_MEMORY. */
cruce_status cri_read_scenario_yml(cri_settings_reading *s);
/** What settings ask for together, and for what this version does not have. */
void cri_settings_check(cri_settings_reading *s);

#endif
