/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A few ports without files: rows of ports.csv, demand and measures in columns, and a border that has just what ports need.
 *
 * All rows belong to one field office in one sector. Set columns between port_net_init and port_net_open.
 */
#ifndef CRUCE_TESTS_PORT_NET_H
#define CRUCE_TESTS_PORT_NET_H

#include <stdlib.h>
#include <string.h>

#include "../../src/engine/border_custody.h"
#include "../../src/engine/border_ledger.h"
#include "../../src/engine/border_ports.h"
#include "checks.h"
#include "cruce/scenario.h"

enum { PN_ROWS = 8, PN_MEASURES = 16, PN_DAYS = 400 };

typedef struct port_net {
    cruce_scenario scenario;
    cri_run run;
    cri_border border;
    /* columns of ports.csv */
    const char *crossing[PN_ROWS], *port[PN_ROWS];
    int32_t mode[PN_ROWS], sector[PN_ROWS], office[PN_ROWS], profile_row[PN_ROWS];
    uint64_t actor[PN_ROWS], sector_actor[1], nation_actor[2];
    double latitude[PN_ROWS], longitude[PN_ROWS], service_s[PN_ROWS], service_scv[PN_ROWS];
    double deep_check_share[PN_ROWS], deep_check_s[PN_ROWS], officers_per_lane[PN_ROWS];
    double opens_h[PN_ROWS], closes_h[PN_ROWS], value_usd[PN_ROWS];
    int64_t lanes[PN_ROWS], minimum_officers[PN_ROWS], shed_rank[PN_ROWS];
    /* demand.csv: one row each */
    int32_t demand_row[PN_ROWS], start_date[PN_ROWS], end_date[PN_ROWS];
    int64_t units[PN_ROWS];
    /* measures.csv */
    cruce_measure_kind kind[PN_MEASURES];
    cruce_target on[PN_MEASURES];
    double number[PN_MEASURES];
    int32_t from_hour[PN_MEASURES], until_hour[PN_MEASURES];
    /* the rest */
    double custody_places[1], return_share[2], remove_share[2];
    const char *office_name[1], *nationality[2];
} port_net;

static inline void port_net_init(port_net *p)
{
    memset(p, 0, sizeof *p);
    cruce_settings_init(&p->scenario.settings);
    cruce_border_parameters *q = &p->scenario.border.parameters;
#define PARAMETER(field, standard, low, high, unit, quality, sentence, source) q->field = standard;
#include "../../params/border.def"
#undef PARAMETER
    p->scenario.n_days = PN_DAYS;
    p->run.options.seed = 7;
    p->custody_places[0] = 100;
}

/** Rows come in the order of names, then modes. `a_day` units would cross on a mean day; returns its number. */
static inline int32_t port_net_row(port_net *p, const char *crossing, cruce_mode mode,
                                   int32_t lanes, int64_t a_day)
{
    int32_t q = p->scenario.border.ports.n++;
    p->crossing[q] = crossing;
    p->port[q] = "";
    p->mode[q] = (int32_t)mode;
    p->profile_row[q] = CRUCE_NONE;
    p->actor[q] = cruce_actor_mix(cruce_actor_of_name(crossing), mode);
    p->latitude[q] = 31;
    p->longitude[q] = -106;
    p->service_s[q] = 36; /* 100 an hour and lane */
    p->service_scv[q] = 0.5;
    p->officers_per_lane[q] = 1;
    p->minimum_officers[q] = 1;
    p->closes_h[q] = 24;
    p->lanes[q] = lanes;
    p->shed_rank[q] = 1;
    p->demand_row[q] = q;
    p->end_date[q] = PN_DAYS - 1;
    p->units[q] = a_day * PN_DAYS;
    return q;
}

/** A measure on one row, or on the office (row CRUCE_NONE). In the order of time. */
static inline void port_net_measure(port_net *p, cruce_measure_kind kind, int32_t row, double value,
                                    int32_t from_hour, int32_t until_hour)
{
    int32_t i = p->scenario.border.measures.n++;
    p->kind[i] = kind;
    p->on[i] = (cruce_target){.kind = cruce_measure_target(kind),
                              .row = row == CRUCE_NONE ? 0 : row,
                              .first_port = row,
                              .n_ports = 1,
                              .mode = CRUCE_MODES};
    p->number[i] = value;
    p->from_hour[i] = from_hour;
    p->until_hour[i] = until_hour;
}

static inline void port_net_tables(port_net *p)
{
    cruce_border *t = &p->scenario.border;
    t->has_border = true;
    cruce_ports *ports = &t->ports;
    ports->crossing = p->crossing;
    ports->port = p->port;
    ports->mode = p->mode;
    ports->sector = p->sector;
    ports->office = p->office;
    ports->profile_row = p->profile_row;
    ports->actor = p->actor;
    ports->latitude = p->latitude;
    ports->longitude = p->longitude;
    ports->lanes = p->lanes;
    ports->service_s = p->service_s;
    ports->service_scv = p->service_scv;
    ports->deep_check_share = p->deep_check_share;
    ports->deep_check_s = p->deep_check_s;
    ports->officers_per_lane = p->officers_per_lane;
    ports->minimum_officers = p->minimum_officers;
    ports->opens_h = p->opens_h;
    ports->closes_h = p->closes_h;
    ports->shed_rank = p->shed_rank;
    ports->value_usd = p->value_usd;
    t->demand.n = ports->n;
    t->demand.crossing = p->demand_row;
    t->demand.start_date = p->start_date;
    t->demand.end_date = p->end_date;
    t->demand.units = p->units;
    t->measures.kind = p->kind;
    t->measures.on = p->on;
    t->measures.number = p->number;
    t->measures.from_hour = p->from_hour;
    t->measures.until_hour = p->until_hour;
    t->n_offices = 1;
    t->office = p->office_name;
    p->office_name[0] = "office";
    t->people.n = 2;
    t->people.actor = p->nation_actor;
    t->people.nationality = p->nationality;
    t->people.return_share = p->return_share;
    t->people.remove_share = p->remove_share;
    t->sectors.n = 1;
    t->sectors.actor = p->sector_actor;
    t->sectors.custody_persons = p->custody_places;
}

static inline void port_net_open(port_net *p)
{
    port_net_tables(p);
    cri_border *b = &p->border;
    p->run.scenario = &p->scenario;
    p->run.border = b;
    b->run = &p->run;
    b->tables = &p->scenario.border;
    b->n_nations = 2;
    b->n_sectors = 1;
    b->n_offices = 1;
    b->n_ports = p->scenario.border.ports.n;
    b->log_room = 64;
    b->log = calloc(64, sizeof *b->log);
    CHECK_I64(cri_measures_create(&b->measures, b->tables, 0, 0, NULL), CRUCE_OK);
    CHECK_I64(cri_ledger_create(b, NULL), CRUCE_OK);
    CHECK_I64(cri_custody_create(b, NULL), CRUCE_OK);
    CHECK_I64(cri_ports_create(b, NULL), CRUCE_OK);
}

static inline void port_net_close(port_net *p)
{
    cri_border *b = &p->border;
    cri_ports_destroy(b);
    cri_measures_destroy(b->measures);
    cri_arena_free(&b->arena);
    free(b->log);
}

/** One day; its results are in p->border.today until the next. */
static inline const cruce_border_day *port_net_day(port_net *p)
{
    cruce_error err = {0};
    p->border.today.n_log = 0;
    cri_measures_advance(p->border.measures, 24 * p->run.day);
    if (cri_ports_day(&p->border, &err) != CRUCE_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    cri_custody_day(&p->border);
    p->run.day++;
    return &p->border.today;
}

static inline const cruce_port_hour *port_net_hour(const port_net *p, int32_t hour, int32_t row)
{
    return &p->border.today.port_hour[hour * p->border.n_ports + row];
}

#endif
