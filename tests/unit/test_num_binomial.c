/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    binomial and multinomial draws against exact chances, on both sides of every branch
 * Leaves  to test_num_philox.c: whether the words are random
 * Source  chances by the ratio of neighbours; covariances from Johnson, Kotz & Balakrishnan (1997)
 */
#include <stdio.h>

#include "test_num.h"

typedef struct trials {
    int64_t n;
    double p;
} trials;

static long double trials_ratio(const void *law, int64_t k)
{
    const trials *t = law;
    long double p = t->p;
    return (long double)(t->n - k) / (long double)(k + 1) * (p / (1 - p));
}

static int64_t trials_draw(cruce_rng *rng, const void *law)
{
    const trials *t = law;
    return cruce_binomial(rng, t->n, t->p);
}

TEST(binomial_has_the_exact_chances)
{
    /* each pair of lines lies on the two sides of a border between methods */
    static const trials grid[] = {{1, 1e-3},
                                  {1, 0.3},
                                  {1, 0.5},
                                  {1, 0.9999},
                                  {2, 0.02},
                                  {2, 0.5},
                                  {3, 0.9},
                                  {4, 0.12},
                                  {4, 0.7},
                                  {5, 0.099},
                                  {5, 0.101},
                                  {8, 0.06},
                                  {8, 0.0626},
                                  {8, 0.5},
                                  {9, 0.11},
                                  {9, 0.112},
                                  {9, 0.93},
                                  {12, 0.4},
                                  {16, 0.5},
                                  {31, 0.25},
                                  {32, 0.031},
                                  {32, 0.0313},
                                  {32, 0.5},
                                  {32, 0.97},
                                  {33, 0.031},
                                  {33, 0.3},
                                  {33, 0.304},
                                  {64, 0.15},
                                  {64, 0.157},
                                  {64, 0.5},
                                  {64, 0.8},
                                  {65, 0.15},
                                  {65, 0.1539},
                                  {65, 0.5},
                                  {100, 0.05},
                                  {100, 0.0999},
                                  {100, 0.1001},
                                  {100, 0.5},
                                  {100, 0.93},
                                  {300, 0.05},
                                  {1000, 0.00999},
                                  {1000, 0.01001},
                                  {1000, 0.02},
                                  {1000, 0.3},
                                  {1000, 0.5},
                                  {1000, 0.75},
                                  {4095, 0.001},
                                  {4096, 0.001},
                                  {4096, 0.0024},
                                  {10000, 0.04},
                                  {100000, 0.25},
                                  {1000000, 3e-6},
                                  {1000000, 0.5},
                                  {1000000, 1 - 7e-6},
                                  {1000000000, 9.9e-9},
                                  {1000000000, 1.1e-8},
                                  {(int64_t)1 << 40, 1e-9},
                                  {((int64_t)1 << 40) + 1, 1e-9},
                                  {((int64_t)1 << 41), 0.001},
                                  {1000000000000, 5e-12},
                                  {4000000000000000000, 1e-19},
                                  {4000000000000000000, 2e-18},
                                  {4000000000000000000, 3e-18},
                                  {4000000000000000000, 1e-15},
                                  {INT64_MAX, 1e-16}};
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const trials *t = &grid[i];
        char what[80];
        snprintf(what, sizeof what, "binomial(%" PRId64 ", %g)", t->n, t->p);
        int64_t mode = (int64_t)((long double)t->n * (long double)t->p);
        chances exact = chances_around(mode, 0, t->n, trials_ratio, t);
        check_fit(&exact, 200000, i, trials_draw, t, what);
        free(exact.of);
    }
}

TEST(binomial_of_very_many_is_normal)
{
    static const trials grid[] = {{(int64_t)1 << 41, 0.5},
                                  {1000000000000000, 0.2},
                                  {1000000000000000, 0.83},
                                  {4000000000000000000, 0.5},
                                  {4000000000000000000, 0.001},
                                  {4000000000000000000, 0.99},
                                  {INT64_MAX, 0.5},
                                  {INT64_MAX, 1e-6}};
    enum { DRAWS = 50000 };
    double *standardised = malloc(DRAWS * sizeof *standardised);
    assert_non_null(standardised);
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const trials *t = &grid[i];
        char what[80];
        snprintf(what, sizeof what, "binomial(%" PRId64 ", %g)", t->n, t->p);
        cruce_rng rng = test_stream(1000 + i);
        long double mean = (long double)t->n * (long double)t->p;
        double spread = square_root((double)(mean * (1 - (long double)t->p)));
        double sum = 0, squares = 0;
        for (int d = 0; d < DRAWS; d++) {
            double z = (double)((long double)trials_draw(&rng, t) - mean) / spread;
            standardised[d] = z;
            sum += z;
            squares += z * z;
        }
        check_normal(standardised, DRAWS, what);
        check_deviate(sum / square_root(DRAWS), what);
        /* the variance of z^2 is 2 */
        check_deviate((squares - DRAWS) / square_root(2.0 * DRAWS), what);
    }
    free(standardised);
}

TEST(binomial_holds_at_the_edges)
{
    cruce_rng rng = test_stream(1);
    CHECK_I64(cruce_binomial(&rng, 0, 0.5), 0);
    CHECK_I64(cruce_binomial(&rng, -3, 0.5), 0);
    CHECK_I64(cruce_binomial(&rng, 7, 0), 0);
    CHECK_I64(cruce_binomial(&rng, 7, -1), 0);
    CHECK_I64(cruce_binomial(&rng, 7, 1), 7);
    CHECK_I64(cruce_binomial(&rng, 7, 2), 7);
    CHECK_I64(cruce_binomial(&rng, 7, 0x1p1023 * 2 - 0x1p1023 * 2), 0);
    CHECK_I64(cruce_binomial(&rng, INT64_MAX, 1), INT64_MAX);
    for (int64_t n = 1; n > 0 && n < INT64_MAX / 3; n *= 3) {
        CHECK_I64(cruce_binomial(&rng, n, 1e-300), 0);
        CHECK_I64(cruce_binomial(&rng, n, 0x1p-1074), 0);
        for (double p = 0.9; p > 1e-25; p *= 0.3) {
            int64_t k = cruce_binomial(&rng, n, p);
            CHECK(k >= 0 && k <= n);
            k = cruce_binomial(&rng, n, 1 - p);
            CHECK(k >= 0 && k <= n);
        }
    }
}

/* A stream whose next words are given. */
static cruce_rng words_to_come(uint32_t first, uint32_t second, uint32_t third)
{
    cruce_rng rng = test_stream(2);
    rng.word[0] = first;
    rng.word[1] = second;
    rng.word[2] = third;
    rng.filled = 3;
    return rng;
}

TEST(a_word_that_leaves_it_open_is_followed_by_another)
{
    /* the first word decides unless it is 0xc0000000; then the second decides with chance 1/2 */
    double p = 0.75 + 0x1p-33;
    cruce_rng rng = words_to_come(0xbfffffffu, 0xffffffffu, 0xffffffffu);
    CHECK_I64(cruce_binomial(&rng, 1, p), 1);
    rng = words_to_come(0xc0000001u, 0, 0);
    CHECK_I64(cruce_binomial(&rng, 1, p), 0);
    rng = words_to_come(0xc0000000u, 0x7fffffffu, 0xffffffffu);
    CHECK_I64(cruce_binomial(&rng, 1, p), 1);
    rng = words_to_come(0xc0000000u, 0x80000000u, 0xffffffffu);
    CHECK_I64(cruce_binomial(&rng, 1, p), 0);
    rng = words_to_come(0, 0, 1);
    CHECK_I64(cruce_binomial(&rng, 1, 0x1p-64), 1);
    rng = words_to_come(0, 2, 0);
    CHECK_I64(cruce_binomial(&rng, 1, 0x1p-64), 0);
    /* two trials, the second of which stays open once */
    rng = words_to_come(0xffffffffu, 0x40000000u, 0x7fffffffu);
    CHECK_I64(cruce_binomial(&rng, 2, 0.25 + 0x1p-33), 1);
}

typedef struct outcomes {
    int64_t n;
    int32_t k;
    double weight[8];
} outcomes;

static void sum_tails(const outcomes *o, double *tail)
{
    double sum = 0;
    for (int32_t j = o->k - 1; j >= 0; j--) {
        sum += o->weight[j];
        tail[j] = sum;
    }
}

TEST(multinomial_has_the_exact_means_and_covariances)
{
    static const outcomes grid[] = {
        {1, 4, {1, 2, 3, 4}},
        {2, 8, {1, 2, 0, 4, 0.5, 1e-3, 2, 1}},
        {6, 3, {5, 0, 1}},
        {40, 4, {0.1, 0.2, 0.3, 0.4}},
        {100, 5, {3, 1, 0, 2, 7}},
        {5000, 8, {1, 1, 1, 1, 1, 1, 1, 1}},
        {1000000, 3, {1e-5, 1, 0.5}},
    };
    int64_t draws = draws_wanted(60000);
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const outcomes *o = &grid[i];
        double tail[8], sum[8] = {0}, product[8][8] = {{0}};
        int64_t count[8];
        char what[80];
        sum_tails(o, tail);
        double n = (double)o->n, all = tail[0];
        cruce_rng rng = test_stream(2000 + i);
        for (int64_t d = 0; d < draws; d++) {
            cruce_multinomial(&rng, o->n, o->k, o->weight, tail, count);
            for (int32_t a = 0; a < o->k; a++) {
                double off = (double)count[a] - n * o->weight[a] / all;
                sum[a] += off;
                for (int32_t b = 0; b <= a; b++) {
                    product[a][b] += off * ((double)count[b] - n * o->weight[b] / all);
                }
            }
        }
        for (int32_t a = 0; a < o->k; a++) {
            double p = o->weight[a] / all, variance = n * p * (1 - p);
            snprintf(what, sizeof what, "multinomial %zu, outcome %d", i, (int)a);
            if (p > 0) {
                check_deviate(sum[a] / square_root(variance * (double)draws), what);
            } else {
                CHECK_F64_SAME(sum[a], 0);
            }
            for (int32_t b = 0; b < a; b++) {
                double q = o->weight[b] / all, covariance = -n * p * q;
                /* E[(x y)^2] of two centred counts, from the fourth moments of the multinomial */
                double fourth =
                    n * p * q *
                        ((1 - p) * (1 - p) * q + (1 - q) * (1 - q) * p + (1 - p - q) * p * q) +
                    n * (n - 1) * p * q * ((1 - p) * (1 - q) + 2 * p * q);
                double spread = square_root((fourth - covariance * covariance) / (double)draws);
                if (p > 0 && q > 0) {
                    check_deviate((product[a][b] / (double)draws - covariance) / spread, what);
                }
            }
        }
    }
}

/* All outcomes of a small multinomial, as one number. */
TEST(multinomial_has_the_exact_joint_chances)
{
    static const outcomes grid[] = {{2, 3, {1, 2, 3}}, {4, 3, {1, 2, 3}}, {2, 4, {4, 0, 3, 1}}};
    static const double factorial[] = {1, 1, 2, 6, 24};
    int64_t draws = draws_wanted(200000);
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const outcomes *o = &grid[i];
        double tail[8], seen[625] = {0}, statistic = 0;
        int64_t count[8] = {0};
        sum_tails(o, tail);
        cruce_rng rng = test_stream(3000 + i);
        for (int64_t d = 0; d < draws; d++) {
            cruce_multinomial(&rng, o->n, o->k, o->weight, tail, count);
            seen[count[0] + 5 * count[1] + 25 * count[2] + 125 * count[3]] += 1;
        }
        int cells = 0;
        for (int code = 0; code < 625; code++) {
            int c[4] = {code % 5, code / 5 % 5, code / 25 % 5, code / 125};
            if (c[0] + c[1] + c[2] + c[3] != o->n || (o->k == 3 && c[3] > 0)) {
                CHECK_F64_SAME(seen[code], 0);
                continue;
            }
            double expected = (double)draws * factorial[o->n];
            for (int j = 0; j < o->k; j++) {
                expected *= cruce_pow(o->weight[j] / tail[0], c[j]) / factorial[c[j]];
            }
            if (expected > 0) {
                cells++;
                statistic += (seen[code] - expected) * (seen[code] - expected) / expected;
            } else {
                CHECK_F64_SAME(seen[code], 0);
            }
        }
        check_deviate(deviate_of_chi_square(statistic, cells - 1), "joint multinomial");
    }
}

TEST(multinomial_loses_nobody)
{
    enum { MOST = 40 };
    cruce_rng rng = test_stream(3);
    for (int round = 0; round < 20000; round++) {
        int32_t k = 1 + (int32_t)cruce_rng_below(&rng, MOST);
        int64_t n = (int64_t)cruce_rng_below(&rng, (uint64_t)1 << cruce_rng_below(&rng, 63));
        double weight[MOST], tail[MOST], sum = 0;
        bool any = false;
        for (int32_t j = k - 1; j >= 0; j--) {
            uint64_t kind = cruce_rng_below(&rng, 4);
            weight[j] = kind == 0 ? 0 : cruce_rng_unit(&rng) * cruce_pow(10, kind == 1 ? -200 : 3);
            any = any || weight[j] > 0;
            sum += weight[j];
            tail[j] = sum * (1 + (cruce_rng_unit(&rng) - 0.5) * 1e-15); /* badly rounded */
        }
        int64_t count[MOST], total = 0;
        cruce_multinomial(&rng, n, k, weight, tail, count);
        for (int32_t j = 0; j < k; j++) {
            CHECK(count[j] >= 0);
            total += count[j];
            if (any && !(weight[j] > 0)) {
                CHECK_I64(count[j], 0);
            }
        }
        CHECK_I64(total, n);
        if (!any) {
            CHECK_I64(count[k - 1], n);
        }
    }
}

TEST(draws_are_the_same_from_every_compiler)
{
    static const double p[] = {1e-9, 0.003, 0.07, 0.3, 0.5, 0.77, 0.999};
    static const int64_t n[] = {1, 3, 7, 20, 50, 300, 5000, 1000000, 3000000000000000};
    uint64_t found = DIGEST_START;
    cruce_rng rng = test_stream(4);
    for (int i = 0; i < 1000; i++) {
        for (size_t a = 0; a < sizeof n / sizeof n[0]; a++) {
            found = digest(found, (uint64_t)cruce_binomial(&rng, n[a], p[i % 7]));
        }
    }
    CHECK_U64(found, 0x51cb81016703f9f7u);
    found = DIGEST_START;
    outcomes o = {0, 5, {0.3, 2, 0, 1, 5}};
    double tail[8];
    int64_t count[8];
    sum_tails(&o, tail);
    for (int i = 0; i < 1000; i++) {
        cruce_multinomial(&rng, n[i % 9], o.k, o.weight, tail, count);
        for (int j = 0; j < o.k; j++) {
            found = digest(found, (uint64_t)count[j]);
        }
    }
    CHECK_U64(found, 0x1af2d5b45fa9ca04u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binomial_has_the_exact_chances),
        cmocka_unit_test(binomial_of_very_many_is_normal),
        cmocka_unit_test(binomial_holds_at_the_edges),
        cmocka_unit_test(a_word_that_leaves_it_open_is_followed_by_another),
        cmocka_unit_test(multinomial_has_the_exact_means_and_covariances),
        cmocka_unit_test(multinomial_has_the_exact_joint_chances),
        cmocka_unit_test(multinomial_loses_nobody),
        cmocka_unit_test(draws_are_the_same_from_every_compiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
