/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of `num` share: the bits of a double, a square root that is one instruction, a 64
 * by 64 bit product, and Stirling's correction. Nothing here calls the system's mathematics
 * library.
 */
#ifndef CRI_NUM_INTERNAL_H
#define CRI_NUM_INTERNAL_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "cruce/elementary.h"

#ifdef __FAST_MATH__
#error "cruce needs IEEE arithmetic: build without -ffast-math"
#endif

static inline uint64_t cri_bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double cri_from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double cri_abs(double x)
{
    return cri_from_bits(cri_bits_of(x) & 0x7fffffffffffffffu);
}

/* Correctly rounded, as IEEE 754 asks. An intrinsic: __builtin_sqrt keeps a call for errno. */
static inline double cri_sqrt(double x)
{
#if defined(__SSE2__)
    return _mm_cvtsd_f64(_mm_sqrt_pd(_mm_set1_pd(x)));
#else
    return __builtin_sqrt(x);
#endif
}

/* Largest whole number not above x, for |x| < 2^62. */
static inline int64_t cri_floor_i64(double x)
{
    int64_t whole = (int64_t)x;
    return whole - ((double)whole > x);
}

typedef struct cri_u128 {
    uint64_t high, low;
} cri_u128;

#if defined(__SIZEOF_INT128__)
__extension__ typedef unsigned __int128 cri_native_u128;
#endif

static inline cri_u128 cri_multiply_u64(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__)
    cri_native_u128 product = (cri_native_u128)a * b;
    return (cri_u128){(uint64_t)(product >> 64), (uint64_t)product};
#else
    uint64_t a1 = a >> 32, a0 = a & 0xffffffffu, b1 = b >> 32, b0 = b & 0xffffffffu;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32);
    uint64_t carry = a0 * b1 + (middle & 0xffffffffu);
    return (cri_u128){a1 * b1 + (middle >> 32) + (carry >> 32),
                      (carry << 32) | (low & 0xffffffffu)};
#endif
}

/* ln k! - ((k + 1/2) ln k - k + 1/2 ln 2 pi); for k = 0 the limit with ln k left out. */
double cri_stirling_correction(int64_t k);

/* A mean as whole + part, 0 <= part < 1: people are counted in whole numbers far above 2^53. */
typedef struct cri_split_mean {
    int64_t whole;
    double part;
} cri_split_mean;

/* x ln(x / mean) + mean - x for x = mean + off, without the cancellation near the mean. */
static inline double cri_deviance(double x, double mean, double off)
{
    double v = off / (x + mean);
    if (cri_abs(v) < 0.1) {
        double vv = v * v;
        double series =
            1.0 / 3 +
            vv * (1.0 / 5 +
                  vv * (1.0 / 7 +
                        vv * (1.0 / 9 + vv * (1.0 / 11 + vv * (1.0 / 13 + vv * (1.0 / 15))))));
        return off * v + 2 * x * v * (vv * series);
    }
    return x > 0 ? x * cruce_log(x / mean) - off : mean;
}

static inline double cri_at_least_one(double x)
{
    return x > 1 ? x : 1;
}

#endif
