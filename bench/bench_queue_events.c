/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The event engine of waiting lines: target beside measured. c = 5 lanes at utilisation 0.9, exponential service.
 *
 * Usage: build/bench/bench_queue_events [MILLION_EVENTS]     (default 240; an event is an arrival or a departure)
 * Time is the processor's own, of one core; what is printed is the best of three rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cruce/ports.h"

enum { LANES = 5 };
static const double RATE_PER_HOUR = 450, LANE_PER_HOUR = 100;

static double processor_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Runs hours until so many events have happened; events per second, and the mean wait in hours. */
static double round_of(double events_wanted, uint32_t seed, double *wait_h)
{
    cruce_event_queue *queue;
    if (cruce_event_queue_create(&queue, 1, NULL) != CRUCE_OK) {
        exit(1);
    }
    cruce_service service = {.per_lane_hour = LANE_PER_HOUR, .scv = 1};
    cruce_event_queue_serve(queue, 0, service, CRUCE_SERVICE_GAMMA);
    cruce_rng rng = cruce_rng_at(seed, 0, 0, CRUCE_DRAW_TEST, 1);
    double events = 0, waits = 0, started = 0, begin_s = processor_s();
    while (events < events_wanted) {
        int64_t arrivals = cruce_poisson(&rng, RATE_PER_HOUR);
        cruce_event_hour hour;
        if (cruce_event_queue_pass(queue, LANES, &arrivals, &rng, NULL, &hour, NULL) != CRUCE_OK) {
            exit(1);
        }
        events += (double)(hour.arrived_units + hour.crossed_units);
        waits += hour.wait_hours[0];
        started += (double)hour.started_units[0];
    }
    double seconds = processor_s() - begin_s;
    cruce_event_queue_destroy(queue);
    *wait_h = waits / started;
    return events / seconds;
}

int main(int argc, char **argv)
{
    double events = 1e6 * (argc > 1 ? atof(argv[1]) : 240), best = 0, wait_sum = 0;
    double load = RATE_PER_HOUR / LANE_PER_HOUR;
    double wait_h = cruce_erlang_c(LANES, load) / (LANES * LANE_PER_HOUR - RATE_PER_HOUR);
    for (uint32_t seed = 1; seed <= 3; seed++) {
        double wait, speed = round_of(events / 3, seed, &wait);
        best = speed > best ? speed : best;
        wait_sum += wait;
    }
    double off = wait_sum / 3 / wait_h - 1;
    printf("%-44s %10s %10s\n", "queue, event by event (c = 5, rho = 0.9)", "target", "measured");
    printf("%-44s %10s %10.1f\n", "million events a second, one core", ">= 15", best / 1e6);
    printf("%-44s %10s %9.2f%%\n", "mean wait against Erlang-C", "<= 1%", 100 * off);
    return best >= 15e6 && off > -0.01 && off < 0.01 ? 0 : 1;
}
