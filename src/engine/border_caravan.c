/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    a caravan's day: members drift away or join, accept an offer, the group walks or rides along its stages and
 *         meets each checkpoint once, as a group
 * Leaves  setting out and the ledger to border_groups.c, what becomes of those stopped to border_transit.c
 * Source  design notes 3.4
 */
#include "border_caravan.h"

#include <math.h>
#include <string.h>

#include "../base/text.h"
#include "../rules/goals.h"
#include "border_transit.h"
#include "cruce/elementary.h"
#include "handover.h"

int64_t cri_caravan_members(const cri_border *b, const cri_caravan *c)
{
    int64_t members = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        members += c->member[n];
    }
    return members;
}

cruce_place_id cri_caravan_nearest(const cri_border *b, const cri_caravan *c)
{
    const cruce_links *links = &b->run->scenario->links;
    if (c->link == CRUCE_NONE || c->on_link_km < 0.5 * links->length_km[c->link]) {
        return c->place;
    }
    return links->to[c->link];
}

void cri_caravan_log(cri_border *b, const cri_caravan *c, double seen, double value)
{
    cruce_log_entry entry = {.hour = 24 * b->run->day,
                             .what = CRUCE_LOG_GROUP,
                             .row = c->group,
                             .seen = seen,
                             .threshold = NAN,
                             .value = value};
    cri_border_log(b, &entry);
}

cruce_status cri_caravan_disperse(cri_border *b, cri_caravan *c, cruce_error *err)
{
    int64_t members = cri_caravan_members(b, c);
    c->dispersed += members;
    c->is_under_way = false;
    cri_caravan_log(b, c, (double)members, 0.0);
    cruce_status st = cri_border_put(b, cri_caravan_nearest(b, c), c->member, err);
    memset(c->member, 0, (size_t)b->n_nations * sizeof *c->member);
    return st;
}

/* --- who leaves and who joins --- */

/* Of every nation's members as many as chance says go; they are in scratch. */
static int64_t draw_members(const cri_border *b, cri_caravan *c, double chance, cruce_rng *rng,
                            int64_t *gone)
{
    int64_t all = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        gone[n] = cruce_binomial(rng, c->member[n], chance);
        c->member[n] -= gone[n];
        all += gone[n];
    }
    return all;
}

static cruce_status some_leave(cri_border *b, cri_caravan *c, cruce_rng *rng, cruce_error *err)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    double intensity = c->link == CRUCE_NONE ? 0.0 : cri_transit_intensity(b, c->link);
    double hazard = p->group_leave_base + p->group_leave_checkpoint * intensity +
                    p->group_leave_cohesion * (1.0 - c->cohesion);
    int64_t *gone = b->caravans->scratch;
    int64_t left = draw_members(b, c, 1.0 - cruce_exp(-hazard), rng, gone);
    c->left += left;
    c->day->left_persons += left;
    return cri_border_put(b, cri_caravan_nearest(b, c), gone, err);
}

/* Of those who rest or wait where the group is. */
static void some_join(cri_border *b, cri_caravan *c, cruce_rng *rng)
{
    double chance = b->tables->parameters.group_join_chance * c->publicity;
    if (chance <= 0.0) {
        return;
    }
    cruce_place_id place = cri_caravan_nearest(b, c);
    int64_t *joining = b->caravans->scratch, before = cri_caravan_members(b, c);
    memset(joining, 0, (size_t)b->n_nations * sizeof *joining);
    cri_transit_waiting(b, place, joining);
    for (int32_t n = 0; n < b->n_nations; n++) {
        joining[n] = cruce_binomial(rng, joining[n], chance);
        c->member[n] += joining[n];
        b->caravans->chance[n] = chance;
    }
    cri_transit_take_waiting(b, place, joining);
    cri_run_take(b->run, place, b->caravans->chance, rng, c->member);
    int64_t joined = cri_caravan_members(b, c) - before;
    c->joined += joined;
    c->day->joined_persons += joined;
}

static bool is_near(const cri_border *b, const cri_caravan *c, cruce_place_id place)
{
    const cruce_links *links = &b->run->scenario->links;
    return c->place == place || (c->link != CRUCE_NONE && links->to[c->link] == place);
}

/* An offer reaches a group once, on the first day on which it holds and the group is at the place or on a road to or
   from it. Who accepts is taken to where people are moved to, and goes on from there alone. */
static void some_accept(cri_border *b, cri_caravan *c, cruce_rng *rng)
{
    const cruce_measures *m = &b->tables->measures;
    int32_t hour = 24 * b->run->day;
    for (int32_t i = 0; i < m->n; i++) {
        if (m->kind[i] != CRUCE_MEASURE_caravan_offer || i <= c->offer || m->number[i] <= 0.0 ||
            m->from_hour[i] >= hour + 24 || m->until_hour[i] <= hour ||
            !is_near(b, c, m->on[i].row)) {
            continue;
        }
        cruce_place_id place = m->on[i].row;
        double share = cri_measure_value(b->measures, CRUCE_MEASURE_caravan_offer, place, 0.0);
        int64_t *gone = b->caravans->scratch;
        int64_t accepted = draw_members(b, c, share, rng, gone);
        for (int32_t n = 0; n < b->n_nations; n++) {
            cri_transit_move_south(b, n, place, place, gone[n], rng);
        }
        c->offer = i;
        c->accepted += accepted;
        c->day->accepted_persons += accepted;
        cri_caravan_log(b, c, share, (double)accepted);
    }
}

/* --- the way --- */

/* A checkpoint is met on entering a link, as by people alone, but its officers count for less the larger the group. */
static void meet_checkpoint(cri_border *b, cri_caravan *c, cruce_rng *rng)
{
    const cruce_border *t = b->tables;
    double factors = 0.0, members = (double)cri_caravan_members(b, c);
    for (int32_t n = 0; n < b->n_nations; n++) {
        factors += (double)c->member[n] * t->people.transit_factor[n];
    }
    double size = 1.0 + (members - 1.0) / t->parameters.group_size_n0;
    double hazard = b->attractions->hazard[c->link] * (factors / members) / size;
    if (!(hazard > 0.0) || cruce_rng_unit(rng) >= 1.0 - cruce_exp(-hazard)) {
        return;
    }
    int64_t stopped = cri_caravan_members(b, c);
    for (int32_t n = 0; n < b->n_nations; n++) {
        cri_transit_stopped(b, n, c->link, c->member[n]);
        c->member[n] = 0;
    }
    c->stopped += stopped;
    c->day->stopped_persons += stopped;
    c->is_under_way = false;
    cri_caravan_log(b, c, (double)stopped, 0.0);
}

/* The link to take from its place; CRUCE_NONE: at the last stage, or no way is open. */
static cruce_status next_link(cri_border *b, cri_caravan *c, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_world *w = &b->run->world;
    while (c->next_stage < c->n_stages && c->stage[c->next_stage] == c->place) {
        c->next_stage++;
        c->topology_version = 0;
    }
    c->link = CRUCE_NONE;
    if (c->next_stage == c->n_stages) {
        goto done;
    }
    if (c->topology_version != w->topology_version) {
        TRY(cri_ways_toward(w, c->stage[c->next_stage], c->toward, err));
        c->topology_version = w->topology_version;
    }
    c->link = c->toward[c->place];
    c->on_link_km = 0.0;
done:
    return st;
}

static cruce_status advance(cri_border *b, cri_caravan *c, double km, cruce_rng *rng,
                            cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = &b->run->scenario->links;
    while (km > 0.0 && c->is_under_way) {
        if (c->link == CRUCE_NONE) {
            TRY(next_link(b, c, err));
            if (c->link == CRUCE_NONE) {
                break;
            }
            meet_checkpoint(b, c, rng);
            continue;
        }
        double left_km = links->length_km[c->link] - c->on_link_km;
        double step_km = km < left_km ? km : left_km;
        c->on_link_km += step_km;
        c->day->travelled_km += step_km;
        km -= step_km;
        if (step_km >= left_km) {
            c->place = links->to[c->link];
            c->link = CRUCE_NONE;
        }
    }
    if (c->is_under_way && c->link == CRUCE_NONE) {
        TRY(next_link(b, c, err));
        c->link = CRUCE_NONE; /* tomorrow; today only whether a stage has been reached */
    }
done:
    return st;
}

/* Normal, kept within a quarter of the mean and two and a half times it: 3 to 30 km for a mean of 12. */
static double pace_of_today(const cri_caravan *c, cruce_rng *rng)
{
    double km = c->pace_km + c->pace_sd_km * cruce_normal(rng);
    double least = 0.25 * c->pace_km, most = 2.5 * c->pace_km;
    return km < least ? least : km > most ? most : km;
}

cruce_status cri_caravan_day(cri_border *b, cri_caravan *c, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_GROUP_DAY, c->actor);
    TRY(some_leave(b, c, &rng, err));
    some_accept(b, c, &rng);
    if (cri_caravan_members(b, c) < c->dissolve_below_persons) {
        TRY(cri_caravan_disperse(b, c, err));
        goto done;
    }
    some_join(b, c, &rng);
    double km = pace_of_today(c, &rng);
    c->day->rode = cruce_rng_unit(&rng) < c->ride_chance;
    TRY(advance(b, c, c->day->rode ? c->ride_km : km, &rng, err));
    if (c->is_under_way && c->next_stage == c->n_stages) {
        TRY(cri_caravan_disperse(b, c, err)); /* at its goal */
    }
done:
    return st;
}
