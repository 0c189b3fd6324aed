/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs of a border made in C, and what happened in them, added up over the days.
 */
#ifndef CRUCE_TESTS_BORDER_RUNS_H
#define CRUCE_TESTS_BORDER_RUNS_H

#include "checks.h"
#include "net_border.h"

enum { SUMS_NATIONS = 6, SUMS_SECTORS = 4, SUMS_DAYS = 1000 };

/** Sums over the days of a run; stocks of its last day; some series by day. */
typedef struct sums {
    int32_t n_days, n_nations, n_sectors;
    int64_t departed, arrived, attempts, between, first, undetected;
    int64_t released, returned, removed;
    int64_t tries[CRUCE_TRIES];
    int64_t offered, used, no_show, unfilled;
    int64_t status[CRUCE_STATUSES][SUMS_NATIONS];
    int64_t by_sector[SUMS_SECTORS]; /* encounters between ports */
    int64_t between_on[SUMS_DAYS], attempts_on[SUMS_DAYS], held_on[SUMS_DAYS], list_on[SUMS_DAYS];
    int64_t served_on[SUMS_DAYS]; /* appointments given out */
    double wait_on[SUMS_DAYS];
    int64_t court_cases, sheltered_on[SUMS_DAYS], unsheltered_on[SUMS_DAYS];
    int32_t n_log, n_publications;
    cruce_log_entry log[2048];
    cruce_publication publication[4096];
    int32_t published_on[4096]; /* the day of each publication */
} sums;

static inline int64_t sum_of(const int64_t *column, int32_t n)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < n; i++) {
        sum += column[i];
    }
    return sum;
}

static inline cruce_status add_day(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    sums *s = context;
    const cruce_border_day *b = day->border;
    int32_t cells = s->n_sectors * s->n_nations, d = day->day;
    s->n_days = d + 1;
    s->departed += sum_of(b->departed_persons, s->n_nations);
    s->arrived += sum_of(b->arrived_north_persons, cells);
    s->attempts += s->attempts_on[d] = sum_of(b->attempts_persons, cells);
    s->between += s->between_on[d] = sum_of(b->between_persons, cells);
    s->first += sum_of(b->first_persons, cells);
    s->undetected += sum_of(b->undetected_persons, cells);
    s->released += sum_of(b->released_persons, cells);
    s->returned += sum_of(b->returned_persons, cells);
    s->removed += sum_of(b->removed_persons, cells);
    for (int32_t i = 0; i < CRUCE_TRIES; i++) {
        s->tries[i] += b->tries_persons[i];
    }
    for (int32_t i = 0; i < s->n_sectors; i++) {
        s->by_sector[i] += sum_of(b->between_persons + i * s->n_nations, s->n_nations);
    }
    s->offered += b->offered;
    s->used += b->used;
    s->no_show += b->no_show;
    s->unfilled += b->unfilled;
    s->held_on[d] = sum_of(b->custody_persons, s->n_sectors);
    s->list_on[d] = b->list_persons;
    s->served_on[d] = b->used + b->no_show;
    s->wait_on[d] = b->list_wait_days;
    s->court_cases = b->court_cases;
    s->sheltered_on[d] = b->sheltered_persons;
    s->unsheltered_on[d] = b->unsheltered_persons;
    for (int32_t i = 0; i < CRUCE_STATUSES; i++) {
        memcpy(s->status[i], b->status_persons + i * s->n_nations,
               (size_t)s->n_nations * sizeof(int64_t));
    }
    for (int32_t i = 0; i < b->n_log && s->n_log < 2048; i++) {
        s->log[s->n_log++] = b->log[i];
    }
    for (int32_t i = 0; i < b->n_publications && s->n_publications < 4096; i++) {
        s->published_on[s->n_publications] = d;
        s->publication[s->n_publications++] = b->publication[i];
    }
    return CRUCE_OK;
}

/** One replicate from its first day to its last; the run must end well. */
static inline void run_border(const net *n, cruce_engine_kind engine, uint32_t seed, sums *s)
{
    memset(s, 0, sizeof *s);
    s->n_nations = n->scenario.border.people.n;
    s->n_sectors = n->scenario.border.sectors.n;
    CHECK(s->n_nations <= SUMS_NATIONS && s->n_sectors <= SUMS_SECTORS &&
          n->scenario.n_days <= SUMS_DAYS);
    cruce_run_options options = {.engine = engine, .seed = seed};
    cruce_observer observer = {.context = s, .after_day = add_day};
    cruce_error err = {0};
    cruce_status st = cruce_simulate(&n->scenario, &options, &observer, &err);
    CHECK_STR(err.message, "");
    CHECK_I64(st, CRUCE_OK);
}

/** A city per sector, in which people set out and arrive at once: place s belongs to sector s. Nothing else happens. */
static inline void cities_only(net *n, int32_t nations, int32_t sectors, int32_t days)
{
    net_init(n);
    for (int32_t s = 0; s < sectors; s++) {
        net_place(n, CRUCE_TOWN, 0.0);
    }
    net_border(n, nations, sectors);
    n->scenario.border.parameters.shock_weight = 0; /* nobody holds back for what he heard */
    net_open(n);
    cri_world_free(&n->world);
    n->scenario.n_days = days;
    for (int32_t s = 0; s < sectors; s++) {
        n->scenario.border.sector_of_place[s] = s;
        n->scenario.border.sectors.agents[s] = 1e15; /* agents are never short */
        n->scenario.border.sectors.custody_persons[s] = 0;
    }
    for (int32_t i = 0; i < nations; i++) {
        n->scenario.border.people.register_share[i] = 0;
        n->scenario.border.people.attempt_chance[i] = 1;
        n->scenario.border.people.surrender_share[i] = 0;
    }
}

/** A row of measures.csv; rows are to be added in the order of time. */
static inline void add_measure(net *n, int32_t from_hour, int32_t until_hour,
                               cruce_measure_kind kind, int32_t row, double number)
{
    cruce_measures *m = &n->scenario.border.measures;
    int32_t i = m->n++;
    CHECK(i < NET_ROWS);
    m->kind[i] = kind;
    m->on[i] = (cruce_target){.kind = cruce_measure_target(kind),
                              .row = row,
                              .first_port = CRUCE_NONE,
                              .mode = CRUCE_MODES};
    m->number[i] = number;
    m->from_hour[i] = from_hour;
    m->until_hour[i] = until_hour;
    m->made_day[i] = m->published_day[i] = from_hour / 24;
}

static inline int64_t status_sum(const sums *s, cruce_people_status status)
{
    return sum_of(s->status[status], s->n_nations);
}

#endif
