/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    from a node of YAML to the value of one setting, with what Flee's conversions do to it
 * Leaves  which setting it is to settings_file.c, what settings mean together to settings_check.c
 * Source  flee-compat section 2: conversions b, i, f, s
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "input/settings_internal.h"
#include "model/settings_names.h"

#define MOST_NUMBERS 10000 /* in one list */

void cri_report_node(cri_settings_reading *s, cruce_severity severity, cruce_status code,
                     const cri_yaml_node *node, const char *field, const char *format, ...)
{
    char message[sizeof(((cruce_error *)0)->message)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    bool has_place = node != NULL && !s->command_line;
    cri_report(s->r, severity, code, s->path, has_place ? node->line : 0,
               has_place ? node->column : 0, field, "%s", message);
}

const char *cri_shown_node(const cri_yaml_node *node, char shown[72])
{
    if (node->kind != CRI_YAML_SCALAR) {
        return node->kind == CRI_YAML_LIST ? "a list" : "a map";
    }
    if (node->plain && node->text[0] == '\0') {
        return "empty";
    }
    char text[72];
    snprintf(shown, 72, "'%.62s'", cri_shown(node->text, text));
    return shown;
}

static void found_expected(cri_settings_reading *s, const char *key, const cri_yaml_node *node,
                           cruce_status code, const char *expected)
{
    char shown[72];
    cri_report_node(s, CRUCE_PROBLEM, code, node, key, "%s is %s; expected %s", key,
                    cri_shown_node(node, shown), expected);
}

/* True or false of a node, as Flee would take it; anything else is reported, and false comes back. */
static bool read_flag(cri_settings_reading *s, const cruce_setting_info *info,
                      const cri_yaml_node *node, bool *value)
{
    const char *key = info->key;
    char shown[72];
    if (node->kind == CRI_YAML_SCALAR) {
        cri_scalar scalar = cri_yaml_resolve(node);
        if (scalar.type == CRI_SCALAR_BOOL || scalar.type == CRI_SCALAR_NUMBER) {
            *value = scalar.number != 0;
            return true;
        }
        if (scalar.type == CRI_SCALAR_NULL) {
            *value = false;
            cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_FIELD, node, key,
                            "%s has no value and counts as false, as in Flee", key);
            return true;
        }
        if (cri_looks_boolean(node->text) && s->command_line) {
            *value = strchr("tTyY", node->text[0]) != NULL || strcasecmp(node->text, "on") == 0;
            return true;
        }
        if (cri_looks_boolean(node->text)) {
            *value = true;
            cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_FIELD, node, key,
                            "%s is the text %s and counts as true, as in Flee; write true or "
                            "false without quotes",
                            key, cri_shown_node(node, shown));
            return true;
        }
    }
    found_expected(s, key, node, CRUCE_ERR_FIELD,
                   info->kind == CRUCE_MAP ? "its settings below it, or true or false"
                                           : "true or false");
    return false;
}

/* "a number from 0 to 1 (chance a day)" */
static const char *describe_range(const cruce_setting_info *info, char text[160])
{
    bool minus_one = info->least == -1 && info->default_number == -1; /* stands for "not given" */
    double most = info->most < 1e6 ? info->most : INFINITY; /* only there to catch nonsense */
    return cri_range_text(info->kind == CRUCE_WHOLE, minus_one ? 0 : info->least, most, info->unit,
                          text);
}

/* A number as Flee's int() or float() gives it, within the range of its setting. */
static bool read_number(cri_settings_reading *s, const cruce_setting_info *info,
                        const cri_yaml_node *node, double *value)
{
    char expected[160], shown[72];
    cri_scalar scalar = {0};
    if (node->kind == CRI_YAML_SCALAR) {
        scalar = cri_yaml_resolve(node);
    }
    if (!scalar.is_number) {
        found_expected(s, info->key, node, CRUCE_ERR_FIELD, describe_range(info, expected));
        return false;
    }
    double number = info->kind == CRUCE_WHOLE ? trunc(scalar.number) : scalar.number;
    bool minus_one = info->least == -1 && info->default_number == -1 && number != -1;
    if (!(number >= (minus_one ? 0 : info->least) && number <= info->most)) {
        found_expected(s, info->key, node, CRUCE_ERR_RANGE, describe_range(info, expected));
        return false;
    }
    if (number != scalar.number) {
        cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_FIELD, node, info->key,
                        "%s is %s; expected a whole number, so %.0f is used, as in Flee", info->key,
                        cri_shown_node(node, shown), number);
    }
    if (scalar.octal) {
        cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_FIELD, node, info->key,
                        "%s is %s, which with its leading zero is octal and means %.0f", info->key,
                        cri_shown_node(node, shown), number);
    }
    if (scalar.type == CRI_SCALAR_BOOL) {
        cri_report_node(s, CRUCE_WARNING, CRUCE_ERR_FIELD, node, info->key,
                        "%s is %s and counts as %.0f, as in Flee; expected a number", info->key,
                        cri_shown_node(node, shown), number);
    }
    *value = number;
    return true;
}

/* One of "a|b|c"; any text if there are no choices. */
static cruce_status read_word(cri_settings_reading *s, const cruce_setting_info *info,
                              const cri_yaml_node *node, const char **word)
{
    const char *choice[8];
    char choices[128], expected[160] = "text", near[112] = "";
    int32_t n = 0;
    if (node->kind == CRI_YAML_SCALAR && info->choices[0] == '\0') {
        *word = cri_arena_text(s->r->arena, node->text, strlen(node->text));
        return *word != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
    }
    snprintf(choices, sizeof choices, "%s", info->choices);
    for (char *at = choices; at != NULL && n < 8;) {
        char *bar = strchr(at, '|');
        if (bar != NULL) {
            *bar++ = '\0';
        }
        choice[n++] = at;
        at = bar;
    }
    for (int32_t i = 0; i < n && node->kind == CRI_YAML_SCALAR; i++) {
        bool any_case = strcmp(choice[i], "poisson") == 0; /* as Flee compares */
        if (strcmp(node->text, choice[i]) == 0 ||
            (any_case && strcasecmp(node->text, choice[i]) == 0)) {
            *word = cri_arena_text(s->r->arena, choice[i], strlen(choice[i]));
            return *word != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
        }
    }
    if (n > 1) {
        size_t used = (size_t)snprintf(expected, sizeof expected, "%s", choice[0]);
        for (int32_t i = 1; i < n && used < sizeof expected; i++) {
            used += (size_t)snprintf(expected + used, sizeof expected - used, "%s%s",
                                     i == n - 1 ? " or " : ", ", choice[i]);
        }
    }
    if (node->kind == CRI_YAML_SCALAR) {
        cri_did_you_mean(cri_nearest_name(node->text, choice, n), near);
    }
    char both[280];
    snprintf(both, sizeof both, "%s%s", expected, near);
    found_expected(s, info->key, node, CRUCE_ERR_FIELD, both);
    return CRUCE_OK;
}

static cruce_status read_list(cri_settings_reading *s, const cruce_setting_info *info,
                              const cri_yaml_node *node, cruce_number_list *list)
{
    if (node->kind == CRI_YAML_SCALAR && cri_yaml_resolve(node).type == CRI_SCALAR_NULL) {
        list->n = 0;
        return CRUCE_OK;
    }
    if (node->kind != CRI_YAML_LIST) {
        found_expected(s, info->key, node, CRUCE_ERR_FIELD, "a list of numbers such as [1.0, 0.5]");
        return CRUCE_OK;
    }
    if (node->n_children > MOST_NUMBERS) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_RANGE, node, info->key,
                        "%s has %d numbers; expected at most %d", info->key, node->n_children,
                        MOST_NUMBERS);
        return CRUCE_OK;
    }
    double *value = cri_arena_array(s->r->arena, node->n_children, sizeof *value);
    if (value == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    int32_t n = 0;
    for (int32_t i = node->first_child; i != CRUCE_NONE; i = s->yaml->node[i].next) {
        if (read_number(s, info, cri_yaml_at(s->yaml, i), &value[n])) {
            n++;
        }
    }
    *list = (cruce_number_list){.n = n, .value = value};
    return CRUCE_OK;
}

cruce_status cri_setting_take(cri_settings_reading *s, const cruce_setting_info *info,
                              const cri_yaml_node *node)
{
    char *field = (char *)&s->r->scenario->settings + info->offset;
    bool flag;
    double number;
    switch (info->kind) {
    case CRUCE_FLAG:
    case CRUCE_MAP:
        if (read_flag(s, info, node, &flag)) {
            *(bool *)(void *)field = flag;
        }
        return CRUCE_OK;
    case CRUCE_WHOLE:
        if (read_number(s, info, node, &number)) {
            *(int64_t *)(void *)field = (int64_t)number;
        }
        return CRUCE_OK;
    case CRUCE_REAL:
        if (read_number(s, info, node, &number)) {
            *(double *)(void *)field = number;
        }
        return CRUCE_OK;
    case CRUCE_WORD:
        return read_word(s, info, node, (const char **)(void *)field);
    case CRUCE_LIST:
        return read_list(s, info, node, (cruce_number_list *)(void *)field);
    }
    return CRUCE_OK;
}
