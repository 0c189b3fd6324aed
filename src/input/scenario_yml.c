/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    scenario.yml: title, dates and settings of a scenario in one small file
 * Leaves  settings to settings_file.c; sim_period.csv, which has the same dates in Flee's form, to its own reader
 * Source  assumption (our own format)
 */
#include <string.h>

#include "input/settings_internal.h"

#define MOST_DAYS 100000 /* as in sim_period.csv */
#define MOST_TITLE_LENGTH 200

static void found_expected(cri_settings_reading *s, const char *key, const cri_yaml_node *node,
                           const char *expected)
{
    char shown[72];
    cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, node, key, "%s is %s; expected %s", key,
                    cri_shown_node(node, shown), expected);
}

static cruce_status take_title(cri_settings_reading *s, const char *key, const cri_yaml_node *value,
                               const char **title)
{
    size_t length = value->kind == CRI_YAML_SCALAR ? strlen(value->text) : 0;
    if (length == 0 || length > MOST_TITLE_LENGTH) {
        found_expected(s, key, value, "text of 1 to 200 bytes");
        return CRUCE_OK;
    }
    *title = cri_arena_text(s->r->arena, value->text, length);
    return *title != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

/* What the scenario without a variant is called beside its variants. */
static cruce_status take_base_title(cri_settings_reading *s, const cri_yaml_node *value)
{
    const char *title = NULL;
    cruce_status st = take_title(s, "base_title", value, &title);
    if (s->r->options->variant == NULL) {
        s->r->scenario->border.variant_title = title;
    }
    return st;
}

static void take_start_date(cri_settings_reading *s, const cri_yaml_node *value)
{
    int32_t days;
    if (value->kind != CRI_YAML_SCALAR || !cruce_date_parse(value->text, &days)) {
        found_expected(s, "start_date", value, "a date such as 2023-01-31");
    } else if (s->r->has_start && s->r->n_problems == 0 && days != s->r->scenario->start_days) {
        char other[16];
        cruce_date_text(s->r->scenario->start_days, other);
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, value, "start_date",
                        "start_date is '%s', but StartDate in sim_period.csv is '%s'; give one",
                        value->text, other);
    } else if (!s->r->has_start) {
        s->r->scenario->start_days = days;
        s->r->has_start = true;
    }
}

static void take_length(cri_settings_reading *s, const cri_yaml_node *value)
{
    int64_t days;
    if (value->kind != CRI_YAML_SCALAR || !cri_parse_i64(value->text, &days) || days < 1 ||
        days > MOST_DAYS) {
        found_expected(s, "length_days", value, "a whole number of days from 1 to 100000");
        s->r->has_length = true; /* reported; nothing more to say about it */
    } else if (s->r->has_length && s->r->n_problems == 0 && days != s->r->scenario->n_days &&
               s->r->options->n_days <= 0) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, value, "length_days",
                        "length_days is '%s', but Length in sim_period.csv is %d; give one",
                        value->text, (int)s->r->scenario->n_days);
    } else if (!s->r->has_length) {
        s->r->scenario->n_days = (int32_t)days;
        s->r->has_length = true;
    }
}

static void take_report_from(cri_settings_reading *s, const cri_yaml_node *value)
{
    cri_reading *r = s->r;
    if (value->kind != CRI_YAML_SCALAR || !cruce_date_parse(value->text, &r->report_from_days)) {
        found_expected(s, "report_from", value, "a date such as 2023-01-31");
        return;
    }
    r->has_report_from = true; /* judged when the period is known */
    r->report_from_line = value->line;
    r->report_from_column = value->column;
}

static void take_fit_until(cri_settings_reading *s, const cri_yaml_node *value)
{
    cri_reading *r = s->r;
    if (value->kind != CRI_YAML_SCALAR || !cruce_date_parse(value->text, &r->fit_until_days)) {
        found_expected(s, "fit_until", value, "a date such as 2023-01-31");
        return;
    }
    r->has_fit_until = true;
}

static cruce_status take_settings(cri_settings_reading *s, const cri_yaml_node *value)
{
    if (value->kind == CRI_YAML_MAP) {
        return cri_settings_take_section(s, "", value);
    }
    if (value->kind != CRI_YAML_SCALAR || cri_yaml_resolve(value).type != CRI_SCALAR_NULL) {
        found_expected(s, "settings", value, "settings below it, as in simsetting.yml");
    }
    return CRUCE_OK;
}

enum {
    TITLE,
    BASE_TITLE,
    START_DATE,
    LENGTH_DAYS,
    REPORT_FROM,
    FIT_UNTIL,
    SETTINGS,
    N_DAYS,
    N_KEYS
};
static const char *const KEYS[N_KEYS] = {"title",       "base_title", "start_date", "length_days",
                                         "report_from", "fit_until",  "settings",   "n_days"};

static cruce_status take_key(cri_settings_reading *s, const cri_yaml_node *key,
                             const cri_yaml_node *value, int32_t first_line[N_KEYS])
{
    char shown[72], hint[112];
    int32_t k = 0;
    while (k < N_KEYS && (key->kind != CRI_YAML_SCALAR || strcmp(key->text, KEYS[k]) != 0)) {
        k++;
    }
    if (k == N_KEYS) {
        const char *near =
            key->kind == CRI_YAML_SCALAR ? cri_nearest_name(key->text, KEYS, N_KEYS) : NULL;
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, key, "", "unknown key %s%s",
                        cri_shown_node(key, shown), cri_did_you_mean(near, hint));
        return CRUCE_OK;
    }
    k = k == N_DAYS ? LENGTH_DAYS : k; /* another name of it */
    if (first_line[k] > 0) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, key, KEYS[k],
                        "%s is given twice; the first is on line %d", KEYS[k], (int)first_line[k]);
        return CRUCE_OK;
    }
    first_line[k] = key->line;
    switch (k) {
    case TITLE:
        return take_title(s, "title", value, &s->r->scenario->title);
    case BASE_TITLE:
        return take_base_title(s, value);
    case START_DATE:
        take_start_date(s, value);
        return CRUCE_OK;
    case LENGTH_DAYS:
        take_length(s, value);
        return CRUCE_OK;
    case REPORT_FROM:
        take_report_from(s, value);
        return CRUCE_OK;
    case FIT_UNTIL:
        take_fit_until(s, value);
        return CRUCE_OK;
    default:
        return take_settings(s, value);
    }
}

cruce_status cri_read_scenario_yml(cri_settings_reading *s)
{
    cruce_status st = CRUCE_OK;
    int32_t first_line[N_KEYS] = {0};
    const cri_yaml_node *root = cri_yaml_at(s->yaml, s->yaml->root);
    if (root == NULL ||
        (root->kind == CRI_YAML_SCALAR && cri_yaml_resolve(root).type == CRI_SCALAR_NULL)) {
        return CRUCE_OK;
    }
    if (root->kind != CRI_YAML_MAP) {
        found_expected(s, "scenario.yml", root, "lines 'key: value'");
        return CRUCE_OK;
    }
    for (int32_t i = root->first_child; st == CRUCE_OK && i != CRUCE_NONE;) {
        int32_t v = s->yaml->node[i].next;
        st = take_key(s, cri_yaml_at(s->yaml, i), cri_yaml_at(s->yaml, v), first_line);
        i = s->yaml->node[v].next;
    }
    return st;
}
