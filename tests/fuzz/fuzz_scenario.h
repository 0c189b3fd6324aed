/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A tiny scenario in memory, some of whose files are made of the fuzzer's bytes.
 */
#ifndef CRUCE_TESTS_FUZZ_SCENARIO_H
#define CRUCE_TESTS_FUZZ_SCENARIO_H

#include <stdint.h>
#include <string.h>

#include "input/reading.h"

static const char fuzz_locations[] = "#name,region,country,lat,lon,type,conflict_date,pop\n"
                                     "A,R,X,1.0,1.0,conflict_zone,0,1000\n"
                                     "B,R,X,1.5,1.0,town,,\n"
                                     "C,R,Y,2.0,1.0,camp,,500\n"
                                     "D,R,Y,2.0,1.5,camp,,500\n";
static const char fuzz_routes[] = "#a,b,km,f\nA,B,50,0\nB,C,60,0\nB,D,70,0\n";
static const char fuzz_conflicts[] = "#Day,A\n0,1\n1,1\n";
static const char fuzz_closures[] = "#closure_type,name1,name2,closure_start,closure_end\n";
static const char fuzz_period[] = "StartDate,2020-01-01\nLength,30\n";
static const char fuzz_layout[] = "total,refugees.csv\nC,c.csv\nD,d.csv,c.csv\n";
static const char fuzz_counts[] = "2020-01-01,10\n2020-01-11,40\n2020-02-01,50\n";

#define FUZZ_TEXT(path, text)                                                                      \
    {                                                                                              \
        path, text, sizeof text - 1                                                                \
    }
enum { FUZZ_MOST_FILES = 40 };

typedef struct fuzz_scenario {
    cri_memory_file file[FUZZ_MOST_FILES];
    int32_t n_files;
    cruce_read_options options;
} fuzz_scenario;

static void fuzz_ignore(void *context, cruce_severity severity, const cruce_error *problem)
{
    (void)context;
    (void)severity;
    if (memchr(problem->message, 0, sizeof problem->message) == NULL ||
        memchr(problem->file, 0, sizeof problem->file) == NULL ||
        memchr(problem->field, 0, sizeof problem->field) == NULL) {
        __builtin_trap(); /* text without an end */
    }
}

static void fuzz_begin(fuzz_scenario *f)
{
    static const cri_memory_file files[] = {
        FUZZ_TEXT("s/input_csv/locations.csv", fuzz_locations),
        FUZZ_TEXT("s/input_csv/routes.csv", fuzz_routes),
        FUZZ_TEXT("s/input_csv/conflicts.csv", fuzz_conflicts),
        FUZZ_TEXT("s/input_csv/closures.csv", fuzz_closures),
        FUZZ_TEXT("s/input_csv/sim_period.csv", fuzz_period),
        FUZZ_TEXT("s/source_data/data_layout.csv", fuzz_layout),
        FUZZ_TEXT("s/source_data/refugees.csv", fuzz_counts),
        FUZZ_TEXT("s/source_data/c.csv", fuzz_counts),
        FUZZ_TEXT("s/source_data/d.csv", fuzz_counts),
    };
    memset(f, 0, sizeof *f);
    memcpy(f->file, files, sizeof files);
    f->n_files = (int32_t)(sizeof files / sizeof files[0]);
    f->options = (cruce_read_options){.folder = "s", .will_run = true, .problem = fuzz_ignore};
}

/* A further file, in place of the one of that name if there is one. */
static inline void fuzz_set(fuzz_scenario *f, const char *path, const void *bytes, size_t n)
{
    int32_t i = 0;
    while (i < f->n_files && strcmp(f->file[i].path, path) != 0) {
        i++;
    }
    f->n_files += i == f->n_files ? 1 : 0;
    f->file[i] = (cri_memory_file){path, bytes, n};
}

/* Takes the bytes up to the next 0xff, which stands in no text. */
static inline size_t fuzz_part(const uint8_t **at, size_t *left)
{
    const uint8_t *end = *left > 0 ? memchr(*at, 0xff, *left) : NULL;
    size_t n = end != NULL ? (size_t)(end - *at) : *left;
    size_t used = end != NULL ? n + 1 : n;
    *at += used;
    *left -= used;
    return n;
}

/* Reads it all. What is accepted must be sound enough to be looked at. */
static inline cruce_scenario *fuzz_read(fuzz_scenario *f)
{
    cruce_scenario *scenario = NULL;
    cruce_error err;
    cruce_status st = cri_scenario_read_from(&scenario, &f->options, f->file, f->n_files, &err);
    if ((st == CRUCE_OK) != (scenario != NULL)) {
        __builtin_trap();
    }
    return scenario;
}

#endif
