/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    which setting each key of simsetting.yml and each --set means; unknown and repeated keys
 * Leaves  values to settings_values.c, what they mean together to settings_check.c, YAML itself to yaml.c
 * Source  flee-compat section 2
 */
#include <stdio.h>
#include <string.h>

#include "input/settings_internal.h"
#include "model/settings_names.h"

#define MOST_KEYS 1000 /* in one map */
#define MOST_KEY_LENGTH 128

/* Keys that scenarios write and Flee does not read. */
static const char *const IGNORED[] = {
    "log_levels.flood",
    "log_levels.Flood",
    "spawn_rules.flood_driven_spawning",
    "spawn_rules.Flood_spawn_decay",
    "move_rules.max_flood_level",
};

static bool is_ignored(const char *key)
{
    for (size_t i = 0; i < sizeof IGNORED / sizeof IGNORED[0]; i++) {
        if (strcmp(IGNORED[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* True if settings lie inside `key`, as in "move_rules". */
static bool is_section(const char *key)
{
    int32_t n;
    size_t length = strlen(key);
    const cruce_setting_info *settings = cruce_settings_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strncmp(settings[i].key, key, length) == 0 && settings[i].key[length] == '.') {
            return true;
        }
    }
    return false;
}

/* Names that may stand inside a section, for "did you mean". Returns how many. */
static int32_t names_in(const char *section, const char **names, int32_t most)
{
    static const char *const sections[] = {"log_levels", "spawn_rules", "move_rules",
                                           "optimisations", "corrections"};
    int32_t n, found = 0;
    const cruce_setting_info *settings = cruce_settings_list(&n);
    for (int32_t i = 0; i < n && found < most; i++) {
        const char *last = cri_setting_last_part(settings[i].key);
        if (cri_settings_find_in(section, last) == &settings[i]) {
            names[found++] = last;
        }
    }
    for (size_t i = 0; i < 5 && section[0] == '\0' && found < most; i++) {
        names[found++] = sections[i];
    }
    return found;
}

static void report_unknown(cri_settings_reading *s, const char *section, const cri_yaml_node *key)
{
    const char *names[256];
    char shown[72], hint[200], where[80] = "";
    if (cri_reports_are_full(s->r, s->path)) {
        return;
    }
    const cruce_setting_info *elsewhere = cruce_settings_find(key->text);
    if (elsewhere != NULL && strchr(key->text, '.') == NULL) {
        const char *last = cri_setting_last_part(elsewhere->key);
        int length = (int)(last - elsewhere->key) - 1;
        if (length > 0) {
            snprintf(hint, sizeof hint, "; it belongs under '%.*s'", length, elsewhere->key);
        } else {
            snprintf(hint, sizeof hint, "; it belongs at the top, outside of any section");
        }
    } else {
        int32_t n = names_in(section, names, 256);
        cri_did_you_mean(cri_nearest_name(key->text, names, n), hint);
    }
    if (section[0] != '\0') {
        snprintf(where, sizeof where, " in %s", section);
    }
    cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, key, key->text, "unknown key '%s'%s%s",
                    cri_shown(key->text, shown), where, hint);
}

bool cri_setting_note_place(cri_settings_reading *s, const cruce_setting_info *info,
                            const cri_yaml_node *key, const cri_yaml_node *value)
{
    int32_t n;
    cri_setting_place *place = &s->place[info - cruce_settings_list(&n)];
    if (place->pass == s->pass && place->path != NULL && !s->command_line) {
        /* Both spellings of one setting may stand in a file that Flee reads too. */
        bool same = strcmp(place->name, key->text) != 0 && value->kind == CRI_YAML_SCALAR &&
                    strcmp(place->value, value->text) == 0;
        if (!same) {
            cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, key, info->key,
                            "%s is given twice; the first is on line %d", info->key,
                            (int)place->line);
        }
        return same;
    }
    *place = (cri_setting_place){
        .path = s->path,
        .line = s->command_line ? 0 : key->line,
        .column = s->command_line ? 0 : key->column,
        .pass = s->pass,
        .name = key->text,
        .value = value->text,
    };
    return true;
}

static bool is_null(const cri_yaml_node *node)
{
    return node->kind == CRI_YAML_SCALAR && cri_yaml_resolve(node).type == CRI_SCALAR_NULL;
}

/* corrections: [raw_count, day0_capacity] */
static cruce_status take_names(cri_settings_reading *s, const char *section,
                               const cri_yaml_node *list)
{
    static const cri_yaml_node yes = {.kind = CRI_YAML_SCALAR, .plain = true, .text = "true"};
    cruce_status st = CRUCE_OK;
    for (int32_t i = list->first_child; st == CRUCE_OK && i != CRUCE_NONE;
         i = s->yaml->node[i].next) {
        const cri_yaml_node *name = cri_yaml_at(s->yaml, i);
        if (name->kind != CRI_YAML_SCALAR) {
            char shown[72];
            cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, name, section,
                            "%s holds %s; expected names such as raw_count", section,
                            cri_shown_node(name, shown));
            continue;
        }
        const cruce_setting_info *info = cri_settings_find_in(section, name->text);
        if (info == NULL) {
            report_unknown(s, section, name);
        } else if (cri_setting_note_place(s, info, name, &yes)) {
            st = cri_setting_take(s, info, &yes);
        }
    }
    return st;
}

static cruce_status take_key(cri_settings_reading *s, const char *section, const cri_yaml_node *key,
                             const cri_yaml_node *value)
{
    char full[MOST_KEY_LENGTH], shown[72];
    const cruce_setting_info *info = cri_settings_find_in(section, key->text);
    if (info != NULL) {
        bool fresh = cri_setting_note_place(s, info, key, value);
        if (!fresh) {
            return CRUCE_OK;
        }
        if (info->kind != CRUCE_MAP) {
            return cri_setting_take(s, info, value);
        }
        bool *on = (bool *)(void *)((char *)&s->r->scenario->settings + info->offset);
        if (value->kind == CRI_YAML_MAP) {
            *on = true;
            return cri_settings_take_section(s, info->key, value);
        }
        *on = false;
        return is_null(value) ? CRUCE_OK : cri_setting_take(s, info, value);
    }
    int length = snprintf(full, sizeof full, "%s%s%s", section, section[0] ? "." : "", key->text);
    bool fits = length > 0 && (size_t)length < sizeof full;
    if (fits && is_ignored(full)) {
        cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_NAME, key, full,
                        "%s is not read, as in Flee; leave it out", full);
    } else if (!fits || section[0] != '\0' || !is_section(full)) {
        report_unknown(s, section, key);
    } else if (value->kind == CRI_YAML_MAP) {
        return cri_settings_take_section(s, full, value);
    } else if (value->kind == CRI_YAML_LIST && strcmp(full, "corrections") == 0) {
        return take_names(s, full, value);
    } else if (!is_null(value)) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, value, full,
                        "%s is %s; expected its settings below it, one 'key: value' a line", full,
                        cri_shown_node(value, shown));
    }
    return CRUCE_OK;
}

/* The same section twice would lose the first one in other readers. Only few keys can be sections. */
static bool section_again(cri_settings_reading *s, const cri_yaml_node *map, int32_t key)
{
    const cri_yaml_node *again = cri_yaml_at(s->yaml, key);
    if (again->kind != CRI_YAML_SCALAR || !is_section(again->text)) {
        return false;
    }
    for (int32_t i = map->first_child; i != key; i = s->yaml->node[s->yaml->node[i].next].next) {
        const cri_yaml_node *other = cri_yaml_at(s->yaml, i);
        if (other->kind == CRI_YAML_SCALAR && strcmp(other->text, again->text) == 0) {
            cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, again, again->text,
                            "%s is given twice; the first is on line %d", again->text,
                            (int)other->line);
            return true;
        }
    }
    return false;
}

cruce_status cri_settings_take_section(cri_settings_reading *s, const char *section,
                                       const cri_yaml_node *map)
{
    cruce_status st = CRUCE_OK;
    int32_t n = 0;
    for (int32_t i = map->first_child; st == CRUCE_OK && i != CRUCE_NONE;) {
        int32_t v = s->yaml->node[i].next;
        const cri_yaml_node *key = cri_yaml_at(s->yaml, i);
        if (n++ == MOST_KEYS) {
            cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_RANGE, key, section,
                            "more than %d keys; the rest is not read", MOST_KEYS);
            break;
        }
        if (key->kind != CRI_YAML_SCALAR) {
            cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, key, section,
                            "a key is %s; expected a name",
                            key->kind == CRI_YAML_LIST ? "a list" : "a map");
        } else if (!(section[0] == '\0' && section_again(s, map, i))) {
            st = take_key(s, section, key, cri_yaml_at(s->yaml, v));
        }
        i = s->yaml->node[v].next;
    }
    return st;
}
