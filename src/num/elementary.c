/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    exp, log, pow and ln k!: one answer, within 1 unit in the last place, from every compiler
 * Leaves  to geo.c: sines and arcs; to draw.c: the use of ln k! in the samplers
 * Source  table-driven methods of Tang (1989, 1990), doi:10.1145/63522.214389 and
 *         doi:10.1145/98267.98294; two-part numbers of Dekker (1971), doi:10.1007/BF01397083;
 *         Stirling's series, DLMF 5.11
 */
#include "cruce/elementary.h"

#include "num_internal.h"
#include "num_tables.h"

#define INFINITE cri_from_bits(0x7ff0000000000000u)
#define NOT_A_NUMBER cri_from_bits(0x7ff8000000000000u)
#define ROUND_TO_WHOLE 0x1.8p52 /* adding it leaves no room for a fraction */
#define EXP_OVERFLOWS 710.0
#define EXP_VANISHES -746.0

/* A number as an unevaluated sum; |low| is at most half a unit in the last place of high. */
typedef struct two_part {
    double high, low;
} two_part;

static double upper_half(double x)
{
    return cri_from_bits(cri_bits_of(x) & 0xfffffffff8000000u); /* 26 bits: products are exact */
}

/* 2^power for powers of normal numbers. */
static double two_to(int64_t power)
{
    return cri_from_bits((uint64_t)(power + 1023) << 52);
}

/*
 * e^(high + low), for EXP_VANISHES <= high <= EXP_OVERFLOWS and a low much smaller than one step.
 * x = (k + i / EXP_STEPS) ln 2 + r; then e^x = 2^k * 2^(i / EXP_STEPS) * e^r, |r| < 0.0028.
 */
static inline double exp_of_sum(double high, double low)
{
    double shifted = high * EXP_PER_STEP + ROUND_TO_WHOLE;
    double steps = shifted - ROUND_TO_WHOLE;
    int64_t whole = (int64_t)steps;
    double r = ((high - steps * EXP_STEP_HIGH) - steps * EXP_STEP_LOW) + low;
    const double *entry = exp_table[whole & (EXP_STEPS - 1)];
    int64_t k = (whole - (whole & (EXP_STEPS - 1))) / EXP_STEPS;
    double rr = r * r;
    double grows =
        (entry[1] + r) + rr * ((0.5 + r * (1.0 / 6)) + rr * (1.0 / 24 + r * (1.0 / 120)));
    double y = entry[0] + entry[0] * grows; /* in [0.99, 2) */
    if (k >= -1021 && k <= 1022) {
        return y * two_to(k);
    }
    if (k > 0) {
        return y * two_to(k - 1) * 2; /* the largest numbers, or infinity */
    }
    return y * two_to(k + 1020) *
           two_to(-1020); /* one rounding, to the spacing of the subnormals */
}

double cruce_exp(double x)
{
    if (!(x <= EXP_OVERFLOWS && x >= EXP_VANISHES)) {
        return x > 0 ? INFINITE : x < 0 ? 0 : x; /* NaN stays NaN */
    }
    return exp_of_sum(x, 0);
}

/*
 * A positive, finite x as 2^k * m with m next to 1 / inverse:
 * log x = k ln 2 - log(inverse) + log(1 + r), r = m * inverse - 1.
 * The inverse has ten bits, so r = high + low exactly.
 */
typedef struct log_reduced {
    double k;
    two_part r;
    const double *entry; /* inverse; -log(inverse), high and low */
} log_reduced;

static inline log_reduced reduce_for_log(double x)
{
    uint64_t bits = cri_bits_of(x);
    int64_t k = 0;
    if (bits < 0x0010000000000000u) { /* subnormal */
        bits = cri_bits_of(x * 0x1p54);
        k = -54;
    }
    int64_t above = (int64_t)(bits - LOG_FIRST);
    int64_t exponent = above >= 0 ? above >> 52 : -((-above + 0xfffffffffffff) >> 52);
    uint64_t mantissa_bits = bits - ((uint64_t)exponent << 52);
    double m = cri_from_bits(mantissa_bits);
    double m_high = cri_from_bits(mantissa_bits & 0xffffffffffe00000u);
    log_reduced out;
    out.k = (double)(k + exponent);
    out.entry = log_table[((uint64_t)above >> 45) & (LOG_STEPS - 1)];
    double from_high = m_high * out.entry[0] - 1;
    double from_low = (m - m_high) * out.entry[0];
    out.r.high = from_high + from_low;
    out.r.low = (from_high - out.r.high) + from_low;
    return out;
}

/* (log(1 + r) - r + r^2 / 2) / r^3 for |r| <= 1/128; the first term left out is below 2^-59 r. */
static inline double log_tail(double r)
{
    double rr = r * r;
    return (1.0 / 3 - r * (1.0 / 4)) +
           rr * ((1.0 / 5 - r * (1.0 / 6)) + rr * ((1.0 / 7 - r * (1.0 / 8)) + rr * (1.0 / 9)));
}

double cruce_log(double x)
{
    if (!(x > 0 && x < INFINITE)) {
        return x == 0 ? -INFINITE : x < 0 ? NOT_A_NUMBER : x;
    }
    log_reduced x_reduced = reduce_for_log(x);
    const double *entry = x_reduced.entry;
    double r = x_reduced.r.high, rr = r * r;
    double base = x_reduced.k * LN2_HIGH + entry[1]; /* exact */
    double high = base + r;
    double low = ((base - high) + r) + (x_reduced.r.low + (x_reduced.k * LN2_LOW + entry[2]));
    return high + (low + rr * (r * log_tail(r) - 0.5));
}

/* log x with about 68 bits, so that y log x is still good to a part in 2^58 where x^y overflows. */
static inline two_part log_in_two_parts(double x)
{
    log_reduced x_reduced = reduce_for_log(x);
    const double *entry = x_reduced.entry;
    double r = x_reduced.r.high, r_low = x_reduced.r.low;
    double r_upper = upper_half(r);
    double square = -0.5 * (r_upper * r_upper); /* exact; the rest of -r^2 / 2 goes to low */
    double square_rest = -0.5 * ((r - r_upper) * (r + r_upper)) - r * r_low;
    double base = x_reduced.k * LN2_HIGH + entry[1];
    double first = base + r;
    double first_rest = (base - first) + r;
    double second = first + square;
    double second_rest = (first - second) + square;
    double low = (r_low + (x_reduced.k * LN2_LOW + entry[2])) + first_rest + second_rest +
                 (square_rest + r * (r * r) * log_tail(r));
    two_part out;
    out.high = second + low;
    out.low = (second - out.high) + low;
    return out;
}

/* The cases of x^y that the logarithm does not reach. True if `*power` was set. */
static bool power_is_special(double x, double y, double *power)
{
    if (y == 0 || x == 1) {
        *power = 1;
    } else if (x != x || y != y) {
        *power = x + y;
    } else if (x < 0) {
        *power = NOT_A_NUMBER;
    } else if (x == 0 || x == INFINITE) {
        *power = (x == 0) == (y < 0) ? INFINITE : 0;
    } else if (y == INFINITE || y == -INFINITE) {
        *power = (x < 1) == (y < 0) ? INFINITE : 0;
    } else {
        return false;
    }
    return true;
}

double cruce_pow(double x, double y)
{
    /* the powers that distance rules use most are one rounding away */
    if (y == 1) {
        return x >= 0 || x != x ? cri_abs(x) : NOT_A_NUMBER;
    }
    if (y == 2 && x >= 0) {
        return x * x;
    }
    if (y == -1 && x > 0) {
        return 1 / x;
    }
    double power;
    if (!(x > 0 && x < INFINITE && x != 1 && y - y == 0 && y != 0) &&
        power_is_special(x, y, &power)) {
        return power;
    }
    two_part log_x = log_in_two_parts(x);
    double y_upper = upper_half(y), log_upper = upper_half(log_x.high);
    double high = y_upper * log_upper; /* exact */
    double low = (y - y_upper) * log_upper + y * ((log_x.high - log_upper) + log_x.low);
    if (!(high <= EXP_OVERFLOWS && high >= EXP_VANISHES)) {
        return high > 0 ? INFINITE : 0;
    }
    return exp_of_sum(high, low);
}

double cri_stirling_correction(int64_t k)
{
    if (k < STIRLING_CORRECTIONS) {
        return stirling_table[k];
    }
    double inverse = 1 / (double)k, ii = inverse * inverse;
    return inverse *
           (1.0 / 12 - ii * (1.0 / 360 -
                             ii * (1.0 / 1260 -
                                   ii * (1.0 / 1680 - ii * (1.0 / 1188 - ii * (691.0 / 360360))))));
}

double cruce_log_factorial(int64_t k)
{
    if (k < LOG_FACTORIALS) {
        return log_factorial_table[k < 0 ? 0 : k];
    }
    double count = (double)k;
    return (count + 0.5) * cruce_log(count) - count +
           (HALF_LOG_TWO_PI + cri_stirling_correction(k));
}
