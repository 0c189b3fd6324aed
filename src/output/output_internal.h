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

#endif
