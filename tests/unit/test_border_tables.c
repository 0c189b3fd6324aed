/* SPDX-License-Identifier: BSD-3-Clause */
/* src/study/border_*.c: what is kept of a border, on days made up by hand: sums, spreads, differences, ledgers. */
#include "made_border.h"

static const char *text_of(const cruce_label *label)
{
    return label->text != NULL ? label->text : label->room;
}

TEST(months_begin_where_reporting_does)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    int32_t from, until;
    CHECK_I64(cruce_border_months_count(e), 2); /* 15 December to 28 January */
    cruce_border_month_days(e, 0, &from, &until);
    CHECK_I64(from, FIRST);
    CHECK_I64(until, FIRST + 17);
    cruce_border_month_days(e, 1, &from, &until);
    CHECK_I64(until, FIRST + DAYS);
    CHECK_I64(cruce_border_month_of(e, FIRST - 1), CRUCE_NONE);
    CHECK_I64(cruce_border_month_of(e, FIRST + 17), 1);
    CHECK_I64(cruce_border_month_of(e, FIRST + DAYS), CRUCE_NONE);
    cruce_ensemble_destroy(e);
}

TEST(encounters_add_up_over_areas_and_nationalities)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    cruce_encounters_key key = {.month = 0,
                                .component = CRUCE_BETWEEN_PORTS,
                                .sector = CRUCE_NONE,
                                .office = CRUCE_NONE,
                                .category = CRUCE_NONE};
    CHECK_F64_NEAR(cruce_border_encounters(e, 1, &key), 17 * 2 * S * N, 0);
    key.sector = 1;
    CHECK_F64_NEAR(cruce_border_encounters(e, 1, &key), 17 * 2 * N, 0);
    key.category = 1; /* bora and cora */
    CHECK_F64_NEAR(cruce_border_encounters(e, 1, &key), 17 * 2 * 2, 0);
    key.component = CRUCE_ALL;
    CHECK(isnan(cruce_border_encounters(e, 1, &key)));
    key.sector = CRUCE_NONE;
    CHECK_F64_NEAR(cruce_border_encounters(e, 1, &key), 17 * (2 * 2 * S + 2 * 10), 0);
    key.component = CRUCE_AT_PORTS;
    key.office = 0;
    CHECK_F64_NEAR(cruce_border_encounters(e, 1, &key), 17 * 20, 0);
    cruce_ensemble_destroy(e);
}

/* Each day's rows: every marginal adds up to the first row of its component. */
TEST(a_day_of_encounters_has_three_ways_to_add_up)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    cruce_label label[CRUCE_MOST_LABELS];
    double sum[2][3] = {{0}}, all[2] = {0};
    int64_t stride = cruce_border_rows_count(e, CRUCE_T_ENCOUNTERS) / DAYS;
    for (int64_t row = 3 * stride; row < 4 * stride; row++) {
        CHECK_I64(cruce_border_row_labels(e, CRUCE_T_ENCOUNTERS, row, label), 6);
        CHECK_STR(text_of(&label[1]), "2023-12-18");
        int between = strcmp(text_of(&label[2]), "between_ports") == 0;
        double value = cruce_border_value(e, CRUCE_T_ENCOUNTERS, 2, row, 0);
        int is_all = 0;
        for (int i = 0; i < 3; i++) {
            bool said = strcmp(text_of(&label[3 + i]), "(all)") != 0;
            sum[between][i] += said ? value : 0;
            is_all += !said;
        }
        all[between] += is_all == 3 ? value : 0;
    }
    CHECK_F64_NEAR(all[0], 30, 0);
    CHECK_F64_NEAR(all[1], 3 * S * N, 0);
    for (int i = 0; i < 3; i++) {
        CHECK_F64_NEAR(sum[0][i], all[0], 1e-5);
        CHECK_F64_NEAR(sum[1][i], all[1], 1e-5);
    }
    cruce_ensemble_destroy(e);
}

TEST(spread_and_paired_difference)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *a = steady(&sc, 4), *b = steady(&sc, 0);
    double one[REPLICATES];
    int64_t row = cri_encounter_months_area(&a->border, CRUCE_BETWEEN_PORTS, -1);
    cruce_spread own = cruce_border_spread(a, CRUCE_T_ENCOUNTER_MONTHS, row, 0, one);
    CHECK_F64_NEAR(own.value[CRUCE_P50], 17 * 6 * S * N, 0);
    CHECK_F64_NEAR(own.value[CRUCE_P05], 17 * 5.1 * S * N, 1e-9);
    /* Replicates differ, their differences do not. */
    cruce_spread difference = cruce_border_difference(a, b, CRUCE_T_ENCOUNTER_MONTHS, row, 0, one);
    for (int s = 0; s < CRUCE_SUMMARIES; s++) {
        CHECK_F64_NEAR(difference.value[s], s == CRUCE_MCSE ? 0 : 17 * 4 * S * N, 0);
    }
    cruce_ensemble_destroy(a);
    cruce_ensemble_destroy(b);
}

TEST(waits_are_weighted_with_arrivals)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = open_records(&sc);
    made_day m;
    for (int32_t day = FIRST; day < FIRST + 17; day++) {
        begin(&m);
        m.hour[7 * P + 1] = (cruce_port_hour){.arrived_units = 30, .wait_mean_min = 10, .state = 1};
        m.hour[8 * P + 1] = (cruce_port_hour){.arrived_units = 10, .wait_mean_min = 50, .state = 1};
        m.port[1] = (cruce_port_day){.arrived_units = 40, .held_usd = day == FIRST ? 1700 : 0};
        keep(e, 0, day, &m);
    }
    cri_border_record_finish(&e->record[0].border, &e->border);
    int64_t row = cruce_port_month_row(e, 0, 1);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_MONTHS, 0, row, CRUCE_PM_WAIT_MEAN), 20,
                   1e-5);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_MONTHS, 0, row, CRUCE_PM_WAIT_WORST), 50, 0);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_MONTHS, 0, row, CRUCE_PM_CLOSED_HOURS),
                   17 * 22, 0);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_MONTHS, 0, row, CRUCE_PM_HELD_USD), 100,
                   1e-4);
    /* The mean day, hour by hour: row of port 1 and hour 8 */
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_HOURS, 0, 24 + 8, 1), 50, 0);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_PORT_HOURS, 0, 24 + 8, 3), 10, 1e-5);
    CHECK_I64(cruce_trade_day_row(e, FIRST, 0), -1); /* cars carry nothing of value */
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_TRADE_DAYS, 0, cruce_trade_day_row(e, FIRST, 1),
                                      CRUCE_TD_HELD_USD),
                   1700, 0);
    cruce_ensemble_destroy(e);
}

TEST(what_was_published_stands_beside_the_truth)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    made_day m;
    begin(&m);
    m.day.n_publications = 1;
    m.publication[0] = (cruce_publication){.metric = {.component = CRUCE_BETWEEN_PORTS,
                                                      .sector = 0,
                                                      .category = 1},
                                           .from_day = FIRST,
                                           .until_day = FIRST + 17,
                                           .value = 77};
    int64_t row = cri_encounter_months_area(&e->border, CRUCE_BETWEEN_PORTS, 0) + 2;
    CHECK(isnan(cruce_border_value(e, CRUCE_T_ENCOUNTER_MONTHS, 0, row, 1)));
    keep(e, 0, FIRST + 30, &m);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_ENCOUNTER_MONTHS, 0, row, 1), 77, 0);
    m.publication[0].until_day--; /* not a whole month */
    m.publication[0].value = 5;
    keep(e, 0, FIRST + 31, &m);
    CHECK_F64_NEAR(cruce_border_value(e, CRUCE_T_ENCOUNTER_MONTHS, 0, row, 1), 77, 0);
    cruce_ensemble_destroy(e);
}

TEST(ledgers_close_and_notice_when_they_do_not)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    made_day m;
    for (int i = 0; i < CRUCE_LEDGERS; i++) {
        CHECK_F64_NEAR(cruce_border_ledger(e, (cruce_ledger)i).largest, 0, 0);
        CHECK(cruce_border_ledger(e, (cruce_ledger)i).n_checks > 0);
    }
    begin(&m);
    m.departed[1] = 4; /* four set out, three are found */
    m.status[CRUCE_MOVING * N + 1] = 3;
    m.port[0] = (cruce_port_day){.arrived_units = 9, .crossed_units = 5, .queued_units = 3};
    m.port[1] = (cruce_port_day){.loads_arrived = 5, .loads_seized = 2, .loads_missed = 1};
    m.office[0] = (cruce_office_day){.on_duty_hours = 10, .allocated_hours = 4, .idle_hours = 5};
    m.day.offered = 10;
    m.day.used = 6;
    m.first[2] = 8;
    keep(e, 1, FIRST + 10, &m);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_PERSONS).largest, -1, 0);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_VEHICLES).largest, 1, 0);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_CONTRABAND).largest, 2, 0);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_OFFICERS).largest, 1, 0);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_APPOINTMENTS).largest, 4, 0);
    CHECK_F64_NEAR(cruce_border_ledger(e, CRUCE_LEDGER_ENCOUNTERS).largest, 8, 0);
    cruce_ensemble_destroy(e);
}

TEST(the_log_joins_what_replicates_have_in_common)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = open_records(&sc);
    cruce_log_line *lines;
    int64_t n;
    made_day m;
    begin(&m);
    m.day.n_log = 1;
    for (int32_t r = 0; r < REPLICATES; r++) {
        m.log[0] = (cruce_log_entry){.hour = 30, .what = CRUCE_LOG_RULE_FIRED, .seen = 100.0 * r};
        keep(e, r, 1, &m);
    }
    m.log[0] = (cruce_log_entry){.hour = 7, .what = CRUCE_LOG_MEETING, .row = 2, .seen = NAN};
    keep(e, 1, 2, &m);
    CHECK_I64(cruce_border_log(e, &lines, &n, NULL), CRUCE_OK);
    CHECK_I64(n, 2);
    CHECK_I64(lines[0].entry.what, CRUCE_LOG_MEETING);
    CHECK_I64(lines[0].n_replicates, 1);
    CHECK_I64(lines[1].n_replicates, 3);
    CHECK_F64_NEAR(lines[1].entry.seen, 100, 0);
    cruce_log_lines_free(lines);
    cruce_ensemble_destroy(e);
}

TEST(months_stay_when_days_are_forgotten)
{
    cruce_scenario sc = a_border();
    cruce_ensemble *e = steady(&sc, 0);
    int64_t bytes = cruce_ensemble_bytes(e);
    cruce_ensemble_forget_days(e);
    CHECK(cruce_ensemble_bytes(e) < bytes);
    CHECK_I64(cruce_border_rows_count(e, CRUCE_T_ENCOUNTERS), 0);
    CHECK(cruce_border_rows_count(e, CRUCE_T_ENCOUNTER_MONTHS) > 0);
    cruce_ensemble_destroy(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_begin_where_reporting_does),
        cmocka_unit_test(encounters_add_up_over_areas_and_nationalities),
        cmocka_unit_test(a_day_of_encounters_has_three_ways_to_add_up),
        cmocka_unit_test(spread_and_paired_difference),
        cmocka_unit_test(waits_are_weighted_with_arrivals),
        cmocka_unit_test(what_was_published_stands_beside_the_truth),
        cmocka_unit_test(ledgers_close_and_notice_when_they_do_not),
        cmocka_unit_test(the_log_joins_what_replicates_have_in_common),
        cmocka_unit_test(months_stay_when_days_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
