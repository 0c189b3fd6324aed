/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The files of tests/support/border_small in memory, so that tests can read them changed, shuffled, or out of memory.
 */
#ifndef CRUCE_TEST_BORDER_FILES_H
#define CRUCE_TEST_BORDER_FILES_H

#include <stdio.h>
#include <stdlib.h>

#include "unit/test_input.h"

#define BORDER_SMALL CRUCE_SOURCE_DIR "/tests/support/border_small"

enum { BORDER_FILES = 20, BORDER_FILE_BYTES = 16384 };

typedef struct border_files {
    cri_memory_file file[BORDER_FILES];
    char bytes[BORDER_FILES][BORDER_FILE_BYTES];
    int32_t n;
} border_files;

static inline void load_border(border_files *all)
{
    static const char *const names[] = {"scenario.yml",
                                        "simsetting.yml",
                                        "locations.csv",
                                        "routes.csv",
                                        "closures.csv",
                                        "governments.csv",
                                        "people.csv",
                                        "departures.csv",
                                        "sectors.csv",
                                        "affinity.csv",
                                        "profiles.csv",
                                        "ports.csv",
                                        "demand.csv",
                                        "groups.csv",
                                        "measures.csv",
                                        "rules.csv",
                                        "figures.csv",
                                        "parameters.csv",
                                        "variants/deal/measures.csv",
                                        "variants/deal/parameters.csv"};
    all->n = 0;
    for (int i = 0; i < BORDER_FILES; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", BORDER_SMALL, names[i]);
        FILE *file = fopen(path, "rb");
        CHECK(file != NULL);
        size_t n = fread(all->bytes[i], 1, BORDER_FILE_BYTES, file);
        fclose(file);
        CHECK(n > 0 && n < BORDER_FILE_BYTES);
        all->bytes[i][n] = '\0';
        all->file[all->n++] = (cri_memory_file){names[i], all->bytes[i], n};
    }
}

/** Reads them with a variant (NULL: none) and --set; NULL if there was a problem. */
static inline cruce_scenario *read_border(const border_files *all, const char *variant,
                                          const char *const *sets, int32_t n_sets, told *said)
{
    cruce_scenario *scenario = NULL;
    cruce_read_options options = {.folder = ".",
                                  .variant = variant,
                                  .n_overrides = n_sets,
                                  .override_text = sets,
                                  .problem = tell,
                                  .problem_context = said};
    *said = (told){.length = 0};
    cri_scenario_read_from(&scenario, &options, all->file, all->n, NULL);
    return scenario;
}

#endif
