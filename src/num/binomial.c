/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    binomial and multinomial draws, exact for any number of persons and any chance
 * Leaves  to philox.c: the random words; to draw.c: other distributions
 * Source  BTRS of Hormann (1993), doi:10.1080/00949659308811496, with the squeeze of
 *         Kachitvichyanukul & Schmeiser (1988), doi:10.1145/42372.42381, and the deviance terms of
 *         Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
#include "cruce/elementary.h"
#include "cruce/rng.h"

#include "num_internal.h"
#include "num_tables.h"

#define INVERSION_BELOW 10.0 /* mean; rejection needs at least this */
#define LANES 64             /* trials that fit into one word */
#define NEAR 20.0            /* chances so near the mode are cheaper multiplied out */

/* Whether something of chance p < 1 happens: exact for every p, one word nearly always. */
static int64_t happens(cruce_rng *rng, double p)
{
    for (;;) {
        double scaled = p * 0x1p32;
        uint32_t whole = (uint32_t)scaled, word = cruce_rng_bits(rng);
        if (word != whole) {
            return word < whole;
        }
        p = scaled - (double)whole; /* the word left it open: the next one decides */
    }
}

/* n times over; the loop has no branch that chance decides. */
static int64_t binomial_one_by_one(cruce_rng *rng, int64_t n, double p)
{
    double scaled = p * 0x1p32;
    uint32_t whole = (uint32_t)scaled;
    int64_t hits = 0;
    for (int64_t i = 0; i < n; i++) {
        uint32_t word = cruce_rng_bits(rng);
        hits += word < whole;
        if (word == whole) {
            hits += happens(rng, scaled - (double)whole);
        }
    }
    return hits;
}

static int64_t count_ones(uint64_t x)
{
    x -= (x >> 1) & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (int64_t)((x * 0x0101010101010101u) >> 56);
}

/*
 * Up to LANES trials at once, one per bit of a word: each compares its own uniform with p, one
 * binary digit at a time from the top. A digit settles half of the open trials, so log2(n) + 2
 * words are enough most of the time. Exact: no digit of p is left out.
 */
static int64_t binomial_by_lanes(cruce_rng *rng, int64_t n, double p)
{
    uint64_t open = ~(uint64_t)0 >> (64 - n), hits = 0;
    while (p > 0) {
        double scaled = p * 0x1p32;
        uint32_t digits = (uint32_t)scaled;
        p = scaled - (double)digits;
        for (int i = 0; i < 32; i++) {
            uint64_t word = cruce_rng_bits(rng);
            if (n > 32) {
                word |= (uint64_t)cruce_rng_bits(rng) << 32;
            }
            uint64_t one = 0u - (uint64_t)(digits >> 31); /* all ones if this digit of p is 1 */
            hits |= open & ~word & one;
            open &= ~(word ^ one);
            digits <<= 1;
            if (open == 0) {
                return count_ones(hits);
            }
        }
    }
    return count_ones(hits);
}

/* (1 - p)^n for p <= 1/2 and n p < INVERSION_BELOW, to a part in 10^12. */
static double none_in(int64_t n, double p)
{
    if (n < 4096) {
        double power = 1, square = 1 - p;
        for (int64_t bits = n; bits > 0; bits >>= 1) {
            power *= bits & 1 ? square : 1;
            square *= square;
        }
        return power;
    }
    /* here p < 1/400, and six terms of log(1 - p) are all that a double can hold */
    double pp = p * p;
    double terms =
        (1 + p * (1.0 / 2)) + pp * ((1.0 / 3 + p * (1.0 / 4)) + pp * (1.0 / 5 + p * (1.0 / 6)));
    return cruce_exp(-((double)n * p) * terms);
}

static int64_t binomial_by_inversion(cruce_rng *rng, int64_t n, double p)
{
    double odds = p / (1 - p);
    double grows = ((double)n + 1) * odds;
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

static cri_split_mean mean_of_binomial(int64_t n, double p)
{
    cri_split_mean mean;
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
    double unit = cri_from_bits((uint64_t)(1023 - shift) << 52);
    if (shift >= 64) {
        mean.whole = (int64_t)(product.high >> (shift - 64));
        uint64_t rest = product.high & (((uint64_t)1 << (shift - 64)) - 1);
        mean.part = ((double)rest * 0x1p64 + (double)product.low) * unit;
    } else {
        mean.whole = (int64_t)((product.high << (64 - shift)) | (product.low >> shift));
        uint64_t rest = product.low & (((uint64_t)1 << shift) - 1);
        mean.part = (double)rest * unit;
    }
    return mean;
}

/* ln of the chance of k successes, up to a constant. */
static double binomial_log_chance(int64_t n, double p, cri_split_mean mean, int64_t k)
{
    double hits = (double)k, misses = (double)(n - k);
    double off = (double)(k - mean.whole) - mean.part;
    double mean_hits = (double)mean.whole + mean.part;
    return -cri_deviance(hits, mean_hits, off) - cri_deviance(misses, (double)n * (1 - p), -off) -
           cri_stirling_correction(k) - cri_stirling_correction(n - k) -
           0.5 * cruce_log(cri_at_least_one(hits) * cri_at_least_one(misses));
}

/* Chance of k over chance of the mode, multiplied out; for k within NEAR of it. */
static double binomial_near_mode(int64_t n, double odds, int64_t mode, int64_t k)
{
    double up = 1, down = 1, trials = (double)n + 1;
    int64_t low = k < mode ? k : mode, high = k < mode ? mode : k;
    for (int64_t i = low + 1; i <= high; i++) {
        up *= (trials - (double)i) * odds;
        down *= (double)i;
    }
    return k < mode ? down / up : up / down;
}

/* Whether height <= chance of k / chance of the mode. */
static bool binomial_accepts(int64_t n, double p, cri_split_mean mean, int64_t k, double height)
{
    int64_t mode = mean.whole + (mean.part + p >= 1);
    double off = cri_abs((double)(k - mode)), variance = (double)n * p * (1 - p);
    if (off <= NEAR && variance < 1e6) { /* above, the products leave the range of a double */
        return height <= binomial_near_mode(n, p / (1 - p), mode, k);
    }
    double log_height = cruce_log(height);
    if (off < 0.5 * variance - 1) {
        /* the normal curve and a bound of what it misses, Kachitvichyanukul & Schmeiser (1988) */
        double inverse = 1 / variance, middle = -0.5 * off * off * inverse;
        double misses =
            off * inverse * ((off * (off * (1.0 / 3) + 0.625) + 1.0 / 6) * inverse + 0.5);
        if (log_height < middle - misses) {
            return true;
        }
        if (log_height > middle + misses) {
            return false;
        }
    }
    return log_height <= binomial_log_chance(n, p, mean, k) - binomial_log_chance(n, p, mean, mode);
}

/*
 * Hormann's BTRS; n p >= 10, p <= 1/2. His a = -0.0873 + 0.0248 b + 0.01 p is multiplied out, so that the division does not
 * wait for the square root: draws that split the same people follow one upon the other, and latency is what they cost.
 */
static int64_t binomial_by_rejection(cruce_rng *rng, int64_t n, double p)
{
    cri_split_mean mean = mean_of_binomial(n, p);
    double spread = cri_sqrt((double)n) * cri_sqrt(p * (1 - p));
    double b = 1.15 + 2.53 * spread;
    double v_sure_b = 0.92 * b - 4.2; /* v <= 0.92 - 4.2 / b, times b */
    for (;;) {
        double u = cruce_rng_unit(rng) - 0.5, v = cruce_rng_unit(rng);
        double u_left = 0.5 - cri_abs(u), steep = u / u_left;
        double x = b * (u + 0.0496 * steep) + (0.02 * p - 0.1746) * steep + (mean.part + 0.5);
        if (u_left >= 0.07 && v * b <= v_sure_b) { /* k cannot leave 0 ... n here */
            return mean.whole + cri_floor_i64(x);
        }
        double lowest = -(double)mean.whole, highest = (double)(n - mean.whole) + 1;
        if (!(x >= lowest && x < highest && cri_abs(x) < 0x1p62)) {
            continue;
        }
        int64_t k = mean.whole + cri_floor_i64(x);
        if (k < 0 || k > n) {
            continue;
        }
        double a = -0.0873 + 0.0248 * b + 0.01 * p, uu = u_left * u_left;
        double alpha_b = (2.83 * b + 5.1) * spread; /* alpha = (2.83 + 5.1 / b) spread, times b */
        if (binomial_accepts(n, p, mean, k, v * alpha_b * uu / ((a + b * uu) * b))) {
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
    if (n == 1) {
        return happens(rng, p);
    }
    double rare = p <= 0.5 ? p : 1 - p, mean = (double)n * rare;
    int64_t k;
    if (n <= 4 || (n <= 8 && mean >= 0.5)) { /* the borders are where timings cross */
        k = binomial_one_by_one(rng, n, rare);
    } else if ((n <= 32 && mean >= 1) || (n <= LANES && mean >= INVERSION_BELOW)) {
        k = binomial_by_lanes(rng, n, rare);
    } else if (mean < INVERSION_BELOW) {
        k = binomial_by_inversion(rng, n, rare);
    } else {
        k = binomial_by_rejection(rng, n, rare);
    }
    return p <= 0.5 ? k : n - k;
}

/* One person's outcome: one uniform, laid along the tails. */
static int32_t choose_one(cruce_rng *rng, int32_t last, const double *weight, const double *tail)
{
    double place = cruce_rng_unit(rng) * tail[0];
    int64_t behind = 0;
    for (int32_t j = 1; j <= last; j++) {
        behind += place < tail[j];
    }
    int32_t chosen = (int32_t)behind;
    while (chosen < last && !(weight[chosen] > 0)) {
        chosen++; /* only if the tails are not the sums of the weights */
    }
    return chosen;
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
    }
    if (n <= last / 2 + 1) { /* few persons, many outcomes: one by one is faster */
        for (; n > 0; n--) {
            count[choose_one(rng, last, weight, tail)]++;
        }
        return;
    }
    for (int32_t j = 0; j < last && n > 0; j++) {
        if (weight[j] > 0) {
            count[j] = cruce_binomial(rng, n, weight[j] / tail[j]);
            n -= count[j];
        }
    }
    count[last] += n;
}
