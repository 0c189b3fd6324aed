/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    which value of a measure holds for a row at an hour: replaced, ended, set by rules, meant for all
 */
#include "../../src/policy/measures.h"

#include <math.h>
#include <stdlib.h>

#include "checks.h"
#include "cruce/rng.h"

enum { PORTS = 6, OFFICES = 2, SECTORS = 2, NATIONS = 3, PLACES = 2, LINKS = 4, ROWS = 40 };

/* Ports: crossing 0 has car, truck, pedestrian; crossing 1 has car, pedestrian; crossing 2 has rail. */
static int32_t port_mode[PORTS] = {CRUCE_CAR, CRUCE_TRUCK,      CRUCE_PEDESTRIAN,
                                   CRUCE_CAR, CRUCE_PEDESTRIAN, CRUCE_RAIL};
static const int32_t crossing_first[] = {0, 3, 5}, crossing_rows[] = {3, 2, 1};

typedef struct book {
    cruce_border border;
    cruce_measure_kind kind[ROWS];
    cruce_target on[ROWS];
    double number[ROWS];
    int32_t from[ROWS], until[ROWS];
    cri_measures_view *view;
} book;

static void book_init(book *k)
{
    memset(k, 0, sizeof *k);
    k->border.ports.n = PORTS;
    k->border.ports.mode = port_mode;
    k->border.n_offices = OFFICES;
    k->border.sectors.n = SECTORS;
    k->border.people.n = NATIONS;
    k->border.governments.n = 1;
    k->border.measures.kind = k->kind;
    k->border.measures.on = k->on;
    k->border.measures.number = k->number;
    k->border.measures.from_hour = k->from;
    k->border.measures.until_hour = k->until;
}

/* Rows are to be written in the order of time. */
static void book_row(book *k, int32_t from, int32_t until, cruce_measure_kind kind, cruce_target on,
                     double number)
{
    int32_t i = k->border.measures.n++;
    k->from[i] = from;
    k->until[i] = until;
    k->kind[i] = kind;
    k->on[i] = on;
    k->on[i].kind = cruce_measure_target(kind);
    k->number[i] = number;
}

static void book_open(book *k)
{
    CHECK_I64(cri_measures_create(&k->view, &k->border, PLACES, LINKS, NULL), CRUCE_OK);
}

static cruce_target crossing(int32_t c)
{
    return (cruce_target){.row = CRUCE_NONE,
                          .first_port = crossing_first[c],
                          .n_ports = crossing_rows[c],
                          .mode = CRUCE_MODES};
}

static cruce_target mode_of_all(cruce_mode mode)
{
    return (cruce_target){.row = CRUCE_NONE, .first_port = CRUCE_NONE, .mode = mode};
}

static cruce_target row_of(int32_t row)
{
    return (cruce_target){.row = row, .first_port = CRUCE_NONE, .mode = CRUCE_MODES};
}

TEST(a_row_holds_until_it_is_replaced)
{
    book k;
    book_init(&k);
    book_row(&k, 10, INT32_MAX, CRUCE_MEASURE_shelter_places, row_of(1), 5);
    book_row(&k, 20, INT32_MAX, CRUCE_MEASURE_shelter_places, row_of(1), 7);
    book_open(&k);
    static const double wanted[] = {-1, 5, 5, 7};
    static const int32_t hour[] = {9, 10, 19, 20};
    for (int i = 0; i < 4; i++) {
        cri_measures_advance(k.view, hour[i]);
        CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_shelter_places, 1, -1), wanted[i]);
        CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_shelter_places, 0, -1), -1);
    }
    cri_measures_destroy(k.view);
}

TEST(when_a_row_ends_the_value_before_holds_again)
{
    book k;
    book_init(&k);
    book_row(&k, 0, INT32_MAX, CRUCE_MEASURE_appointments_per_day, row_of(0), 100);
    book_row(&k, 10, 40, CRUCE_MEASURE_appointments_per_day, row_of(0), 0);
    book_row(&k, 20, 30, CRUCE_MEASURE_appointments_per_day, row_of(0), 50);
    book_open(&k);
    static const int32_t hour[] = {0, 10, 20, 30, 39, 40};
    static const double wanted[] = {100, 0, 50, 0, 0, 100};
    for (int i = 0; i < 6; i++) {
        cri_measures_advance(k.view, hour[i]);
        CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_appointments_per_day, 0, -1),
                       wanted[i]);
    }
    cri_measures_destroy(k.view);
}

TEST(closing_and_reopening_at_one_hour_changes_nothing)
{
    book k;
    book_init(&k);
    book_row(&k, 24, INT32_MAX, CRUCE_MEASURE_port_state, crossing(0), 0);
    book_row(&k, 24, INT32_MAX, CRUCE_MEASURE_port_state, crossing(0), 1);
    book_row(&k, 48, 48, CRUCE_MEASURE_port_state, crossing(1), 0);
    book_open(&k);
    for (int32_t hour = 0; hour < 72; hour++) {
        cri_measures_advance(k.view, hour);
        for (int32_t row = 0; row < PORTS; row++) {
            CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_port_state, row, 1), 1);
        }
    }
    cri_measures_destroy(k.view);
}

TEST(a_crossing_means_its_rows_and_a_mode_all_crossings)
{
    book k;
    book_init(&k);
    book_row(&k, 0, INT32_MAX, CRUCE_MEASURE_deep_check_share, mode_of_all(CRUCE_CAR), 0.5);
    book_row(&k, 1, INT32_MAX, CRUCE_MEASURE_deep_check_share, crossing(1), 0.1);
    book_row(&k, 2, INT32_MAX, CRUCE_MEASURE_deep_check_share, mode_of_all(CRUCE_MODES), 0.9);
    book_open(&k);
    static const double wanted[3][PORTS] = {{0.5, 0, 0, 0.5, 0, 0},
                                            {0.5, 0, 0, 0.1, 0.1, 0},
                                            {0.9, 0.9, 0.9, 0.9, 0.9, 0.9}};
    for (int32_t hour = 0; hour < 3; hour++) {
        cri_measures_advance(k.view, hour);
        for (int32_t row = 0; row < PORTS; row++) {
            CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_deep_check_share, row, 0),
                           wanted[hour][row]);
        }
    }
    cri_measures_destroy(k.view);
}

TEST(a_job_is_an_office_and_a_mode)
{
    book k;
    book_init(&k);
    cruce_target contraband = {.row = 1, .first_port = CRUCE_NONE, .mode = CRUCE_MODES};
    cruce_target cars = {.row = CRUCE_NONE, .first_port = CRUCE_NONE, .mode = CRUCE_CAR};
    cruce_target all_contraband = {.row = CRUCE_NONE,
                                   .first_port = CRUCE_NONE,
                                   .mode = CRUCE_MODES};
    book_row(&k, 0, INT32_MAX, CRUCE_MEASURE_staff_share, contraband, 0.2);
    book_row(&k, 0, INT32_MAX, CRUCE_MEASURE_staff_share, cars, 0.4);
    book_row(&k, 5, INT32_MAX, CRUCE_MEASURE_staff_share, all_contraband, 0.3);
    book_open(&k);
    cri_measures_advance(k.view, 0);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 1, CRUCE_MODES, 0), 0.2);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 0, CRUCE_MODES, 0), 0);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 0, CRUCE_CAR, 0), 0.4);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 1, CRUCE_TRUCK, 0), 0);
    cri_measures_advance(k.view, 5);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 0, CRUCE_MODES, 0), 0.3);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 1, CRUCE_MODES, 0), 0.3);
    CHECK_F64_SAME(cri_measure_job_share(k.view, 0, CRUCE_CAR, 0), 0.4);
    cri_measures_destroy(k.view);
}

TEST(a_rule_s_value_holds_until_a_later_row)
{
    book k;
    book_init(&k);
    book_row(&k, 0, INT32_MAX, CRUCE_MEASURE_transit_enforcement, row_of(0), 1);
    book_row(&k, 5, 20, CRUCE_MEASURE_transit_enforcement, row_of(0), 3);
    book_row(&k, 15, 25, CRUCE_MEASURE_transit_enforcement, row_of(0), 4);
    book_open(&k);
    cri_measures_advance(k.view, 10);
    CHECK(cri_measures_set(k.view, CRUCE_MEASURE_transit_enforcement, 0, 2));
    CHECK(!cri_measures_set(k.view, CRUCE_MEASURE_transit_enforcement, 0, 9)); /* the first wins */
    static const int32_t hour[] = {10, 15, 20, 25, 99};
    static const double wanted[] = {2, 4, 4, 2, 2}; /* the row of hour 5 ends behind the rule */
    for (int i = 0; i < 5; i++) {
        cri_measures_advance(k.view, hour[i]);
        CHECK_F64_SAME(cri_measure_value(k.view, CRUCE_MEASURE_transit_enforcement, 0, -1),
                       wanted[i]);
    }
    cri_measures_destroy(k.view);
}

TEST(new_rows_are_those_since_the_last_call)
{
    book k;
    book_init(&k);
    book_row(&k, -100, INT32_MAX, CRUCE_MEASURE_review_meeting, row_of(CRUCE_NONE), 1);
    book_row(&k, 3, INT32_MAX, CRUCE_MEASURE_review_meeting, row_of(CRUCE_NONE), 1);
    book_row(&k, 4, INT32_MAX, CRUCE_MEASURE_review_meeting, row_of(CRUCE_NONE), 1);
    book_open(&k);
    static const int32_t hour[] = {0, 2, 4, 5}, first_wanted[] = {0, 1, 1, 3},
                         n_wanted[] = {1, 0, 2, 0};
    for (int i = 0; i < 4; i++) {
        int32_t first, n;
        cri_measures_advance(k.view, hour[i]);
        cri_measures_new_rows(k.view, &first, &n);
        CHECK_I64(first, first_wanted[i]);
        CHECK_I64(n, n_wanted[i]);
    }
    cri_measures_destroy(k.view);
}

/* --- against the definition, written without piles: the last thing that was set and has not ended --- */

static bool meant(const cruce_target *on, int32_t row)
{
    if (on->kind == CRUCE_ON_NATION) {
        return on->row == CRUCE_NONE || on->row == row;
    }
    if (on->first_port != CRUCE_NONE) {
        return row >= on->first_port && row < on->first_port + on->n_ports;
    }
    return on->mode == CRUCE_MODES || port_mode[row] == (int32_t)on->mode;
}

static double by_definition(const book *k, cruce_measure_kind kind, int32_t row, int32_t hour,
                            int32_t fired_hour, double fired)
{
    for (int32_t i = k->border.measures.n - 1; i >= 0; i--) {
        if (k->from[i] <= hour && fired_hour >= k->from[i]) {
            return fired;
        }
        if (k->kind[i] == kind && k->from[i] <= hour && k->until[i] > hour &&
            meant(&k->on[i], row)) {
            return k->number[i];
        }
    }
    return fired_hour >= 0 ? fired : -1;
}

static int32_t below(cruce_rng *rng, int32_t n)
{
    return (int32_t)cruce_rng_below(rng, (uint64_t)n);
}

static cruce_target any_target(cruce_rng *rng, cruce_measure_kind kind)
{
    if (cruce_measure_target(kind) == CRUCE_ON_NATION) {
        return row_of(below(rng, NATIONS + 1) - 1);
    }
    return below(rng, 2) == 0 ? crossing(below(rng, 3))
                              : mode_of_all((cruce_mode)below(rng, CRUCE_MODES + 1));
}

static void check_hour(const book *k, int32_t hour, const int32_t *fired_hour, const double *fired)
{
    for (int32_t row = 0; row < PORTS; row++) {
        CHECK_F64_SAME(cri_measure_value(k->view, CRUCE_MEASURE_port_lanes, row, -1),
                       by_definition(k, CRUCE_MEASURE_port_lanes, row, hour, INT32_MIN, 0));
    }
    for (int32_t row = 0; row < NATIONS; row++) {
        CHECK_F64_SAME(cri_measure_value(k->view, CRUCE_MEASURE_return_share, row, -1),
                       by_definition(k, CRUCE_MEASURE_return_share, row, hour, fired_hour[row],
                                     fired[row]));
    }
}

TEST(any_book_of_measures_is_as_defined)
{
    for (int32_t run = 0; run < 500; run++) {
        cruce_rng rng = cruce_rng_at(1, (uint32_t)run, 0, CRUCE_DRAW_TEST, 7);
        book k;
        book_init(&k);
        int32_t from = -5, fired_hour[NATIONS] = {INT32_MIN, INT32_MIN, INT32_MIN};
        double fired[NATIONS] = {0};
        for (int32_t i = 0; i < ROWS; i++) {
            cruce_measure_kind kind =
                below(&rng, 2) ? CRUCE_MEASURE_port_lanes : CRUCE_MEASURE_return_share;
            from += below(&rng, 3);
            int32_t until = below(&rng, 2) ? INT32_MAX : from + below(&rng, 20);
            book_row(&k, from, until, kind, any_target(&rng, kind), i);
        }
        book_open(&k);
        for (int32_t hour = 0; hour < 60; hour += 1 + below(&rng, 4)) {
            cri_measures_advance(k.view, hour);
            if (below(&rng, 10) == 0) {
                int32_t row = below(&rng, NATIONS);
                fired_hour[row] = hour;
                fired[row] = 1000 + hour;
                CHECK(cri_measures_set(k.view, CRUCE_MEASURE_return_share, row, fired[row]));
            }
            check_hour(&k, hour, fired_hour, fired);
        }
        cri_measures_destroy(k.view);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_holds_until_it_is_replaced),
        cmocka_unit_test(when_a_row_ends_the_value_before_holds_again),
        cmocka_unit_test(closing_and_reopening_at_one_hour_changes_nothing),
        cmocka_unit_test(a_crossing_means_its_rows_and_a_mode_all_crossings),
        cmocka_unit_test(a_job_is_an_office_and_a_mode),
        cmocka_unit_test(a_rule_s_value_holds_until_a_later_row),
        cmocka_unit_test(new_rows_are_those_since_the_last_call),
        cmocka_unit_test(any_book_of_measures_is_as_defined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
