/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An ensemble of a border made by hand, day by day, for tests of src/study/border_*.c.
 */
#ifndef CRUCE_TESTS_MADE_BORDER_H
#define CRUCE_TESTS_MADE_BORDER_H

#include <math.h>

#include "base/text.h"
#include "checks.h"
#include "study/study_internal.h"

enum { N = 3, C = 2, S = 2, O = 1, P = 2, G = 1, FIRST = 5, DAYS = 45, REPLICATES = 3 };

/* Three nationalities, two of them published together; two sectors; a car lane and a truck lane. */
static inline cruce_scenario a_border(void)
{
    static const char *nationality[] = {"alba", "bora", "cora"}, *category[] = {"alba", "other"},
                      *sector[] = {"east", "west"}, *office[] = {"north"},
                      *crossing[] = {"bridge", "bridge"}, *group[] = {"walkers"};
    static int32_t category_of[] = {0, 1, 1}, mode[] = {CRUCE_CAR, CRUCE_TRUCK};
    static double family[] = {0.25, 0, 0.5}, minor[] = {0.25, 0, 0}, value[] = {0, 1000};
    cruce_scenario sc = {.n_days = FIRST + DAYS};
    cruce_border *b = &sc.border;
    sc.start_days = 19706 - FIRST; /* 2023-12-15 is the first day that is reported */
    b->has_border = true;
    b->report_from_day = FIRST;
    b->people = (cruce_people){.n = N,
                               .nationality = nationality,
                               .category = category_of,
                               .family_share = family,
                               .minor_share = minor};
    b->n_categories = C;
    b->category = category;
    b->sectors = (cruce_sectors){.n = S, .sector = sector};
    b->n_offices = O;
    b->office = office;
    b->ports = (cruce_ports){.n = P, .crossing = crossing, .mode = mode, .value_usd = value};
    b->groups = (cruce_groups){.n = G, .group = group};
    return sc;
}

/* Arrays of one day; what a test does not set is zero. */
typedef struct made_day {
    int64_t status[CRUCE_STATUSES * N], departed[N], zero[S * N], between[S * N], first[S * N],
        at_ports[O * N], tries[CRUCE_TRIES], custody[S];
    double places[S], fee[S];
    cruce_port_hour hour[24 * P];
    cruce_port_day port[P];
    cruce_office_day office[O];
    cruce_group_day group[G];
    cruce_publication publication[1];
    cruce_log_entry log[1];
    cruce_border_day day;
} made_day;

static inline void begin(made_day *m)
{
    *m = (made_day){0};
    m->day = (cruce_border_day){
        .status_persons = m->status,
        .departed_persons = m->departed,
        .arrived_north_persons = m->zero,
        .attempts_persons = m->zero,
        .between_persons = m->between,
        .first_persons = m->first,
        .undetected_persons = m->zero,
        .at_ports_persons = m->at_ports,
        .released_persons = m->zero,
        .returned_persons = m->zero,
        .removed_persons = m->zero,
        .stopped_persons = m->zero,
        .tries_persons = m->tries,
        .custody_persons = m->custody,
        .custody_places = m->places,
        .fee_usd = m->fee,
        .port_hour = m->hour,
        .port_day = m->port,
        .office_day = m->office,
        .group_day = m->group,
        .publication = m->publication,
        .log = m->log,
    };
}

/* An ensemble without a run: records to be filled by hand. */
static inline cruce_ensemble *open_records(const cruce_scenario *sc)
{
    cruce_ensemble *e = cri_calloc(1, sizeof *e);
    e->scenario = sc;
    e->n_replicates = REPLICATES;
    e->n_days = sc->n_days;
    e->record = cri_calloc(REPLICATES, sizeof *e->record);
    CHECK_I64(cri_border_shape_init(&e->border, sc, 0, true, NULL), CRUCE_OK);
    for (int r = 0; r < REPLICATES; r++) {
        CHECK_I64(cri_border_record_init(&e->record[r].border, &e->border, NULL), CRUCE_OK);
    }
    return e;
}

static inline void keep(cruce_ensemble *e, int32_t r, int32_t day, const made_day *m)
{
    CHECK_I64(cri_border_keep(&e->record[r].border, &e->border, day, &m->day, NULL), CRUCE_OK);
}

/* Every replicate has r + 1 encounters a day of each nationality in each sector, and 10 at ports. */
static inline cruce_ensemble *steady(const cruce_scenario *sc, int64_t more)
{
    cruce_ensemble *e = open_records(sc);
    made_day m;
    for (int32_t r = 0; r < REPLICATES; r++) {
        for (int32_t day = 0; day < sc->n_days; day++) {
            begin(&m);
            for (int i = 0; i < S * N; i++) {
                m.between[i] = r + 1 + more;
            }
            for (int i = 0; i < N; i++) {
                m.at_ports[i] = 10;
            }
            keep(e, r, day, &m);
        }
        cri_border_record_finish(&e->record[r].border, &e->border);
    }
    return e;
}

#endif
