/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    draws from tables against exact chances: before and after a row is made, short rows, long rows, both, neither
 * Leaves  to test_num_binomial.c: draws without a table
 */
#include <stdio.h>

#include "../../src/base/text.h"
#include "../../src/num/binomial_table.h"
#include "test_num.h"

typedef struct trials {
    int64_t n;
    double p;
    cri_binomial_table *table;
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
    return cri_binomial_draw(t->table, rng, t->n);
}

TEST(binomial_table_has_the_exact_chances)
{
    static const double chance[] = {1e-9, 5e-4, 0.03, 0.3, 0.5, 0.7, 0.9999, 1 - 0x1p-53};
    static const int64_t trials_of[] = {1,   2,   3,   7,   8,   31,  40,   63,   64,  65,
                                        127, 128, 200, 511, 640, 959, 1000, 1023, 1024};
    cri_binomial_table *table = NULL;
    for (size_t i = 0; i < sizeof chance / sizeof chance[0]; i++) {
        assert_int_equal(cri_binomial_table_for(&table, chance[i], NULL), CRUCE_OK);
        for (size_t k = 0; k < sizeof trials_of / sizeof trials_of[0]; k++) {
            trials t = {trials_of[k], chance[i], table};
            char what[80];
            snprintf(what, sizeof what, "table: binomial(%" PRId64 ", %g)", t.n, t.p);
            int64_t mode = (int64_t)((double)(t.n + 1) * t.p);
            chances exact = chances_around(mode < t.n ? mode : t.n, 0, t.n, trials_ratio, &t);
            check_fit(&exact, 200000, 100 * i + k, trials_draw, &t, what);
            free(exact.of);
        }
    }
    cri_free(table);
}

/* Nothing of one chance may be left when the table serves another one. */
TEST(binomial_table_forgets)
{
    cri_binomial_table *table = NULL;
    cruce_rng rng = test_stream(1);
    assert_int_equal(cri_binomial_table_for(&table, 0.9, NULL), CRUCE_OK);
    for (int i = 0; i < 1000; i++) {
        (void)cri_binomial_draw(table, &rng, 40);
    }
    assert_int_equal(cri_binomial_table_for(&table, 0.1, NULL), CRUCE_OK);
    int64_t sum = 0;
    for (int i = 0; i < 1000; i++) {
        sum += cri_binomial_draw(table, &rng, 40);
    }
    assert_true(sum > 3700 && sum < 4300); /* mean 4000, standard deviation 60 */
    assert_int_equal(cri_binomial_table_for(&table, 1.0, NULL), CRUCE_OK);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(cri_binomial_draw(table, &rng, 40), 40);
        assert_int_equal(cri_binomial_draw(table, &rng, 0), 0);
    }
    cri_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binomial_table_has_the_exact_chances),
        cmocka_unit_test(binomial_table_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
