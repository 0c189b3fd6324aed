/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which blocks of a replicate go to disk, where they lie there, and how they are read again.
 * The file is spill.c; months and totals stay in memory: they are small and looked at in any order.
 * No published method.
 */
#include "study/aside.h"

#include <math.h>

#include "base/text.h"

enum { SEEN = 1024 }; /* cells read around one */

/* What was read last by cri_aside_number. */
typedef struct cri_seen {
    cruce_table_id table;
    int32_t replicate;
    int64_t first, n;
    cruce_error failed; /* of the first time that the file could not be read */
    double value[SEEN];
} cri_seen;

static bool is_large(cruce_table_id table)
{
    switch (table) {
    case CRUCE_T_PLACES:
    case CRUCE_PLACE_TABLES + CRUCE_T_ENCOUNTERS:
    case CRUCE_PLACE_TABLES + CRUCE_T_PEOPLE_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_GROUP_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_SHELTER_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_CUSTODY_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_LIST_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_OFFICER_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_PORT_HOURS:
    case CRUCE_PLACE_TABLES + CRUCE_T_TRADE_DAYS:
    case CRUCE_PLACE_TABLES + CRUCE_T_CONTRABAND_DAYS:
        return true;
    default:
        return false;
    }
}

/* Numbers in a table of one replicate. */
static int64_t cells_of(const cruce_ensemble *e, cruce_table_id table)
{
    if (table == CRUCE_T_PLACES) {
        return (int64_t)e->n_days * e->n_places;
    }
    return cruce_ensemble_has_border(e)
               ? e->border.n_rows[table - CRUCE_PLACE_TABLES] * cruce_table_columns_count(table)
               : 0;
}

cruce_status cri_aside_begin(cruce_ensemble *e, const cruce_ensemble_options *options,
                             cruce_error *err)
{
    int64_t most = options->memory_bytes > 0 ? options->memory_bytes : CRUCE_MEMORY_BYTES;
    int64_t used = 0, expected = 0;
    for (cruce_table_id t = 0; t < cruce_tables_count(); t++) {
        if (is_large(t)) {
            e->aside_at[t] = used;
            used += cells_of(e, t) * (t == CRUCE_T_PLACES ? 8 : 4); /* persons may be wide */
            expected += cells_of(e, t) * 4;
        }
    }
    if (options->aside_folder == NULL || !cri_spill_is_possible() ||
        expected * e->n_replicates <= most) {
        return CRUCE_OK;
    }
    e->seen = cri_calloc(1, sizeof *e->seen);
    if (e->seen == NULL) {
        return cri_no_memory(err);
    }
    e->seen->table = CRUCE_NONE;
    return cri_spill_open(&e->spill, options->aside_folder, used, err);
}

cruce_status cri_aside_put(cruce_ensemble *e, int32_t replicate, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_record *record = &e->record[replicate];
    unsigned kept = 0;
    if (!e->spill.is_open) {
        return CRUCE_OK;
    }
    record->is_wide = record->wide != NULL;
    const void *places = record->is_wide ? (const void *)record->wide : record->narrow;
    TRY(cri_spill_write(&e->spill, replicate, e->aside_at[CRUCE_T_PLACES], places,
                        cells_of(e, CRUCE_T_PLACES) * (record->is_wide ? 8 : 4), err));
    for (int t = 0; t < CRUCE_BORDER_TABLES && cruce_ensemble_has_border(e); t++) {
        cruce_table_id table = CRUCE_PLACE_TABLES + t;
        if (!is_large(table)) {
            kept |= 1U << t;
            continue;
        }
        TRY(cri_spill_write(&e->spill, replicate, e->aside_at[table], record->border.cell[t],
                            cells_of(e, table) * 4, err));
    }
    cri_free(record->narrow);
    cri_free(record->wide);
    record->narrow = NULL;
    record->wide = NULL;
    cri_border_record_thin(&record->border, kept);
done:
    return st;
}

bool cri_aside_has(const cruce_ensemble *e, cruce_table_id table)
{
    return e->spill.is_open && is_large(table) && cells_of(e, table) > 0;
}

/* One piece of at most SEEN cells. */
static cruce_status read_piece(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                               int64_t first, int64_t n, double *value, cruce_error *err)
{
    union {
        int64_t wide[SEEN];
        int32_t narrow[SEEN];
        float number[SEEN];
    } from;
    bool is_place = table == CRUCE_T_PLACES;
    bool is_wide = is_place && e->record[replicate].is_wide;
    int64_t size = is_wide ? 8 : 4;
    cruce_status st = cri_spill_read(&e->spill, replicate, e->aside_at[table] + first * size, &from,
                                     n * size, err);
    for (int64_t i = 0; st == CRUCE_OK && i < n; i++) {
        value[i] = is_wide    ? (double)from.wide[i]
                   : is_place ? (double)from.narrow[i]
                              : (double)from.number[i];
    }
    return st;
}

cruce_status cri_aside_numbers(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                               int64_t first, int64_t n, double *value, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (int64_t done = 0; done < n && st == CRUCE_OK; done += SEEN) {
        int64_t n_here = n - done < SEEN ? n - done : SEEN;
        st = read_piece(e, table, replicate, first + done, n_here, value + done, err);
    }
    return st;
}

double cri_aside_number(const cruce_ensemble *e, cruce_table_id table, int32_t replicate,
                        int64_t cell)
{
    cri_seen *seen = e->seen;
    if (seen->table != table || seen->replicate != replicate || cell < seen->first ||
        cell >= seen->first + seen->n) {
        int64_t n_left = cells_of(e, table) - cell;
        cruce_error err;
        seen->table = table;
        seen->replicate = replicate;
        seen->first = cell;
        seen->n = n_left < SEEN ? n_left : SEEN;
        if (cri_aside_numbers(e, table, replicate, cell, seen->n, seen->value, &err) != CRUCE_OK) {
            seen->table = CRUCE_NONE;
            seen->failed = seen->failed.code == CRUCE_OK ? err : seen->failed;
            return (double)NAN;
        }
    }
    return seen->value[cell - seen->first];
}

cruce_status cruce_ensemble_check(const cruce_ensemble *ensemble, cruce_error *err)
{
    if (ensemble->seen == NULL || ensemble->seen->failed.code == CRUCE_OK) {
        return CRUCE_OK;
    }
    if (err != NULL) {
        *err = ensemble->seen->failed;
    }
    return ensemble->seen->failed.code;
}

void cri_aside_free(cruce_ensemble *e)
{
    cri_free(e->seen);
    e->seen = NULL;
    cri_spill_close(&e->spill);
}
