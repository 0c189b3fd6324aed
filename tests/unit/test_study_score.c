/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/score.c and summary.c, on ensembles written by hand: two camps, a town, few days. */
#include <math.h>
#include <stdlib.h>

#include "checks.h"
#include "study/study_internal.h"

enum { PLACES = 3, CAMPS = 2, DAYS = 2, REPLICATES = 2 };

/* An ensemble whose every number is in plain sight. */
typedef struct sample {
    cruce_scenario scenario;
    cruce_ensemble ensemble;
    cri_record record[REPLICATES];
    int32_t persons[REPLICATES][DAYS * PLACES];
    int64_t total[REPLICATES][DAYS * CRUCE_QUANTITIES], departed[REPLICATES][DAYS];
    int64_t entered[REPLICATES][1], registered[DAYS * CAMPS];
    int64_t capacity[PLACES];
    cruce_place_id camp[CAMPS];
    int32_t of_place[PLACES];
    cruce_table table[CAMPS + 1];
    double table_day[1], table_count[1];
    const char *name[PLACES];
} sample;

static void fill(sample *s)
{
    *s = (sample){
        .persons = {{10, 30, 5, 20, 60, 0}, {20, 20, 5, 40, 40, 0}},
        .registered = {20, 40, 20, 80},
        .departed = {{50, 100}, {40, 120}},
        .capacity = {100, 300, -1},
        .camp = {0, 1},
        .of_place = {1, 2, CRUCE_NONE},
        .table_day = {0},
        .table_count = {20},
        .name = {"A", "B", "C"},
    };
    for (int r = 0; r < REPLICATES; r++) {
        s->record[r] = (cri_record){.narrow = s->persons[r],
                                    .total = s->total[r],
                                    .departed = s->departed[r],
                                    .entered = s->entered[r]};
    }
    for (int t = 0; t <= CAMPS; t++) {
        s->table[t] = (cruce_table){.n = 1, .day = s->table_day, .count = s->table_count};
    }
    s->scenario.places.n = PLACES;
    s->scenario.places.name = s->name;
    s->scenario.places.capacity_persons = s->capacity;
    s->scenario.n_days = DAYS;
    s->scenario.n_camps = CAMPS;
    s->scenario.camp = s->camp;
    s->scenario.has_register = true;
    s->scenario.registered =
        (cruce_register){.n = CAMPS + 1, .table = s->table, .of_place = s->of_place};
    s->ensemble = (cruce_ensemble){.scenario = &s->scenario,
                                   .n_replicates = REPLICATES,
                                   .n_days = DAYS,
                                   .n_places = PLACES,
                                   .n_links = 1,
                                   .n_camps = CAMPS,
                                   .registered = s->registered,
                                   .record = s->record};
}

static double median(const cruce_scores *scores, int32_t scope, cruce_measure m, cruce_forecast f)
{
    return cruce_scores_at(scores, scope, m, f)->value[CRUCE_P50];
}

TEST(scores_are_those_worked_out_by_hand)
{
    sample s;
    cruce_scores scores;
    fill(&s);
    s.ensemble.n_replicates = 1;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, NULL), CRUCE_OK);
    CHECK_I64(scores.n_scopes, 3);
    CHECK_I64(scores.place[0], CRUCE_NONE);
    CHECK_I64(scores.place[2], 1);
    /* |10-20| + |30-40| = 20 of 60; |20-20| + |60-80| = 20 of 100 */
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_ARD, CRUCE_SIMULATED), (20.0 / 60 + 0.2) / 2, 1e-15);
    /* scaled by 60/40: 15, 45: 10 of 60; by 100/80: 25, 75: 10 of 100 */
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_ARD, CRUCE_RESCALED), (10.0 / 60 + 0.1) / 2, 1e-15);
    CHECK_F64_NEAR(median(&scores, 1, CRUCE_RMSE, CRUCE_SIMULATED), sqrt(100 / 2.0), 1e-12);
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_RMSE, CRUCE_SIMULATED),
                   sqrt((100 + 100 + 0 + 400) / 4.0), 1e-12);
    /* nobody was registered 30 days before: equal shares 30, 30 and 50, 50; errors 10 + 10 + 30 + 30 */
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED), 40.0 / 80, 1e-15);
    /* capacity shares 1/4, 3/4: 15, 45 and 25, 75; errors 5 + 5 + 5 + 5 */
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED), 40.0 / 20, 1e-15);
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_MASE_CAPACITY, CRUCE_SHARES_CAPACITY), 1, 1e-15);
    CHECK_F64_NEAR(median(&scores, 2, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED), 30.0 / 10, 1e-15);
    cruce_scores_free(&scores);
}

TEST(a_camp_without_counts_has_no_row_but_its_people_count_in_ard)
{
    sample s;
    cruce_scores scores;
    fill(&s);
    s.ensemble.n_replicates = 1;
    s.of_place[1] = CRUCE_NONE;
    s.registered[1] = s.registered[3] = 0;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, NULL), CRUCE_OK);
    CHECK_I64(scores.n_scopes, 2);
    /* |10-20| + 30 of 20; |20-20| + 60 of 20 */
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_ARD, CRUCE_SIMULATED), (40.0 / 20 + 60.0 / 20) / 2,
                   1e-12);
    CHECK_F64_NEAR(median(&scores, 0, CRUCE_RMSE, CRUCE_SIMULATED), sqrt(100 / 2.0), 1e-12);
    CHECK_F64_SAME(median(&scores, 1, CRUCE_RMSE, CRUCE_SHARES_30_DAYS), 0);
    cruce_scores_free(&scores);
}

TEST(a_score_without_a_yardstick_is_undefined)
{
    sample s;
    cruce_scores scores;
    fill(&s);
    s.registered[0] = 15, s.registered[1] = 45, s.registered[2] = 25, s.registered[3] = 75;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, NULL), CRUCE_OK);
    CHECK(isnan(median(&scores, 0, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED)));
    CHECK(!isnan(median(&scores, 0, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED)));
    cruce_scores_free(&scores);
}

TEST(nothing_simulated_and_nothing_registered_is_no_division_by_zero)
{
    sample s;
    cruce_scores scores;
    fill(&s);
    for (int i = 0; i < DAYS * CAMPS; i++) {
        s.registered[i] = 0;
    }
    for (int i = 0; i < DAYS * PLACES; i++) {
        s.persons[0][i] = 0;
    }
    s.ensemble.n_replicates = 1;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, NULL), CRUCE_OK);
    CHECK_F64_SAME(median(&scores, 0, CRUCE_ARD, CRUCE_SIMULATED), 0);
    CHECK_F64_SAME(median(&scores, 0, CRUCE_ARD, CRUCE_RESCALED), 0);
    CHECK(isnan(median(&scores, 0, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED)));
    cruce_scores_free(&scores);
}

TEST(without_registered_camps_there_is_no_score)
{
    sample s;
    cruce_scores scores;
    cruce_error err = {0};
    fill(&s);
    s.of_place[0] = s.of_place[1] = CRUCE_NONE;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, &err), CRUCE_ERR_INPUT);
    CHECK_I64(err.code, CRUCE_ERR_INPUT);
    CHECK(scores.spread == NULL && scores.n_scopes == 0);
    fill(&s);
    s.scenario.has_register = false;
    CHECK_I64(cruce_scores_make(&scores, &s.ensemble, NULL), CRUCE_ERR_INPUT);
}

TEST(a_spread_is_median_band_and_mean)
{
    double value[] = {4, 1, 3, 2, 5};
    cruce_spread spread = cruce_spread_of(value, 5);
    CHECK_F64_NEAR(spread.value[CRUCE_P05], 1.2, 1e-15);
    CHECK_F64_SAME(spread.value[CRUCE_P50], 3);
    CHECK_F64_NEAR(spread.value[CRUCE_P95], 4.8, 1e-15);
    CHECK_F64_SAME(spread.value[CRUCE_MEAN], 3);
    CHECK_F64_NEAR(spread.value[CRUCE_P10], 1.4, 1e-15);
    CHECK_F64_SAME(spread.value[CRUCE_P25], 2);
    CHECK_F64_SAME(spread.value[CRUCE_P75], 4);
    CHECK_F64_NEAR(spread.value[CRUCE_P90], 4.6, 1e-15);
    CHECK_F64_NEAR(spread.value[CRUCE_MCSE], 0.70710678118654752, 1e-15); /* sqrt(10 / 4 / 5) */
    double single[] = {7};
    CHECK_F64_SAME(cruce_spread_of(single, 1).value[CRUCE_P10], 7);
    CHECK(isnan(cruce_spread_of(single, 1).value[CRUCE_MCSE])); /* one run says nothing of it */
    double undefined[] = {1, (double)NAN};
    CHECK(isnan(cruce_spread_of(undefined, 2).value[CRUCE_P50]));
    double many[200];
    for (int i = 0; i < 200; i++) { /* beyond what insertion sort is used for */
        many[i] = (double)((i * 77) % 200);
    }
    CHECK_F64_NEAR(cruce_spread_of(many, 200).value[CRUCE_P50], 99.5, 1e-12);
}

TEST(days_on_the_way_are_the_area_between_the_curves)
{
    sample s;
    cruce_spread days;
    fill(&s);
    /* 50 set out on day 0, 100 until day 1; 0, then 40 have arrived: those 40 took a day each. */
    s.total[0][0 * CRUCE_QUANTITIES + CRUCE_ARRIVED] = 0;
    s.total[0][1 * CRUCE_QUANTITIES + CRUCE_ARRIVED] = 40;
    /* the second replicate: 10 arrive on day 0, 20 until day 1: 10 took a day, 10 none */
    s.total[1][0 * CRUCE_QUANTITIES + CRUCE_ARRIVED] = 10;
    s.total[1][1 * CRUCE_QUANTITIES + CRUCE_ARRIVED] = 20;
    CHECK(cruce_ensemble_way_days(&s.ensemble, &days, NULL));
    CHECK_F64_NEAR(days.value[CRUCE_MEAN], (1.0 + 0.5) / 2, 1e-15);
    s.total[0][1 * CRUCE_QUANTITIES + CRUCE_ARRIVED] =
        0; /* a replicate without arrivals is left out */
    CHECK(cruce_ensemble_way_days(&s.ensemble, &days, NULL));
    CHECK_F64_NEAR(days.value[CRUCE_MEAN], 0.5, 1e-15);
    s.total[1][1 * CRUCE_QUANTITIES + CRUCE_ARRIVED] = 0;
    CHECK(!cruce_ensemble_way_days(&s.ensemble, &days, NULL));
}

TEST(the_largest_places_come_first_and_ties_by_name)
{
    sample s;
    cruce_summary places = {0};
    cruce_place_id place[PLACES];
    fill(&s);
    s.persons[0][3] = s.persons[1][3] = 7;
    s.persons[0][4] = s.persons[1][4] = 7;
    s.persons[0][5] = s.persons[1][5] = 9;
    CHECK_I64(cruce_ensemble_last_places(&s.ensemble, &places, NULL), CRUCE_OK);
    CHECK_I64(cruce_ensemble_largest(&s.ensemble, &places, 2, place), 2);
    CHECK_I64(place[0], 2);
    CHECK_I64(place[1], 0);
    CHECK_I64(cruce_ensemble_largest(&s.ensemble, &places, 3, place), 3);
    CHECK_I64(place[2], 1);
    CHECK_I64(cruce_ensemble_largest(&s.ensemble, &places, 0, place), 0);
    cruce_summary_free(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_those_worked_out_by_hand),
        cmocka_unit_test(a_camp_without_counts_has_no_row_but_its_people_count_in_ard),
        cmocka_unit_test(a_score_without_a_yardstick_is_undefined),
        cmocka_unit_test(nothing_simulated_and_nothing_registered_is_no_division_by_zero),
        cmocka_unit_test(without_registered_camps_there_is_no_score),
        cmocka_unit_test(a_spread_is_median_band_and_mean),
        cmocka_unit_test(days_on_the_way_are_the_area_between_the_curves),
        cmocka_unit_test(the_largest_places_come_first_and_ties_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
