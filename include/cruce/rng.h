/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Chance, asked for by who, when and what for.
 *
 * A stream is Philox4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405) keyed by seed and
 * replicate; its counter holds day, purpose, actor and the number of the block. The same five
 * values give the same numbers for any number of threads, any order of calls, gcc or clang. exp,
 * log and pow are our own (cruce/elementary.h), never the system's.
 */
#ifndef CRUCE_RNG_H
#define CRUCE_RNG_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a draw is for. Dense; append only, so that old seeds keep their meaning. */
typedef enum cruce_purpose {
    CRUCE_DRAW_SPAWN_COUNT,  /* how many set out from a place (poisson mode) */
    CRUCE_DRAW_SPAWN_PLACE,  /* where the day's newly displaced come from */
    CRUCE_DRAW_LEAVE,        /* phase 1: who leaves a place */
    CRUCE_DRAW_TRAVEL,       /* phase 2: walking, arriving, going on */
    CRUCE_DRAW_SINK,         /* who leaves the system at a camp */
    CRUCE_DRAW_SPLIT,        /* how a day is divided into sub-steps */
    CRUCE_DRAW_TEST,         /* tests and examples */
    CRUCE_DRAW_CHOOSE,       /* phase 1: by which road */
    CRUCE_DRAW_PORT_DEMAND,  /* who would cross in each hour */
    CRUCE_DRAW_PORT_HOURS,   /* who joins the line, and what the others do */
    CRUCE_DRAW_PORT_EVENTS,  /* when each vehicle comes, and how long its inspection takes */
    CRUCE_DRAW_CONTRABAND,   /* loads: how many, where, which are found */
    CRUCE_DRAW_ARRIVE,       /* who registers for an appointment in a border city */
    CRUCE_DRAW_ATTEMPT,      /* who tries between ports, who is apprehended */
    CRUCE_DRAW_APPOINTMENT,  /* who is offered one, who comes, who leaves the list */
    CRUCE_DRAW_WALK_UP,      /* who comes to a port without an appointment */
    CRUCE_DRAW_CUSTODY,      /* who leaves custody today, and to where */
    CRUCE_DRAW_RETRY,        /* who tries again after a return, and when */
    CRUCE_DRAW_COUNT,        /* what governments count wrongly */
    CRUCE_DRAW_DEPART,       /* rounding of departures by nation */
    CRUCE_DRAW_SETTLE,       /* who stays at the border city reached */
    CRUCE_DRAW_CHECKPOINT,   /* who is stopped on a link */
    CRUCE_DRAW_STOPPED,      /* what becomes of those stopped, and when they go on */
    CRUCE_DRAW_GROUP_SIZE,   /* true size and mix of a caravan */
    CRUCE_DRAW_GROUP_DAY,    /* a caravan's day: pace, rides, leavers, joiners, checkpoints */
    CRUCE_DRAW_GROUP_REPORT, /* what reporters say of it */
    CRUCE_DRAW_CAPTURE,      /* who of those who try is apprehended */
    CRUCE_DRAW_SHELTER,      /* who leaves a shelter */
    CRUCE_DRAW_PURPOSES
} cruce_purpose;

/**
 * One stream of draws. Lives on the caller's stack; copy it to fork it. A stream gives 2^34 words.
 *
 * The first refill makes one block (four words: most streams draw once or twice), later ones make
 * four blocks at a time. The words come in the same order either way.
 */
typedef struct cruce_rng {
    uint32_t key[2];     /* seed, replicate */
    uint32_t counter[4]; /* block number, day and purpose, actor (two words) */
    uint32_t word[16];   /* drawn, not yet used */
    int32_t next, filled;
} cruce_rng;

/**
 * The stream of one actor (a 64-bit name, e.g. cruce_actor_of_name) on one day for one purpose.
 * day < 2^24.
 */
static inline cruce_rng cruce_rng_at(uint32_t seed, uint32_t replicate, int32_t day,
                                     cruce_purpose purpose, uint64_t actor)
{
    cruce_rng rng; /* `word` stays unset: it is written before it is read */
    rng.key[0] = seed;
    rng.key[1] = replicate;
    rng.counter[0] = 0;
    rng.counter[1] = ((uint32_t)day & 0xffffffu) | ((uint32_t)purpose << 24);
    rng.counter[2] = (uint32_t)actor;
    rng.counter[3] = (uint32_t)(actor >> 32);
    rng.next = 0;
    rng.filled = 0;
    return rng;
}

/** Draws the next words of a stream; called by the functions below when `word` is used up. */
CRUCE_API void cruce_rng_refill(cruce_rng *rng);
/** A 64-bit number for a name, independent of the order of rows (FNV-1a, then mixed). */
CRUCE_API uint64_t cruce_actor_of_name(const char *name);
/** Mixes a further number (a sub-step, a state) into an actor. */
CRUCE_API uint64_t cruce_actor_mix(uint64_t actor, uint64_t more);

/** Uniform 32 bits. */
static inline uint32_t cruce_rng_bits(cruce_rng *rng)
{
    if (rng->next == rng->filled) {
        cruce_rng_refill(rng);
    }
    return rng->word[rng->next++];
}

/** Uniform in [0, 1), 53 bits: two words, the first one on top. */
static inline double cruce_rng_unit(cruce_rng *rng)
{
    uint64_t high, low;
    if (rng->next + 2 <= rng->filled) {
        high = rng->word[rng->next];
        low = rng->word[rng->next + 1];
        rng->next += 2;
    } else {
        high = cruce_rng_bits(rng);
        low = cruce_rng_bits(rng);
    }
    return (double)(int64_t)((high << 21) | (low >> 11)) * (1.0 / 9007199254740992.0);
}

/** The seldom part of cruce_rng_below: n from 2^32 up, or a word that has to be drawn again. */
CRUCE_API uint64_t cruce_rng_below_wide(cruce_rng *rng, uint64_t n);
CRUCE_API uint32_t cruce_rng_below_again(cruce_rng *rng, uint32_t n, uint64_t product);

/**
 * Uniform in 0 .. n-1, exactly (Lemire 2019, doi:10.1145/3230636). n >= 1. Takes one word for
 * n < 2^32, else two; seldom more.
 */
static inline uint64_t cruce_rng_below(cruce_rng *rng, uint64_t n)
{
    if (n > UINT32_MAX) {
        return cruce_rng_below_wide(rng, n);
    }
    uint64_t product = cruce_rng_bits(rng) * n;
    if ((uint32_t)product < (uint32_t)n) {
        return cruce_rng_below_again(rng, (uint32_t)n, product);
    }
    return product >> 32;
}

/**
 * Successes in n trials of chance p (clamped to [0, 1]; NaN counts as 0), for n up to 2^63 - 1.
 *
 * Exact: the trials themselves for small n, inversion for n * min(p, 1 - p) < 10, BTRS (Hormann
 * 1993) else. What is rounded is the arithmetic: chances below 2^-53 may be taken for 0 where
 * inversion is used.
 */
CRUCE_API int64_t cruce_binomial(cruce_rng *rng, int64_t n, double p);
/**
 * Split n persons over k outcomes with probability proportional to weight (>= 0), by conditional
 * binomials, or one by one where there are fewer persons than outcomes.
 *
 * Shape  weight[k], tail[k] with tail[j] = weight[j] + ... + weight[k-1]; count[k] is written and
 *        sums to n exactly
 * Needs  k >= 1 and tail[0] > 0. If no weight is positive, all n go to the last outcome.
 *        An outcome of weight 0 gets 0, however the tails were rounded.
 */
CRUCE_API void cruce_multinomial(cruce_rng *rng, int64_t n, int32_t k, const double *weight,
                                 const double *tail, int64_t *count);
/**
 * Marked ones among `draws` taken without replacement from `marked` + `other`, which together are
 * below 2^63 - 1. Exact: one by one or inversion for small means, HRUA (Stadlober 1990) else.
 */
CRUCE_API int64_t cruce_hypergeometric(cruce_rng *rng, int64_t marked, int64_t other,
                                       int64_t draws);
/** Poisson with a mean from 0 to 2^61 (inversion below 10, PTRS of Hormann 1993 above). */
CRUCE_API int64_t cruce_poisson(cruce_rng *rng, double mean);
/** A standard normal number, from one uniform (two words). */
CRUCE_API double cruce_normal(cruce_rng *rng);

#ifdef __cplusplus
}
#endif
#endif
