/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the border inside a run: creates its parts and calls them in the order of a day
 * Leaves  what happens to the parts (border_*.c); how people move to the engines
 * Source  design notes 3.1
 */
#include "border.h"

#include "../base/text.h"
#include "border_beliefs.h"
#include "border_cities.h"
#include "border_custody.h"
#include "border_departures.h"
#include "border_groups.h"
#include "border_ledger.h"
#include "border_list.h"
#include "border_observe.h"
#include "border_ports.h"
#include "border_reviews.h"
#include "border_transit.h"
#include "handover.h"

/* The parts in the order in which they are made; a part may look at those before it. */
static cruce_status create_parts(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_ledger_create(b, err));
    TRY(cri_departing_create(b, err));
    TRY(cri_beliefs_create(b, err));
    TRY(cri_transit_create(b, err));
    TRY(cri_groups_create(b, err));
    TRY(cri_cities_create(b, err));
    TRY(cri_list_create(b, err));
    TRY(cri_custody_create(b, err));
    TRY(cri_ports_create(b, err));
    TRY(cri_desk_create(b, err));
    TRY(cri_reviews_create(b, err));
done:
    return st;
}

static cruce_status list_cities(cri_border *b, cruce_error *err)
{
    int32_t n_places = b->run->scenario->places.n;
    b->city = cri_border_column(b, n_places, sizeof *b->city);
    b->stay_chance = cri_border_column(b, n_places * b->n_nations, sizeof *b->stay_chance);
    if (b->city == NULL || b->stay_chance == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t p = 0; p < n_places; p++) {
        if (b->tables->sector_of_place[p] != CRUCE_NONE) {
            b->city[b->n_cities++] = p;
        }
    }
    return CRUCE_OK;
}

cruce_status cri_border_create(cri_border **border, cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_border *t = &run->scenario->border;
    *border = NULL;
    if (!t->has_border) {
        return CRUCE_OK;
    }
    cri_border *b = cri_calloc(1, sizeof *b);
    if (b == NULL) {
        return cri_no_memory(err);
    }
    *border = b;
    run->border = b;
    b->run = run;
    b->tables = t;
    b->n_nations = t->people.n;
    b->n_sectors = t->sectors.n;
    b->n_offices = t->n_offices;
    b->n_ports = t->ports.n;
    b->n_groups = t->groups.n;
    /* a day's log: every measure, every rule twice (meeting and finding), every port each hour, every group a few times */
    b->log_room = t->measures.n + 2 * t->rules.n + 24 * t->ports.n + 8 * (t->groups.n + 8);
    b->log = cri_calloc((size_t)b->log_room + 1, sizeof *b->log);
    if (b->log == NULL) {
        return cri_no_memory(err);
    }
    b->today.log = b->log;
    TRY(list_cities(b, err));
    TRY(cri_measures_create(&b->measures, t, run->scenario->places.n, run->scenario->links.n, err));
    TRY(create_parts(b, err));
done:
    return st;
}

void cri_border_destroy(cri_border *b)
{
    if (b == NULL) {
        return;
    }
    cri_ports_destroy(b);
    cri_list_destroy(b);
    cri_departing_destroy(b);
    cri_measures_destroy(b->measures);
    cri_free(b->log);
    cri_arena_free(&b->arena);
    cri_free(b);
}

cruce_status cri_border_dawn(cri_border *b, cruce_error *err)
{
    b->today.n_log = 0;
    b->today.n_publications = 0;
    cri_measures_advance(b->measures, 24 * b->run->day);
    cri_reviews_morning(b);
    cri_beliefs_morning(b);
    cri_departing_morning(b);
    return cri_list_morning(b, err);
}

cruce_status cri_border_morning(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_transit_morning(b, err));
    TRY(cri_groups_morning(b, err));
done:
    return st;
}

/* Who is in a border city this evening: does that city suit them, or do they go on to another one? */
static cruce_status judge_cities(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_run *run = b->run;
    for (int32_t p = 0; run->world.settings->goals_only && p < run->world.places->n; p++) {
        for (int32_t n = 0; run->world.goal[p] && n < b->n_nations; n++) {
            double *chance = &b->stay_chance[(size_t)p * (size_t)b->n_nations + (size_t)n];
            TRY(cri_choice_stay_chance(&run->choices, n, p, chance, err));
        }
    }
done:
    return st;
}

cruce_status cri_border_evening(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(judge_cities(b, err));
    cri_transit_evening(b);
    cri_cities_arrive(b);
    cri_list_day(b);
    cri_cities_attempt(b);
    TRY(cri_ports_day(b, err));
    cri_custody_day(b);
    cri_beliefs_evening(b);
    TRY(cri_ledger_check(b, err));
    cri_desk_evening(b);
done:
    return st;
}

void cri_border_take(cri_border *b, cruce_place_id place, int64_t *persons)
{
    const cri_world *w = &b->run->world;
    if (w->settings->goals_only && w->goal[place]) {
        cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_SETTLE, w->places->actor[place]);
        const double *chance = b->stay_chance + (size_t)place * (size_t)b->n_nations;
        cri_run_take(b->run, place, chance, &rng, persons);
    } else {
        cri_run_take(b->run, place, NULL, NULL, persons);
    }
}

cruce_status cri_border_put(cri_border *b, cruce_place_id place, const int64_t *persons,
                            cruce_error *err)
{
    return cri_run_put(b->run, place, persons, false, err);
}

void cri_border_log(cri_border *b, const cruce_log_entry *entry)
{
    if (b->today.n_log < b->log_room) {
        b->log[b->today.n_log++] = *entry;
    }
}

void cri_border_state(cruce_state_io *io, cri_border *b)
{
    cri_measures_state(io, b->measures, b->run->day);
    cri_departing_state(io, b);
    cri_beliefs_state(io, b);
    cri_transit_state(io, b);
    cri_groups_state(io, b);
    cri_cities_state(io, b);
    cri_list_state(io, b);
    cri_custody_state(io, b);
    cri_ports_state(io, b);
    cri_desk_state(io, b);
    cri_ledger_state(io, b);
    cri_ledger_state_check(io, b);
}
