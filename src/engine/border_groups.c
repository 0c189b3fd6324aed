/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    caravans: which set out today, with whom; their ledger, and what reporters say of their size
 * Leaves  a caravan's day to border_caravan.c
 * Source  design notes 3.4; trust.md 5: members - joined + left - start is zero each day
 */
#include "border_groups.h"

#include <string.h>

#include "../base/text.h"
#include "border_caravan.h"
#include "border_transit.h"
#include "cruce/elementary.h"
#include "handover.h"

enum {
    FORMED_MOST = 8, /* under way at a time, of those that no row announces */
    INPUT = 1        /* figures.csv, use: score|input|show */
};

/* --- making them --- */

static void read_group(cri_border *b, int32_t g)
{
    const cruce_groups *t = &b->tables->groups;
    cri_caravan *c = &b->caravans->of[g];
    c->group = g;
    c->actor = cruce_actor_of_name(t->group[g]);
    c->pace_km = t->pace_km_per_day[g];
    c->pace_sd_km = t->pace_sd_km_per_day[g];
    c->ride_chance = t->ride_chance[g];
    c->ride_km = t->ride_km[g];
    c->cohesion = t->cohesion[g];
    c->publicity = t->publicity[g];
    c->dissolve_below_persons = t->dissolve_below_persons[g];
    c->stage = t->stage_place + t->first_stage[g];
    c->n_stages = t->first_stage[g + 1] - t->first_stage[g];
    if (c->n_stages == 0) {
        c->stage = &c->own_stage;
        c->n_stages = 1;
    }
}

/* As a row of groups.csv that says nothing (border_columns.h). */
static void use_defaults(cri_caravan *c, int32_t number)
{
    c->group = CRUCE_NONE;
    c->actor = cruce_actor_mix(cruce_actor_of_name("formed"), (uint64_t)number);
#define SKIP(...)
#define DEFAULT_WHOLE(field, standard, least, most, unit, sentence) c->field = standard;
#define DEFAULT_REAL(field, standard, least, most, unit, sentence) double field = standard;
    CRUCE_GROUPS_COLUMNS(SKIP, SKIP, SKIP, SKIP, SKIP, DEFAULT_WHOLE, DEFAULT_REAL)
#undef SKIP
#undef DEFAULT_WHOLE
#undef DEFAULT_REAL
    c->pace_km = pace_km_per_day;
    c->pace_sd_km = pace_sd_km_per_day;
    c->ride_chance = ride_chance;
    c->ride_km = ride_km;
    c->cohesion = cohesion;
    c->publicity = publicity;
    c->stage = &c->own_stage;
    c->n_stages = 1;
}

cruce_status cri_groups_create(cri_border *b, cruce_error *err)
{
    cri_caravans *x = cri_border_column(b, 1, sizeof *x);
    b->caravans = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->n = b->n_groups;
    x->room = b->n_groups + FORMED_MOST;
    x->of = cri_border_column(b, x->room, sizeof *x->of);
    x->day = cri_border_column(b, x->room, sizeof *x->day);
    x->scratch = cri_border_column(b, b->n_nations, sizeof *x->scratch);
    x->wanted = cri_border_column(b, b->n_nations, sizeof *x->wanted);
    x->taken = cri_border_column(b, b->n_nations, sizeof *x->taken);
    x->chance = cri_border_column(b, b->n_nations, sizeof *x->chance);
    x->near = cri_border_column(b, b->run->scenario->places.n, sizeof *x->near);
    x->near_metres = cri_border_column(b, b->run->scenario->places.n, sizeof *x->near_metres);
    for (int32_t i = 0; !b->no_memory && i < x->room; i++) {
        cri_caravan *c = &x->of[i];
        c->member = cri_border_column(b, b->n_nations, sizeof *c->member);
        c->toward = cri_border_column(b, b->run->scenario->places.n, sizeof *c->toward);
        c->day = &x->day[i];
        c->day->next_place = CRUCE_NONE;
        c->offer = CRUCE_NONE;
        if (i < b->n_groups) {
            read_group(b, i);
        } else {
            use_defaults(c, i);
        }
    }
    b->today.group_day = x->day;
    return b->no_memory ? cri_no_memory(err) : CRUCE_OK;
}

/* --- who sets out --- */

static bool starts_today(const cri_border *b, int32_t row)
{
    int32_t hour = b->tables->measures.from_hour[row] - 24 * b->run->day;
    return hour >= 0 && hour < 24;
}

/* The row of measures.csv by which a group sets out at a place today; CRUCE_NONE if none does. */
static int32_t departure_row(const cri_border *b, cruce_place_id place)
{
    const cruce_measures *m = &b->tables->measures;
    int32_t found = CRUCE_NONE;
    for (int32_t i = 0; i < m->n; i++) {
        if (m->kind[i] == CRUCE_MEASURE_caravan_depart && m->on[i].row == place &&
            starts_today(b, i)) {
            found = i; /* a variant's row comes last */
        }
    }
    return found;
}

/*
 * How many set out: drawn between the figures reported (they disagree) where the measure says one of them, else as the
 * measure says. Who gives a number that nobody reported, or that differs in quality from the report, or in a variant,
 * means it.
 */
static int64_t true_size(const cri_border *b, const cri_caravan *c, int32_t row)
{
    const cruce_figures *f = &b->tables->figures;
    const cruce_measures *m = &b->tables->measures;
    double least = 0.0, most = 0.0;
    int32_t n = 0;
    bool is_meant = row != CRUCE_NONE;
    for (int32_t i = 0; c->group != CRUCE_NONE && i < f->n; i++) {
        if (f->use[i] == INPUT && strcmp(f->figure[i], "group_size") == 0 &&
            strcmp(f->target[i], b->tables->groups.group[c->group]) == 0) {
            least = n == 0 || f->value[i] < least ? f->value[i] : least;
            most = n == 0 || f->value[i] > most ? f->value[i] : most;
            is_meant =
                is_meant && !(f->value[i] == m->number[row] && f->quality[i] == m->quality[row]);
            n++;
        }
    }
    if (is_meant || (row != CRUCE_NONE && m->of_variant[row])) {
        return (int64_t)m->number[row];
    }
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_GROUP_SIZE, c->actor);
    return (int64_t)(least + (most - least) * cruce_rng_unit(&rng) + 0.5);
}

/* Persons of each nation wanted, by the mix of the group's row; 0 if it has none. */
static void draw_mix(const cri_border *b, const cri_caravan *c, int64_t size, cruce_rng *rng,
                     int64_t *wanted)
{
    const cruce_groups *t = &b->tables->groups;
    memset(wanted, 0, (size_t)b->n_nations * sizeof *wanted);
    if (c->group == CRUCE_NONE || t->first_mix[c->group + 1] == t->first_mix[c->group]) {
        return;
    }
    double rest = 0.0;
    for (int32_t i = t->first_mix[c->group]; i < t->first_mix[c->group + 1]; i++) {
        rest += t->mix_weight[i];
    }
    for (int32_t i = t->first_mix[c->group]; i < t->first_mix[c->group + 1] && size > 0; i++) {
        double share = t->mix_weight[i] < rest ? t->mix_weight[i] / rest : 1.0;
        int64_t some = cruce_binomial(rng, size, share);
        wanted[t->mix_nation[i]] += some;
        size -= some;
        rest -= t->mix_weight[i];
    }
}

/* Of `present` `persons` at most, whoever they are. */
static void draw_anybody(const cri_border *b, const int64_t *present, int64_t persons,
                         cruce_rng *rng, int64_t *taken)
{
    int64_t others = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        others += present[n];
        taken[n] = 0;
    }
    persons = persons < others ? persons : others;
    for (int32_t n = 0; n < b->n_nations && persons > 0; n++) {
        others -= present[n];
        taken[n] = cruce_hypergeometric(rng, present[n], others, persons);
        persons -= taken[n];
    }
}

/* Those of each nation who rest or wait at a place. */
static void look_around(const cri_border *b, cruce_place_id place, int64_t *present)
{
    memset(present, 0, (size_t)b->n_nations * sizeof *present);
    cri_transit_waiting(b, place, present);
    cri_run_resting(b->run, place, present);
}

/* Exactly `taken` of each nation at a place become members: first those who wait there, then those who rest there. */
static void gather(cri_border *b, cri_caravan *c, cruce_place_id place, const int64_t *taken)
{
    int64_t *waiting = b->caravans->scratch;
    memset(waiting, 0, (size_t)b->n_nations * sizeof *waiting);
    cri_transit_waiting(b, place, waiting);
    for (int32_t n = 0; n < b->n_nations; n++) {
        waiting[n] = waiting[n] < taken[n] ? waiting[n] : taken[n];
        c->member[n] += taken[n];
    }
    cri_transit_take_waiting(b, place, waiting);
    for (int32_t n = 0; n < b->n_nations; n++) {
        cri_run_take_some(b->run, place, n, taken[n] - waiting[n]);
    }
}

/* Places from which people gather, the nearest first (insertion: they are few); returns how many. */
static int32_t list_near(cri_border *b, const cri_caravan *c, cruce_place_id place)
{
    cri_caravans *x = b->caravans;
    const cri_world *w = &b->run->world;
    int64_t most = (int64_t)(b->tables->parameters.group_gather_km * 1000.0);
    int32_t n_near = 0;
    for (int32_t p = 0; p < w->places->n; p++) {
        int64_t metres = cri_way_metres(w, c->toward, p, place);
        if (metres > most || b->tables->sector_of_place[p] != CRUCE_NONE) {
            continue;
        }
        int32_t i = n_near++;
        for (; i > 0 && x->near_metres[i - 1] > metres; i--) {
            x->near[i] = x->near[i - 1];
            x->near_metres[i] = x->near_metres[i - 1];
        }
        x->near[i] = p;
        x->near_metres[i] = metres;
    }
    return n_near;
}

/* The mix as far as people are there or near, then anybody. */
static cruce_status recruit(cri_border *b, cri_caravan *c, cruce_place_id place, int64_t size,
                            cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_caravans *x = b->caravans;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_GROUP_SIZE, cruce_actor_mix(c->actor, 1));
    TRY(cri_ways_toward(&b->run->world, place, c->toward, err));
    int32_t n_near = list_near(b, c, place);
    draw_mix(b, c, size, &rng, x->wanted);
    memset(c->member, 0, (size_t)b->n_nations * sizeof *c->member);
    for (int32_t i = 0; i < n_near; i++) {
        look_around(b, x->near[i], x->taken);
        for (int32_t n = 0; n < b->n_nations; n++) {
            x->taken[n] = x->taken[n] < x->wanted[n] ? x->taken[n] : x->wanted[n];
            x->wanted[n] -= x->taken[n];
        }
        gather(b, c, x->near[i], x->taken);
    }
    for (int32_t i = 0; i < n_near && cri_caravan_members(b, c) < size; i++) {
        look_around(b, x->near[i], x->wanted);
        draw_anybody(b, x->wanted, size - cri_caravan_members(b, c), &rng, x->taken);
        gather(b, c, x->near[i], x->taken);
    }
done:
    return st;
}

/* A caravan of which nobody says where it heads for: the nearest border city. False if none can be reached. */
static bool choose_stage(cri_border *b, cri_caravan *c, cruce_place_id place, cruce_status *st,
                         cruce_error *err)
{
    int64_t nearest = INT64_MAX;
    for (int32_t i = 0; i < b->n_cities && *st == CRUCE_OK; i++) {
        *st = cri_ways_toward(&b->run->world, b->city[i], c->toward, err);
        if (*st == CRUCE_OK) {
            int64_t metres = cri_way_metres(&b->run->world, c->toward, place, b->city[i]);
            c->own_stage = metres < nearest ? b->city[i] : c->own_stage;
            nearest = metres < nearest ? metres : nearest;
        }
    }
    return nearest > 0 && nearest < INT64_MAX;
}

static cruce_status set_out(cri_border *b, cri_caravan *c, cruce_place_id place, int64_t size,
                            cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (c->stage == &c->own_stage && !choose_stage(b, c, place, &st, err)) {
        return st;
    }
    TRY(recruit(b, c, place, size, err));
    c->started = cri_caravan_members(b, c);
    c->joined = c->left = c->stopped = c->accepted = c->dispersed = 0;
    c->place = place;
    c->link = CRUCE_NONE;
    c->next_stage = 0;
    c->topology_version = 0;
    c->is_under_way = c->started > 0;
    c->day->travelled_km = 0.0;
    cri_caravan_log(b, c, (double)size, (double)c->started);
done:
    return st;
}

/* A caravan that no row announces. */
static cruce_status form(cri_border *b, cruce_place_id place, int64_t size, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_caravans *x = b->caravans;
    int32_t i = b->n_groups;
    while (i < x->room && x->of[i].is_under_way) {
        i++;
    }
    if (i < x->room) {
        cri_caravan *c = &x->of[i];
        use_defaults(c, i);
        TRY(set_out(b, c, place, size, err));
        int64_t half = c->started > 1 ? c->started / 2 : 1; /* small from the start: not at once */
        c->dissolve_below_persons =
            half < c->dissolve_below_persons ? half : c->dissolve_below_persons;
    }
done:
    return st;
}

static cruce_status form_by_themselves(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double threshold = b->tables->parameters.group_form_persons;
    for (int32_t p = 0; p < b->run->scenario->places.n; p++) {
        int64_t waiting = cri_transit_waiting_at(b, p);
        if (waiting > 0 && (double)waiting > threshold) {
            TRY(form(b, p, waiting, err));
        }
    }
done:
    return st;
}

static cruce_status set_out_today(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_groups *t = &b->tables->groups;
    const cruce_measures *m = &b->tables->measures;
    for (int32_t g = 0; g < b->n_groups; g++) {
        if (t->date[g] == b->run->day) {
            int32_t row = departure_row(b, t->place[g]);
            cri_caravan *c = &b->caravans->of[g];
            TRY(set_out(b, c, t->place[g], true_size(b, c, row), err));
        }
    }
    for (int32_t i = 0; i < m->n; i++) {
        bool today = m->kind[i] == CRUCE_MEASURE_caravan_depart && starts_today(b, i) &&
                     departure_row(b, m->on[i].row) == i;
        for (int32_t g = 0; today && g < b->n_groups; g++) {
            today = t->place[g] != m->on[i].row || t->date[g] != b->run->day;
        }
        if (today) {
            TRY(form(b, m->on[i].row, (int64_t)m->number[i], err));
        }
    }
    TRY(form_by_themselves(b, err));
done:
    return st;
}

/* --- the day --- */

static double between(double from, double to, double share)
{
    return from + (to - from) * share;
}

/* What an observer sees: where it is, and what reporters make of its size. */
static void show(cri_border *b, cri_caravan *c)
{
    const cruce_scenario *sc = b->run->scenario;
    cruce_group_day *day = c->day;
    day->members_persons = cri_caravan_members(b, c);
    day->reported_persons = 0;
    day->next_place =
        c->is_under_way && c->next_stage < c->n_stages ? c->stage[c->next_stage] : CRUCE_NONE;
    double share = c->link == CRUCE_NONE ? 0.0 : c->on_link_km / sc->links.length_km[c->link];
    cruce_place_id to = c->link == CRUCE_NONE ? c->place : sc->links.to[c->link];
    day->latitude = between(sc->places.x[c->place], sc->places.x[to], share);
    day->longitude = between(sc->places.y[c->place], sc->places.y[to], share);
    if (day->members_persons > 0) {
        cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_GROUP_REPORT, c->actor);
        double error = b->tables->parameters.group_report_sd * cruce_normal(&rng);
        day->reported_persons = (int64_t)((double)day->members_persons * cruce_exp(error) + 0.5);
    }
}

static cruce_status check_ledger(const cri_border *b, const cri_caravan *c, cruce_error *err)
{
    int64_t members = cri_caravan_members(b, c);
    int64_t wanted = c->started + c->joined - c->left - c->stopped - c->accepted - c->dispersed;
    if (members != wanted || members < 0) {
        return cri_fail(err, CRUCE_ERR_BALANCE,
                        "day %d: %lld members of a group found, %lld wanted", (int)b->run->day,
                        (long long)members, (long long)wanted);
    }
    return CRUCE_OK;
}

cruce_status cri_groups_morning(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_caravans *x = b->caravans;
    for (int32_t i = 0; i < x->room; i++) {
        x->day[i] =
            (cruce_group_day){.travelled_km = x->day[i].travelled_km, .next_place = CRUCE_NONE};
    }
    TRY(set_out_today(b, err));
    for (int32_t i = 0; i < x->room; i++) {
        if (x->of[i].is_under_way) {
            TRY(cri_caravan_day(b, &x->of[i], err));
            show(b, &x->of[i]);
        }
        TRY(check_ledger(b, &x->of[i], err));
    }
done:
    return st;
}

void cri_groups_count(const cri_border *b, int64_t *status_persons)
{
    int64_t *persons = status_persons + (size_t)CRUCE_IN_GROUP * (size_t)b->n_nations;
    for (int32_t i = 0; i < b->caravans->room; i++) {
        for (int32_t n = 0; b->caravans->of[i].is_under_way && n < b->n_nations; n++) {
            persons[n] += b->caravans->of[i].member[n];
        }
    }
}

/* --- the state --- */

/*
 * The offer that a caravan has had last, as a row of measures.csv: told by its moment and place, because rows may be
 * added. One that is not there any more is the last row before its moment.
 */
static void offer_state(cruce_state_io *io, const cri_border *b, cri_caravan *c)
{
    const cruce_measures *m = &b->tables->measures;
    bool has = c->offer != CRUCE_NONE;
    int32_t hour = has && !io->reads ? m->from_hour[c->offer] : 0;
    int32_t place = has && !io->reads ? m->on[c->offer].row : 0;
    cri_state_flag(io, &has);
    if (!has) {
        return;
    }
    cri_state_number(io, &hour, INT32_MIN, 24 * b->run->day - 1);
    cri_state_number(io, &place, CRUCE_NONE, b->run->scenario->places.n - 1);
    for (int32_t i = 0; i < m->n && cri_state_has_read(io) && m->from_hour[i] <= hour; i++) {
        bool is_it = m->kind[i] == CRUCE_MEASURE_caravan_offer && m->on[i].row == place;
        if (m->from_hour[i] < hour || is_it) {
            c->offer = i;
        }
    }
}

/* Where it is. The way to the next stage is found again. */
static void place_state(cruce_state_io *io, const cri_border *b, cri_caravan *c)
{
    const cruce_scenario *sc = b->run->scenario;
    cri_state_number(io, &c->place, 0, sc->places.n - 1);
    cri_state_number(io, &c->link, CRUCE_NONE, sc->links.n - 1);
    cri_state_number(io, &c->next_stage, 0, c->n_stages);
    double most_km = 0.0;
    if (cri_state_is_fine(io) && c->link != CRUCE_NONE) {
        most_km = sc->links.length_km[c->link];
    }
    c->on_link_km = c->link == CRUCE_NONE ? 0.0 : c->on_link_km;
    cri_state_real(io, &c->on_link_km, 0.0, most_km);
    cri_state_real(io, &c->day->travelled_km, 0.0, CRI_STATE_REAL);
}

static void caravan_state(cruce_state_io *io, const cri_border *b, cri_caravan *c)
{
    int64_t *ever[] = {&c->started, &c->joined, &c->left, &c->stopped, &c->accepted, &c->dispersed};
    bool has_been = c->started > 0;
    cri_state_flag(io, &has_been);
    offer_state(io, b, c);
    if (!has_been) {
        return;
    }
    if (c->group == CRUCE_NONE) {
        cri_state_number(io, &c->own_stage, 0, b->run->scenario->places.n - 1);
        cri_state_whole(io, &c->dissolve_below_persons, 0, CRI_STATE_MOST);
    }
    cri_state_flag(io, &c->is_under_way);
    for (size_t i = 0; i < sizeof ever / sizeof *ever; i++) {
        cri_state_whole(io, ever[i], 0, CRI_STATE_MOST);
    }
    cri_state_wholes(io, c->member, b->n_nations, 0, CRI_STATE_MOST);
    place_state(io, b, c);
    int64_t wanted = c->started + c->joined - c->left - c->stopped - c->accepted - c->dispersed;
    if (cri_state_has_read(io) && (cri_caravan_members(b, c) != wanted ||
                                   (!c->is_under_way && wanted > 0) || c->started == 0)) {
        cri_state_refuse(io, "a caravan's ledger does not close");
    }
}

void cri_groups_state(cruce_state_io *io, cri_border *b)
{
    cri_state_part(io, "groups");
    for (int32_t i = 0; i < b->caravans->room; i++) {
        caravan_state(io, b, &b->caravans->of[i]);
    }
}
