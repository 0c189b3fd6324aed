/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Counts of equal people: phase 1 (how many leave, by which road), phase 2 (travel and onward hops), sinks.
 * The day before they move is day.c, weights are src/rules, the faster way class by class is sweep.c.
 * Splits are exact binomials and multinomials. Who acts when, so that a filling camp is felt, is phase.c.
 */
#include "cohorts.h"
#include "handover.h"

#include <string.h>

#include "../base/text.h"

cruce_status cri_cohorts_stay_on_road(cri_cohorts *e, const cri_cohort *cohort, int64_t persons,
                                      int32_t position_m, int32_t moved_m, cruce_error *err)
{
    if (persons == 0) {
        return CRUCE_OK;
    }
    cri_cohort c = *cohort;
    c.persons = persons;
    c.position_m = position_m;
    c.memory_km = e->remember ? cri_memory_next(cohort->memory_km, moved_m) : 0;
    return cri_cohort_add(&e->road, &c, err);
}

/* --- choosing and entering a road --- */

static cruce_status enter(cri_step *step, cri_cohort cohort, cruce_place_id place,
                          cruce_link_id link, int32_t after, int64_t persons, int32_t moved_m,
                          cruce_error *err)
{
    cri_cohorts_count(step->e, place, -persons);
    step->e->run->world.entered_persons[link] += persons;
    if (step->e->run->checkpoints != NULL) {
        persons -= cri_checkpoints_stop(step->e->run, cohort.group, link, persons);
        if (persons == 0) {
            return CRUCE_OK;
        }
    }
    cohort.persons = persons;
    cohort.at = link;
    cohort.route = after;
    if (moved_m == CRI_NOT_YET) {
        cohort.position_m = 0;
        return cri_cohort_append(&step->e->road, &cohort,
                                 err); /* states are distinct as they are */
    }
    cohort.position_m = moved_m; /* travelled today; the link itself is entered at its start */
    return cri_cohort_append(&step->e->stack, &cohort, err);
}

/* Follows a route chosen earlier: no new choice, but a closed road or a full destination ends it. */
static cruce_status follow_route(cri_step *step, const cri_cohort *cohort, cruce_place_id place,
                                 int64_t persons, int32_t moved_m, cruce_error *err)
{
    const cri_world *w = &step->e->run->world;
    const cri_routes *routes = &step->e->run->choices.routes;
    cruce_link_id link = cri_world_open_link(w, place, routes->next[cohort->route]);
    if (link == CRUCE_NONE || cri_is_full(w, routes->final[cohort->route])) {
        cri_cohort c = *cohort;
        c.route = 0;
        return cri_cohorts_settle(step->e, place, &c, persons, moved_m, err);
    }
    return enter(step, *cohort, place, link, routes->after[cohort->route], persons, moved_m, err);
}

static cruce_status take_candidate(cri_step *step, const cri_cohort *cohort, cruce_place_id place,
                                   const cri_choice *c, int32_t j, int64_t persons, int32_t moved_m,
                                   cruce_error *err)
{
    const cri_world *w = &step->e->run->world;
    if (c->link[j] == CRUCE_NONE || cri_is_full(w, c->final[j])) {
        return cri_cohorts_settle(step->e, place, cohort, persons, moved_m, err);
    }
    return enter(step, *cohort, place, c->link[j], c->after[j], persons, moved_m, err);
}

/* `persons` of a cohort at a place set out: each chooses a way (or stays where there is none). */
static cruce_status go_on(cri_step *step, const cri_cohort *cohort, cruce_place_id place,
                          int64_t persons, int32_t moved_m, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_choice *c;
    if (persons == 0) {
        goto done;
    }
    if (cohort->route != 0) {
        TRY(follow_route(step, cohort, place, persons, moved_m, err));
        goto done;
    }
    TRY(cri_choice_at(&step->e->run->choices, cohort->group, place, &c, err));
    if (c->n == 0) {
        TRY(cri_cohorts_settle(step->e, place, cohort, persons, moved_m, err));
    } else if (persons <= 2 || persons * 2 < c->n) {
        for (int64_t i = 0; i < persons; i++) {
            int32_t j = cri_choice_draw(c, step->rng);
            TRY(take_candidate(step, cohort, place, c, j, 1, moved_m, err));
        }
    } else {
        for (int32_t j = 0; j < c->n && persons > 0; j++) {
            int64_t some = c->tail[j + 1] > 0.0
                               ? cruce_binomial(step->rng, persons, c->weight[j] / c->tail[j])
                               : persons;
            persons -= some;
            if (some > 0) {
                TRY(take_candidate(step, cohort, place, c, j, some, moved_m, err));
            }
        }
    }
done:
    return st;
}

/* --- phase 2, one state at a time --- */

static double onward_chance(const cri_cohorts *e, const cri_cohort *cohort, cruce_place_id place,
                            int32_t moved_m)
{
    const cri_world *w = &e->run->world;
    if (cohort->route != 0) {
        return 1.0;
    }
    if (e->remember && (w->flags[place] & CRUCE_TOWN) &&
        (int64_t)cohort->memory_km * 1000 + moved_m < e->ride_m) {
        return 1.0;
    }
    return w->leave_chance[place];
}

/* Travels at one speed from position_m with moved_m behind: to the end of the road and on, or not to its end. */
static cruce_status travel_at(cri_step *step, const cri_cohort *cohort, int64_t persons,
                              int32_t position_m, int32_t moved_m, int32_t speed_m,
                              cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_world *w = &e->run->world;
    cruce_link_id link = cohort->at;
    int32_t left_m = w->links->length_m[link] - position_m;
    if (speed_m <= left_m) {
        TRY(cri_cohorts_stay_on_road(e, cohort, persons, position_m + speed_m, moved_m + speed_m,
                                     err));
        goto done;
    }
    moved_m += left_m;
    cri_cohort c = *cohort;
    c.state = 0;
    bool turned_back = (cohort->state & CRI_ROAD_CLOSED) != 0;
    cruce_place_id place = turned_back ? w->links->from[link] : w->links->to[link];
    cri_cohorts_count(e, place, persons);
    if (turned_back || moved_m >= speed_m || w->goal[place]) {
        TRY(cri_cohorts_settle(e, place, &c, persons, moved_m, err));
        goto done;
    }
    int64_t going = cruce_binomial(step->rng, persons, onward_chance(e, &c, place, moved_m));
    TRY(cri_cohorts_settle(e, place, &c, persons - going, moved_m, err));
    TRY(go_on(step, &c, place, going, moved_m, err));
done:
    return st;
}

static cruce_status travel(cri_step *step, const cri_cohort *cohort, int64_t persons,
                           int32_t position_m, int32_t moved_m, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double walk = step->e->run->world.links->walk_chance[cohort->at];
    int64_t walkers = walk > 0.0 ? cruce_binomial(step->rng, persons, walk) : 0;
    if (walkers > 0) {
        TRY(travel_at(step, cohort, walkers, position_m, moved_m, step->e->walk_m, err));
    }
    if (persons > walkers) {
        int32_t speed = cri_cohorts_speed(step->e, cohort->at, cohort->state);
        TRY(travel_at(step, cohort, persons - walkers, position_m, moved_m, speed, err));
    }
done:
    return st;
}

/* Works off everybody who has entered a further road today. */
static cruce_status work_off_stack(cri_step *step, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohort_table *stack = &step->e->stack;
    while (stack->n > 0) {
        cri_cohort c = stack->row[--stack->n];
        TRY(travel(step, &c, c.persons, 0, c.position_m, err));
    }
done:
    return st;
}

/* Rows of a table in the order of where they are, so that each place's or link's stream serves its own people. */
static cruce_status sort_by_where(cri_cohorts *e, cri_cohort_table *table, int32_t n_keys,
                                  cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    memset(e->count, 0, ((size_t)n_keys + 1) * sizeof *e->count);
    TRY(cri_cohort_reserve(&e->sorted, table->n, err));
    for (int32_t i = 0; i < table->n; i++) {
        e->count[table->row[i].at + 1]++;
    }
    for (int32_t k = 0; k < n_keys; k++) {
        e->count[k + 1] += e->count[k];
    }
    for (int32_t i = 0; i < table->n; i++) {
        e->sorted.row[e->count[table->row[i].at]++] = table->row[i];
    }
    e->sorted.n = table->n;
    cri_cohort_unindex(table);
    table->n = 0;
done:
    return st;
}

/* --- phase 1 --- */

static cruce_status set_out(cri_step *step, const cri_cohort *c, int64_t persons, cruce_error *err)
{
    return go_on(step, c, c->at, persons, CRI_NOT_YET, err);
}

/* Phase 1: who leaves does not depend on the rooms, which road does. Nobody has moved: those who stay after all go
   back with their memory as it was, and the night fades it once. */
static cruce_status leave(cri_cohorts *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = &e->run->world;
    int32_t in_order_rows;
    TRY(cri_rest_pick_leavers(e, &in_order_rows, err));
    memset(e->expected_persons, 0, (size_t)w->places->n * sizeof *e->expected_persons);
    for (int32_t i = 0; i < e->moving.n; i++) {
        e->expected_persons[e->moving.row[i].at] -= (double)e->moving.row[i].persons;
    }
    bool in_order = e->n_groups == 1 && e->moving.n == in_order_rows;
    if (!in_order) {
        TRY(sort_by_where(e, &e->moving, w->places->n, err));
    }
    cri_phase phase = {.e = e,
                       .who = in_order ? &e->moving : &e->sorted,
                       .purpose = CRUCE_DRAW_CHOOSE,
                       .actor = w->places->actor,
                       .act = set_out};
    TRY(cri_phase_run(&phase, err));
done:
    return st;
}

/* --- phase 2 --- */

static cruce_status come_along(cri_step *step, const cri_cohort *c, int64_t persons,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (step->one_by_one || !step->e->sweep.usable) {
        TRY(travel(step, c, persons, c->position_m, 0, err));
        TRY(work_off_stack(step, err));
    } else {
        TRY(cri_sweep_travel(step, c, persons, err));
    }
done:
    return st;
}

static cruce_status travel_all(cri_cohorts *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_sweep_renew(e, err));
    TRY(sort_by_where(e, &e->road, e->run->world.links->n, err));
    cri_rooms_refresh(&e->run->world);
    TRY(cri_outlook(e, err));
    cri_phase phase = {.e = e,
                       .who = &e->sorted,
                       .purpose = CRUCE_DRAW_TRAVEL,
                       .actor = e->run->world.links->actor,
                       .act = come_along,
                       .finish = e->sweep.usable ? cri_sweep_run : NULL,
                       .brings_people = true};
    TRY(cri_phase_run(&phase, err));
done:
    return st;
}

/* --- the engine's five verbs --- */

static cruce_status move_cohorts(void *engine, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = engine;
    TRY(leave(e, err));
    if (e->remember) {
        cri_rest_fade(e);
    }
    TRY(travel_all(e, err));
    if (e->run->world.settings->camps_are_sinks) {
        cri_rest_sink(e);
    }
done:
    return st;
}

static void close_link_under_people(void *engine, cruce_link_id link)
{
    cri_cohorts *e = engine;
    cri_cohort_unindex(&e->road);
    for (int32_t i = 0; i < e->road.n; i++) {
        if (e->road.row[i].at == link) {
            e->road.row[i].state |= CRI_ROAD_CLOSED;
        }
    }
}

static cruce_status create_cohorts(cri_run *run, void **engine, cruce_error *err)
{
    cri_cohorts *e = cri_calloc(1, sizeof *e);
    if (e == NULL) {
        return cri_no_memory(err);
    }
    *engine = e;
    e->run = run;
    e->n_groups = run->choices.n_groups;
    size_t n = (size_t)run->world.places->n + 1;
    e->rest = cri_calloc((size_t)e->n_groups + 1, sizeof *e->rest);
    e->count = cri_calloc(n + (size_t)run->world.links->n + 2, sizeof *e->count);
    e->flow = cri_calloc(4 * n, sizeof *e->flow);
    e->expected_persons = cri_calloc(n, sizeof *e->expected_persons);
    e->before_persons = cri_calloc(n, sizeof *e->before_persons);
    e->surge_persons = cri_calloc(n, sizeof *e->surge_persons);
    if (e->rest == NULL || e->count == NULL || e->flow == NULL || e->expected_persons == NULL ||
        e->before_persons == NULL || e->surge_persons == NULL) {
        return cri_no_memory(err);
    }
    e->ride_m = run->world.ride_m;
    e->walk_m = run->world.walk_m;
    e->speed_m = run->world.speed_m;
    e->remember = run->world.settings->avoid_short_stints;
    return CRUCE_OK;
}

static void destroy_cohorts(void *engine)
{
    cri_cohorts *e = engine;
    for (int32_t g = 0; e->rest != NULL && g < e->n_groups; g++) {
        for (int32_t p = 0; e->rest[g] != NULL && p < e->run->world.places->n; p++) {
            cri_free(e->rest[g][p].by_memory);
        }
        cri_free(e->rest[g]);
    }
    cri_free(e->rest);
    cri_free(e->count);
    cri_free(e->flow);
    cri_free(e->expected_persons);
    cri_free(e->before_persons);
    cri_free(e->surge_persons);
    cri_free(e->turn);
    cri_free(e->created);
    cri_cohort_free(&e->road);
    cri_cohort_free(&e->bound);
    cri_cohort_free(&e->moving);
    cri_cohort_free(&e->sorted);
    cri_cohort_free(&e->stack);
    cri_sweep_free(&e->sweep);
    cri_free(e);
}

const cri_people cri_people_counts = {
    .name = "counts",
    .create = create_cohorts,
    .destroy = destroy_cohorts,
    .add = cri_rest_add,
    .link_closed = close_link_under_people,
    .move = move_cohorts,
    .count = cri_rest_count,
    .put = cri_cohorts_put,
    .take = cri_cohorts_take,
    .take_some = cri_cohorts_take_some,
    .resting = cri_cohorts_resting,
    .state = cri_cohorts_state,
};
