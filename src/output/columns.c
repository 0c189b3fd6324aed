/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of columns and the headers that come from it.
 * Rows are left to tables.c and scores.c.
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

const char *cruce_table_sentence(const char *table)
{
#define TABLE(name, sentence) {#name, sentence},
#define COLUMN(table, name, type, unit, sentence)
    static const struct {
        const char *name, *sentence;
    } tables[] = {
#include "output/columns.def"
    };
#undef TABLE
#undef COLUMN
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].name, table) == 0) {
            return tables[i].sentence;
        }
    }
    return NULL;
}

void cri_write_header(cruce_writer *writer, const char *table)
{
    const char *comma = "";
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        bool is_bytes = strcmp(columns[i].type, "bytes") == 0; /* which text cannot hold */
        if (strcmp(columns[i].table, table) == 0 && !is_bytes) {
            cruce_writer_text(writer, comma);
            cruce_writer_text(writer, columns[i].name);
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
