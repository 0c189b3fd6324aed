/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    reading a border with a variant, parameters and --set while the n-th allocation fails, for every n: alone, and
 *         with all that follow. Each time CRUCE_ERR_MEMORY, nothing left behind (the sanitizers look), no scenario
 * Leaves  what is read when memory lasts to tests/unit/test_border_input.c
 */
#include "support/border_files.h"

static border_files all;
static told said;

static const char *const sets[] = {"transit_hazard=0.05", "people.attempt_chance[far_south]=0.3"};

static cruce_status read_once(bool listen)
{
    cruce_read_options options = {.folder = ".",
                                  .variant = "deal",
                                  .n_overrides = 2,
                                  .override_text = sets};
    cruce_scenario *scenario = NULL;
    cruce_error err = {0};
    if (listen) {
        said.length = 0;
        options.problem = tell;
        options.problem_context = &said;
    }
    cruce_status st = cri_scenario_read_from(&scenario, &options, all.file, all.n, &err);
    CHECK_I64(scenario != NULL, st == CRUCE_OK);
    CHECK_I64(err.code == CRUCE_ERR_MEMORY, st == CRUCE_ERR_MEMORY);
    cruce_scenario_destroy(scenario);
    return st;
}

/* Fails the n-th allocation for n = 1, 2, ... until there is no n-th; how many there are. */
static int64_t fail_each(bool for_ever, cruce_status at_last)
{
    for (int64_t n = 1;; n++) {
        cri_fail_allocation(n, for_ever);
        cruce_status st = read_once(n % 2 == 0);
        cri_fail_allocation(0, false);
        if (st != CRUCE_ERR_MEMORY) {
            CHECK_I64(st, at_last);
            return n - 1;
        }
        CHECK(n < 100000);
    }
}

TEST(memory_may_end_while_a_border_is_read)
{
    load_border(&all);
    CHECK_I64(read_once(true), CRUCE_OK);
    int64_t n = fail_each(false, CRUCE_OK);
    print_message("%d allocations\n", (int)n);
    CHECK(n > 60);
    CHECK_I64(fail_each(true, CRUCE_OK), n);
}

/* A misspelt cell in each of its files: what reports them runs out of memory as cleanly. */
TEST(memory_may_end_among_problems)
{
    static const char *const spoilt[] = {"MEX", "far_south", "west", "car", "Tapa", "2023-12"};
    for (size_t k = 0; k < sizeof spoilt / sizeof *spoilt; k++) {
        load_border(&all);
        for (int32_t i = 5; i < all.n; i++) {
            char *at = strstr(strchr(all.bytes[i], '\n'), spoilt[k]);
            if (at != NULL) {
                *at = 'x';
            }
        }
        CHECK(fail_each(false, CRUCE_ERR_INPUT) > 60);
        CHECK(fail_each(true, CRUCE_ERR_INPUT) > 60);
    }
}

TEST(memory_may_end_while_variants_are_listed)
{
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        cruce_status st = CRUCE_ERR_MEMORY;
        for (int64_t n = 1; st == CRUCE_ERR_MEMORY; n++) {
            cruce_variants variants;
            cri_fail_allocation(n, for_ever == 1);
            st = cruce_variants_read(&variants, BORDER_SMALL, NULL, NULL, NULL);
            cri_fail_allocation(0, false);
            CHECK_I64(variants.n, st == CRUCE_OK ? 1 : 0);
            cruce_variants_free(&variants);
        }
        CHECK_I64(st, CRUCE_OK);
    }
}

/* The same from the disk: opening, growing, listing. */
TEST(memory_may_end_while_files_are_read_from_the_disk)
{
    cruce_read_options options = {.folder = BORDER_SMALL, .variant = "deal"};
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        cruce_status st = CRUCE_ERR_MEMORY;
        for (int64_t n = 1; st == CRUCE_ERR_MEMORY; n++) {
            cruce_scenario *scenario = NULL;
            cri_fail_allocation(n, for_ever == 1);
            st = cruce_scenario_read(&scenario, &options, NULL);
            cri_fail_allocation(0, false);
            CHECK_I64(scenario != NULL, st == CRUCE_OK);
            cruce_scenario_destroy(scenario);
        }
        CHECK_I64(st, CRUCE_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_may_end_while_a_border_is_read),
        cmocka_unit_test(memory_may_end_among_problems),
        cmocka_unit_test(memory_may_end_while_variants_are_listed),
        cmocka_unit_test(memory_may_end_while_files_are_read_from_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
