/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    hypergeometric and Poisson draws, exact for any number of persons
 * Leaves  to philox.c: the random words; to binomial.c: trials that do not deplete anything
 * Source  HRUA of Stadlober (1990), doi:10.1016/0377-0427(90)90349-5; PTRS of Hormann (1993),
 *         doi:10.1016/0167-6687(93)90997-4; deviance terms of Loader (2000)
 */
#include "cruce/elementary.h"
#include "cruce/rng.h"

#include "num_internal.h"
#include "num_tables.h"

#define INVERSION_BELOW 10.0 /* mean; rejection needs at least this */
#define ONE_BY_ONE 16        /* draws; more are cheaper by inversion */
#define NEAR 20.0            /* chances so near the mode are cheaper multiplied out */

static int64_t min_i64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* a b / c for a <= c, whole and part. */
static cri_split_mean mean_of_share(int64_t a, int64_t b, int64_t c)
{
    cri_u128 product = cri_multiply_u64((uint64_t)a, (uint64_t)b);
    cri_split_mean mean;
    if (product.high == 0) {
        mean.whole = (int64_t)(product.low / (uint64_t)c);
        mean.part = (double)(int64_t)(product.low % (uint64_t)c) / (double)c;
        return mean;
    }
#if defined(__SIZEOF_INT128__)
    cri_native_u128 native = ((cri_native_u128)product.high << 64) | product.low;
    uint64_t whole = (uint64_t)(native / (uint64_t)c);
    uint64_t rest = product.low - whole * (uint64_t)c;
#else
    uint64_t rest = product.high, whole = 0; /* schoolbook division; rest < c < 2^63 */
    for (int bit = 63; bit >= 0; bit--) {
        rest = (rest << 1) | ((product.low >> bit) & 1);
        whole <<= 1;
        if (rest >= (uint64_t)c) {
            rest -= (uint64_t)c;
            whole |= 1;
        }
    }
#endif
    mean.whole = (int64_t)whole;
    mean.part = (double)(int64_t)rest / (double)c;
    return mean;
}

/* A hypergeometric draw, turned so that drawn <= marked <= other. */
typedef struct urn {
    int64_t marked, other, drawn, all;
    cri_split_mean mean;
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
    double product = cri_at_least_one(in[0]) * cri_at_least_one(in[1]) * cri_at_least_one(in[2]) *
                     cri_at_least_one(in[3]);
    return -cri_deviance(in[0], drawn * marked_share, off) -
           cri_deviance(in[1], left * marked_share, -off) -
           cri_deviance(in[2], drawn * other_share, -off) -
           cri_deviance(in[3], left * other_share, off) - cri_stirling_correction(k) -
           cri_stirling_correction(u->marked - k) - cri_stirling_correction(u->drawn - k) -
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
    int64_t last = u->drawn, rest = u->other - u->drawn;
    double none;
    if (u->all < LOG_FACTORIALS) {
        none = cruce_exp(cruce_log_factorial(u->other) - cruce_log_factorial(rest) -
                         cruce_log_factorial(u->all) + cruce_log_factorial(u->all - u->drawn));
    } else {
        /* the constant of urn_log_chance, and k = 0 */
        double all = (double)u->all, drawn = (double)u->drawn;
        none = cruce_exp(
            urn_log_chance(u, 0) +
            0.5 * cruce_log((double)u->marked * (double)u->other / all * drawn * (all - drawn)) +
            cri_stirling_correction(u->marked) + cri_stirling_correction(u->other) +
            cri_stirling_correction(u->drawn) + cri_stirling_correction(u->all - u->drawn) -
            cri_stirling_correction(u->all) - HALF_LOG_TWO_PI);
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

/* The likeliest k: the mean's whole part, or the next number if that is no less likely. */
static int64_t urn_mode(const urn *u)
{
    int64_t k = u->mean.whole;
    cri_u128 up = cri_multiply_u64((uint64_t)(u->marked - k), (uint64_t)(u->drawn - k));
    cri_u128 down = cri_multiply_u64((uint64_t)(k + 1), (uint64_t)(u->other - u->drawn + k + 1));
    return k + (up.high > down.high || (up.high == down.high && up.low >= down.low));
}

/* Chance of k over chance of the mode, multiplied out; for k within NEAR of it. */
static double urn_near_mode(const urn *u, int64_t mode, int64_t k)
{
    double up = 1, marked = (double)u->marked, drawn = (double)u->drawn;
    double rest = (double)(u->other - u->drawn);
    int64_t low = k < mode ? k : mode, high = k < mode ? mode : k;
    for (int64_t i = low; i < high; i++) {
        double from = (double)i, to = from + 1;
        double above = (marked - from) * (drawn - from), below = to * (rest + to);
        up *= k < mode ? below / above : above / below;
    }
    return up;
}

/* Stadlober's HRUA: ratio of uniforms under a table mountain. */
static int64_t urn_by_rejection(cruce_rng *rng, const urn *u)
{
    double all = (double)u->all, share = (double)u->marked / all, drawn = (double)u->drawn;
    double variance = (all - drawn) / (all - 1) * drawn * share * (1 - share);
    double width = 1.7155277699214135 * cri_sqrt(variance + 0.5) + 0.8989161620588988;
    int64_t mode = urn_mode(u), last = u->drawn;
    double log_peak = 0;
    bool peak_is_known = false;
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
        if (cri_abs((double)(k - mode)) <= NEAR) {
            if (x * x <= urn_near_mode(u, mode, k)) {
                return k;
            }
            continue;
        }
        if (!peak_is_known) {
            log_peak = urn_log_chance(u, mode);
            peak_is_known = true;
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
    int64_t all = marked + other;
    bool mirrored = marked > other, kept = draws > all / 2;
    int64_t fewer = mirrored ? other : marked, taken = kept ? all - draws : draws;
    /* marked and drawn change places freely: count from the side with less to do */
    urn u = {.all = all, .marked = fewer < taken ? taken : fewer};
    u.drawn = min_i64(fewer, taken);
    u.other = all - u.marked;
    u.mean = mean_of_share(u.marked, u.drawn, all);
    int64_t k;
    if (u.drawn <= ONE_BY_ONE) {
        k = urn_one_by_one(rng, &u);
    } else if (u.mean.whole < (int64_t)INVERSION_BELOW) {
        k = urn_by_inversion(rng, &u);
    } else {
        k = urn_by_rejection(rng, &u);
    }
    k = kept ? fewer - k : k;
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

static double poisson_log_chance(double mean, cri_split_mean split, int64_t k)
{
    double off = (double)(k - split.whole) - split.part;
    return -cri_deviance((double)k, mean, off) - cri_stirling_correction(k) -
           0.5 * cruce_log(cri_at_least_one((double)k)) - HALF_LOG_TWO_PI;
}

/* Hormann's PTRS; mean >= 10. */
static int64_t poisson_by_rejection(cruce_rng *rng, double mean)
{
    cri_split_mean split = {.whole = (int64_t)mean};
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
