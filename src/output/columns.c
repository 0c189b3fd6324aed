/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of columns, the tables that show every replicate, and the headers that come from it.
 * Rows are left to tables.c, border_tables.c and scores.c.
 * No published method.
 */
#include <math.h>
#include <string.h>

#include "output/output_internal.h"

#define TABLE(table, sentence)
#define COLUMN(table, name, type, unit, sentence) {#table, #name, type, unit, sentence},
static const cruce_column_info columns[] = {
#include "output/columns.def"
};
#undef TABLE
#undef COLUMN

const cruce_column_info *cruce_columns_list(int32_t *n)
{
    *n = (int32_t)(sizeof columns / sizeof *columns);
    return columns;
}

/* --- every replicate --- */

static const char by_replicate[] = "_by_replicate";

/* Length of "places" in "places" and in "places_by_replicate"; *is_by_replicate says which of the two it was. */
static size_t base_length(const char *table, bool *is_by_replicate)
{
    size_t length = strlen(table), tail = sizeof by_replicate - 1;
    *is_by_replicate = length > tail && strcmp(table + length - tail, by_replicate) == 0;
    return *is_by_replicate ? length - tail : length;
}

int32_t cruce_table_columns(const char *table, cruce_column_info column[CRUCE_MOST_COLUMNS])
{
    bool is_by_replicate, has_replicate = false;
    size_t length = base_length(table, &is_by_replicate);
    int32_t n = 0;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const cruce_column_info *it = &columns[i];
        if (strlen(it->table) != length || strncmp(it->table, table, length) != 0) {
            continue;
        }
        column[n] = *it;
        if (is_by_replicate && strcmp(it->name, "summary") == 0) {
            column[n].name = "replicate";
            column[n].type = "whole";
            column[n].sentence = "number of the replicate; 1 is the first";
            has_replicate = true;
        }
        n++;
    }
    return is_by_replicate && !has_replicate ? 0 : n;
}

const char *cruce_table_sentence(const char *table)
{
#define TABLE(name, sentence)                                                                      \
    {#name, sentence}, {#name "_by_replicate", sentence "; every replicate for itself"},
#define COLUMN(table, name, type, unit, sentence)
    static const struct {
        const char *name, *sentence;
    } tables[] = {
#include "output/columns.def"
    };
#undef TABLE
#undef COLUMN
    cruce_column_info column[CRUCE_MOST_COLUMNS];
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].name, table) == 0) {
            return cruce_table_columns(table, column) > 0 ? tables[i].sentence : NULL;
        }
    }
    return NULL;
}

void cruce_writer_header(cruce_writer *writer, const char *table)
{
    const char *comma = "";
    cruce_column_info column[CRUCE_MOST_COLUMNS];
    int32_t n = cruce_table_columns(table, column);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(column[i].type, "bytes") != 0) { /* which text cannot hold */
            cruce_writer_text(writer, comma);
            cruce_writer_text(writer, column[i].name);
            comma = ",";
        }
    }
    cruce_writer_text(writer, "\n");
}

void cri_write_exact(cruce_writer *w, double value)
{
    if (rint(value) == value && fabs(value) < 9007199254740992.0) { /* 2^53 */
        cruce_writer_whole(w, (int64_t)value);
    } else if (!isnan(value)) {
        cruce_writer_double(w, value);
    }
}
