/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A day on the road without travel memory, worked off once per place and class of distance travelled.
 * How far a person has come today matters only through "is there time left after this road?". At each place the
 * distances are therefore cut into classes that lead to the same decisions on every way onward (an exact lumping, as
 * in Kemeny & Snell 1960, ch. 6); people of one class are one count. cohorts.c uses it where settings allow.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

enum { CLASSES_MOST = 200000 }; /* more: roads so short that the plain way is the better one */

/* Distances, in ascending order, at which the decisions possible at a place change. */
typedef struct cuts {
    int32_t n, room;
    int32_t *at_m;
} cuts;

typedef struct cut_search {
    const cri_cohorts *e;
    cuts *of;              /* [places.n] */
    int32_t *first_in;     /* [places.n + 1] links into a place */
    int32_t *link_in;      /* [links.n] */
    int32_t n, room;       /* cuts found, not yet followed */
    int32_t *place, *at_m;
    int32_t total;
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

static void list_links_in(cut_search *search)
{
    const cruce_links *links = search->e->run->world.links;
    int32_t n = search->e->run->world.places->n;
    for (int32_t k = 0; k < links->n; k++) {
        search->first_in[links->to[k] + 1]++;
    }
    for (int32_t p = 0; p < n; p++) {
        search->first_in[p + 1] += search->first_in[p];
    }
    for (int32_t k = links->n - 1; k >= 0; k--) { /* fills each place's span from its end */
        search->link_in[--search->first_in[links->to[k] + 1]] = k;
    }
    for (int32_t p = 0; p < n; p++) { /* spans now start one row early */
        search->first_in[p] = search->first_in[p + 1];
    }
    search->first_in[n] = links->n;
}

static cruce_status find_cuts(cut_search *search, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = search->e->run->world.links;
    list_links_in(search);
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

/* A class and the distance at which it ends. */
typedef struct class_end {
    int32_t until_m, class;
} class_end;

static int by_upper_end(const void *a, const void *b)
{
    const class_end *x = a, *y = b;
    if (x->until_m != y->until_m) {
        return x->until_m < y->until_m ? -1 : 1;
    }
    return x->class < y->class ? -1 : x->class > y->class;
}

/* Every way onward leads to a class that ends further out: working off in the order of ends is enough. */
static cruce_status lay_out_classes(cri_sweep *s, const cut_search *search, cruce_error *err)
{
    int32_t n_places = search->e->run->world.places->n;
    size_t n = (size_t)(search->total + n_places) + 1;
    s->first_class = cri_calloc((size_t)n_places + 1, sizeof *s->first_class);
    s->from_m = cri_calloc(n, sizeof *s->from_m);
    s->place = cri_calloc(n, sizeof *s->place);
    s->order = cri_calloc(n, sizeof *s->order);
    s->persons = cri_calloc(n, sizeof *s->persons);
    s->birth = cri_calloc(n, sizeof *s->birth);
    s->rng = cri_calloc((size_t)n_places + 1, sizeof *s->rng);
    s->rng_step = cri_calloc((size_t)n_places + 1, sizeof *s->rng_step);
    class_end *end = cri_calloc(n, sizeof *end);
    if (!s->first_class || !s->from_m || !s->place || !s->order || !s->persons || !s->birth || !s->rng ||
        !s->rng_step || !end) {
        cri_free(end);
        return cri_no_memory(err);
    }
    int32_t c = 0;
    for (int32_t p = 0; p < n_places; p++) {
        const cuts *cut = &search->of[p];
        s->first_class[p] = c;
        for (int32_t i = 0; i <= cut->n; i++, c++) {
            s->place[c] = p;
            s->from_m[c] = i == 0 ? 0 : cut->at_m[i - 1];
            end[c] = (class_end){i < cut->n ? cut->at_m[i] : INT32_MAX, c};
        }
    }
    s->first_class[n_places] = c;
    qsort(end, (size_t)c, sizeof *end, by_upper_end);
    for (int32_t i = 0; i < c; i++) {
        s->order[i] = end[i].class;
    }
    cri_free(end);
    return CRUCE_OK;
}

static bool suits(const cri_cohorts *e)
{
    const cruce_scenario *sc = e->run->scenario;
    if (sc->settings.avoid_short_stints || sc->settings.awareness_level > 1 || e->n_groups > 1) {
        return false;
    }
    for (int32_t p = 0; p < sc->places.n; p++) {
        if (sc->places.flags[p] & CRUCE_MARKER) {
            return false;
        }
    }
    return sc->location_changes.n == 0; /* they may make markers */
}

cruce_status cri_sweep_init(cri_cohorts *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cut_search search = {.e = e};
    if (!suits(e)) {
        return CRUCE_OK;
    }
    size_t n = (size_t)e->run->world.places->n;
    search.of = cri_calloc(n + 1, sizeof *search.of);
    search.first_in = cri_calloc(n + 2, sizeof *search.first_in);
    search.link_in = cri_calloc((size_t)e->run->world.links->n + 1, sizeof *search.link_in);
    if (search.of == NULL || search.first_in == NULL || search.link_in == NULL) {
        st = cri_no_memory(err);
        goto done;
    }
    TRY(find_cuts(&search, err));
    if (search.total <= CLASSES_MOST) {
        TRY(lay_out_classes(&e->sweep, &search, err));
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

void cri_sweep_free(cri_sweep *sweep)
{
    cri_free(sweep->first_class);
    cri_free(sweep->from_m);
    cri_free(sweep->place);
    cri_free(sweep->order);
    cri_free(sweep->persons);
    cri_free(sweep->birth);
    cri_free(sweep->rng);
    cri_free(sweep->rng_step);
    *sweep = (cri_sweep){0};
}

static int32_t class_of(const cri_sweep *s, cruce_place_id p, int32_t moved_m)
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
    return low;
}

/* Along one link at one speed: rests on the way, or arrives and rests, or arrives with time left. */
static cruce_status go_along(cri_step *step, const cri_cohort *cohort, int64_t persons,
                             int32_t moved_m, int32_t speed_m, cruce_error *err)
{
    cri_cohorts *e = step->e;
    cri_world *w = &e->run->world;
    int32_t left_m = w->links->length_m[cohort->at] - cohort->position_m;
    if (speed_m <= left_m) {
        return cri_cohorts_stay_on_road(e, cohort, persons, cohort->position_m + speed_m, 0, err);
    }
    moved_m += left_m;
    bool turned_back = (cohort->state & CRI_ROAD_CLOSED) != 0;
    cruce_place_id p = turned_back ? w->links->from[cohort->at] : w->links->to[cohort->at];
    cri_cohorts_count(e, p, persons);
    if (turned_back || moved_m >= speed_m) {
        cri_cohort c = *cohort;
        c.state = 0;
        return cri_cohorts_settle(e, p, &c, persons, 0, err);
    }
    int32_t c = class_of(&e->sweep, p, moved_m);
    e->sweep.birth[c] =
        cri_mean_birth(e->sweep.birth[c], e->sweep.persons[c], cohort->birth, persons);
    e->sweep.persons[c] += persons;
    return CRUCE_OK;
}

static cruce_status go_along_link(cri_step *step, const cri_cohort *cohort, int64_t persons,
                                  int32_t moved_m, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    double walk = step->e->run->world.links->walk_chance[cohort->at];
    int64_t walkers = walk > 0.0 ? cruce_binomial(step->rng, persons, walk) : 0;
    if (walkers > 0) {
        TRY(go_along(step, cohort, walkers, moved_m, step->e->walk_m, err));
    }
    if (persons > walkers) {
        int32_t speed = cri_cohorts_speed(step->e, cohort->at, cohort->state);
        TRY(go_along(step, cohort, persons - walkers, moved_m, speed, err));
    }
done:
    return st;
}

cruce_status cri_sweep_travel(cri_step *step, const cri_cohort *cohort, int64_t persons,
                              cruce_error *err)
{
    return go_along_link(step, cohort, persons, 0, err);
}

static cruce_status take_road(cri_step *step, cruce_place_id p, double birth, const cri_choice *c,
                              int32_t j, int64_t persons, int32_t moved_m, cruce_error *err)
{
    cri_world *w = &step->e->run->world;
    cri_cohort cohort = {.birth = birth, .at = c->link[j]};
    if (cohort.at == CRUCE_NONE || cri_is_full(w, c->final[j])) {
        return cri_cohorts_settle(step->e, p, &cohort, persons, 0, err);
    }
    cri_cohorts_count(step->e, p, -persons);
    w->entered_persons[cohort.at] += persons;
    return go_along_link(step, &cohort, persons, moved_m, err);
}

/* People of one class at one place: some stay, the others divide over the roads. */
static cruce_status decide(cri_step *step, int32_t class, int64_t persons, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cruce_place_id p = e->sweep.place[class];
    int32_t moved_m = e->sweep.from_m[class];
    cri_cohort resting = {.birth = e->sweep.birth[class], .at = p};
    const cri_choice *c;
    int64_t going = cruce_binomial(step->rng, persons, e->run->world.leave_chance[p]);
    TRY(cri_cohorts_settle(e, p, &resting, persons - going, 0, err));
    if (going == 0) {
        goto done;
    }
    TRY(cri_choice_at(&e->run->choices, 0, p, &c, err));
    if (c->n == 0) {
        TRY(cri_cohorts_settle(e, p, &resting, going, 0, err));
    }
    for (int32_t j = 0; j < c->n && going > 0; j++) {
        int64_t some = c->tail[j + 1] > 0.0
                           ? cruce_binomial(step->rng, going, c->weight[j] / c->tail[j])
                           : going;
        going -= some;
        if (some > 0) {
            TRY(take_road(step, p, resting.birth, c, j, some, moved_m, err));
        }
    }
done:
    return st;
}

cruce_status cri_sweep_run(cri_step *step, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_cohorts *e = step->e;
    cri_sweep *s = &e->sweep;
    int32_t n = s->first_class[e->run->world.places->n];
    int32_t now = e->run->day * 128 + step->number;
    for (int32_t i = 0; i < n; i++) {
        int32_t c = s->order[i];
        int64_t persons = s->persons[c];
        if (persons == 0) {
            continue;
        }
        s->persons[c] = 0;
        cruce_place_id p = s->place[c];
        if (s->rng_step[p] != now) {
            uint64_t actor =
                cruce_actor_mix(e->run->world.places->actor[p], (uint64_t)step->number);
            s->rng[p] = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, actor);
            s->rng_step[p] = now;
        }
        step->rng = &s->rng[p];
        TRY(decide(step, c, persons, err));
    }
done:
    return st;
}
