/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border inside a run: its parts, and the order of a day (design notes 3.1).
 *
 * Each part keeps its own state and fills its members of b->today. People are whole numbers that one part hands to
 * another: the engine of movement -> border cities -> custody -> back or out. The ledger (border_ledger.c) counts
 * them afresh every day. A part reads what others were in at the start of the step.
 */
#ifndef CRI_BORDER_H
#define CRI_BORDER_H

#include "../base/text.h"
#include "../policy/measures.h"
#include "cruce/border_day.h"
#include "engine_internal.h"

typedef struct cri_border {
    cri_run *run;
    const cruce_border *tables; /* of the scenario */
    int32_t n_nations, n_sectors, n_offices, n_ports, n_groups;
    int32_t n_cities;
    cruce_place_id *city; /* places that belong to a sector */
    cri_measures_view *measures;
    struct cri_beliefs
        *beliefs; /* border_beliefs.c: risk by nation, acquaintances and waits by sector */
    cri_attractions *attractions; /* what choices read, kept by beliefs (hazards: by transit) */
    double *stay_chance; /* [places * n_nations] at the border city reached, with goals_only */
    struct cri_transit *transit; /* border_transit.c: checkpoints, people moved south or delayed */
    struct cri_caravans *caravans;   /* border_groups.c */
    struct cri_departing *departing; /* border_departures.c: who sets out, lawful pathways */
    struct cri_cities *cities;       /* border_cities.c: waiting, attempts, tries */
    struct cri_list *list;           /* border_list.c: appointments */
    struct cri_custody *custody;     /* border_custody.c: custody, courts, shelter */
    struct cri_port_hours *ports;    /* border_ports.c: officers, queues, trade, contraband */
    struct cri_observer_desk *desk;  /* border_observe.c: published counts */
    struct cri_reviews *reviews;     /* border_reviews.c */
    struct cri_ledger *ledger;       /* border_ledger.c: persons by status and nation */
    cruce_border_day today;          /* what observers see; arrays belong to the parts */
    cruce_log_entry *log;            /* [log_room] of today */
    int32_t log_room;
    cri_arena arena; /* owns the columns that parts make with cri_border_column */
    bool no_memory;  /* one of them could not be made */
} cri_border;

/**
 * A column of `rows` zeros that lives as long as the border. NULL if memory ran out: then b->no_memory is set, to be
 * looked at once, after all columns of a part were asked for.
 */
static inline void *cri_border_column(cri_border *b, int64_t rows, size_t size)
{
    void *column = cri_arena_array(&b->arena, rows, size);
    b->no_memory = b->no_memory || column == NULL;
    return column;
}

/** Row of columns by sector and nation. */
static inline int32_t cri_border_cell(const cri_border *b, cruce_sector_id s, cruce_nation_id n)
{
    return s * b->n_nations + n;
}

/** NULL in *border and CRUCE_OK where the scenario has no border. Needs run->engine. */
cruce_status cri_border_create(cri_border **border, cri_run *run, cruce_error *err);
/** Accepts NULL and what create left half made. */
void cri_border_destroy(cri_border *border);

/** All parts at the start of a day. */
void cri_border_state(cruce_state_io *io, cri_border *border);

/** Before anything else of the day: measures, announcements, meetings. */
cruce_status cri_border_dawn(cri_border *b, cruce_error *err);
/** People have set out, nobody has moved yet: those whose delay is over go on, caravans move. */
cruce_status cri_border_morning(cri_border *b, cruce_error *err);
/** After people have moved: checkpoints, border cities, 24 hours at ports, custody, ledger, what is published. */
cruce_status cri_border_evening(cri_border *b, cruce_error *err);

/**
 * Those who rest at a place leave the engine of movement: added to persons[n_nations]. With goals_only, at a border
 * city, each with the chance to stay there: the others go on to other cities next morning.
 */
void cri_border_take(cri_border *b, cruce_place_id place, int64_t *persons);
/** persons[n_nations] come to rest at a place, as people who have walked before. */
cruce_status cri_border_put(cri_border *b, cruce_place_id place, const int64_t *persons,
                            cruce_error *err);

/** Writes a line into today's log of what governments did or what happened. */
void cri_border_log(cri_border *b, const cruce_log_entry *entry);

/** True on days that only warm the system up. */
static inline bool cri_border_warms_up(const cri_border *b)
{
    return b->run->day < b->tables->report_from_day;
}

/** A stream of today for what happens to people of one nation in one sector. */
static inline cruce_rng cri_border_rng(const cri_border *b, cruce_purpose purpose,
                                       cruce_sector_id s, cruce_nation_id n)
{
    const cruce_border *t = b->tables;
    return cri_run_rng(b->run, purpose, cruce_actor_mix(t->sectors.actor[s], t->people.actor[n]));
}

#endif
