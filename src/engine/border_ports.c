/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the ports of entry inside a day: 24 hours, one after the other
 * Leaves  the steps of an hour to port_*.c; formulas to src/ports
 * Source  design notes 3.6, 3.7, 3.8, 3.11
 */
#include "port_rows.h"

#include "../base/text.h"
#include "border_ledger.h"

#include <string.h>

cruce_status cri_ports_create(cri_border *b, cruce_error *err)
{
    return cri_port_rows_create(b, err);
}

void cri_ports_destroy(cri_border *b)
{
    if (b->ports != NULL) {
        cri_port_rows_destroy(b);
    }
}

void cri_ports_receive(cri_border *b, cruce_port_id row, cruce_nation_id n, int64_t persons)
{
    struct cri_port_hours *x = b->ports;
    cri_port_persons *p = &x->persons[x->persons_of_row[row]];
    p->stock_persons[n] += persons;
    p->appear_persons += persons;
}

/* While the system warms up ports stand still: whoever appears is processed at once. */
static void process_all(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    for (int32_t i = 0; i < x->n_persons; i++) {
        cri_port_persons *p = &x->persons[i];
        int64_t *seen =
            x->at_ports + (size_t)b->tables->ports.office[p->row] * (size_t)b->n_nations;
        for (int32_t n = 0; n < b->n_nations; n++) {
            cri_ledger_add(b, CRUCE_ADMITTED, n, p->stock_persons[n]);
            seen[n] += p->stock_persons[n];
            p->stock_persons[n] = 0;
        }
        p->appear_persons = 0;
    }
}

static void clear_day(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    size_t rows = (size_t)b->n_ports;
    memset(x->at_ports, 0, (size_t)b->n_offices * (size_t)b->n_nations * sizeof *x->at_ports);
    memset(x->hour, 0, 24 * rows * sizeof *x->hour);
    memset(x->day, 0, rows * sizeof *x->day);
    memset(x->office_day, 0, (size_t)b->n_offices * sizeof *x->office_day);
    for (int32_t q = 0; q < b->n_ports; q++) {
        x->row[q].line_hours = x->row[q].held_hours = x->row[q].wait_sum_min = 0;
    }
    if (x->waits != NULL) {
        memset(x->waits, 0, 24 * rows * sizeof *x->waits);
    }
}

/* What somebody who thinks of crossing sees: the line before him, and how long it took lately. */
static void show_waits(cri_border *b)
{
    for (int32_t q = 0; q < b->n_ports; q++) {
        cri_port_row *row = &b->ports->row[q];
        double capacity = (double)row->lanes * row->service.per_lane_hour;
        row->wait_seen_min = row->lanes > 0
                                 ? 60 * (double)row->queue_units / capacity + row->wait_random_min
                                 : (double)__builtin_inff();
    }
}

cruce_status cri_ports_day(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    struct cri_port_hours *x = b->ports;
    clear_day(b);
    b->today.port_hour = cri_border_warms_up(b) ? NULL : x->hour;
    if (b->today.port_hour == NULL) {
        process_all(b);
        return CRUCE_OK;
    }
    cri_port_officers_morning(b);
    cri_port_demand_day(b);
    for (int32_t h = 0; h < 24; h++) {
        int32_t now = 24 * b->run->day + h;
        if (h > 0 && x->changes[now]) {
            cri_measures_advance(b->measures, now);
            cri_port_officers_refresh(b);
        }
        TRY(cri_port_officers_hour(b, h, err));
        show_waits(b);
        cri_port_demand_hour(b, h);
        TRY(cri_port_lines_hour(b, h, err));
    }
    cri_port_lines_evening(b);
    TRY(cri_port_day_end(b, err));
done:
    return st;
}

/* An office's detail is divided over the sectors around its ports by the people held there; evenly if there are none. */
double cri_ports_detailed_officers(const cri_border *b, cruce_sector_id s)
{
    const struct cri_port_hours *x = b->ports;
    double officers = 0;
    for (int32_t o = 0; o < b->n_offices; o++) {
        const bool *around = x->office_sector + (size_t)o * (size_t)b->n_sectors;
        double held = 0, sectors = 0;
        for (int32_t t = 0; t < b->n_sectors; t++) {
            held += around[t] ? (double)b->today.custody_persons[t] : 0;
            sectors += around[t] ? 1 : 0;
        }
        if (around[s]) {
            double share = held > 0 ? (double)b->today.custody_persons[s] / held : 1 / sectors;
            officers += x->office[o].detailed_officers * share;
        }
    }
    return officers;
}

void cri_ports_count(const cri_border *b, int64_t *status_persons)
{
    const struct cri_port_hours *x = b->ports;
    int64_t *registered = status_persons + (size_t)CRUCE_REGISTERED * (size_t)b->n_nations;
    for (int32_t i = 0; i < x->n_persons; i++) {
        for (int32_t n = 0; n < b->n_nations; n++) {
            registered[n] += x->persons[i].stock_persons[n];
        }
    }
}

/* --- the state --- */

static void row_state(cruce_state_io *io, cri_port_row *row)
{
    int64_t *units[] = {&row->queue_units, &row->postponed_units, &row->queued_before,
                        &row->postponed_before};
    cri_state_flag(io, &row->closed_by_staff);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        cri_state_whole(io, units[i], 0, CRI_STATE_MOST);
    }
    double *real[] = {&row->credit_units, &row->wait_random_min, &row->random_units};
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        cri_state_reals(io, real[i], 1, 0.0, CRI_STATE_REAL);
    }
    if (row->queued_before != row->queue_units || row->postponed_before != row->postponed_units) {
        cri_state_refuse(io, "the ledger of a crossing does not close");
    }
}

void cri_ports_state(cruce_state_io *io, cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    cri_state_part(io, "ports");
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        row_state(io, &x->row[q]);
        if (x->events != NULL) {
            cruce_event_queue_state(io, x->events[q]);
        }
    }
    for (int32_t o = 0; o < b->n_offices; o++) {
        cri_state_real(io, &x->office[o].pool_officers, 0.0, CRI_STATE_REAL);
        cri_state_real(io, &x->office[o].detailed_officers, 0.0, CRI_STATE_REAL);
        cri_state_number(io, &x->office[o].calm_days, 0, INT32_MAX / 2 + 8388608);
    }
    cri_state_wholes(io, x->stock, (int64_t)x->n_persons * b->n_nations, 0, CRI_STATE_MOST);
    for (int32_t i = 0; i < x->n_persons; i++) {
        cri_state_whole(io, &x->persons[i].appear_persons, 0, CRI_STATE_MOST);
    }
}
