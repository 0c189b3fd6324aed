/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The cohorts engine: where its counts are kept, and the two ways in which a day on the road is worked out.
 */
#ifndef CRI_COHORTS_H
#define CRI_COHORTS_H

#include "cohort_table.h"
#include "engine_internal.h"

/** People of one group who rest at one place with no route before them. */
typedef struct cri_rest {
    int64_t first_road_persons; /* have not finished a road yet; travel memory 0 */
    int64_t *by_memory;         /* [n_memory] the others, by travel memory in km */
    int32_t n_memory, room;
} cri_rest;

/** The plain sweep: at a place, all distances travelled today that lead to the same decisions are one class. */
typedef struct cri_sweep {
    bool usable;          /* no travel memory, no routes, one group */
    int32_t *first_class; /* [places.n + 1] */
    int32_t *from_m;      /* [classes] least distance of the class */
    int32_t *place;       /* [classes] */
    int32_t *order;       /* [classes] in which classes must be worked off */
    int64_t *persons;     /* [classes] */
    cruce_rng *rng;       /* [places.n] today's stream of each place */
    int32_t *rng_step;    /* [places.n] sub-step for which it was opened */
} cri_sweep;

typedef struct cri_cohorts {
    cri_run *run;
    int32_t n_groups;
    cri_rest **rest;         /* [n_groups] -> [places.n]; NULL until somebody of the group is there */
    cri_cohort_table road;   /* on links */
    cri_cohort_table bound;  /* resting at a place on the way of a longer route */
    cri_cohort_table moving; /* being worked on: leavers, then those on the road */
    cri_cohort_table sorted; /* scratch */
    cri_cohort_table stack;  /* arrived with time left, not yet decided */
    int32_t *count;          /* [links.n + 1] scratch for sorting */
    int64_t *arrived_persons; /* [places.n] on the road's end yesterday, for the number of sub-steps */
    int64_t *coming_persons;  /* [places.n] scratch */
    int32_t ride_m, walk_m;
    cri_sweep sweep;
} cri_cohorts;

/** People on the road with the metres travelled today; position_m of a cohort that has arrived holds the latter. */
typedef struct cri_step {
    cri_cohorts *e;
    cruce_rng *rng;
    int32_t number; /* of the sub-step, from 1 */
} cri_step;

/** Does a rule need the travel memory? */
static inline bool cri_cohorts_remember(const cri_cohorts *e)
{
    return e->run->world.settings->avoid_short_stints;
}

/** Comes to rest, or stays: `moved_m` travelled today goes into the memory; CRI_NOT_YET in phase 1. */
#define CRI_NOT_YET (-1)
cruce_status cri_cohorts_settle(cri_cohorts *e, cruce_place_id place, const cri_cohort *cohort,
                                int64_t persons, int32_t moved_m, cruce_error *err);
/** Speed on a link in metres a day, before chance decides about walking. */
int32_t cri_cohorts_speed(const cri_cohorts *e, cruce_link_id link, int32_t state);
/** Still on the link at the end of the day, `position_m` along it. */
cruce_status cri_cohorts_stay_on_road(cri_cohorts *e, const cri_cohort *cohort, int64_t persons,
                                      int32_t position_m, int32_t moved_m, cruce_error *err);

/** Newly created persons, persons[places.n]; in the cohorts engine their order has no meaning. */
cruce_status cri_rest_add(void *engine, const int64_t *persons, bool mixed, cruce_error *err);
/** How many leave each place this morning, by state: fills e->moving. */
cruce_status cri_rest_pick_leavers(cri_cohorts *e, cruce_error *err);
/** A night passes: travel memory halves. */
void cri_rest_fade(cri_cohorts *e);
/** Camp sinks: persons leave the system, the count of the camp keeps them (quirk 24). */
void cri_rest_sink(cri_cohorts *e);
/** Counts everybody afresh: active persons by place, persons on links returned. */
int64_t cri_rest_count(const void *engine, int64_t *active_persons);

cruce_status cri_sweep_init(cri_cohorts *e, cruce_error *err);
void cri_sweep_free(cri_sweep *sweep);
/** One share of the people on the road comes to the end of its day; people may be in classes until run is called. */
cruce_status cri_sweep_travel(cri_step *step, const cri_cohort *cohort, int64_t persons,
                              cruce_error *err);
cruce_status cri_sweep_run(cri_step *step, cruce_error *err);

#endif
