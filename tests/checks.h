/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The few checks that every test uses: each prints what was found and what was wanted, then fails.
 *
 *     TEST(nobody_leaves_an_empty_place)
 *     {
 *         CHECK_I64(leaving_persons(0), 0);
 *     }
 *
 *     int main(void)
 *     {
 *         const struct CMUnitTest tests[] = {
 *             cmocka_unit_test(nobody_leaves_an_empty_place),
 *         };
 *         return cmocka_run_group_tests(tests, NULL, NULL);
 *     }
 *
 * Found comes first, wanted second. Every argument is worked out once.
 */
#ifndef CRUCE_TESTS_CHECKS_H
#define CRUCE_TESTS_CHECKS_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name) static void name(void **state __attribute__((unused)))

/** A condition that has nothing to print but itself. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            print_error("%s does not hold\n", #condition);                                         \
            _fail(__FILE__, __LINE__);                                                             \
        }                                                                                          \
    } while (0)

#define CHECK_I64(found, wanted) check_i64((found), (wanted), #found, __FILE__, __LINE__)
/** Unsigned, printed in hexadecimal: words, digests, fingerprints. */
#define CHECK_U64(found, wanted) check_u64((found), (wanted), #found, __FILE__, __LINE__)
/** |found - wanted| <= tolerance; NaN is near NaN only, an infinity near itself. */
#define CHECK_F64_NEAR(found, wanted, tolerance)                                                   \
    check_f64_near((found), (wanted), (tolerance), #found, __FILE__, __LINE__)
/** The same bits; tells 0 from -0. Any NaN is the same as any other. */
#define CHECK_F64_SAME(found, wanted) check_f64_same((found), (wanted), #found, __FILE__, __LINE__)
/** Equal text; two NULLs are equal. */
#define CHECK_STR(found, wanted) check_str((found), (wanted), #found, __FILE__, __LINE__)

static inline void check_i64(int64_t found, int64_t wanted, const char *what, const char *file,
                             int line)
{
    if (found != wanted) {
        print_error("%s is %" PRId64 "; wanted %" PRId64 "\n", what, found, wanted);
        _fail(file, line);
    }
}

static inline void check_u64(uint64_t found, uint64_t wanted, const char *what, const char *file,
                             int line)
{
    if (found != wanted) {
        print_error("%s is 0x%016" PRIx64 "; wanted 0x%016" PRIx64 "\n", what, found, wanted);
        _fail(file, line);
    }
}

static inline void check_f64_near(double found, double wanted, double tolerance, const char *what,
                                  const char *file, int line)
{
    double apart = found > wanted ? found - wanted : wanted - found;
    bool both_nan = found != found && wanted != wanted;
    bool same = found >= wanted && found <= wanted; /* also two equal infinities */
    if (!(apart <= tolerance) && !both_nan && !same) {
        print_error("%s is %.17g; wanted %.17g, give or take %.3g\n", what, found, wanted,
                    tolerance);
        _fail(file, line);
    }
}

static inline void check_f64_same(double found, double wanted, const char *what, const char *file,
                                  int line)
{
    uint64_t found_bits, wanted_bits;
    memcpy(&found_bits, &found, sizeof found_bits);
    memcpy(&wanted_bits, &wanted, sizeof wanted_bits);
    bool both_nan = found != found && wanted != wanted;
    if (found_bits != wanted_bits && !both_nan) {
        print_error("%s is %.17g (%a); wanted %.17g (%a)\n", what, found, found, wanted, wanted);
        _fail(file, line);
    }
}

static inline void check_str(const char *found, const char *wanted, const char *what,
                             const char *file, int line)
{
    if (found == wanted) {
        return;
    }
    if (found == NULL || wanted == NULL || strcmp(found, wanted) != 0) {
        print_error("%s is\n    %s\nwanted\n    %s\n", what, found ? found : "(NULL)",
                    wanted ? wanted : "(NULL)");
        _fail(file, line);
    }
}

#endif
