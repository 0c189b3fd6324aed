/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ports of entry in formulas: waiting lines, officers, who stays away, trade held up, contraband.
 *
 * Pure functions of numbers and columns, known to no run. A waiting line comes twice: hour by hour (a flow that carries
 * its queue over, plus Erlang's wait of random arrivals), and event by event (every vehicle). Tests hold them together.
 * Design notes 3.6, 3.7, 3.8, 3.11; docs/model.md.
 */
#ifndef CRUCE_PORTS_H
#define CRUCE_PORTS_H

#include "cruce/base.h"
#include "cruce/rng.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- service --- */

/** What one lane does: how many units it can take in an hour, and how uneven their times are. */
typedef struct cruce_service {
    double per_lane_hour; /* units/h */
    double scv;           /* squared coefficient of variation of the time of one unit */
} cruce_service;

/** A first inspection of `first_s` seconds; a share of units is referred to a deeper check that takes `deep_s` more. */
CRUCE_API cruce_service cruce_service_with_checks(double first_s, double first_scv,
                                                  double deep_share, double deep_s);

/* --- Erlang --- */

/** Chance that all `servers` (>= 0) are busy where nobody waits; `load` in Erlang, >= 0. */
CRUCE_API double cruce_erlang_b(int32_t servers, double load);
/** Chance that an arrival has to wait for one of `servers`; 1 from load = servers up. */
CRUCE_API double cruce_erlang_c(int32_t servers, double load);

/* --- a waiting line, hour by hour --- */

typedef struct cruce_queue_hour {
    double queue_units;                 /* at the end */
    double queue_mean_units;            /* over the hour, of the flow */
    double wait_mean_min, wait_p95_min; /* of those who arrive in it; NaN without an open lane */
    double wait_random_min; /* the part of the mean that comes of random arrivals and services */
} cruce_queue_hour;

/**
 * One hour of a line with `lanes` open: the queue carries over, W = Q/(L mu) + C(L, a)/(L mu - r) f.
 *
 * Q is the queue of the flow as its arrivals find it on average: it runs straight from `queue` to
 * max(0, queue + arrivals - L mu), or empties on the way. r = min(rate, 0.95 L mu) and a = r/mu, so that W rises with the
 * load without a step. f is (1 + scv)/2 for one lane, with many lanes nearer to 1. `rate` is the number of arrivals that was expected, `arrivals` the number that came.
 */
CRUCE_API void cruce_queue_hour_pass(const cruce_service *service, int32_t lanes, double queue,
                                     double arrivals, double rate, cruce_queue_hour *hour);

/* --- a waiting line, event by event --- */

typedef enum cruce_service_law { CRUCE_SERVICE_GAMMA, CRUCE_SERVICE_LOGNORMAL } cruce_service_law;

enum {
    CRUCE_QUEUE_CLASSES = 2, /* most classes of one line */
    CRUCE_WAIT_BINS = 144    /* of a histogram of waits; see cruce_wait_tally_p95_min */
};

/** Waits of those who arrived in one hour, as far as they are over. */
typedef struct cruce_wait_tally {
    int64_t units;
    double sum_h;
    int64_t bin_units[CRUCE_WAIT_BINS];
} cruce_wait_tally;

/** The wait that 95 % had at most, to about 2 % of it; NaN if nobody's wait is over. */
CRUCE_API double cruce_wait_tally_p95_min(const cruce_wait_tally *tally);

/** What one hour of events did. */
typedef struct cruce_event_hour {
    int64_t arrived_units, crossed_units; /* crossed: inspected, lane left */
    int64_t started_units[CRUCE_QUEUE_CLASSES];
    double wait_hours[CRUCE_QUEUE_CLASSES]; /* of those whose inspection began, added up */
    int64_t waiting_units, inspected_units; /* stocks at its end */
    double queue_hours;                     /* waiting, integrated over the hour: unit-hours */
    double busy_hours;                      /* lanes busy, integrated: lane-hours */
} cruce_event_hour;

typedef struct cruce_event_queue cruce_event_queue;

/** A line of `n_classes`; class 0 goes first, without interrupting an inspection. Empty, at hour 0. */
CRUCE_API cruce_status cruce_event_queue_create(cruce_event_queue **queue, int32_t n_classes,
                                                cruce_error *err);
/** The line as it stands between two hours; see src/base/state_io.h. */
struct cruce_state_io;
CRUCE_API void cruce_event_queue_state(struct cruce_state_io *io, cruce_event_queue *queue);
CRUCE_API void cruce_event_queue_destroy(cruce_event_queue *queue);
/** The law of service times of one class, from now on: those who wait keep the time they brought along. */
CRUCE_API void cruce_event_queue_serve(cruce_event_queue *queue, int32_t row, cruce_service service,
                                       cruce_service_law law);
/**
 * One hour with `lanes` open. arrivals[n_classes] come at independent, even times in it (with Poisson numbers that is a
 * Poisson process); first in, first out within a class. A time of service belongs to its arrival: drawn on arrival, the same
 * however many lanes there are. Where lanes close, the inspections in them are finished first.
 *
 * waits[24]   by hour of the day of the arrival, or NULL. Waits that end on a later day are left out.
 * Errors      CRUCE_ERR_MEMORY only (also beyond 33 million who wait); the queue is then of no further use
 */
CRUCE_API cruce_status cruce_event_queue_pass(cruce_event_queue *queue, int32_t lanes,
                                              const int64_t *arrivals, cruce_rng *rng,
                                              cruce_wait_tally *waits, cruce_event_hour *hour,
                                              cruce_error *err);
/** Those who wait go away (the crossing has closed): how many. */
CRUCE_API int64_t cruce_event_queue_disperse(cruce_event_queue *queue);

/* --- officers: one pool, several jobs --- */

typedef enum cruce_allocation {
    CRUCE_ALLOCATE_BY_QUEUE,    /* in proportion to the work that waits or is expected */
    CRUCE_ALLOCATE_FIXED,       /* in proportion to lanes built */
    CRUCE_ALLOCATE_BY_PRIORITY, /* the highest shed_rank first */
    CRUCE_ALLOCATE_BY_TABLE     /* shares that the user gives */
} cruce_allocation;

/** Jobs of one pool, in columns. */
typedef struct cruce_jobs {
    int32_t n;
    const int32_t *lanes_most;       /* that may be opened; 0: closed */
    const double *officers_per_lane; /* 0: opening a lane takes nobody */
    const double *minimum_officers;  /* below this a job gets nobody */
    const int32_t *rank;             /* 1 gives up its officers first */
    const double *weight; /* of FIXED, BY_QUEUE and BY_TABLE: relative; unused for BY_PRIORITY */
} cruce_jobs;

/**
 * Officers to jobs. Every job that may open gets its minimum (at least one lane) first, the highest rank first; the others go by
 * the policy, none above what its lanes need. By queue and by priority, what is left over goes lane by lane to whoever lacks
 * most; with fixed shares and a table it stays idle, since it belongs to somebody.
 *
 * lanes[n], officers[n] = lanes * officers_per_lane, but at least the minimum of a job that is open
 */
CRUCE_API void cruce_officers_allocate(cruce_allocation policy, double available,
                                       const cruce_jobs *jobs, int32_t *lanes, double *officers);

/** Officers of a pool who help the patrol: slope * max(0, custody/capacity - 1) * officers, at most most_share of them. */
CRUCE_API double cruce_officers_detailed(double officers, double custody_over_capacity,
                                         double slope, double most_share);

/**
 * Jobs that close so that `missing` officers are found. Jobs give up the officers they have (`held`) in the order of their rank,
 * those of one rank in proportion; a job that is left with less than its minimum closes. Marks closed[k] true; never false.
 */
CRUCE_API void cruce_officers_shed(double missing, int32_t n, const int32_t *rank,
                                   const double *held, const double *minimum_officers,
                                   bool *closed);

/* --- demand that reacts --- */

/** Chance that somebody who would cross joins a line of `wait_min` (infinite: closed): exp(-reaction max(0, wait - patience)). */
CRUCE_API double cruce_demand_join_chance(double wait_min, double patience_min, double reaction);

/** Shares of those who stay away; the rest gives the crossing up. What exceeds 1 is cut, in this order. */
typedef struct cruce_stay_away {
    double postpone, walk, divert;
} cruce_stay_away;

typedef struct cruce_stayed_away {
    int64_t postponed_units, walked_units, diverted_units, suppressed_units;
} cruce_stayed_away;

CRUCE_API cruce_stayed_away cruce_demand_split(cruce_rng *rng, int64_t units,
                                               const cruce_stay_away *shares);
/** Relative weight of another crossing (a logit of the minutes to get there and to wait there); 0 if closed. */
CRUCE_API double cruce_demand_divert_weight(double drive_min, double wait_min,
                                            double minutes_weight);

/* --- contraband --- */

/** Chance that a load is found: 1 - (1 - d0)(1 - phi d1). */
CRUCE_API double cruce_detection_chance(double first, double deep, double deep_share);
/** The range of that chance over the range of the two unknowns: the true flow of loads is not known. */
CRUCE_API void cruce_detection_range(double first, double deep, double deep_share, double *low,
                                     double *high);
/** Relative weight of a row for those who carry loads: they hide among its units, and mind detection (ln) and waits. */
CRUCE_API double cruce_contraband_weight(double units, double detection, double wait_min,
                                         double minutes_weight);

/** A frontier of wait against detection at fixed officers: `deep_share`[n] in, wait_min[n] and detection[n] out. */
typedef struct cruce_inspection {
    double first_s, first_scv, deep_s; /* of one lane */
    int32_t lanes;
    double rate;                      /* units/h */
    double detect_first, detect_deep; /* chances */
} cruce_inspection;
CRUCE_API void cruce_inspection_frontier(const cruce_inspection *inspection, int32_t n,
                                         const double *deep_share, double *wait_min,
                                         double *detection);

/* --- trade --- */

/** Value of what stands in line or is held back, and the cost of the delay: two figures of different size. */
typedef struct cruce_trade_delay {
    double held_usd; /* a stock: mean over the time */
    double cost_usd; /* a flow: over the time */
} cruce_trade_delay;

/**
 * `line_hours` unit-hours in line and `away_hours` unit-hours of units that were put off, within `hours`.
 * The vehicle costs usd_per_hour while it stands in line; goods lose time_value of their value a day wherever they are.
 */
CRUCE_API cruce_trade_delay cruce_trade_delay_of(double line_hours, double away_hours, double hours,
                                                 double value_usd, double usd_per_hour,
                                                 double time_value);

#ifdef __cplusplus
}
#endif
#endif
