/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The columns of the agents engine: one row per person, lists of who rests where, marks of who is under way.
 */
#ifndef CRI_PERSONS_H
#define CRI_PERSONS_H

#include "engine_internal.h"

/** Who rests at a place, in no order. */
typedef struct cri_residents {
    int32_t n, room;
    int32_t *id;
} cri_residents;

typedef struct cri_persons {
    cri_run *run;
    int32_t n, room;
    int32_t *at;         /* place, or link while travelling */
    int32_t *position_m; /* along the link */
    int32_t *route;      /* what remains of it (cri_routes), 0 if nothing */
    uint8_t *state;
    double *recent_km; /* travel memory at the end of recent_day; NULL if no rule needs it */
    int32_t *recent_day;
    int32_t *group;       /* home; NULL if no rule needs it */
    uint64_t *travelling; /* a bit per person: on a link */
    uint64_t *moving;     /* leaving today (phase 1) */
    uint64_t
        *bound; /* resting at a place on the way of a longer route: leaves tomorrow for certain */
    cri_residents *residents; /* [places.n] everybody else */
    int32_t *newcomer;        /* scratch: where the day's new persons are */
    int32_t newcomer_room;
    int32_t ride_m, walk_m;
    int32_t *speed_m; /* [links.n] of each link, on wheels */
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

/** A person comes to rest at a place (the place's count is the caller's). */
cruce_status cri_persons_settle(cri_persons *e, int32_t id, cruce_place_id place, cruce_error *err);
/** Moves `n` residents, drawn without replacement, to the end of the list. */
void cri_residents_to_end(cri_residents *residents, int32_t n, cruce_rng *rng);
/** Travel memory this morning: halved for each day of rest. */
double cri_persons_recent(const cri_persons *e, int32_t id);
/** Camp sink for persons resting at `place` on the way of a longer route; returns how many went. */
int64_t cri_persons_sink_bound(cri_persons *e, cruce_place_id place, double chance, cruce_rng *rng);

#endif
