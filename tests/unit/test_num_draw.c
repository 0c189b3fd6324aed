/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    hypergeometric and Poisson draws against exact chances, on both sides of every branch
 * Leaves  to test_num_binomial.c: trials that do not deplete anything
 * Source  chances by the ratio of neighbours
 */
#include <stdio.h>

#include "test_num.h"

typedef struct urn {
    int64_t marked, other, draws;
} urn;

static long double urn_ratio(const void *law, int64_t k)
{
    const urn *u = law;
    return (long double)(u->marked - k) / (long double)(k + 1) *
           ((long double)(u->draws - k) / (long double)(u->other - u->draws + k + 1));
}

static int64_t urn_draw(cruce_rng *rng, const void *law)
{
    const urn *u = law;
    return cruce_hypergeometric(rng, u->marked, u->other, u->draws);
}

static int64_t fewest(const urn *u)
{
    return u->draws > u->other ? u->draws - u->other : 0;
}

static int64_t most(const urn *u)
{
    return u->draws < u->marked ? u->draws : u->marked;
}

TEST(hypergeometric_has_the_exact_chances)
{
    static const urn grid[] = {
        {1, 1, 1},
        {5, 5, 5},
        {10, 3, 8},
        {3, 10, 9},
        {50, 50, 16},
        {50, 50, 17}, /* one by one up to 16 on the smaller side, then inversion */
        {200, 17, 150},
        {30, 70, 25},
        {70, 30, 25},
        {30, 70, 75},
        {70, 30, 75},
        {127, 128, 20}, /* 255 in all: ln k! from the table; 256: from Stirling's series */
        {128, 128, 20},
        {20, 20, 20},
        {39, 41, 39}, /* mean 19: rejection */
        {99, 901, 100},
        {101, 899, 100}, /* means 9.9 and 10.1: inversion, rejection */
        {300, 700, 250},
        {700, 300, 250},
        {300, 700, 750},
        {700, 300, 750},
        {2000, 3000, 2500},
        {1000000, 3000000, 17},
        {1000000, 3000000, 1000},
        {1000, 3000000000, 3000000},
        {1000000000000, 1000000000000, 100},
        {1000000000000, 3000000000000, 1000000},
        {50, 1000000000000, 100000000000},
        {4000000000000000000, 4000000000000000000, 1000}, /* products beyond 64 bits */
        {4000000000, 4000000000000000000, 8000000000},
        {5000, 4000000000000000000, 2000000000000000000},
    };
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const urn *u = &grid[i];
        char what[120];
        snprintf(what, sizeof what, "hypergeometric(%" PRId64 ", %" PRId64 ", %" PRId64 ")",
                 u->marked, u->other, u->draws);
        int64_t mode = (int64_t)(((long double)u->marked + 1) * ((long double)u->draws + 1) /
                                 ((long double)u->marked + (long double)u->other + 2));
        chances exact = chances_around(mode, fewest(u), most(u), urn_ratio, u);
        check_fit(&exact, 200000, 4000 + i, urn_draw, u, what);
        free(exact.of);
    }
}

TEST(hypergeometric_of_very_many_is_normal)
{
    static const urn grid[] = {
        {500000000000, 500000000000, 100000000000},
        {300000000000, 700000000000, 900000000000},
        {4000000000000000000, 4000000000000000000, 1000000000000000000},
    };
    enum { DRAWS = 50000 };
    double *standardised = malloc(DRAWS * sizeof *standardised);
    assert_non_null(standardised);
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        const urn *u = &grid[i];
        cruce_rng rng = test_stream(5000 + i);
        long double all = (long double)u->marked + (long double)u->other;
        long double share = (long double)u->marked / all, draws = (long double)u->draws;
        double spread =
            square_root((double)(draws * share * (1 - share) * (all - draws) / (all - 1)));
        double sum = 0, squares = 0;
        for (int d = 0; d < DRAWS; d++) {
            double z = (double)((long double)urn_draw(&rng, u) - draws * share) / spread;
            standardised[d] = z;
            sum += z;
            squares += z * z;
        }
        check_normal(standardised, DRAWS, "hypergeometric");
        check_deviate(sum / square_root(DRAWS), "mean of hypergeometric");
        /* the variance of z^2 is 2 */
        check_deviate((squares - DRAWS) / square_root(2.0 * DRAWS), "variance of hypergeometric");
    }
    free(standardised);
}

TEST(hypergeometric_holds_at_the_edges)
{
    cruce_rng rng = test_stream(5);
    CHECK_I64(cruce_hypergeometric(&rng, 0, 9, 4), 0);
    CHECK_I64(cruce_hypergeometric(&rng, 9, 0, 4), 4);
    CHECK_I64(cruce_hypergeometric(&rng, 9, 4, 0), 0);
    CHECK_I64(cruce_hypergeometric(&rng, 9, 4, 13), 9);
    CHECK_I64(cruce_hypergeometric(&rng, 9, 4, 99), 9);
    CHECK_I64(cruce_hypergeometric(&rng, 0, 0, 5), 0);
    CHECK_I64(cruce_hypergeometric(&rng, -1, 5, 5), 0);
    for (int round = 0; round < 100000; round++) {
        urn u = {(int64_t)cruce_rng_below(&rng, (uint64_t)1 << cruce_rng_below(&rng, 62)),
                 (int64_t)cruce_rng_below(&rng, (uint64_t)1 << cruce_rng_below(&rng, 62)), 0};
        u.draws = (int64_t)cruce_rng_below(&rng, (uint64_t)(u.marked + u.other + 1));
        int64_t k = urn_draw(&rng, &u);
        CHECK(k >= fewest(&u) && k <= most(&u));
    }
}

static long double poisson_ratio(const void *law, int64_t k)
{
    const double *mean = law;
    return (long double)*mean / (long double)(k + 1);
}

static int64_t poisson_draw(cruce_rng *rng, const void *law)
{
    const double *mean = law;
    return cruce_poisson(rng, *mean);
}

TEST(poisson_has_the_exact_chances)
{
    static const double grid[] = {0.001, 0.1, 1,  5.5, 9.99, 10,  10.01, 12.7,
                                  20,    30,  55, 100, 1000, 1e4, 1.5e6, 1e9};
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        char what[80];
        snprintf(what, sizeof what, "Poisson(%g)", grid[i]);
        chances exact = chances_around((int64_t)grid[i], 0, INT64_MAX, poisson_ratio, &grid[i]);
        check_fit(&exact, 200000, 6000 + i, poisson_draw, &grid[i], what);
        free(exact.of);
    }
}

TEST(poisson_of_very_many_is_normal)
{
    static const double grid[] = {1e13, 1e16, 2e18};
    enum { DRAWS = 50000 };
    double *standardised = malloc(DRAWS * sizeof *standardised);
    assert_non_null(standardised);
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        cruce_rng rng = test_stream(7000 + i);
        double sum = 0, squares = 0;
        for (int d = 0; d < DRAWS; d++) {
            long double off = (long double)cruce_poisson(&rng, grid[i]) - (long double)grid[i];
            double z = (double)off / square_root(grid[i]);
            standardised[d] = z;
            sum += z;
            squares += z * z;
        }
        check_normal(standardised, DRAWS, "Poisson");
        check_deviate(sum / square_root(DRAWS), "mean of Poisson");
        check_deviate((squares - DRAWS) / square_root(2.0 * DRAWS), "variance of Poisson");
    }
    free(standardised);
}

TEST(poisson_holds_at_the_edges)
{
    cruce_rng rng = test_stream(6);
    CHECK_I64(cruce_poisson(&rng, 0), 0);
    CHECK_I64(cruce_poisson(&rng, -1), 0);
    CHECK_I64(cruce_poisson(&rng, 0x1p1023 * 2 - 0x1p1023 * 2), 0);
    CHECK_I64(cruce_poisson(&rng, 1e-300), 0);
    for (int i = 0; i < 1000; i++) {
        CHECK(cruce_poisson(&rng, 0x1p61) > 0);
        CHECK(cruce_poisson(&rng, 1e300) > 0);
    }
}

TEST(draws_are_the_same_from_every_compiler)
{
    static const urn urns[] = {{5, 7, 6},
                               {40, 60, 30},
                               {100, 900, 60},
                               {900, 2100, 2500},
                               {1000000, 300000, 5000},
                               {1 << 30, 1 << 29, 1 << 28}};
    static const double means[] = {0.01, 2.5, 9.5, 10.5, 77, 12345.6, 1e12};
    cruce_rng rng = test_stream(7);
    uint64_t found = DIGEST_START;
    for (int i = 0; i < 1000; i++) {
        for (size_t a = 0; a < sizeof urns / sizeof urns[0]; a++) {
            found = digest(found, (uint64_t)urn_draw(&rng, &urns[a]));
        }
    }
    CHECK_U64(found, 0x579d227b3288286fu);
    found = DIGEST_START;
    for (int i = 0; i < 1000; i++) {
        for (size_t a = 0; a < sizeof means / sizeof means[0]; a++) {
            found = digest(found, (uint64_t)cruce_poisson(&rng, means[a]));
        }
    }
    CHECK_U64(found, 0x055dac32d125f188u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hypergeometric_has_the_exact_chances),
        cmocka_unit_test(hypergeometric_of_very_many_is_normal),
        cmocka_unit_test(hypergeometric_holds_at_the_edges),
        cmocka_unit_test(poisson_has_the_exact_chances),
        cmocka_unit_test(poisson_of_very_many_is_normal),
        cmocka_unit_test(poisson_holds_at_the_edges),
        cmocka_unit_test(draws_are_the_same_from_every_compiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
