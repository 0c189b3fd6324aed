/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The sweep: a day on the road, worked off class by class.
 */
#ifndef CRI_SWEEP_H
#define CRI_SWEEP_H

#include "../num/binomial_table.h"
#include "crowds.h"
#include "engine_internal.h"

/** What a person at a place may do, and with which chance. The outcomes are legs: a link, ridden or walked, or to stay. */
typedef struct cri_ways {
    int32_t n;
    int32_t *leg;               /* [n] */
    double *chance;             /* [n] for those who took none before; 1 for the last */
    uint64_t *lot;              /* [n] chance of the outcomes 0 to j, as a fraction of 2^64 */
    cri_binomial_table **table; /* [n] for `chance`; NULL until needed */
    uint8_t guide[256];         /* condensed table, see ways.c */
    uint64_t *rest;             /* [n] lots for those whom it leaves over */
} cri_ways;

/** The ways of all places in the present sub-step, in which rooms stand still. Legs are numbered place by place. */
typedef struct cri_place_ways {
    int32_t gaits;    /* legs of a link: 1, or 2 where some are walked by chance */
    int32_t *made;    /* [places.n] number of the sub-step for which the next columns were made */
    cruce_rng *rng;   /* [places.n] the stream of each place */
    cri_ways *usual;  /* [places.n] of people who may stay */
    cri_ways *onward; /* [places.n] of people who go on for sure */
    int32_t *km;      /* [legs] what a leg adds to the way of a day */
    int64_t *taken;   /* [legs] persons of the present sub-step */
    int64_t *some, *total,
        **to;    /* scratch by outcome, as many as the longest ways: persons; cells */
    void *block; /* owns the columns of ways */
    cri_binomial_table **table;
    int32_t tables;
} cri_place_ways;

/** Legs of a place: those of its links, and the last one, to stay. */
static inline int32_t cri_legs_of(const cri_place_ways *ways, const cruce_links *links,
                                  cruce_place_id p)
{
    return ways->gaits * (links->first_out[p + 1] - links->first_out[p]) + 1;
}
static inline int32_t cri_first_leg(const cri_place_ways *ways, const cruce_links *links,
                                    cruce_place_id p)
{
    return ways->gaits * links->first_out[p] + p;
}

cruce_status cri_place_ways_init(cri_place_ways *ways, const cri_world *world, cruce_error *err);
void cri_place_ways_free(cri_place_ways *ways);
/** Ways of the people at a place with the weights of `choice`, of whom a part leaves. */
void cri_ways_list(cri_ways *ways, const cri_place_ways *all, const cri_world *world,
                   cruce_place_id place, const cri_choice *choice, double leaving);
/** Divides persons over the ways: some[n]. An exact multinomial. */
void cri_ways_divide(const cri_ways *ways, cruce_rng *rng, int64_t persons, int64_t *some);

/**
 * At a place, all distances travelled today that lead to the same decisions are one class. Classes are numbered so that
 * every leg leads to a higher number. A leg leads to a class, to rest at a place or to a night on a road: each of these
 * is a crowd, numbered in this order.
 */
typedef struct cri_sweep {
    bool usable;              /* no routes, one group, whole kilometres where memory matters */
    int64_t topology_version; /* of the world for which the classes were made */
    int32_t renewals;
    int32_t n_classes;
    int32_t *first_class; /* [places.n + 1] rows of the next two columns */
    int32_t *from_m;      /* [classes] least distance of each class of a place, ascending */
    int32_t *class;       /* [classes] its number */
    int32_t *place;       /* [classes] by number, as are all below */
    int32_t *first_leg;   /* into leads_to */
    int32_t
        *leads_to; /* crowd at the end of each leg, in the order of the links out of the place */
    int32_t gaits; /* legs of a link: 1, or 2 where some are walked by chance */
    cri_crowds crowds;
    uint64_t *waiting; /* a bit per crowd: somebody has arrived */
    cri_place_ways ways;
    int32_t ride_km;
    int32_t *arrival; /* [links.n] class of people who have come the whole link today */
} cri_sweep;

/** Crowds behind the classes: those who rest at a place, and those who spend the night on a link. */
static inline int32_t cri_sweep_rest(const cri_sweep *s, cruce_place_id p)
{
    return s->n_classes + p;
}
static inline int32_t cri_sweep_night(const cri_sweep *s, int32_t n_places, cruce_link_id k,
                                      bool on_foot)
{
    return s->n_classes + n_places + 2 * k + on_foot;
}

#endif
