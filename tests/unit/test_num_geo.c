/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    great-circle distances: known ones, symmetries, and MPFR's answer near and far
 * Leaves  to nobody: roads are longer, the model knows
 * Source  GNU MPFR as oracle, where it is installed: the angle between two unit vectors
 */
#include "test_num.h"

#define NOT_A_NUMBER (0x1p1023 * 2 - 0x1p1023 * 2)
#define HALF_ROUND 20015.086796020572 /* 6371 pi, km */

TEST(distances_on_the_axes_are_arcs)
{
    CHECK_F64_SAME(cruce_great_circle_km(12.5, -70.25, 12.5, -70.25), 0);
    CHECK_F64_NEAR(cruce_great_circle_km(0, 0, 0, 180), HALF_ROUND, 1e-11);
    CHECK_F64_NEAR(cruce_great_circle_km(90, 0, -90, 57), HALF_ROUND, 1e-11);
    CHECK_F64_NEAR(cruce_great_circle_km(0, 0, 0, 90), HALF_ROUND / 2, 1e-11);
    CHECK_F64_NEAR(cruce_great_circle_km(90, 123, 0, -40), HALF_ROUND / 2, 1e-11);
    CHECK_F64_NEAR(cruce_great_circle_km(0, 10, 0, 11), HALF_ROUND / 180, 1e-13);
    CHECK_F64_NEAR(cruce_great_circle_km(-30, 5, -29, 5), HALF_ROUND / 180, 1e-13);
    CHECK_F64_NEAR(cruce_great_circle_km(60, 0, 60, 180), HALF_ROUND / 3, 1e-11);
    CHECK_F64_NEAR(cruce_great_circle_km(0, 179.5, 0, -179.5), HALF_ROUND / 180, 1e-12);
    /* one millimetre of latitude is not lost */
    CHECK_F64_NEAR(cruce_great_circle_km(45, 7, 45 + 0x1p-27, 7), HALF_ROUND / 180 * 0x1p-27,
                   1e-20);
}

TEST(distances_do_not_depend_on_direction_or_whole_turns)
{
    cruce_rng rng = test_stream(1);
    for (int i = 0; i < 20000; i++) {
        double lat1 = cruce_rng_unit(&rng) * 180 - 90, lon1 = cruce_rng_unit(&rng) * 360 - 180;
        double lat2 = cruce_rng_unit(&rng) * 180 - 90, lon2 = cruce_rng_unit(&rng) * 360 - 180;
        double there = cruce_great_circle_km(lat1, lon1, lat2, lon2);
        CHECK(there >= 0 && there <= HALF_ROUND + 1e-11);
        CHECK_F64_SAME(cruce_great_circle_km(lat2, lon2, lat1, lon1), there);
        CHECK_F64_NEAR(cruce_great_circle_km(lat1, lon1 + 360, lat2, lon2), there, 1e-9);
        CHECK_F64_NEAR(cruce_great_circle_km(-lat1, lon1, -lat2, lon2), there, 1e-10);
    }
}

TEST(no_coordinate_gives_no_distance)
{
    CHECK_F64_SAME(cruce_great_circle_km(NOT_A_NUMBER, 0, 0, 0), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_great_circle_km(0, 0, 0, NOT_A_NUMBER), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_great_circle_km(0, 0x1p1023 * 2, 0, 0), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_great_circle_km(0, 1e300, 0, 0), NOT_A_NUMBER);
}

TEST(distances_are_the_same_from_every_compiler)
{
    cruce_rng rng = test_stream(2);
    uint64_t found = DIGEST_START;
    for (int i = 0; i < 10000; i++) {
        double lat1 = cruce_rng_unit(&rng) * 180 - 90, lon1 = cruce_rng_unit(&rng) * 360 - 180;
        double lat2 = lat1 + cruce_rng_unit(&rng) * (i % 10), lon2 = lon1 * cruce_rng_unit(&rng);
        found = digest(found, bits_of(cruce_great_circle_km(lat1, lon1, lat2, lon2)));
    }
    CHECK_U64(found, 0x1e2387a0bec864fau);
}

#ifdef HAVE_MPFR
#include <mpfr.h>

enum { BITS = 160 };

/* x, y, z of a point on the unit sphere. */
static void unit_vector(mpfr_t v[3], double lat, double lon)
{
    mpfr_t phi, lambda, c;
    mpfr_inits2(BITS, phi, lambda, c, (mpfr_ptr)0);
    mpfr_const_pi(c, MPFR_RNDN);
    mpfr_div_ui(c, c, 180, MPFR_RNDN);
    mpfr_mul_d(phi, c, lat, MPFR_RNDN);
    mpfr_mul_d(lambda, c, lon, MPFR_RNDN);
    mpfr_sin_cos(v[2], c, phi, MPFR_RNDN);
    mpfr_sin_cos(v[1], v[0], lambda, MPFR_RNDN);
    mpfr_mul(v[0], v[0], c, MPFR_RNDN);
    mpfr_mul(v[1], v[1], c, MPFR_RNDN);
    mpfr_clears(phi, lambda, c, (mpfr_ptr)0);
}

/* 6371 * 2 atan2(|a - b|, |a + b|), which is good at both ends. */
static double exact_km(double lat1, double lon1, double lat2, double lon2)
{
    mpfr_t a[3], b[3], apart, together, t;
    mpfr_inits2(BITS, a[0], a[1], a[2], b[0], b[1], b[2], apart, together, t, (mpfr_ptr)0);
    unit_vector(a, lat1, lon1);
    unit_vector(b, lat2, lon2);
    mpfr_set_ui(apart, 0, MPFR_RNDN);
    mpfr_set_ui(together, 0, MPFR_RNDN);
    for (int i = 0; i < 3; i++) {
        mpfr_sub(t, a[i], b[i], MPFR_RNDN);
        mpfr_sqr(t, t, MPFR_RNDN);
        mpfr_add(apart, apart, t, MPFR_RNDN);
        mpfr_add(t, a[i], b[i], MPFR_RNDN);
        mpfr_sqr(t, t, MPFR_RNDN);
        mpfr_add(together, together, t, MPFR_RNDN);
    }
    mpfr_sqrt(apart, apart, MPFR_RNDN);
    mpfr_sqrt(together, together, MPFR_RNDN);
    mpfr_atan2(t, apart, together, MPFR_RNDN);
    mpfr_mul_ui(t, t, 2 * 6371, MPFR_RNDN);
    double km = mpfr_get_d(t, MPFR_RNDN);
    mpfr_clears(a[0], a[1], a[2], b[0], b[1], b[2], apart, together, t, (mpfr_ptr)0);
    return km;
}

TEST(distances_are_exact_near_and_far)
{
    cruce_rng rng = test_stream(3);
    double worst = 0;
    for (int i = 0; i < 20000; i++) {
        double lat1 = cruce_rng_unit(&rng) * 180 - 90, lon1 = cruce_rng_unit(&rng) * 360 - 180;
        double lat2 = cruce_rng_unit(&rng) * 180 - 90, lon2 = cruce_rng_unit(&rng) * 360 - 180;
        double size = cruce_exp(-20 * cruce_rng_unit(&rng));
        if (i % 3 == 1) { /* neighbours */
            lat2 = lat1 + (lat2 - lat1) * size;
            lon2 = lon1 + (lon2 - lon1) * size;
        } else if (i % 3 == 2) { /* nearly opposite */
            lat2 = -lat1 + lat2 * size / 2;
            lon2 = lon1 + 180 + lon2 * size;
        }
        double wanted = exact_km(lat1, lon1, lat2, lon2);
        double off = cruce_great_circle_km(lat1, lon1, lat2, lon2) - wanted;
        /* half an ulp of a coordinate of 180 degrees is 1.6e-12 km; the rest is relative */
        off = (off < 0 ? -off : off) / (wanted * 1e-15 + 1.6e-12);
        worst = off > worst ? off : worst;
    }
    print_message("largest error: %.2f of 1.6e-12 km and a part in 10^15\n", worst);
    CHECK(worst < 4);
    mpfr_free_cache();
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_on_the_axes_are_arcs),
        cmocka_unit_test(distances_do_not_depend_on_direction_or_whole_turns),
        cmocka_unit_test(no_coordinate_gives_no_distance),
        cmocka_unit_test(distances_are_the_same_from_every_compiler),
#ifdef HAVE_MPFR
        cmocka_unit_test(distances_are_exact_near_and_far),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
