/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state of the agents engine in the morning: every person in the order of creation, lists of who rests where in their
 * order (draws pick by place in the list), and who is under way. Forks and roads are worked out again.
 * How a field is written is state_io.h.
 */
#include <string.h>

#include "../base/text.h"
#include "persons.h"

static double memory_most(const cri_persons *e)
{
    const cri_world *w = &e->run->world;
    int32_t most_m = w->ride_m > w->walk_m ? w->ride_m : w->walk_m;
    for (int32_t k = 0; k < w->links->n; k++) {
        most_m = w->speed_m[k] > most_m ? w->speed_m[k] : most_m;
    }
    return (double)(2 * (int64_t)most_m / 1000);
}

/* Who left movement keeps a row, of which nothing is read any more. */
static void person_state(cruce_state_io *io, const cri_persons *e, cri_person *x, double memory)
{
    const cri_world *w = &e->run->world;
    int32_t places = w->places->n, links = w->links->n, routes = e->run->choices.routes.n;
    int32_t state = (int32_t)x->state;
    cri_state_number(io, &x->at, 0, (places > links ? places : links) - 1);
    cri_state_number(io, &x->position_m, 0, INT32_MAX);
    cri_state_number(io, &x->route, 0, routes > 0 ? routes - 1 : 0);
    cri_state_number(io, &x->group, 0, e->run->choices.n_groups - 1);
    cri_state_reals(io, &x->recent_km, 1, 0.0, memory);
    cri_state_number(io, &x->recent_day, 0, e->run->day);
    cri_state_number(io, &state, 0, CRI_FIRST_ROAD | CRI_ROAD_CLOSED);
    x->state = (uint32_t)state;
}

static void people_state(cruce_state_io *io, cri_persons *e)
{
    int32_t n = e->n;
    cri_state_part(io, "persons");
    cri_state_rows(io, &n, INT32_MAX - 64);
    if (cri_state_has_read(io) && cri_persons_make_room(e, n, NULL) != CRUCE_OK) {
        cri_state_no_memory(io);
    }
    double memory = memory_most(e);
    for (int32_t i = 0; i < n && cri_state_is_fine(io); i++) {
        if (io->reads) {
            e->person[i] = (cri_person){0};
        }
        person_state(io, e, &e->person[i], memory);
    }
    e->n = cri_state_is_fine(io) ? n : e->n;
    cri_state_numbers(io, e->created, e->run->day, 0, e->n);
}

static void residents_state(cruce_state_io *io, cri_residents *here, int32_t persons)
{
    int32_t n = here->n;
    cri_state_rows(io, &n, persons);
    if (cri_state_has_read(io) && n > 0) {
        here->id = cri_calloc((size_t)n, sizeof *here->id);
        if (here->id == NULL) {
            cri_state_no_memory(io);
            return;
        }
        here->room = n;
    }
    for (int32_t i = 0, before = 0; i < n && cri_state_is_fine(io); i++) {
        int32_t more = io->reads ? 0 : here->id[i] - before;
        cri_state_number(io, &more, -persons, persons);
        before += more;
        if (cri_state_has_read(io) && (before < 0 || before >= persons)) {
            cri_state_refuse(io, "a number out of its range");
        }
        here->id[i] = before;
    }
    here->n = cri_state_is_fine(io) ? n : 0;
}

/* True if bit `id` was not set. */
static bool mark_new(uint64_t *bits, int32_t id)
{
    bool is_new = (bits[id / 64] >> (id % 64) & 1) == 0;
    cri_mark(bits, id);
    return is_new;
}

/* Everybody is in one list at most, and what the row says fits the list. */
static bool are_sound(cri_persons *e, uint64_t *seen)
{
    const cri_world *w = &e->run->world;
    bool sound = true;
    for (int32_t p = 0; p < w->places->n; p++) {
        for (int32_t i = 0; i < e->residents[p].n; i++) {
            int32_t id = e->residents[p].id[i];
            sound =
                sound && mark_new(seen, id) && e->person[id].at == p && e->person[id].route == 0;
        }
    }
    for (int32_t id = 0; id < e->n; id++) {
        const cri_person *x = &e->person[id];
        bool travels = e->travelling[id / 64] >> (id % 64) & 1;
        bool is_bound = e->bound[id / 64] >> (id % 64) & 1;
        if (travels) {
            sound = sound && mark_new(seen, id) && x->at < w->links->n &&
                    x->position_m <= w->links->length_m[x->at];
        }
        if (is_bound) {
            sound = sound && mark_new(seen, id) && x->at < w->places->n && x->route != 0;
        }
    }
    return sound;
}

static void check(cruce_state_io *io, cri_persons *e)
{
    int32_t words = cri_words(e->n);
    uint64_t beyond = e->n % 64 == 0 ? 0 : ~(uint64_t)0 << (e->n % 64);
    if (!cri_state_has_read(io) || words == 0) {
        return;
    }
    uint64_t *seen = cri_calloc((size_t)words, sizeof *seen);
    if (seen == NULL) {
        cri_state_no_memory(io);
        return;
    }
    if (((e->travelling[words - 1] | e->bound[words - 1]) & beyond) != 0 || !are_sound(e, seen)) {
        cri_state_refuse(io, "a person in two places");
    }
    cri_free(seen);
}

void cri_persons_state(cruce_state_io *io, void *engine)
{
    cri_persons *e = engine;
    people_state(io, e);
    cri_state_part(io, "residents");
    for (int32_t p = 0; p < e->run->world.places->n; p++) {
        residents_state(io, &e->residents[p], e->n);
    }
    int32_t words = cri_state_is_fine(io) ? cri_words(e->n) : 0;
    cri_state_words(io, e->travelling, words);
    cri_state_words(io, e->bound, words);
    check(io, e);
}
