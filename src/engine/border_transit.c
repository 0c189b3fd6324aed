/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    checkpoints on the way north: how likely people are stopped on each link today, and what becomes of them
 * Leaves  stopping itself to the engines, on entering a link (handover.h); caravans at checkpoints to border_groups.c
 * Source  design notes 3.5: 1 - exp(-hazard * intensity * factor of the nation * days on the link)
 */
#include "border_transit.h"

#include <string.h>

#include "../base/text.h"
#include "../num/stages.h"
#include "border_ledger.h"
#include "cruce/elementary.h"
#include "handover.h"

enum { DELAY_MOST = 5, SLOTS = DELAY_MOST + 1, WAIT_STAGES = 2 };

struct cri_transit {
    cri_checkpoints checkpoints;
    int64_t *stopped_persons; /* [nation] today, alone or in a caravan */
    double *days;             /* [links] to cover it at its own speed */
    double *intensity;   /* [links] today, in officers, enforcement included; -1: not known yet */
    double *enforcement; /* [government] today's factor */
    cri_stages stages;
    cri_stages_day wait_day;
    int64_t
        *south_persons;  /* [(place * n_nations + nation) * WAIT_STAGES] will set out again there */
    int64_t *south_here; /* [places] all of them */
    int64_t
        *delayed_persons;  /* [(slot * places + place) * n_nations + nation] go on there on a day */
    int64_t *delayed_here; /* [slot * places + place] all of them */
    int64_t *leaving;      /* [nation] scratch */
    int32_t *first_return; /* [government + 1] into return_place */
    int32_t *return_place;
};

/* --- making it --- */

static void list_return_places(cri_border *b)
{
    struct cri_transit *x = b->transit;
    const cruce_border *t = b->tables;
    int32_t n = 0;
    for (int32_t g = 0; g < t->governments.n; g++) {
        x->first_return[g] = n;
        for (int32_t p = 0; p < b->run->scenario->places.n; p++) {
            if (t->is_return_destination[p] && t->place_government[p] == g) {
                x->return_place[n++] = p;
            }
        }
    }
    x->first_return[t->governments.n] = n;
}

static void measure_days(cri_border *b)
{
    const cruce_links *links = &b->run->scenario->links;
    double ride_km = b->run->scenario->settings.max_move_speed;
    for (int32_t k = 0; k < links->n; k++) {
        double own = (double)links->speed_m_per_day[k] / 1000.0;
        b->transit->days[k] = links->length_km[k] / (own > 0.0 ? own : ride_km);
        b->transit->intensity[k] = -1.0;
    }
}

cruce_status cri_transit_create(cri_border *b, cruce_error *err)
{
    struct cri_transit *x = cri_border_column(b, 1, sizeof *x);
    b->transit = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    int32_t places = b->run->scenario->places.n, links = b->run->scenario->links.n;
    int32_t nations = b->n_nations;
    cri_checkpoints *c = &x->checkpoints;
    c->n_nations = nations;
    c->chance = cri_border_column(b, (int64_t)links * nations, sizeof *c->chance);
    c->stopped_persons = cri_border_column(b, (int64_t)links * nations, sizeof *c->stopped_persons);
    c->rng = cri_border_column(b, links, sizeof *c->rng);
    x->stopped_persons = cri_border_column(b, nations, sizeof *x->stopped_persons);
    x->days = cri_border_column(b, links, sizeof *x->days);
    x->intensity = cri_border_column(b, links, sizeof *x->intensity);
    x->enforcement = cri_border_column(b, b->tables->governments.n, sizeof *x->enforcement);
    x->south_persons =
        cri_border_column(b, (int64_t)places * nations * WAIT_STAGES, sizeof *x->south_persons);
    x->south_here = cri_border_column(b, places, sizeof *x->south_here);
    x->delayed_persons =
        cri_border_column(b, (int64_t)SLOTS * places * nations, sizeof *x->delayed_persons);
    x->delayed_here = cri_border_column(b, (int64_t)SLOTS * places, sizeof *x->delayed_here);
    x->leaving = cri_border_column(b, nations, sizeof *x->leaving);
    x->first_return = cri_border_column(b, b->tables->governments.n + 1, sizeof *x->first_return);
    x->return_place = cri_border_column(b, places, sizeof *x->return_place);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    b->today.stopped_persons = x->stopped_persons;
    x->stages = cri_stages_of(1.0 / WAIT_STAGES);
    cri_stages_whole_day(&x->stages, b->tables->parameters.return_retry_days, &x->wait_day);
    list_return_places(b);
    measure_days(b);
    b->run->checkpoints = b->tables->parameters.transit_hazard > 0.0 ? c : NULL;
    return CRUCE_OK;
}

/* --- how likely --- */

/* A government enforces as much as it wants to and its agencies can. */
static double enforcement_of(const cri_border *b, cruce_government_id g)
{
    const cruce_governments *t = &b->tables->governments;
    double wanted = cri_measure_value(b->measures, CRUCE_MEASURE_transit_enforcement, g, 1.0);
    double agencies = 0.0, most = t->capacity[g];
    for (int32_t i = g + 1; i < t->n && strcmp(t->government[i], t->government[g]) == 0; i++) {
        agencies += t->capacity[i];
    }
    most = agencies > 0.0 && agencies < most ? agencies : most;
    return wanted < most ? wanted : most;
}

double cri_transit_intensity(const cri_border *b, cruce_link_id link)
{
    return b->transit->intensity[link];
}

/* The government on whose territory a link ends keeps its checkpoints. */
static double intensity_of(const cri_border *b, cruce_link_id k)
{
    cruce_place_id to = b->run->scenario->links.to[k];
    cruce_government_id g = b->tables->place_government[to];
    double officers =
        cri_measure_value(b->measures, CRUCE_MEASURE_checkpoint, k, b->tables->link_checkpoint[k]);
    return g == CRUCE_NONE ? officers : officers * b->transit->enforcement[g];
}

static void set_chances(cri_border *b)
{
    struct cri_transit *x = b->transit;
    const cruce_border *t = b->tables;
    for (int32_t g = 0; g < t->governments.n; g++) {
        x->enforcement[g] = enforcement_of(b, g);
    }
    for (int32_t k = 0; k < b->run->scenario->links.n; k++) {
        double intensity = intensity_of(b, k);
        if (intensity == x->intensity[k]) {
            continue;
        }
        x->intensity[k] = intensity;
        double hazard = t->parameters.transit_hazard * intensity * x->days[k];
        for (int32_t n = 0; n < b->n_nations; n++) {
            x->checkpoints.chance[k * b->n_nations + n] =
                1.0 - cruce_exp(-hazard * t->people.transit_factor[n]);
        }
        if (b->attractions->hazard[k] != hazard) {
            b->attractions->hazard[k] = hazard;
            b->attractions->hazard_version++;
            b->run->world.attraction_version += b->attractions->risk_weight > 0.0;
        }
    }
}

/* --- what becomes of those stopped --- */

void cri_transit_move_south(cri_border *b, cruce_nation_id n, cruce_place_id stopped_at,
                            cruce_place_id otherwise, int64_t persons, cruce_rng *rng)
{
    struct cri_transit *x = b->transit;
    cruce_government_id g = b->tables->place_government[stopped_at];
    int32_t first = g == CRUCE_NONE ? 0 : x->first_return[g];
    int32_t choices = g == CRUCE_NONE ? 0 : x->first_return[g + 1] - first;
    for (int32_t i = 0; i < (choices > 0 ? choices : 1) && persons > 0; i++) {
        cruce_place_id to = choices > 0 ? x->return_place[first + i] : otherwise;
        int64_t here =
            i + 1 < choices ? cruce_binomial(rng, persons, 1.0 / (choices - i)) : persons;
        int64_t *count = x->south_persons + (size_t)(to * b->n_nations + n) * WAIT_STAGES;
        cri_stages_begin(rng, &x->stages, here, count);
        x->south_here[to] += here;
        persons -= here;
    }
}

/* Held or fined for 1 to 5 days, then let go where the link ends. */
static void delay(cri_border *b, cruce_nation_id n, cruce_link_id link, int64_t persons,
                  cruce_rng *rng)
{
    struct cri_transit *x = b->transit;
    int32_t places = b->run->scenario->places.n, to = b->run->scenario->links.to[link];
    for (int32_t days = 1; days <= DELAY_MOST && persons > 0; days++) {
        int64_t some =
            days < DELAY_MOST ? cruce_binomial(rng, persons, 1.0 / (SLOTS - days)) : persons;
        int32_t cell = (b->run->day + days) % SLOTS * places + to;
        x->delayed_persons[(size_t)cell * (size_t)b->n_nations + (size_t)n] += some;
        x->delayed_here[cell] += some;
        persons -= some;
    }
}

void cri_transit_stopped(cri_border *b, cruce_nation_id n, cruce_link_id link, int64_t persons)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    uint64_t actor =
        cruce_actor_mix(b->run->scenario->links.actor[link], b->tables->people.actor[n]);
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_STOPPED, actor);
    b->transit->stopped_persons[n] += persons;
    int64_t south = cruce_binomial(&rng, persons, p->stopped_return_share);
    double rest = 1.0 - p->stopped_return_share;
    double held = rest > 0.0 ? p->stopped_delay_share / rest : 0.0;
    int64_t delayed = cruce_binomial(&rng, persons - south, held < 1.0 ? held : 1.0);
    const cruce_links *links = &b->run->scenario->links;
    cri_transit_move_south(b, n, links->to[link], links->from[link], south, &rng);
    delay(b, n, link, delayed, &rng);
    cri_ledger_add(b, CRUCE_REMOVED, n, persons - south - delayed);
}

void cri_transit_evening(cri_border *b)
{
    cri_checkpoints *c = &b->transit->checkpoints;
    for (int32_t k = 0; b->run->checkpoints != NULL && k < b->run->scenario->links.n; k++) {
        for (int32_t n = 0; n < b->n_nations; n++) {
            int64_t persons = c->stopped_persons[k * b->n_nations + n];
            if (persons > 0) {
                cri_transit_stopped(b, n, k, persons);
            }
        }
    }
}

/* --- going on --- */

/* A night passes for those who were moved to a place. */
static void wait_at(cri_border *b, cruce_place_id p)
{
    struct cri_transit *x = b->transit;
    for (int32_t n = 0; n < b->n_nations; n++) {
        int64_t *count = x->south_persons + (size_t)(p * b->n_nations + n) * WAIT_STAGES;
        if (count[0] + count[1] > 0) {
            uint64_t place = b->run->world.places->actor[p];
            cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_STOPPED,
                                        cruce_actor_mix(place, b->tables->people.actor[n]));
            int64_t out = cri_stages_pass(&rng, &x->wait_day, count);
            x->leaving[n] += out;
            x->south_here[p] -= out;
        }
    }
}

static cruce_status set_out_again(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    struct cri_transit *x = b->transit;
    int32_t places = b->run->scenario->places.n;
    for (int32_t p = 0; p < places; p++) {
        int32_t cell = b->run->day % SLOTS * places + p;
        if (x->south_here[p] == 0 && x->delayed_here[cell] == 0) {
            continue;
        }
        int64_t *delayed = x->delayed_persons + (size_t)cell * (size_t)b->n_nations;
        memcpy(x->leaving, delayed, (size_t)b->n_nations * sizeof *delayed);
        memset(delayed, 0, (size_t)b->n_nations * sizeof *delayed);
        x->delayed_here[cell] = 0;
        wait_at(b, p);
        TRY(cri_border_put(b, p, x->leaving, err));
    }
done:
    return st;
}

cruce_status cri_transit_morning(cri_border *b, cruce_error *err)
{
    struct cri_transit *x = b->transit;
    cri_checkpoints *c = &x->checkpoints;
    size_t cells = (size_t)b->run->scenario->links.n * (size_t)b->n_nations;
    memset(c->stopped_persons, 0, cells * sizeof *c->stopped_persons);
    memset(x->stopped_persons, 0, (size_t)b->n_nations * sizeof *x->stopped_persons);
    for (int32_t k = 0; k < b->run->scenario->links.n; k++) {
        c->rng[k] = cri_run_rng(b->run, CRUCE_DRAW_CHECKPOINT, b->run->scenario->links.actor[k]);
    }
    set_chances(b);
    return set_out_again(b, err);
}

/* --- for others --- */

void cri_transit_count(const cri_border *b, int64_t *status_persons)
{
    const struct cri_transit *x = b->transit;
    int32_t places = b->run->scenario->places.n, nations = b->n_nations;
    int64_t *south = status_persons + CRUCE_WAITING_SOUTH * nations;
    int64_t *delayed = status_persons + CRUCE_DELAYED * nations;
    for (int32_t p = 0; p < places; p++) {
        cri_transit_waiting(b, p, south);
    }
    for (int32_t cell = 0; cell < SLOTS * places; cell++) {
        for (int32_t n = 0; x->delayed_here[cell] > 0 && n < nations; n++) {
            delayed[n] += x->delayed_persons[(size_t)cell * (size_t)nations + (size_t)n];
        }
    }
}

void cri_transit_waiting(const cri_border *b, cruce_place_id place, int64_t *persons)
{
    const struct cri_transit *x = b->transit;
    for (int32_t n = 0; x->south_here[place] > 0 && n < b->n_nations; n++) {
        const int64_t *count = x->south_persons + (size_t)(place * b->n_nations + n) * WAIT_STAGES;
        persons[n] += count[0] + count[1];
    }
}

int64_t cri_transit_waiting_at(const cri_border *b, cruce_place_id place)
{
    return b->transit->south_here[place];
}

void cri_transit_take_waiting(cri_border *b, cruce_place_id place, const int64_t *persons)
{
    struct cri_transit *x = b->transit;
    for (int32_t n = 0; n < b->n_nations; n++) {
        int64_t *count = x->south_persons + (size_t)(place * b->n_nations + n) * WAIT_STAGES;
        int64_t first = persons[n] < count[0] ? persons[n] : count[0]; /* those who came last */
        count[0] -= first;
        count[1] -= persons[n] - first;
        x->south_here[place] -= persons[n];
    }
}

/* --- the state --- */

static int64_t sum_of(const int64_t *persons, int32_t n)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < n; i++) {
        sum += persons[i];
    }
    return sum;
}

/* Slots of days go round: the one of today comes first. */
void cri_transit_state(cruce_state_io *io, cri_border *b)
{
    struct cri_transit *x = b->transit;
    int32_t places = b->run->scenario->places.n, nations = b->n_nations;
    cri_state_part(io, "transit");
    cri_state_wholes(io, x->south_persons, (int64_t)places * nations * WAIT_STAGES, 0,
                     CRI_STATE_MOST);
    for (int32_t i = 0; i < SLOTS; i++) {
        int64_t cells = (int64_t)places * nations, slot = (b->run->day + i) % SLOTS;
        cri_state_wholes(io, x->delayed_persons + slot * cells, cells, 0, CRI_STATE_MOST);
    }
    for (int32_t p = 0; p < places && cri_state_has_read(io); p++) {
        x->south_here[p] =
            sum_of(x->south_persons + (size_t)(p * nations) * WAIT_STAGES, nations * WAIT_STAGES);
    }
    for (int32_t cell = 0; cell < SLOTS * places && cri_state_has_read(io); cell++) {
        x->delayed_here[cell] =
            sum_of(x->delayed_persons + (size_t)cell * (size_t)nations, nations);
    }
}
