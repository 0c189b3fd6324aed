/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From files to a checked scenario. Every problem of every file is reported in one go.
 */
#ifndef CRUCE_INPUT_H
#define CRUCE_INPUT_H

#include "cruce/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cruce_read_options {
    const char *folder;        /* flat or with input_csv/ and source_data/; or NULL and: */
    const char *input_dir;     /* `cruce flee`: where the input files are */
    const char *data_dir;      /* `cruce flee`: where data_layout.csv is */
    const char *settings_file; /* NULL: simsetting.yml beside the scenario, if any */
    const char *variant; /* a folder in variants/ whose files are read on top; NULL: the base */
    int32_t n_overrides;
    const char *const *override_text; /* --set key=value */
    int32_t n_days;                   /* > 0 replaces the length of sim_period.csv */
    bool will_run;             /* asking for what comes later is then a problem, not a warning */
    cruce_problem_fn *problem; /* told of each problem and warning; may be NULL */
    void *problem_context;
} cruce_read_options;

/**
 * Read and check a scenario.
 *
 * Owns    *scenario belongs to the caller (cruce_scenario_destroy); NULL on failure
 * Errors  CRUCE_ERR_INPUT after at least one problem was reported; CRUCE_ERR_MEMORY; CRUCE_ERR_FILE
 * Source  flee-compat sections 1, 2 and 5
 */
CRUCE_API cruce_status cruce_scenario_read(cruce_scenario **scenario,
                                           const cruce_read_options *options, cruce_error *err);

/** One folder of FOLDER/variants/. */
typedef struct cruce_variant {
    const char *name;            /* for --variant */
    const char *title, *summary; /* of variant.yml; the name and "" where it says nothing */
} cruce_variant;

typedef struct cruce_variants {
    int32_t n;
    cruce_variant *variant; /* in the order of names */
    void *arena;
} cruce_variants;

/**
 * The variants of a scenario; none where there is no folder `variants`. What is wrong with a variant.yml is told to
 * `problem` (may be NULL), as it is again when the variant is read.
 *
 * Owns    *variants belongs to the caller (cruce_variants_free)
 * Errors  CRUCE_ERR_MEMORY
 */
CRUCE_API cruce_status cruce_variants_read(cruce_variants *variants, const char *folder,
                                           cruce_problem_fn *problem, void *problem_context,
                                           cruce_error *err);
CRUCE_API void cruce_variants_free(cruce_variants *variants);

#ifdef __cplusplus
}
#endif
#endif
