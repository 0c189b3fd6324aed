/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    a waiting line event by event: every vehicle, its arrival, the lane it takes, its departure
 * Leaves  to queue_hours.c: the quick answer; to service_times.c: the laws of service
 * Source  textbook event list: times of departure in a heap, those who wait in rings. Even times come from exponential gaps
 *         (Devroye 1986, V.3.1), which keeps them in order
 */
#include "base/grow.h"
#include "base/state_io.h"
#include "cruce/elementary.h"
#include "ports/service_times.h"

#include <string.h>

#define NEVER ((double)__builtin_inff())
#define BINS_PER_DOUBLING 8
#define WAIT_MOST ((int64_t)1 << 25) /* of one class: 0.5 GB of times */
#define FIRST_BIN_MIN 0.0625         /* shorter waits share one bin */

/* Those of one class who wait, and those who come within the hour. */
typedef struct line_class {
    cri_service_times service;
    int64_t capacity, head, waiting; /* ring of a power of two */
    double *came_h, *takes_h;
    int64_t capacity_hour, coming, next; /* next of those who come this hour */
    double *comes_h, *will_take_h;
} line_class;

struct cruce_event_queue {
    int64_t hour; /* since it was made */
    int32_t n_classes, busy;
    int64_t capacity_busy;
    double *leaves_h; /* heap: the earliest departure on top */
    line_class of[CRUCE_QUEUE_CLASSES];
};

cruce_status cruce_event_queue_create(cruce_event_queue **queue, int32_t n_classes,
                                      cruce_error *err)
{
    *queue = cri_calloc(1, sizeof **queue);
    if (*queue == NULL) {
        return cri_no_memory(err);
    }
    (*queue)->n_classes = n_classes < CRUCE_QUEUE_CLASSES ? n_classes : CRUCE_QUEUE_CLASSES;
    for (int32_t c = 0; c < CRUCE_QUEUE_CLASSES; c++) {
        cruce_service standard = {.per_lane_hour = 1, .scv = 1};
        cruce_event_queue_serve(*queue, c, standard, CRUCE_SERVICE_GAMMA);
    }
    return CRUCE_OK;
}

void cruce_event_queue_destroy(cruce_event_queue *queue)
{
    if (queue == NULL) {
        return;
    }
    for (int32_t c = 0; c < CRUCE_QUEUE_CLASSES; c++) {
        cri_free(queue->of[c].came_h);
        cri_free(queue->of[c].takes_h);
        cri_free(queue->of[c].comes_h);
        cri_free(queue->of[c].will_take_h);
    }
    cri_free(queue->leaves_h);
    cri_free(queue);
}

void cruce_event_queue_serve(cruce_event_queue *queue, int32_t row, cruce_service service,
                             cruce_service_law law)
{
    queue->of[row].service = cri_service_times_of(service, law);
}

int64_t cruce_event_queue_disperse(cruce_event_queue *queue)
{
    int64_t gone = 0;
    for (int32_t c = 0; c < queue->n_classes; c++) {
        gone += queue->of[c].waiting;
        queue->of[c].waiting = 0;
    }
    return gone;
}

/* --- room, before an hour begins --- */

static bool make_ring_room(line_class *line, int64_t needed)
{
    if (needed <= line->capacity || needed > WAIT_MOST) {
        return needed <= line->capacity;
    }
    int64_t larger = line->capacity < 64 ? 64 : line->capacity;
    while (larger < needed) {
        larger *= 2;
    }
    double *came = cri_malloc((size_t)larger * sizeof *came);
    double *takes = cri_malloc((size_t)larger * sizeof *takes);
    if (came == NULL || takes == NULL) {
        cri_free(came);
        cri_free(takes);
        return false;
    }
    for (int64_t i = 0; i < line->waiting; i++) {
        int64_t from = (line->head + i) & (line->capacity - 1);
        came[i] = line->came_h[from];
        takes[i] = line->takes_h[from];
    }
    cri_free(line->came_h);
    cri_free(line->takes_h);
    line->came_h = came;
    line->takes_h = takes;
    line->capacity = larger;
    line->head = 0;
    return true;
}

static bool make_hour_room(line_class *line, int64_t arrivals)
{
    int64_t takes_room = line->capacity_hour;
    if (arrivals > WAIT_MOST ||
        !cri_grow((void **)&line->will_take_h, &takes_room, arrivals + 1, sizeof(double)) ||
        !cri_grow((void **)&line->comes_h, &line->capacity_hour, arrivals + 1, sizeof(double))) {
        return false;
    }
    return make_ring_room(line, line->waiting + arrivals);
}

/* --- who comes in this hour: times in order, and how long each inspection will take --- */

static void draw_hour(line_class *line, double from_h, int64_t arrivals, cruce_rng *rng)
{
    double sum = 0;
    for (int64_t i = 0; i < arrivals; i++) {
        sum -= cruce_log(1 - cruce_rng_unit(rng));
        line->comes_h[i] = sum;
    }
    sum -= cruce_log(1 - cruce_rng_unit(rng));
    double scale = sum > 0 ? 1 / sum : 0, last_h = (from_h + 1) * (1 - 0x1p-53);
    for (int64_t i = 0; i < arrivals; i++) {
        double at_h = from_h + line->comes_h[i] * scale;
        line->comes_h[i] = at_h < last_h ? at_h : last_h;
    }
    line->comes_h[arrivals] = NEVER;
    cri_service_times_draw(&line->service, arrivals, rng, line->will_take_h);
    line->coming = arrivals;
    line->next = 0;
}

/* --- the heap of departures --- */

static void heap_add(double *heap, int32_t n, double time)
{
    int32_t at = n;
    while (at > 0 && heap[(at - 1) / 2] > time) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = time;
}

/* Puts `time` in place of the earliest of n departures. */
static void heap_replace(double *heap, int32_t n, double time)
{
    int32_t at = 0;
    for (int32_t child = 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && heap[child + 1] < heap[child];
        if (heap[child] >= time) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = time;
}

/* --- tallies --- */

static int32_t bin_of(double wait_min)
{
    double doublings = wait_min * (1 / FIRST_BIN_MIN);
    if (!(doublings >= 1)) {
        return 0;
    }
    uint64_t bits; /* exponent and the first three bits behind the point count the bins */
    memcpy(&bits, &doublings, sizeof bits);
    int64_t bin = (int64_t)(bits >> 49) - (1023 << 3) + 1;
    return bin < CRUCE_WAIT_BINS ? (int32_t)bin : CRUCE_WAIT_BINS - 1;
}

static double bin_begins_min(int32_t bin)
{
    if (bin == 0) {
        return 0;
    }
    double begin =
        FIRST_BIN_MIN * (1 + (double)((bin - 1) % BINS_PER_DOUBLING) / BINS_PER_DOUBLING);
    return begin * (double)((int64_t)1 << ((bin - 1) / BINS_PER_DOUBLING));
}

double cruce_wait_tally_p95_min(const cruce_wait_tally *tally)
{
    double target = 0.95 * (double)tally->units, below = 0;
    for (int32_t bin = 0; bin < CRUCE_WAIT_BINS && tally->units > 0; bin++) {
        double in_bin = (double)tally->bin_units[bin];
        if (in_bin > 0 && below + in_bin >= target) {
            double from = bin_begins_min(bin), to = bin_begins_min(bin + 1);
            return from + (to - from) * (target - below) / in_bin;
        }
        below += in_bin;
    }
    return tally->units > 0 ? bin_begins_min(CRUCE_WAIT_BINS) : (double)__builtin_nanf("");
}

static void tally_wait(cruce_wait_tally *waits, int64_t today_h, double came_h, double wait_h)
{
    int64_t hour = (int64_t)came_h - today_h;
    if (waits != NULL && hour >= 0) {
        waits[hour].units++;
        waits[hour].sum_h += wait_h;
        waits[hour].bin_units[bin_of(60 * wait_h)]++;
    }
}

/* --- one hour --- */

typedef struct hour_pass {
    cruce_event_queue *queue;
    cruce_wait_tally *waits;
    cruce_event_hour *hour;
    int64_t today_h;
    double now_h;
} hour_pass;

/* An inspection begins: `lane_free` says that one has just ended and its lane is taken over. */
static void begin(hour_pass *pass, int32_t row, double came_h, double takes_h, bool lane_free)
{
    cruce_event_queue *q = pass->queue;
    if (lane_free) {
        heap_replace(q->leaves_h, q->busy, pass->now_h + takes_h);
    } else {
        heap_add(q->leaves_h, q->busy, pass->now_h + takes_h);
        q->busy++;
    }
    pass->hour->started_units[row]++;
    pass->hour->wait_hours[row] += pass->now_h - came_h;
    tally_wait(pass->waits, pass->today_h, came_h, pass->now_h - came_h);
}

/* The first of those who wait goes ahead, class 0 before class 1. False if nobody waits. */
static bool begin_next(hour_pass *pass, bool lane_free)
{
    cruce_event_queue *q = pass->queue;
    for (int32_t c = 0; c < q->n_classes; c++) {
        line_class *line = &q->of[c];
        if (line->waiting > 0) {
            int64_t at = line->head;
            line->head = (at + 1) & (line->capacity - 1);
            line->waiting--;
            pass->hour->waiting_units--;
            begin(pass, c, line->came_h[at], line->takes_h[at], lane_free);
            return true;
        }
    }
    return false;
}

static void arrive(hour_pass *pass, int32_t row, int32_t lanes)
{
    cruce_event_queue *q = pass->queue;
    line_class *line = &q->of[row];
    double takes_h = line->will_take_h[line->next++];
    pass->hour->arrived_units++;
    if (q->busy < lanes) { /* then nobody waits */
        begin(pass, row, pass->now_h, takes_h, false);
        return;
    }
    int64_t at = (line->head + line->waiting) & (line->capacity - 1);
    line->came_h[at] = pass->now_h;
    line->takes_h[at] = takes_h;
    line->waiting++;
    pass->hour->waiting_units++;
}

static void depart(hour_pass *pass, int32_t lanes)
{
    cruce_event_queue *q = pass->queue;
    pass->hour->crossed_units++;
    if (q->busy <= lanes && begin_next(pass, true)) {
        return;
    }
    q->busy--;
    heap_replace(q->leaves_h, q->busy, q->leaves_h[q->busy]);
}

static void advance(hour_pass *pass, double to_h)
{
    double span_h = to_h - pass->now_h;
    pass->hour->queue_hours += (double)pass->hour->waiting_units * span_h;
    pass->hour->busy_hours += (double)pass->queue->busy * span_h;
    pass->now_h = to_h;
}

static void pass_events(hour_pass *pass, int32_t lanes, double until_h)
{
    cruce_event_queue *q = pass->queue;
    while (q->busy < lanes && begin_next(pass, false)) {
    }
    for (;;) {
        int32_t row = 0;
        double comes_h = q->of[0].comes_h[q->of[0].next];
        if (q->n_classes > 1 && q->of[1].comes_h[q->of[1].next] < comes_h) {
            row = 1;
            comes_h = q->of[1].comes_h[q->of[1].next];
        }
        double leaves_h = q->busy > 0 ? q->leaves_h[0] : NEVER;
        double next_h = leaves_h <= comes_h ? leaves_h : comes_h;
        if (!(next_h < until_h)) {
            break;
        }
        advance(pass, next_h);
        if (leaves_h <= comes_h) {
            depart(pass, lanes);
        } else {
            arrive(pass, row, lanes);
        }
    }
    advance(pass, until_h);
}

cruce_status cruce_event_queue_pass(cruce_event_queue *queue, int32_t lanes,
                                    const int64_t *arrivals, cruce_rng *rng,
                                    cruce_wait_tally *waits, cruce_event_hour *hour,
                                    cruce_error *err)
{
    if (!cri_grow((void **)&queue->leaves_h, &queue->capacity_busy, (int64_t)lanes + 1,
                  sizeof(double))) {
        return cri_no_memory(err);
    }
    double from_h = (double)queue->hour;
    *hour = (cruce_event_hour){0};
    for (int32_t c = 0; c < queue->n_classes; c++) {
        if (!make_hour_room(&queue->of[c], arrivals[c])) {
            return cri_no_memory(err);
        }
        draw_hour(&queue->of[c], from_h, arrivals[c], rng);
        hour->waiting_units += queue->of[c].waiting;
    }
    hour_pass pass = {.queue = queue,
                      .waits = waits,
                      .hour = hour,
                      .today_h = queue->hour - queue->hour % 24,
                      .now_h = from_h};
    pass_events(&pass, lanes, from_h + 1);
    hour->inspected_units = queue->busy;
    queue->hour++;
    return CRUCE_OK;
}

/* --- the state --- */

static void line_state(cruce_state_io *io, line_class *line, double now_h)
{
    int32_t n = (int32_t)line->waiting;
    cri_state_rows(io, &n, WAIT_MOST);
    if (cri_state_has_read(io)) {
        line->head = line->waiting = 0;
        if (!make_ring_room(line, n)) {
            cri_state_no_memory(io);
        }
    }
    for (int32_t i = 0; i < n && cri_state_is_fine(io); i++) {
        int64_t at = (line->head + i) & (line->capacity - 1);
        cri_state_real(io, &line->came_h[at], 0.0, now_h);
        cri_state_real(io, &line->takes_h[at], 0.0, CRI_STATE_REAL);
    }
    line->waiting = cri_state_is_fine(io) ? n : line->waiting;
}

void cruce_event_queue_state(cruce_state_io *io, cruce_event_queue *queue)
{
    cri_state_whole(io, &queue->hour, 0, INT32_MAX);
    if (cri_state_has_read(io) && queue->hour % 24 != 0) {
        cri_state_refuse(io, "a line that does not stand at midnight");
    }
    cri_state_rows(io, &queue->busy, INT32_MAX / 16);
    if (cri_state_has_read(io) && !cri_grow((void **)&queue->leaves_h, &queue->capacity_busy,
                                            (int64_t)queue->busy + 1, sizeof(double))) {
        cri_state_no_memory(io);
    }
    cri_state_reals(io, queue->leaves_h, cri_state_is_fine(io) ? queue->busy : 0,
                    (double)queue->hour, CRI_STATE_REAL);
    for (int32_t i = 1; i < queue->busy && cri_state_has_read(io); i++) {
        if (queue->leaves_h[(i - 1) / 2] > queue->leaves_h[i]) {
            cri_state_refuse(io, "departures out of order");
        }
    }
    for (int32_t c = 0; c < queue->n_classes; c++) {
        line_state(io, &queue->of[c], (double)queue->hour);
    }
}
