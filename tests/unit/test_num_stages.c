/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    phase-type times: mean, spread, Little's law from day to day, and nobody lost
 */
#include "../../src/num/stages.h"

#include "checks.h"
#include "cruce/elementary.h"

static const double spreads[] = {0.0, 0.125, 0.2, 0.4, 0.5, 0.75, 1.0, 1.5, 4.0, 20.0};
enum { SPREADS = (int)(sizeof spreads / sizeof *spreads) };

/* Moments from the definition: sums of exponential times, or a mixture of two. */
TEST(mean_and_spread_are_as_asked)
{
    for (int i = 0; i < SPREADS; i++) {
        cri_stages s = cri_stages_of(spreads[i]);
        double mean = 0.0, square = 0.0, begin = 0.0;
        for (int32_t j = 0; j < s.n; j++) {
            double left = s.in_line ? (double)(s.n - j) : 1.0, rate = s.rate[j];
            begin += s.begin[j];
            mean += s.begin[j] * left / rate;
            square += s.begin[j] * left * (left + 1.0) / (rate * rate);
        }
        CHECK_F64_NEAR(begin, 1.0, 1e-15);
        CHECK_F64_NEAR(mean, 1.0, 1e-12);
        double wanted = spreads[i] < 0.125 ? 0.125 : spreads[i];
        CHECK_F64_NEAR(square / (mean * mean) - 1.0, wanted, 1e-12);
    }
}

/* Sum over the ends of days of the chance to be still in is the mean time in days, for any mean: Little's law. */
TEST(ends_of_days_seen_are_the_mean_time)
{
    static const double means[] = {0.05, 0.5, 1.0, 1.625, 10.0};
    for (int i = 0; i < SPREADS; i++) {
        for (int m = 0; m < 5; m++) {
            cri_stages s = cri_stages_of(spreads[i]);
            cri_stages_day first, whole;
            cri_stages_first_day(&s, means[m], &first);
            cri_stages_whole_day(&s, means[m], &whole);
            double in[CRI_STAGES_MOST] = {0}, seen = 0.0;
            for (int32_t j = 0; j < s.n; j++) {
                for (int32_t k = 0; k < s.n; k++) {
                    in[k] += s.begin[j] * first.to[j][k];
                }
            }
            for (int day = 0; day < 20000; day++) {
                double next[CRI_STAGES_MOST] = {0};
                for (int32_t j = 0; j < s.n; j++) {
                    seen += in[j];
                    for (int32_t k = 0; k < s.n; k++) {
                        next[k] += in[j] * whole.to[j][k];
                    }
                }
                memcpy(in, next, sizeof in);
            }
            CHECK_F64_NEAR(seen / means[m], 1.0, 1e-9);
        }
    }
}

/* Gamma of shape 2: the chance of still waiting after t is (1 + 2t/m) exp(-2t/m). */
TEST(two_stages_are_a_gamma_of_shape_2)
{
    cri_stages s = cri_stages_of(0.5);
    cri_stages_day whole;
    CHECK_I64(s.n, 2);
    cri_stages_whole_day(&s, 20.0, &whole);
    double first = 1.0, second = 0.0;
    for (int day = 1; day <= 90; day++) {
        second = second * whole.to[1][1] + first * whole.to[0][1];
        first *= whole.to[0][0];
        double x = 2.0 * day / 20.0;
        CHECK_F64_NEAR(first + second, (1.0 + x) * cruce_exp(-x), 1e-12);
    }
}

TEST(nobody_is_lost_and_shares_are_met)
{
    cruce_rng rng = cruce_rng_at(3, 0, 0, CRUCE_DRAW_TEST, 5);
    for (int i = 0; i < SPREADS; i++) {
        cri_stages s = cri_stages_of(spreads[i]);
        cri_stages_day whole;
        cri_stages_whole_day(&s, 2.0, &whole);
        int64_t count[CRI_STAGES_MOST] = {0}, begun = 1000000, out = 0;
        cri_stages_begin(&rng, &s, begun, count);
        double chance_out = 0.0;
        for (int32_t j = 0; j < s.n; j++) {
            /* 5 standard deviations */
            CHECK_F64_NEAR((double)count[j] / (double)begun, s.begin[j], 5 * 0.0005 + 1e-9);
            chance_out += s.begin[j] * whole.to[j][s.n];
        }
        out = cri_stages_pass(&rng, &whole, count);
        CHECK_F64_NEAR((double)out / (double)begun, chance_out, 5 * 0.0005);
        for (int32_t j = 0; j < s.n; j++) {
            CHECK(count[j] >= 0);
            out += count[j];
        }
        CHECK_I64(out, begun);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_spread_are_as_asked),
        cmocka_unit_test(ends_of_days_seen_are_the_mean_time),
        cmocka_unit_test(two_stages_are_a_gamma_of_shape_2),
        cmocka_unit_test(nobody_is_lost_and_shares_are_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
