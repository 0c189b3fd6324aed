/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tables of an ensemble: names, rows, labels, and the numbers that a replicate has in them.
 * Labels of the border's tables are border_tables.c, summing up is stream.c.
 * No published method.
 */
#include "cruce/tables.h"

#include <math.h>
#include <string.h>

#include "study/aside.h"
#include "study/labels.h"
#include "study/study_internal.h"

static const struct {
    const char *text;
    int32_t n_columns;
    bool is_compared;
} tables[] = {
#define TABLE_ENTRY(name, text, n_columns, is_compared) {text, n_columns, is_compared},
    CRUCE_PLACE_TABLE_LIST(TABLE_ENTRY) CRUCE_BORDER_TABLE_LIST(TABLE_ENTRY)
#undef TABLE_ENTRY
};
enum { N_TABLES = sizeof tables / sizeof *tables };

int32_t cruce_tables_count(void)
{
    return N_TABLES;
}

const char *cruce_table_text(cruce_table_id table)
{
    return table >= 0 && table < N_TABLES ? tables[table].text : NULL;
}

int32_t cruce_table_columns_count(cruce_table_id table)
{
    return tables[table].n_columns;
}

bool cruce_table_is_compared(cruce_table_id table)
{
    return tables[table].is_compared;
}

static cruce_border_table border_table(cruce_table_id table)
{
    return (cruce_border_table)(table - CRUCE_PLACE_TABLES);
}

/* Whether the persons by place and day are there, in memory or aside. */
static bool has_places(const cruce_ensemble *e)
{
    const cri_record *first = &e->record[0];
    return first->narrow != NULL || first->wide != NULL || cri_aside_has(e, CRUCE_T_PLACES);
}

int64_t cruce_table_rows_count(const cruce_ensemble *ensemble, cruce_table_id table)
{
    int64_t n_days = ensemble->n_days - ensemble->first_day, n_months = ensemble->months.n;
    switch (table) {
    case CRUCE_T_PLACES:
        return has_places(ensemble) ? n_days * ensemble->n_places : 0;
    case CRUCE_T_TOTALS:
        return n_days * CRUCE_QUANTITIES;
    case CRUCE_T_ROUTES:
        return ensemble->n_links;
    case CRUCE_T_PLACE_MONTHS:
        return n_months * ensemble->n_places;
    case CRUCE_T_ROUTE_MONTHS:
        return n_months * ensemble->n_links;
    default:
        return cruce_ensemble_has_border(ensemble)
                   ? cruce_border_rows_count(ensemble, border_table(table))
                   : 0;
    }
}

/* --- labels --- */

static void put_place(cri_labels *to, int64_t place)
{
    cri_put_text(to, to->scenario->places.name[place]);
}

static void put_link(cri_labels *to, int64_t link)
{
    put_place(to, to->scenario->links.from[link]);
    put_place(to, to->scenario->links.to[link]);
}

int32_t cruce_table_row_labels(const cruce_ensemble *ensemble, cruce_table_id table, int64_t row,
                               cruce_label label[CRUCE_MOST_LABELS])
{
    const cruce_ensemble *e = ensemble;
    cri_labels to = {.scenario = e->scenario, .label = label};
    switch (table) {
    case CRUCE_T_PLACES:
        cri_put_day(&to, e->first_day + (int32_t)(row / e->n_places));
        put_place(&to, row % e->n_places);
        break;
    case CRUCE_T_TOTALS:
        cri_put_day(&to, e->first_day + (int32_t)(row / CRUCE_QUANTITIES));
        cri_put_text(&to, cruce_quantity_text((cruce_quantity)(row % CRUCE_QUANTITIES)));
        break;
    case CRUCE_T_ROUTES:
        put_link(&to, row);
        break;
    case CRUCE_T_PLACE_MONTHS:
        cri_put_month(&to, e->months.from_day[row / e->n_places]);
        put_place(&to, row % e->n_places);
        break;
    case CRUCE_T_ROUTE_MONTHS:
        cri_put_month(&to, e->months.from_day[row / e->n_links]);
        put_link(&to, row % e->n_links);
        break;
    default:
        return cruce_border_row_labels(e, border_table(table), row, label);
    }
    return to.n;
}

/* --- numbers --- */

static void read_whole(const int64_t *from, int64_t n, double *value)
{
    for (int64_t i = 0; i < n; i++) {
        value[i] = (double)from[i];
    }
}

static void read_places(const cri_record *record, int64_t first, int64_t n, double *value)
{
    if (record->wide != NULL) {
        read_whole(record->wide + first, n, value);
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        value[i] = (double)record->narrow[first + i];
    }
}

/* Entries since the start: over the whole run the last row, of a month the difference of two. */
static void read_entries(const cruce_ensemble *e, const cri_record *record, bool by_month,
                         int64_t first, int64_t n, double *value)
{
    const int64_t *entered = record->entered + first;
    if (!by_month) {
        read_whole(entered + (int64_t)e->months.n * e->n_links, n, value);
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        value[i] = (double)(entered[e->n_links + i] - entered[i]);
    }
}

/* To thousandths. Adding and taking off 1.5 * 2^52 rounds to whole numbers; what is too large for that is whole enough. */
static void round_all(double *value, int64_t n)
{
    const double shift = 6755399441055744.0;
    for (int64_t i = 0; i < n; i++) {
        double thousandths = value[i] * 1000, rounded = (thousandths + shift) - shift;
        value[i] = fabs(thousandths) < 2e15 ? rounded / 1000 : value[i];
    }
}

static void read_border(const float *from, int64_t n, double *value)
{
    for (int64_t i = 0; i < n; i++) {
        value[i] = (double)from[i];
    }
}

cruce_status cri_table_numbers(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                               int64_t first, int64_t n, double *value, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_record *record = &e->record[replicate];
    int64_t first_day = e->first_day; /* what is kept by day begins at day 0, tables here */
    first += table == CRUCE_T_PLACES   ? first_day * e->n_places
             : table == CRUCE_T_TOTALS ? first_day * CRUCE_QUANTITIES
                                       : 0;
    if (cri_aside_has(e, table)) {
        st = cri_aside_numbers(e, table, replicate, first, n, value, err);
    } else if (table == CRUCE_T_PLACES) {
        read_places(record, first, n, value);
    } else if (table == CRUCE_T_TOTALS) {
        read_whole(record->total + first, n, value);
    } else if (table == CRUCE_T_ROUTES || table == CRUCE_T_ROUTE_MONTHS) {
        read_entries(e, record, table == CRUCE_T_ROUTE_MONTHS, first, n, value);
    } else if (table == CRUCE_T_PLACE_MONTHS) {
        read_whole(record->month_end + first, n, value);
    } else {
        read_border(record->border.cell[border_table(table)] + first, n, value);
    }
    if (table >= CRUCE_PLACE_TABLES && st == CRUCE_OK) {
        round_all(value, n);
    }
    return st;
}
