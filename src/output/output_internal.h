/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of this module share.
 */
#ifndef CRI_OUTPUT_INTERNAL_H
#define CRI_OUTPUT_INTERNAL_H

#include "cruce/output.h"

/** The header line of one of our tables, from columns.def. */
void cri_write_header(cruce_writer *writer, const char *table);
/** The key "border" of run.json. */
void cri_write_border_info(cruce_writer *w, const cruce_scenario *scenario,
                           const cruce_run_info *info);

/** Who takes the text of a writer instead of a file. A failure is kept and told by `finish`. */
typedef struct cri_sink {
    void *context;
    void (*take)(void *context, const char *bytes, size_t n_bytes);
    cruce_status (*finish)(void *context, cruce_error *err);
} cri_sink;
/** A writer whose text goes to a sink; its cells are not guarded against spreadsheets. NULL on failure. */
cruce_writer *cri_writer_to_sink(cri_sink sink, const char *name, cruce_error *err);

#endif
