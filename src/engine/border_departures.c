/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    who sets out, by nation and place: the rows of departures.csv times departures_factor and what wages draw, less
 *         the effect of root-cause measures, less the pathway quota of the month, whose people are admitted elsewhere
 * Leaves  how many a row means on a day to src/model/departures.c; the walk to the engines
 * Source  design notes 3.3, 3.9, 3.13; elements 6 and 29
 */
#include "border_departures.h"

#include <string.h>

#include "../base/text.h"
#include "border_ledger.h"
#include "cruce/elementary.h"
#include "handover.h"

/* A root-cause measure: departures fall by a share that is reached in a straight line over the lag. */
typedef struct root_cause {
    double from, target;
    int32_t since_day;
} root_cause;

struct cri_departing {
    int64_t *departed_persons; /* [nation] today, those on a pathway too */
    int64_t *leaving_persons;  /* [place * n_nations + nation] today */
    double *factor;   /* [nation] persons per person of departures.csv, without root causes */
    root_cause *root; /* [nation] */
    int64_t *pathway_persons; /* [nation] this month */
};

/* People of unknown nation cannot be kept: the engine's groups are nations. */
static cruce_status check_sources(const cri_border *b, cruce_error *err)
{
    const cruce_scenario *sc = b->run->scenario;
    int64_t present = sc->listed.n;
    for (int32_t i = 0; i < sc->n_camps; i++) {
        present += sc->places.initial_idps_persons[sc->camp[i]];
    }
    if (sc->has_register || sc->settings.conflict_driven_spawning || present > 0) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "with people.csv, people can only come from departures.csv: registered "
                        "counts, conflicts and agents.csv say nothing about nationality");
    }
    for (int32_t d = 0; d < sc->departures.n; d++) {
        if (b->tables->departure_nation[d] == CRUCE_NONE) {
            return cri_fail_at(err, CRUCE_ERR_RUN, "departures.csv", sc->departures.line[d], 0,
                               "nationality", "with people.csv, every row needs a nationality");
        }
    }
    return CRUCE_OK;
}

cruce_status cri_departing_create(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    struct cri_departing *x = cri_calloc(1, sizeof *x);
    b->departing = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    size_t n = (size_t)b->n_nations + 1;
    x->departed_persons = cri_calloc(n, sizeof *x->departed_persons);
    x->leaving_persons =
        cri_calloc(n * ((size_t)b->run->scenario->places.n + 1), sizeof *x->leaving_persons);
    x->factor = cri_calloc(n, sizeof *x->factor);
    x->root = cri_calloc(n, sizeof *x->root);
    x->pathway_persons = cri_calloc(n, sizeof *x->pathway_persons);
    if (x->departed_persons == NULL || x->leaving_persons == NULL || x->factor == NULL ||
        x->root == NULL || x->pathway_persons == NULL) {
        return cri_no_memory(err);
    }
    b->today.departed_persons = x->departed_persons;
    TRY(check_sources(b, err));
    const cruce_people *people = &b->tables->people;
    double wage_weight = b->tables->parameters.wage_weight;
    for (int32_t i = 0; i < b->n_nations && b->run->scenario->departures.n > 0; i++) {
        x->factor[i] = people->departures_factor[i] * cruce_pow(people->wage_ratio[i], wage_weight);
    }
done:
    return st;
}

void cri_departing_destroy(cri_border *b)
{
    struct cri_departing *x = b->departing;
    if (x == NULL) {
        return;
    }
    cri_free(x->departed_persons);
    cri_free(x->leaving_persons);
    cri_free(x->factor);
    cri_free(x->root);
    cri_free(x->pathway_persons);
    cri_free(x);
}

/* The share by which root causes keep people at home today. */
static double effect_of(const cri_border *b, const root_cause *r)
{
    double lag = b->tables->parameters.root_cause_lag_days;
    double passed = (double)(b->run->day - r->since_day) / lag;
    return passed < 1.0 ? r->from + (r->target - r->from) * passed : r->target;
}

void cri_departing_morning(cri_border *b)
{
    struct cri_departing *x = b->departing;
    cruce_date date = cruce_date_of_days(b->run->scenario->start_days + b->run->day);
    for (int32_t n = 0; n < b->n_nations; n++) {
        x->departed_persons[n] = 0;
        x->pathway_persons[n] = date.day == 1 ? 0 : x->pathway_persons[n];
        double target = cri_measure_value(b->measures, CRUCE_MEASURE_root_cause, n, 0.0);
        if (target != x->root[n].target) {
            x->root[n] = (root_cause){effect_of(b, &x->root[n]), target, b->run->day};
        }
    }
}

static void read_rows(cri_border *b)
{
    struct cri_departing *x = b->departing;
    const cruce_departures *d = &b->run->scenario->departures;
    int32_t day = b->run->day;
    for (int32_t i = 0; i < d->n; i++) {
        if (d->from_day[i] <= day && day < d->until_day[i]) {
            int32_t cell = d->place[i] * b->n_nations + b->tables->departure_nation[i];
            x->leaving_persons[cell] += cruce_departures_on(d, i, day);
        }
    }
}

/* Times the nation's factor: whole persons, rounded up or down by chance. */
static int64_t with_factor(const cri_border *b, cruce_nation_id n, cruce_place_id p,
                           int64_t persons)
{
    const struct cri_departing *x = b->departing;
    double factor = x->factor[n] * (1.0 - effect_of(b, &x->root[n]));
    double exact = (double)persons * factor;
    int64_t whole = (int64_t)exact;
    if (exact > (double)whole) {
        uint64_t actor =
            cruce_actor_mix(b->run->world.places->actor[p], b->tables->people.actor[n]);
        cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_DEPART, actor);
        whole += cruce_rng_unit(&rng) < exact - (double)whole;
    }
    return whole;
}

/* How many of a nation's people may still take the pathway today: the month's quota, spread evenly over its days. */
static int64_t pathway_left(const cri_border *b, cruce_nation_id n)
{
    int32_t today = b->run->scenario->start_days + b->run->day;
    cruce_date date = cruce_date_of_days(today);
    cruce_date first = {date.year, date.month, 1};
    cruce_date next = {date.month == 12 ? date.year + 1 : date.year, date.month % 12 + 1, 1};
    int32_t days = cruce_date_to_days(next) - cruce_date_to_days(first);
    double quota = cri_measure_value(b->measures, CRUCE_MEASURE_pathway_quota, n, 0.0);
    int64_t left = (int64_t)(quota * date.day / days) - b->departing->pathway_persons[n];
    return left > 0 ? left : 0;
}

static void set_out_from(cri_border *b, cruce_place_id p, int64_t *leaving)
{
    struct cri_departing *x = b->departing;
    cri_world *w = &b->run->world;
    for (int32_t n = 0; n < b->n_nations; n++) {
        if (leaving[n] == 0) {
            continue;
        }
        int64_t persons = with_factor(b, n, p, leaving[n]), left = pathway_left(b, n);
        int64_t admitted = persons < left ? persons : left;
        x->pathway_persons[n] += admitted;
        x->departed_persons[n] += persons;
        cri_ledger_depart(b, n, persons);
        cri_ledger_add(b, CRUCE_ADMITTED, n, admitted);
        leaving[n] = persons - admitted;
        w->departed_persons[p] += persons;
        if (w->settings->take_from_population) {
            int64_t stay = w->population_persons[p] - persons;
            w->population_persons[p] = stay > 0 ? stay : 0;
        }
    }
}

cruce_status cri_departing_set_out(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    struct cri_departing *x = b->departing;
    int32_t n_places = b->run->world.places->n;
    read_rows(b);
    for (int32_t p = 0; p < n_places; p++) {
        int64_t *leaving = x->leaving_persons + (size_t)p * (size_t)b->n_nations;
        set_out_from(b, p, leaving);
        TRY(cri_run_put(b->run, p, leaving, true, err));
        memset(leaving, 0, (size_t)b->n_nations * sizeof *leaving);
    }
done:
    return st;
}

void cri_departing_state(cruce_state_io *io, cri_border *b)
{
    struct cri_departing *x = b->departing;
    cri_state_part(io, "departures");
    cri_state_wholes(io, x->pathway_persons, b->n_nations, 0, CRI_STATE_MOST);
    for (int32_t n = 0; n < b->n_nations; n++) {
        cri_state_real(io, &x->root[n].from, -CRI_STATE_REAL, CRI_STATE_REAL);
        cri_state_real(io, &x->root[n].target, -CRI_STATE_REAL, CRI_STATE_REAL);
        cri_state_number(io, &x->root[n].since_day, 0, b->run->day);
    }
}
