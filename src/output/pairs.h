/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files that compare two results share.
 */
#ifndef CRI_PAIRS_H
#define CRI_PAIRS_H

#include <sqlite3.h>

#include "cruce/pairs.h"

enum { CRI_PAIR_KEYS = 32 }; /* run_info has about 15, beside those of --set */

/* One database connection: a is its main database, b is attached to it as "other". */
struct cruce_pair {
    sqlite3 *db;
    char path[2][1024];
    int32_t n_replicates;
    char key[2][CRI_PAIR_KEYS][32]; /* of run_info */
    char value[2][CRI_PAIR_KEYS][160];
    int n_keys[2];
};

/** What SQLite says, as CRUCE_ERR_INPUT with the names of the files. */
cruce_status cri_pair_fail(const cruce_pair *pair, cruce_error *err);
cruce_status cri_pair_prepare(const cruce_pair *pair, const char *sql, sqlite3_stmt **statement,
                              cruce_error *err);
/** Whether one of the two (0: a, 1: b) has a table of that name. */
bool cri_pair_has_table(const cruce_pair *pair, int which, const char *table);

#endif
