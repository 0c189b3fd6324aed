/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Forks: at each place, a table from which one person's next road is drawn with one random number.
 */
#ifndef CRI_FORK_H
#define CRI_FORK_H

#include "engine_internal.h"

/** What a person does at a fork: the road taken, and the route after it; CRUCE_NONE: stays. */
typedef struct cri_way {
    cruce_link_id link;
    int32_t after;
} cri_way;

/** A cell of an alias table (Walker 1977): of those who fall into it, a share goes one way, the rest another. */
typedef struct cri_fork_cell {
    uint32_t border_high, border_low; /* that share as a fraction of 2^64 */
    cri_way way[2];                   /* below the border, above it */
} cri_fork_cell;

/** Where the ways part at a place, for people who leave it for certain or by chance. */
typedef struct cri_fork {
    int64_t version;     /* of the place when it was made; 0: never */
    cri_fork_cell *cell; /* [2^bits] */
    int32_t bits, room;
} cri_fork;

/** Places from which a camp is seen: their forks change with its room. */
typedef struct cri_viewers {
    int32_t n, room;
    cruce_place_id *place;
} cri_viewers;

typedef struct cri_forks {
    cri_run *run;
    cri_fork **of;        /* [n_groups] -> [2 * places.n], made when first needed */
    int64_t *version;     /* [places.n] counts what has changed for choices made here; from 1 */
    cri_viewers *viewers; /* [places.n] */
    bool *has_viewed;     /* [places.n] is in the lists of viewers */
    double *room;         /* [places.n] as far as the forks know */
    double *leave_chance; /* [places.n] the same */
    uint32_t *flags;      /* [places.n] the same */
    int64_t topology_version, attraction_version;
    int64_t changes; /* counts changes of rooms */
    double *share;   /* scratch: chance of each candidate, in cells */
    int32_t
        *stack; /* scratch: candidates with less, and from the end those with more, than a cell */
    int32_t scratch_room;
} cri_forks;

cruce_status cri_forks_init(cri_forks *forks, cri_run *run, cruce_error *err);
void cri_forks_free(cri_forks *forks);
/** Takes in what has changed since yesterday. */
void cri_forks_morning(cri_forks *forks);
/** The seldom part of cri_forks_room_changed and of cri_fork_at. */
void cri_forks_tell_viewers(cri_forks *forks, cruce_place_id place);
cruce_status cri_fork_renew(cri_forks *forks, int32_t group, cruce_place_id place, bool certain,
                            const cri_fork **fork, cruce_error *err);

/** world->room[place] was worked out anew. */
static inline void cri_forks_room_changed(cri_forks *forks, cruce_place_id place)
{
    if (forks->room[place] != forks->run->world.room[place]) {
        cri_forks_tell_viewers(forks, place);
    }
}

/** The fork at a place with the rooms as they are now. `certain`: for people who leave; else some stay by chance. */
static inline cruce_status cri_fork_at(cri_forks *forks, int32_t group, cruce_place_id place,
                                       bool certain, const cri_fork **fork, cruce_error *err)
{
    const cri_fork *row = forks->of[group];
    if (row != NULL) {
        *fork = &row[2 * place + certain];
        if ((*fork)->version == forks->version[place]) {
            return CRUCE_OK;
        }
    }
    return cri_fork_renew(forks, group, place, certain, fork, err);
}

/** One person's way: cell and share from one word, a second one on the border. */
static inline const cri_way *cri_fork_draw(const cri_fork *fork, cruce_rng *rng)
{
    uint64_t bits = (uint64_t)cruce_rng_bits(rng) << fork->bits;
    const cri_fork_cell *cell = &fork->cell[bits >> 32];
    uint32_t share = (uint32_t)bits;
    /* the lowest bits of share are not random: a border within them needs a further word */
    uint32_t grain = ((uint32_t)1 << fork->bits) - 1;
    if ((share | grain) == (cell->border_high | grain)) {
        uint64_t more = (uint64_t)cruce_rng_bits(rng) << fork->bits;
        uint64_t whole = ((uint64_t)share << 32) + more;
        return &cell->way[whole >= ((uint64_t)cell->border_high << 32 | cell->border_low)];
    }
    return &cell->way
                [share >=
                 cell->border_high]; /* an index: a branch would be foreseen wrongly half the time */
}

#endif
