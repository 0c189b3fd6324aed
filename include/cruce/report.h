/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The report: one HTML file made of the GeoPackages that runs left, with everything in it that a reader needs.
 *
 * What the file holds is written down in web/README.md: data, map, page and simulator, packed as text.
 */
#ifndef CRUCE_REPORT_H
#define CRUCE_REPORT_H

#include "cruce/output.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { CRUCE_REPORT_MOST_RUNS = 32 };

/**
 * Write a report of one or more runs. Later runs are compared with the first.
 *
 * The same files give the same bytes. After a failure, what was written is not whole.
 *
 * Shape    path[n], 1 <= n <= CRUCE_REPORT_MOST_RUNS; GeoPackages, opened for reading only
 * Needs    runs of one scenario: the same kind, days and places; variants, seeds and settings may differ
 * Errors   CRUCE_ERR_INPUT: no GeoPackage, none of ours, a damaged one, or one of another scenario; the message names it.
 *          CRUCE_ERR_MEMORY; CRUCE_ERR_FILE. Failures of the writer show at cruce_writer_finish
 * Cost     memory: the tables of two runs that the page shows, some 20 MB each for us_mexico_2023
 */
CRUCE_API cruce_status cruce_report_write(cruce_writer *writer, const char *const *path, int32_t n,
                                          cruce_error *err);

#ifdef __cplusplus
}
#endif
#endif
