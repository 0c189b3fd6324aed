/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Choice among goals, any number of legs ahead: each goal by its shortest open way (move_rules.goals_only).
 * People take the first leg and choose again at the next place, so no way is remembered.
 */
#ifndef CRI_GOALS_H
#define CRI_GOALS_H

#include "../model/world.h"
#include "utility.h"

typedef struct cri_goals {
    int64_t topology_version, attraction_version, hazard_version;
    int32_t n; /* goals; the columns below are [places.n * n], goal by goal of each place */
    cruce_place_id *place; /* [n] */
    cruce_link_id
        *link;       /* the first of the shortest way; CRUCE_NONE: no open way, or there already */
    int32_t *lane;   /* its number among the first links out of the place that lead to goals */
    double *km;      /* length of that way */
    double *gravity; /* weight without room and appeal */
    double *
        passing; /* [n_nations] times that: factor of the hazards on the way; NULL if they do not matter */
    double *weight;  /* [n] scratch */
    int64_t *metres; /* scratch of the search, as are the next two */
    struct cri_stop *heap;
    cruce_link_id *toward;       /* [places.n] */
    int32_t *first_in, *link_in; /* links into each place */
} cri_goals;

/** Ways for the roads that are open now, weights for the attractions of today; does nothing where neither changed. */
cruce_status cri_goals_renew(cri_goals *goals, const cri_world *world, const cri_attractions *more,
                             cruce_error *err);
void cri_goals_free(cri_goals *goals);

/**
 * The link to take from every place on its shortest open way to one goal; CRUCE_NONE where there is none, and at the goal.
 * Shape    toward[places.n]
 */
cruce_status cri_ways_toward(const cri_world *world, cruce_place_id goal, cruce_link_id *toward,
                             cruce_error *err);
/** Metres of such a way; INT64_MAX where there is none. */
int64_t cri_way_metres(const cri_world *world, const cruce_link_id *toward, cruce_place_id from,
                       cruce_place_id goal);

/** How many first links lead from a place to goals. */
int32_t cri_goals_lanes(const cri_goals *goals, cruce_place_id place);

/**
 * Weighs the first links out of a place: weight[lane] is the sum over the goals that it leads to, full ones left out;
 * final[lane] one of these, or a full one if all are. Returns the chance to stay, at a goal: its own weight over all.
 */
double cri_goals_weigh(cri_goals *goals, const cri_world *world, const cri_attractions *more,
                       int32_t group, cruce_place_id place, double *weight, cruce_place_id *final);

#endif
