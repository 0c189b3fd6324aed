/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of settings as files write them: the key itself or Flee's internal name in the same section.
 */
#ifndef CRI_SETTINGS_NAMES_H
#define CRI_SETTINGS_NAMES_H

#include "cruce/settings.h"

/** Another name of a setting: "MaxMoveSpeed" for "move_rules.max_move_speed". */
typedef struct cri_setting_alias {
    const char *alias, *key;
} cri_setting_alias;

const cri_setting_alias *cri_settings_aliases(int32_t *n);

/** The part of a key behind its last dot. */
const char *cri_setting_last_part(const char *key);

/** The entry that `name` means inside `section` ("" for the top level), by its key or an alias; NULL if unknown. */
const cruce_setting_info *cri_settings_find_in(const char *section, const char *name);

#endif
