/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    what people believe about risk, fees, waits and where others crossed, and what that makes of destinations
 * Leaves  the sum of the terms to src/rules/utility.c, hazards of checkpoints to border_transit.c
 * Source  design notes 3.3: x <- x + k (signal - x), with k by source
 */
#include "border_beliefs.h"

#include "../base/text.h"
#include "border_cities.h"
#include "cruce/elementary.h"

static const double WEEK_DAYS = 7.0;        /* over so many days attempts are averaged */
static const double WAIT_MOST_DAYS = 365.0; /* where nobody tries */

struct cri_beliefs {
    double *announced;   /* [nation] what announcements have left */
    double *experienced; /* [nation] share of bad ends among those heard of */
    double *risk;        /* [nation] the two together */
    double *bad,
        *ended; /* [nation] recent journeys: returned, removed or stopped; all that ended */
    double *
        crossings; /* [nation * n_sectors + sector] recent ones; begins with one, divided as usual */
    double *fee;   /* [sector] */
    double *wait;  /* [sector] days */
    double *attempts;                   /* [sector] a day, mean of the last ones */
    double *utility;                    /* [sector] scratch */
    double keep_recent, keep_announced; /* what is left after a day */
    cri_attractions attractions;
};

static cruce_status create_attractions(cri_border *b, cruce_error *err)
{
    cri_attractions *a = &b->beliefs->attractions;
    const cri_world *w = &b->run->world;
    int32_t cells = b->n_nations * w->places->n;
    a->n_nations = b->n_nations;
    a->n_places = w->places->n;
    a->risk_weight = b->tables->parameters.risk_weight;
    a->transit_factor = b->tables->people.transit_factor;
    a->appeal = cri_border_column(b, cells, sizeof *a->appeal);
    a->hazard = cri_border_column(b, w->links->n, sizeof *a->hazard);
    if (a->appeal == NULL || a->hazard == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t i = 0; i < cells; i++) {
        a->appeal[i] = 1.0;
    }
    b->attractions = a;
    b->run->choices.more = a;
    return CRUCE_OK;
}

cruce_status cri_beliefs_create(cri_border *b, cruce_error *err)
{
    struct cri_beliefs *x = cri_border_column(b, 1, sizeof *x);
    const cruce_border *t = b->tables;
    b->beliefs = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    int32_t nations = b->n_nations, sectors = b->n_sectors;
    x->announced = cri_border_column(b, nations, sizeof *x->announced);
    x->experienced = cri_border_column(b, nations, sizeof *x->experienced);
    x->risk = cri_border_column(b, nations, sizeof *x->risk);
    x->bad = cri_border_column(b, nations, sizeof *x->bad);
    x->ended = cri_border_column(b, nations, sizeof *x->ended);
    x->crossings = cri_border_column(b, nations * sectors, sizeof *x->crossings);
    x->fee = cri_border_column(b, sectors, sizeof *x->fee);
    x->wait = cri_border_column(b, sectors, sizeof *x->wait);
    x->attempts = cri_border_column(b, sectors, sizeof *x->attempts);
    x->utility = cri_border_column(b, sectors, sizeof *x->utility);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    for (int32_t i = 0; i < nations * sectors; i++) {
        x->crossings[i] = t->affinity[i];
    }
    x->keep_recent = 1.0 - 1.0 / t->parameters.acquaintance_days;
    x->keep_announced = cruce_exp(-1.0 / t->parameters.shock_fade_days);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        x->fee[s] = t->sectors.fee_usd[s];
    }
    b->today.risk_belief = x->risk;
    b->today.fee_usd = x->fee;
    return create_attractions(b, err);
}

/* --- risk --- */

void cri_beliefs_announce(cri_border *b, cruce_nation_id nation, double size)
{
    struct cri_beliefs *x = b->beliefs;
    for (int32_t n = 0; n < b->n_nations; n++) {
        if (nation == CRUCE_NONE || nation == n) {
            x->announced[n] += size;
            x->risk[n] = x->announced[n] + x->experienced[n];
        }
    }
}

/* Whatever holds from when, people can believe it from the day on which it is published. */
static void hear_announcements(cri_border *b)
{
    const cruce_measures *m = &b->tables->measures;
    for (int32_t i = 0; i < m->n; i++) {
        if (m->kind[i] == CRUCE_MEASURE_info_shock && m->published_day[i] == b->run->day) {
            cri_beliefs_announce(b, m->on[i].row, m->number[i]);
        }
    }
}

static void hear_of_groups(cri_border *b, cruce_nation_id n)
{
    const cruce_groups *groups = &b->tables->groups;
    for (int32_t g = 0; g < groups->n && b->today.group_day != NULL; g++) {
        const cruce_group_day *day = &b->today.group_day[g];
        int64_t heard = day->members_persons + day->stopped_persons;
        if (heard > 0) {
            double far = b->tables->parameters.belief_announcement * groups->publicity[g];
            double signal = (double)day->stopped_persons / (double)heard;
            double *x = &b->beliefs->experienced[n];
            *x += (far < 1.0 ? far : 1.0) * (signal - *x);
        }
    }
}

/* People of a nation who are on their way: those who can still believe something. */
static int64_t on_their_way(const cri_border *b, cruce_nation_id n)
{
    int64_t persons = 0;
    for (int32_t i = CRUCE_MOVING; i <= CRUCE_IN_CUSTODY; i++) {
        persons += b->today.status_persons[(size_t)i * (size_t)b->n_nations + (size_t)n];
    }
    return persons;
}

static int64_t over_sectors(const cri_border *b, const int64_t *persons, cruce_nation_id n)
{
    int64_t sum = 0;
    for (int32_t s = 0; s < b->n_sectors && persons != NULL; s++) {
        sum += persons[(size_t)s * (size_t)b->n_nations + (size_t)n];
    }
    return sum;
}

/* Their own experience moves those who made it, what they tell moves everybody a little each day. */
static void learn_from_ends(cri_border *b, cruce_nation_id n)
{
    struct cri_beliefs *x = b->beliefs;
    const cruce_border_parameters *p = &b->tables->parameters;
    const cruce_border_day *d = &b->today;
    int64_t bad = d->stopped_persons[n] + over_sectors(b, d->returned_persons, n) +
                  over_sectors(b, d->removed_persons, n);
    int64_t good =
        over_sectors(b, d->released_persons, n) + over_sectors(b, d->undetected_persons, n);
    x->bad[n] = x->bad[n] * x->keep_recent + (double)bad;
    x->ended[n] = x->ended[n] * x->keep_recent + (double)(bad + good);
    int64_t present = on_their_way(b, n);
    double *belief = &x->experienced[n];
    if (present > 0) {
        double share = (double)bad / (double)present;
        *belief += p->belief_own * (share < 1.0 ? share : 1.0) * (1.0 - *belief);
    }
    if (x->ended[n] > 0.0) {
        *belief += p->belief_acquaintances * (x->bad[n] / x->ended[n] - *belief);
    }
}

double cri_beliefs_attempt_factor(const cri_border *b, cruce_nation_id n)
{
    double response = b->tables->people.shock_response[n];
    return cruce_exp(-b->tables->parameters.shock_weight * response * b->beliefs->risk[n]);
}

/* --- fees, waits, acquaintances --- */

/* A fee follows the agents who are free to patrol, with the elasticity (Gathmann 2008). */
static void ask_fees(cri_border *b)
{
    const cruce_sectors *t = &b->tables->sectors;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        double free_agents = cri_cities_free_agents(b, s);
        double ratio =
            t->agents[s] > 0.0 ? (free_agents > 1.0 ? free_agents : 1.0) / t->agents[s] : 1.0;
        double shift = cri_measure_value(b->measures, CRUCE_MEASURE_fee_shift, s, 1.0);
        b->beliefs->fee[s] =
            t->fee_usd[s] * shift * cruce_pow(ratio, b->tables->parameters.fee_elasticity);
    }
}

/* How long people wait in the cities of a sector until they try: by Little's law, stock over attempts a day. */
static void judge_waits(cri_border *b)
{
    struct cri_beliefs *x = b->beliefs;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        int64_t tried = 0, waiting = cri_cities_waiting(b, s);
        for (int32_t n = 0; n < b->n_nations; n++) {
            tried += b->today.attempts_persons[cri_border_cell(b, s, n)];
        }
        x->attempts[s] += ((double)tried - x->attempts[s]) / WEEK_DAYS;
        double days = x->attempts[s] > 0.0 ? (double)waiting / x->attempts[s] : WAIT_MOST_DAYS;
        x->wait[s] = waiting == 0 ? 0.0 : days < WAIT_MOST_DAYS ? days : WAIT_MOST_DAYS;
    }
}

static void count_crossings(cri_border *b, cruce_nation_id n)
{
    struct cri_beliefs *x = b->beliefs;
    const cruce_border_day *d = &b->today;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        size_t i = (size_t)s * (size_t)b->n_nations + (size_t)n;
        double *recent = &x->crossings[(size_t)n * (size_t)b->n_sectors + (size_t)s];
        *recent *= x->keep_recent;
        if (d->released_persons != NULL && d->undetected_persons != NULL) {
            *recent += (double)(d->released_persons[i] + d->undetected_persons[i]);
        }
    }
}

void cri_beliefs_evening(cri_border *b)
{
    struct cri_beliefs *x = b->beliefs;
    for (int32_t n = 0; n < b->n_nations; n++) {
        x->announced[n] *= x->keep_announced;
        learn_from_ends(b, n);
        hear_of_groups(b, n);
        count_crossings(b, n);
        x->risk[n] = x->announced[n] + x->experienced[n];
    }
    judge_waits(b);
    ask_fees(b);
}

/* --- what that makes of destinations --- */

/* Utilities of the sectors for one nation; returns the largest, at least that of a place that is no border city. */
static double weigh_sectors(cri_border *b, cruce_nation_id n)
{
    struct cri_beliefs *x = b->beliefs;
    const cruce_border *t = b->tables;
    size_t first = (size_t)n * (size_t)b->n_sectors;
    double recent = 0.0, most = b->run->world.settings->goals_only ? -1e300 : 0.0;
    for (int32_t s = 0; s < b->n_sectors; s++) {
        recent += x->crossings[first + (size_t)s];
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        cri_prospect at = {.fee_usd = x->fee[s],
                           .wait_days = x->wait[s],
                           .affinity = t->affinity[first + (size_t)s] * b->n_sectors};
        at.acquaintance_share = recent > 0.0 ? x->crossings[first + (size_t)s] / recent : 0.0;
        x->utility[s] = cri_utility(&t->parameters, &at);
        most = x->utility[s] > most ? x->utility[s] : most;
    }
    return most;
}

/* Only differences of utilities count: the largest becomes 0, so that no exponential overflows. */
static void weigh_destinations(cri_border *b)
{
    struct cri_beliefs *x = b->beliefs;
    const cruce_border *t = b->tables;
    cri_world *w = &b->run->world;
    bool changed = false;
    for (int32_t n = 0; n < b->n_nations; n++) {
        double most = weigh_sectors(b, n), elsewhere = most > 0.0 ? cruce_exp(-most) : 1.0;
        for (int32_t s = 0; s < b->n_sectors; s++) {
            x->utility[s] = t->sectors.attraction[s] * cruce_exp(x->utility[s] - most);
        }
        double *appeal = x->attractions.appeal + (size_t)n * (size_t)w->places->n;
        for (int32_t p = 0; p < w->places->n; p++) {
            cruce_sector_id s = t->sector_of_place[p];
            double now = s == CRUCE_NONE ? elsewhere : x->utility[s];
            changed = changed || appeal[p] != now;
            appeal[p] = now;
        }
    }
    w->attraction_version += changed;
}

void cri_beliefs_morning(cri_border *b)
{
    hear_announcements(b);
    weigh_destinations(b);
}

void cri_beliefs_state(cruce_state_io *io, cri_border *b)
{
    struct cri_beliefs *x = b->beliefs;
    int32_t nations = b->n_nations, sectors = b->n_sectors;
    cri_state_part(io, "beliefs");
    cri_state_reals(io, x->announced, nations, -CRI_STATE_REAL, CRI_STATE_REAL);
    cri_state_reals(io, x->experienced, nations, -CRI_STATE_REAL, CRI_STATE_REAL);
    cri_state_reals(io, x->bad, nations, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, x->ended, nations, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, x->crossings, (int64_t)nations * sectors, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, x->fee, sectors, 0.0, CRI_STATE_REAL);
    cri_state_reals(io, x->wait, sectors, 0.0, WAIT_MOST_DAYS);
    cri_state_reals(io, x->attempts, sectors, 0.0, CRI_STATE_REAL);
    for (int32_t n = 0; n < nations && cri_state_has_read(io); n++) {
        x->risk[n] = x->announced[n] + x->experienced[n];
    }
}
