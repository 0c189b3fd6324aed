/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    normal quantiles against published values, and draws against the law
 * Leaves  to test_num_philox.c: the random words
 * Source  values of qnorm of R; the distribution function by DLMF 7.6.2 (test_num.h)
 */
#include "test_num.h"

enum { DRAWS = 200000 };

TEST(quantiles_are_those_of_r)
{
    CHECK_F64_NEAR(cruce_normal_quantile(0.5), 0, 0);
    CHECK_F64_NEAR(cruce_normal_quantile(0.75), 0.6744897501960817, 1e-15);
    CHECK_F64_NEAR(cruce_normal_quantile(0.95), 1.6448536269514722, 2e-15);
    CHECK_F64_NEAR(cruce_normal_quantile(0.975), 1.959963984540054, 2e-15);
    CHECK_F64_NEAR(cruce_normal_quantile(1e-10), -6.361340902404056, 1e-14);
    CHECK_F64_NEAR(cruce_normal_quantile(1e-20), -9.262340089798408, 2e-14);
    for (double p = 0.001; p < 0.5; p += 0.001) {
        CHECK_F64_NEAR(normal_below(cruce_normal_quantile(p)), p, 1e-12);
        CHECK_F64_NEAR(cruce_normal_quantile(1 - p), -cruce_normal_quantile(p), 1e-12);
    }
}

TEST(draws_are_normal)
{
    double *drawn = malloc(DRAWS * sizeof *drawn);
    assert_non_null(drawn);
    cruce_rng rng = test_stream(41);
    double sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        drawn[i] = cruce_normal(&rng);
        sum += drawn[i];
        squares += drawn[i] * drawn[i];
    }
    check_deviate(sum / square_root(DRAWS), "mean of the normal law");
    check_deviate((squares - DRAWS) / square_root(2.0 * DRAWS), "its variance");
    check_normal(drawn, DRAWS, "normal draws");
    free(drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_r),
        cmocka_unit_test(draws_are_normal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
