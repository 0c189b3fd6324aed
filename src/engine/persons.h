/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * People as single persons: one row each, lists of who rests where, marks of who is under way.
 */
#ifndef CRI_PERSONS_H
#define CRI_PERSONS_H

#include "cruce/rules.h"
#include "fork.h"

/** Who rests at a place, in no order. */
typedef struct cri_residents {
    int32_t n, room;
    int32_t *id;
} cri_residents;

/** A row and not columns: of many persons few move on a day, and each of them costs one line of cache, not six. */
typedef struct cri_person {
    int32_t at;         /* place, or link while travelling */
    int32_t position_m; /* along the link */
    int32_t route;      /* what remains of it (cri_routes), 0 if nothing */
    int32_t group;      /* home, where a rule needs it; else 0 */
    double recent_km;   /* travel memory at the end of recent_day, where a rule needs it */
    int32_t recent_day;
    uint32_t state;
} cri_person;

/** What a traveller needs to know about a link. */
typedef struct cri_road {
    cruce_place_id from, to;
    int32_t length_m, speed_m;
    double walk_chance;
    bool to_town, to_goal; /* today */
} cri_road;

enum { CRI_NIGHTS = 64 };

typedef struct cri_persons {
    cri_run *run;
    int32_t n, room;
    cri_person *person;   /* in the order of creation */
    uint64_t *travelling; /* a bit per person: on a link */
    uint64_t *moving;     /* leaving today (phase 1) */
    uint64_t *bound;      /* resting on the way of a longer route: leaves tomorrow for certain */
    cri_residents *residents; /* [places.n] everybody else */
    cri_forks forks;
    cri_road *road;    /* [links.n] */
    int32_t *newcomer; /* scratch: where the day's new persons are */
    int32_t newcomer_room;
    double fade[CRI_NIGHTS]; /* what is left of the travel memory after so many nights of rest */
    int32_t *created;        /* [scenario.n_days] persons created up to and on a day */
} cri_persons;

static inline int32_t cri_words(int32_t persons)
{
    return (persons + 63) / 64;
}
static inline void cri_mark(uint64_t *bits, int32_t id)
{
    bits[id / 64] |= (uint64_t)1 << (id % 64);
}
static inline void cri_unmark(uint64_t *bits, int32_t id)
{
    bits[id / 64] &= ~((uint64_t)1 << (id % 64));
}

cruce_status cri_persons_create(cri_run *run, void **engine, cruce_error *err);
void cri_persons_destroy(void *engine);
cruce_status cri_persons_add(void *engine, const int64_t *persons, bool mixed, cruce_error *err);
void cri_persons_link_closed(void *engine, cruce_link_id link);
int64_t cri_persons_count(const void *engine, int64_t *active_persons, int64_t *group_persons);

/** Every person, who rests where in which order, who is under way (persons_state.c). */
void cri_persons_state(cruce_state_io *io, void *engine);
/** Room for `more` further rows. */
cruce_status cri_persons_make_room(cri_persons *e, int64_t more, cruce_error *err);

/** A person comes to rest at a place (the place's count is the caller's). */
cruce_status cri_persons_settle(cri_persons *e, int32_t id, cruce_place_id place, cruce_error *err);
/** Moves `n` residents, drawn without replacement, to the end of the list. */
void cri_residents_to_end(cri_residents *residents, int32_t n, cruce_rng *rng);
/** Day of creation. */
int32_t cri_persons_birth(const cri_persons *e, int32_t id);
/** Travel memory this morning, in km: halved for each day of rest. */
static inline double cri_persons_recent(const cri_persons *e, const cri_person *x)
{
    int32_t nights = e->run->day - x->recent_day - 1; /* -1: created today, nothing to remember */
    nights = nights > 0 ? nights : 0;
    return x->recent_km * e->fade[nights < CRI_NIGHTS ? nights : CRI_NIGHTS - 1];
}
/** Camp sink for persons resting at `place` on the way of a longer route; returns how many went. */
int64_t cri_persons_sink_bound(cri_persons *e, cruce_place_id place, double chance, cruce_rng *rng);

/** Persons come to a place or leave it (negative). */
static inline void cri_persons_count_in(cri_persons *e, cruce_place_id p, int64_t persons)
{
    cri_world *w = &e->run->world;
    w->persons[p] += persons;
    if (w->capacity_persons[p] > 0) {
        w->room[p] = cruce_rule_room(w->settings, w->capacity_persons[p], w->persons[p]);
        cri_forks_room_changed(&e->forks, p);
    }
}

/** The next road on a route chosen earlier; a closed road or a full camp at its end makes a person stay. */
cri_way cri_follow_route(const cri_run *run, cruce_place_id p, int32_t route);

/** The way from p of a person with a route or none. `certain`: the person leaves; else chance decides that too. */
static inline cruce_status cri_next_way(cri_persons *e, int32_t group, cruce_place_id p,
                                        int32_t route, bool certain, cruce_rng *rng, cri_way *way,
                                        cruce_error *err)
{
    const cri_fork *fork;
    if (route != 0) {
        *way = cri_follow_route(e->run, p, route);
        return CRUCE_OK;
    }
    cruce_status st = cri_fork_at(&e->forks, group, p, certain, &fork, err);
    if (st == CRUCE_OK) {
        *way = *cri_fork_draw(fork, rng);
    }
    return st;
}

/** Phase 2 of the day: everybody on a road travels, and remembers it. */
cruce_status cri_travel_all(cri_persons *e, cruce_error *err);

#endif
