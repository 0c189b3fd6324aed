/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The cohorts engine: where its counts are kept, and the two ways in which a day on the road is worked out.
 */
#ifndef CRI_COHORTS_H
#define CRI_COHORTS_H

#include "cohort_table.h"
#include "engine_internal.h"
#include "sweep.h"

/** People of one group who rest at one place with no route before them. */
typedef struct cri_rest {
    int64_t first_road_persons; /* have not finished a road yet; travel memory 0 */
    int64_t *by_memory;         /* [n_memory] the others, by travel memory in km */
    int32_t n_memory, room;
    int64_t persons; /* all of them */
    double births;   /* sum of their days of creation */
} cri_rest;

typedef struct cri_cohorts {
    cri_run *run;
    int32_t n_groups;
    cri_rest **rest;       /* [n_groups] -> [places.n]; NULL until somebody of the group is there */
    cri_cohort_table road; /* on links */
    cri_cohort_table bound;   /* resting at a place on the way of a longer route */
    cri_cohort_table moving;  /* this morning's leavers */
    cri_cohort_table sorted;  /* those who act in a phase, by place or link */
    cri_cohort_table stack;   /* arrived with time left, not yet decided */
    int32_t *count;           /* [places.n + links.n] scratch for sorting */
    double *expected_persons; /* [places.n] net change expected in the rest of the phase */
    double *surge_persons;    /* [places.n] all who are expected to come, if only to go on */
    double *flow;             /* [4 * places.n] scratch of the outlook */
    double *before_persons;   /* [places.n] at the start of the sub-step */
    struct cri_turn *turn;    /* scratch: in which order single persons act */
    double *created;          /* scratch of phase.c: those who will act, by day of creation */
    bool live;                /* rooms follow every arrival */
    int32_t ride_m, walk_m;
    const int32_t *speed_m; /* as in cri_world */
    bool remember;          /* a rule needs the travel memory */
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
    cri_cohort_table *who; /* rows with equal `at` stand together; emptied */
    cruce_purpose purpose;
    const uint64_t *actor; /* by `at` of a row */
    cruce_status (*act)(cri_step *step, const cri_cohort *cohort, int64_t persons,
                        cruce_error *err);
    cruce_status (*finish)(cri_step *step, cruce_error *err); /* after each sub-step; may be NULL */
    bool brings_people;                                       /* to places; else they only leave */
} cri_phase;

/** Fills expected_persons and surge_persons for the people in e->sorted, who are on the road. */
cruce_status cri_outlook(cri_cohorts *e, cruce_error *err);

/** e->expected_persons holds the expected net change of each place. */
cruce_status cri_phase_run(const cri_phase *phase, cruce_error *err);

/** Persons come to a place or leave it (negative). */
static inline void cri_cohorts_count(cri_cohorts *e, cruce_place_id place, int64_t persons)
{
    cri_world *w = &e->run->world;
    w->persons[place] += persons;
    if (e->live && w->capacity_persons[place] > 0) {
        w->room[place] =
            cruce_rule_room(w->settings, w->capacity_persons[place], w->persons[place]);
    }
}

/** Comes to rest, or stays: `moved_m` travelled today goes into the memory; CRI_NOT_YET in phase 1. */
#define CRI_NOT_YET (-1)
cruce_status cri_cohorts_settle(cri_cohorts *e, cruce_place_id place, const cri_cohort *cohort,
                                int64_t persons, int32_t moved_m, cruce_error *err);
/** Speed on a link in metres a day, before chance decides about walking. */
static inline int32_t cri_cohorts_speed(const cri_cohorts *e, cruce_link_id link, int32_t state)
{
    bool on_foot = (state & CRI_FIRST_ROAD) && e->run->world.settings->start_on_foot;
    return on_foot ? e->walk_m : e->speed_m[link];
}
/** Still on the link at the end of the day, `position_m` along it. */
cruce_status cri_cohorts_stay_on_road(cri_cohorts *e, const cri_cohort *cohort, int64_t persons,
                                      int32_t position_m, int32_t moved_m, cruce_error *err);

/** Newly created persons, persons[places.n]; in the cohorts engine their order has no meaning. */
cruce_status cri_rest_add(void *engine, const int64_t *persons, bool mixed, cruce_error *err);
/** How many leave each place this morning, by state: fills e->moving, of which the first rows are in the order of places. */
cruce_status cri_rest_pick_leavers(cri_cohorts *e, int32_t *in_order_rows, cruce_error *err);
/** A night passes: travel memory halves. */
void cri_rest_fade(cri_cohorts *e);
/** Camp sinks: persons leave the system, the count of the camp keeps them (quirk 24). */
void cri_rest_sink(cri_cohorts *e);
/** Counts everybody afresh: active persons by place, persons by group, persons on links returned. */
int64_t cri_rest_count(const void *engine, int64_t *active_persons, int64_t *group_persons);

/** People come to rest at a place with no route before them. */
cruce_status cri_rest_settle(cri_rest *rest, int32_t memory_km, int64_t persons, double births,
                             cruce_error *err);
/** The resting of one group, by place; NULL if memory ran out. */
cri_rest *cri_rest_of(cri_cohorts *e, int32_t group);

/** Everybody in the morning, and what the sweep has to know (cohorts_state.c). */
void cri_cohorts_state(cruce_state_io *io, void *engine);

/** Classes for the roads that are open now; does nothing while none opens or closes. */
cruce_status cri_sweep_renew(cri_cohorts *e, cruce_error *err);
void cri_sweep_free(cri_sweep *sweep);
/** Tables of binomials, and how often classes were renewed; reading makes the classes again. */
void cri_sweep_state(cruce_state_io *io, cri_cohorts *e);
/** The class of people at p who have come moved_m metres today. */
int32_t cri_sweep_class_of(const cri_sweep *sweep, cruce_place_id p, int32_t moved_m);
/** One share of the people on a road comes to its end or not; who has time left waits in a class until run is called. */
cruce_status cri_sweep_travel(cri_step *step, const cri_cohort *cohort, int64_t persons,
                              cruce_error *err);
cruce_status cri_sweep_run(cri_step *step, cruce_error *err);

#endif
