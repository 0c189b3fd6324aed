/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/misfit.c, search.c: what calibration makes small, and how it looks for it. */
#include "cruce/fit.h"

#include "made_border.h"
#include "study/search.h"

enum { DAYS_ALL = 31 + 30 };

/* Encounters between ports of August and September 2023: `value`; of sector 0 `east`. */
static cruce_scenario with_figures(const double value[2], const double east[2])
{
    static const char *figure[4] = {"encounters", "encounters", "encounters", "encounters"};
    static const char *target[4] = {"", "", "east", "east"};
    static int32_t component[4], category[4], sector[4] = {CRUCE_NONE, CRUCE_NONE, 0, 0}, port[4],
                                              from[4] = {0, 31, 0, 31}, until[4] = {30, 60, 30, 60},
                                              use[4];
    static double number[4];
    cruce_scenario sc = a_border();
    sc.start_days = 19570; /* 2023-08-01 */
    sc.border.report_from_day = 0;
    sc.n_days = DAYS_ALL;
    for (int i = 0; i < 4; i++) {
        component[i] = CRUCE_BETWEEN_PORTS;
        category[i] = port[i] = CRUCE_NONE;
        number[i] = i < 2 ? value[i] : east[i - 2];
    }
    sc.border.figures = (cruce_figures){.n = 4,
                                        .figure = figure,
                                        .target = target,
                                        .component = component,
                                        .category = category,
                                        .sector = sector,
                                        .port_row = port,
                                        .start_date = from,
                                        .end_date = until,
                                        .use = use,
                                        .value = number};
    return sc;
}

/* The median replicate has 12 a day in all, 6 in each sector. */
TEST(misfit_is_a_mean_of_squared_relative_errors)
{
    /* In the first month sector 0 has 6 * 31 = 186; published is (sqrt(186) + 1)^2, so that the error is 4. */
    double value[2] = {12 * 31, 12 * 30}, east[2] = {(sqrt(186.0) + 1) * (sqrt(186.0) + 1), 6 * 30};
    cruce_scenario sc = with_figures(value, east);
    cruce_ensemble *e = steady(&sc, 0);
    cruce_misfit misfit;
    CHECK_I64(cruce_misfit_make(&misfit, e, 0, DAYS_ALL, NULL), CRUCE_OK);
    CHECK_I64(misfit.n_figures[CRUCE_FIT_TOTALS], 2);
    CHECK_I64(misfit.n_figures[CRUCE_FIT_SECTORS], 2);
    CHECK_I64(misfit.n_figures[CRUCE_FIT_NATIONS], 0);
    CHECK_F64_NEAR(misfit.family[CRUCE_FIT_TOTALS], 0, 1e-12);
    CHECK_F64_NEAR(misfit.family[CRUCE_FIT_SECTORS], 4 / (east[0] + east[1]) / 0.01, 1e-9);
    CHECK_F64_NEAR(misfit.sum, misfit.family[CRUCE_FIT_SECTORS], 1e-12);
    /* Only the second month: it fits. Half a month is none. */
    CHECK_I64(cruce_misfit_make(&misfit, e, 31, DAYS_ALL, NULL), CRUCE_OK);
    CHECK_F64_NEAR(misfit.sum, 0, 1e-12);
    CHECK_I64(cruce_misfit_make(&misfit, e, 1, DAYS_ALL - 1, NULL), CRUCE_OK);
    CHECK_I64(misfit.n_figures[CRUCE_FIT_TOTALS], 0);
    cruce_ensemble_destroy(e);
}

/* Least at 0.25, 0.5, 0.75 ...; counts the calls. */
static double bowl(void *context, int32_t n, const double *x, bool *failed)
{
    double sum = 0;
    for (int32_t i = 0; i < n; i++) {
        double off = x[i] - 0.25 * (i + 1);
        sum += (1 + i) * off * off;
    }
    ++*(int *)context;
    *failed = false;
    return sum;
}

TEST(the_search_finds_the_bottom_within_its_budget)
{
    for (int32_t n = 1; n <= 3; n++) {
        double x[3] = {0.9, 0.9, 0.1};
        int n_calls = 0;
        cruce_status st = cri_search_least(bowl, &n_calls, n, x, 80, NULL);
        if (st == CRUCE_ERR_UNSUPPORTED) {
            print_message("built without NLopt\n");
            skip();
        }
        CHECK_I64(st, CRUCE_OK);
        CHECK(n_calls <= 80);
        for (int32_t i = 0; i < n; i++) {
            CHECK_F64_NEAR(x[i], 0.25 * (i + 1), 5e-3);
        }
    }
}

static double fails(void *context, int32_t n, const double *x, bool *failed)
{
    (void)n;
    ++*(int *)context;
    *failed = true;
    return x[0];
}

TEST(the_search_stops_where_a_run_fails)
{
    double x[2] = {0.5, 0.5};
    int n_calls = 0;
    if (cri_search_least(fails, &n_calls, 2, x, 50, NULL) == CRUCE_ERR_UNSUPPORTED) {
        print_message("built without NLopt\n");
        skip();
    }
    CHECK_I64(n_calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misfit_is_a_mean_of_squared_relative_errors),
        cmocka_unit_test(the_search_finds_the_bottom_within_its_budget),
        cmocka_unit_test(the_search_stops_where_a_run_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
