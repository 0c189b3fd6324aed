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

static void write_settings(cruce_writer *w, const cruce_scenario *sc, const cruce_run_info *info)
{
    int32_t n;
    const cruce_setting_info *setting = cruce_settings_list(&n);

    cruce_writer_text(w, "  \"settings\": {\n");
    for (int32_t i = 0; i < n; i++) {
        write_key(w, "    ", setting[i].key);
        cruce_writer_text(w, "{\"value\": ");
        cri_write_setting(w, &sc->settings, &setting[i], true);
        cruce_writer_text(w, ", \"origin\": \"");
        cruce_writer_text(w, cri_setting_origin(&sc->settings, &setting[i], info));
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
    if (info->continued_from != NULL) {
        write_word(writer, "continued_from", info->continued_from);
    }
    write_word(writer, "start_date", date);
    write_number(writer, "days", scenario->n_days);
    write_settings(writer, scenario, info);
    if (scenario->border.has_border) {
        cri_write_border_info(writer, scenario, info);
    }
    write_inputs(writer, scenario);
    cruce_writer_text(writer, "}\n");
}
