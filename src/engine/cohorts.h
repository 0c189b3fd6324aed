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
    int64_t persons; /* all of them */
    double birth;    /* their mean day of creation */
} cri_rest;

/** The plain sweep: at a place, all distances travelled today that lead to the same decisions are one class. */
typedef struct cri_sweep {
    bool usable;          /* no travel memory, no routes, one group */
    int32_t *first_class; /* [places.n + 1] */
    int32_t *from_m;      /* [classes] least distance of the class */
    int32_t *place;       /* [classes] */
    int32_t *order;       /* [classes] in which classes must be worked off */
    int64_t *persons;     /* [classes] */
    double *birth;        /* [classes] their mean day of creation */
    cruce_rng *rng;       /* [places.n] today's stream of each place */
    int32_t *rng_step;    /* [places.n] sub-step for which it was opened */
} cri_sweep;

typedef struct cri_cohorts {
    cri_run *run;
    int32_t n_groups;
    cri_rest **rest;         /* [n_groups] -> [places.n]; NULL until somebody of the group is there */
    cri_cohort_table road;   /* on links */
    cri_cohort_table bound;  /* resting at a place on the way of a longer route */
    cri_cohort_table moving; /* this morning's leavers */
    cri_cohort_table sorted; /* those who act in a phase, by place or link */
    cri_cohort_table stack;  /* arrived with time left, not yet decided */
    int32_t *count;          /* [places.n + links.n] scratch for sorting */
    int64_t *arrived_persons; /* [places.n] today so far */
    double *expected_persons; /* [places.n] net change expected in the rest of the phase */
    int64_t *before_persons;  /* [places.n] at the start of the sub-step */
    struct cri_turn *turn;    /* scratch: in which order single persons act */
    bool live; /* rooms follow every arrival */
    int32_t ride_m, walk_m;
    cri_sweep sweep;
} cri_cohorts;

/** Who acts now: the stream to draw from, and in how fine steps. */
typedef struct cri_step {
    cri_cohorts *e;
    cruce_rng *rng;
    int32_t number;  /* of the sub-step, from 1 */
    bool one_by_one; /* single persons, each seeing what those before did */
} cri_step;

/** A phase of the day: rows of `who` act, all of each at once, in shares, or person by person. */
typedef struct cri_phase {
    cri_cohorts *e;
    cri_cohort_table *who;  /* rows with equal `at` stand together; emptied */
    cruce_purpose purpose;
    const uint64_t *actor;  /* by `at` of a row */
    cruce_status (*act)(cri_step *step, const cri_cohort *cohort, int64_t persons,
                        cruce_error *err);
    cruce_status (*finish)(cri_step *step, cruce_error *err); /* after each sub-step; may be NULL */
    bool brings_people;     /* to places; else they only leave */
} cri_phase;

/** e->expected_persons holds the expected net change of each place. */
cruce_status cri_phase_run(const cri_phase *phase, cruce_error *err);

/** Persons come to a place or leave it (negative). */
static inline void cri_cohorts_count(cri_cohorts *e, cruce_place_id place, int64_t persons)
{
    cri_world *w = &e->run->world;
    w->persons[place] += persons;
    e->arrived_persons[place] += persons > 0 ? persons : 0;
    if (e->live && w->capacity_persons[place] > 0) {
        w->room[place] =
            cruce_rule_room(w->settings, w->capacity_persons[place], w->persons[place]);
    }
}

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
