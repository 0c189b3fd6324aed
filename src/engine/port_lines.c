/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the lines of all rows move on by an hour: whole units, with either queue engine
 * Leaves  to src/ports: the formulas and the events
 * Source  design notes 3.7
 */
#include "port_rows.h"

/* The last inspection of an hour that is not finished goes on in the next: its part is kept as credit. */
static int64_t cross(cri_port_row *row, double capacity)
{
    int64_t there = row->queue_units + row->joins_units;
    double may = capacity + row->credit_units;
    if ((double)there <= may) {
        row->credit_units = 0;
        return there;
    }
    int64_t crossed = (int64_t)may;
    row->credit_units = may - (double)crossed;
    return crossed;
}

/* Without an open lane a wait is what it would be if all lanes opened now. */
static void flow_hour(const cri_border *b, cruce_port_id q, cruce_port_hour *hour)
{
    cri_port_row *row = &b->ports->row[q];
    double lanes_built = (double)b->tables->ports.lanes[q];
    cruce_queue_hour flow;
    cruce_queue_hour_pass(&row->service, row->lanes, cri_port_row_flow(row), row->joins_expected,
                          row->joins_expected, &flow);
    if (row->lanes == 0) {
        double capacity = lanes_built * row->service.per_lane_hour;
        double wait_min = capacity > 0 ? 60 * flow.queue_mean_units / capacity : 0;
        flow.wait_mean_min = flow.wait_p95_min = wait_min;
        flow.wait_random_min = 0;
    }
    hour->crossed_units = cross(row, (double)row->lanes * row->service.per_lane_hour);
    hour->wait_mean_min = flow.wait_mean_min;
    hour->wait_p95_min = flow.wait_p95_min;
    row->wait_random_min = flow.wait_random_min;
    row->random_units = row->joins_expected * flow.wait_random_min / 60;
    row->queue_units += row->joins_units - hour->crossed_units;
    row->line_hours += flow.queue_mean_units + (double)row->joins_units * flow.wait_random_min / 60;
}

static cruce_status event_hour(const cri_border *b, cruce_port_id q, cruce_port_hour *hour,
                               cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    cri_port_row *row = &x->row[q];
    cruce_event_hour events;
    cruce_event_queue_serve(x->events[q], 0, row->service, CRUCE_SERVICE_LOGNORMAL);
    cruce_status st =
        cruce_event_queue_pass(x->events[q], row->lanes, &row->joins_units, &x->event_rng[q],
                               x->waits + (size_t)q * 24, &events, err);
    hour->crossed_units = events.crossed_units;
    row->wait_random_min = row->random_units = 0;
    row->queue_units = events.waiting_units + events.inspected_units;
    row->line_hours += events.queue_hours;
    return st;
}

int64_t cri_port_line_leave(cri_border *b, cruce_port_id q)
{
    cri_port_row *row = &b->ports->row[q];
    int64_t leave = row->queue_units;
    if (b->ports->events != NULL) {
        leave = cruce_event_queue_disperse(b->ports->events[q]);
    }
    row->queue_units -= leave;
    row->credit_units = 0;
    return leave;
}

static void show_hour(const cri_port_row *row, cruce_port_hour *hour)
{
    hour->queue_units = (double)row->queue_units;
    hour->arrived_units = row->joins_units;
    hour->lanes_open = row->lanes;
    hour->officers = row->officers;
    hour->state = row->lanes > 0 ? row->state : 0;
}

cruce_status cri_port_lines_hour(cri_border *b, int32_t hour, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    cruce_status st = CRUCE_OK;
    for (cruce_port_id q = 0; q < b->n_ports && st == CRUCE_OK; q++) {
        cri_port_row *row = &x->row[q];
        cruce_port_hour *shown = &x->hour[hour * b->n_ports + q];
        if (x->events != NULL) {
            if (hour == 0) {
                x->event_rng[q] =
                    cri_run_rng(b->run, CRUCE_DRAW_PORT_EVENTS, b->tables->ports.actor[q]);
            }
            st = event_hour(b, q, shown, err);
        } else if (row->queue_units + row->joins_units > 0) {
            flow_hour(b, q, shown);
        } else {
            row->credit_units = row->wait_random_min = row->random_units = 0;
        }
        show_hour(row, shown);
        row->held_hours += (double)row->postponed_units;
        row->wait_sum_min += shown->wait_mean_min * (double)row->joins_units;
        x->day[q].closed_by_staff |= row->closed_by_staff;
        x->day[q].arrived_units += shown->arrived_units;
        x->day[q].crossed_units += shown->crossed_units;
    }
    return st;
}

/* Whoever still waits at midnight is counted with the time so far and the line before him. */
void cri_port_lines_evening(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    for (cruce_port_id q = 0; x->events != NULL && q < b->n_ports; q++) {
        cri_port_row *row = &x->row[q];
        int32_t lanes = row->lanes > 0 ? row->lanes : (int32_t)b->tables->ports.lanes[q];
        double capacity = (double)lanes * row->service.per_lane_hour;
        double ahead_h = capacity > 0 ? (double)row->queue_units / 2 / capacity : 0;
        row->wait_sum_min = 0;
        for (int32_t h = 0; h < 24; h++) {
            cruce_port_hour *shown = &x->hour[h * b->n_ports + q];
            const cruce_wait_tally *waits = &x->waits[q * 24 + h];
            double open = (double)(shown->arrived_units - waits->units);
            double open_h = 23.5 - (double)h + ahead_h;
            if (shown->arrived_units == 0) {
                continue;
            }
            shown->wait_mean_min =
                60 * (waits->sum_h + open * open_h) / (double)shown->arrived_units;
            bool many_open = open > 0.05 * (double)shown->arrived_units;
            shown->wait_p95_min = many_open ? 60 * open_h : cruce_wait_tally_p95_min(waits);
            row->wait_sum_min += shown->wait_mean_min * (double)shown->arrived_units;
        }
    }
}
