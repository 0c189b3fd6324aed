/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files of a scenario's folder whose name is nearly that of one which is looked for and not there: nobody reads
 * `measure.csv`, and the scenario would quietly be another one. Files of other names are nobody's business.
 * No published method.
 */
#include <stdio.h>
#include <string.h>

#include "input/reading.h"

enum { MOST_NAMES = 40 };

static bool was_read(const cri_reading *r, const char *path)
{
    const char *folder = r->options->folder;
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    if (strncmp(path, folder, length) == 0 && path[length] == '/') {
        path += length + 1; /* scenario->file names files from the folder on */
    }
    for (int32_t i = 0; i < r->scenario->n_files; i++) {
        if (strcmp(r->scenario->file[i].name, path) == 0) {
            return true;
        }
    }
    return false;
}

/* The known name that a file's is nearly and that no file has; NULL if there is none. */
static const char *nearly(cri_reading *r, const char *folder, const char *file,
                          const char *const *known, int32_t n_known, const char *end)
{
    char stem[64], name[72];
    size_t length = strlen(file) - strlen(end);
    if (length >= sizeof stem) {
        return NULL;
    }
    memcpy(stem, file, length); /* without the end, which all have: it would make all names near */
    stem[length] = '\0';
    const char *near = cri_nearest_name(stem, known, n_known);
    if (near == NULL) {
        return NULL;
    }
    snprintf(name, sizeof name, "%s%s", near, end);
    const char *path = cri_path_join(r, folder, name);
    return path != NULL && !cri_file_exists(r, path) ? near : NULL;
}

static cruce_status warn_of(cri_reading *r, const char *folder, const char *const *known,
                            int32_t n_known, const char *end)
{
    cruce_status st = CRUCE_OK;
    const char **names;
    int32_t n;
    TRY(cri_list_files(r, folder, "", end, &names, &n));
    for (int32_t i = 0; i < n; i++) {
        const char *near = nearly(r, folder, names[i], known, n_known, end);
        const char *path = cri_path_join(r, folder, names[i]);
        if (path == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        if (near != NULL && !was_read(r, path)) {
            cri_report(r, CRUCE_WARNING, CRUCE_ERR_NAME, path, 0, 0, "",
                       "nothing reads this file; did you mean '%s%s'?", near, end);
        }
    }
done:
    return st;
}

cruce_status cri_warn_of_stray_files(cri_reading *r)
{
    static const char *const flee[] = {
        "locations",        "routes",      "sim_period",
        "closures",         "conflicts",   "departures",
        "location_changes", "data_layout", "registration_corrections"};
    static const char *const yaml[] = {"simsetting", "scenario"};
    const char *known[MOST_NAMES];
    int32_t n = 0;
    cruce_status st = CRUCE_OK;
    if (r->options->folder == NULL) { /* Flee's folders, or no folder at all */
        return CRUCE_OK;
    }
    for (size_t i = 0; i < sizeof flee / sizeof *flee; i++) {
        known[n++] = flee[i];
    }
    for (int i = 0; i < CRUCE_BORDER_FILES && n < MOST_NAMES; i++) {
        known[n++] = cruce_border_files()[i].name;
    }
    TRY(warn_of(r, r->input_dir, known, n, ".csv"));
    TRY(warn_of(r, r->options->folder, yaml, 2, ".yml"));
done:
    return st;
}
