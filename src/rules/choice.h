/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Route choice: which destinations can be seen from a place, and what each weighs today.
 *
 * Candidates are enumerated when roads open or close, weighed when scores change, and weighed again when
 * the room at a destination does. All people of one group at one place share them.
 */
#ifndef CRI_CHOICE_H
#define CRI_CHOICE_H

#include "../model/world.h"
#include "cruce/rng.h"
#include "cruce/rules.h"
#include "goals.h"
#include "routes.h"

/* The candidates at one place. */
typedef struct cri_choice {
    int32_t n;
    cruce_link_id *link;   /* the road taken first */
    int32_t *after;        /* remaining route after it */
    cruce_place_id *final; /* where the candidate leads */
    double *length_factor; /* (softening + km)^distance_power */
    double *nearness;      /* factor of stay_close_to_home, else 1 */
    double *base;          /* weight without the room at the destination */
    double *weight, *tail; /* today's; tail[j] = weight[j] + ... + weight[n-1] */
    uint64_t *lot;         /* chance of candidates 0 to j, as a fraction of 2^64 */
    int32_t n_limited;
    int32_t *limited;   /* candidates whose destination has a capacity */
    double *room_used;  /* [n_limited] */
    double stay_chance; /* with goals_only, at a goal: its weight over that of all goals */
    int64_t topology_version, attraction_version;
    void *block;
} cri_choice;

typedef struct cri_choices {
    const cri_world *world;
    int32_t n_groups; /* 1, or the number of places if homes matter, or of nations */
    bool by_home;
    cri_choice **of;             /* [n_groups] -> [places.n], made when first needed */
    const cri_attractions *more; /* terms beside Flee's, by nation; NULL: none */
    cri_goals goals;             /* with goals_only */
    cri_routes routes;
    int64_t candidates;    /* in all, to stop before memory does */
    struct cri_path *path; /* scratch of the enumeration */
    int32_t path_room;
    cri_choice draft; /* scratch: candidates found so far, with room for draft_room */
    int32_t draft_room;
} cri_choices;

/**
 * One group of people, or one per home where settings ask for it, or one per nation (n_nations > 0).
 * CRUCE_ERR_RUN where homes and nations would both make groups.
 */
cruce_status cri_choices_init(cri_choices *choices, const cri_world *world, int32_t n_nations,
                              cruce_error *err);
void cri_choices_free(cri_choices *choices);

/**
 * The candidates at `place` for people of `group`, weighed with the rooms that world->room holds now.
 * n = 0: there is nowhere to go. Valid until the next call for the same group and place.
 * cri_choice_at is the quick way where nothing has changed.
 */
cruce_status cri_choice_renew(cri_choices *choices, int32_t group, cruce_place_id place,
                              const cri_choice **choice, cruce_error *err);

static inline cruce_status cri_choice_at(cri_choices *choices, int32_t group, cruce_place_id place,
                                         const cri_choice **choice, cruce_error *err)
{
    const cri_choice *row = choices->of[group];
    if (row != NULL && row[place].n_limited == 0 &&
        row[place].topology_version == choices->world->topology_version &&
        row[place].attraction_version == choices->world->attraction_version) {
        *choice = &row[place];
        return CRUCE_OK;
    }
    return cri_choice_renew(choices, group, place, choice, err);
}

/** The chance to stay at a goal that was reached, with goals_only; else 1. */
cruce_status cri_choice_stay_chance(cri_choices *choices, int32_t group, cruce_place_id place,
                                    double *chance, cruce_error *err);

/** How much a destination loses by its distance from `seat`: 1 without stay_close_to_home. */
double cri_choice_nearness(const cri_world *world, cruce_place_id seat, cruce_place_id dest);

/** A camp that takes nobody who heads for it, with the rooms that world->room holds now (3.5). */
static inline bool cri_is_full(const cri_world *world, cruce_place_id place)
{
    return (world->flags[place] & CRUCE_CAMP) && world->room[place] < CRUCE_ROOM_FULL;
}

/**
 * One person's lot: how many of the n borders in lot, ascending fractions of 2^64, it lies above. 32 random bits decide,
 * 64 where they fall on a border.
 */
static inline int32_t cri_draw_lot(const uint64_t *lot, int32_t n, cruce_rng *rng)
{
    uint32_t high = cruce_rng_bits(rng), on_border = 0;
    int32_t j = 0;
    for (int32_t i = 0; i < n; i++) { /* no branches: the next lot is not to be foreseen */
        uint32_t border = (uint32_t)(lot[i] >> 32);
        j += high > border;
        on_border |= high == border;
    }
    if (on_border) {
        uint64_t whole = (uint64_t)high << 32 | cruce_rng_bits(rng);
        for (j = 0; j < n && whole >= lot[j];) {
            j++;
        }
    }
    return j;
}

/** One weighted draw: a candidate's number. n >= 1. */
static inline int32_t cri_choice_draw(const cri_choice *choice, cruce_rng *rng)
{
    if (choice->n <= 16) {
        int32_t j = cri_draw_lot(choice->lot, choice->n, rng);
        return j < choice->n ? j : choice->n - 1;
    }
    double y = cruce_rng_unit(rng) * choice->tail[0];
    int32_t low = 0, high = choice->n - 1; /* the last j with tail[j] > y */
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (choice->tail[middle] > y) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

#endif
