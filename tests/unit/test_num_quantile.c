/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    quantiles against those of R, and at the edges
 * Leaves  to the caller: sorting
 * Source  quantile(x, q, type = 7) of R
 */
#include "checks.h"
#include "cruce/elementary.h"

TEST(quantiles_are_those_of_r)
{
    static const double five[] = {1, 2, 3, 4, 10};
    CHECK_F64_NEAR(cruce_quantile_sorted(five, 5, 0.5), 3, 0);
    CHECK_F64_NEAR(cruce_quantile_sorted(five, 5, 0.25), 2, 0);
    CHECK_F64_NEAR(cruce_quantile_sorted(five, 5, 0.1), 1.4, 1e-15);
    CHECK_F64_NEAR(cruce_quantile_sorted(five, 5, 0.9), 7.6, 1e-14);
    CHECK_F64_NEAR(cruce_quantile_sorted(five, 5, 0.025), 1.1, 1e-15);
    static const double four[] = {-3, 0, 0, 8};
    CHECK_F64_NEAR(cruce_quantile_sorted(four, 4, 0.5), 0, 0);
    CHECK_F64_NEAR(cruce_quantile_sorted(four, 4, 0.75), 2, 1e-15);
    CHECK_F64_NEAR(cruce_quantile_sorted(four, 4, 1.0 / 6), -1.5, 1e-15);
}

TEST(quantiles_hold_at_the_edges)
{
    double infinite = 0x1p1023 * 2;
    static const double one[] = {7};
    CHECK_F64_SAME(cruce_quantile_sorted(one, 1, 0), 7);
    CHECK_F64_SAME(cruce_quantile_sorted(one, 1, 0.3), 7);
    CHECK_F64_SAME(cruce_quantile_sorted(one, 1, 1), 7);
    static const double three[] = {1, 5, 6};
    CHECK_F64_SAME(cruce_quantile_sorted(three, 3, 0), 1);
    CHECK_F64_SAME(cruce_quantile_sorted(three, 3, 1), 6);
    CHECK_F64_SAME(cruce_quantile_sorted(three, 3, -0.5), 1);
    CHECK_F64_SAME(cruce_quantile_sorted(three, 3, 1.5), 6);
    CHECK_F64_SAME(cruce_quantile_sorted(three, 3, infinite - infinite), 1);
    double unbounded[] = {-infinite, -infinite, 3, infinite, infinite};
    CHECK_F64_SAME(cruce_quantile_sorted(unbounded, 5, 0.125), -infinite);
    CHECK_F64_SAME(cruce_quantile_sorted(unbounded, 5, 0.5), 3);
    CHECK_F64_SAME(cruce_quantile_sorted(unbounded, 5, 0.875), infinite);
    CHECK_F64_SAME(cruce_quantile_sorted(unbounded, 5, 0x1.fffffffffffffp-1), infinite);
}

TEST(quantiles_do_not_fall_as_q_grows)
{
    double x[50];
    for (int i = 0; i < 50; i++) {
        x[i] = (double)(i / 3) * 0.1;
    }
    double before = x[0];
    for (int i = 0; i <= 10000; i++) {
        double at = cruce_quantile_sorted(x, 50, i / 10000.0);
        CHECK(at >= before && at <= x[49]);
        before = at;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_r),
        cmocka_unit_test(quantiles_hold_at_the_edges),
        cmocka_unit_test(quantiles_do_not_fall_as_q_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
