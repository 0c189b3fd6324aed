/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the table of cohorts against a plain list, under random operations; the travel memory in whole km against a real one
 */
#include "../../src/engine/cohort_table.h"
#include "../../src/engine/engine_internal.h"
#include "checks.h"
#include "support/net.h"

enum { LIST_MOST = 5000 };

static cri_cohort list[LIST_MOST];
static int32_t listed;

static bool same_state(const cri_cohort *a, const cri_cohort *b)
{
    return a->at == b->at && a->position_m == b->position_m && a->route == b->route &&
           a->group == b->group && a->memory_km == b->memory_km && a->state == b->state;
}

static void add_plainly(const cri_cohort *c)
{
    for (int32_t i = 0; i < listed; i++) {
        if (same_state(&list[i], c)) {
            list[i].birth = cri_mean_birth(list[i].birth, list[i].persons, c->birth, c->persons);
            list[i].persons += c->persons;
            return;
        }
    }
    list[listed++] = *c;
}

static cri_cohort random_cohort(uint64_t *dice)
{
    return (cri_cohort){.persons = 1 + net_below(dice, 9),
                        .birth = net_below(dice, 5),
                        .at = net_below(dice, 6),
                        .position_m = 1000 * net_below(dice, 4),
                        .route = net_below(dice, 3),
                        .group = net_below(dice, 2),
                        .memory_km = net_below(dice, 5),
                        .state = net_below(dice, 4)};
}

static void check_same(const cri_cohort_table *t)
{
    CHECK_I64(t->n, listed);
    for (int32_t i = 0; i < listed; i++) { /* in the order of their first appearance */
        CHECK(same_state(&t->row[i], &list[i]));
        CHECK_I64(t->row[i].persons, list[i].persons);
        CHECK_F64_NEAR(t->row[i].birth, list[i].birth, 1e-9);
    }
}

TEST(the_table_is_a_list_in_which_equals_merge)
{
    uint64_t dice = 11;
    cri_cohort_table t = {0};
    for (int32_t day = 0; day < 60; day++) {
        listed = 0;
        int32_t adds = day % 7 == 0 ? 3 : net_below(&dice, 1500);
        for (int32_t i = 0; i < adds; i++) {
            cri_cohort c = random_cohort(&dice);
            CHECK_I64(cri_cohort_add(&t, &c, NULL), CRUCE_OK);
            add_plainly(&c);
        }
        check_same(&t);
        if (net_below(&dice, 3) == 0) {
            CHECK_I64(cri_cohort_reserve(&t, t.n + net_below(&dice, 3000), NULL), CRUCE_OK);
            check_same(&t);
            cri_cohort c = random_cohort(&dice); /* the index must have survived */
            CHECK_I64(cri_cohort_add(&t, &c, NULL), CRUCE_OK);
            add_plainly(&c);
            check_same(&t);
        }
        cri_cohort_unindex(&t); /* then rows may change, and the table starts anew */
        for (int32_t i = 0; i < t.n; i++) {
            t.row[i].state ^= 1;
        }
        t.n = 0;
    }
    cri_cohort_free(&t);
}

TEST(rows_are_appended_unseen)
{
    cri_cohort_table t = {0};
    cri_cohort c = {.persons = 2, .at = 1};
    for (int32_t i = 0; i < 200; i++) {
        CHECK_I64(cri_cohort_append(&t, &c, NULL), CRUCE_OK);
    }
    CHECK_I64(t.n, 200);
    CHECK_I64(t.row[199].persons, 2);
    cri_cohort_free(&t);
}

TEST(mean_days_of_creation)
{
    CHECK_F64_SAME(cri_mean_birth(3.0, 0, 7.0, 2), 7.0);
    CHECK_F64_SAME(cri_mean_birth(3.0, 1, 7.0, 3), 6.0);
    CHECK_F64_SAME(cri_mean_birth(5.0, 9, 5.0, 1), 5.0);
}

/* recent <- (recent + moved) / 2 every day, in km; the decision is recent + moved < speed. */
TEST(whole_km_of_memory_decide_as_the_real_average)
{
    uint64_t dice = 3;
    for (int32_t person = 0; person < 2000; person++) {
        double recent = 0.0;
        int32_t memory = 0;
        for (int32_t day = 0; day < 45; day++) { /* halves of whole numbers are exact that long */
            int32_t moved_km = net_below(&dice, 3) == 0 ? 0 : net_below(&dice, 800);
            for (int32_t speed = 90; speed <= 500; speed += 41) {
                CHECK_I64(memory + moved_km < speed, recent + moved_km < (double)speed);
            }
            recent = (recent + moved_km) / 2.0;
            memory = cri_memory_next(memory, moved_km * 1000);
            CHECK_I64(memory, (int64_t)recent);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_a_list_in_which_equals_merge),
        cmocka_unit_test(rows_are_appended_unseen),
        cmocka_unit_test(mean_days_of_creation),
        cmocka_unit_test(whole_km_of_memory_decide_as_the_real_average),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
