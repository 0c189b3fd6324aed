/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    custody by sector, and what follows it: release, return to Mexico, removal; open cases, shelters
 * Leaves  those returned to border_cities.c; officers sent to help to border_ports.c
 * Source  design notes 3.10; the law of times is num/stages.h
 *
 * Somebody in custody is of a sector, a nation, a number of tries, and in a stage of the time there. All sectors have
 * the same mean time while they are not full; above their places it grows with occupancy.
 */
#include "border_custody.h"

#include <string.h>

#include "../num/stages.h"
#include "border_cities.h"
#include "border_ledger.h"

struct cri_custody {
    int64_t *released, *returned, *removed; /* [sector * n_nations + nation] today */
    int64_t *held;                          /* [sector] stock */
    double *places;                         /* [sector] */
    cri_stages stages, shelter_stages;
    int64_t *newcomers; /* [(sector * n_nations + nation) * CRUCE_TRIES + try - 1] of today */
    int64_t *in_stage;  /* [(... as newcomers) * stages.n + stage] */
    uint8_t *levels;    /* [sector * n_nations + nation] so many numbers of tries were ever met */
    double *returned_share, *removed_share; /* [nation] today; of those not returned */
    double court_cases;
    int64_t *released_here; /* [sector] today */
    int64_t *in_shelter;    /* [sector] stock */
    double *shelter_places; /* [sector] today; -1: nobody says how many */
    bool *near_office;      /* [office * n_sectors + sector] one of its ports is there */
};

cruce_status cri_custody_create(cri_border *b, cruce_error *err)
{
    struct cri_custody *c = b->custody = cri_border_column(b, 1, sizeof *c);
    if (c == NULL) {
        return cri_no_memory(err);
    }
    int64_t cells = (int64_t)b->n_sectors * b->n_nations;
    c->stages = cri_stages_of(b->tables->parameters.custody_scv);
    c->shelter_stages = cri_stages_of(1.0);
    c->released = cri_border_column(b, cells, sizeof *c->released);
    c->returned = cri_border_column(b, cells, sizeof *c->returned);
    c->removed = cri_border_column(b, cells, sizeof *c->removed);
    c->held = cri_border_column(b, b->n_sectors, sizeof *c->held);
    c->places = cri_border_column(b, b->n_sectors, sizeof *c->places);
    c->newcomers = cri_border_column(b, cells * CRUCE_TRIES, sizeof *c->newcomers);
    c->in_stage = cri_border_column(b, cells * CRUCE_TRIES * c->stages.n, sizeof *c->in_stage);
    c->levels = cri_border_column(b, cells, sizeof *c->levels);
    c->returned_share = cri_border_column(b, b->n_nations, sizeof *c->returned_share);
    c->removed_share = cri_border_column(b, b->n_nations, sizeof *c->removed_share);
    c->released_here = cri_border_column(b, b->n_sectors, sizeof *c->released_here);
    c->in_shelter = cri_border_column(b, b->n_sectors, sizeof *c->in_shelter);
    c->shelter_places = cri_border_column(b, b->n_sectors, sizeof *c->shelter_places);
    c->near_office =
        cri_border_column(b, (int64_t)b->n_offices * b->n_sectors, sizeof *c->near_office);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        c->places[s] = b->tables->sectors.custody_persons[s];
    }
    for (int32_t q = 0; q < b->n_ports; q++) {
        int32_t s = b->tables->ports.sector[q];
        if (s != CRUCE_NONE) {
            c->near_office[b->tables->ports.office[q] * b->n_sectors + s] = true;
        }
    }
    c->court_cases = b->tables->parameters.court_backlog;
    b->today.released_persons = c->released;
    b->today.returned_persons = c->returned;
    b->today.removed_persons = c->removed;
    b->today.custody_persons = c->held;
    b->today.custody_places = c->places;
    return CRUCE_OK;
}

void cri_custody_take(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                      int64_t persons)
{
    struct cri_custody *c = b->custody;
    int32_t cell = cri_border_cell(b, s, n), level = tries < CRUCE_TRIES ? tries : CRUCE_TRIES;
    c->newcomers[cell * CRUCE_TRIES + level - 1] += persons;
    c->levels[cell] = level > c->levels[cell] ? (uint8_t)level : c->levels[cell];
}

/* What happens to people of each nation at the end of custody: as measures have it, else as people.csv. */
static void read_outcomes(cri_border *b)
{
    struct cri_custody *c = b->custody;
    const cruce_people *p = &b->tables->people;
    for (int32_t n = 0; n < b->n_nations; n++) {
        double returned =
            cri_measure_value(b->measures, CRUCE_MEASURE_return_share, n, p->return_share[n]);
        double removed =
            cri_measure_value(b->measures, CRUCE_MEASURE_remove_share, n, p->remove_share[n]);
        c->returned_share[n] = returned;
        c->removed_share[n] = returned < 1.0 ? removed / (1.0 - returned) : 0.0;
    }
}

/* Times are longer by this factor where more are held than there are places; 0 places: no limit is known. */
static double slowdown(const cri_border *b, cruce_sector_id s)
{
    const struct cri_custody *c = b->custody;
    if (!(c->places[s] > 0.0)) {
        return 1.0;
    }
    double over = (double)c->held[s] / c->places[s] - 1.0;
    return over > 0.0 ? 1.0 + b->tables->parameters.custody_slowdown * over : 1.0;
}

static void let_go(cri_border *b, cruce_rng *rng, cruce_sector_id s, cruce_nation_id n,
                   int32_t tries, int64_t persons)
{
    struct cri_custody *c = b->custody;
    int32_t cell = cri_border_cell(b, s, n);
    int64_t returned = cruce_binomial(rng, persons, c->returned_share[n]);
    int64_t removed = cruce_binomial(rng, persons - returned, c->removed_share[n]);
    int64_t released = persons - returned - removed;
    c->returned[cell] += returned;
    c->removed[cell] += removed;
    c->released[cell] += released;
    c->released_here[s] += released;
    cri_ledger_add(b, CRUCE_REMOVED, n, removed);
    cri_ledger_add(b, CRUCE_RELEASED, n, released);
    if (returned > 0) {
        cri_cities_take_back(b, s, n, tries, returned, rng);
    }
}

/* One nation in one sector: those who were here pass a day, newcomers what is left of it. */
static int64_t pass_day(cri_border *b, cruce_sector_id s, cruce_nation_id n,
                        const cri_stages_day *whole, const cri_stages_day *first)
{
    struct cri_custody *c = b->custody;
    int32_t cell = cri_border_cell(b, s, n), stages = c->stages.n;
    cruce_rng rng = cri_border_rng(b, CRUCE_DRAW_CUSTODY, s, n);
    int64_t held = 0;
    for (int32_t level = 0; level < c->levels[cell]; level++) {
        int32_t row = cell * CRUCE_TRIES + level;
        int64_t *count = c->in_stage + (size_t)row * (size_t)stages;
        int64_t out = cri_stages_pass(&rng, whole, count);
        if (c->newcomers[row] > 0) {
            int64_t begun[CRI_STAGES_MOST] = {0};
            cri_stages_begin(&rng, &c->stages, c->newcomers[row], begun);
            out += cri_stages_pass(&rng, first, begun);
            c->newcomers[row] = 0;
            for (int32_t i = 0; i < stages; i++) {
                count[i] += begun[i];
            }
        }
        for (int32_t i = 0; i < stages; i++) {
            held += count[i];
        }
        if (out > 0) {
            let_go(b, &rng, s, n, level + 1, out);
        }
    }
    return held;
}

static int64_t released_today(const cri_border *b)
{
    int64_t persons = 0;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        persons += b->custody->released_here[s];
    }
    return persons;
}

static void hear_cases(cri_border *b)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    struct cri_custody *c = b->custody;
    c->court_cases += p->court_share * (double)released_today(b);
    c->court_cases -= p->court_judges * p->court_closures / 365.0;
    c->court_cases = c->court_cases > 0.0 ? c->court_cases : 0.0;
    b->today.court_cases = (int64_t)c->court_cases;
}

/* Places in shelters of each sector's cities. */
static void count_shelter_places(cri_border *b)
{
    struct cri_custody *c = b->custody;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        c->shelter_places[s] = -1.0;
    }
    for (int32_t i = 0; i < b->n_cities; i++) {
        double *places = &c->shelter_places[b->tables->sector_of_place[b->city[i]]];
        double here =
            cri_measure_value(b->measures, CRUCE_MEASURE_shelter_places, b->city[i], -1.0);
        if (here >= 0.0) {
            *places = (*places > 0.0 ? *places : 0.0) + here;
        }
    }
}

/* Those released stay in the sector's shelters for some days; who finds no place is counted apart, where places are known. */
static void shelter(cri_border *b)
{
    struct cri_custody *c = b->custody;
    double mean_days = b->tables->parameters.shelter_days;
    cri_stages_day whole, first;
    b->today.sheltered_persons = b->today.unsheltered_persons = 0;
    if (!(mean_days > 0.0)) {
        return;
    }
    count_shelter_places(b);
    cri_stages_whole_day(&c->shelter_stages, mean_days, &whole);
    cri_stages_first_day(&c->shelter_stages, mean_days, &first);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_SHELTER, b->tables->sectors.actor[s]);
        int64_t newcomers = c->released_here[s];
        (void)cri_stages_pass(&rng, &whole, &c->in_shelter[s]);
        (void)cri_stages_pass(&rng, &first, &newcomers);
        c->in_shelter[s] += newcomers;
        double places = c->shelter_places[s];
        bool full = places >= 0.0 && (double)c->in_shelter[s] > places;
        int64_t in = full ? (int64_t)places : c->in_shelter[s];
        b->today.sheltered_persons += in;
        b->today.unsheltered_persons += c->in_shelter[s] - in;
    }
}

void cri_custody_day(cri_border *b)
{
    struct cri_custody *c = b->custody;
    size_t cells = (size_t)b->n_sectors * (size_t)b->n_nations;
    double mean_days = b->tables->parameters.custody_hours / 24.0;
    memset(c->released, 0, cells * sizeof *c->released);
    memset(c->returned, 0, cells * sizeof *c->returned);
    memset(c->removed, 0, cells * sizeof *c->removed);
    memset(c->released_here, 0, (size_t)b->n_sectors * sizeof *c->released_here);
    read_outcomes(b);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        cri_stages_day whole, first;
        double mean_here_days = mean_days * slowdown(b, s);
        cri_stages_whole_day(&c->stages, mean_here_days, &whole);
        cri_stages_first_day(&c->stages, mean_here_days, &first);
        int64_t held = 0;
        for (int32_t n = 0; n < b->n_nations; n++) {
            held += c->levels[cri_border_cell(b, s, n)] > 0 ? pass_day(b, s, n, &whole, &first) : 0;
        }
        c->held[s] = held;
    }
    hear_cases(b);
    shelter(b);
}

double cri_custody_over_capacity(const cri_border *b, cruce_office_id office)
{
    const struct cri_custody *c = b->custody;
    double held = 0.0, places = 0.0;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        bool near = c->near_office[office * b->n_sectors + s];
        held += near ? (double)c->held[s] : 0.0;
        places += near ? c->places[s] : 0.0;
    }
    return places > 0.0 ? held / places : 0.0;
}

void cri_custody_count(const cri_border *b, int64_t *status_persons)
{
    const struct cri_custody *c = b->custody;
    int64_t *in_custody = status_persons + (size_t)CRUCE_IN_CUSTODY * (size_t)b->n_nations;
    for (int32_t cell = 0; cell < b->n_sectors * b->n_nations; cell++) {
        int32_t counts = c->levels[cell] * c->stages.n;
        const int64_t *count = c->in_stage + (size_t)cell * CRUCE_TRIES * (size_t)c->stages.n;
        for (int32_t i = 0; i < counts; i++) {
            in_custody[cell % b->n_nations] += count[i];
        }
    }
}

void cri_custody_state(cruce_state_io *io, cri_border *b)
{
    struct cri_custody *c = b->custody;
    int64_t cells = (int64_t)b->n_sectors * b->n_nations;
    int32_t stages = c->stages.n;
    cri_state_part(io, "custody");
    cri_state_number(io, &stages, 1, CRI_STAGES_MOST);
    if (cri_state_is_fine(io) && stages != c->stages.n) {
        cri_state_refuse(io, "custody_scv divides times in custody into other stages");
    }
    cri_state_wholes(io, c->held, b->n_sectors, 0, CRI_STATE_MOST);
    cri_state_wholes(io, c->newcomers, cells * CRUCE_TRIES, 0, CRI_STATE_MOST);
    cri_state_bytes(io, c->levels, cells, CRUCE_TRIES);
    for (int64_t cell = 0; cell < cells; cell++) {
        int64_t counts = cri_state_is_fine(io) ? (int64_t)c->levels[cell] * c->stages.n : 0;
        cri_state_wholes(io, c->in_stage + cell * CRUCE_TRIES * c->stages.n, counts, 0,
                         CRI_STATE_MOST);
    }
    cri_state_wholes(io, c->in_shelter, b->n_sectors, 0, CRI_STATE_MOST);
    cri_state_real(io, &c->court_cases, 0.0, CRI_STATE_REAL);
}
