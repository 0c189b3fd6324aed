/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Phase 2 of single persons: a day on the road, from road to road, until each rests or is still on one.
 *
 * Flee lets persons travel one after the other, in order of creation. Each hop waits for the one before it (where am I,
 * what can I see, which way do I take), so that a processor does nothing most of the time. Here some persons walk side
 * by side instead, as if none of them came to rest; then they come to rest in order of creation. When one of them changes
 * the room at a camp as others see it, those after it walk again, with new chance. Whether a walk is thrown away depends
 * on earlier persons only, never on itself: the distribution is that of one after the other.
 */
#include "../base/text.h"
#include "handover.h"
#include "persons.h"

enum {
    LANES = 32,      /* persons side by side */
    ROUNDS_MOST = 32 /* hops side by side; who goes on after that, does so alone */
};

/* One person's day. */
typedef struct traveller {
    int32_t id, group, route;
    cruce_link_id link;
    int32_t position_m; /* along the link */
    int32_t moved_m;    /* today */
    int32_t sent_on_m;  /* whoever has come less far does not rest in a town */
    uint32_t state;
    cruce_place_id rests_at; /* CRUCE_NONE: on the link */
    bool under_way;          /* the day is not over */
    bool stopped;            /* at a checkpoint: out of movement */
    double recent_km;        /* travel memory this morning */
} traveller;

typedef struct entry {
    int32_t lane;
    cruce_link_id link;
} entry;

typedef struct walk {
    cri_persons *e;
    cruce_rng rng;
    int32_t n;
    traveller lane[LANES];
    int32_t n_entries;
    entry entered[LANES * ROUNDS_MOST + 1]; /* links entered, in any order */
} walk;

/* The least whole number that is not below x. */
static inline int32_t least_whole(double x)
{
    int32_t whole = (int32_t)x;
    return whole + ((double)whole < x);
}

static inline int32_t speed_on(const cri_run *run, const cri_road *road, uint32_t state,
                               cruce_rng *rng)
{
    bool on_foot = (state & CRI_FIRST_ROAD) && run->world.settings->start_on_foot;
    if (road->walk_chance > 0.0 && cruce_rng_unit(rng) < road->walk_chance) {
        on_foot = true;
    }
    return on_foot ? run->world.walk_m : road->speed_m;
}

/* To the end of a road and on, or not to its end. Every further road of the day gets a full day's speed (quirk 5).
   What cannot be foreseen is worked out without branches, at the price of some draws that nobody uses. */
static inline __attribute__((always_inline)) cruce_status take_road(cri_persons *e, traveller *t,
                                                                    cruce_rng *rng,
                                                                    cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_road *road = &e->road[t->link];
    int32_t speed = speed_on(e->run, road, t->state, rng);
    int32_t left = road->length_m - t->position_m;
    if (speed <= left) { /* a road of exactly the day's distance takes two days (quirk 6) */
        t->position_m += speed;
        t->moved_m += speed;
        t->rests_at = CRUCE_NONE;
        t->under_way = false;
        goto done;
    }
    t->moved_m += left;
    if (t->state & CRI_ROAD_CLOSED) { /* turned back, which takes the rest of the day */
        t->state = 0;
        t->rests_at = road->from;
        t->under_way = false;
        goto done;
    }
    t->state = 0;
    t->rests_at = road->to;
    bool time_left = (t->moved_m < speed) & !road->to_goal;
    bool sent_on = road->to_town & (t->moved_m < t->sent_on_m);
    cri_way way;
    TRY(cri_next_way(e, t->group, road->to, t->route, sent_on, rng, &way, err));
    t->under_way = time_left & (way.link != CRUCE_NONE);
    t->route = time_left ? way.after : t->route;
    t->link = way.link;
    t->position_m = 0;
    if (e->run->checkpoints != NULL && t->under_way) {
        t->stopped = cri_is_stopped(e->run, t->group, t->link);
        t->under_way = !t->stopped;
    }
done:
    return st;
}

/* Takes in the next travellers with numbers from `id` on: one where checkpoints count whom they stop, which cannot be
   taken back. */
static void gather(walk *today, int32_t id)
{
    const cri_persons *e = today->e;
    int32_t most = e->run->checkpoints == NULL ? LANES : 1;
    bool remembers = e->run->world.settings->avoid_short_stints;
    double ride_m = e->run->world.ride_m;
    int32_t n = 0;
    uint64_t beyond = ~(uint64_t)0 << (id % 64);
    for (int32_t word = id / 64; word < cri_words(e->n) && n < most; word++) {
        uint64_t left = e->travelling[word] & beyond;
        beyond = ~(uint64_t)0;
        for (; left != 0 && n < most; left &= left - 1) {
            int32_t next = word * 64 + __builtin_ctzll(left);
            __builtin_prefetch(&e->person[next]); /* rows of those who move lie far apart */
            today->lane[n++].id = next;
        }
    }
    for (int32_t i = 0; i < n; i++) {
        traveller *t = &today->lane[i];
        const cri_person *x = &e->person[t->id];
        double recent_km = cri_persons_recent(e, x);
        *t = (traveller){
            .id = t->id,
            .group = x->group,
            .route = x->route,
            .link = x->at,
            .position_m = x->position_m,
            .sent_on_m = remembers ? least_whole(ride_m - recent_km * 1000.0) : 0,
            .state = x->state,
            .rests_at = CRUCE_NONE,
            .under_way = true,
            .recent_km = recent_km,
        };
    }
    today->n = n;
}

/* All lanes take a road, then those who are still under way another one, and so on. */
static cruce_status walk_side_by_side(walk *today, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t under_way[LANES], n = today->n;
    for (int32_t i = 0; i < n; i++) {
        under_way[i] = i;
    }
    today->n_entries = 0;
    for (int32_t round = 0; round < ROUNDS_MOST && n > 0; round++) {
        int32_t still = 0;
        for (int32_t i = 0; i < n; i++) {
            int32_t lane = under_way[i];
            traveller *t = &today->lane[lane];
            TRY(take_road(today->e, t, &today->rng, err));
            under_way[still] = lane;
            still += t->under_way;
            today->entered[today->n_entries] = (entry){lane, t->link};
            today->n_entries += t->under_way | t->stopped;
        }
        n = still;
    }
done:
    return st;
}

/* The day is over: the person is at a place or on a link, and remembers how far it was. */
static cruce_status end_day(cri_persons *e, const traveller *t, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_person *x = &e->person[t->id];
    x->state = t->state;
    x->route = t->route;
    x->recent_km = (t->recent_km + t->moved_m / 1000.0) / 2.0;
    x->recent_day = e->run->day;
    x->at = t->link;
    x->position_m = t->position_m;
    if (t->stopped) {
        cri_unmark(e->travelling, t->id);
    } else if (t->rests_at != CRUCE_NONE) {
        x->at = t->rests_at;
        cri_persons_count_in(e, t->rests_at, 1);
        cri_unmark(e->travelling, t->id);
        TRY(cri_persons_settle(e, t->id, t->rests_at, err));
    }
done:
    return st;
}

/* In order of creation, up to the first (included) who changes what others see; returns how many in *done_lanes. */
static cruce_status end_days(walk *today, int32_t *done_lanes, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_persons *e = today->e;
    int64_t *entered = e->run->world.entered_persons;
    int64_t changes = e->forks.changes;
    int32_t n = 0;
    while (n < today->n && e->forks.changes == changes) {
        traveller *t = &today->lane[n++];
        while (t->under_way) {
            TRY(take_road(e, t, &today->rng, err));
            if (t->under_way || t->stopped) {
                entered[t->link]++;
            }
        }
        TRY(end_day(e, t, err));
    }
    for (int32_t i = 0; i < today->n_entries; i++) {
        entered[today->entered[i].link] += today->entered[i].lane < n;
    }
    *done_lanes = n;
done:
    return st;
}

static void look_at_roads(cri_persons *e)
{
    const cri_world *w = &e->run->world;
    for (int32_t k = 0; k < w->links->n; k++) {
        cri_road *road = &e->road[k];
        road->to_town = (w->flags[road->to] & CRUCE_TOWN) != 0;
        road->to_goal = w->goal[road->to];
    }
}

cruce_status cri_travel_all(cri_persons *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    walk today = {.e = e, .rng = cri_run_rng(e->run, CRUCE_DRAW_TRAVEL, 1)};
    int32_t n = 0;
    look_at_roads(e);
    for (gather(&today, 0); today.n > 0; gather(&today, today.lane[n - 1].id + 1)) {
        TRY(walk_side_by_side(&today, err));
        TRY(end_days(&today, &n, err));
    }
done:
    return st;
}
