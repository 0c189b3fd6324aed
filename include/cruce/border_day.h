/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border at the end of one day, as an observer sees it: who is where, what was counted, how long ports took.
 *
 * All arrays are borrowed for the call. Dimensions: N nations (people.n), S sectors, O field offices, P ports (rows of
 * ports.csv: crossing and mode), G groups. Counts are of this day unless they are stocks (said so).
 */
#ifndef CRUCE_BORDER_DAY_H
#define CRUCE_BORDER_DAY_H

#include "cruce/border.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Where people can be. The ledger of persons closes over these, by nation. */
#define CRUCE_PEOPLE_STATUS_LIST(X)                                                                \
    X(CRUCE_MOVING, "moving", "on the way, at a place or on a road")                               \
    X(CRUCE_IN_GROUP, "in_group", "in a caravan")                                                  \
    X(CRUCE_DELAYED, "delayed", "held or fined at a checkpoint for some days")                     \
    X(CRUCE_WAITING_SOUTH, "waiting_south", "moved back south, will set out again")                \
    X(CRUCE_WAITING_NORTH, "waiting_north", "in a border city, without an appointment")            \
    X(CRUCE_REGISTERED, "registered", "in a border city, on the waiting list for an appointment")  \
    X(CRUCE_BETWEEN_TRIES, "between_tries", "returned to Mexico, will try again")                  \
    X(CRUCE_IN_CUSTODY, "in_custody", "held after an encounter between ports")                     \
    X(CRUCE_ADMITTED, "admitted", "processed at a port of entry, ever")                            \
    X(CRUCE_RELEASED, "released", "released with a notice, ever")                                  \
    X(CRUCE_UNDETECTED, "undetected", "entered without an encounter, ever")                        \
    X(CRUCE_REMOVED, "removed", "removed to the country of origin, ever")                          \
    X(CRUCE_GAVE_UP, "gave_up", "gave up: settled on the way or went home, ever")
typedef enum cruce_people_status {
#define CRUCE_PEOPLE_STATUS_ENUM(name, text, sentence) name,
    CRUCE_PEOPLE_STATUS_LIST(CRUCE_PEOPLE_STATUS_ENUM)
#undef CRUCE_PEOPLE_STATUS_ENUM
        CRUCE_STATUSES
} cruce_people_status;
/** "moving" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_people_status_text(cruce_people_status status);

enum { CRUCE_TRIES = 8 }; /* tries 1, 2, ..., 7, 8 and more */

/** One hour of one row of ports.csv. */
typedef struct cruce_port_hour {
    double queue_units;                 /* at the end of the hour */
    double wait_mean_min, wait_p95_min; /* of those who arrived in it; closed: as if it opened */
    int64_t arrived_units, crossed_units;
    int32_t lanes_open;
    double officers; /* on this row */
    double state;    /* 1 open, 0.5 partial, 0 closed */
} cruce_port_hour;

/**
 * One day of one row of ports.csv. The ledger of vehicles closes over it:
 * queued yesterday + arrived = crossed + left + queued, and
 * demanded + left + diverted_here = arrived + postponed - (postponed yesterday - came_back) + walked + diverted + suppressed.
 */
typedef struct cruce_port_day {
    int64_t demanded_units;  /* who would have come, with those postponed before */
    int64_t came_back_units; /* of these, had been postponed */
    int64_t arrived_units, crossed_units;
    int64_t left_units;      /* left the line when the crossing closed */
    int64_t queued_units;    /* stock at the end of the day */
    int64_t postponed_units; /* stock: will come later */
    int64_t walked_units, diverted_units, diverted_here_units, suppressed_units;
    double held_units, held_usd; /* mean over the day of what waits or is postponed */
    double delay_hours;          /* unit-hours lost */
    double delay_cost_usd;       /* of trucks and goods */
    double crossed_usd;
    int64_t loads_arrived, loads_seized, loads_missed; /* contraband */
    double kg_seized, kg_missed;
    double detection_low,
        detection_high;   /* chance that a load is found: a range, the flow is unknown */
    bool closed_by_staff; /* for want of officers, not by a measure */
} cruce_port_day;

typedef struct cruce_office_day {
    double pool_officers, detailed_officers; /* of all */
    double on_duty_hours, allocated_hours, contraband_hours,
        idle_hours; /* officer-hours of the day */
} cruce_office_day;

typedef struct cruce_group_day {
    int64_t members_persons;  /* stock; 0 before it sets out and after it is gone */
    int64_t reported_persons; /* what reporters would say of it today */
    int64_t joined_persons, left_persons, stopped_persons, accepted_persons;
    double latitude, longitude, travelled_km; /* since it set out */
    cruce_place_id next_place;                /* heading for; CRUCE_NONE: not under way */
    bool rode;                                /* trucks or buses today */
} cruce_group_day;

/** A figure on the day on which it is published. */
typedef struct cruce_publication {
    cruce_metric metric;
    int32_t from_day, until_day; /* what it counts, half-open */
    double value;
} cruce_publication;

/** One thing that governments did or that happened, with the figures that were seen. */
typedef struct cruce_log_entry {
    int32_t hour; /* since the start of the simulation */
    enum {
        CRUCE_LOG_MEASURE,
        CRUCE_LOG_MEETING,
        CRUCE_LOG_RULE_FIRED,
        CRUCE_LOG_RULE_SILENT,
        CRUCE_LOG_CLOSED_BY_STAFF,
        CRUCE_LOG_REOPENED,
        CRUCE_LOG_GROUP
    } what;
    int32_t row;                   /* of measures, rules, ports or groups, as `what` says */
    double seen, threshold, value; /* metric seen (NaN: none), threshold, value set */
    int32_t seen_from_day, seen_until_day;
} cruce_log_entry;

typedef struct cruce_border_day {
    const int64_t *status_persons;        /* [CRUCE_STATUSES * N] stocks, status by status */
    const int64_t *departed_persons;      /* [N] */
    const int64_t *arrived_north_persons; /* [S * N] came to border cities */
    const int64_t *attempts_persons;      /* [S * N] tried between ports */
    const int64_t *between_persons;       /* [S * N] encounters between ports: events */
    const int64_t *first_persons;         /* [S * N] of these, persons met for the first time */
    const int64_t *undetected_persons;    /* [S * N] */
    const int64_t *at_ports_persons;      /* [O * N] encounters at ports */
    const int64_t *released_persons, *returned_persons, *removed_persons; /* [S * N] */
    const int64_t *stopped_persons;           /* [N] at checkpoints in transit */
    const int64_t *tries_persons;             /* [CRUCE_TRIES] encounters by number of try */
    const int64_t *custody_persons;           /* [S] stock */
    const double *custody_places;             /* [S] */
    const double *fee_usd;                    /* [S] */
    const double *risk_belief;                /* [N] */
    int64_t list_persons;                     /* stock on the waiting list */
    double list_wait_days;                    /* mean time on it of those served today; NaN: none */
    int64_t offered, used, no_show, unfilled; /* appointments */
    int64_t sheltered_persons, unsheltered_persons; /* stocks, northern side */
    int64_t court_cases;                            /* stock */
    const cruce_port_hour *port_hour;   /* [24 * P], hour by hour; NULL while warming up */
    const cruce_port_day *port_day;     /* [P] */
    const cruce_office_day *office_day; /* [O] */
    const cruce_group_day *group_day;   /* [G] */
    int32_t n_publications;
    const cruce_publication *publication;
    int32_t n_log;
    const cruce_log_entry *log;
} cruce_border_day;

#ifdef __cplusplus
}
#endif
#endif
