/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    a waiting line hour by hour: a flow that carries its queue over, and Erlang's wait on top
 * Leaves  to queue_events.c: single vehicles; to officers.c: how many lanes are open
 * Source  design notes 3.7. Stationary hour by hour is right for short services (Green, Kolesar & Whitt 2007,
 *         doi:10.1111/j.1937-5956.2007.tb00164.x), a flow where the line is overloaded. For laws other than the exponential the
 *         notes have (1 + scv)/2, exact for one lane; for more that of Cosmetatos (1976), which has half its error or less
 */
#include "cruce/elementary.h"
#include "cruce/ports.h"

#define UTILISATION_MOST 0.95 /* of the random part: beyond, the flow's queue tells the wait */
#define NOT_KNOWN ((double)__builtin_nanf(""))

/* The flow's queue within the hour: from `start` in a straight line, to `end` or to nothing at the time `empty`. */
typedef struct flow_path {
    double start, end, empty;
} flow_path;

static flow_path path_of_hour(double queue, double arrivals, double capacity)
{
    double end = queue + arrivals - capacity;
    if (end >= 0) {
        return (flow_path){queue, end, 1};
    }
    return (flow_path){queue, 0, queue / (capacity - arrivals)};
}

/* The queue that 95 of 100 who arrive in the hour find at most. */
static double path_p95(const flow_path *path)
{
    if (path->empty < 1) {
        return path->empty > 0.05 ? path->start * (1 - 0.05 / path->empty) : 0;
    }
    double low = path->start < path->end ? path->start : path->end;
    double high = path->start < path->end ? path->end : path->start;
    return high - 0.05 * (high - low);
}

/*
 * Mean wait over that of exponential times. Between constant times and exponential ones it is linear in the scv; constant times
 * wait half as long with one lane, somewhat longer with many that are seldom all busy.
 */
static double law_factor(double scv, int32_t lanes, double use)
{
    double c = (double)lanes;
    double more = (1 - use) * (c - 1) * (__builtin_sqrt(4 + 5 * c) - 2) / (16 * use * c);
    double constant = 0.5 + 0.5 * (more < 1 ? more : 1);
    return scv + (1 - scv) * constant;
}

void cruce_queue_hour_pass(const cruce_service *service, int32_t lanes, double queue,
                           double arrivals, double rate, cruce_queue_hour *hour)
{
    double capacity = (double)lanes * service->per_lane_hour;
    if (!(capacity > 0)) {
        *hour = (cruce_queue_hour){.queue_units = queue + arrivals,
                                   .queue_mean_units = queue + arrivals / 2,
                                   .wait_mean_min = NOT_KNOWN,
                                   .wait_p95_min = NOT_KNOWN,
                                   .wait_random_min = NOT_KNOWN};
        return;
    }
    flow_path path = path_of_hour(queue, arrivals, capacity);
    double most = UTILISATION_MOST * capacity, taken = rate < most ? rate : most;
    double has_to_wait = cruce_erlang_c(lanes, taken / service->per_lane_hour);
    double if_waiting_h =
        taken > 0 ? law_factor(service->scv, lanes, taken / capacity) / (capacity - taken) : 0;
    /* whoever waits at all waits an exponential time, so 95 of 100 wait ln(chance / 0.05) times its mean at most */
    double random_p95_h = has_to_wait > 0.05 ? if_waiting_h * cruce_log(has_to_wait / 0.05) : 0;
    hour->queue_units = path.end;
    hour->queue_mean_units = (path.start + path.end) / 2 * path.empty;
    hour->wait_random_min = 60 * has_to_wait * if_waiting_h;
    hour->wait_mean_min = 60 * hour->queue_mean_units / capacity + hour->wait_random_min;
    hour->wait_p95_min = 60 * (path_p95(&path) / capacity + random_p95_h);
}
