/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading a scenario from texts, for tests: no disk, and every report gathered as the lines a user would see.
 */
#ifndef CRUCE_TEST_INPUT_H
#define CRUCE_TEST_INPUT_H

#include <stdio.h>

#include "checks.h"
#include "input/reading.h"

/* The smallest case in Flee's form; tests replace one file of it. */
#define TWO_TOWNS                                                                                  \
    "#name,region,country,lat,lon,location_type,conflict_date,population\n"                        \
    "A,north,Here,1.5,2.5,conflict_zone,0,1000\n"                                                  \
    "B,south,There,2,3,camp,,500\n"
#define ONE_ROAD "#name1,name2,distance,forced_redirection\nA,B,100,0\n"
#define TEN_DAYS "StartDate,2020-01-01\nLength,3\n"
#define NO_CLOSURES "#closure_type,name1,name2,closure_start,closure_end\n"
#define SPAWN "spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: constant\n"
#define WAR_AT_A "#Day,A\n0,1\n1,1\n2,0\n"

typedef struct told {
    char text[32768]; /* "file:line:column: message\n", warnings marked */
    size_t length;
} told;

static inline void tell(void *context, cruce_severity severity, const cruce_error *problem)
{
    told *all = context;
    int n = snprintf(all->text + all->length, sizeof all->text - all->length, "%s:%d:%d: %s%s\n",
                     problem->file, (int)problem->line, (int)problem->column,
                     severity == CRUCE_WARNING ? "warning: " : "", problem->message);
    all->length += (size_t)n < sizeof all->text - all->length ? (size_t)n : 0;
}

/* A file to put in place of the small case's own, or beside them; text NULL takes one away. */
typedef struct test_file {
    const char *name, *text;
} test_file;

#define WITH(...)                                                                                  \
    (const test_file[])                                                                            \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            NULL, NULL                                                                             \
        }                                                                                          \
    }

static inline int32_t gather_files(const test_file *with, cri_memory_file files[32])
{
    static const test_file small[] = {{"locations.csv", TWO_TOWNS},
                                      {"routes.csv", ONE_ROAD},
                                      {"sim_period.csv", TEN_DAYS},
                                      {"closures.csv", NO_CLOSURES},
                                      {"conflicts.csv", WAR_AT_A},
                                      {"simsetting.yml", SPAWN},
                                      {NULL, NULL}};
    int32_t n = 0;
    for (const test_file *f = with; f->name != NULL; f++) {
        if (f->text != NULL) {
            files[n++] = (cri_memory_file){f->name, f->text, strlen(f->text)};
        }
    }
    for (const test_file *f = small; f->name != NULL; f++) {
        bool replaced = false;
        for (const test_file *w = with; w->name != NULL; w++) {
            replaced = replaced || strcmp(w->name, f->name) == 0;
        }
        if (!replaced) {
            files[n++] = (cri_memory_file){f->name, f->text, strlen(f->text)};
        }
    }
    return n;
}

static inline cruce_scenario *read_with(const test_file *with, told *said)
{
    cri_memory_file files[32];
    cruce_read_options options = {.folder = ".", .problem = tell, .problem_context = said};
    cruce_scenario *scenario = NULL;
    cruce_error err;
    *said = (told){.length = 0};
    int32_t n = gather_files(with, files);
    cri_scenario_read_from(&scenario, &options, files, n, &err);
    return scenario;
}

/* What reading says, for a check of the whole text. */
static inline const char *said_with(const test_file *with, told *said)
{
    cruce_scenario_destroy(read_with(with, said));
    return said->text;
}

#endif
