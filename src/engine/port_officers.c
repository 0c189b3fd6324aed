/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    pools of officers: who helps the patrol, what closes for that and opens again, lanes hour by hour
 * Leaves  to src/ports/officers.c: how a pool is divided
 * Source  design notes 3.6
 */
#include "port_rows.h"

#include "../base/text.h"
#include "border_custody.h"

/* --- rows, when measures change --- */

static void refresh_row(cri_border *b, cruce_port_id q)
{
    const cruce_ports *ports = &b->tables->ports;
    cri_port_row *row = &b->ports->row[q];
    const cri_port_office *office = &b->ports->office[ports->office[q]];
    double state = cri_measure_value(b->measures, CRUCE_MEASURE_port_state, q, -1);
    row->told_to_open =
        state >= 1; /* a measure says so; without one it is open, but not by order */
    row->closed_by_staff = row->closed_by_staff && !row->told_to_open;
    row->state = row->closed_by_staff ? 0 : state < 0 ? 1 : state;
    double lanes =
        cri_measure_value(b->measures, CRUCE_MEASURE_port_lanes, q, (double)ports->lanes[q]);
    lanes = lanes < (double)ports->lanes[q] ? lanes : (double)ports->lanes[q];
    lanes *= row->state;
    row->lanes_most = (int32_t)(lanes + 0.999999); /* half of one lane is one lane */
    /* a deeper check is done as far as officers for contraband are there: a detail takes its share of them too */
    double present =
        office->pool_officers > 0 ? 1 - office->detailed_officers / office->pool_officers : 1;
    row->deep_share = present * cri_measure_value(b->measures, CRUCE_MEASURE_deep_check_share, q,
                                                  ports->deep_check_share[q]);
    if (row->mode == CRUCE_APPOINTMENT) {
        double officer_hours = b->tables->parameters.appointment_officer_minutes / 60;
        double per_desk = ports->officers_per_lane[q] > 0 ? ports->officers_per_lane[q] : 1;
        row->service = (cruce_service){.per_lane_hour = per_desk / officer_hours,
                                       .scv = ports->service_scv[q]};
        return;
    }
    row->service = cruce_service_with_checks(ports->service_s[q], ports->service_scv[q],
                                             row->deep_share, ports->deep_check_s[q]);
}

/* Officers who hold all lanes of job k that may open. */
static double job_need(const struct cri_port_hours *x, int32_t k)
{
    double lanes = (double)x->row[x->job_row[k]].lanes_most * x->job_per_lane[k];
    double least = x->row[x->job_row[k]].lanes_most > 0 ? x->job_minimum[k] : 0;
    return lanes > least ? lanes : least;
}

static double office_need(const struct cri_port_hours *x, const cri_port_office *office)
{
    double need = 0;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        need += job_need(x, k);
    }
    return need;
}

static double lane_officers(const cri_port_office *office)
{
    return (double)(office->on_duty_milli - office->contraband_milli) / 1000;
}

void cri_port_officers_refresh(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        refresh_row(b, q);
    }
    for (int32_t o = 0; o < b->n_offices; o++) {
        x->office[o].suffices = office_need(x, &x->office[o]) <= lane_officers(&x->office[o]);
    }
}

/* --- the morning --- */

/* Officers of a pool where no measure says how many: as many as hold all lanes ever built, with those on contraband. */
static double standard_pool(const cri_border *b, int32_t o)
{
    const struct cri_port_hours *x = b->ports;
    const cruce_border_parameters *p = &b->tables->parameters;
    double need = 0;
    for (int32_t k = x->office[o].first; k < x->office[o].first + x->office[o].n; k++) {
        double lanes = (double)b->tables->ports.lanes[x->job_row[k]] * x->job_per_lane[k];
        need += lanes > x->job_minimum[k] ? lanes : x->job_minimum[k];
    }
    double at_lanes = 1 - p->contraband_officer_share;
    return need / p->duty_share / (at_lanes > 0.01 ? at_lanes : 0.01);
}

static int64_t contraband_milli(const cri_border *b, int32_t o, int64_t on_duty_milli)
{
    double share = cri_measure_job_share(b->measures, o, CRUCE_MODES,
                                         b->tables->parameters.contraband_officer_share);
    return (int64_t)(share * (double)on_duty_milli);
}

static void detail_office(cri_border *b, int32_t o, double custody)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    cri_port_office *office = &b->ports->office[o];
    double most = cri_measure_value(b->measures, CRUCE_MEASURE_detail_cap, o, p->detail_most);
    office->pool_officers =
        cri_measure_value(b->measures, CRUCE_MEASURE_staff_pool, o, standard_pool(b, o));
    office->detailed_officers =
        cruce_officers_detailed(office->pool_officers, custody, p->detail_slope, most);
    double present = office->pool_officers - office->detailed_officers;
    /* rounded up, so that the standard pool does hold all its lanes */
    office->on_duty_milli = (int64_t)(present * p->duty_share * 1000 + 0.999999);
    office->contraband_milli = contraband_milli(b, o, office->on_duty_milli);
    office->calm_days = custody < p->reopen_custody ? office->calm_days + 1 : 0;
}

static void log_staff(cri_border *b, cruce_port_id q, bool closes, double custody)
{
    cruce_log_entry entry = {.hour = 24 * b->run->day,
                             .what = closes ? CRUCE_LOG_CLOSED_BY_STAFF : CRUCE_LOG_REOPENED,
                             .row = q,
                             .seen = custody,
                             .threshold = closes ? 1 : b->tables->parameters.reopen_custody,
                             .value = closes ? 0 : 1,
                             .seen_from_day = b->run->day - 1,
                             .seen_until_day = b->run->day};
    cri_border_log(b, &entry);
}

/* Everything that has closed for want of staff opens again after some calm days. */
static void reopen(cri_border *b, const cri_port_office *office, double custody)
{
    struct cri_port_hours *x = b->ports;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        cri_port_row *row = &x->row[x->job_row[k]];
        if (row->closed_by_staff) {
            row->closed_by_staff = false;
            refresh_row(b, x->job_row[k]);
            log_staff(b, x->job_row[k], false, custody);
        }
    }
}

/*
 * Those who are detailed are missing where they would have been without the detail. Who stands idle goes first, then jobs give
 * theirs up in the order of shed_rank. What has closed before has given its share already.
 */
static void shed(cri_border *b, cri_port_office *office, double custody)
{
    struct cri_port_hours *x = b->ports;
    double duty = b->tables->parameters.duty_share;
    double lanes = lane_officers(office);
    double present = office->pool_officers - office->detailed_officers;
    double full =
        present > 0 ? lanes * office->pool_officers / present : office->pool_officers * duty;
    double need = 0, missing = full - lanes;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        cri_port_row *row = &x->row[x->job_row[k]];
        bool was = row->closed_by_staff;
        row->closed_by_staff = false;
        refresh_row(b, x->job_row[k]);
        x->job_held[k] = job_need(x, k);
        need += x->job_held[k];
        x->job_closed[k] = was || row->told_to_open;
        row->closed_by_staff = was;
    }
    double held = need > full ? full / need : 1;
    missing -= full > need ? full - need : 0;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        x->job_held[k] *= held;
        missing -= x->row[x->job_row[k]].closed_by_staff ? x->job_held[k] : 0;
    }
    int32_t first = office->first;
    cruce_officers_shed(missing, office->n, x->job_rank + first, x->job_held + first,
                        x->job_minimum + first, x->job_closed + first);
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        cri_port_row *row = &x->row[x->job_row[k]];
        if (x->job_closed[k] && !row->closed_by_staff && !row->told_to_open) {
            row->closed_by_staff = true;
            log_staff(b, x->job_row[k], true, custody);
        }
        refresh_row(b, x->job_row[k]);
    }
}

void cri_port_officers_morning(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    for (int32_t o = 0; o < b->n_offices; o++) {
        cri_port_office *office = &x->office[o];
        double custody = cri_custody_over_capacity(b, o);
        detail_office(b, o, custody);
        if (office->calm_days >= (int32_t)b->tables->parameters.reopen_days) {
            reopen(b, office, custody);
        }
        if (office->detailed_officers > 0) {
            shed(b, office, custody);
        }
        x->office_day[o].pool_officers = office->pool_officers;
        x->office_day[o].detailed_officers = office->detailed_officers;
    }
    cri_port_officers_refresh(b);
}

/* --- an hour --- */

static double job_weight(const cri_border *b, int32_t k, int32_t hour)
{
    const struct cri_port_hours *x = b->ports;
    const cri_port_row *row = &x->row[x->job_row[k]];
    double work = (double)row->queue_units + row->rate[hour];
    return work / row->service.per_lane_hour * x->job_per_lane[k];
}

/* Shares of a user's table are by mode; inside a mode they go by the lanes built. */
static double table_share(const cri_border *b, int32_t o, int32_t k)
{
    const struct cri_port_hours *x = b->ports;
    const cruce_ports *ports = &b->tables->ports;
    cruce_mode mode = x->row[x->job_row[k]].mode;
    double built = 0, mine = (double)ports->lanes[x->job_row[k]] * x->job_per_lane[k];
    for (int32_t i = x->office[o].first; i < x->office[o].first + x->office[o].n; i++) {
        cruce_port_id q = x->job_row[i];
        built += x->row[q].mode == mode ? (double)ports->lanes[q] * x->job_per_lane[i] : 0;
    }
    double of_mode = cri_measure_job_share(b->measures, o, mode, 0);
    return built > 0 ? of_mode * mine / built : 0;
}

static void weigh_jobs(cri_border *b, int32_t o, int32_t hour)
{
    struct cri_port_hours *x = b->ports;
    const cri_port_office *office = &x->office[o];
    double built = 0;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        cri_port_row *row = &x->row[x->job_row[k]];
        bool open = cri_port_row_works(row, hour);
        double mine = (double)b->tables->ports.lanes[x->job_row[k]] * x->job_per_lane[k];
        x->job_lanes_most[k] = open ? row->lanes_most : 0;
        built += mine;
        x->job_weight[k] = x->allocation == CRUCE_ALLOCATE_BY_QUEUE   ? job_weight(b, k, hour)
                           : x->allocation == CRUCE_ALLOCATE_BY_TABLE ? table_share(b, o, k)
                                                                      : mine;
    }
    for (int32_t k = office->first;
         x->allocation == CRUCE_ALLOCATE_FIXED && k < office->first + office->n; k++) {
        x->job_weight[k] /= built > 0 ? built : 1;
    }
}

static void hold_all_lanes(cri_border *b, const cri_port_office *office, int32_t hour)
{
    struct cri_port_hours *x = b->ports;
    for (int32_t k = office->first; k < office->first + office->n; k++) {
        bool open = cri_port_row_works(&x->row[x->job_row[k]], hour);
        x->job_lanes[k] = open ? x->row[x->job_row[k]].lanes_most : 0;
        x->job_officers[k] = open ? job_need(x, k) : 0;
    }
}

static void allocate(cri_border *b, int32_t o, int32_t hour)
{
    struct cri_port_hours *x = b->ports;
    const cri_port_office *office = &x->office[o];
    int32_t first = office->first;
    if (office->suffices) {
        hold_all_lanes(b, office, hour);
        return;
    }
    weigh_jobs(b, o, hour);
    cruce_jobs jobs = {.n = office->n,
                       .lanes_most = x->job_lanes_most + first,
                       .officers_per_lane = x->job_per_lane + first,
                       .minimum_officers = x->job_minimum + first,
                       .rank = x->job_rank + first,
                       .weight = x->job_weight + first};
    cruce_officers_allocate(x->allocation, lane_officers(office), &jobs, x->job_lanes + first,
                            x->job_officers + first);
}

cruce_status cri_port_officers_hour(cri_border *b, int32_t hour, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    for (int32_t o = 0; o < b->n_offices; o++) {
        const cri_port_office *office = &x->office[o];
        cruce_office_day *day = &x->office_day[o];
        int64_t allocated_milli = 0;
        allocate(b, o, hour);
        for (int32_t k = office->first; k < office->first + office->n; k++) {
            cri_port_row *row = &x->row[x->job_row[k]];
            row->lanes = x->job_lanes[k];
            row->officers = x->job_officers[k];
            allocated_milli += (int64_t)(row->officers * 1000 + 0.5);
        }
        int64_t idle_milli = office->on_duty_milli - office->contraband_milli - allocated_milli;
        if (idle_milli < 0) {
            return cri_fail(err, CRUCE_ERR_BALANCE, "day %d, hour %d: %s has %.3f officers too few",
                            (int)b->run->day, (int)hour, b->tables->office[o],
                            -(double)idle_milli / 1000);
        }
        day->on_duty_hours += (double)office->on_duty_milli / 1000;
        day->contraband_hours += (double)office->contraband_milli / 1000;
        day->allocated_hours += (double)allocated_milli / 1000;
        day->idle_hours += (double)idle_milli / 1000;
    }
    return CRUCE_OK;
}
