/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    exp, log, pow and ln k!: within 1 ulp of MPFR, right at the edges, always the same bits
 * Leaves  to test_num_geo.c: distances
 * Source  GNU MPFR as oracle, where it is installed; special values from C11, annex F
 */
#include "test_num.h"

#define INFINITE (0x1p1023 * 2)
#define NOT_A_NUMBER (INFINITE - INFINITE)
#define LARGEST 0x1.fffffffffffffp1023
#define SMALLEST 0x1p-1074

TEST(exp_holds_at_the_edges)
{
    CHECK_F64_SAME(cruce_exp(0), 1);
    CHECK_F64_SAME(cruce_exp(-0.0), 1);
    CHECK_F64_SAME(cruce_exp(INFINITE), INFINITE);
    CHECK_F64_SAME(cruce_exp(-INFINITE), 0);
    CHECK_F64_SAME(cruce_exp(NOT_A_NUMBER), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_exp(LARGEST), INFINITE);
    CHECK_F64_SAME(cruce_exp(-LARGEST), 0);
    CHECK_F64_SAME(cruce_exp(SMALLEST), 1);
    /* the last argument with a finite result, and the next; the same for results above 0 */
    CHECK(cruce_exp(0x1.62e42fefa39efp+9) < INFINITE);
    CHECK_F64_SAME(cruce_exp(0x1.62e42fefa39f0p+9), INFINITE);
    CHECK_F64_SAME(cruce_exp(-0x1.74910d52d3051p+9), SMALLEST);
    CHECK_F64_SAME(cruce_exp(-0x1.74910d52d3052p+9), 0);
}

TEST(log_holds_at_the_edges)
{
    CHECK_F64_SAME(cruce_log(1), 0);
    CHECK_F64_SAME(cruce_log(0), -INFINITE);
    CHECK_F64_SAME(cruce_log(-0.0), -INFINITE);
    CHECK_F64_SAME(cruce_log(-1), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_log(-INFINITE), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_log(INFINITE), INFINITE);
    CHECK_F64_SAME(cruce_log(NOT_A_NUMBER), NOT_A_NUMBER);
    CHECK_F64_NEAR(cruce_log(LARGEST), 0x1.62e42fefa39efp+9, 0);
    CHECK_F64_NEAR(cruce_log(SMALLEST), -0x1.74385446d71c3p+9, 0);
}

TEST(pow_holds_at_the_edges)
{
    static const double some[] = {0,   SMALLEST, 0x1p-1022, 1e-200, 0.3,    1,
                                  1.7, 2,        1e9,       1e200,  LARGEST};
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        double x = some[i];
        CHECK_F64_SAME(cruce_pow(x, 0), 1); /* 0^0 among them */
        CHECK_F64_SAME(cruce_pow(x, -0.0), 1);
        CHECK_F64_SAME(cruce_pow(x, 1), x);
        CHECK_F64_SAME(cruce_pow(1, x), 1);
        CHECK_F64_SAME(cruce_pow(1, -x), 1);
        CHECK_F64_SAME(cruce_pow(x, 2), x * x);
        CHECK_F64_SAME(cruce_pow(x, -1), x > 0 ? 1 / x : INFINITE);
        CHECK_F64_SAME(cruce_pow(x, NOT_A_NUMBER), x == 1 ? 1 : NOT_A_NUMBER);
        CHECK_F64_SAME(cruce_pow(x, INFINITE), x == 1 ? 1 : x < 1 ? 0 : INFINITE);
        CHECK_F64_SAME(cruce_pow(x, -INFINITE), x == 1 ? 1 : x < 1 ? INFINITE : 0);
        CHECK_F64_SAME(cruce_pow(x, LARGEST), x == 1 ? 1 : x < 1 ? 0 : INFINITE);
        CHECK_F64_SAME(cruce_pow(INFINITE, x), x > 0 ? INFINITE : 1);
        CHECK_F64_SAME(cruce_pow(INFINITE, -x), x > 0 ? 0 : 1);
        CHECK_F64_SAME(cruce_pow(0, x), x > 0 ? 0 : 1);
        CHECK_F64_SAME(cruce_pow(0, -x), x > 0 ? INFINITE : 1);
        if (x > 0) {
            CHECK_F64_SAME(cruce_pow(-x, 0.5), NOT_A_NUMBER);
            CHECK_F64_SAME(cruce_pow(-x, 2), NOT_A_NUMBER);
            CHECK_F64_SAME(cruce_pow(-x, 1), NOT_A_NUMBER);
            CHECK_F64_SAME(cruce_pow(-x, -1), NOT_A_NUMBER);
        }
    }
    CHECK_F64_SAME(cruce_pow(NOT_A_NUMBER, 0), 1);
    CHECK_F64_SAME(cruce_pow(1, NOT_A_NUMBER), 1);
    CHECK_F64_SAME(cruce_pow(NOT_A_NUMBER, 1), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_pow(NOT_A_NUMBER, 2), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_pow(NOT_A_NUMBER, -1), NOT_A_NUMBER);
    CHECK_F64_SAME(cruce_pow(2, 1023), 0x1p1023);
    CHECK_F64_SAME(cruce_pow(2, 1024), INFINITE);
    CHECK_F64_SAME(cruce_pow(2, -1074), SMALLEST);
    CHECK_F64_SAME(cruce_pow(2, -1076), 0);
    CHECK_F64_SAME(cruce_pow(SMALLEST, 0.5), 0x1p-537);
}

TEST(pow_is_exact_where_it_can_be)
{
    /* powers that a double holds come out without an error */
    for (int base = 2; base <= 30; base++) {
        double power = 1;
        for (int y = 0; power < 0x1p53 / base; y++) {
            CHECK_F64_SAME(cruce_pow(base, y), power);
            power *= base;
        }
    }
    for (int root = 1; root < 3000; root++) {
        CHECK_F64_SAME(cruce_pow((double)root * root, 0.5), root);
    }
}

TEST(log_factorial_is_the_sum_of_logarithms)
{
    CHECK_F64_SAME(cruce_log_factorial(0), 0);
    CHECK_F64_SAME(cruce_log_factorial(1), 0);
    CHECK_F64_NEAR(cruce_log_factorial(5), 4.787491742782046, 1e-15);
    CHECK_F64_NEAR(cruce_log_factorial(20), 42.335616460753485, 1e-14);
    /* with what rounding lost (Kahan 1965); under valgrind a long double is no longer than a double */
    double sum = 0, lost = 0;
    for (int64_t k = 1; k <= 3000; k++) {
        double term = cruce_log((double)k) - lost, next = sum + term;
        lost = (next - sum) - term;
        sum = next;
        CHECK_F64_NEAR(cruce_log_factorial(k), sum, sum * 1e-15);
    }
    /* 10^6! and 10^12!, from 40 digits of Stirling's series */
    CHECK_F64_NEAR(cruce_log_factorial(1000000), 12815518.384658169624, 1e-8);
    CHECK_F64_NEAR(cruce_log_factorial(1000000000000), 26631021115943.2826, 0.02);
}

/* An argument of every kind: all exponents, near 1, near 0, and where results leave the range. */
static double any_argument(cruce_rng *rng, int kind)
{
    double u = cruce_rng_unit(rng), size = cruce_exp(-38 * cruce_rng_unit(rng));
    switch (kind) {
    case 0:
        return u * 1500 - 750;
    case 1:
        return -708 - u * 38;
    case 2:
        return (u - 0.5) * size;
    default:
        return (u - 0.5) * 20;
    }
}

static double any_positive(cruce_rng *rng, int kind)
{
    double u = cruce_rng_unit(rng), size = cruce_exp(-38 * cruce_rng_unit(rng));
    uint64_t high = cruce_rng_bits(rng), bits = high << 32 | cruce_rng_bits(rng);
    switch (kind) {
    case 0: /* any bits that are a finite number */
        bits = bits % 0x7ff0000000000000u;
        memcpy(&u, &bits, sizeof u);
        return u > 0 ? u : 1;
    case 1:
        return 0.5 + 1.5 * u;
    case 2:
        return 1 + (u - 0.5) * size;
    default:
        return 1e-3 + u * 1e5; /* lengths in km, scores */
    }
}

static double any_power(cruce_rng *rng, int kind, double x)
{
    double u = cruce_rng_unit(rng) - 0.5, log_x = cruce_log(x);
    if (kind == 0 || log_x == 0) {
        return u * 8;
    }
    return kind == 1 ? -(708 + 37 * u) / log_x : 1490 * u / log_x;
}

TEST(elementary_functions_are_the_same_from_every_compiler)
{
    cruce_rng rng = test_stream(1);
    uint64_t found_exp = DIGEST_START, found_log = DIGEST_START, found_pow = DIGEST_START;
    for (int i = 0; i < 100000; i++) {
        double x = any_positive(&rng, i % 4);
        found_exp = digest(found_exp, bits_of(cruce_exp(any_argument(&rng, i % 4))));
        found_log = digest(found_log, bits_of(cruce_log(x)));
        found_pow = digest(found_pow, bits_of(cruce_pow(x, any_power(&rng, i % 3, x))));
    }
    CHECK_U64(found_exp, 0xc15a78ef60c80e3du);
    CHECK_U64(found_log, 0xe8d6d1a562593384u);
    CHECK_U64(found_pow, 0x227f00aadb5c46acu);
}

#ifdef HAVE_MPFR
#include <mpfr.h>

enum { BITS = 88 };

/* BITS leave 24 to spare where y log x is 745, so the oracle's own error is below 2^-20 ulp. */

/* How far `found` is from `exact`, in units of the last place of the double nearest to it. */
static double ulps_off(double found, mpfr_t exact)
{
    double nearest = mpfr_get_d(exact, MPFR_RNDN);
    if (nearest - nearest != 0 || found - found != 0) { /* infinite: has to agree */
        return (found > 0) == (nearest > 0) && found - found != 0 && nearest - nearest != 0 ? 0
                                                                                            : 1e9;
    }
    mpfr_t off;
    mpfr_init2(off, BITS);
    mpfr_set_d(off, found, MPFR_RNDN);
    mpfr_sub(off, off, exact, MPFR_RNDN);
    mpfr_exp_t place = nearest == 0 ? -1074 : mpfr_get_exp(exact) - 53;
    mpfr_mul_2si(off, off, -(place < -1074 ? -1074 : place), MPFR_RNDN);
    double ulps = mpfr_get_d(off, MPFR_RNDN);
    mpfr_clear(off);
    return ulps < 0 ? -ulps : ulps;
}

static void note(double *worst, double *at, double ulps, double x)
{
    if (ulps > *worst) {
        *worst = ulps;
        *at = x;
    }
}

TEST(elementary_functions_are_within_one_ulp)
{
    mpfr_t x, y, exact;
    mpfr_inits2(BITS, x, y, exact, (mpfr_ptr)0);
    double worst_exp = 0, worst_log = 0, worst_pow = 0, at_exp = 0, at_log = 0, at_pow = 0;
    cruce_rng rng = test_stream(2);
    /* a million takes MPFR eight seconds and was fine; LONG does that again */
    int n_arguments = getenv("LONG") != NULL          ? 1000000
                      : getenv("CRUCE_SHORT") != NULL ? 10000
                                                      : 100000;
    for (int i = 0; i < n_arguments; i++) {
        double argument = any_argument(&rng, i % 4);
        mpfr_set_d(x, argument, MPFR_RNDN);
        mpfr_exp(exact, x, MPFR_RNDN);
        note(&worst_exp, &at_exp, ulps_off(cruce_exp(argument), exact), argument);

        double positive = any_positive(&rng, i % 4);
        mpfr_set_d(x, positive, MPFR_RNDN);
        mpfr_log(exact, x, MPFR_RNDN);
        note(&worst_log, &at_log, ulps_off(cruce_log(positive), exact), positive);

        double power = any_power(&rng, i % 3, positive);
        mpfr_set_d(y, power, MPFR_RNDN);
        mpfr_mul(y, y, exact, MPFR_RNDN); /* x^y = exp(y log x); log x is there already */
        mpfr_exp(exact, y, MPFR_RNDN);
        note(&worst_pow, &at_pow, ulps_off(cruce_pow(positive, power), exact), positive);
    }
    print_message("largest errors in ulp: exp %.4f at %a, log %.4f at %a, pow %.4f at %a\n",
                  worst_exp, at_exp, worst_log, at_log, worst_pow, at_pow);
    CHECK(worst_exp <= 1);
    CHECK(worst_log <= 1);
    CHECK(worst_pow <= 1);
    mpfr_clears(x, y, exact, (mpfr_ptr)0);
    mpfr_free_cache();
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_holds_at_the_edges),
        cmocka_unit_test(log_holds_at_the_edges),
        cmocka_unit_test(pow_holds_at_the_edges),
        cmocka_unit_test(pow_is_exact_where_it_can_be),
        cmocka_unit_test(log_factorial_is_the_sum_of_logarithms),
        cmocka_unit_test(elementary_functions_are_the_same_from_every_compiler),
#ifdef HAVE_MPFR
        cmocka_unit_test(elementary_functions_are_within_one_ulp),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
