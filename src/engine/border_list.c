/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the waiting list for appointments, by day of registration, and those who come to ports without one
 * Leaves  registering on arrival and attempts to border_cities.c; the queue at the port to border_ports.c
 * Source  design notes 3.9: half of the appointments to the oldest registrations, half at random (CBP, May 2023)
 *
 * Persons of a day of registration are entries: how many of which sector and nation are left. Draws from them are exact
 * draws without replacement.
 */
#include "border_list.h"

#include <math.h>
#include <string.h>

#include "base/grow.h"
#include "border_beliefs.h"
#include "border_cities.h"
#include "border_ledger.h"
#include "border_ports.h"

enum { CHUNK = 64 }; /* persons drawn in one go */
enum { STREAM_OFFER, STREAM_COME, STREAM_LEAVE };

typedef struct list_entry {
    int64_t persons;
    int32_t cell; /* by sector and nation */
} list_entry;

struct cri_list {
    list_entry *entry; /* in the order of registration */
    int64_t entry_room;
    int32_t n_entries;
    int32_t *first_entry;  /* [n_days + 1] by day of registration; the last day is today */
    int64_t *registered;   /* [n_days] persons still on the list */
    int32_t oldest_day;    /* nobody registered before it is on the list */
    int64_t persons;       /* on the list */
    int64_t *of_nation;    /* [n_nations] of these */
    int64_t *picked;       /* [cell] scratch: drawn today */
    int64_t *kept;         /* [n_nations] scratch: come to their appointment */
    double *accept;        /* [n_nations] scratch: chance that a person drawn goes */
    int64_t a_day;         /* appointments offered today */
    int32_t n_rows;        /* of ports.csv that take appointments */
    cruce_port_id *row;    /* [n_rows] */
    double *weight, *tail; /* [n_rows] of today */
    int64_t *split;        /* [n_rows] scratch */
};

cruce_status cri_list_create(cri_border *b, cruce_error *err)
{
    struct cri_list *l = b->list = cri_border_column(b, 1, sizeof *l);
    if (l == NULL) {
        return cri_no_memory(err);
    }
    int32_t n_days = b->run->scenario->n_days;
    l->first_entry = cri_border_column(b, (int64_t)n_days + 1, sizeof *l->first_entry);
    l->registered = cri_border_column(b, n_days, sizeof *l->registered);
    l->picked = cri_border_column(b, (int64_t)b->n_sectors * b->n_nations, sizeof *l->picked);
    l->of_nation = cri_border_column(b, b->n_nations, sizeof *l->of_nation);
    l->kept = cri_border_column(b, b->n_nations, sizeof *l->kept);
    l->accept = cri_border_column(b, b->n_nations, sizeof *l->accept);
    l->row = cri_border_column(b, b->n_ports, sizeof *l->row);
    l->weight = cri_border_column(b, b->n_ports, sizeof *l->weight);
    l->tail = cri_border_column(b, b->n_ports, sizeof *l->tail);
    l->split = cri_border_column(b, b->n_ports, sizeof *l->split);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    for (int32_t q = 0; q < b->n_ports; q++) {
        if (b->tables->ports.mode[q] == CRUCE_APPOINTMENT &&
            b->tables->ports.appointment_share[q] > 0.0) {
            l->row[l->n_rows++] = q;
        }
    }
    return CRUCE_OK;
}

void cri_list_destroy(cri_border *b)
{
    if (b->list != NULL) {
        cri_free(b->list->entry);
    }
}

/* Entries of days before the oldest are dropped once they are half of all. */
static void forget_old_days(struct cri_list *l, int32_t today)
{
    int32_t gone = l->first_entry[l->oldest_day];
    if (gone == 0 || gone < l->n_entries / 2) {
        return;
    }
    memmove(l->entry, l->entry + gone, (size_t)(l->n_entries - gone) * sizeof *l->entry);
    l->n_entries -= gone;
    for (int32_t d = l->oldest_day; d < today; d++) {
        l->first_entry[d] -= gone;
    }
}

/* Where appointments are today: not at crossings that are closed. */
static void weigh_rows(cri_border *b)
{
    struct cri_list *l = b->list;
    double tail = 0.0;
    for (int32_t i = l->n_rows - 1; i >= 0; i--) {
        bool open = cri_measure_value(b->measures, CRUCE_MEASURE_port_state, l->row[i], 1.0) > 0.0;
        l->weight[i] = open ? b->tables->ports.appointment_share[l->row[i]] : 0.0;
        tail += l->weight[i];
        l->tail[i] = tail;
    }
}

cruce_status cri_list_morning(cri_border *b, cruce_error *err)
{
    struct cri_list *l = b->list;
    int32_t today = b->run->day;
    forget_old_days(l, today);
    int64_t needed = (int64_t)l->n_entries + (int64_t)b->n_sectors * b->n_nations;
    void *entry = l->entry;
    if (needed > INT32_MAX || !cri_grow(&entry, &l->entry_room, needed, sizeof *l->entry)) {
        return cri_no_memory(err);
    }
    l->entry = entry;
    l->first_entry[today] = l->first_entry[today + 1] = l->n_entries;
    l->a_day = 0;
    for (int32_t g = 0; g < b->tables->governments.n; g++) {
        l->a_day +=
            (int64_t)cri_measure_value(b->measures, CRUCE_MEASURE_appointments_per_day, g, 0.0);
    }
    weigh_rows(b);
    return CRUCE_OK;
}

bool cri_list_is_open(const cri_border *b)
{
    return b->list->a_day > 0;
}

double cri_list_expected_wait_days(const cri_border *b)
{
    const struct cri_list *l = b->list;
    return l->a_day > 0 ? (double)l->persons / (double)l->a_day : 0.0;
}

void cri_list_register(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons)
{
    struct cri_list *l = b->list;
    if (persons == 0) {
        return;
    }
    l->entry[l->n_entries++] = (list_entry){persons, cri_border_cell(b, s, n)};
    l->first_entry[b->run->day + 1] = l->n_entries;
    l->registered[b->run->day] += persons;
    l->of_nation[n] += persons;
    l->persons += persons;
}

/* --- drawing from the list --- */

static bool accepts(const cri_border *b, cruce_rng *rng, const double *accept, int32_t cell)
{
    return accept == NULL || cruce_rng_unit(rng) < accept[cell % b->n_nations];
}

/* Up to CHUNK persons of a day: their ranks among those of the day, ascending, then one walk over the entries. */
static int64_t pick_few(cri_border *b, cruce_rng *rng, int32_t day, int32_t persons,
                        const double *accept)
{
    struct cri_list *l = b->list;
    int64_t rank[CHUNK], below = 0, gone = 0;
    for (int32_t i = 0; i < persons; i++) {
        int64_t r = (int64_t)cruce_rng_below(rng, (uint64_t)(l->registered[day] - i));
        int32_t at = 0;
        for (; at < i && rank[at] <= r; at++) {
            r++; /* the r-th of those not drawn yet */
        }
        memmove(rank + at + 1, rank + at, (size_t)(i - at) * sizeof *rank);
        rank[at] = r;
    }
    list_entry *e = l->entry + l->first_entry[day];
    for (int32_t i = 0; i < persons; e++) {
        int64_t until = below + e->persons;
        for (; i < persons && rank[i] < until; i++) {
            if (accepts(b, rng, accept, e->cell)) {
                e->persons--;
                l->picked[e->cell]++;
                l->of_nation[e->cell % b->n_nations]--;
                gone++;
            }
        }
        below = until;
    }
    l->registered[day] -= gone;
    return gone;
}

static int64_t pick_many(cri_border *b, cruce_rng *rng, int32_t day, int64_t persons,
                         const double *accept)
{
    struct cri_list *l = b->list;
    int64_t others = l->registered[day], left = persons, gone = 0;
    for (int32_t i = l->first_entry[day]; i < l->first_entry[day + 1] && left > 0; i++) {
        list_entry *e = &l->entry[i];
        others -= e->persons;
        int64_t drawn = cruce_hypergeometric(rng, e->persons, others, left);
        left -= drawn;
        drawn = accept == NULL ? drawn : cruce_binomial(rng, drawn, accept[e->cell % b->n_nations]);
        e->persons -= drawn;
        l->picked[e->cell] += drawn;
        l->of_nation[e->cell % b->n_nations] -= drawn;
        gone += drawn;
    }
    l->registered[day] -= gone;
    return gone;
}

/*
 * `persons` of those who registered on a day are drawn; each goes with the chance accept[nation] (NULL: 1) and is counted
 * in `picked`, the others stay. Returns how many go.
 */
static int64_t pick(cri_border *b, cruce_rng *rng, int32_t day, int64_t persons,
                    const double *accept)
{
    struct cri_list *l = b->list;
    int64_t gone = 0;
    bool in_chunks = accept == NULL || persons <= CHUNK; /* nobody may be drawn twice */
    if (!in_chunks || persons >= l->first_entry[day + 1] - l->first_entry[day]) {
        gone = pick_many(b, rng, day, persons, accept);
    } else {
        while (persons > 0) {
            int32_t few = persons < CHUNK ? (int32_t)persons : CHUNK;
            gone += pick_few(b, rng, day, few, accept);
            persons -= few;
        }
    }
    l->persons -= gone;
    return gone;
}

/* The oldest registrations first. Returns the days that they have waited, all together. */
static double pick_oldest(cri_border *b, cruce_rng *rng, int64_t persons)
{
    struct cri_list *l = b->list;
    double waited_days = 0.0;
    for (int32_t d = l->oldest_day; persons > 0 && d <= b->run->day; d++) {
        int64_t here = persons < l->registered[d] ? persons : l->registered[d];
        waited_days += (double)here * (double)(b->run->day - d);
        persons -= here > 0 ? pick(b, rng, d, here, NULL) : 0;
    }
    return waited_days;
}

/* Anybody on the list, equally likely. */
static double pick_any(cri_border *b, cruce_rng *rng, int64_t persons)
{
    struct cri_list *l = b->list;
    double waited_days = 0.0;
    int64_t others = l->persons;
    for (int32_t d = l->oldest_day; persons > 0 && d <= b->run->day; d++) {
        others -= l->registered[d];
        int64_t here = cruce_hypergeometric(rng, l->registered[d], others, persons);
        waited_days += (double)here * (double)(b->run->day - d);
        persons -= here > 0 ? pick(b, rng, d, here, NULL) : 0;
    }
    return waited_days;
}

/* --- at the ports --- */

/* People of a nation appear at the ports, in proportion to the appointments there; admitted at once where there are none. */
static void send_to_ports(cri_border *b, cruce_rng *rng, cruce_nation_id n, int64_t persons)
{
    struct cri_list *l = b->list;
    if (l->n_rows == 0) {
        cri_ledger_add(b, CRUCE_ADMITTED, n, persons);
        return;
    }
    cruce_multinomial(rng, persons, l->n_rows, l->weight, l->tail, l->split);
    for (int32_t i = 0; i < l->n_rows; i++) {
        if (l->split[i] > 0) {
            cri_ports_receive(b, l->row[i], n, l->split[i]);
        }
    }
}

static bool ports_are_open(const cri_border *b)
{
    return b->list->n_rows == 0 || b->list->tail[0] > 0.0;
}

/* Some do not come: they wait on without an appointment. */
static void keep_appointments(cri_border *b)
{
    struct cri_list *l = b->list;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_APPOINTMENT, STREAM_COME);
    double no_show_share = b->tables->parameters.no_show_share;
    memset(l->kept, 0, (size_t)b->n_nations * sizeof *l->kept);
    for (int32_t s = 0; s < b->n_sectors; s++) {
        for (int32_t n = 0; n < b->n_nations; n++) {
            int64_t persons = l->picked[cri_border_cell(b, s, n)];
            if (persons > 0) {
                int64_t no_show = cruce_binomial(&rng, persons, no_show_share);
                l->picked[cri_border_cell(b, s, n)] = 0;
                l->kept[n] += persons - no_show;
                b->today.no_show += no_show;
                cri_cities_wait(b, s, n, no_show);
            }
        }
    }
    for (int32_t n = 0; n < b->n_nations; n++) {
        if (l->kept[n] > 0) {
            b->today.used += l->kept[n];
            send_to_ports(b, &rng, n, l->kept[n]);
        }
    }
}

static void offer_appointments(cri_border *b)
{
    struct cri_list *l = b->list;
    int64_t taken = l->a_day < l->persons ? l->a_day : l->persons;
    taken = ports_are_open(b) ? taken : 0;
    b->today.offered = l->a_day;
    b->today.used = b->today.no_show = 0;
    b->today.unfilled = l->a_day - taken;
    b->today.list_wait_days = (double)NAN;
    if (taken == 0) {
        return;
    }
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_APPOINTMENT, STREAM_OFFER);
    int64_t oldest = (int64_t)((double)taken * b->tables->parameters.oldest_first_share + 0.5);
    double waited_days = pick_oldest(b, &rng, oldest);
    waited_days += pick_any(b, &rng, taken - oldest);
    b->today.list_wait_days = waited_days / (double)taken;
    keep_appointments(b);
}

static void walk_up(cri_border *b)
{
    const cruce_people *people = &b->tables->people;
    for (int32_t n = 0; n < b->n_nations && ports_are_open(b); n++) {
        double mean = b->tables->parameters.walk_ups_per_day * people->walk_up_share[n];
        if (!(mean > 0.0)) {
            continue;
        }
        cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_APPOINTMENT, people->actor[n]);
        int64_t persons = cri_cities_take_waiting(b, n, cruce_poisson(&rng, mean));
        if (persons > 0) {
            send_to_ports(b, &rng, n, persons);
        }
    }
}

/* --- those who do not wait any longer --- */

/* The greatest factor that beliefs of those on the list put on attempts; accept[n] is each nation's share of it. */
static double weigh_nations(cri_border *b)
{
    struct cri_list *l = b->list;
    double most = 0.0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        l->accept[n] = l->of_nation[n] > 0 ? cri_beliefs_attempt_factor(b, n) : 0.0;
        most = l->accept[n] > most ? l->accept[n] : most;
    }
    for (int32_t n = 0; n < b->n_nations && most > 0.0; n++) {
        l->accept[n] /= most;
    }
    return most;
}

static void leave_for_attempts(cri_border *b)
{
    struct cri_list *l = b->list;
    const cruce_border_parameters *p = &b->tables->parameters;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_APPOINTMENT, STREAM_LEAVE);
    double chance = p->list_attempt_chance * weigh_nations(b);
    int64_t gone = 0;
    for (int32_t d = l->oldest_day; d <= b->run->day && chance > 0.0; d++) {
        double waited_days = (double)(b->run->day - d);
        double here = chance * (1.0 + p->waiting_attempt_rise * waited_days / 100.0);
        int64_t drawn = cruce_binomial(&rng, l->registered[d], here);
        gone += drawn > 0 ? pick(b, &rng, d, drawn, l->accept) : 0;
    }
    for (int32_t s = 0; s < b->n_sectors && gone > 0; s++) {
        for (int32_t n = 0; n < b->n_nations; n++) {
            int64_t *picked = &l->picked[cri_border_cell(b, s, n)];
            if (*picked > 0) {
                cri_cities_will_attempt(b, s, n, *picked);
                *picked = 0;
            }
        }
    }
}

void cri_list_day(cri_border *b)
{
    struct cri_list *l = b->list;
    offer_appointments(b);
    walk_up(b);
    leave_for_attempts(b);
    while (l->oldest_day < b->run->day && l->registered[l->oldest_day] == 0) {
        l->oldest_day++;
    }
    b->today.list_persons = l->persons;
}

void cri_list_count(const cri_border *b, int64_t *status_persons)
{
    const struct cri_list *l = b->list;
    int64_t *registered = status_persons + (size_t)CRUCE_REGISTERED * (size_t)b->n_nations;
    for (int32_t i = l->first_entry[l->oldest_day]; i < l->n_entries; i++) {
        registered[l->entry[i].cell % b->n_nations] += l->entry[i].persons;
    }
}

/* --- the state --- */

static void entry_state(cruce_state_io *io, cri_border *b, list_entry *e, int32_t *cell_before)
{
    int32_t cells = b->n_sectors * b->n_nations, more = e->cell - *cell_before;
    cri_state_number(io, &more, -cells, cells); /* entries of a day stand mostly in order */
    cri_state_whole(io, &e->persons, 0, INT32_MAX);
    if (cri_state_has_read(io)) {
        e->cell = *cell_before + more;
        if (e->cell < 0 || e->cell >= cells) {
            cri_state_refuse(io, "a number out of its range");
        }
    }
    *cell_before = e->cell;
}

static bool make_room_for(struct cri_list *l, int64_t entries)
{
    void *entry = l->entry;
    bool fits = cri_grow(&entry, &l->entry_room, entries, sizeof *l->entry);
    l->entry = entry;
    return fits;
}

/* Entries of one day. Those of whom nobody is left count too: how many there are decides how people are drawn. */
static void day_state(cruce_state_io *io, cri_border *b, int32_t day)
{
    struct cri_list *l = b->list;
    int32_t n = io->reads ? 0 : l->first_entry[day + 1] - l->first_entry[day], before = 0;
    cri_state_rows(io, &n, INT32_MAX / 4);
    if (io->reads && cri_state_is_fine(io) && !make_room_for(l, (int64_t)l->n_entries + n)) {
        cri_state_no_memory(io);
    }
    int32_t first = io->reads ? l->n_entries : l->first_entry[day];
    for (int32_t i = first; i < first + n && cri_state_is_fine(io); i++) {
        list_entry fresh = {0}, *e = io->reads ? &fresh : &l->entry[i];
        entry_state(io, b, e, &before);
        if (!cri_state_has_read(io)) {
            continue;
        }
        l->entry[l->n_entries++] = fresh;
        l->registered[day] += fresh.persons;
        l->of_nation[fresh.cell % b->n_nations] += fresh.persons;
        l->persons += fresh.persons;
    }
    if (cri_state_has_read(io)) {
        l->first_entry[day] = first;
        l->first_entry[day + 1] = l->n_entries;
    }
}

void cri_list_state(cruce_state_io *io, cri_border *b)
{
    struct cri_list *l = b->list;
    int32_t today = b->run->day;
    cri_state_part(io, "list");
    cri_state_number(io, &l->oldest_day, 0, today > 0 ? today - 1 : 0);
    for (int32_t d = l->oldest_day; d < today && cri_state_is_fine(io); d++) {
        day_state(io, b, d);
    }
}
