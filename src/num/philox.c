/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    streams of random words: Philox4x32-10 blocks, whole numbers below n, and names as actors
 * Leaves  to draw.c: every distribution; to the engines: which day, purpose and actor a draw belongs to
 * Source  Salmon et al. (2011), doi:10.1145/2063384.2063405; Lemire (2019), doi:10.1145/3230636;
 *         FNV-1a by Fowler, Noll and Vo; the mixer of SplitMix64, Steele et al. (2014), doi:10.1145/2660193.2660195
 */
#include "cruce/rng.h"

#include <Random123/philox.h>

#include "num_internal.h"

enum { LANES = 4 };

static void one_block(cruce_rng *rng)
{
    philox4x32_ctr_t counter = {
        {rng->counter[0], rng->counter[1], rng->counter[2], rng->counter[3]}};
    philox4x32_key_t key = {{rng->key[0], rng->key[1]}};
    philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    for (int w = 0; w < 4; w++) {
        rng->word[w] = block.v[w];
    }
    rng->counter[0]++;
    rng->filled = 4;
}

static void four_blocks(cruce_rng *rng)
{
    for (uint32_t lane = 0; lane < LANES; lane++) {
        philox4x32_ctr_t counter = {
            {rng->counter[0] + lane, rng->counter[1], rng->counter[2], rng->counter[3]}};
        philox4x32_key_t key = {{rng->key[0], rng->key[1]}};
        philox4x32_ctr_t block = philox4x32_R(10, counter, key);
        for (uint32_t w = 0; w < 4; w++) {
            rng->word[4 * lane + w] = block.v[w];
        }
    }
    rng->counter[0] += LANES;
    rng->filled = 4 * LANES;
}

void cruce_rng_refill(cruce_rng *rng)
{
    if (rng->filled == 0) {
        one_block(rng);
    } else {
        four_blocks(rng);
    }
    rng->next = 0;
}

uint32_t cruce_rng_below_again(cruce_rng *rng, uint32_t n, uint64_t product)
{
    uint32_t unfair = (0u - n) % n; /* 2^32 mod n: so many words would favour the low numbers */
    while ((uint32_t)product < unfair) {
        product = (uint64_t)cruce_rng_bits(rng) * n;
    }
    return (uint32_t)(product >> 32);
}

static uint64_t wide_bits(cruce_rng *rng)
{
    uint64_t high = cruce_rng_bits(rng);
    return (high << 32) | cruce_rng_bits(rng);
}

uint64_t cruce_rng_below_wide(cruce_rng *rng, uint64_t n)
{
    cri_u128 product = cri_multiply_u64(wide_bits(rng), n);
    if (product.low < n) {
        uint64_t unfair = (0u - n) % n;
        while (product.low < unfair) {
            product = cri_multiply_u64(wide_bits(rng), n);
        }
    }
    return product.high;
}

/* Steele, Lea and Flood's finaliser: every bit of the input moves about half the bits of the output. */
static uint64_t splitmix(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint64_t cruce_actor_of_name(const char *name)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *c = name; *c != '\0'; c++) {
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    }
    return splitmix(hash);
}

uint64_t cruce_actor_mix(uint64_t actor, uint64_t more)
{
    /* the odd constant keeps (a, 0) from being a, and the two arguments from being exchangeable */
    return splitmix(actor + 0x9e3779b97f4a7c15u * (splitmix(more + 0x9e3779b97f4a7c15u) | 1u));
}
