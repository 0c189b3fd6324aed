/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    draws of counts: binomial, multinomial, hypergeometric and Poisson, each exact
 * Leaves  to philox.c: the random words; to the engines: what the counts mean
 * Source  BTRS and PTRS of Hormann (1993), doi:10.1080/00949659308811496, doi:10.1016/0167-6687(93)90997-4;
 *         HRUA of Stadlober (1990), doi:10.1016/0377-0427(90)90349-5; deviance terms of Loader (2000)
 */
#include "cruce/elementary.h"
#include "cruce/rng.h"

#include "num_internal.h"
#include "num_tables.h"

#define INVERSION_BELOW 10.0 /* mean; rejection needs at least this */

/* A mean as whole + part, 0 <= part < 1: people are counted in whole numbers far above 2^53. */
typedef struct split_mean {
    int64_t whole;
    double part;
} split_mean;

/* x ln(x / mean) + mean - x for x = mean + off, without the cancellation near the mean. */
static double deviance(double x, double mean, double off)
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

static double at_least_one(double x)
{
    return x > 1 ? x : 1;
}

/* Whether something of chance p happens: exact for every p, one word nearly always. */
static int64_t happens(cruce_rng *rng, double p)
{
    for (;;) {
        double left = p * 0x1p32 - (double)cruce_rng_bits(rng);
        if (left >= 1) {
            return 1;
        }
        if (left <= 0) {
            return 0;
        }
        p = left; /* the word left it open: the next one decides */
    }
}

/* (1 - p)^n. */
static double none_in(int64_t n, double p)
{
    if (n < 64) {
        double power = 1, square = 1 - p;
        for (int64_t bits = n; bits > 0; bits >>= 1) {
            power *= bits & 1 ? square : 1;
            square *= square;
        }
        return power;
    }
    return cruce_exp((double)n * cri_log1p(-p));
}

static int64_t binomial_by_inversion(cruce_rng *rng, int64_t n, double p)
{
    double odds = p / (1 - p);
    double grows = (double)(n + 1 > 0 ? n + 1 : n) * odds;
    double none = none_in(n, p);
    int64_t last = n < RECIPROCALS - 1 ? n : RECIPROCALS - 1; /* beyond: chance below 1e-70 */
    for (;;) {
        double left = cruce_rng_unit(rng), chance = none;
        for (int64_t k = 0; k <= last;) {
            if (left < chance) {
                return k;
            }
            left -= chance;
            k++;
            chance *= k <= last ? grows * reciprocal_table[k] - odds : 0;
        }
        /* rounding left a rest above the last chance: draw again */
    }
}

static split_mean mean_of_binomial(int64_t n, double p)
{
    split_mean mean;
    if (n <= (int64_t)1 << 40) {
        double product = (double)n * p;
        mean.whole = (int64_t)product;
        mean.part = product - (double)mean.whole;
        return mean;
    }
    /* n * p as a whole number of 2^-shift; p >= 10 / n keeps the shift below 128 */
    uint64_t bits = cri_bits_of(p);
    uint64_t mantissa = (bits & 0xfffffffffffffu) | 0x10000000000000u;
    int shift = 1075 - (int)(bits >> 52);
    cri_u128 product = cri_multiply_u64((uint64_t)n, mantissa);
    if (shift >= 64) {
        mean.whole = (int64_t)(product.high >> (shift - 64));
        uint64_t rest = product.high & (((uint64_t)1 << (shift - 64)) - 1);
        mean.part = ((double)rest * 0x1p64 + (double)product.low) * cruce_pow(2, -shift);
    } else {
        mean.whole = (int64_t)((product.high << (64 - shift)) | (product.low >> shift));
        uint64_t rest = product.low & (((uint64_t)1 << shift) - 1);
        mean.part = (double)rest * cruce_pow(2, -shift);
    }
    return mean;
}

/* ln of the chance of k successes, up to a constant. */
static double binomial_log_chance(int64_t n, double p, split_mean mean, int64_t k)
{
    double hits = (double)k, misses = (double)(n - k);
    double off = (double)(k - mean.whole) - mean.part;
    double mean_hits = (double)mean.whole + mean.part;
    return -deviance(hits, mean_hits, off) - deviance(misses, (double)n * (1 - p), -off) -
           cri_stirling_correction(k) - cri_stirling_correction(n - k) -
           0.5 * cruce_log(at_least_one(hits) * at_least_one(misses));
}

/* Hormann's BTRS; n p >= 10, p <= 1/2. */
static int64_t binomial_by_rejection(cruce_rng *rng, int64_t n, double p)
{
    split_mean mean = mean_of_binomial(n, p);
    double spread = cri_sqrt((double)n * p * (1 - p));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double v_sure = 0.92 - 4.2 / b;
    double lowest = -(double)mean.whole, highest = (double)(n - mean.whole) + 1;
    for (;;) {
        double u = cruce_rng_unit(rng) - 0.5, v = cruce_rng_unit(rng);
        double u_left = 0.5 - cri_abs(u);
        double x = (2 * a / u_left + b) * u + (mean.part + 0.5);
        if (!(x >= lowest && x < highest && cri_abs(x) < 0x1p62)) {
            continue;
        }
        int64_t k = mean.whole + cri_floor_i64(x);
        if (u_left >= 0.07 && v <= v_sure) {
            return k;
        }
        if (k < 0 || k > n) {
            continue;
        }
        double alpha = (2.83 + 5.1 / b) * spread;
        int64_t mode = mean.whole + (mean.part + p >= 1);
        if (cruce_log(v * alpha / (a / (u_left * u_left) + b)) <=
            binomial_log_chance(n, p, mean, k) - binomial_log_chance(n, p, mean, mode)) {
            return k;
        }
    }
}

int64_t cruce_binomial(cruce_rng *rng, int64_t n, double p)
{
    if (n <= 0 || !(p > 0)) {
        return 0;
    }
    if (p >= 1) {
        return n;
    }
    if (n <= 8) {
        int64_t hits = 0;
        for (int64_t i = 0; i < n; i++) {
            hits += happens(rng, p);
        }
        return hits;
    }
    double rare = p <= 0.5 ? p : 1 - p;
    int64_t k = (double)n * rare < INVERSION_BELOW ? binomial_by_inversion(rng, n, rare)
                                                   : binomial_by_rejection(rng, n, rare);
    return p <= 0.5 ? k : n - k;
}

void cruce_multinomial(cruce_rng *rng, int64_t n, int32_t k, const double *weight,
                       const double *tail, int64_t *count)
{
    int32_t last = k - 1; /* the last outcome that can happen takes all who are left */
    while (last > 0 && !(weight[last] > 0)) {
        last--;
    }
    if (last == 0 && !(weight[0] > 0)) {
        last = k - 1;
    }
    for (int32_t j = 0; j < k; j++) {
        count[j] = 0;
        if (j == last) {
            count[j] = n;
        } else if (n > 0 && weight[j] > 0) {
            count[j] = cruce_binomial(rng, n, weight[j] / tail[j]);
        }
        n -= count[j];
    }
}

static int64_t min_i64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* a b / c for a <= c, whole and part. */
static split_mean mean_of_share(int64_t a, int64_t b, int64_t c)
{
    cri_u128 product = cri_multiply_u64((uint64_t)a, (uint64_t)b);
    split_mean mean;
    if (product.high == 0) {
        mean.whole = (int64_t)(product.low / (uint64_t)c);
        mean.part = (double)(int64_t)(product.low % (uint64_t)c) / (double)c;
        return mean;
    }
    uint64_t rest = product.high, whole = 0; /* schoolbook division; rest < c < 2^63 */
    for (int bit = 63; bit >= 0; bit--) {
        rest = (rest << 1) | ((product.low >> bit) & 1);
        whole <<= 1;
        if (rest >= (uint64_t)c) {
            rest -= (uint64_t)c;
            whole |= 1;
        }
    }
    mean.whole = (int64_t)whole;
    mean.part = (double)(int64_t)rest / (double)c;
    return mean;
}

/* The four groups of a hypergeometric draw, turned so that marked and drawn are at most one half. */
typedef struct urn {
    int64_t marked, other, drawn, all;
    split_mean mean;
} urn;

/* ln of the chance of k marked among the drawn, up to a constant that depends on the urn alone. */
static double urn_log_chance(const urn *u, int64_t k)
{
    double off = (double)(k - u->mean.whole) - u->mean.part;
    double all = (double)u->all, marked_share = (double)u->marked / all;
    double drawn = (double)u->drawn, left = (double)(u->all - u->drawn);
    double other_share = (double)u->other / all;
    double in[4] = {(double)k, (double)(u->marked - k), (double)(u->drawn - k),
                    (double)(u->other - u->drawn + k)};
    double product = at_least_one(in[0]) * at_least_one(in[1]) * at_least_one(in[2]) *
                     at_least_one(in[3]);
    return -deviance(in[0], drawn * marked_share, off) -
           deviance(in[1], left * marked_share, -off) -
           deviance(in[2], drawn * other_share, -off) - deviance(in[3], left * other_share, off) -
           cri_stirling_correction(k) - cri_stirling_correction(u->marked - k) -
           cri_stirling_correction(u->drawn - k) -
           cri_stirling_correction(u->other - u->drawn + k) - 0.5 * cruce_log(product);
}

static int64_t urn_one_by_one(cruce_rng *rng, const urn *u)
{
    int64_t hits = 0;
    for (int64_t i = 0; i < u->drawn; i++) {
        hits += cruce_rng_below(rng, (uint64_t)(u->all - i)) < (uint64_t)(u->marked - hits);
    }
    return hits;
}

static int64_t urn_by_inversion(cruce_rng *rng, const urn *u)
{
    int64_t last = min_i64(u->marked, u->drawn), rest = u->other - u->drawn;
    double none;
    if (u->all < LOG_FACTORIALS) {
        none = cruce_exp(cruce_log_factorial(u->other) - cruce_log_factorial(rest) -
                         cruce_log_factorial(u->all) +
                         cruce_log_factorial(u->all - u->drawn));
    } else {
        /* the constant of urn_log_chance, and k = 0 */
        double all = (double)u->all, drawn = (double)u->drawn;
        none = cruce_exp(urn_log_chance(u, 0) +
                         0.5 * cruce_log((double)u->marked * (double)u->other / all * drawn *
                                         (all - drawn)) +
                         cri_stirling_correction(u->marked) + cri_stirling_correction(u->other) +
                         cri_stirling_correction(u->drawn) +
                         cri_stirling_correction(u->all - u->drawn) -
                         cri_stirling_correction(u->all) + HALF_LOG_TWO_PI * -1);
    }
    for (;;) {
        double left = cruce_rng_unit(rng), chance = none;
        for (int64_t k = 0; k <= last && chance > 0; k++) {
            if (left < chance) {
                return k;
            }
            left -= chance;
            chance *= (double)(u->marked - k) * (double)(u->drawn - k) /
                      ((double)(k + 1) * (double)(rest + k + 1));
        }
    }
}

/* Stadlober's HRUA: ratio of uniforms under a table mountain. */
static int64_t urn_by_rejection(cruce_rng *rng, const urn *u)
{
    double all = (double)u->all, share = (double)u->marked / all, drawn = (double)u->drawn;
    double variance = (all - drawn) / (all - 1) * drawn * share * (1 - share);
    double width = 1.7155277699214135 * cri_sqrt(variance + 0.5) + 0.8989161620588988;
    split_mean peak = mean_of_share(u->marked + 1, u->drawn + 1, u->all + 2);
    int64_t mode = peak.whole, last = min_i64(u->marked, u->drawn);
    double log_peak = urn_log_chance(u, mode);
    for (;;) {
        double x = cruce_rng_unit(rng), y = cruce_rng_unit(rng);
        double place = width * (y - 0.5) / x + (u->mean.part + 0.5);
        if (!(cri_abs(place) < 0x1p62)) {
            continue;
        }
        int64_t k = u->mean.whole + cri_floor_i64(place);
        if (k < 0 || k > last) {
            continue;
        }
        double log_chance = urn_log_chance(u, k) - log_peak;
        if (x * (4 - x) - 3 <= log_chance) {
            return k;
        }
        if (x * (x - log_chance) < 1 && 2 * cruce_log(x) <= log_chance) {
            return k;
        }
    }
}

int64_t cruce_hypergeometric(cruce_rng *rng, int64_t marked, int64_t other, int64_t draws)
{
    if (marked <= 0 || draws <= 0) {
        return 0;
    }
    if (other <= 0 || draws >= marked + other) {
        return min_i64(marked, draws);
    }
    urn u = {.all = marked + other};
    bool mirrored = marked > other, kept = draws > u.all / 2;
    u.marked = mirrored ? other : marked;
    u.other = u.all - u.marked;
    u.drawn = kept ? u.all - draws : draws;
    u.mean = mean_of_share(u.marked, u.drawn, u.all);
    int64_t k;
    if (u.drawn <= 8) {
        k = urn_one_by_one(rng, &u);
    } else if ((double)u.mean.whole < INVERSION_BELOW) {
        k = urn_by_inversion(rng, &u);
    } else {
        k = urn_by_rejection(rng, &u);
    }
    k = kept ? u.marked - k : k;
    return mirrored ? draws - k : k;
}

static int64_t poisson_by_inversion(cruce_rng *rng, double mean)
{
    double none = cruce_exp(-mean);
    for (;;) {
        double left = cruce_rng_unit(rng), chance = none;
        for (int64_t k = 0; k < RECIPROCALS - 1;) {
            if (left < chance) {
                return k;
            }
            left -= chance;
            k++;
            chance *= mean * reciprocal_table[k];
        }
    }
}

static double poisson_log_chance(double mean, split_mean split, int64_t k)
{
    double off = (double)(k - split.whole) - split.part;
    return -deviance((double)k, mean, off) - cri_stirling_correction(k) -
           0.5 * cruce_log(at_least_one((double)k)) - HALF_LOG_TWO_PI;
}

/* Hormann's PTRS; mean >= 10. */
static int64_t poisson_by_rejection(cruce_rng *rng, double mean)
{
    split_mean split = {.whole = (int64_t)mean};
    split.part = mean - (double)split.whole;
    double spread = cri_sqrt(mean);
    double b = 0.931 + 2.53 * spread;
    double a = -0.059 + 0.02483 * b;
    double v_sure = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        double u = cruce_rng_unit(rng) - 0.5, v = cruce_rng_unit(rng);
        double u_left = 0.5 - cri_abs(u);
        double x = (2 * a / u_left + b) * u + (split.part + 0.43);
        if (!(x >= -(double)split.whole && x < 0x1p62)) {
            continue;
        }
        int64_t k = split.whole + cri_floor_i64(x);
        if (u_left >= 0.07 && v <= v_sure) {
            return k;
        }
        if (k < 0 || (u_left < 0.013 && v > u_left)) {
            continue;
        }
        double alpha = 1.1239 + 1.1328 / (b - 3.4);
        if (cruce_log(v * alpha / (a / (u_left * u_left) + b)) <=
            poisson_log_chance(mean, split, k)) {
            return k;
        }
    }
}

int64_t cruce_poisson(cruce_rng *rng, double mean)
{
    if (!(mean > 0)) {
        return 0;
    }
    if (mean > 0x1p61) {
        mean = 0x1p61; /* more than can be counted */
    }
    return mean < INVERSION_BELOW ? poisson_by_inversion(rng, mean)
                                  : poisson_by_rejection(rng, mean);
}
