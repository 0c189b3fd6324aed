/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    ports inside a day: ledgers, closures, officers, reactions, people processed, both queue engines
 * Leaves  to tests/unit/test_ports_*.c: the formulas
 * Source  trust.md 4, 5 and 6; design notes 3.6 to 3.11
 */
#include "support/port_net.h"
#include "cruce/elementary.h"
#include "cruce/ports.h"

/* Everything of some days that observers see of ports, in one number. */
static uint64_t digest_days(port_net *p, int32_t days)
{
    uint64_t digest = 1;
    for (int32_t d = 0; d < days; d++) {
        const cruce_border_day *today = port_net_day(p);
        for (int32_t q = 0; q < p->border.n_ports; q++) {
            const cruce_port_day *day = &today->port_day[q];
            int64_t counts[] = {day->demanded_units, day->arrived_units,    day->crossed_units,
                                day->queued_units,   day->postponed_units,  day->walked_units,
                                day->diverted_units, day->suppressed_units, day->loads_seized,
                                day->loads_arrived};
            for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
                digest = cruce_actor_mix(digest, (uint64_t)counts[i]);
            }
            for (int32_t h = 0; h < 24; h++) {
                const cruce_port_hour *hour = port_net_hour(p, h, q);
                uint64_t bits;
                memcpy(&bits, &hour->wait_mean_min, sizeof bits);
                digest = cruce_actor_mix(digest, bits);
                digest = cruce_actor_mix(digest, (uint64_t)hour->lanes_open);
            }
        }
    }
    return digest;
}

/* A busy border of all modes, with too few officers and some closures. */
static void set_up_all(port_net *p)
{
    port_net_init(p);
    int32_t rows[] = {port_net_row(p, "a", CRUCE_CAR, 6, 9000),
                      port_net_row(p, "a", CRUCE_TRUCK, 2, 2500),
                      port_net_row(p, "a", CRUCE_RAIL, 1, 1200),
                      port_net_row(p, "a", CRUCE_PEDESTRIAN, 3, 4000),
                      port_net_row(p, "b", CRUCE_CAR, 4, 7000),
                      port_net_row(p, "b", CRUCE_PEDESTRIAN, 2, 2000),
                      port_net_row(p, "b", CRUCE_BUS, 1, 200)};
    p->value_usd[rows[1]] = 60000;
    p->value_usd[rows[2]] = 50000;
    p->deep_check_share[rows[1]] = 0.15;
    p->deep_check_s[rows[1]] = 60;
    p->opens_h[rows[5]] = 6;
    p->closes_h[rows[5]] = 20;
    port_net_measure(p, CRUCE_MEASURE_staff_pool, CRUCE_NONE, 80, 0, INT32_MAX);
    port_net_measure(p, CRUCE_MEASURE_port_state, rows[0], 0, 24 * 10 + 9, 24 * 14 + 7);
    port_net_measure(p, CRUCE_MEASURE_port_state, rows[2], 0, 24 * 20 + 8, 24 * 24 + 14);
    port_net_measure(p, CRUCE_MEASURE_port_state, rows[5], 0, 24 * 22, 24 * 40);
    port_net_measure(p, CRUCE_MEASURE_port_state, rows[4], 0.5, 24 * 25, 24 * 30);
}

TEST(ledgers_close_every_day_whatever_happens)
{
    static const char *const policies[] = {"queue", "fixed", "priority", "table"};
    static const char *const engines[] = {"hourly", "events"};
    for (int32_t i = 0; i < 8; i++) {
        port_net p;
        set_up_all(&p);
        p.scenario.settings.port_allocation = policies[i % 4];
        p.scenario.settings.port_queue_engine = engines[i / 4];
        p.scenario.border.parameters.wait_reaction = i % 3 == 0 ? 0 : 0.01;
        port_net_open(&p);
        int64_t closed = 0;
        for (int32_t d = 0; d < 60; d++) {
            const cruce_border_day *today = port_net_day(&p); /* checks its own ledgers */
            const cruce_office_day *office = &today->office_day[0];
            double hours = 0;
            for (int32_t h = 0; h < 24; h++) {
                for (int32_t q = 0; q < p.border.n_ports; q++) {
                    hours += port_net_hour(&p, h, q)->officers;
                    closed += port_net_hour(&p, h, q)->lanes_open == 0;
                }
            }
            CHECK_F64_NEAR(hours, office->allocated_hours, 1e-6);
            CHECK_F64_NEAR(office->on_duty_hours,
                           office->allocated_hours + office->contraband_hours + office->idle_hours,
                           1e-6);
            CHECK_F64_NEAR(office->on_duty_hours, 24 * 16, 0.1); /* a fifth of 80 */
            for (int32_t q = 0; q < p.border.n_ports; q++) {
                const cruce_port_day *day = &today->port_day[q];
                CHECK_I64(day->loads_arrived, day->loads_seized + day->loads_missed);
                CHECK_F64_NEAR(day->crossed_usd, (double)day->crossed_units * p.value_usd[q], 1e-3);
                CHECK(day->detection_low < day->detection_high);
            }
        }
        CHECK(closed > 24 * 4 + 24 * 18);
        port_net_close(&p);
    }
}

/* Whatever legal numbers the tables hold: no ledger breaks, nothing is below nothing. */
static void set_up_random(port_net *p, cruce_rng *rng)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    static const char *const policies[] = {"queue", "fixed", "priority", "table"};
    port_net_init(p);
    for (int32_t q = 0; q < PN_ROWS; q++) {
        int32_t mode = (q & 1) * 3 + (int32_t)cruce_rng_below(rng, 3);
        port_net_row(p, names[q / 2], (cruce_mode)mode, (int32_t)cruce_rng_below(rng, 9),
                     mode == CRUCE_APPOINTMENT ? 0 : (int64_t)cruce_rng_below(rng, 9000));
        p->service_s[q] = 1 + 200 * cruce_rng_unit(rng);
        p->service_scv[q] = 3 * cruce_rng_unit(rng);
        p->deep_check_share[q] = cruce_rng_unit(rng);
        p->deep_check_s[q] = 100 * cruce_rng_unit(rng);
        p->officers_per_lane[q] = (double)cruce_rng_below(rng, 3000) / 1000;
        p->minimum_officers[q] = (int64_t)cruce_rng_below(rng, 5);
        p->shed_rank[q] = 1 + (int64_t)cruce_rng_below(rng, 4);
        p->opens_h[q] = (double)cruce_rng_below(rng, 24);
        p->closes_h[q] = (double)cruce_rng_below(rng, 25);
        p->latitude[q] = 30 + cruce_rng_unit(rng);
    }
    for (int32_t i = 0; i < PN_MEASURES; i++) {
        static const cruce_measure_kind kinds[] = {CRUCE_MEASURE_port_state,
                                                   CRUCE_MEASURE_port_lanes,
                                                   CRUCE_MEASURE_demand_shift,
                                                   CRUCE_MEASURE_deep_check_share};
        int32_t kind = (int32_t)cruce_rng_below(rng, 4),
                from = 10 * i + (int32_t)cruce_rng_below(rng, 10);
        double value = kind == 0 ? (double)cruce_rng_below(rng, 3) / 2 : 2 * cruce_rng_unit(rng);
        port_net_measure(p, kinds[kind], (int32_t)cruce_rng_below(rng, PN_ROWS),
                         kind == 3 ? value / 2 : value, from,
                         from + 1 + (int32_t)cruce_rng_below(rng, 100));
    }
    p->custody_places[0] = (double)cruce_rng_below(rng, 200);
    p->scenario.border.parameters.wait_reaction = cruce_rng_below(rng, 3) == 0 ? 0 : 0.02;
    p->scenario.border.parameters.lost_foot_share = cruce_rng_unit(rng);
    p->scenario.border.parameters.lost_divert_share = cruce_rng_unit(rng);
    p->scenario.border.parameters.detail_most = cruce_rng_unit(rng);
    p->scenario.border.parameters.detail_slope = cruce_rng_unit(rng);
    p->scenario.settings.port_allocation = policies[cruce_rng_below(rng, 4)];
    p->scenario.settings.port_queue_engine = cruce_rng_below(rng, 4) == 0 ? "events" : "hourly";
}

TEST(random_ports_keep_their_ledgers)
{
    for (uint64_t i = 0; i < 150; i++) {
        cruce_rng rng = cruce_rng_at(11, 0, 0, CRUCE_DRAW_TEST, i);
        port_net p;
        set_up_random(&p, &rng);
        port_net_open(&p);
        for (int32_t d = 0; d < 12; d++) {
            cri_custody_take(&p.border, 0, 0, 1, (int64_t)cruce_rng_below(&rng, 200));
            for (int32_t q = 0; q < PN_ROWS; q++) {
                if (p.mode[q] == CRUCE_APPOINTMENT) {
                    cri_ports_receive(&p.border, q, 1, (int64_t)cruce_rng_below(&rng, 100));
                }
            }
            const cruce_border_day *today = port_net_day(&p); /* ends the test if a ledger breaks */
            for (int32_t q = 0; q < PN_ROWS; q++) {
                const cruce_port_day *day = &today->port_day[q];
                CHECK(day->queued_units >= 0 && day->postponed_units >= 0 &&
                      day->crossed_units >= 0);
                CHECK(day->suppressed_units >= 0 && day->delay_hours >= 0 && day->held_units >= 0);
                for (int32_t h = 0; h < 24; h++) {
                    const cruce_port_hour *hour = port_net_hour(&p, h, q);
                    CHECK(hour->wait_mean_min >= 0 && hour->wait_p95_min >= 0);
                    CHECK(hour->lanes_open >= 0 && hour->lanes_open <= p.lanes[q]);
                    CHECK(hour->officers >= 0);
                }
            }
        }
        port_net_close(&p);
    }
}

TEST(a_run_is_a_function_of_its_inputs)
{
    uint64_t digest[2];
    for (int32_t i = 0; i < 2; i++) {
        port_net p;
        set_up_all(&p);
        port_net_open(&p);
        digest[i] = digest_days(&p, 50);
        port_net_close(&p);
    }
    CHECK_U64(digest[0], digest[1]);
}

TEST(closing_and_opening_at_the_same_hour_changes_nothing)
{
    uint64_t digest[2];
    for (int32_t i = 0; i < 2; i++) {
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 4, 8000);
        port_net_row(&p, "b", CRUCE_CAR, 4, 8000);
        for (int32_t hour = 30; i == 1 && hour < 400; hour += 50) {
            port_net_measure(&p, CRUCE_MEASURE_port_state, 0, 0, hour, INT32_MAX);
            port_net_measure(&p, CRUCE_MEASURE_port_state, 0, 1, hour, INT32_MAX);
        }
        port_net_open(&p);
        digest[i] = digest_days(&p, 30);
        port_net_close(&p);
    }
    CHECK_U64(digest[1], digest[0]);
}

TEST(splitting_a_measure_into_two_periods_changes_nothing)
{
    uint64_t digest[3];
    for (int32_t i = 0; i < 3; i++) {
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 4, 8000);
        port_net_row(&p, "b", CRUCE_CAR, 4, 8000);
        int32_t middle = i == 0 ? 200 : i == 1 ? 160 : 161;
        port_net_measure(&p, CRUCE_MEASURE_port_lanes, 0, 2, 100, middle);
        if (i > 0) {
            port_net_measure(&p, CRUCE_MEASURE_port_lanes, 0, 2, middle, 200);
        }
        port_net_open(&p);
        digest[i] = digest_days(&p, 20);
        port_net_close(&p);
    }
    CHECK_U64(digest[1], digest[0]);
    CHECK_U64(digest[2], digest[0]);
}

TEST(a_closed_port_fills_and_clears)
{
    for (int32_t events = 0; events < 2; events++) {
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 8, 450 * 24);
        p.scenario.border.parameters.wait_reaction = 0; /* nobody turns away */
        p.scenario.settings.port_queue_engine = events ? "events" : "hourly";
        port_net_measure(&p, CRUCE_MEASURE_port_state, 0, 0, 24, 34);
        port_net_open(&p);
        port_net_day(&p);
        const cruce_border_day *today = port_net_day(&p);
        double at_opening = port_net_hour(&p, 9, 0)->queue_units;
        CHECK_F64_NEAR(at_opening, 4500, 4 * 68); /* lambda T, and its spread */
        CHECK_F64_NEAR(port_net_hour(&p, 21, 0)->queue_units, 4500 - 12 * 350, 4 * 120);
        CHECK(today->port_day[0].queued_units < 20); /* 4500 / 350 = 12.9 hours later it is clear */
        CHECK(port_net_hour(&p, 10, 0)->wait_mean_min > 250);
        port_net_close(&p);
    }
}

TEST(two_like_ports_get_equal_flows)
{
    port_net p;
    port_net_init(&p);
    port_net_row(&p, "closed", CRUCE_CAR, 4, 6000);
    port_net_row(&p, "left", CRUCE_CAR, 4, 5000);
    port_net_row(&p, "right", CRUCE_CAR, 4, 5000);
    p.scenario.border.parameters.lost_divert_share = 0.5;
    port_net_measure(&p, CRUCE_MEASURE_port_state, 0, 0, 0, INT32_MAX);
    port_net_open(&p);
    int64_t here[3] = {0}, away = 0;
    for (int32_t d = 0; d < 200; d++) {
        const cruce_border_day *today = port_net_day(&p);
        for (int32_t q = 0; q < 3; q++) {
            here[q] += today->port_day[q].diverted_here_units;
        }
        away += today->port_day[0].diverted_units;
        CHECK_I64(today->port_day[0].arrived_units, 0);
    }
    CHECK_I64(here[1] + here[2], away);
    CHECK_F64_NEAR((double)away, 600000,
                   5 * 775); /* half of 1.2 million, give or take 5 deviations */
    CHECK_F64_NEAR((double)here[1] / (double)away, 0.5, 0.005);
    port_net_close(&p);
}

TEST(twice_the_arrivals_and_servers_wait_less)
{
    double wait[2] = {0};
    for (int32_t i = 0; i < 2; i++) {
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 3 << i, (int64_t)(270 << i) * 24);
        port_net_open(&p);
        for (int32_t d = 0; d < 100; d++) {
            port_net_day(&p);
            for (int32_t h = 0; h < 24; h++) {
                wait[i] += port_net_hour(&p, h, 0)->wait_mean_min / 2400;
            }
        }
        port_net_close(&p);
    }
    CHECK(wait[1] < 0.8 * wait[0]);
}

/* Constant rates up to 90 %: within 5 %. Rates that change over the day: the gap is printed. */
TEST(the_engines_agree_inside_a_day)
{
    for (int32_t wave = 0; wave < 2; wave++) {
        double waits[2] = {0}, units[2] = {0}, profile[72];
        for (int32_t h = 0; h < 72; h++) {
            profile[h] = (h % 24 < 6 ? 0.3 : h % 24 < 12 ? 1.5 : 1.1) / 24;
        }
        for (int32_t events = 0; events < 2; events++) {
            port_net p;
            port_net_init(&p);
            port_net_row(&p, "a", CRUCE_CAR, 5, 450 * 24);
            p.scenario.border.parameters.wait_reaction = 0;
            p.scenario.settings.port_queue_engine = events ? "events" : "hourly";
            p.profile_row[0] = wave ? 0 : CRUCE_NONE;
            p.scenario.border.profile_share = profile;
            port_net_open(&p);
            for (int32_t d = 0; d < 300; d++) {
                port_net_day(&p);
                for (int32_t h = 0; h < 24; h++) {
                    const cruce_port_hour *hour = port_net_hour(&p, h, 0);
                    waits[events] += hour->wait_mean_min * (double)hour->arrived_units;
                    units[events] += (double)hour->arrived_units;
                }
            }
            port_net_close(&p);
        }
        CHECK_F64_NEAR(units[1], units[0], 0); /* the same arrivals */
        double gap = waits[0] / waits[1] - 1;
        print_message("%s: mean wait %.2f min hour by hour, %.2f min event by event (%+.1f %%)\n",
                      wave ? "rates that change over the day" : "constant rate, use 0.9",
                      waits[0] / units[0], waits[1] / units[1], 100 * gap);
        CHECK(wave || (gap < 0.05 && gap > -0.05));
    }
}

TEST(an_officer_more_never_lengthens_a_queue_of_events)
{
    double before = 1e300;
    for (int32_t pool = 20; pool <= 40;
         pool += 5) { /* a fifth on duty, less 5 % on contraband: 3 to 7 lanes */
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 9, 480 * 24);
        p.scenario.border.parameters.wait_reaction = 0;
        p.scenario.settings.port_queue_engine = "events";
        port_net_measure(&p, CRUCE_MEASURE_staff_pool, CRUCE_NONE, pool, 0, INT32_MAX);
        port_net_open(&p);
        double queue = 0;
        for (int32_t d = 0; d < 10; d++) {
            port_net_day(&p);
            for (int32_t h = 0; h < 24; h++) {
                queue += port_net_hour(&p, h, 0)->queue_units;
            }
        }
        CHECK(queue <= before);
        before = queue;
        port_net_close(&p);
    }
}

TEST(a_closed_railway_catches_up)
{
    port_net p;
    port_net_init(&p);
    int32_t rail = port_net_row(&p, "a", CRUCE_RAIL, 1, 850);
    p.value_usd[rail] = 60000;
    port_net_measure(&p, CRUCE_MEASURE_port_state, rail, 0, 24 * 18 + 8, 24 * 22 + 14);
    port_net_open(&p);
    int64_t demanded = 0, crossed = 0, came_back = 0, most = 0;
    double held_usd = 0, cost_usd = 0;
    for (int32_t d = 0; d < 45; d++) {
        const cruce_port_day *day = &port_net_day(&p)->port_day[rail];
        demanded += day->demanded_units - day->came_back_units;
        came_back += day->came_back_units;
        crossed += day->crossed_units;
        most = day->postponed_units > most ? day->postponed_units : most;
        held_usd = day->held_usd > held_usd ? day->held_usd : held_usd;
        cost_usd += day->delay_cost_usd;
    }
    CHECK_F64_NEAR((double)most, 850 * (4 + 6.0 / 24), 300); /* four days and six hours */
    CHECK(came_back > most - 20);
    CHECK(demanded - crossed < 20); /* all have come */
    CHECK(held_usd > 2e8 && cost_usd > 0 && cost_usd < held_usd / 5);
    port_net_close(&p);
}

TEST(closures_for_want_of_staff_come_and_go_with_custody)
{
    port_net p;
    port_net_init(&p);
    int32_t car = port_net_row(&p, "a", CRUCE_CAR, 30, 30000);
    int32_t rail = port_net_row(&p, "a", CRUCE_RAIL, 4, 800);
    p.shed_rank[car] = 3;
    port_net_measure(&p, CRUCE_MEASURE_staff_pool, CRUCE_NONE, 150, 0,
                     INT32_MAX); /* 28.5 for 34 lanes */
    port_net_open(&p);
    int32_t closed_on = -1, opened_on = -1, calm = 0;
    bool closed_before = false;
    for (int32_t d = 0; d < 120; d++) {
        double custody = cri_custody_over_capacity(&p.border, 0);
        cri_custody_take(&p.border, 0, 0, 1, d < 30 ? 90 : 20); /* 62 a day leave a full custody */
        const cruce_border_day *today = port_net_day(&p);
        bool closed = today->port_day[rail].closed_by_staff;
        double wanted = custody > 1 ? (custody < 2 ? 0.15 * (custody - 1) * 150 : 22.5) : 0;
        CHECK_F64_NEAR(today->office_day[0].detailed_officers, wanted, 1e-9);
        CHECK(!today->port_day[car].closed_by_staff);
        CHECK_I64(today->n_log, closed != closed_before);
        calm = custody < 0.9 ? calm + 1 : 0;
        CHECK(!closed || calm < 3);                   /* opens on the third calm day */
        CHECK(closed || !closed_before || calm == 3); /* and no sooner */
        closed_on = closed && closed_on < 0 ? d : closed_on;
        opened_on = !closed && closed_on >= 0 && opened_on < 0 ? d : opened_on;
        closed_before = closed;
    }
    CHECK(closed_on > 0 && closed_on < 30);
    CHECK(opened_on > 30 && opened_on < 70);
    port_net_close(&p);
}

TEST(an_order_to_open_holds_against_want_of_staff)
{
    port_net p;
    port_net_init(&p);
    int32_t rail = port_net_row(&p, "a", CRUCE_RAIL, 4, 800);
    p.custody_places[0] = 10;
    port_net_measure(&p, CRUCE_MEASURE_detail_cap, CRUCE_NONE, 1, 0, INT32_MAX);
    port_net_measure(&p, CRUCE_MEASURE_port_state, rail, 1, 24 * 10 + 7, INT32_MAX);
    port_net_open(&p);
    for (int32_t d = 0; d < 20; d++) {
        cri_custody_take(&p.border, 0, 0, 1, 100);
        const cruce_border_day *today = port_net_day(&p);
        CHECK(d < 2 || d > 10 || today->port_day[rail].closed_by_staff);
        CHECK(d <= 10 || !today->port_day[rail].closed_by_staff);
        CHECK(d != 10 || port_net_hour(&p, 6, rail)->state < 0.5);
    }
    port_net_close(&p);
}

TEST(people_with_appointments_are_served_as_officers_allow)
{
    port_net p;
    port_net_init(&p);
    int32_t desk = port_net_row(&p, "a", CRUCE_APPOINTMENT, 2, 0);
    p.opens_h[desk] = 6;
    p.closes_h[desk] = 18; /* 12 h, 2 desks of one officer, 45 min a person: 32 a day */
    port_net_open(&p);
    int64_t appeared[2] = {0}, seen[2] = {0};
    for (int32_t d = 0; d < 30; d++) {
        for (int32_t n = 0; n < 2; n++) {
            int64_t come = d < 10 ? 20 + 10 * n : 0; /* 50 a day, then nobody */
            cri_ports_receive(&p.border, desk, n, come);
            appeared[n] += come;
        }
        const cruce_border_day *today = port_net_day(&p);
        int64_t waiting[CRUCE_STATUSES * 2] = {0};
        cri_ports_count(&p.border, waiting);
        for (int32_t n = 0; n < 2; n++) {
            seen[n] += today->at_ports_persons[n];
            CHECK_I64(waiting[CRUCE_REGISTERED * 2 + n], appeared[n] - seen[n]);
        }
        int64_t left = waiting[CRUCE_REGISTERED * 2] + waiting[CRUCE_REGISTERED * 2 + 1];
        CHECK_I64(left, today->port_day[desk].queued_units);
        CHECK(today->port_day[desk].crossed_units <= 33);
        CHECK(d != 9 || (left > 160 && left < 220)); /* ten days: 500 came, 32 a day were served */
        CHECK_I64(port_net_hour(&p, 3, desk)->crossed_units, 0);
    }
    CHECK_I64(seen[0], 200);
    CHECK_I64(seen[1], 300);
    port_net_close(&p);
}

TEST(while_the_system_warms_up_ports_stand_still)
{
    port_net p;
    port_net_init(&p);
    port_net_row(&p, "a", CRUCE_APPOINTMENT, 1, 0);
    port_net_row(&p, "a", CRUCE_CAR, 1, 1000);
    p.mode[0] = CRUCE_APPOINTMENT;
    p.scenario.border.report_from_day = 3;
    port_net_open(&p);
    for (int32_t d = 0; d < 5; d++) {
        cri_ports_receive(&p.border, 0, 1, 500);
        const cruce_border_day *today = port_net_day(&p);
        CHECK((today->port_hour == NULL) == (d < 3));
        CHECK(d >= 3 || today->at_ports_persons[1] == 500);
        CHECK((today->port_day[1].arrived_units > 0) == (d >= 3));
    }
    port_net_close(&p);
}

TEST(demand_adds_up_and_follows_its_profile)
{
    port_net p;
    port_net_init(&p);
    port_net_row(&p, "a", CRUCE_CAR, 9, 0);
    double profile[72];
    for (int32_t h = 0; h < 72; h++) { /* Sundays half as many; nobody before six */
        profile[h] = h % 24 < 6 ? 0 : (h < 48 ? 1.0 : 0.5) / 18;
    }
    p.scenario.start_days = 19662; /* 2023-11-01, a Wednesday */
    p.scenario.border.profile_share = profile;
    p.profile_row[0] = 0;
    p.units[0] = 300000;
    p.start_date[0] = 5;
    p.end_date[0] = 34; /* 30 days with 4 Sundays: 12 November is day 11 */
    port_net_open(&p);
    int64_t all = 0, sundays = 0;
    for (int32_t d = 0; d < 40; d++) {
        const cruce_border_day *today = port_net_day(&p);
        int64_t demanded = today->port_day[0].demanded_units;
        all += demanded;
        sundays += (d - 11) % 7 == 0 || d == 4 ? demanded : 0;
        CHECK(d >= 5 && d <= 34 ? demanded > 4500 : demanded == 0);
        CHECK_I64(port_net_hour(&p, 5, 0)->arrived_units, 0);
    }
    CHECK_F64_NEAR((double)all, 300000, 5 * 548);
    CHECK_F64_NEAR((double)sundays / (double)all, 2.0 / 28, 0.003);
    port_net_close(&p);
}

TEST(fewer_officers_for_contraband_find_less)
{
    double found[2];
    for (int32_t i = 0; i < 2; i++) {
        port_net p;
        port_net_init(&p);
        port_net_row(&p, "a", CRUCE_CAR, 8, 9000);
        p.deep_check_share[0] = 0.3;
        p.deep_check_s[0] = 30;
        p.custody_places[0] = i == 0 ? 1e6 : 10;
        p.scenario.border.parameters.loads_per_day = 1000;
        port_net_open(&p);
        int64_t seized = 0, loads = 0;
        for (int32_t d = 0; d < 60; d++) {
            cri_custody_take(&p.border, 0, 0, 1, 100);
            const cruce_port_day *day = &port_net_day(&p)->port_day[0];
            seized += d > 2 ? day->loads_seized : 0;
            loads += d > 2 ? day->loads_arrived : 0;
        }
        found[i] = (double)seized / (double)loads;
        port_net_close(&p);
    }
    /* 1 - 0.98 (1 - 0.3 * 0.8), and with 15 % of officers away 0.85 of the deeper checks */
    CHECK_F64_NEAR(found[0], 0.2552, 0.008);
    CHECK_F64_NEAR(found[1], 1 - 0.98 * (1 - 0.85 * 0.3 * 0.8), 0.008);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ledgers_close_every_day_whatever_happens),
        cmocka_unit_test(random_ports_keep_their_ledgers),
        cmocka_unit_test(a_run_is_a_function_of_its_inputs),
        cmocka_unit_test(closing_and_opening_at_the_same_hour_changes_nothing),
        cmocka_unit_test(splitting_a_measure_into_two_periods_changes_nothing),
        cmocka_unit_test(a_closed_port_fills_and_clears),
        cmocka_unit_test(two_like_ports_get_equal_flows),
        cmocka_unit_test(twice_the_arrivals_and_servers_wait_less),
        cmocka_unit_test(the_engines_agree_inside_a_day),
        cmocka_unit_test(an_officer_more_never_lengthens_a_queue_of_events),
        cmocka_unit_test(a_closed_railway_catches_up),
        cmocka_unit_test(closures_for_want_of_staff_come_and_go_with_custody),
        cmocka_unit_test(an_order_to_open_holds_against_want_of_staff),
        cmocka_unit_test(people_with_appointments_are_served_as_officers_allow),
        cmocka_unit_test(while_the_system_warms_up_ports_stand_still),
        cmocka_unit_test(demand_adds_up_and_follows_its_profile),
        cmocka_unit_test(fewer_officers_for_contraband_find_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
