/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of this module share.
 */
#ifndef CRI_OUTPUT_INTERNAL_H
#define CRI_OUTPUT_INTERNAL_H

#include "cruce/output.h"

/** The key "border" of run.json. */
void cri_write_border_info(cruce_writer *w, const cruce_scenario *scenario,
                           const cruce_run_info *info);

/** The number that cruce_writer_number writes, to thousandths, as a reader of its text would have it. */
double cri_thousandths(double value);
/** Gives the rows to the writer's sink; false if it has none that takes them. */
bool cri_writer_hand_over(cruce_writer *writer, cruce_next_rows_fn *next, void *context);
/** A value that is kept in full: whole numbers without a point, others as short as reads back; nothing for NaN. */
void cri_write_exact(cruce_writer *w, double value);
/** The value of a setting: JSON, or a cell where a list is "1.0;2.0". */
void cri_write_setting(cruce_writer *w, const cruce_settings *settings,
                       const cruce_setting_info *info, bool as_json);
/** "--set", "file" or "default". */
const char *cri_setting_origin(const cruce_settings *settings, const cruce_setting_info *setting,
                               const cruce_run_info *info);

/** A parameter in effect. Text is borrowed for the call. */
typedef struct cri_parameter {
    const char *name, *unit, *origin, *quality, *source;
    double value, low, high;
} cri_parameter;
typedef void cri_parameter_fn(void *context, const cri_parameter *parameter);
/** All of params/border.def, then cells of other files that parameters.csv or --set gave a value. */
void cri_each_parameter(const cruce_border *border, const cruce_run_info *info,
                        cri_parameter_fn *take, void *context);

/** Who takes the text of a writer instead of a file. A failure is kept and told by `finish`. */
typedef struct cri_sink {
    void *context;
    void (*take)(void *context, const char *bytes, size_t n_bytes);
    cruce_status (*finish)(void *context, cruce_error *err);
    void (*take_rows)(void *context, cruce_next_rows_fn *next, void *its); /* NULL: as text */
} cri_sink;
/** A writer whose text goes to a sink; its cells are not guarded against spreadsheets. NULL on failure. */
cruce_writer *cri_writer_to_sink(cri_sink sink, const char *name, cruce_error *err);

#endif
