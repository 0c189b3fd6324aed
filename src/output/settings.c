/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The settings in effect and where each comes from: for run.json and the table settings.
 * Reading them is left to src/input, their list to params/parameters.def.
 * No published method.
 */
#include <string.h>

#include "output/output_internal.h"

/* "[1.0, 2.0]", or without JSON "1.0;2.0" */
static void write_list(cruce_writer *w, const cruce_number_list *list, bool as_json)
{
    cruce_writer_text(w, as_json ? "[" : "");
    for (int32_t i = 0; i < list->n; i++) {
        cruce_writer_text(w, i == 0 ? "" : as_json ? ", " : ";");
        cruce_writer_double(w, list->value[i]);
    }
    cruce_writer_text(w, as_json ? "]" : "");
}

void cri_write_setting(cruce_writer *w, const cruce_settings *settings,
                       const cruce_setting_info *info, bool as_json)
{
    const char *field = (const char *)settings + info->offset;
    bool flag;
    int64_t whole;
    double real;
    const char *word;
    cruce_number_list list;

    switch (info->kind) {
    case CRUCE_FLAG:
    case CRUCE_MAP:
        memcpy(&flag, field, sizeof flag);
        cruce_writer_text(w, flag ? "true" : "false");
        break;
    case CRUCE_WHOLE:
        memcpy(&whole, field, sizeof whole);
        cruce_writer_whole(w, whole);
        break;
    case CRUCE_REAL:
        memcpy(&real, field, sizeof real);
        cruce_writer_double(w, real);
        break;
    case CRUCE_WORD:
        memcpy(&word, field, sizeof word);
        (as_json ? cruce_writer_json_text : cruce_writer_cell)(w, word != NULL ? word : "");
        break;
    case CRUCE_LIST:
        memcpy(&list, field, sizeof list);
        write_list(w, &list, as_json);
        break;
    }
}

static bool is_default(const cruce_settings *settings, const cruce_setting_info *info)
{
    cruce_settings defaults;
    cruce_settings_init(&defaults);
    cruce_settings_finish(&defaults);
    const char *field = (const char *)settings + info->offset;
    const char *usual = (const char *)&defaults + info->offset;
    double real, usual_real;
    const char *word, *usual_word;
    cruce_number_list list;

    switch (info->kind) {
    case CRUCE_FLAG:
    case CRUCE_MAP:
        return memcmp(field, usual, sizeof(bool)) == 0;
    case CRUCE_WHOLE:
        return memcmp(field, usual, sizeof(int64_t)) == 0;
    case CRUCE_REAL:
        memcpy(&real, field, sizeof real);
        memcpy(&usual_real, usual, sizeof usual_real);
        return !(real < usual_real) && !(real > usual_real);
    case CRUCE_WORD:
        memcpy(&word, field, sizeof word);
        memcpy(&usual_word, usual, sizeof usual_word);
        return strcmp(word != NULL ? word : "", usual_word != NULL ? usual_word : "") == 0;
    case CRUCE_LIST:
        memcpy(&list, field, sizeof list);
        return list.n == 0;
    }
    return false;
}

static bool is_overridden(const cruce_run_info *info, const cruce_setting_info *setting)
{
    for (int32_t i = 0; i < info->n_overrides; i++) {
        char key[128];
        size_t length = strcspn(info->override_text[i], "=");
        if (length < sizeof key) {
            memcpy(key, info->override_text[i], length);
            key[length] = '\0';
            if (cruce_settings_find(key) == setting) {
                return true;
            }
        }
    }
    return false;
}

const char *cri_setting_origin(const cruce_settings *settings, const cruce_setting_info *setting,
                               const cruce_run_info *info)
{
    return is_overridden(info, setting)    ? "--set"
           : is_default(settings, setting) ? "default"
                                           : "file";
}
