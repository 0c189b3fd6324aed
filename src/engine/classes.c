/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Classes of distance travelled today. Besides the travel memory, the distance matters only through "is there time
 * left after this road?". At each place the distances are cut into classes that lead to the same decisions on every
 * way onward: an exact lumping, as in Kemeny & Snell (1960), Finite Markov Chains, ch. 6.
 * Working a day off class by class is sweep.c.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

enum {
    CLASSES_MOST = 200000, /* more: roads so short that the plain way is the better one */
    CELLS_MOST = 1 << 26,  /* half a gigabyte of counts, if every class has people at once */
    RENEWALS_MOST =
        64 /* more closures and reopenings: one set of classes for all roads, open or not */
};

/* Distances, in ascending order, at which the decisions possible at a place change. */
typedef struct cuts {
    int32_t n, room;
    int32_t *at_m;
} cuts;

typedef struct cut_search {
    const cri_cohorts *e;
    cuts *of;          /* [places.n] */
    int32_t *first_in; /* [places.n + 1] links into a place */
    int32_t *link_in;  /* [links.n] */
    int32_t n, room;   /* cuts found, not yet followed */
    int32_t *place, *at_m;
    int32_t total;
    bool open_only; /* closed links bring no cuts */
} cut_search;

static bool widen(int32_t **column, int32_t rows)
{
    int32_t *wider = cri_realloc(*column, (size_t)rows * sizeof **column);
    *column = wider != NULL ? wider : *column;
    return wider != NULL;
}

/* Adds a cut at a place unless it is there; new ones are remembered to be followed. */
static cruce_status add_cut(cut_search *search, cruce_place_id p, int32_t at_m, cruce_error *err)
{
    cuts *c = &search->of[p];
    int32_t low = 0, high = c->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (c->at_m[middle] < at_m) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (at_m <= 0 || (low < c->n && c->at_m[low] == at_m)) {
        return CRUCE_OK;
    }
    if (c->n == c->room) {
        c->room = c->room == 0 ? 16 : 2 * c->room;
        if (!widen(&c->at_m, c->room)) {
            return cri_no_memory(err);
        }
    }
    memmove(c->at_m + low + 1, c->at_m + low, (size_t)(c->n - low) * sizeof *c->at_m);
    c->at_m[low] = at_m;
    c->n++;
    search->total++;
    if (search->n == search->room) {
        search->room = search->room == 0 ? 64 : 2 * search->room;
        if (!widen(&search->place, search->room) || !widen(&search->at_m, search->room)) {
            return cri_no_memory(err);
        }
    }
    search->place[search->n] = p;
    search->at_m[search->n++] = at_m;
    return CRUCE_OK;
}

/* Cuts that one link brings to its start: where time runs out on it, and (cut_m > 0) a cut at its end. */
static cruce_status cuts_of_link(cut_search *search, cruce_link_id k, int32_t cut_m,
                                 cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = search->e->run->world.links;
    int32_t length = links->length_m[k];
    if (search->open_only && search->e->run->world.closed[k]) {
        return CRUCE_OK;
    }
    int32_t speeds[2] = {cri_cohorts_speed(search->e, k, 0), search->e->walk_m};
    for (int32_t i = 0; i < (links->walk_chance[k] > 0.0 ? 2 : 1); i++) {
        if (speeds[i] > length && cut_m == 0) {
            TRY(add_cut(search, links->from[k], speeds[i] - length, err));
        } else if (speeds[i] > length && cut_m < speeds[i]) {
            TRY(add_cut(search, links->from[k], cut_m - length, err));
        }
    }
done:
    return st;
}

static cruce_status find_cuts(cut_search *search, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = search->e->run->world.links;
    cri_links_in(links, search->e->run->world.places->n, search->first_in, search->link_in);
    for (int32_t k = 0; k < links->n; k++) {
        TRY(cuts_of_link(search, k, 0, err));
    }
    while (search->n > 0 && search->total <= CLASSES_MOST) {
        search->n--;
        cruce_place_id p = search->place[search->n];
        int32_t at_m = search->at_m[search->n];
        for (int32_t i = search->first_in[p]; i < search->first_in[p + 1]; i++) {
            TRY(cuts_of_link(search, search->link_in[i], at_m, err));
        }
    }
done:
    return st;
}

int32_t cri_sweep_class_of(const cri_sweep *s, cruce_place_id p, int32_t moved_m)
{
    int32_t low = s->first_class[p], high = s->first_class[p + 1] - 1;
    while (low < high) { /* the last class that begins at or below moved_m */
        int32_t middle = low + (high - low + 1) / 2;
        if (s->from_m[middle] <= moved_m) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return s->class[low];
}

/* A class and the distance at which it ends. */
typedef struct class_end {
    int32_t until_m, row, place;
} class_end;

static int by_upper_end(const void *a, const void *b)
{
    const class_end *x = a, *y = b;
    if (x->until_m != y->until_m) {
        return x->until_m < y->until_m ? -1 : 1;
    }
    return x->row < y->row ? -1 : x->row > y->row;
}

static bool make_columns(cri_sweep *s, size_t n_classes, size_t n_places)
{
    s->first_class = cri_calloc(n_places + 1, sizeof *s->first_class);
    s->from_m = cri_calloc(n_classes, sizeof *s->from_m);
    s->class = cri_calloc(n_classes, sizeof *s->class);
    s->place = cri_calloc(n_classes, sizeof *s->place);
    s->first_leg = cri_calloc(n_classes, sizeof *s->first_leg);
    return s->first_class && s->from_m && s->class && s->place && s->first_leg;
}

/* Every way onward leads to a class that ends further out: numbers in the order of ends are enough. */
static cruce_status number_classes(cri_sweep *s, const cut_search *search, cruce_error *err)
{
    int32_t n_places = search->e->run->world.places->n;
    size_t n = (size_t)(search->total + n_places) + 1;
    class_end *end = cri_calloc(n, sizeof *end);
    if (!make_columns(s, n, (size_t)n_places) || end == NULL) {
        cri_free(end);
        return cri_no_memory(err);
    }
    int32_t row = 0;
    for (int32_t p = 0; p < n_places; p++) {
        const cuts *cut = &search->of[p];
        s->first_class[p] = row;
        for (int32_t i = 0; i <= cut->n; i++, row++) {
            s->from_m[row] = i == 0 ? 0 : cut->at_m[i - 1];
            end[row] = (class_end){i < cut->n ? cut->at_m[i] : INT32_MAX, row, p};
        }
    }
    s->first_class[n_places] = row;
    s->n_classes = row;
    qsort(end, (size_t)row, sizeof *end, by_upper_end);
    for (int32_t c = 0; c < row; c++) {
        s->class[end[c].row] = c;
        s->place[c] = end[c].place;
    }
    cri_free(end);
    return CRUCE_OK;
}

/* The crowd at the end of a leg of people who have come moved_m before it. */
static int32_t end_of_leg(const cri_sweep *s, const cri_cohorts *e, cruce_link_id k, bool on_foot,
                          int32_t moved_m)
{
    const cruce_links *links = e->run->world.links;
    int32_t speed_m = on_foot ? e->walk_m : cri_cohorts_speed(e, k, 0);
    if (speed_m <= links->length_m[k]) {
        return cri_sweep_night(s, e->run->world.places->n, k, on_foot);
    }
    moved_m += links->length_m[k];
    return moved_m < speed_m ? cri_sweep_class_of(s, links->to[k], moved_m)
                             : cri_sweep_rest(s, links->to[k]);
}

static cruce_status follow_legs(cri_sweep *s, const cri_cohorts *e, cruce_error *err)
{
    const cruce_links *links = e->run->world.links;
    size_t n = 0;
    for (int32_t c = 0; c < s->n_classes; c++) {
        s->first_leg[c] = (int32_t)n;
        n += (size_t)cri_legs_of(&s->ways, links, s->place[c]);
    }
    s->leads_to = cri_calloc(n + 1, sizeof *s->leads_to);
    s->arrival = cri_calloc((size_t)links->n + 1, sizeof *s->arrival);
    if (s->leads_to == NULL || s->arrival == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t row = 0, p = 0; row < s->n_classes; row++) {
        p += row >= s->first_class[p + 1];
        int32_t *leg = s->leads_to + s->first_leg[s->class[row]];
        for (int32_t k = links->first_out[p]; k < links->first_out[p + 1]; k++) {
            for (int32_t gait = 0; gait < s->ways.gaits; gait++) {
                *leg++ = end_of_leg(s, e, k, gait == 1, s->from_m[row]);
            }
        }
        *leg = cri_sweep_rest(s, p);
    }
    for (int32_t k = 0; k < links->n; k++) {
        s->arrival[k] = cri_sweep_class_of(s, links->to[k], links->length_m[k]);
    }
    return CRUCE_OK;
}

/*
 * Cells of a row: more than any travel memory plus distance of a day. The last leg of a day starts at less than a day's
 * travel and adds at most another one, so a day is less than twice the highest speed, the memory too, and their sum less
 * than four times.
 */
static int64_t sums_most(const cri_cohorts *e)
{
    int32_t most_m = e->ride_m > e->walk_m ? e->ride_m : e->walk_m;
    for (int32_t k = 0; k < e->run->world.links->n; k++) {
        most_m = e->speed_m[k] > most_m ? e->speed_m[k] : most_m;
    }
    return e->remember ? 4 * (int64_t)most_m / 1000 + 1 : 0;
}

/* With travel memory, distances are counted in whole kilometres. */
static bool in_whole_km(const cri_cohorts *e)
{
    const cruce_links *links = e->run->world.links;
    bool whole = e->ride_m % 1000 == 0 && e->walk_m % 1000 == 0;
    for (int32_t k = 0; k < links->n && whole; k++) {
        whole = links->length_m[k] % 1000 == 0 && links->speed_m_per_day[k] % 1000 == 0;
    }
    return whole;
}

static bool suits(const cri_cohorts *e)
{
    const cruce_scenario *sc = e->run->scenario;
    if (sc->settings.awareness_level > 1 || sc->settings.goals_only || e->n_groups > 1 ||
        e->run->checkpoints != NULL || (e->remember && !in_whole_km(e))) {
        return false;
    }
    for (int32_t p = 0; p < sc->places.n; p++) {
        if (sc->places.flags[p] & CRUCE_MARKER) {
            return false;
        }
    }
    return sc->location_changes.n == 0; /* they may make markers */
}

static cruce_status make_classes(cri_cohorts *e, bool open_only, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cut_search search = {.e = e, .open_only = open_only};
    size_t n = (size_t)e->run->world.places->n;
    search.of = cri_calloc(n + 1, sizeof *search.of);
    search.first_in = cri_calloc(n + 2, sizeof *search.first_in);
    search.link_in = cri_calloc((size_t)e->run->world.links->n + 1, sizeof *search.link_in);
    if (search.of == NULL || search.first_in == NULL || search.link_in == NULL) {
        st = cri_no_memory(err);
        goto done;
    }
    TRY(find_cuts(&search, err));
    int64_t classes = search.total + (int64_t)n, width = sums_most(e);
    if (classes <= CLASSES_MOST && classes * width <= CELLS_MOST) {
        TRY(number_classes(&e->sweep, &search, err));
        int32_t crowds = cri_sweep_night(&e->sweep, (int32_t)n, e->run->world.links->n, false);
        TRY(cri_crowds_init(&e->sweep.crowds, crowds, (int32_t)width, err));
        e->sweep.waiting = cri_calloc((size_t)crowds / 64 + 1, sizeof *e->sweep.waiting);
        if (e->sweep.waiting == NULL) {
            st = cri_no_memory(err);
            goto done;
        }
        TRY(follow_legs(&e->sweep, e, err));
        e->sweep.usable = true;
    }
done:
    for (size_t p = 0; search.of != NULL && p < n; p++) {
        cri_free(search.of[p].at_m);
    }
    cri_free(search.of);
    cri_free(search.first_in);
    cri_free(search.link_in);
    cri_free(search.place);
    cri_free(search.at_m);
    return st;
}

/* By how much each leg adds to the way of a day: by its length, or by what a day goes of it. */
static void measure_legs(cri_cohorts *e)
{
    const cruce_links *links = e->run->world.links;
    int32_t gaits = e->sweep.ways.gaits;
    for (int32_t k = 0; k < links->n; k++) {
        int32_t *km = e->sweep.ways.km + gaits * k + links->from[k];
        for (int32_t gait = 0; gait < gaits; gait++) {
            int32_t speed_m = gait == 1 ? e->walk_m : e->speed_m[k];
            km[gait] = (speed_m < links->length_m[k] ? speed_m : links->length_m[k]) / 1000;
        }
    }
}

static void forget_classes(cri_sweep *s)
{
    s->usable = false;
    cri_free(s->first_class);
    cri_free(s->from_m);
    cri_free(s->class);
    cri_free(s->place);
    cri_free(s->first_leg);
    cri_free(s->leads_to);
    cri_free(s->arrival);
    cri_free(s->waiting);
    cri_crowds_free(&s->crowds);
    s->first_class = s->from_m = s->class = s->place = s->first_leg = s->leads_to = NULL;
    s->arrival = NULL;
    s->waiting = NULL;
}

/* Ways and streams of places are kept: what tables hold must not depend on when classes were renewed. */
cruce_status cri_sweep_renew(cri_cohorts *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_sweep *s = &e->sweep;
    int64_t version = e->run->world.topology_version;
    if (s->topology_version == version || s->renewals > RENEWALS_MOST ||
        (s->renewals == 0 && !suits(e))) {
        return CRUCE_OK;
    }
    if (s->renewals++ == 0) {
        TRY(cri_place_ways_init(&s->ways, &e->run->world, err));
        measure_legs(e);
        s->ride_km = e->ride_m / 1000;
    }
    s->topology_version = version;
    forget_classes(s);
    TRY(make_classes(e, s->renewals <= RENEWALS_MOST, err));
done:
    return st;
}

void cri_sweep_free(cri_sweep *sweep)
{
    forget_classes(sweep);
    cri_place_ways_free(&sweep->ways);
}

/* --- the state --- */

/* Nothing closes or opens between the last renewal and the morning, so renewing now makes the classes that there were. */
void cri_sweep_state(cruce_state_io *io, cri_cohorts *e)
{
    cruce_error err = {0};
    cri_sweep *s = &e->sweep;
    int32_t renewals = s->renewals;
    cri_state_part(io, "sweep");
    cri_state_number(io, &renewals, 0, RENEWALS_MOST + 1);
    if (!cri_state_is_fine(io) || renewals == 0) {
        return;
    }
    if (io->reads) {
        if (!suits(e)) {
            cri_state_refuse(io, "settings that need other classes of distance");
            return;
        }
        cruce_status st = cri_place_ways_init(&s->ways, &e->run->world, &err);
        if (st == CRUCE_OK) {
            measure_legs(e);
            s->ride_km = e->ride_m / 1000;
            s->renewals = renewals;
            s->topology_version = e->run->world.topology_version;
            st = make_classes(e, renewals <= RENEWALS_MOST, &err);
        }
        if (st != CRUCE_OK) {
            cri_state_no_memory(io);
            return;
        }
    }
    for (int32_t i = 0; i < s->ways.tables; i++) {
        cri_binomial_table_state(io, &s->ways.table[i]);
    }
}
