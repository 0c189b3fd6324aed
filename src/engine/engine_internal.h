/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the two ways of keeping people share: one run, its world, and the things that can be done with people.
 */
#ifndef CRI_ENGINE_INTERNAL_H
#define CRI_ENGINE_INTERNAL_H

#include "../base/state_io.h"
#include "../model/register_daily.h"
#include "../model/world.h"
#include "../policy/closures.h"
#include "../rules/choice.h"
#include "cruce/engine.h"
#include "cruce/rng.h"

/* What a person or cohort carries besides numbers. */
enum {
    CRI_FIRST_ROAD = 1, /* has not finished a road yet */
    CRI_ROAD_CLOSED = 2 /* the road closed under way: will be put back at its start */
};

typedef struct cri_run {
    const cruce_scenario *scenario;
    cruce_run_options options;
    int32_t day;
    cri_world world;
    cri_choices choices;
    cri_daily daily; /* registered counts by day */
    int64_t created_persons, raw_persons, debt_persons;
    int64_t *newcomers;         /* [places.n] of today */
    int64_t *active_persons;    /* [places.n] for the ledger */
    int64_t *group_persons;     /* [choices.n_groups] in movement, as counted for the ledger */
    int64_t *camp_data;         /* [n_camps] for the observer */
    double *tail;               /* [places.n + 1] of the spawn weights */
    int64_t travelling_persons; /* on links at the end of yesterday */
    int32_t look_day;           /* next morning on which begin_counting.c looks */
    bool were_many;             /* for the states they formed, at its last look */
    const struct cri_people *people;
    void *engine;
    struct cri_border *border;           /* NULL: the scenario has none */
    struct cri_checkpoints *checkpoints; /* handover.h; NULL: nobody is ever stopped */
    int64_t outside_persons;             /* left movement for a part of the border, not put back */
} cri_run;

/**
 * Everything of a run that a day leaves to the next one, at the start of run->day (state.c). Reading needs a run as it was
 * opened; what can be worked out again is.
 */
void cri_run_state(cruce_state_io *io, cri_run *run);
/** The bytes of one replicate in a state. */
struct cruce_state_bytes cri_state_replicate(const cruce_state *state, uint32_t replicate);
/** What is wrong with a state, as CRUCE_ERR_INPUT with its name. */
cruce_status cri_state_fail(const cruce_state *state, const cruce_state_io *io, cruce_error *err);
int32_t cri_state_day(const cruce_state *state);

/** An engine: how people are kept and moved. `engine` is what create made. */
typedef struct cri_people {
    const char *name;
    cruce_status (*create)(cri_run *run, void **engine, cruce_error *err);
    void (*destroy)(void *engine);
    /** persons[places.n] newly created; `mixed`: in no order of places (else place by place) */
    cruce_status (*add)(void *engine, const int64_t *persons, bool mixed, cruce_error *err);
    void (*link_closed)(void *engine, cruce_link_id link);
    /** phases 1 and 2, travel memory, sinks of run->day */
    cruce_status (*move)(void *engine, cruce_error *err);
    /** counts people afresh: at each place (active ones), on links (returned), in each group */
    int64_t (*count)(const void *engine, int64_t *active_persons, int64_t *group_persons);
    /** what handover.h says of cri_run_put, cri_run_take and cri_run_resting, one group or all */
    cruce_status (*put)(void *engine, int32_t group, cruce_place_id place, int64_t persons,
                        bool newly, cruce_error *err);
    void (*take)(void *engine, cruce_place_id place, const double *chance, cruce_rng *rng,
                 int64_t *persons);
    void (*take_some)(void *engine, int32_t group, cruce_place_id place, int64_t persons);
    void (*resting)(const void *engine, cruce_place_id place, int64_t *persons);
    /** everybody as they are in the morning; reading needs a new engine */
    void (*state)(cruce_state_io *io, void *engine);
} cri_people;

extern const cri_people cri_people_counts, cri_people_agents;

/** In the engine `cohorts`, before today's newcomers are added: turns persons into counts once that pays. */
cruce_status cri_begin_counting_if_it_pays(cri_run *run, cruce_error *err);

/** A stream of this run on its present day. */
static inline cruce_rng cri_run_rng(const cri_run *run, cruce_purpose purpose, uint64_t actor)
{
    return cruce_rng_at(run->options.seed, run->options.replicate, run->day, purpose, actor);
}

/** Room at every place with a capacity, from the persons who are there now. */
void cri_rooms_refresh(cri_world *world);

/** Everything of the day that does not depend on single people, before they move (flee-compat 3.3 A-D, 3.4 1-2). */
cruce_status cri_day_begin(cri_run *run, cruce_error *err);
/** Persons present from the start (flee-compat 3.2), and the first spawn weights. */
cruce_status cri_day_first(cri_run *run, cruce_error *err);

/** Travel memory in whole km after a day on which `moved_m` metres were travelled. */
static inline int32_t cri_memory_next(int32_t memory_km, int32_t moved_m)
{
    return (int32_t)(((int64_t)memory_km * 1000 + moved_m) / 2000);
}

#endif
