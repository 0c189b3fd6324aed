/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the list of settings made from params/parameters.def: finding one, all defaults, what follows from others
 * Leaves  reading values from files to input/; other names of settings to settings_names.c
 * Source  flee-compat section 2; each entry names its own where it differs
 */
#include "cruce/settings.h"

#include <string.h>

#include "settings_names.h"

#define OFFSET(field) offsetof(cruce_settings, field)

static const cruce_setting_info SETTINGS[] = {
#define FLAG(key, field, def, when, sentence)                                                      \
    {#key, CRUCE_FLAG, CRUCE_##when, OFFSET(field), def, 0, 1, "", "", "", sentence},
#define MAP(key, field, when, sentence)                                                            \
    {#key, CRUCE_MAP, CRUCE_##when, OFFSET(field), 0, 0, 1, "", "", "", sentence},
#define WHOLE(key, field, def, least, most, when, unit, sentence)                                  \
    {#key, CRUCE_WHOLE, CRUCE_##when, OFFSET(field), def, least, most, "", "", unit, sentence},
#define REAL(key, field, def, least, most, when, unit, sentence)                                   \
    {#key, CRUCE_REAL, CRUCE_##when, OFFSET(field), def, least, most, "", "", unit, sentence},
#define WORD(key, field, def, choices, when, sentence)                                             \
    {#key, CRUCE_WORD, CRUCE_##when, OFFSET(field), 0, 0, 0, def, choices, "", sentence},
#define LIST(key, field, least, most, when, unit, sentence)                                        \
    {#key, CRUCE_LIST, CRUCE_##when, OFFSET(field), 0, least, most, "", "", unit, sentence},
#include "../../params/parameters.def"
};

#define N_SETTINGS ((int32_t)(sizeof SETTINGS / sizeof SETTINGS[0]))

const cruce_setting_info *cruce_settings_list(int32_t *n)
{
    *n = N_SETTINGS;
    return SETTINGS;
}

static const cruce_setting_info *find_key(const char *key)
{
    for (int32_t i = 0; i < N_SETTINGS; i++) {
        if (strcmp(SETTINGS[i].key, key) == 0) {
            return &SETTINGS[i];
        }
    }
    return NULL;
}

const cruce_setting_info *cruce_settings_find(const char *key)
{
    const cruce_setting_info *found = find_key(key);
    if (found != NULL) {
        return found;
    }
    const char *last = cri_setting_last_part(key);
    for (int32_t i = 0; i < N_SETTINGS && last == key; i++) {
        if (strcmp(cri_setting_last_part(SETTINGS[i].key), key) != 0) {
            continue;
        }
        if (found != NULL) {
            return NULL; /* two keys end so */
        }
        found = &SETTINGS[i];
    }
    int32_t n_aliases;
    const cri_setting_alias *aliases = cri_settings_aliases(&n_aliases);
    for (int32_t i = 0; i < n_aliases && found == NULL; i++) {
        size_t section = (size_t)(cri_setting_last_part(aliases[i].key) - aliases[i].key);
        bool same_section = last == key || ((size_t)(last - key) == section &&
                                            strncmp(aliases[i].key, key, section) == 0);
        if (same_section && strcmp(aliases[i].alias, last) == 0) {
            found = find_key(aliases[i].key);
        }
    }
    return found;
}

void cruce_settings_init(cruce_settings *settings)
{
    memset(settings, 0, sizeof *settings);
#define FLAG(key, field, def, when, sentence) settings->field = def;
#define MAP(key, field, when, sentence) settings->field = false;
#define WHOLE(key, field, def, least, most, when, unit, sentence) settings->field = def;
#define REAL(key, field, def, least, most, when, unit, sentence) settings->field = def;
#define WORD(key, field, def, choices, when, sentence) settings->field = def;
#define LIST(key, field, least, most, when, unit, sentence) settings->field.n = 0;
#include "../../params/parameters.def"
}

void cruce_settings_finish(cruce_settings *s)
{
    if (s->flood_zone_spawning_only) {
        s->conflict_driven_spawning = false; /* the flood mode goes before (flee-compat 2.3) */
    }
    bool share = strcmp(s->conflict_spawn_mode, "pop_ratio") == 0;
    if (s->displaced_per_conflict_day < 0) {
        s->displaced_per_conflict_day = share ? 0.01 : 500;
    } else if (!share) {
        s->displaced_per_conflict_day = (double)(int64_t)s->displaced_per_conflict_day;
    }
    s->default_conflict_intensity = (double)(int64_t)s->default_conflict_intensity;
    if (s->use_v1_rules) { /* last: replaces what the file says */
        s->max_move_speed = 200;
        s->start_on_foot = false;
        s->avoid_short_stints = false;
        s->camp_weight = 2.0;
        s->conflict_weight = 0.25;
    }
}
