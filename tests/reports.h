/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads a tiny scenario from memory and keeps what was reported as text, one line each:
 *     s/simsetting.yml:3:5: warning: ...
 */
#ifndef CRUCE_TESTS_REPORTS_H
#define CRUCE_TESTS_REPORTS_H

#include <stdio.h>

#include "checks.h"
#include "fuzz/fuzz_scenario.h"

typedef struct reading {
    fuzz_scenario files;
    const char *override[8];
    cruce_scenario *scenario; /* NULL if there was a problem */
    char reports[16384];
    size_t used;
} reading;

static void keep_report(void *context, cruce_severity severity, const cruce_error *e)
{
    reading *t = context;
    char place[32] = "";
    if (strstr(e->file, "conflicts.csv") != NULL) {
        return; /* that it is shorter than the simulation is not what these tests are about */
    }
    if (e->line > 0) {
        snprintf(place, sizeof place, ":%d:%d", (int)e->line, (int)e->column);
    }
    int n = snprintf(t->reports + t->used, sizeof t->reports - t->used, "%s%s: %s%s\n", e->file,
                     place, severity == CRUCE_WARNING ? "warning: " : "", e->message);
    t->used += n > 0 && t->used + (size_t)n < sizeof t->reports ? (size_t)n : 0;
}

static void reading_begin(reading *t)
{
    memset(t, 0, sizeof *t);
    fuzz_begin(&t->files);
    t->files.options.problem = keep_report;
    t->files.options.problem_context = t;
    t->files.options.will_run = false;
    t->files.options.override_text = t->override;
}

static inline void reading_file(reading *t, const char *path, const char *text)
{
    fuzz_set(&t->files, path, text, strlen(text));
}

static inline void reading_set(reading *t, const char *override)
{
    t->override[t->files.options.n_overrides++] = override;
}

/** Reads; all reports must be exactly `wanted`. */
static void reading_check(reading *t, const char *wanted)
{
    t->scenario = fuzz_read(&t->files);
    CHECK_STR(t->reports, wanted);
}

static inline void reading_end(reading *t)
{
    cruce_scenario_destroy(t->scenario);
    t->scenario = NULL;
}

#endif
