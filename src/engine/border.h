/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border inside a run: its parts, and the order of a day (design notes 3.1).
 *
 * Each part keeps its own state and fills its members of b->today. People are whole numbers that one part hands to
 * another: the engine of movement -> border cities -> custody -> back or out. The ledger (border_ledger.c) counts
 * them afresh every day.
 */
#ifndef CRI_BORDER_H
#define CRI_BORDER_H

#include "../policy/measures.h"
#include "cruce/border_day.h"
#include "engine_internal.h"

typedef struct cri_border {
    cri_run *run;
    const cruce_border *tables; /* of the scenario */
    int32_t n_nations, n_sectors, n_offices, n_ports, n_groups;
    cri_measures_view *measures;
    struct cri_beliefs
        *beliefs; /* border_beliefs.c: risk by nation, acquaintances and waits by sector */
    struct cri_transit *transit; /* border_transit.c: checkpoints, people moved south or delayed */
    struct cri_caravans *caravans;  /* border_groups.c */
    struct cri_cities *cities;      /* border_cities.c: waiting, attempts, tries */
    struct cri_list *list;          /* border_list.c: appointments */
    struct cri_custody *custody;    /* border_custody.c: custody, courts, shelter */
    struct cri_port_hours *ports;   /* border_ports.c: officers, queues, trade, contraband */
    struct cri_observer_desk *desk; /* border_observe.c: published counts */
    struct cri_reviews *reviews;    /* border_reviews.c */
    cruce_border_day today;         /* what observers see; arrays belong to the parts */
} cri_border;

/** NULL in *border and CRUCE_OK where the scenario has no border. */
cruce_status cri_border_create(cri_border **border, cri_run *run, cruce_error *err);
void cri_border_destroy(cri_border *border);

/** Before people move: measures, meetings, departures by nation, groups. */
cruce_status cri_border_morning(cri_border *b, cruce_error *err);
/** After people have moved: checkpoints, border cities, 24 hours at ports, custody, ledger, what is published. */
cruce_status cri_border_evening(cri_border *b, cruce_error *err);

/** True on days that only warm the system up. */
static inline bool cri_border_warms_up(const cri_border *b)
{
    return b->run->day < b->tables->report_from_day;
}

#endif
