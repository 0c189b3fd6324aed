/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    a pool of officers: shares, lanes, detail, shedding
 * Leaves  to tests/engine/test_ports.c: days and hysteresis
 * Source  design notes 3.6; cases worked out by hand, and random ones held to what must always be true
 */
#include "cruce/ports.h"
#include "test_num.h"

enum { MOST = 20 };

typedef struct desk {
    int32_t n, lanes_most[MOST], rank[MOST], lanes[MOST];
    double per_lane[MOST], minimum[MOST], weight[MOST], officers[MOST];
} desk;

static void allocate(desk *d, cruce_allocation policy, double available)
{
    cruce_jobs jobs = {.n = d->n,
                       .lanes_most = d->lanes_most,
                       .officers_per_lane = d->per_lane,
                       .minimum_officers = d->minimum,
                       .rank = d->rank,
                       .weight = d->weight};
    cruce_officers_allocate(policy, available, &jobs, d->lanes, d->officers);
}

static void set_job(desk *d, int32_t lanes, double per_lane, double minimum, int32_t rank,
                    double weight)
{
    int32_t k = d->n++;
    d->lanes_most[k] = lanes;
    d->per_lane[k] = per_lane;
    d->minimum[k] = minimum;
    d->rank[k] = rank;
    d->weight[k] = weight;
}

TEST(enough_officers_hold_all_lanes)
{
    desk d = {0};
    set_job(&d, 8, 1.15, 1, 1, 0);
    set_job(&d, 0, 1.15, 1, 1, 5); /* closed */
    set_job(&d, 2, 0.4, 3, 1, 0);  /* its minimum is more than its lanes need */
    for (int32_t policy = 0; policy < 4; policy++) {
        allocate(&d, (cruce_allocation)policy, 12.2);
        CHECK_I64(d.lanes[0], 8);
        CHECK_I64(d.lanes[1], 0);
        CHECK_I64(d.lanes[2], 2);
        CHECK_F64_NEAR(d.officers[0] + d.officers[1] + d.officers[2], 12.2, 1e-12);
    }
}

TEST(policies_divide_a_pool_that_does_not_suffice)
{
    desk d = {0};
    set_job(&d, 10, 1, 1, 1, 30); /* a third of the work */
    set_job(&d, 10, 1, 1, 2, 60);
    set_job(&d, 10, 1, 1, 3, 0); /* nobody comes here */
    allocate(&d, CRUCE_ALLOCATE_BY_QUEUE, 13);
    CHECK_I64(d.lanes[2], 1);
    CHECK_I64(d.lanes[0] + d.lanes[1], 12);
    CHECK(d.lanes[1] >= 7 && d.lanes[1] <= 8);
    allocate(&d, CRUCE_ALLOCATE_BY_PRIORITY, 13);
    CHECK_I64(d.lanes[2], 10);
    CHECK_I64(d.lanes[1], 2);
    CHECK_I64(d.lanes[0], 1);
    for (int32_t k = 0; k < 3; k++) {
        d.weight[k] = 1.0 / 3;
    }
    allocate(&d, CRUCE_ALLOCATE_FIXED, 13); /* 13/3 each: what is left of a lane stays idle */
    CHECK_I64(d.lanes[0] + d.lanes[1] + d.lanes[2], 12);
    d.weight[0] = 0.2;
    d.weight[1] = 0.5;
    d.weight[2] = 0;
    allocate(&d, CRUCE_ALLOCATE_BY_TABLE, 20);
    CHECK_I64(d.lanes[0], 4);
    CHECK_I64(d.lanes[1], 10);
    CHECK_I64(d.lanes[2], 1); /* its minimum */
}

TEST(too_few_officers_close_the_first_to_be_shed)
{
    desk d = {0};
    set_job(&d, 2, 1.15, 2, 1, 10);
    set_job(&d, 2, 1.15, 1, 2, 10);
    set_job(&d, 2, 1.15, 1, 3, 10);
    for (int32_t policy = 0; policy < 4; policy++) {
        allocate(&d, (cruce_allocation)policy, 2.4);
        CHECK_I64(d.lanes[0], 0);
        CHECK_I64(d.lanes[1], 1);
        CHECK_I64(d.lanes[2], 1);
        allocate(&d, (cruce_allocation)policy, 0);
        CHECK_I64(d.lanes[0] + d.lanes[1] + d.lanes[2], 0);
    }
}

/* Whatever the pool and the jobs: nobody is made up, minima hold, no lane beyond those that may open. */
TEST(a_pool_is_never_overdrawn)
{
    cruce_rng rng = test_stream(900);
    for (int32_t i = 0; i < 20000; i++) {
        desk d = {0};
        int32_t n = 1 + (int32_t)cruce_rng_below(&rng, MOST);
        for (int32_t k = 0; k < n; k++) {
            set_job(&d, (int32_t)cruce_rng_below(&rng, 12),
                    (double)cruce_rng_below(&rng, 3000) / 1000, (double)cruce_rng_below(&rng, 4),
                    1 + (int32_t)cruce_rng_below(&rng, 5), cruce_rng_unit(&rng) / n);
        }
        double available = (double)cruce_rng_below(&rng, 120000) / 1000, need = 0;
        for (int32_t policy = 0; policy < 4; policy++) {
            double taken = 0;
            allocate(&d, (cruce_allocation)policy, available);
            need = 0;
            for (int32_t k = 0; k < n; k++) {
                double lanes = d.lanes[k] * d.per_lane[k];
                double wants = d.lanes_most[k] * d.per_lane[k];
                CHECK(d.lanes[k] >= 0 && d.lanes[k] <= d.lanes_most[k]);
                double holds = lanes > d.minimum[k] ? lanes : d.minimum[k];
                CHECK_F64_NEAR(d.officers[k], d.lanes[k] > 0 ? holds : 0, 1e-9);
                taken += d.officers[k];
                need += d.lanes_most[k] > 0 ? (wants > d.minimum[k] ? wants : d.minimum[k]) : 0;
            }
            CHECK(taken <= available + 1e-6);
            CHECK(need > available || taken >= need - 1e-9);
        }
    }
}

/* With whole officers, one a lane and work everywhere, no policy that shares what is left leaves anybody idle. */
TEST(work_is_conserved_over_policies)
{
    cruce_rng rng = test_stream(901);
    for (int32_t i = 0; i < 5000; i++) {
        desk d = {0};
        int32_t n = 2 + (int32_t)cruce_rng_below(&rng, 8), all = 0;
        for (int32_t k = 0; k < n; k++) {
            int32_t lanes = 1 + (int32_t)cruce_rng_below(&rng, 9);
            all += lanes;
            set_job(&d, lanes, 1, 1, 1 + (int32_t)cruce_rng_below(&rng, 4),
                    0.1 + cruce_rng_unit(&rng));
        }
        int32_t pool = n + (int32_t)cruce_rng_below(&rng, (uint64_t)(all - n) + 1);
        for (int32_t policy = 0; policy < 4; policy += 2) { /* by queue, by priority */
            int32_t open = 0;
            allocate(&d, (cruce_allocation)policy, pool);
            for (int32_t k = 0; k < n; k++) {
                open += d.lanes[k];
            }
            CHECK_I64(open, pool);
        }
    }
}

TEST(the_detail_follows_custody_up_to_its_cap)
{
    CHECK_F64_NEAR(cruce_officers_detailed(1000, 0.8, 0.15, 0.15), 0, 0);
    CHECK_F64_NEAR(cruce_officers_detailed(1000, 1.4, 0.15, 0.15), 60, 1e-9);
    CHECK_F64_NEAR(cruce_officers_detailed(1000, 3, 0.15, 0.15), 150, 1e-9);
    CHECK_F64_NEAR(cruce_officers_detailed(1000, 3, 0.15, 0), 0, 0);
}

TEST(jobs_are_shed_in_order)
{
    int32_t rank[] = {2, 1, 3, 1};
    double held[] = {10, 4, 20, 2}, minimum[] = {2, 1, 1, 1};
    bool closed[4] = {false};
    cruce_officers_shed(0, 4, rank, held, minimum, closed);
    CHECK(!closed[0] && !closed[1] && !closed[2] && !closed[3]);
    cruce_officers_shed(1.5, 4, rank, held, minimum,
                        closed); /* a quarter of rank 1: 3 and 1.5 stay */
    CHECK(!closed[1] && !closed[3]);
    cruce_officers_shed(4.5, 4, rank, held, minimum, closed); /* three quarters: 1 and 0.5 stay */
    CHECK(!closed[1] && closed[3]);
    cruce_officers_shed(5.5, 4, rank, held, minimum,
                        closed); /* all that is left of rank 1, then rank 2 */
    CHECK(closed[1] && !closed[0] && !closed[2]);
    cruce_officers_shed(100, 4, rank, held, minimum, closed);
    CHECK(closed[0] && closed[1] && closed[2] && closed[3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enough_officers_hold_all_lanes),
        cmocka_unit_test(policies_divide_a_pool_that_does_not_suffice),
        cmocka_unit_test(too_few_officers_close_the_first_to_be_shed),
        cmocka_unit_test(a_pool_is_never_overdrawn),
        cmocka_unit_test(work_is_conserved_over_policies),
        cmocka_unit_test(the_detail_follows_custody_up_to_its_cap),
        cmocka_unit_test(jobs_are_shed_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
