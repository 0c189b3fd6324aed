/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * run.json: what a result was made from. No time of day and no paths: the same run gives the same bytes.
 * The tables are left to tables.c.
 * Form: RFC 8259. Numbers are the shortest that read back the same, which JSON libraries do not promise.
 */
#include <string.h>

#include "base/text.h"
#include "output/output_internal.h"

static void write_key(cruce_writer *w, const char *indent, const char *key)
{
    cruce_writer_text(w, indent);
    cruce_writer_json_text(w, key);
    cruce_writer_text(w, ": ");
}

static void write_list(cruce_writer *w, const cruce_number_list *list)
{
    cruce_writer_text(w, "[");
    for (int32_t i = 0; i < list->n; i++) {
        cruce_writer_text(w, i > 0 ? ", " : "");
        cruce_writer_double(w, list->value[i]);
    }
    cruce_writer_text(w, "]");
}

/* Writes the value of a setting; returns whether it is the default. */
static bool write_setting(cruce_writer *w, const cruce_settings *settings,
                          const cruce_settings *defaults, const cruce_setting_info *info)
{
    const char *field = (const char *)settings + info->offset;
    const char *usual = (const char *)defaults + info->offset;
    bool flag;
    int64_t whole;
    double real, usual_real;
    const char *word, *usual_word;
    cruce_number_list list;

    switch (info->kind) {
    case CRUCE_FLAG:
    case CRUCE_MAP:
        memcpy(&flag, field, sizeof flag);
        cruce_writer_text(w, flag ? "true" : "false");
        return memcmp(field, usual, sizeof flag) == 0;
    case CRUCE_WHOLE:
        memcpy(&whole, field, sizeof whole);
        cruce_writer_whole(w, whole);
        return memcmp(field, usual, sizeof whole) == 0;
    case CRUCE_REAL:
        memcpy(&real, field, sizeof real);
        memcpy(&usual_real, usual, sizeof usual_real);
        cruce_writer_double(w, real);
        return !(real < usual_real) && !(real > usual_real);
    case CRUCE_WORD:
        memcpy(&word, field, sizeof word);
        memcpy(&usual_word, usual, sizeof usual_word);
        cruce_writer_json_text(w, word != NULL ? word : "");
        return strcmp(word != NULL ? word : "", usual_word != NULL ? usual_word : "") == 0;
    case CRUCE_LIST:
        memcpy(&list, field, sizeof list);
        write_list(w, &list);
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

static void write_settings(cruce_writer *w, const cruce_scenario *sc, const cruce_run_info *info)
{
    int32_t n;
    cruce_settings defaults;
    const cruce_setting_info *setting = cruce_settings_list(&n);

    cruce_settings_init(&defaults);
    cruce_settings_finish(&defaults);
    cruce_writer_text(w, "  \"settings\": {\n");
    for (int32_t i = 0; i < n; i++) {
        write_key(w, "    ", setting[i].key);
        cruce_writer_text(w, "{\"value\": ");
        bool is_default = write_setting(w, &sc->settings, &defaults, &setting[i]);
        cruce_writer_text(w, ", \"origin\": \"");
        cruce_writer_text(w, is_overridden(info, &setting[i]) ? "--set"
                             : is_default                     ? "default"
                                                              : "file");
        cruce_writer_text(w, i + 1 < n ? "\"},\n" : "\"}\n");
    }
    cruce_writer_text(w, "  },\n");
}

static void write_inputs(cruce_writer *w, const cruce_scenario *sc)
{
    cruce_writer_text(w, "  \"inputs\": [");
    for (int32_t i = 0; i < sc->n_files; i++) {
        cruce_writer_text(w, i > 0 ? ",\n    {\"name\": " : "\n    {\"name\": ");
        cruce_writer_json_text(w, sc->file[i].name);
        cruce_writer_text(w, ", \"bytes\": ");
        cruce_writer_whole(w, sc->file[i].size_bytes);
        cruce_writer_text(w, ", \"sha256\": ");
        cruce_writer_json_text(w, sc->file[i].sha256);
        cruce_writer_text(w, "}");
    }
    cruce_writer_text(w, sc->n_files > 0 ? "\n  ]\n" : "]\n");
}

static void write_number(cruce_writer *w, const char *key, int64_t value)
{
    write_key(w, "  ", key);
    cruce_writer_whole(w, value);
    cruce_writer_text(w, ",\n");
}

static void write_word(cruce_writer *w, const char *key, const char *value)
{
    write_key(w, "  ", key);
    cruce_writer_json_text(w, value);
    cruce_writer_text(w, ",\n");
}

void cruce_run_json(cruce_writer *writer, const cruce_scenario *scenario,
                    const cruce_run_info *info)
{
    char date[16];
    cruce_date_text(scenario->start_days, date);
    cruce_writer_text(writer, "{\n");
    write_word(writer, "program", "cruce");
    write_word(writer, "version", CRUCE_VERSION);
    write_word(writer, "title", scenario->title != NULL ? scenario->title : "");
    write_word(writer, "engine", cruce_engine_name(info->engine));
    write_number(writer, "seed", info->seed);
    write_number(writer, "replicates", info->n_replicates);
    write_word(writer, "start_date", date);
    write_number(writer, "days", scenario->n_days);
    write_settings(writer, scenario, info);
    if (scenario->border.has_border) {
        cri_write_border_info(writer, scenario, info);
    }
    write_inputs(writer, scenario);
    cruce_writer_text(writer, "}\n");
}
