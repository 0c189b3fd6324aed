/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From a folder to a checked scenario: where its files are and in which order they are read.
 * What a file means is known to its reader alone.
 * Source: flee-compat 0, 3.1.
 */
#include <string.h>

#include "input/reading.h"

/* --- where things are --- */

/* *path becomes folder/name if that is there, else stays. */
static cruce_status look_for(cri_reading *r, const char *folder, const char *name,
                             bool (*is_there)(const cri_reading *, const char *), const char **path)
{
    const char *found = cri_path_join(r, folder, name);
    if (found == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (*path == NULL && is_there(r, found)) {
        *path = found;
    }
    return CRUCE_OK;
}

/* FOLDER has input_csv/ and source_data/, or everything lies in it. */
static cruce_status find_in_folder(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    const char *folder = r->options->folder, *layout = NULL;
    TRY(look_for(r, folder, "input_csv", cri_folder_exists, &r->input_dir));
    if (r->input_dir == NULL) {
        r->input_dir = folder;
    }
    TRY(look_for(r, folder, "source_data", cri_folder_exists, &r->data_dir));
    if (r->data_dir == NULL) {
        TRY(look_for(r, r->input_dir, "data_layout.csv", cri_file_exists, &layout));
        r->data_dir = layout != NULL ? r->input_dir : NULL;
    }
    TRY(look_for(r, folder, "simsetting.yml", cri_file_exists, &r->settings_path));
    TRY(look_for(r, r->input_dir, "simsetting.yml", cri_file_exists, &r->settings_path));
    TRY(look_for(r, folder, "scenario.yml", cri_file_exists, &r->scenario_yml_path));
    TRY(cri_find_variant(r));
done:
    return st;
}

/* Folders one by one, as Flee's run script has them: settings come from the working directory. */
static cruce_status find_in_two_folders(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    r->input_dir = r->options->input_dir != NULL ? r->options->input_dir : ".";
    r->data_dir = r->options->data_dir;
    TRY(look_for(r, ".", "simsetting.yml", cri_file_exists, &r->settings_path));
    TRY(look_for(r, r->input_dir, "simsetting.yml", cri_file_exists, &r->settings_path));
done:
    return st;
}

static cruce_status find_files(cri_reading *r, cruce_error *err)
{
    const cruce_read_options *options = r->options;
    const char *folder = options->folder != NULL ? options->folder : options->input_dir;
    if (folder != NULL && r->memory == NULL && !cri_folder_exists(r, folder)) {
        return cri_fail(err, CRUCE_ERR_FILE, "there is no folder '%s'", folder);
    }
    r->settings_path = options->settings_file;
    return options->folder != NULL ? find_in_folder(r) : find_in_two_folders(r);
}

/* A title until scenario.yml gives one: the last part of the folder's name. */
static cruce_status name_scenario(cri_reading *r)
{
    const char *folder = r->options->folder != NULL ? r->options->folder : r->input_dir;
    size_t end = folder != NULL ? strlen(folder) : 0, begin;
    while (end > 1 && folder[end - 1] == '/') {
        end--;
    }
    for (begin = end; begin > 0 && folder[begin - 1] != '/';) {
        begin--;
    }
    r->scenario->title = cri_arena_text(r->arena, folder + begin, end - begin);
    return r->scenario->title != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

/* --- reading --- */

cruce_status cri_find_file(cri_reading *r, const char *name, const char *without, const char **path,
                           bool *there)
{
    *path = cri_path_join(r, r->input_dir, name);
    const char *departures = cri_path_join(r, r->input_dir, "departures.csv");
    if (*path == NULL || departures == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    *there = cri_file_exists(r, *path);
    /* Flee needs the file; a scenario with departures of its own can do without. */
    if (!*there && !cri_file_exists(r, departures)) {
        cri_report(r, CRUCE_WARNING, CRUCE_ERR_FILE, *path, 0, 0, "", "there is no such file: %s",
                   without);
    }
    return CRUCE_OK;
}

static const int32_t most_days = 100000;

/* Both parts of the calendar have to come from somewhere: the file, scenario.yml or the command line. */
static cruce_status check_period(cri_reading *r)
{
    cruce_scenario *scenario = r->scenario;
    const char *path = cri_path_join(r, r->input_dir, "sim_period.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (r->options->n_days > 0) {
        scenario->n_days = r->options->n_days;
        r->has_length = true;
        if (scenario->n_days > most_days) {
            cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, "", 0, 0, "days",
                       "days is %d; expected at most %d", (int)scenario->n_days, (int)most_days);
        }
    }
    if (!r->has_start && !cri_file_exists(r, path)) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FILE, path, 0, 0, "",
                   "the file does not exist; expected StartDate,YYYY-MM-DD and Length,<days>");
    } else if (!r->has_start) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "StartDate",
                   "StartDate is missing; expected a row StartDate,YYYY-MM-DD");
    } else if (!r->has_length) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "Length",
                   "Length is missing; expected a row Length,<days>");
    }
    scenario->n_days = scenario->n_days > 0 ? scenario->n_days : 1;
    r->has_period = r->n_problems == 0; /* only the period and the settings came before */
    return CRUCE_OK;
}

static cruce_status read_all(cri_reading *r)
{
    static cruce_status (*const readers[])(
        cri_reading *) = {cri_read_sim_period,    cri_read_settings,         check_period,
                          cri_read_locations,     cri_read_routes,           cri_read_closures,
                          cri_read_conflicts,     cri_read_location_changes, cri_read_governments,
                          cri_read_people,        cri_read_departures,       cri_read_register,
                          cri_read_demographics,  cri_read_listed_persons,   cri_read_border,
                          cri_warn_of_stray_files};
    cruce_status st = CRUCE_OK;
    for (size_t i = 0; i < sizeof readers / sizeof *readers && st == CRUCE_OK; i++) {
        st = readers[i](r);
    }
    return st;
}

/* What the caller gets besides the reports: how many problems there were, or the first one if nobody listened. */
static cruce_status conclude(cri_reading *r, cruce_status st, cruce_error *err)
{
    cri_finish_reports(r);
    if (st == CRUCE_ERR_MEMORY) {
        return cri_no_memory(err);
    }
    if (st == CRUCE_OK && r->n_problems > 0) {
        st = cri_fail(err, CRUCE_ERR_INPUT, "%lld problem%s in the input", (long long)r->n_problems,
                      r->n_problems == 1 ? "" : "s");
        if (err != NULL && r->options->problem == NULL) {
            *err = r->first_problem;
            err->code = st;
        }
    }
    return st;
}

cruce_status cri_scenario_read_from(cruce_scenario **scenario, const cruce_read_options *options,
                                    const cri_memory_file *files, int32_t n_files, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    *scenario = NULL;
    cruce_scenario *filled = cri_calloc(1, sizeof *filled);
    if (filled == NULL || (filled->arena = cri_calloc(1, sizeof(cri_arena))) == NULL) {
        cruce_scenario_destroy(filled);
        return cri_no_memory(err);
    }
    cri_reading r = {.options = options,
                     .scenario = filled,
                     .arena = filled->arena,
                     .memory = files,
                     .n_memory = n_files};
    cruce_settings_init(&filled->settings);
    TRY(find_files(&r, err));
    TRY(name_scenario(&r));
    TRY(read_all(&r));
done:
    st = conclude(&r, st, err);
    if (st == CRUCE_OK) {
        *scenario = filled;
    } else {
        cruce_scenario_destroy(filled);
    }
    return st;
}

cruce_status cruce_scenario_read(cruce_scenario **scenario, const cruce_read_options *options,
                                 cruce_error *err)
{
    return cri_scenario_read_from(scenario, options, NULL, 0, err);
}
