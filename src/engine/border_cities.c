/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    border cities: who waits there, who tries between ports today and is apprehended, who tries again after a return
 * Leaves  the way there to the engines; the waiting list to border_list.c; what follows an encounter to border_custody.c
 * Source  design notes 3.9; closed forms in trust.md 4. Agents tied to processing: Wein, Liu & Motskin (2009)
 *
 * A person is a count by sector, nation and number of tries so far. Nobody who waits has tried yet: those who were
 * returned and will try again wait apart, in two stages (a gamma law of shape 2), and try on the day on which these end.
 */
#include "border_cities.h"

#include <string.h>

#include "../num/stages.h"
#include "border_beliefs.h"
#include "border_custody.h"
#include "border_ledger.h"
#include "border_list.h"
#include "border_ports.h"
#include "cruce/elementary.h"

enum { RETRY_STAGES = 2 };
static const double LOAD_DAYS = 7.0; /* agents are assigned to processing by the last week's load */

struct cri_cities {
    int64_t *arrived, *attempts, *between, *first, *undetected; /* [cell] today, shown */
    int64_t *tries;                                             /* [CRUCE_TRIES] today, shown */
    int64_t *waiting;  /* [cell] stock: not tried yet, not registered */
    int64_t *will_try; /* [cell] left the waiting list of appointments today */
    int64_t *trying;   /* [cell * CRUCE_TRIES + tries so far] today */
    int64_t
        *retry_wait; /* [(cell * CRUCE_TRIES + tries so far - 1) * RETRY_STAGES + stage] stock */
    uint8_t *
        levels; /* [cell] so many numbers of tries were ever met among those who wait to try again */
    cri_stages retry_stages;
    cri_stages_day retry_day;
    double *free_agents; /* [sector] as of the morning */
    double *load;        /* [sector] encounters a day, mean of the last days */
    int64_t *taken;      /* [n_nations] scratch */
};

cruce_status cri_cities_create(cri_border *b, cruce_error *err)
{
    struct cri_cities *c = b->cities = cri_border_column(b, 1, sizeof *c);
    if (c == NULL) {
        return cri_no_memory(err);
    }
    int64_t cells = (int64_t)b->n_sectors * b->n_nations;
    int64_t **shown[] = {&c->arrived, &c->attempts,   &c->between, &c->first,
                         &c->waiting, &c->undetected, &c->will_try};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        *shown[i] = cri_border_column(b, cells, sizeof **shown[i]);
    }
    c->tries = cri_border_column(b, CRUCE_TRIES, sizeof *c->tries);
    c->trying = cri_border_column(b, cells * CRUCE_TRIES, sizeof *c->trying);
    c->retry_wait = cri_border_column(b, cells * CRUCE_TRIES * RETRY_STAGES, sizeof *c->retry_wait);
    c->levels = cri_border_column(b, cells, sizeof *c->levels);
    c->free_agents = cri_border_column(b, b->n_sectors, sizeof *c->free_agents);
    c->load = cri_border_column(b, b->n_sectors, sizeof *c->load);
    c->taken = cri_border_column(b, b->n_nations, sizeof *c->taken);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    c->retry_stages = cri_stages_of(1.0 / RETRY_STAGES);
    cri_stages_whole_day(&c->retry_stages, b->tables->parameters.retry_days, &c->retry_day);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        c->free_agents[s] = b->tables->sectors.agents[s];
    }
    b->today.arrived_north_persons = c->arrived;
    b->today.attempts_persons = c->attempts;
    b->today.between_persons = c->between;
    b->today.first_persons = c->first;
    b->today.undetected_persons = c->undetected;
    b->today.tries_persons = c->tries;
    return CRUCE_OK;
}

/* --- arriving and waiting --- */

static void settle(cri_border *b, cruce_sector_id s, cruce_nation_id n)
{
    struct cri_cities *c = b->cities;
    int32_t cell = cri_border_cell(b, s, n);
    int64_t registered = 0;
    if (cri_list_is_open(b)) {
        cruce_rng rng = cri_border_rng(b, CRUCE_DRAW_ARRIVE, s, n);
        double share = cri_measure_value(b->measures, CRUCE_MEASURE_register_share, n,
                                         b->tables->people.register_share[n]);
        registered = cruce_binomial(&rng, c->arrived[cell], share);
        cri_list_register(b, s, n, registered);
    }
    c->waiting[cell] += c->arrived[cell] - registered;
}

void cri_cities_arrive(cri_border *b)
{
    struct cri_cities *c = b->cities;
    size_t cells = (size_t)b->n_sectors * (size_t)b->n_nations;
    memset(c->arrived, 0, cells * sizeof *c->arrived);
    for (int32_t i = 0; i < b->n_cities; i++) {
        int32_t s = b->tables->sector_of_place[b->city[i]];
        cri_border_take(b, b->city[i], c->arrived + cri_border_cell(b, s, 0));
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        for (int32_t n = 0; n < b->n_nations; n++) {
            if (c->arrived[cri_border_cell(b, s, n)] > 0) {
                settle(b, s, n);
            }
        }
    }
}

int64_t cri_cities_take_waiting(cri_border *b, cruce_nation_id n, int64_t persons)
{
    struct cri_cities *c = b->cities;
    int64_t here = 0;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        here += c->waiting[cri_border_cell(b, s, n)];
    }
    int64_t taken = persons < here ? persons : here, left = taken;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_WALK_UP, b->tables->people.actor[n]);
    for (int32_t s = 0; s < b->n_sectors && left > 0; s++) {
        int64_t *waiting = &c->waiting[cri_border_cell(b, s, n)];
        here -= *waiting;
        int64_t from_here = cruce_hypergeometric(&rng, *waiting, here, left);
        *waiting -= from_here;
        left -= from_here;
    }
    return taken;
}

void cri_cities_will_attempt(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons)
{
    b->cities->will_try[cri_border_cell(b, s, n)] += persons;
}

void cri_cities_wait(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons)
{
    b->cities->waiting[cri_border_cell(b, s, n)] += persons;
}

/* --- trying --- */

/* Those whose wait between two tries ends today. */
static int64_t try_again(cri_border *b, cruce_sector_id s, cruce_nation_id n)
{
    struct cri_cities *c = b->cities;
    int32_t cell = cri_border_cell(b, s, n);
    cruce_rng rng = cri_border_rng(b, CRUCE_DRAW_RETRY, s, n);
    int64_t persons = 0;
    for (int32_t level = 0; level < c->levels[cell]; level++) {
        int64_t *wait = c->retry_wait + (size_t)(cell * CRUCE_TRIES + level) * RETRY_STAGES;
        int64_t out = cri_stages_pass(&rng, &c->retry_day, wait);
        int32_t so_far = level + 1 < CRUCE_TRIES ? level + 1 : CRUCE_TRIES - 1;
        c->trying[cell * CRUCE_TRIES + so_far] += out;
        persons += out;
    }
    return persons;
}

/* Who tries today in a sector, by nation and number of tries; all of them. */
static int64_t set_out_between_ports(cri_border *b, cruce_sector_id s)
{
    struct cri_cities *c = b->cities;
    int64_t all = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        int32_t cell = cri_border_cell(b, s, n);
        int64_t persons = c->will_try[cell];
        c->will_try[cell] = 0;
        if (c->waiting[cell] > 0) {
            cruce_rng rng = cri_border_rng(b, CRUCE_DRAW_ATTEMPT, s, n);
            double chance = b->tables->people.attempt_chance[n] * cri_beliefs_attempt_factor(b, n);
            int64_t new_ones = cruce_binomial(&rng, c->waiting[cell], chance);
            c->waiting[cell] -= new_ones;
            persons += new_ones;
        }
        c->trying[cell * CRUCE_TRIES] = persons;
        persons += c->levels[cell] > 0 ? try_again(b, s, n) : 0;
        c->attempts[cell] = persons;
        all += persons;
    }
    return all;
}

/* Chance that somebody who does not present himself is apprehended, where `persons` try: it falls as agents are few. */
static double capture_chance(const cri_border *b, cruce_sector_id s, int64_t persons)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    double most = b->tables->sectors.capture_chance[s];
    double agents = b->cities->free_agents[s];
    if (!(agents > 0.0)) {
        return 0.0;
    }
    double load = (double)persons / (p->capture_load * agents);
    return most / (1.0 + cruce_pow(load, p->capture_steepness));
}

static void meet_patrol(cri_border *b, cruce_sector_id s, cruce_nation_id n, double captured)
{
    struct cri_cities *c = b->cities;
    int32_t cell = cri_border_cell(b, s, n);
    double presented = b->tables->people.surrender_share[n];
    double met = presented + (1.0 - presented) * captured;
    cruce_rng rng = cri_border_rng(b, CRUCE_DRAW_CAPTURE, s, n);
    int64_t left = c->attempts[cell];
    for (int32_t so_far = 0; so_far < CRUCE_TRIES && left > 0; so_far++) {
        int64_t persons = c->trying[cell * CRUCE_TRIES + so_far];
        c->trying[cell * CRUCE_TRIES + so_far] = 0;
        left -= persons;
        int64_t caught = cruce_binomial(&rng, persons, met);
        c->between[cell] += caught;
        c->first[cell] += so_far == 0 ? caught : 0;
        c->tries[so_far] += caught;
        c->undetected[cell] += persons - caught;
        if (caught > 0) {
            cri_custody_take(b, s, n, so_far + 1, caught);
        }
    }
    cri_ledger_add(b, CRUCE_UNDETECTED, n, c->undetected[cell]);
}

/* Agents not tied to processing tomorrow: the last days' encounters take their time, less what detailed officers take over. */
static void assign_agents(cri_border *b, cruce_sector_id s, int64_t encounters)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    struct cri_cities *c = b->cities;
    c->load[s] += ((double)encounters - c->load[s]) / LOAD_DAYS;
    double tied = c->load[s] * p->processing_agent_minutes / 60.0 / p->agent_hours_per_day -
                  cri_ports_detailed_officers(b, s);
    double free_agents = b->tables->sectors.agents[s] - (tied > 0.0 ? tied : 0.0);
    c->free_agents[s] = free_agents > 0.0 ? free_agents : 0.0;
}

void cri_cities_attempt(cri_border *b)
{
    struct cri_cities *c = b->cities;
    size_t cells = (size_t)b->n_sectors * (size_t)b->n_nations;
    memset(c->between, 0, cells * sizeof *c->between);
    memset(c->first, 0, cells * sizeof *c->first);
    memset(c->undetected, 0, cells * sizeof *c->undetected);
    memset(c->tries, 0, CRUCE_TRIES * sizeof *c->tries);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        double captured = capture_chance(b, s, set_out_between_ports(b, s));
        int64_t encounters = 0;
        for (int32_t n = 0; n < b->n_nations; n++) {
            int32_t cell = cri_border_cell(b, s, n);
            if (c->attempts[cell] > 0) {
                meet_patrol(b, s, n, captured);
                encounters += c->between[cell];
            }
        }
        assign_agents(b, s, encounters);
    }
}

/* --- returned --- */

void cri_cities_take_back(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                          int64_t persons, cruce_rng *rng)
{
    struct cri_cities *c = b->cities;
    const cruce_people *people = &b->tables->people;
    int32_t cell = cri_border_cell(b, s, n);
    int32_t level = tries < CRUCE_TRIES ? tries : CRUCE_TRIES;
    double chance = people->retry_chance[n];
    /* a smuggler's package is used up; those still here after more tries than that came without one */
    if (tries == (int32_t)b->tables->parameters.tries_most) {
        chance *= 1.0 - people->smuggler_share[n];
    }
    int64_t again = cruce_binomial(rng, persons, chance);
    cri_stages_begin(rng, &c->retry_stages, again,
                     c->retry_wait + (size_t)(cell * CRUCE_TRIES + level - 1) * RETRY_STAGES);
    c->levels[cell] = level > c->levels[cell] ? (uint8_t)level : c->levels[cell];
    cri_ledger_add(b, CRUCE_GAVE_UP, n, persons - again);
}

double cri_cities_free_agents(const cri_border *b, cruce_sector_id s)
{
    return b->cities->free_agents[s];
}

int64_t cri_cities_waiting(const cri_border *b, cruce_sector_id s)
{
    int64_t persons = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        persons += b->cities->waiting[cri_border_cell(b, s, n)];
    }
    return persons;
}

void cri_cities_count(const cri_border *b, int64_t *status_persons)
{
    const struct cri_cities *c = b->cities;
    int64_t *waiting = status_persons + (size_t)CRUCE_WAITING_NORTH * (size_t)b->n_nations;
    int64_t *between = status_persons + (size_t)CRUCE_BETWEEN_TRIES * (size_t)b->n_nations;
    for (int32_t cell = 0; cell < b->n_sectors * b->n_nations; cell++) {
        int32_t n = cell % b->n_nations;
        const int64_t *wait = c->retry_wait + (size_t)cell * CRUCE_TRIES * RETRY_STAGES;
        waiting[n] += c->waiting[cell] + c->will_try[cell];
        for (int32_t i = 0; i < c->levels[cell] * RETRY_STAGES; i++) {
            between[n] += wait[i];
        }
    }
}

void cri_cities_state(cruce_state_io *io, cri_border *b)
{
    struct cri_cities *c = b->cities;
    int64_t cells = (int64_t)b->n_sectors * b->n_nations;
    cri_state_part(io, "cities");
    cri_state_wholes(io, c->waiting, cells, 0, CRI_STATE_MOST);
    cri_state_wholes(io, c->will_try, cells, 0, CRI_STATE_MOST);
    cri_state_bytes(io, c->levels, cells, CRUCE_TRIES);
    for (int64_t cell = 0; cell < cells; cell++) {
        int64_t counts = cri_state_is_fine(io) ? (int64_t)c->levels[cell] * RETRY_STAGES : 0;
        cri_state_wholes(io, c->retry_wait + cell * CRUCE_TRIES * RETRY_STAGES, counts, 0,
                         CRI_STATE_MOST);
    }
    cri_state_reals(io, c->free_agents, b->n_sectors, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, c->load, b->n_sectors, 0.0, CRI_STATE_REAL);
}
