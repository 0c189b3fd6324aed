/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a result was made from, as tables: run_info, settings, parameters, inputs, measures, and published figures beside
 * the simulated ones. The same in one document is run.json (run_json.c).
 * No published method.
 */
#include <math.h>
#include <string.h>

#include "output/output_internal.h"

static void next_cell(cruce_writer *w, const char *text)
{
    cruce_writer_text(w, ",");
    cruce_writer_cell(w, text != NULL ? text : "");
}

/* --- run_info --- */

static void pair(cruce_writer *w, const char *key, const char *value)
{
    cruce_writer_text(w, key);
    next_cell(w, value);
    cruce_writer_text(w, "\n");
}

static void pair_whole(cruce_writer *w, const char *key, int64_t value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)value);
    pair(w, key, text);
}

void cruce_run_info_csv(cruce_writer *writer, const cruce_scenario *scenario,
                        const cruce_run_info *info)
{
    const cruce_border *b = &scenario->border;
    char start[16], report[16], fit_until[16] = "";
    cruce_date_text(scenario->start_days, start);
    cruce_date_text(scenario->start_days + (b->has_border ? b->report_from_day : 0), report);
    if (b->has_border && b->fit_until_day > 0) {
        cruce_date_text(scenario->start_days + b->fit_until_day, fit_until);
    }
    cruce_writer_header(writer, "run_info");
    pair(writer, "program", "cruce");
    pair(writer, "version", CRUCE_VERSION);
    pair(writer, "kind", b->has_border ? "border" : "displacement");
    pair(writer, "title", scenario->title);
    pair(writer, "variant", b->variant);
    pair(writer, "variant_title", b->variant_title);
    pair(writer, "engine", cruce_engine_name(info->engine));
    pair_whole(writer, "seed", info->seed);
    pair_whole(writer, "replicates", info->n_replicates);
    if (info->continued_from != NULL) {
        pair(writer, "continued_from", info->continued_from);
    }
    pair(writer, "start_date", start);
    pair_whole(writer, "days", scenario->n_days);
    pair(writer, "report_from", report);
    pair(writer, "fit_until", fit_until);
    for (int32_t i = 0; i < info->n_overrides; i++) {
        pair(writer, "set", info->override_text[i]);
    }
}

/* --- settings, parameters --- */

void cruce_settings_csv(cruce_writer *writer, const cruce_scenario *scenario,
                        const cruce_run_info *info)
{
    int32_t n;
    const cruce_setting_info *setting = cruce_settings_list(&n);
    cruce_writer_header(writer, "settings");
    for (int32_t i = 0; i < n; i++) {
        cruce_writer_cell(writer, setting[i].key);
        cruce_writer_text(writer, ",");
        cri_write_setting(writer, &scenario->settings, &setting[i], false);
        next_cell(writer, cri_setting_origin(&scenario->settings, &setting[i], info));
        cruce_writer_text(writer, "\n");
    }
}

static void write_parameter(void *context, const cri_parameter *it)
{
    cruce_writer *w = context;
    cruce_writer_cell(w, it->name);
    cruce_writer_text(w, ",");
    cri_write_exact(w, it->value);
    next_cell(w, it->unit);
    cruce_writer_text(w, ",");
    cri_write_exact(w, it->low);
    cruce_writer_text(w, ",");
    cri_write_exact(w, it->high);
    next_cell(w, it->origin);
    next_cell(w, it->quality);
    next_cell(w, it->source);
    cruce_writer_text(w, "\n");
}

void cruce_parameters_csv(cruce_writer *writer, const cruce_scenario *scenario,
                          const cruce_run_info *info)
{
    cruce_writer_header(writer, "parameters");
    cri_each_parameter(&scenario->border, info, write_parameter, writer);
}

/* --- inputs --- */

void cruce_inputs_csv(cruce_writer *writer, const cruce_scenario *scenario)
{
    cruce_writer_header(writer, "inputs");
    for (int32_t i = 0; i < scenario->n_files; i++) {
        cruce_writer_cell(writer, scenario->file[i].name);
        next_cell(writer, scenario->file[i].sha256);
        cruce_writer_text(writer, ",");
        cruce_writer_whole(writer, scenario->file[i].size_bytes);
        cruce_writer_text(writer, "\n");
    }
}

/* --- measures --- */

/* The measures.csv of the base or of the variant, as it is named among the inputs. */
static const char *measures_file(const cruce_scenario *sc, bool of_variant)
{
    for (int32_t i = 0; i < sc->n_files; i++) {
        const char *slash = strrchr(sc->file[i].name, '/');
        const char *last = slash != NULL ? slash + 1 : sc->file[i].name;
        bool is_in_variant = strstr(sc->file[i].name, "variants/") != NULL;
        if (strcmp(last, "measures.csv") == 0 && is_in_variant == of_variant) {
            return sc->file[i].name;
        }
    }
    return "";
}

void cruce_measures_csv(cruce_writer *writer, const cruce_scenario *scenario)
{
    const cruce_measures *m = &scenario->border.measures;
    cruce_writer_header(writer, "measures");
    for (int of_variant = 0; of_variant < 2; of_variant++) {
        const char *file = measures_file(scenario, of_variant != 0);
        for (int32_t i = 0; i < m->n; i++) {
            const char *before[] = {m->until[i], m->actor[i], m->measure[i], m->target[i],
                                    m->value[i]};
            const char *after[] = {m->made[i],   m->published[i], cruce_quality_text(m->quality[i]),
                                   m->source[i], m->note[i],      file};
            if (m->of_variant[i] != (of_variant != 0)) {
                continue;
            }
            cruce_writer_cell(writer, m->date[i]);
            for (size_t c = 0; c < sizeof before / sizeof *before; c++) {
                next_cell(writer, before[c]);
            }
            cruce_writer_text(writer, ",");
            cri_write_exact(writer, m->number[i]);
            for (size_t c = 0; c < sizeof after / sizeof *after; c++) {
                next_cell(writer, after[c]);
            }
            cruce_writer_text(writer, "\n");
        }
    }
}

/* --- published figures --- */

static const char *const use_text[] = {"score", "input", "show"};
static const char *const component_text[] = {"all", "at_ports", "between_ports", ""};

/* "YYYY-MM" where a row covers one calendar month from its first to its last day; else false. */
static bool month_of(const cruce_scenario *sc, int32_t row, char month[16])
{
    const cruce_figures *f = &sc->border.figures;
    char last[16], after[16];
    cruce_date_text(sc->start_days + f->start_date[row], month);
    cruce_date_text(sc->start_days + f->end_date[row], last);
    cruce_date_text(sc->start_days + f->end_date[row] + 1, after);
    bool is_month = strcmp(month + 8, "01") == 0 && strcmp(after + 8, "01") == 0 &&
                    strncmp(month, last, 7) == 0;
    month[7] = '\0';
    return is_month;
}

/* "lukeville:car" of crossings is a crossing and a mode; every other target is an area. */
static void write_target(cruce_writer *w, const cruce_figures *f, int32_t row)
{
    const char *target = f->target[row], *colon = strrchr(target, ':');
    char crossing[128] = "";
    bool is_crossing = strcmp(f->figure[row], "crossings") == 0 && colon != NULL;
    next_cell(w, component_text[f->component[row]]);
    next_cell(w, is_crossing ? "" : target);
    next_cell(w, f->nationality[row]);
    if (is_crossing) {
        snprintf(crossing, sizeof crossing, "%.*s", (int)(colon - target), target);
    }
    next_cell(w, crossing);
    next_cell(w, is_crossing ? colon + 1 : "");
}

void cruce_observed_csv(cruce_writer *writer, const cruce_scenario *scenario,
                        const double *simulated)
{
    const cruce_figures *f = &scenario->border.figures;
    char month[16];
    cruce_writer_header(writer, "observed");
    for (int32_t row = 0; row < f->n; row++) {
        if (!month_of(scenario, row, month)) {
            continue;
        }
        cruce_writer_cell(writer, f->figure[row]);
        write_target(writer, f, row);
        next_cell(writer, use_text[f->use[row]]);
        next_cell(writer, month);
        cruce_writer_text(writer, ",");
        cri_write_exact(writer, f->value[row]);
        next_cell(writer, f->unit[row]);
        for (int s = 0; s < CRUCE_OBSERVED_SPREAD; s++) {
            cruce_writer_text(writer, ",");
            cruce_writer_number(writer, simulated[row * CRUCE_OBSERVED_SPREAD + s]);
        }
        next_cell(writer, cruce_quality_text(f->quality[row]));
        next_cell(writer, f->source[row]);
        cruce_writer_text(writer, "\n");
    }
}

void cruce_border_scores_csv(cruce_writer *writer, const cruce_output_border_score *score,
                             int32_t n)
{
    cruce_writer_header(writer, "border_scores");
    for (int32_t i = 0; i < n; i++) {
        const char *cell[] = {score[i].period, score[i].measure, score[i].unit, score[i].forecast};
        cruce_writer_cell(writer, score[i].scope);
        for (size_t c = 0; c < sizeof cell / sizeof *cell; c++) {
            next_cell(writer, cell[c]);
        }
        cruce_writer_text(writer, ",");
        if (!isnan(score[i].value)) {
            cri_write_exact(writer, rint(score[i].value * 1e4) / 1e4);
        }
        cruce_writer_text(writer, "\n");
    }
}
