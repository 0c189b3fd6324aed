/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the ports share: the state of each row of ports.csv (a crossing and a mode) and of each pool.
 *
 * An hour: measures -> officers to lanes (port_officers.c) -> who joins the line (port_demand.c) -> the lines move
 * (port_lines.c). A day ends with contraband, trade and the ledgers (port_day.c). All decisions of an hour read the lines
 * as they stand at its start, so no order of rows shows.
 */
#ifndef CRI_PORT_ROWS_H
#define CRI_PORT_ROWS_H

#include "border_ports.h"
#include "cruce/ports.h"

/** Another row to which those who stay away may go. */
typedef struct cri_near_row {
    cruce_port_id row;
    double minutes; /* to get there */
} cri_near_row;

typedef struct cri_port_row {
    /* of the scenario */
    cruce_mode mode;
    bool reacts; /* people with an appointment do not */
    cruce_stay_away stay_away;
    cruce_port_id walk_to;  /* where people of cars walk across; CRUCE_NONE: nowhere */
    uint32_t hours;         /* bit h: open in that hour by its timetable */
    const double *share[3]; /* [24] of a day's demand, by type of day */
    /* since measures changed last */
    double state;       /* 1 open, 0.5 partial, 0 closed */
    bool told_to_open;  /* a measure says so: want of staff does not close it */
    int32_t lanes_most; /* by its state */
    double deep_share;  /* as far as there are officers for it */
    cruce_service service;
    /* today */
    int64_t comes[24]; /* who would cross, by hour */
    double rate[24];   /* what was expected of that */
    double line_hours, held_hours, wait_sum_min;
    /* now */
    bool closed_by_staff;
    int32_t lanes;
    double officers;
    int64_t queue_units, postponed_units;
    int64_t queued_before, postponed_before; /* yesterday evening, for the ledger */
    double credit_units;                     /* of an inspection that has begun */
    double wait_random_min; /* of the last hour: what random arrivals and services add */
    double random_units;    /* and the line that they alone keep up */
    double wait_seen_min;   /* by those who think of crossing now; infinite: closed */
    int64_t joins_units;
    double joins_expected;
} cri_port_row;

typedef struct cri_port_office {
    int32_t first, n; /* rows of the office in the columns below */
    double pool_officers, detailed_officers;
    int64_t on_duty_milli,
        contraband_milli; /* thousandths of officers: whole, so that the ledger closes */
    int32_t calm_days;    /* in a row with custody low enough to reopen */
    bool suffices;        /* all lanes can be held */
} cri_port_office;

/** Persons at rows of mode appointment. */
typedef struct cri_port_persons {
    cruce_port_id row;
    int64_t *stock_persons; /* [n_nations] not processed yet */
    int64_t appear_persons; /* today */
} cri_port_persons;

struct cri_port_hours {
    cri_port_row *row;       /* [n_ports] */
    cri_port_office *office; /* [n_offices] */
    cruce_allocation allocation;
    /* columns of jobs, grouped by office: job k is row job_row[k] */
    cruce_port_id *job_row;
    int32_t *job_lanes_most, *job_rank, *job_lanes;
    double *job_per_lane, *job_minimum, *job_weight, *job_officers, *job_held;
    bool *job_closed;
    bool *office_sector; /* [office * n_sectors + sector] a port of the office lies in it */
    /* demand */
    double *share;       /* [(row * 3 + type of day) * 24 + hour] */
    double *demand_mean; /* [day * n_ports + row] units/day before demand_shift */
    int32_t *first_near; /* [n_ports + 1] into near */
    cri_near_row *near;
    double *weight, *tail; /* scratch, [max(24, n_ports)] */
    int64_t *count;        /* scratch, the same */
    bool *changes;         /* [24 * n_days] a measure begins or ends in this hour */
    /* event engine; NULL by default */
    cruce_event_queue **events; /* [n_ports] */
    cruce_wait_tally *waits;    /* [n_ports * 24] */
    cruce_rng *event_rng;       /* [n_ports] */
    /* persons */
    int32_t n_persons;
    cri_port_persons *persons; /* rows of mode appointment, in order */
    int32_t *persons_of_row;   /* [n_ports]; CRUCE_NONE */
    int64_t *stock;            /* all stock_persons */
    /* shown */
    int64_t *at_ports;            /* [office * n_nations + nation] */
    cruce_port_hour *hour;        /* [hour * n_ports + row] */
    cruce_port_day *day;          /* [row] */
    cruce_office_day *office_day; /* [office] */
};

/* port_create.c */
cruce_status cri_port_rows_create(cri_border *b, cruce_error *err);
void cri_port_rows_destroy(cri_border *b);

/** A line that is left at closing time is still served; people with appointments come back in the morning. */
static inline bool cri_port_row_works(const cri_port_row *row, int32_t hour)
{
    return ((row->hours >> hour) & 1) || (row->queue_units > 0 && row->mode != CRUCE_APPOINTMENT);
}

/**
 * The line of the flow. What stands there holds what chance alone makes wait, whose mean the random part of the wait counts
 * already: it is taken off, so that it does not count twice.
 */
static inline double cri_port_row_flow(const cri_port_row *row)
{
    double units = (double)row->queue_units - row->random_units;
    return units > 0 ? units : 0;
}

/** Row of profiles.csv: 0 on weekdays, 1 on Saturdays, 2 on Sundays. */
int32_t cri_port_day_type(const cri_run *run, int32_t day);

/* port_demand.c */
/** Who would cross today, hour by hour: demand.csv, those postponed before, people with appointments. */
void cri_port_demand_day(cri_border *b);
/** Sets joins_units of every row in this hour; the others walk, go elsewhere, come later or not at all. */
void cri_port_demand_hour(cri_border *b, int32_t hour);

/* port_officers.c */
/** Pools and the detail of today; rows that close or open again for want of staff. */
void cri_port_officers_morning(cri_border *b);
/** Takes over measures that begin or end in this hour. */
void cri_port_officers_refresh(cri_border *b);
/** Lanes of every row in this hour. */
cruce_status cri_port_officers_hour(cri_border *b, int32_t hour, cruce_error *err);

/* port_lines.c */
/** The lines of all rows move on by an hour. */
cruce_status cri_port_lines_hour(cri_border *b, int32_t hour, cruce_error *err);
/** Those who wait at a row leave; returns how many. */
int64_t cri_port_line_leave(cri_border *b, cruce_port_id q);
/** Event engine: waits are known at the end of the day. */
void cri_port_lines_evening(cri_border *b);

/* port_day.c */
/** Contraband, trade, people processed, and the ledgers of the day. */
cruce_status cri_port_day_end(cri_border *b, cruce_error *err);

#endif
