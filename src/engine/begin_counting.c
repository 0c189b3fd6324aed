/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * When the engine `cohorts` begins to count. Few people form as many states as they are, and counting them is slower
 * than moving each: until counting pays, people are kept as single persons (persons.c, agents.c); then, once and
 * between two days, they become counts (cohorts.c) for the rest of the run.
 * The decision looks at the scenario and at the people of this replicate only. Docs: model.md 8.
 */
#include "../base/text.h"
#include "cohorts.h"
#include "persons.h"

/* A day of counting costs as much as so many persons on the move, and as much again for every state that they form.
   Measured on the displacement cases of 2,000 to 3 million people, with 1 to 3 legs seen ahead, with travel memory and
   without (docs/validation.md). */
enum {
    PERSONS_A_DAY = 8000,
    PERSONS_A_STATE = 10,
    PERSONS_MOST = 1 << 22, /* in all: what memory is spent on */
    SECOND_LOOK_DAYS =
        4 /* a crowd that has waited in one place and sets out will not stay together */
};
static const double LIKELY_TO_LEAVE =
    0.1; /* where people leave with this chance, they count as on the move */

/* The state of a person this morning, as cohorts know it: travel memory in whole km, which decides as the real number
   does where lengths and speeds are whole km (model.md 7.7). */
static cri_cohort state_of(const cri_persons *e, int32_t id)
{
    const cri_person *x = &e->person[id];
    bool remembers = e->run->world.settings->avoid_short_stints;
    return (cri_cohort){
        .persons = 1,
        .birth = (double)cri_persons_birth(e, id),
        .at = x->at,
        .position_m = x->position_m,
        .route = x->route,
        .group = x->group,
        .memory_km = remembers ? (int32_t)cri_persons_recent(e, x) : 0,
        .state = (int32_t)x->state,
    };
}

/* Told of a person: at rest at a place, or on a link. */
typedef cruce_status visit_fn(void *context, const cri_cohort *person, bool travelling,
                              cruce_error *err);

static cruce_status visit_marked(const cri_persons *e, const uint64_t *mark, bool travelling,
                                 visit_fn *visit, void *context, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (int32_t word = 0; word < cri_words(e->n); word++) {
        for (uint64_t left = mark[word]; left != 0; left &= left - 1) {
            cri_cohort person = state_of(e, word * 64 + __builtin_ctzll(left));
            TRY(visit(context, &person, travelling, err));
        }
    }
done:
    return st;
}

/* Everybody but those who rest where the chance to leave is below `least_chance`. */
static cruce_status visit_persons(const cri_persons *e, double least_chance, visit_fn *visit,
                                  void *context, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = &e->run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        const cri_residents *here = &e->residents[p];
        for (int32_t i = 0; i < here->n && w->movechance[p] >= least_chance; i++) {
            cri_cohort person = state_of(e, here->id[i]);
            TRY(visit(context, &person, false, err));
        }
    }
    TRY(visit_marked(e, e->bound, false, visit, context, err));
    TRY(visit_marked(e, e->travelling, true, visit, context, err));
done:
    return st;
}

/* --- does it pay? --- */

/* Persons on the move from which counting them is faster. */
static double worth_counting(double states)
{
    return PERSONS_A_DAY + PERSONS_A_STATE * states;
}

typedef struct tally {
    int64_t persons;
    cri_cohort_table states;
} tally;

/* People on their first road are left out: they are together still, but will not stay so. */
static cruce_status tally_person(void *context, const cri_cohort *person, bool travelling,
                                 cruce_error *err)
{
    tally *t = context;
    if (person->state & CRI_FIRST_ROAD) {
        return CRUCE_OK;
    }
    cri_cohort state = *person;
    state.at = travelling ? state.at : -1 - state.at; /* places and links are numbered alike */
    t->persons++;
    return cri_cohort_add(&t->states, &state, err);
}

static cruce_status many_per_state(const cri_persons *e, bool *many, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    tally t = {0};
    TRY(visit_persons(e, LIKELY_TO_LEAVE, tally_person, &t, err));
    *many = (double)t.persons >= worth_counting(t.states.n);
done:
    cri_cohort_free(&t.states);
    return st;
}

/* How many states there can be on the move, at a rough guess from above: places, days on each link, each with every
   travel memory, home and way ahead. */
static double states_possible(const cri_run *run)
{
    const cri_world *w = &run->world;
    const cruce_settings *s = w->settings;
    double states = w->places->n;
    for (int32_t k = 0; k < w->links->n; k++) {
        states += 1.0 + w->links->length_km[k] / s->max_move_speed;
    }
    states *= s->avoid_short_stints ? s->max_move_speed : 1.0;
    return states * run->choices.n_groups * (1.0 + run->choices.routes.n);
}

/* Newcomers who will set out today. */
static double persons_setting_out(const cri_run *run)
{
    double persons = 0.0;
    for (int32_t p = 0; p < run->world.places->n; p++) {
        if (run->world.movechance[p] >= LIKELY_TO_LEAVE) {
            persons += (double)run->newcomers[p];
        }
    }
    return persons;
}

/* Not while too few are on the move for any number of states; after that on ever fewer mornings, because a look costs
   half as much as a day. */
static bool is_day_to_look(cri_run *run)
{
    const cri_persons *e = run->engine;
    double persons = (double)run->travelling_persons;
    for (int32_t p = 0; p < run->world.places->n; p++) {
        persons += run->world.movechance[p] >= LIKELY_TO_LEAVE ? e->residents[p].n : 0;
    }
    if (run->day < run->look_day || persons < worth_counting(1.0)) {
        return false;
    }
    run->look_day = run->day + 1 + run->day / 8;
    return true;
}

static cruce_status counting_pays(cri_run *run, bool *pays, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_persons *e = run->engine;
    int64_t persons = e->n;
    for (int32_t p = 0; p < run->world.places->n; p++) {
        persons += run->newcomers[p];
    }
    *pays =
        persons > PERSONS_MOST || persons_setting_out(run) >= worth_counting(states_possible(run));
    if (run->options.counts_from_day > 0) {
        *pays = run->day >= run->options.counts_from_day;
    } else if (!*pays && is_day_to_look(run)) {
        bool many;
        TRY(many_per_state(e, &many, err));
        *pays = many && run->were_many;
        run->were_many = many;
        if (many && run->look_day > run->day + SECOND_LOOK_DAYS) {
            run->look_day = run->day + SECOND_LOOK_DAYS;
        }
    }
done:
    return st;
}

/* --- from persons to counts --- */

static cruce_status count_person(void *context, const cri_cohort *person, bool travelling,
                                 cruce_error *err)
{
    cri_cohorts *counts = context;
    return travelling ? cri_cohort_add(&counts->road, person, err)
                      : cri_cohorts_settle(counts, person->at, person, 1, CRI_NOT_YET, err);
}

cruce_status cri_begin_counting_if_it_pays(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    bool pays = false;
    void *counts = NULL;
    if (run->options.engine != CRUCE_ENGINE_COHORTS || run->people != &cri_people_agents) {
        goto done;
    }
    TRY(counting_pays(run, &pays, err));
    if (!pays) {
        goto done;
    }
    TRY(cri_people_counts.create(run, &counts, err));
    TRY(visit_persons(run->engine, 0.0, count_person, counts, err));
    run->people->destroy(run->engine);
    run->people = &cri_people_counts;
    run->engine = counts;
    counts = NULL;
done:
    if (counts != NULL) {
        cri_people_counts.destroy(counts);
    }
    return st;
}
