/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One caravan: who is in it, how it moves, where it is. border_groups.c makes and ends it, border_caravan.c moves it.
 */
#ifndef CRI_BORDER_CARAVAN_H
#define CRI_BORDER_CARAVAN_H

#include "border.h"

typedef struct cri_caravan {
    int32_t group;  /* row of groups.csv; CRUCE_NONE: it formed without one */
    uint64_t actor; /* of its chance */
    bool is_under_way;
    /* how it moves: the columns of groups.csv */
    double pace_km, pace_sd_km, ride_chance, ride_km, cohesion, publicity;
    int64_t dissolve_below_persons;
    const cruce_place_id *stage; /* [n_stages] */
    int32_t n_stages;
    cruce_place_id own_stage; /* the only one where no row says any */
    /* who is in it */
    int64_t *member;                                             /* [n_nations] */
    int64_t started, joined, left, stopped, accepted, dispersed; /* ever: its ledger */
    int32_t offer; /* row of measures.csv whose offer it has had last */
    /* where it is */
    int32_t next_stage;
    cruce_place_id place; /* passed last, or at */
    cruce_link_id link;   /* on it; CRUCE_NONE: at the place */
    double on_link_km;
    cruce_link_id *toward;    /* [places.n] the way to the next stage */
    int64_t topology_version; /* for which that was found; 0: not yet */
    cruce_group_day *day;     /* what observers see of it */
} cri_caravan;

typedef struct cri_caravans {
    int32_t n, room;
    cri_caravan *of;      /* rows of groups.csv first, then those that form without one */
    cruce_group_day *day; /* [room] */
    int64_t *scratch, *wanted, *taken; /* [n_nations] */
    cruce_place_id *near;              /* [places.n] scratch: where people gather from */
    int64_t *near_metres;
    double *chance; /* [n_nations] */
} cri_caravans;

int64_t cri_caravan_members(const cri_border *b, const cri_caravan *c);
/** The place to which it is nearest along its road. */
cruce_place_id cri_caravan_nearest(const cri_border *b, const cri_caravan *c);
/** A day on the way: who leaves, joins, accepts an offer; then as far as its pace goes, past checkpoints. */
cruce_status cri_caravan_day(cri_border *b, cri_caravan *c, cruce_error *err);
/** Everybody goes on alone, from the nearest place. */
cruce_status cri_caravan_disperse(cri_border *b, cri_caravan *c, cruce_error *err);
/** Writes what happened into the day's log: members before, and how many it concerned. */
void cri_caravan_log(cri_border *b, const cri_caravan *c, double seen, double value);

#endif
