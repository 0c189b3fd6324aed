/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the border of a scenario: its files in order, and what follows from several of them
 * Leaves  single files to border_*.c, variants to variants.c
 * Source  include/cruce/border.h
 */
#include <stdio.h>
#include <string.h>

#include "input/border_table.h"

/* --- attributes of locations.csv and routes.csv that the border gives a meaning --- */

static const char *attribute_of(const cruce_attributes *attributes, int32_t column, int32_t row)
{
    if (column == CRUCE_NONE) {
        return "";
    }
    const char *text = attributes->cell[(int64_t)row * attributes->n_columns + column];
    return text + strspn(text, " \t");
}

static void report_attribute(cri_reading *r, const char *file, int32_t line, const char *name,
                             const char *text, const char *expected)
{
    char shown[72];
    const char *path = cri_path_join(r, r->input_dir, file);
    if (path != NULL) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, path, line, 0, name,
                   "%s is '%s'; expected %s", name, cri_shown(text, shown), expected);
    }
}

static cruce_status read_return_destinations(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    const cruce_places *places = &r->scenario->places;
    int32_t column = cri_attribute_column(&places->attributes, "return_destination");
    b->is_return_destination = cri_arena_array(r->arena, places->n, sizeof(bool));
    if (b->is_return_destination == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < places->n && b->has_border; i++) {
        int32_t p = places->file_order[i];
        const char *text = attribute_of(&places->attributes, column, p);
        b->is_return_destination[p] = strcmp(text, "yes") == 0;
        if (text[0] != '\0' && strcmp(text, "no") != 0 && strcmp(text, "yes") != 0) {
            report_attribute(r, "locations.csv", places->line[p], "return_destination", text,
                             "yes, or no or nothing");
        }
    }
    return CRUCE_OK;
}

static cruce_status read_checkpoints(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    const cruce_links *links = &r->scenario->links;
    int32_t column = cri_attribute_column(&links->attributes, "checkpoint");
    int32_t reported_line = 0; /* both directions of a road have the same cell */
    b->link_checkpoint = cri_arena_array(r->arena, links->n, sizeof(double));
    if (b->link_checkpoint == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t k = 0; k < links->n && b->has_border; k++) {
        const char *text = attribute_of(&links->attributes, column, k);
        double officers = 0;
        bool fine =
            text[0] == '\0' || (cri_parse_f64(text, &officers) && officers >= 0 && officers <= 1e6);
        b->link_checkpoint[k] = fine ? officers : 0;
        if (!fine && links->from[k] < links->to[k] && links->line[k] != reported_line) {
            reported_line = links->line[k];
            report_attribute(r, "routes.csv", links->line[k], "checkpoint", text,
                             "a number from 0 to 1000000 (officers a day)");
        }
    }
    return CRUCE_OK;
}

/* --- whose places --- */

/* Of a place in several countries ('PA/CR') the government of the first one that has any. */
static cruce_government_id government_of_place(const cri_reading *r, cruce_place_id p)
{
    cri_part country;
    const char *at = r->scenario->places.country[p];
    int32_t government = CRUCE_NONE;
    while (government == CRUCE_NONE && cri_next_part(&at, '/', &country)) {
        government = cri_government_of_country(r, country.text);
    }
    return government;
}

static cruce_status find_governments(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    const cruce_places *places = &r->scenario->places;
    b->place_government = cri_arena_array(r->arena, places->n, sizeof *b->place_government);
    if (b->place_government == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t p = 0; p < places->n; p++) {
        b->place_government[p] = government_of_place(r, p);
    }
    return CRUCE_OK;
}

/* --- the whole --- */

static void read_report_from(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    int32_t day = r->report_from_days - r->scenario->start_days;
    b->fit_until_day = r->has_fit_until ? r->fit_until_days - r->scenario->start_days : 0;
    if (!r->has_report_from) {
        return;
    }
    b->report_from_day = day;
    if (r->has_period && day < 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, r->scenario_yml_path, r->report_from_line,
                   r->report_from_column, "report_from",
                   "report_from lies before the first day; expected that day or a later one");
    } else if (r->has_period && day >= r->scenario->n_days) {
        cri_report(r, CRUCE_WARNING, CRUCE_ERR_RANGE, r->scenario_yml_path, r->report_from_line,
                   r->report_from_column, "report_from",
                   "report_from lies after the last day: nothing is reported");
    }
}

/* Shares of one whole that come from cells, parameters.csv or --set. */
static void check_shares(cri_reading *r)
{
    const cruce_border *b = &r->scenario->border;
    const cruce_people *people = &b->people;
    const char *path = cri_path_join(r, r->input_dir, "people.csv");
    const char *parameters = cri_path_join(r, r->input_dir, "parameters.csv");
    for (int32_t i = 0; i < people->n && path != NULL; i++) {
        if (people->return_share[i] + people->remove_share[i] > 1 + 1e-9) {
            cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, path, people->line[i], 0, "remove_share",
                       "return_share and remove_share of '%s' are together more than 1",
                       people->nationality[i]);
        }
    }
    if (parameters != NULL &&
        b->parameters.stopped_return_share + b->parameters.stopped_delay_share > 1 + 1e-9) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, parameters, 0, 0, "stopped_delay_share",
                   "stopped_return_share and stopped_delay_share are together more than 1");
    }
}

/* Files that do nothing without people.csv. */
static void warn_of_idle_files(cri_reading *r)
{
    const cruce_border_file *files = cruce_border_files();
    for (int i = 0; i < CRUCE_BORDER_FILES && !r->scenario->border.has_border; i++) {
        char name[40];
        snprintf(name, sizeof name, "%s.csv", files[i].name);
        const char *path = cri_path_join(r, r->input_dir, name);
        if (path != NULL && cri_file_exists(r, path)) {
            cri_report(r, CRUCE_WARNING, CRUCE_ERR_FILE, path, 0, 0, "",
                       "the file changes nothing without a people.csv");
        }
    }
}

cruce_status cri_read_border(cri_reading *r)
{
    static cruce_status (*const readers[])(
        cri_reading *) = {cri_read_sectors,    cri_read_affinity,       cri_read_ports,
                          cri_read_groups,     find_governments,        cri_read_measures,
                          cri_read_rules,      cri_read_figures,        read_checkpoints,
                          cri_read_parameters, read_return_destinations};
    cruce_status st = CRUCE_OK;
    cruce_border_parameters_init(&r->scenario->border.parameters);
    for (size_t i = 0; i < sizeof readers / sizeof *readers && st == CRUCE_OK; i++) {
        st = readers[i](r);
    }
    if (st == CRUCE_OK) {
        read_report_from(r);
        check_shares(r);
        warn_of_idle_files(r);
    }
    return st;
}
