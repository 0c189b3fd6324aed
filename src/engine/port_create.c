/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the state of the ports before the first hour: what of the tables does not change within a run, worked out once
 * Leaves  to port_demand.c and its neighbours: everything that happens
 */
#include "port_rows.h"

#include <string.h>

#include "../base/text.h"
#include "cruce/elementary.h"

/* The way to another crossing: 1.25 of the distance, at so many km/h; further than this nobody goes. */
#define WAY_FACTOR 1.25
#define DRIVE_KM_PER_H 60.0
#define WALK_KM_PER_H 5.0
#define WAY_MOST_MIN 240.0

static cruce_status make_columns(cri_border *b, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    int64_t rows = b->n_ports + 1, offices = b->n_offices + 1;
    int64_t wide = rows > 24 ? rows : 24, days = b->run->scenario->n_days + 1;
    x->row = cri_border_column(b, rows, sizeof *x->row);
    x->office = cri_border_column(b, offices, sizeof *x->office);
    x->job_row = cri_border_column(b, rows, sizeof *x->job_row);
    x->job_lanes_most = cri_border_column(b, rows, sizeof *x->job_lanes_most);
    x->job_rank = cri_border_column(b, rows, sizeof *x->job_rank);
    x->job_lanes = cri_border_column(b, rows, sizeof *x->job_lanes);
    x->job_per_lane = cri_border_column(b, rows, sizeof *x->job_per_lane);
    x->job_minimum = cri_border_column(b, rows, sizeof *x->job_minimum);
    x->job_weight = cri_border_column(b, rows, sizeof *x->job_weight);
    x->job_officers = cri_border_column(b, rows, sizeof *x->job_officers);
    x->job_held = cri_border_column(b, rows, sizeof *x->job_held);
    x->job_closed = cri_border_column(b, rows, sizeof *x->job_closed);
    x->office_sector = cri_border_column(b, offices * (b->n_sectors + 1), sizeof(bool));
    x->share = cri_border_column(b, rows * 72, sizeof *x->share);
    x->demand_mean = cri_border_column(b, rows * days, sizeof *x->demand_mean);
    x->first_near = cri_border_column(b, rows, sizeof *x->first_near);
    x->weight = cri_border_column(b, wide, sizeof *x->weight);
    x->tail = cri_border_column(b, wide, sizeof *x->tail);
    x->count = cri_border_column(b, wide, sizeof *x->count);
    x->changes = cri_border_column(b, 24 * days, sizeof *x->changes);
    x->persons = cri_border_column(b, rows, sizeof *x->persons);
    x->persons_of_row = cri_border_column(b, rows, sizeof *x->persons_of_row);
    x->at_ports = cri_border_column(b, offices * (b->n_nations + 1), sizeof *x->at_ports);
    x->hour = cri_border_column(b, 24 * rows, sizeof *x->hour);
    x->day = cri_border_column(b, rows, sizeof *x->day);
    x->office_day = cri_border_column(b, offices, sizeof *x->office_day);
    return b->no_memory ? cri_no_memory(err) : CRUCE_OK;
}

/* --- timetables and shares of a day --- */

static uint32_t open_hours(double opens_h, double closes_h)
{
    uint32_t hours = 0;
    for (int32_t h = 0; h < 24; h++) {
        double middle = (double)h + 0.5;
        bool day = opens_h < closes_h ? middle >= opens_h && middle < closes_h
                                      : middle >= opens_h || middle < closes_h;
        hours |= (uint32_t)day << h;
    }
    return hours; /* equal times: all day */
}

/* People come while it is open: shares of other hours are spread over those. */
static void set_shares(cri_border *b, cruce_port_id q)
{
    cri_port_row *row = &b->ports->row[q];
    int32_t profile = b->tables->ports.profile_row[q];
    for (int32_t type = 0; type < 3; type++) {
        double *share = b->ports->share + ((size_t)q * 3 + (size_t)type) * 24, sum = 0;
        for (int32_t h = 0; h < 24; h++) {
            double of_hour =
                profile == CRUCE_NONE ? 1 : b->tables->profile_share[(profile * 3 + type) * 24 + h];
            share[h] = (row->hours >> h) & 1 ? of_hour : 0;
            sum += share[h];
        }
        for (int32_t h = 0; h < 24; h++) {
            double even = (row->hours >> h) & 1 ? 1.0 / __builtin_popcount(row->hours) : 0;
            share[h] = sum > 0 ? share[h] / sum : even;
        }
        row->share[type] = share;
    }
}

/* --- demand.csv over days --- */

/* 0 on weekdays, 1 on Saturdays, 2 on Sundays; 1970-01-01 was a Thursday. */
int32_t cri_port_day_type(const cri_run *run, int32_t day)
{
    int32_t weekday = (run->scenario->start_days + day + 4) % 7; /* 0: Sunday */
    weekday += weekday < 0 ? 7 : 0;
    return weekday == 0 ? 2 : weekday == 6 ? 1 : 0;
}

/* Arrivals on a day of each type, relative to a mean day. */
static void day_factors(const cri_border *b, cruce_port_id q, double factor[3])
{
    int32_t profile = b->tables->ports.profile_row[q];
    for (int32_t type = 0; type < 3; type++) {
        factor[type] = profile == CRUCE_NONE ? 1 : 0;
        for (int32_t h = 0; h < 24 && profile != CRUCE_NONE; h++) {
            factor[type] += b->tables->profile_share[(profile * 3 + type) * 24 + h];
        }
    }
}

/* Sum of the factors over days first .. last: whole weeks, then what is left. */
static double sum_of_factors(const cri_run *run, int32_t first, int32_t last,
                             const double factor[3])
{
    int64_t days = (int64_t)last - first + 1;
    double sum = (double)(days / 7) * (5 * factor[0] + factor[1] + factor[2]);
    for (int32_t d = 0; d < (int32_t)(days % 7); d++) {
        sum += factor[cri_port_day_type(run, first + d)];
    }
    return sum;
}

/* Units of a row of demand.csv by its days, each as its type of day counts, so that they add up to the row's number. */
static void spread_demand(cri_border *b, int32_t d)
{
    const cruce_demand *demand = &b->tables->demand;
    cruce_port_id q = demand->crossing[d];
    int32_t first = demand->start_date[d], last = demand->end_date[d];
    double factor[3];
    day_factors(b, q, factor);
    double sum = sum_of_factors(b->run, first, last, factor);
    for (int32_t day = first > 0 ? first : 0; day <= last && day < b->run->scenario->n_days;
         day++) {
        double share = sum > 0 ? factor[cri_port_day_type(b->run, day)] / sum : 0;
        b->ports->demand_mean[(size_t)day * (size_t)b->n_ports + (size_t)q] +=
            share * (double)demand->units[d];
    }
}

/* --- other crossings --- */

static double way_min(const cruce_ports *ports, cruce_port_id a, cruce_port_id c)
{
    double km_per_h = ports->mode[a] == CRUCE_PEDESTRIAN ? WALK_KM_PER_H : DRIVE_KM_PER_H;
    double km = cruce_great_circle_km(ports->latitude[a], ports->longitude[a], ports->latitude[c],
                                      ports->longitude[c]);
    return 60 * WAY_FACTOR * km / km_per_h;
}

static bool same_port(const cruce_ports *ports, cruce_port_id a, cruce_port_id c)
{
    return strcmp(ports->crossing[a], ports->crossing[c]) == 0 ||
           (ports->port[a][0] != '\0' && strcmp(ports->port[a], ports->port[c]) == 0);
}

static bool is_near(const cruce_ports *ports, cruce_port_id a, cruce_port_id c)
{
    return a != c && ports->mode[a] == ports->mode[c] && ports->mode[a] != CRUCE_APPOINTMENT &&
           ports->mode[a] != CRUCE_RAIL && way_min(ports, a, c) <= WAY_MOST_MIN;
}

/* Lists the rows near row a, from `near` on (NULL: none is written); returns how many there are. */
static int32_t near_rows(const cri_border *b, cruce_port_id a, cri_near_row *near)
{
    const cruce_ports *ports = &b->tables->ports;
    int32_t n = 0;
    for (cruce_port_id c = 0; c < b->n_ports; c++) {
        if (!is_near(ports, a, c)) {
            continue;
        }
        if (near != NULL) {
            near[n] = (cri_near_row){c, way_min(ports, a, c)};
        }
        n++;
    }
    return n;
}

static cruce_status list_near(cri_border *b, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    for (cruce_port_id a = 0; a < b->n_ports; a++) {
        x->first_near[a + 1] = x->first_near[a] + near_rows(b, a, NULL);
    }
    x->near = cri_border_column(b, x->first_near[b->n_ports] + 1, sizeof *x->near);
    if (x->near == NULL) {
        return cri_no_memory(err);
    }
    for (cruce_port_id a = 0; a < b->n_ports; a++) {
        (void)near_rows(b, a, x->near + x->first_near[a]);
    }
    return CRUCE_OK;
}

/* The nearest row for pedestrians inside the same port of entry. */
static cruce_port_id walk_from(const cruce_ports *ports, cruce_port_id q)
{
    cruce_port_id nearest = CRUCE_NONE;
    double least = 0;
    for (cruce_port_id c = 0; c < ports->n && ports->mode[q] == CRUCE_CAR; c++) {
        double minutes = way_min(ports, q, c);
        bool may = ports->mode[c] == CRUCE_PEDESTRIAN && same_port(ports, q, c);
        if (may && (nearest == CRUCE_NONE || minutes < least)) {
            nearest = c;
            least = minutes;
        }
    }
    return nearest;
}

/* --- rows and offices --- */

static void init_row(cri_border *b, cruce_port_id q)
{
    const cruce_ports *ports = &b->tables->ports;
    const cruce_border_parameters *p = &b->tables->parameters;
    cri_port_row *row = &b->ports->row[q];
    row->mode = (cruce_mode)ports->mode[q];
    row->reacts = row->mode != CRUCE_APPOINTMENT;
    row->walk_to = walk_from(ports, q);
    row->hours = open_hours(ports->opens_h[q], ports->closes_h[q]);
    row->stay_away = (cruce_stay_away){.divert = p->lost_divert_share};
    if (row->mode == CRUCE_CAR && row->walk_to != CRUCE_NONE) {
        row->stay_away.walk = p->lost_foot_share;
    } else if (row->mode == CRUCE_RAIL) {
        row->stay_away.postpone = p->postponed_share_rail;
    } else if (row->mode == CRUCE_TRUCK) {
        row->stay_away.postpone = p->postponed_share_truck;
    } else if (row->mode == CRUCE_PEDESTRIAN) {
        row->stay_away.divert = p->lost_divert_share_pedestrian;
    }
    set_shares(b, q);
}

static void group_jobs(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    const cruce_ports *ports = &b->tables->ports;
    int32_t k = 0;
    for (int32_t o = 0; o < b->n_offices; o++) {
        x->office[o].first = k;
        for (cruce_port_id q = 0; q < b->n_ports; q++) {
            if (ports->office[q] != o) {
                continue;
            }
            x->job_row[k] = q;
            x->job_rank[k] = (int32_t)ports->shed_rank[q];
            x->job_minimum[k] = (double)ports->minimum_officers[q];
            /* thousandths of officers are whole, so that the ledger of officers closes */
            x->job_per_lane[k] = (double)(int64_t)(ports->officers_per_lane[q] * 1000 + 0.5) / 1000;
            if (ports->sector[q] != CRUCE_NONE) {
                x->office_sector[o * b->n_sectors + ports->sector[q]] = true;
            }
            k++;
        }
        x->office[o].n = k - x->office[o].first;
        x->office[o].calm_days = INT32_MAX / 2;
    }
}

static void mark_hour(cri_border *b, int32_t hour)
{
    if (hour >= 0 && hour < 24 * b->run->scenario->n_days) {
        b->ports->changes[hour] = true;
    }
}

static cruce_status list_persons(cri_border *b, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        bool has = b->tables->ports.mode[q] == CRUCE_APPOINTMENT;
        x->persons_of_row[q] = has ? x->n_persons : CRUCE_NONE;
        if (has) {
            x->persons[x->n_persons++].row = q;
        }
    }
    x->stock = cri_border_column(b, x->n_persons * b->n_nations + 1, sizeof *x->stock);
    if (x->stock == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t i = 0; i < x->n_persons; i++) {
        x->persons[i].stock_persons = x->stock + i * b->n_nations;
    }
    return CRUCE_OK;
}

static cruce_status make_event_engine(cri_border *b, cruce_error *err)
{
    struct cri_port_hours *x = b->ports;
    int64_t rows = b->n_ports + 1;
    x->events = cri_border_column(b, rows, sizeof *x->events);
    x->waits = cri_border_column(b, 24 * rows, sizeof *x->waits);
    x->event_rng = cri_border_column(b, rows, sizeof *x->event_rng);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    cruce_status st = CRUCE_OK;
    for (cruce_port_id q = 0; q < b->n_ports && st == CRUCE_OK; q++) {
        st = cruce_event_queue_create(&x->events[q], 1, err);
    }
    return st;
}

static cruce_allocation allocation_of(const char *word)
{
    static const char *const words[] = {"queue", "fixed", "priority", "table"};
    int32_t i = 0;
    while (i < 3 && strcmp(word, words[i]) != 0) {
        i++;
    }
    return (cruce_allocation)i;
}

cruce_status cri_port_rows_create(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_settings *settings = &b->run->scenario->settings;
    const cruce_measures *m = &b->tables->measures;
    struct cri_port_hours *x = b->ports = cri_border_column(b, 1, sizeof *x);
    if (x == NULL) {
        return cri_no_memory(err);
    }
    TRY(make_columns(b, err));
    TRY(list_persons(b, err));
    TRY(list_near(b, err));
    if (strcmp(settings->port_queue_engine, "events") == 0) {
        TRY(make_event_engine(b, err));
    }
    x->allocation = allocation_of(settings->port_allocation);
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        init_row(b, q);
    }
    group_jobs(b);
    for (int32_t d = 0; d < b->tables->demand.n; d++) {
        spread_demand(b, d);
    }
    for (int32_t i = 0; i < m->n; i++) {
        mark_hour(b, m->from_hour[i]);
        mark_hour(b, m->until_hour[i]);
    }
    b->today.at_ports_persons = x->at_ports;
    b->today.port_day = x->day;
    b->today.office_day = x->office_day;
done:
    return st;
}

void cri_port_rows_destroy(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    for (cruce_port_id q = 0; x->events != NULL && q < b->n_ports; q++) {
        cruce_event_queue_destroy(x->events[q]);
    }
}
