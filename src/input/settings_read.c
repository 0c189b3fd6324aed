/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    all settings of a scenario: defaults, then scenario.yml, then simsetting.yml, then --set
 * Leaves  what a key means to settings_file.c, what settings mean together to settings_check.c
 * Source  flee-compat section 2
 */
#include <string.h>

#include "input/settings_internal.h"
#include "model/settings_names.h"

static cruce_status take_root(cri_settings_reading *s)
{
    const cri_yaml_node *root = cri_yaml_at(s->yaml, s->yaml->root);
    if (root == NULL ||
        (root->kind == CRI_YAML_SCALAR && cri_yaml_resolve(root).type == CRI_SCALAR_NULL)) {
        return CRUCE_OK; /* an empty file: all defaults */
    }
    if (root->kind == CRI_YAML_MAP) {
        return cri_settings_take_section(s, "", root);
    }
    char shown[72];
    cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, root, "",
                    "the file is %s; expected sections such as move_rules with 'key: value' lines",
                    cri_shown_node(root, shown));
    return CRUCE_OK;
}

/* Nothing if path is NULL. */
static cruce_status take_file(cri_settings_reading *s, const char *path,
                              cruce_status (*take)(cri_settings_reading *))
{
    cruce_status st = CRUCE_OK;
    cri_bytes bytes = {0};
    cri_yaml yaml = {.root = CRUCE_NONE};
    bool usable = false;
    if (path == NULL) {
        return CRUCE_OK;
    }
    TRY(cri_read_bytes(s->r, path, CRI_YAML_MOST_BYTES, &bytes));
    if (bytes.bytes == NULL) {
        goto done; /* reported */
    }
    TRY(cri_yaml_read(s->r, path, true, bytes.bytes, (size_t)bytes.n_bytes, &yaml, &usable));
    if (usable) {
        s->path = path;
        s->yaml = &yaml;
        s->pass++;
        st = take(s);
    }
done:
    s->yaml = NULL;
    cri_yaml_free(&yaml);
    cri_free(bytes.bytes);
    return st;
}

/* The key in front of '=' as a setting; reported if there is none. */
static const cruce_setting_info *key_of_override(cri_settings_reading *s, const char *text,
                                                 const char *equals)
{
    char key[128], shown[72], hint[112];
    size_t length = equals == NULL ? 0 : (size_t)(equals - text);
    if (length == 0 || length >= sizeof key) {
        cri_report(s->r, CRUCE_PROBLEM, CRUCE_ERR_USAGE, CRI_COMMAND_LINE, 0, 0, "",
                   "'%s' has no key and '='; expected key=value, such as softening=20",
                   cri_shown(text, shown));
        return NULL;
    }
    memcpy(key, text, length);
    key[length] = '\0';
    const cruce_setting_info *info = cruce_settings_find(key);
    if (info != NULL) {
        return info;
    }
    const char *names[512];
    int32_t n, n_parameters, n_names = 0;
    const cruce_parameter_info *parameters = cruce_border_parameters_list(&n_parameters);
    const cruce_setting_info *settings = cruce_settings_list(&n);
    const char *one_of_several = NULL;
    for (int32_t i = 0; i < n && n_names < 511; i++) {
        const char *last = cri_setting_last_part(settings[i].key);
        one_of_several = strcmp(last, key) == 0 ? settings[i].key : one_of_several;
        names[n_names++] = settings[i].key;
        names[n_names++] = last;
    }
    for (int32_t i = 0; i < n_parameters && n_names < 512; i++) {
        names[n_names++] = parameters[i].name;
    }
    if (one_of_several != NULL) {
        cri_report(s->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, CRI_COMMAND_LINE, 0, 0, key,
                   "several settings end in '%s'; write the whole key, such as %s",
                   cri_shown(key, shown), one_of_several);
    } else {
        cri_report(s->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, CRI_COMMAND_LINE, 0, 0, key,
                   "unknown key '%s'%s", cri_shown(key, shown),
                   cri_did_you_mean(cri_nearest_name(key, names, n_names), hint));
    }
    return NULL;
}

/* A setting inside a map switches the map on, as it does in a file. */
static void switch_on_map_around(cri_settings_reading *s, const cruce_setting_info *info)
{
    int32_t n;
    const cruce_setting_info *settings = cruce_settings_list(&n);
    for (int32_t i = 0; i < n; i++) {
        size_t length = strlen(settings[i].key);
        if (settings[i].kind == CRUCE_MAP && strncmp(info->key, settings[i].key, length) == 0 &&
            info->key[length] == '.') {
            *(bool *)(void *)((char *)&s->r->scenario->settings + settings[i].offset) = true;
            s->place[i] = s->place[info - settings];
        }
    }
}

/* A number of the border waits until its tables are there. */
static bool take_address(cri_reading *r, const char *text)
{
    char key[300];
    const char *equals = strrchr(text, '='); /* names have none */
    size_t length = equals == NULL ? 0 : (size_t)(equals - text);
    if (length == 0 || length >= sizeof key) {
        return false;
    }
    memcpy(key, text, length);
    key[length] = '\0';
    if (!cri_is_address(key)) {
        return false;
    }
    if (r->n_addresses == CRI_MOST_ADDRESSES) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_USAGE, CRI_COMMAND_LINE, 0, 0, "",
                   "more than %d numbers of the border; put them into parameters.csv",
                   (int)CRI_MOST_ADDRESSES);
    } else {
        r->address[r->n_addresses++] = text;
    }
    return true;
}

cruce_status cri_settings_take_override(cri_settings_reading *s, const char *text)
{
    cruce_status st = CRUCE_OK;
    cri_yaml yaml = {.root = CRUCE_NONE};
    bool usable = false;
    static const cri_yaml_node empty = {.kind = CRI_YAML_SCALAR, .plain = true, .text = ""};
    const char *equals = strchr(text, '=');
    if (take_address(s->r, text)) {
        return CRUCE_OK;
    }
    const cruce_setting_info *info = key_of_override(s, text, equals);
    if (info == NULL) {
        return CRUCE_OK;
    }
    s->path = CRI_COMMAND_LINE;
    s->command_line = true;
    TRY(cri_yaml_read(s->r, CRI_COMMAND_LINE, false, equals + 1, strlen(equals + 1), &yaml,
                      &usable));
    if (usable) {
        const cri_yaml_node *value = cri_yaml_at(&yaml, yaml.root);
        value = value != NULL ? value : &empty;
        s->yaml = &yaml;
        s->pass++;
        cri_setting_note_place(s, info, value, value);
        switch_on_map_around(s, info);
        st = cri_setting_take(s, info, value);
    }
done:
    s->yaml = NULL;
    cri_yaml_free(&yaml);
    return st;
}

cruce_status cri_read_settings(cri_reading *r)
{
    int32_t n;
    cruce_settings_list(&n);
    cri_settings_reading s = {.r = r};
    cruce_settings_init(&r->scenario->settings);
    s.place = cri_calloc((size_t)n, sizeof *s.place);
    if (s.place == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    cruce_status st = take_file(&s, r->scenario_yml_path, cri_read_scenario_yml);
    if (st == CRUCE_OK) {
        st = take_file(&s, r->settings_path, take_root);
    }
    for (int32_t i = 0; st == CRUCE_OK && i < r->options->n_overrides; i++) {
        st = cri_settings_take_override(&s, r->options->override_text[i]);
    }
    if (st == CRUCE_OK) {
        cri_settings_check(&s);
        cruce_settings_finish(&r->scenario->settings);
    }
    cri_free(s.place);
    return st;
}
