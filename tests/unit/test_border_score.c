/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/border_score.c: months against figures made up by hand, beside the last value carried forward. */
#include "made_border.h"

enum { ROWS = 8, MONTHS = 5 };

/* A run of whole months: August to December 2023, 153 days. */
static cruce_scenario whole_months(void)
{
    cruce_scenario sc = a_border();
    sc.start_days = 19570; /* 2023-08-01 */
    sc.border.report_from_day = 0;
    sc.n_days = 31 + 30 + 31 + 30 + 31;
    sc.border.parameters.publish_lag_days = 20;
    return sc;
}

static const int32_t month_from[MONTHS + 1] = {0, 31, 61, 92, 122, 153};

/* Encounters between ports in all: one figure a month, `value[m]`; NaN: none. */
static void put_figures(cruce_border *b, const double *value)
{
    static const char *figure[ROWS], *target[ROWS];
    static int32_t component[ROWS], category[ROWS], sector[ROWS], port[ROWS], from[ROWS],
        until[ROWS], use[ROWS];
    static double number[ROWS];
    int32_t n = 0;
    for (int32_t m = 0; m < MONTHS; m++) {
        if (!isnan(value[m])) {
            figure[n] = "encounters";
            target[n] = "";
            component[n] = CRUCE_BETWEEN_PORTS;
            category[n] = sector[n] = port[n] = CRUCE_NONE;
            from[n] = month_from[m];
            until[n] = month_from[m + 1] - 1;
            use[n] = 0;
            number[n++] = value[m];
        }
    }
    b->figures = (cruce_figures){.n = n,
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
}

/* Replicates have 6, 12 and 18 encounters a day: the median is 12 times the days of a month. */
TEST(errors_beside_the_naive_forecasts)
{
    cruce_scenario sc = whole_months();
    double seen[MONTHS] = {100, 200, 300, 400, 500}, one[REPLICATES];
    put_figures(&sc.border, seen);
    cruce_ensemble *e = steady(&sc, 0);
    cruce_series_list list;
    CHECK_I64(cruce_series_collect(&list, e, NULL), CRUCE_OK);
    CHECK_I64(list.n, 1);
    cruce_series_score score = {0};
    cruce_series_score_add(&score, e, &list.series[0], 0, MONTHS, one);
    /* A month's figure is out 20 days after its end: the last one known is that of two months before. */
    CHECK_I64(score.n_months, 3);
    CHECK_F64_NEAR(score.observed, 1200, 0);
    CHECK_F64_NEAR(score.simulated, 12 * (31 + 30 + 31), 1e-9);
    CHECK_F64_NEAR(score.absolute[CRUCE_OURS], 72 + 40 + 128, 1e-9);
    CHECK_F64_NEAR(score.absolute[CRUCE_LAST_MONTH], 300, 1e-9);
    CHECK_F64_NEAR(score.absolute[CRUCE_LAST_PUBLISHED], 600, 1e-9);
    CHECK_F64_NEAR(cruce_series_wape(&score, CRUCE_LAST_MONTH), 0.25, 1e-12);
    CHECK_F64_NEAR(cruce_series_mape(&score, CRUCE_LAST_PUBLISHED),
                   (200.0 / 300 + 200.0 / 400 + 200.0 / 500) / 3, 1e-12);
    /* The band of three replicates is 6.6 to 17.4 a day. */
    CHECK_I64(score.n_inside, 3);
    cruce_series_free(&list);
    cruce_ensemble_destroy(e);
}

TEST(months_without_a_figure_are_left_out_for_everybody)
{
    cruce_scenario sc = whole_months();
    double seen[MONTHS] = {100, NAN, 300, 400, 500}, one[REPLICATES];
    put_figures(&sc.border, seen);
    cruce_ensemble *e = steady(&sc, 0);
    cruce_series_list list;
    CHECK_I64(cruce_series_collect(&list, e, NULL), CRUCE_OK);
    cruce_series_score score = {0};
    cruce_series_score_add(&score, e, &list.series[0], 0, MONTHS, one);
    CHECK_I64(score.n_months, 1); /* only December has a month before and a published one */
    cruce_series_score none = {0};
    cruce_series_score_add(&none, e, &list.series[0], 0, 2, one);
    CHECK_I64(none.n_months, 0);
    CHECK(isnan(cruce_series_wape(&none, CRUCE_OURS)));
    CHECK(isnan(cruce_series_mape(&none, CRUCE_OURS)));
    cruce_series_free(&list);
    cruce_ensemble_destroy(e);
}

TEST(figures_that_cover_no_whole_month_are_not_compared)
{
    cruce_scenario sc = whole_months();
    double seen[MONTHS] = {100, 200, 300, 400, 500};
    put_figures(&sc.border, seen);
    sc.border.figures.end_date[1]--;              /* a day short */
    sc.border.figures.use[2] = 2;                 /* show */
    sc.border.figures.figure[3] = "darien_count"; /* something else */
    cruce_ensemble *e = steady(&sc, 0);
    cruce_series_list list;
    CHECK_I64(cruce_series_collect(&list, e, NULL), CRUCE_OK);
    CHECK_I64(list.n, 1);
    CHECK_F64_NEAR(list.series[0].observed[0], 100, 0);
    CHECK(isnan(list.series[0].observed[1]));
    CHECK(isnan(list.series[0].observed[2]));
    CHECK(isnan(list.series[0].observed[3]));
    CHECK_F64_NEAR(list.series[0].observed[4], 500, 0);
    cruce_series_free(&list);
    cruce_ensemble_destroy(e);
}

/* Two sectors with equal simulated shares; published 30 and 70, a month earlier 40 and 60. */
TEST(shares_are_compared_as_shares)
{
    cruce_scenario sc = whole_months();
    double seen[MONTHS] = {NAN, NAN, NAN, NAN, NAN}, one[REPLICATES], east[] = {40, 30, 0, 0, 0},
           west[] = {60, 70, 0, 0, 0};
    put_figures(&sc.border, seen);
    cruce_ensemble *e = steady(&sc, 0);
    cruce_series series[2] = {{.component = CRUCE_BETWEEN_PORTS, .sector = 0, .observed = east},
                              {.component = CRUCE_BETWEEN_PORTS, .sector = 1, .observed = west}};
    for (int i = 0; i < 2; i++) {
        series[i].office = series[i].category = series[i].port = CRUCE_NONE;
    }
    cruce_series_list list = {.n = 2, .n_months = MONTHS, .series = series};
    CHECK_F64_NEAR(cruce_series_share_distance(e, &list, series, 1, CRUCE_NONE, one), 0.4, 1e-12);
    CHECK_F64_NEAR(cruce_series_share_distance(e, &list, series, 1, 0, one), 0.2, 1e-12);
    cruce_ensemble_destroy(e);
}

/* A figure of a whole port is the sum of its crossings of that mode. */
TEST(whole_ports_are_the_sum_of_their_crossings)
{
    static const char *port[] = {"Big Port", "Big Port"};
    cruce_scenario sc = whole_months();
    double seen[MONTHS] = {100, 200, 300, 400, 500};
    put_figures(&sc.border, seen);
    sc.border.ports.port = port;
    sc.border.ports.mode[1] = CRUCE_CAR;
    for (int i = 0; i < MONTHS; i++) {
        sc.border.figures.figure[i] = "crossings";
        sc.border.figures.target[i] = i < 4 ? "Big Port:car" : "Big Port:rail";
    }
    sc.border.figures.port_row[3] = 1; /* the second crossing alone */
    cruce_ensemble *e = steady(&sc, 0);
    cruce_series_list list;
    CHECK_I64(cruce_series_collect(&list, e, NULL), CRUCE_OK);
    CHECK_I64(list.n, 2); /* nobody crosses by rail there */
    CHECK(list.series[0].whole_port && !list.series[1].whole_port);
    for (int q = 0; q < 2; q++) {
        int64_t row = cruce_port_month_row(e, 1, q);
        e->record[0].border.cell[CRUCE_T_PORT_MONTHS][20 * row + CRUCE_PM_CROSSED] =
            70.0F + 10 * (float)q;
    }
    CHECK_F64_NEAR(cruce_series_simulated(e, 0, &list.series[0], 1), 150, 0);
    CHECK_F64_NEAR(cruce_series_simulated(e, 0, &list.series[1], 1), 80, 0);
    sc.border.ports.mode[1] = CRUCE_TRUCK;
    cruce_series_free(&list);
    cruce_ensemble_destroy(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_beside_the_naive_forecasts),
        cmocka_unit_test(months_without_a_figure_are_left_out_for_everybody),
        cmocka_unit_test(figures_that_cover_no_whole_month_are_not_compared),
        cmocka_unit_test(shares_are_compared_as_shares),
        cmocka_unit_test(whole_ports_are_the_sum_of_their_crossings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
