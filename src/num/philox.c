/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    streams of random words: Philox4x32-10 blocks, whole numbers below n, and names as actors
 * Leaves  to binomial.c and draw.c: distributions; to the engines: which stream is whose
 * Source  Salmon et al. (2011), doi:10.1145/2063384.2063405; Lemire (2019), doi:10.1145/3230636;
 *         FNV-1a by Fowler, Noll and Vo; the mixer of SplitMix64, Steele, Lea & Flood (2014),
 *         doi:10.1145/2660193.2660195
 */
#include "cruce/rng.h"

#include <Random123/philox.h>

#include "num_internal.h"

static void one_block(cruce_rng *rng)
{
    philox4x32_ctr_t counter = {
        {rng->counter[0], rng->counter[1], rng->counter[2], rng->counter[3]}};
    philox4x32_key_t key = {{rng->key[0], rng->key[1]}};
    philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    memcpy(rng->word, block.v, sizeof block.v);
    rng->counter[0]++;
    rng->filled = 4;
}

#if defined(__SSE2__)

/*
 * Two blocks side by side, one per 64-bit lane. The multiplication reads the lower half of a lane
 * and fills all of it, so what is left in the upper halves does no harm.
 */
typedef struct two_blocks {
    __m128i c[4];
} two_blocks;

static inline __m128i twice(uint32_t word)
{
    return _mm_set1_epi64x((int64_t)word);
}

static inline two_blocks one_round(two_blocks b, __m128i key0, __m128i key1)
{
    __m128i product0 = _mm_mul_epu32(b.c[0], twice(PHILOX_M4x32_0));
    __m128i product1 = _mm_mul_epu32(b.c[2], twice(PHILOX_M4x32_1));
    two_blocks next;
    next.c[0] = _mm_xor_si128(_mm_srli_epi64(product1, 32), _mm_xor_si128(b.c[1], key0));
    next.c[1] = product1;
    next.c[2] = _mm_xor_si128(_mm_srli_epi64(product0, 32), _mm_xor_si128(b.c[3], key1));
    next.c[3] = product0;
    return next;
}

static inline two_blocks counters(const uint32_t counter[4], uint32_t ahead)
{
    two_blocks b;
    b.c[0] = _mm_set_epi32(0, (int32_t)(counter[0] + ahead + 1), 0, (int32_t)(counter[0] + ahead));
    b.c[1] = twice(counter[1]);
    b.c[2] = twice(counter[2]);
    b.c[3] = twice(counter[3]);
    return b;
}

static inline void store_blocks(uint32_t word[8], two_blocks b)
{
    __m128i half = _mm_set1_epi64x(0xffffffff);
    __m128i words01 = _mm_or_si128(_mm_and_si128(b.c[0], half), _mm_slli_epi64(b.c[1], 32));
    __m128i words23 = _mm_or_si128(_mm_and_si128(b.c[2], half), _mm_slli_epi64(b.c[3], 32));
    __m128i block0 = _mm_unpacklo_epi64(words01, words23);
    __m128i block1 = _mm_unpackhi_epi64(words01, words23);
    memcpy(word, &block0, sizeof block0);
    memcpy(word + 4, &block1, sizeof block1);
}

static void four_blocks_sse2(cruce_rng *rng)
{
    two_blocks a = counters(rng->counter, 0), b = counters(rng->counter, 2);
    __m128i key0 = twice(rng->key[0]), key1 = twice(rng->key[1]);
    for (int round = 0; round < 10; round++) {
        a = one_round(a, key0, key1);
        b = one_round(b, key0, key1);
        key0 = _mm_add_epi32(key0, twice(PHILOX_W32_0));
        key1 = _mm_add_epi32(key1, twice(PHILOX_W32_1));
    }
    store_blocks(rng->word, a);
    store_blocks(rng->word + 8, b);
}

/* The same with four blocks in one register, where the processor has it: half as many instructions. */
__attribute__((target("avx2"))) static void four_blocks_avx2(cruce_rng *rng)
{
    const uint32_t *counter = rng->counter;
    __m256i c0 = _mm256_set_epi32(0, (int32_t)(counter[0] + 3), 0, (int32_t)(counter[0] + 1), 0,
                                  (int32_t)(counter[0] + 2), 0, (int32_t)counter[0]);
    __m256i c1 = _mm256_set1_epi64x((int64_t)counter[1]);
    __m256i c2 = _mm256_set1_epi64x((int64_t)counter[2]);
    __m256i c3 = _mm256_set1_epi64x((int64_t)counter[3]);
    __m256i key0 = _mm256_set1_epi64x((int64_t)rng->key[0]);
    __m256i key1 = _mm256_set1_epi64x((int64_t)rng->key[1]);
    for (int round = 0; round < 10; round++) {
        __m256i product0 = _mm256_mul_epu32(c0, _mm256_set1_epi64x(PHILOX_M4x32_0));
        __m256i product1 = _mm256_mul_epu32(c2, _mm256_set1_epi64x(PHILOX_M4x32_1));
        c0 = _mm256_xor_si256(_mm256_srli_epi64(product1, 32), _mm256_xor_si256(c1, key0));
        c1 = product1;
        c2 = _mm256_xor_si256(_mm256_srli_epi64(product0, 32), _mm256_xor_si256(c3, key1));
        c3 = product0;
        key0 = _mm256_add_epi32(key0, _mm256_set1_epi64x(PHILOX_W32_0));
        key1 = _mm256_add_epi32(key1, _mm256_set1_epi64x(PHILOX_W32_1));
    }
    __m256i half = _mm256_set1_epi64x(0xffffffff);
    __m256i words01 = _mm256_or_si256(_mm256_and_si256(c0, half), _mm256_slli_epi64(c1, 32));
    __m256i words23 = _mm256_or_si256(_mm256_and_si256(c2, half), _mm256_slli_epi64(c3, 32));
    __m256i blocks01 = _mm256_unpacklo_epi64(words01, words23); /* lanes hold blocks 0, 2, 1, 3 */
    __m256i blocks23 = _mm256_unpackhi_epi64(words01, words23);
    memcpy(rng->word, &blocks01, sizeof blocks01);
    memcpy(rng->word + 8, &blocks23, sizeof blocks23);
}

static void four_blocks(cruce_rng *rng)
{
    if (__builtin_cpu_supports("avx2")) {
        four_blocks_avx2(rng);
    } else {
        four_blocks_sse2(rng);
    }
    rng->counter[0] += 4;
    rng->filled = 16;
}

#else

static void four_blocks(cruce_rng *rng)
{
    cruce_rng block = *rng;
    for (int b = 0; b < 4; b++) {
        one_block(&block);
        memcpy(rng->word + 4 * b, block.word, 4 * sizeof block.word[0]);
    }
    rng->counter[0] += 4;
    rng->filled = 16;
}

#endif

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

/* The finaliser of SplitMix64: every bit that changes, changes about half of the result. */
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
