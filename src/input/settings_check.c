/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    settings that contradict each other, that change nothing, or that this version does not have yet
 * Leaves  the value of each one to settings_values.c
 * Source  flee-compat 2.3 and 2.4, quirks 14 and 22
 */
#include <stdio.h>
#include <string.h>

#include "input/settings_internal.h"

static void report_setting(cri_settings_reading *s, cruce_severity severity, cruce_status code,
                           const char *key, const char *sentence)
{
    int32_t n;
    const cruce_setting_info *info = cruce_settings_find(key);
    const cri_setting_place *place = &s->place[info - cruce_settings_list(&n)];
    cri_report(s->r, severity, code, place->path != NULL ? place->path : "settings", place->line,
               place->column, key, "%s", sentence);
}

static const void *field_of(const cri_settings_reading *s, const cruce_setting_info *info)
{
    return (const char *)&s->r->scenario->settings + info->offset;
}

/* True if the setting differs from its default: the behaviour is asked for. */
static bool is_asked_for(const cri_settings_reading *s, const cruce_setting_info *info)
{
    const void *field = field_of(s, info);
    switch (info->kind) {
    case CRUCE_FLAG:
    case CRUCE_MAP:
        return *(const bool *)field != (info->default_number != 0);
    case CRUCE_WHOLE:
        return (double)*(const int64_t *)field != info->default_number;
    case CRUCE_REAL:
        return *(const double *)field != info->default_number;
    case CRUCE_WORD:
        return strcmp(*(const char *const *)field, info->default_word) != 0;
    case CRUCE_LIST:
        return ((const cruce_number_list *)field)->n > 0;
    }
    return false;
}

/* The map that a setting lies in is reported for all that is in it. */
static bool lies_in_later_map(const cruce_setting_info *settings, int32_t n,
                              const cruce_setting_info *info)
{
    for (int32_t i = 0; i < n; i++) {
        size_t length = strlen(settings[i].key);
        if (settings[i].kind == CRUCE_MAP && settings[i].when == CRUCE_LATER &&
            strncmp(info->key, settings[i].key, length) == 0 && info->key[length] == '.') {
            return true;
        }
    }
    return false;
}

static const char *how_to_leave_it(const cruce_setting_info *info)
{
    return info->kind == CRUCE_FLAG && info->default_number == 0 ? "set it to false or leave it out"
                                                                 : "leave it out";
}

static void check_later(cri_settings_reading *s)
{
    int32_t n;
    const cruce_setting_info *settings = cruce_settings_list(&n);
    bool flood_mode = s->r->scenario->settings.flood_zone_spawning_only;
    bool will_run = s->r->options->will_run;
    for (int32_t i = 0; i < n; i++) {
        const cruce_setting_info *info = &settings[i];
        char sentence[320];
        if (info->when != CRUCE_LATER || !is_asked_for(s, info) ||
            lies_in_later_map(settings, n, info)) {
            continue;
        }
        if (strcmp(info->key, "spawn_rules.flood_driven_spawn_mode") == 0 && !flood_mode) {
            report_setting(s, CRUCE_WARNING, CRUCE_ERR_FIELD, info->key,
                           "spawn_rules.flood_driven_spawn_mode changes nothing, as in Flee, "
                           "unless flood_zone_spawning_only is true");
            continue;
        }
        snprintf(sentence, sizeof sentence, "this version cannot do what %s asks for (%s); %s",
                 info->key, info->sentence, how_to_leave_it(info));
        report_setting(s, will_run ? CRUCE_PROBLEM : CRUCE_WARNING, CRUCE_ERR_UNSUPPORTED,
                       info->key, sentence);
    }
}

static void check_together(cri_settings_reading *s)
{
    const cruce_settings *v = &s->r->scenario->settings;
    if (v->flood_zone_spawning_only && v->conflict_zone_spawning_only) {
        report_setting(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, "spawn_rules.flood_zone_spawning_only",
                       "flood_zone_spawning_only and conflict_zone_spawning_only (true unless "
                       "given) cannot both be true; set one of them to false");
    }
    if (v->flood_zone_spawning_only && v->flood_driven_spawning && !v->take_from_population) {
        report_setting(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, "spawn_rules.flood_driven_spawn_mode",
                       "flood_driven_spawn_mode needs take_from_population: true");
    }
    if (v->flood_zone_spawning_only && v->conflict_driven_spawning) {
        report_setting(s, CRUCE_WARNING, CRUCE_ERR_FIELD, "spawn_rules.conflict_driven_spawning",
                       "conflict_driven_spawning changes nothing, as in Flee, because "
                       "flood_zone_spawning_only is true");
    }
    if (v->awareness_level == 0 && !v->fix_awareness_zero) {
        report_setting(s, CRUCE_WARNING, CRUCE_ERR_FIELD, "move_rules.awareness_level",
                       "awareness_level 0 means that nobody moves, as in Flee; "
                       "corrections.awareness_zero makes every open road equally likely instead");
    }
    if (v->two_system_decision_making != 0) {
        report_setting(s, CRUCE_WARNING, CRUCE_ERR_FIELD, "move_rules.two_system_decision_making",
                       "two_system_decision_making changes nothing: it cannot be switched on from "
                       "a file in Flee either");
    }
}

void cri_settings_check(cri_settings_reading *s)
{
    check_together(s);
    check_later(s);
}
