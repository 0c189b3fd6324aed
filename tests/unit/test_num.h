/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the tests of random draws share: digests, exact tables of chances, and two tests of fit.
 *
 * Tables are built from the ratio of neighbouring chances, in long double, and scaled to sum 1.
 * They use neither our logarithms nor the system's, so they cannot repeat a mistake of the sampler
 * they judge.
 *
 * Thresholds. All seeds are fixed, so a test passes always or never. A statistic is turned into a
 * normal deviate (Wilson & Hilferty for chi-square) and has to stay within 5, which a correct
 * sampler leaves once in 1.7 million statistics. About 150 are looked at: a first run would fail by
 * chance once in 10 000 versions. CRUCE_TEST_DRAWS multiplies the sample sizes, for a deeper look
 * by hand.
 */
#ifndef CRUCE_TEST_NUM_H
#define CRUCE_TEST_NUM_H

#include <stdlib.h>

#include "checks.h"
#include "cruce/elementary.h"
#include "cruce/rng.h"

#define DEVIATE_LIMIT 5.0
#define LEAST_EXPECTED 25.0L /* draws per cell: enough for chi-square to be chi-square */

/** FNV-1a over the bytes of a number, lowest first. Begin with DIGEST_START. */
#define DIGEST_START 0xcbf29ce484222325u
static inline uint64_t digest(uint64_t so_far, uint64_t number)
{
    for (int byte = 0; byte < 8; byte++) {
        so_far = (so_far ^ ((number >> (8 * byte)) & 0xff)) * 0x100000001b3u;
    }
    return so_far;
}

static inline uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline cruce_rng test_stream(uint64_t actor)
{
    return cruce_rng_at(20230115, 0, 7, CRUCE_DRAW_TEST, actor);
}

static inline int64_t draws_wanted(int64_t draws)
{
    const char *more = getenv("CRUCE_TEST_DRAWS");
    return more ? draws * atoi(more) : draws;
}

static inline double square_root(double x)
{
    return x > 0 ? cruce_exp(0.5 * cruce_log(x)) : 0;
}

/** The normal deviate with the tail of a chi-square statistic (Wilson & Hilferty 1931). */
static inline double deviate_of_chi_square(double statistic, double freedom)
{
    double spread = 2 / (9 * freedom);
    return (cruce_pow(statistic / freedom, 1.0 / 3) - (1 - spread)) / square_root(spread);
}

static inline void check_deviate(double deviate, const char *what)
{
    if (!(deviate > -DEVIATE_LIMIT && deviate < DEVIATE_LIMIT)) {
        print_error("%s: %.2f standard deviations off; the limit is %.1f\n", what, deviate,
                    DEVIATE_LIMIT);
        fail();
    }
}

/** Chances of the values first .. first + n - 1; what lies outside is below 1e-18 of the mode. */
typedef struct chances {
    int64_t first, n;
    long double *of;
} chances;

/** The chance of k + 1 divided by the chance of k. */
typedef long double ratio_fn(const void *law, int64_t k);

static inline chances chances_around(int64_t mode, int64_t lowest, int64_t highest, ratio_fn *ratio,
                                     const void *law)
{
    int64_t below = 0, above = 0;
    for (long double c = 1; mode - below > lowest && c > 1e-18L; below++) {
        c /= ratio(law, mode - below - 1);
    }
    for (long double c = 1; mode + above < highest && c > 1e-18L; above++) {
        c *= ratio(law, mode + above);
    }
    chances t = {.first = mode - below, .n = below + above + 1};
    t.of = malloc((size_t)t.n * sizeof *t.of);
    assert_non_null(t.of);
    t.of[below] = 1;
    for (int64_t i = below; i > 0; i--) {
        t.of[i - 1] = t.of[i] / ratio(law, t.first + i - 1);
    }
    for (int64_t i = below; i + 1 < t.n; i++) {
        t.of[i + 1] = t.of[i] * ratio(law, t.first + i);
    }
    long double sum = 0;
    for (int64_t i = 0; i < t.n; i++) {
        sum += t.of[i];
    }
    for (int64_t i = 0; i < t.n; i++) {
        t.of[i] /= sum;
    }
    return t;
}

typedef int64_t draw_fn(cruce_rng *rng, const void *law);

/** Chi-square over cells of neighbouring values, each wide enough to expect LEAST_EXPECTED. */
static inline void check_fit(const chances *t, int64_t draws, uint64_t actor, draw_fn *draw,
                             const void *law, const char *what)
{
    int32_t *cell = malloc((size_t)t->n * sizeof *cell);
    long double *expected = calloc((size_t)t->n + 1, sizeof *expected);
    int64_t *seen = calloc((size_t)t->n + 1, sizeof *seen);
    assert_true(cell && expected && seen);
    draws = draws_wanted(draws);
    int32_t cells = 0;
    for (int64_t i = 0; i < t->n; i++) {
        cell[i] = cells;
        expected[cells] += t->of[i] * (long double)draws;
        if (expected[cells] >= LEAST_EXPECTED) {
            cells++;
        }
    }
    /* the last cell may be too small: it joins the one before */
    if (cells > 0 && expected[cells] < LEAST_EXPECTED) {
        expected[cells - 1] += expected[cells];
        for (int64_t i = t->n - 1; i >= 0 && cell[i] == cells; i--) {
            cell[i]--;
        }
    }
    cruce_rng rng = test_stream(actor);
    int64_t outside = 0;
    for (int64_t i = 0; i < draws; i++) {
        int64_t at = draw(&rng, law) - t->first;
        if (at < 0 || at >= t->n) {
            outside++;
        } else {
            seen[cell[at]]++;
        }
    }
    double statistic = 0;
    for (int32_t c = 0; c < cells; c++) {
        double off = (double)((long double)seen[c] - expected[c]);
        statistic += off * off / (double)expected[c];
    }
    if (outside > 0) {
        print_error("%s: %" PRId64 " draws where none can be\n", what, outside);
        fail();
    }
    if (cells > 1) {
        check_deviate(deviate_of_chi_square(statistic, cells - 1), what);
    }
    free(cell);
    free(expected);
    free(seen);
}

static inline int ascending_f64(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/** The normal distribution function by the series DLMF 7.6.2; good to 1e-12 for |z| < 6. */
static inline double normal_below(double z)
{
    if (z > 6 || z < -6) {
        return z > 0;
    }
    double term = z, sum = z;
    for (int k = 1; k < 200; k++) {
        term *= z * z / (2 * k + 1);
        sum += term;
    }
    return 0.5 + sum * 0.3989422804014327 * cruce_exp(-z * z / 2);
}

/**
 * Kolmogorov & Smirnov's distance between standardised draws and the normal law, for laws so wide
 * that they differ from it by less than 1e-5. The chance that sqrt(n) D > 2.7 is
 * 2 exp(-2 * 2.7^2) = 9e-7.
 */
static inline void check_normal(double *standardised, int64_t n, const char *what)
{
    qsort(standardised, (size_t)n, sizeof *standardised, ascending_f64);
    double worst = 0, share = 1 / (double)n;
    for (int64_t i = 0; i < n; i++) {
        double below = normal_below(standardised[i]);
        double over = (double)(i + 1) * share - below, under = below - (double)i * share;
        worst = over > worst ? over : worst;
        worst = under > worst ? under : worst;
    }
    if (!(worst * square_root((double)n) < 2.7)) {
        print_error("%s: Kolmogorov-Smirnov statistic %.3f; the limit is 2.7\n", what,
                    worst * square_root((double)n));
        fail();
    }
}

#endif
