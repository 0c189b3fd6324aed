/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The record of the border that is kept of each replicate: one block of numbers per table, and where a row lies in it.
 */
#ifndef CRI_BORDER_RECORD_H
#define CRI_BORDER_RECORD_H

#include "cruce/border_study.h"
#include "cruce/scenario.h"
#include "study/months.h"

enum { CRI_CLASSES = 3, CRI_REPEAT_ROWS = CRUCE_TRIES + 8 };

/* What all replicates of an ensemble have in common. */
typedef struct cri_border_shape {
    const cruce_scenario *scenario;
    const cruce_border *tables;
    int32_t n_nations, n_categories, n_sectors, n_offices, n_ports, n_groups;
    int32_t first_day, n_days;
    cri_months months;
    int32_t n_trade;                /* rows of ports.csv whose units carry something of value */
    int32_t *trade_port, *trade_of; /* [n_trade], [n_ports]; -1: none */
    int64_t n_rows[CRUCE_BORDER_TABLES];
} cri_border_shape;

typedef struct cri_border_record {
    float *cell[CRUCE_BORDER_TABLES]; /* [n_rows * columns]; NULL where there are no rows */
    int32_t n_log, log_capacity;
    cruce_log_entry *log;
    cruce_ledger_sum ledger[CRUCE_LEDGERS];
    int64_t *status_before; /* [N] persons in all statuses yesterday; NULL on the first day */
    int64_t *queued_before; /* [P] */
    bool has_before, has_port_before;
} cri_border_record;

/* Days from first_day and report_from on; keeps_hours: whether port_hours has rows, which are the largest table. */
cruce_status cri_border_shape_init(cri_border_shape *shape, const cruce_scenario *scenario,
                                   int32_t first_day, bool keeps_hours, cruce_error *err);
void cri_border_shape_free(cri_border_shape *shape);

cruce_status cri_border_record_init(cri_border_record *record, const cri_border_shape *shape,
                                    cruce_error *err);
int64_t cri_border_record_bytes(const cri_border_record *record, const cri_border_shape *shape);
/* Frees the tables whose bit is not in `keep` (1 << table); 0 frees all but the log and the ledgers. */
void cri_border_record_thin(cri_border_record *record, unsigned keep);
void cri_border_record_free(cri_border_record *record);

/* Takes over one day. `day` counts from the start of the simulation. */
cruce_status cri_border_keep(cri_border_record *record, const cri_border_shape *shape, int32_t day,
                             const cruce_border_day *today, cruce_error *err);
/* Works out means that need the whole month. Once, after the last day. */
void cri_border_record_finish(cri_border_record *record, const cri_border_shape *shape);
/* The ports' part of it: day d counts from the first that is kept (border_record_ports.c). */
void cri_border_keep_ports(cri_border_record *record, const cri_border_shape *s, int32_t d,
                           const cruce_border_day *today);
/* Adds the day to the ledgers (border_ledgers.c). */
void cri_border_check(cri_border_record *record, const cri_border_shape *shape,
                      const cruce_border_day *today);

int32_t cri_border_columns(cruce_border_table table);

/* Rows of encounters on one day, and of encounter_months in one month. */
static inline int64_t cri_encounters_stride(const cri_border_shape *s)
{
    return 2 * (int64_t)(1 + s->n_nations + CRI_CLASSES) + s->n_offices + s->n_sectors;
}
static inline int64_t cri_encounter_months_stride(const cri_border_shape *s)
{
    return (int64_t)(3 + s->n_offices + s->n_sectors) * (1 + s->n_categories);
}
/* The rows of an area (-1: all of the component): its sum, then its categories. */
static inline int64_t cri_encounter_months_area(const cri_border_shape *s,
                                                cruce_component component, int32_t area)
{
    int32_t base = component == CRUCE_ALL ? 0 : component == CRUCE_AT_PORTS ? 1 : 2 + s->n_offices;
    return (int64_t)(base + area + 1) * (1 + s->n_categories);
}

#endif
