/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    meetings and rules: what they see and when, thresholds with hold, order, limits, log; and monthly publications
 */
#include <math.h>

#include "cruce/elementary.h"
#include "support/border_runs.h"

static sums s;

/* Everybody who comes is met on the day, so that encounters are what departures.csv says; all are released. */
static void counted(net *n, int32_t days)
{
    cities_only(n, 2, 2, days);
    cruce_border *b = &n->scenario.border;
    for (int32_t i = 0; i < 2; i++) {
        b->people.surrender_share[i] = 1;
        b->people.return_share[i] = b->people.remove_share[i] = 0;
    }
}

static void arrivals(net *n, int32_t from_day, int32_t until_day, int64_t a_day)
{
    net_departures(n, 0, 0, from_day, until_day, a_day * (until_day - from_day));
}

enum { GE, GT, LE, LT };

/* A rule that meets every day from day 0 on and sets fee_shift of all sectors, which nothing here depends on. */
static int32_t add_rule(net *n, int32_t window, int32_t op, double threshold, int32_t hold,
                        double value)
{
    cruce_rules_table *r = &n->scenario.border.rules;
    int32_t i = r->n++;
    CHECK(i < NET_ROWS);
    r->first[i] = 0;
    r->every_days[i] = 1;
    r->metric_of[i] = (cruce_metric){.what = CRUCE_METRIC_ENCOUNTERS,
                                     .component = CRUCE_BETWEEN_PORTS,
                                     .sector = CRUCE_NONE,
                                     .category = CRUCE_NONE};
    r->window_days[i] = window;
    r->op[i] = op;
    r->threshold[i] = threshold;
    r->hold_days[i] = hold;
    r->kind[i] = CRUCE_MEASURE_fee_shift;
    r->on[i] = (cruce_target){.kind = CRUCE_ON_SECTOR,
                              .row = CRUCE_NONE,
                              .first_port = CRUCE_NONE,
                              .mode = CRUCE_MODES};
    r->change[i] = CRUCE_SET;
    r->number[i] = value;
    r->min[i] = -1e300;
    r->max[i] = 1e300;
    return i;
}

static int32_t count_log(int32_t what, int32_t row)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s.n_log; i++) {
        n += (int32_t)s.log[i].what == what && s.log[i].row == row;
    }
    return n;
}

/* The k-th firing of a rule. */
static const cruce_log_entry *firing(int32_t row, int32_t k)
{
    for (int32_t i = 0; i < s.n_log; i++) {
        if (s.log[i].what == CRUCE_LOG_RULE_FIRED && s.log[i].row == row && k-- == 0) {
            return &s.log[i];
        }
    }
    return NULL;
}

static void run(const net *n)
{
    run_border(n, CRUCE_ENGINE_COHORTS, 5, &s);
}

/*
 * Proclamation 10773: suspend at a 7-day mean of 2,500 or more, lift after 28 days in a row below 1,500. Inside the band
 * nothing changes, whatever was in force: no flip-flop.
 */
TEST(two_thresholds_do_not_flip_flop)
{
    net n;
    counted(&n, 400);
    arrivals(&n, 0, 100, 2000);   /* the band, nothing in force */
    arrivals(&n, 100, 150, 3000); /* above */
    arrivals(&n, 150, 250, 2000); /* the band, suspended */
    arrivals(&n, 250, 400, 1000); /* below */
    int32_t suspend = add_rule(&n, 7, GE, 2500, 0, 2), lift = add_rule(&n, 7, LT, 1500, 28, 1);
    run(&n);
    const cruce_log_entry *first = firing(suspend, 0);
    CHECK(first != NULL && first->hour % 24 == 0);
    /* the mean of 7 days passes 2,500 when 4 of them have 3,000; the days until yesterday are known */
    CHECK_I64(first->hour / 24, 104);
    CHECK_I64(first->seen_from_day, 97);
    CHECK_I64(first->seen_until_day, 104);
    CHECK_F64_NEAR(first->seen, (3 * 2000 + 4 * 3000) / 7.0, 4 * 20);
    for (int32_t k = 0; firing(suspend, k) != NULL; k++) {
        CHECK(firing(suspend, k)->hour / 24 <= 153);
    }
    /* four days of 1,000 after three of 2,000 are the first mean below 1,500: morning of day 254; the 28th is day 281 */
    CHECK_I64(firing(lift, 0)->hour / 24, 281);
    CHECK_I64(count_log(CRUCE_LOG_RULE_FIRED, lift), 400 - 281);
    CHECK_I64(count_log(CRUCE_LOG_RULE_FIRED, suspend) + count_log(CRUCE_LOG_RULE_SILENT, suspend),
              400);
}

/* Encounters of a day are known on the next morning, not before; what was seen differs from the truth as a count does. */
TEST(rules_see_counts_a_day_late)
{
    net n;
    counted(&n, 1000);
    arrivals(&n, 0, 50, 100);
    arrivals(&n, 50, 1000, 1000);
    int32_t r = add_rule(&n, 1, GE, 500, 0, 2);
    run(&n);
    CHECK_I64(firing(r, 0)->hour, 51 * 24);
    double sum = 0, square = 0, seen = 0;
    for (int32_t k = 0; firing(r, k) != NULL && k < 900; k++) {
        sum += firing(r, k)->seen;
        square += firing(r, k)->seen * firing(r, k)->seen;
        seen++;
    }
    double mean = sum / seen, variance = square / seen - mean * mean;
    CHECK_F64_NEAR(seen, 900, 0);
    CHECK_F64_NEAR(mean, 1000, 4 * 31.6 / 30);
    CHECK_F64_NEAR(variance, 1000, 4 * 1000 * sqrt(2.0 / 900));
}

TEST(days_of_warming_up_are_not_seen)
{
    net n;
    counted(&n, 60);
    n.scenario.border.report_from_day = 30;
    arrivals(&n, 0, 60, 1000);
    int32_t r = add_rule(&n, 7, GE, 500, 0, 2);
    run(&n);
    CHECK_I64(firing(r, 0)->hour / 24, 37);
    CHECK(isnan(s.log[0].seen));
}

TEST(meetings_are_every_so_many_days)
{
    net n;
    counted(&n, 365);
    arrivals(&n, 0, 365, 1000);
    int32_t r = add_rule(&n, 7, GE, 500, 0, 2);
    n.scenario.border.rules.first[r] = 31;
    n.scenario.border.rules.every_days[r] = 30;
    run(&n);
    CHECK_I64(s.n_log, 12);
    for (int32_t k = 0; k < 12; k++) {
        CHECK_I64(s.log[k].hour, 24 * (31 + 30 * k));
        CHECK_I64(s.log[k].what, CRUCE_LOG_RULE_FIRED);
    }
}

TEST(the_first_rule_of_a_measure_wins)
{
    net n;
    counted(&n, 30);
    arrivals(&n, 0, 30, 1000);
    int32_t a = add_rule(&n, 1, GE, 5000, 0, 7), b = add_rule(&n, 1, GE, 500, 0, 2);
    int32_t c = add_rule(&n, 1, GE, 500, 0, 3), d = add_rule(&n, 1, GE, 500, 0, 4);
    n.scenario.border.rules.kind[d] = CRUCE_MEASURE_return_share; /* another measure */
    n.scenario.border.rules.on[d].kind = CRUCE_ON_NATION;
    run(&n);
    CHECK_I64(count_log(CRUCE_LOG_RULE_SILENT, a), 30);
    CHECK_I64(count_log(CRUCE_LOG_RULE_FIRED, b), 29);
    CHECK_I64(count_log(CRUCE_LOG_RULE_SILENT, c), 30);
    CHECK_I64(count_log(CRUCE_LOG_RULE_FIRED, d), 29);
    CHECK_F64_SAME(firing(d, 0)->value, 1.0); /* a share is at most 1 */
}

TEST(changes_start_from_the_present_value)
{
    static const cruce_change change[] = {CRUCE_ADD, CRUCE_ADD, CRUCE_TIMES, CRUCE_SET};
    static const double number[] = {0.5, -0.25, 3, 9};
    static const double wanted[4][4] = {{1.5, 2, 2.5, 2.5},
                                        {0.75, 0.5, 0.25, 0.25},
                                        {2.5, 2.5, 2.5, 2.5},
                                        {2.5, 2.5, 2.5, 2.5}};
    for (int i = 0; i < 4; i++) {
        net n;
        counted(&n, 5);
        arrivals(&n, 0, 5, 1000);
        int32_t r = add_rule(&n, 1, GE, 500, 0, number[i]);
        n.scenario.border.rules.change[r] = change[i];
        n.scenario.border.rules.min[r] = 0.25;
        n.scenario.border.rules.max[r] = 2.5;
        run(&n);
        for (int32_t k = 0; k < 4; k++) {
            CHECK_F64_SAME(firing(r, k)->value, wanted[i][k]);
        }
    }
}

/* A rule raises return_share from the day after the count: nobody is returned before. */
TEST(what_a_rule_sets_takes_effect)
{
    net n;
    counted(&n, 30);
    arrivals(&n, 0, 30, 1000);
    n.scenario.border.parameters.custody_hours = 0.001;
    int32_t r = add_rule(&n, 1, GE, 500, 0, 1);
    n.scenario.border.rules.kind[r] = CRUCE_MEASURE_return_share;
    n.scenario.border.rules.on[r] = (cruce_target){.kind = CRUCE_ON_NATION,
                                                   .row = 0,
                                                   .first_port = CRUCE_NONE,
                                                   .mode = CRUCE_MODES};
    n.scenario.border.rules.first[r] = 10;
    n.scenario.border.people.retry_chance[0] = 0;
    run(&n);
    CHECK_I64(s.released, 10 * 1000);
    CHECK_I64(s.returned, 20 * 1000);
}

static bool is_rule(const cruce_log_entry *e)
{
    return e->what == CRUCE_LOG_RULE_FIRED || e->what == CRUCE_LOG_RULE_SILENT;
}

/* Made and published days are shown and tell people; what a measure does begins at its hour. */
TEST(effects_never_precede_the_effective_date)
{
    net n;
    counted(&n, 30);
    arrivals(&n, 0, 30, 1000);
    n.scenario.border.parameters.custody_hours = 0.001;
    n.scenario.border.people.retry_chance[0] = 0;
    add_measure(&n, 12 * 24, INT32_MAX, CRUCE_MEASURE_return_share, 0, 1);
    n.scenario.border.measures.made_day[0] = 3;
    n.scenario.border.measures.published_day[0] = 5;
    add_measure(&n, 15 * 24 + 7, INT32_MAX, CRUCE_MEASURE_review_meeting, CRUCE_NONE, 1);
    run(&n);
    CHECK_I64(s.released, 12 * 1000);
    CHECK_I64(s.n_log, 2);
    CHECK_I64(s.log[0].what, CRUCE_LOG_MEASURE);
    CHECK_I64(s.log[0].hour, 12 * 24);
    CHECK_F64_SAME(s.log[0].value, 1.0);
    CHECK_I64(s.log[1].what, CRUCE_LOG_MEETING);
    CHECK_I64(s.log[1].hour, 15 * 24 + 7);
    CHECK(!is_rule(&s.log[0]) && !is_rule(&s.log[1]));
}

/* The same figure is the same number for every rule, whatever rules there are besides. */
TEST(a_figure_does_not_depend_on_other_rules)
{
    net n;
    counted(&n, 20);
    arrivals(&n, 0, 20, 1000);
    int32_t a = add_rule(&n, 3, GE, 0, 0, 2);
    run(&n);
    double seen = firing(a, 5)->seen;
    int32_t b = add_rule(&n, 3, GE, 0, 0, 0);
    n.scenario.border.rules.metric_of[a].component =
        CRUCE_ALL; /* now the second rule has the old metric */
    n.scenario.border.rules.kind[b] = CRUCE_MEASURE_return_share;
    n.scenario.border.rules.on[b].kind = CRUCE_ON_NATION;
    run(&n);
    CHECK_F64_SAME(firing(b, 5)->seen, seen);
}

/* By sector, by published group, custody; encounters at ports have no sector, and nothing waits where there are no ports. */
TEST(metrics_are_what_they_say)
{
    net n;
    counted(&n, 40);
    arrivals(&n, 0, 40, 1000);
    net_departures(&n, 1, 1, 0, 40, 40 * 3000);
    cruce_metric metric[] = {
        {.component = CRUCE_BETWEEN_PORTS, .sector = 1, .category = CRUCE_NONE},
        {.component = CRUCE_BETWEEN_PORTS, .sector = CRUCE_NONE, .category = 0},
        {.component = CRUCE_BETWEEN_PORTS, .sector = 1, .category = 0},
        {.component = CRUCE_ALL, .sector = CRUCE_NONE, .category = CRUCE_NONE},
        {.component = CRUCE_ALL, .sector = 1, .category = CRUCE_NONE},
        {.component = CRUCE_AT_PORTS, .sector = CRUCE_NONE, .category = CRUCE_NONE},
        {.what = CRUCE_METRIC_CUSTODY, .sector = 0, .category = CRUCE_NONE},
        {.what = CRUCE_METRIC_PORT_WAIT, .sector = CRUCE_NONE, .category = CRUCE_NONE},
    };
    static const double wanted[] = {3000, 1000, 0, 4000, NAN, 0, 1625, NAN};
    for (int32_t i = 0; i < 8; i++) {
        n.scenario.border.rules.metric_of[add_rule(&n, 14, LT, 1e9, 0, 2)] = metric[i];
    }
    run(&n);
    for (int32_t i = 0; i < 8; i++) {
        const cruce_log_entry *last = &s.log[s.n_log - 8 + i];
        CHECK_I64(last->row, i);
        CHECK_F64_NEAR(last->seen, wanted[i], 4 * sqrt(4000 / 14.0) * (i == 6 ? 4 : 1));
    }
}

/* --- monthly publications; the simulation starts on 1 January 1970 --- */

TEST(months_are_published_late_and_add_up)
{
    net n;
    counted(&n, 120);
    n.scenario.border.parameters.revision_mean = n.scenario.border.parameters.revision_sd = 0;
    n.scenario.border.parameters.publish_lag_days = 20;
    arrivals(&n, 0, 120, 1000);
    net_departures(&n, 1, 1, 0, 120, 120 * 300);
    net_departures(&n, 1, 0, 0, 31, 31 * 50);
    run(&n);
    /* January, February, March: between ports 2 sectors and all, each by 2 groups and all; at ports and all likewise */
    CHECK_I64(s.n_publications, 3 * (9 + 3 + 3));
    double total[3] = {0};
    for (int32_t i = 0; i < s.n_publications; i++) {
        const cruce_publication *p = &s.publication[i];
        int32_t month = i / 15;
        static const int32_t first[] = {0, 31, 59, 90};
        CHECK_I64(p->from_day, first[month]);
        CHECK_I64(p->until_day, first[month + 1]);
        CHECK_I64(s.published_on[i], first[month + 1] - 1 + 20);
        bool whole = p->metric.sector == CRUCE_NONE && p->metric.category == CRUCE_NONE;
        total[month] += whole && p->metric.component == CRUCE_BETWEEN_PORTS ? p->value : 0;
        if (p->metric.component == CRUCE_BETWEEN_PORTS && p->metric.sector == 1 &&
            p->metric.category == 0) {
            CHECK_F64_SAME(p->value, month == 0 ? 31 * 50.0 : 0.0);
        }
        if (p->metric.component == CRUCE_AT_PORTS) {
            CHECK_F64_SAME(p->value, 0.0);
        }
        if (p->metric.component == CRUCE_ALL && whole) {
            CHECK_F64_SAME(p->value, total[month]);
        }
    }
    CHECK_F64_SAME(total[0], 31 * 1350.0);
    CHECK_F64_SAME(total[2], 31 * 1300.0);
}

/* First release to final: + 0.3 %, spread 0.4 %; months that warm up are not published. */
TEST(first_releases_are_revised)
{
    net n;
    counted(&n, 1000);
    n.scenario.border.report_from_day = 31;
    arrivals(&n, 0, 1000, 100000);
    double sum = 0, square = 0, months = 0;
    for (uint32_t seed = 0; seed < 30; seed++) {
        run_border(&n, CRUCE_ENGINE_COHORTS, seed, &s);
        CHECK_I64(s.publication[0].from_day, 31);
        for (int32_t i = 0; i < s.n_publications; i++) {
            const cruce_publication *p = &s.publication[i];
            if (p->metric.component == CRUCE_BETWEEN_PORTS && p->metric.sector == CRUCE_NONE &&
                p->metric.category == CRUCE_NONE) {
                double revision = 1e5 * (p->until_day - p->from_day) / p->value - 1;
                sum += revision;
                square += revision * revision;
                months++;
            }
        }
    }
    double mean = sum / months, sd = sqrt(square / months - mean * mean);
    CHECK_F64_NEAR(mean, 0.003, 4 * 0.004 / sqrt(months));
    CHECK_F64_NEAR(sd, 0.004, 4 * 0.004 / sqrt(2 * months));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_thresholds_do_not_flip_flop),
        cmocka_unit_test(rules_see_counts_a_day_late),
        cmocka_unit_test(days_of_warming_up_are_not_seen),
        cmocka_unit_test(meetings_are_every_so_many_days),
        cmocka_unit_test(the_first_rule_of_a_measure_wins),
        cmocka_unit_test(changes_start_from_the_present_value),
        cmocka_unit_test(what_a_rule_sets_takes_effect),
        cmocka_unit_test(effects_never_precede_the_effective_date),
        cmocka_unit_test(a_figure_does_not_depend_on_other_rules),
        cmocka_unit_test(metrics_are_what_they_say),
        cmocka_unit_test(months_are_published_late_and_add_up),
        cmocka_unit_test(first_releases_are_revised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
