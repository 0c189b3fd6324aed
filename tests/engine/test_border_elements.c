/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    elements 15, 21, 22, 23, 24, 25 of the two reports, as scenarios/us_mexico_2023 holds and plays them
 */
#include "../../src/rules/goals.h"
#include "checks.h"
#include "cruce/border_day.h"
#include "cruce/engine.h"
#include "cruce/input.h"

static cruce_scenario *sc;
static int32_t december; /* row of the group of Christmas Eve */

static int read_scenario(void **state)
{
    (void)state;
    cruce_read_options options = {.folder = CRUCE_SOURCE_DIR "/scenarios/us_mexico_2023",
                                  .will_run = true};
    if (cruce_scenario_read(&sc, &options, NULL) != CRUCE_OK) {
        return -1;
    }
    while (strcmp(sc->border.groups.group[december], "christmas_eve_2023") != 0) {
        december++;
    }
    return 0;
}

static int free_scenario(void **state)
{
    (void)state;
    cruce_scenario_destroy(sc);
    return 0;
}

static int32_t place(const char *name)
{
    int32_t p = 0;
    while (strcmp(sc->places.name[p], name) != 0) {
        p++;
    }
    return p;
}

static int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    return cruce_date_to_days((cruce_date){year, month, day}) - sc->start_days;
}

/* Element 15: from the Darien a way leads to every sector. */
TEST(every_sector_can_be_reached)
{
    cri_world w;
    CHECK_I64(cri_world_init(&w, &sc->places, &sc->links, &sc->settings, NULL), CRUCE_OK);
    static cruce_link_id toward[1000];
    CHECK(sc->places.n <= 1000);
    static int64_t nearest[64];
    for (int32_t p = 0; p < sc->places.n; p++) {
        int32_t s = sc->border.sector_of_place[p];
        if (s != CRUCE_NONE) {
            CHECK_I64(cri_ways_toward(&w, p, toward, NULL), CRUCE_OK);
            int64_t metres = cri_way_metres(&w, toward, place("necocli"), p);
            nearest[s] = nearest[s] == 0 || metres < nearest[s] ? metres : nearest[s];
        }
    }
    for (int32_t s = 0; s < sc->border.sectors.n; s++) {
        CHECK(nearest[s] > 1000000 && nearest[s] < 10000000);
    }
    cri_world_free(&w);
}

/* Elements 21, 24 and 25: Christmas Eve, Tapachula, 24 nationalities, the capital before the border. */
TEST(the_caravan_is_the_reported_one)
{
    const cruce_groups *g = &sc->border.groups;
    CHECK_I64(g->place[december], place("tapachula"));
    CHECK_I64(g->date[december], day_of(2023, 12, 24));
    CHECK(g->first_mix[december + 1] - g->first_mix[december] >= 24);
    int32_t last = g->first_stage[december + 1] - 1, capital = g->first_stage[december];
    while (g->stage_place[capital] != place("mexico_city")) {
        CHECK(++capital < last);
    }
    CHECK(sc->border.sector_of_place[g->stage_place[last]] != CRUCE_NONE);
}

/* Elements 22 and 23: the figures reported of it span 6,000 to 11,000, all above those of the other group of the year. */
TEST(its_size_is_disputed_its_rank_is_not)
{
    const cruce_figures *f = &sc->border.figures;
    double least = 1e9, most = 0, other = 0;
    for (int32_t i = 0; i < f->n; i++) {
        if (strcmp(f->figure[i], "group_size") != 0) {
            continue;
        }
        if (strcmp(f->target[i], "christmas_eve_2023") == 0) {
            least = f->value[i] < least ? f->value[i] : least;
            most = f->value[i] > most ? f->value[i] : most;
        } else {
            other = f->value[i] > other ? f->value[i] : other;
        }
    }
    CHECK_F64_SAME(least, 6000);
    CHECK_F64_SAME(most, 11000);
    CHECK(other > 0 && other < least);
}

typedef struct march {
    int32_t first_day, last_day;
    int64_t started;
    double last_km;
    int32_t stages_passed;
    cruce_place_id next;
} march;

static cruce_status follow(void *context, const cruce_day *day, cruce_error *err)
{
    (void)err;
    march *m = context;
    const cruce_group_day *it = &day->border->group_day[december];
    if (it->members_persons > 0) {
        m->first_day = m->first_day < 0 ? day->day : m->first_day;
        m->started = m->started == 0 ? it->members_persons : m->started;
        m->last_day = day->day;
        m->last_km = it->travelled_km;
        m->stages_passed += m->next != it->next_place;
        m->next = it->next_place;
    }
    return CRUCE_OK;
}

/* Played from its start to 20 January: leaves on its day with as many as the figures say, or as are there. */
TEST(it_sets_out_and_walks)
{
    march m = {.first_day = -1, .next = CRUCE_NONE};
    cruce_run_options options = {.engine = CRUCE_ENGINE_COHORTS, .seed = 1};
    cruce_observer observer = {.context = &m, .after_day = follow};
    int32_t days = sc->n_days;
    sc->n_days = day_of(2024, 1, 20);
    CHECK_I64(cruce_simulate(sc, &options, &observer, NULL), CRUCE_OK);
    sc->n_days = days;
    CHECK_I64(m.first_day, day_of(2023, 12, 24));
    CHECK(m.started >= 6000 && m.started <= 11000);
    CHECK(m.last_km > 60 && m.stages_passed >= 2);
    print_message("started %d, %.0f km by day %d\n", (int)m.started, m.last_km,
                  (int)(m.last_day - m.first_day));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sector_can_be_reached),
        cmocka_unit_test(the_caravan_is_the_reported_one),
        cmocka_unit_test(its_size_is_disputed_its_rank_is_not),
        cmocka_unit_test(it_sets_out_and_walks),
    };
    return cmocka_run_group_tests(tests, read_scenario, free_scenario);
}
