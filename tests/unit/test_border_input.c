/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    what becomes of the files of a border: tables, what follows from several files, variants, numbers by address,
 *         and that the order of rows does not matter
 * Leaves  to tests/corpus: what is said of files that are wrong
 */
#include "cruce/border_lists.h"
#include "cruce/rng.h"
#include "support/border_files.h"

static border_files all;
static told said;

static cruce_scenario *read_small(const char *variant)
{
    load_border(&all);
    cruce_scenario *sc = read_border(&all, variant, NULL, 0, &said);
    CHECK_STR(said.text, "");
    CHECK(sc != NULL);
    return sc;
}

TEST(who_there_is)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_border *b = &sc->border;
    CHECK(b->has_border && b->variant == NULL);
    CHECK_I64(b->report_from_day, 14);
    CHECK_I64(b->people.n, 2);
    CHECK_STR(b->people.nationality[0], "far_south"); /* in the order of names */
    CHECK_F64_SAME(b->people.transit_factor[0], 2);
    CHECK_F64_SAME(b->people.departures_factor[0], 1); /* the default */
    CHECK_I64(b->people.quality[0], 5);
    CHECK_U64(b->people.actor[1], cruce_actor_of_name("north"));
    CHECK_I64(b->n_categories, 2);
    CHECK_STR(b->category[1], "other");
    CHECK_I64(b->people.category[0], 1);
    CHECK_I64(b->governments.n, 4);
    CHECK_STR(b->governments.agency[3], "patrol");
    CHECK_STR(b->sectors.sector[0], "east");
    CHECK_I64(b->sectors.government[0], 2); /* USA itself, not its agency */
    CHECK_F64_SAME(b->affinity[0], 0.75);   /* far_south, east */
    CHECK_F64_SAME(b->affinity[1], 0.25);
    CHECK_F64_SAME(b->affinity[2], 0.5); /* north: the file is silent */
    CHECK_I64(b->departure_nation[0], 0);
    CHECK_I64(b->departure_nation[1], 1);
    cruce_scenario_destroy(sc);
}

TEST(whose_places_there_are)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_border *b = &sc->border;
    int32_t tapa = cri_place_of_name(&sc->places, "Tapa");
    int32_t capital = cri_place_of_name(&sc->places, "Capital");
    int32_t westport = cri_place_of_name(&sc->places, "Westport");
    CHECK_I64(b->place_government[tapa], 0); /* GTM/MEX: the first one */
    CHECK_I64(b->place_government[capital], 1);
    CHECK_I64(b->sector_of_place[tapa], CRUCE_NONE);
    CHECK_I64(b->sector_of_place[westport], 1);
    CHECK(b->is_return_destination[tapa] && !b->is_return_destination[capital]);
    for (int32_t k = 0; k < sc->links.n; k++) { /* both directions */
        bool is_long = sc->links.from[k] == tapa && sc->links.to[k] == capital;
        is_long = is_long || (sc->links.from[k] == capital && sc->links.to[k] == tapa);
        CHECK(!is_long || (b->link_checkpoint[k] > 19.9 && b->link_checkpoint[k] < 20.1));
    }
    cruce_scenario_destroy(sc);
}

TEST(ports_with_their_offices_hours_and_demand)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_border *b = &sc->border;
    double weekday = 0, saturday = 0, sunday = 0;
    CHECK_I64(b->ports.n, 3);
    CHECK_STR(b->ports.crossing[0], "east_bridge");
    CHECK_I64(b->ports.mode[1], CRUCE_CAR); /* before appointment, of the same crossing */
    CHECK_I64(b->ports.mode[2], CRUCE_APPOINTMENT);
    CHECK_I64(b->n_offices, 2);
    CHECK_STR(b->office[b->ports.office[2]], "west_office");
    CHECK_I64(b->office_government[0], 2);
    CHECK_U64(b->ports.actor[1], cruce_actor_of_name("west_gate:car"));
    CHECK_I64(b->ports.profile_row[0], CRUCE_NONE);
    CHECK_I64(b->ports.profile_row[1], 0);
    for (int hour = 0; hour < 24; hour++) {
        weekday += b->profile_share[hour];
        saturday += b->profile_share[24 + hour];
        sunday += b->profile_share[48 + hour];
    }
    CHECK_F64_NEAR(weekday, 1.06, 1e-12);
    CHECK_F64_NEAR(saturday, 0.9, 1e-12);
    CHECK_F64_NEAR(sunday, 0.8, 1e-12);
    CHECK_F64_NEAR(b->profile_share[6], 1.06 * 4 / 60, 1e-12); /* 5 x 1, 4 x 4, 9 x 3, 6 x 2 */
    CHECK_I64(b->demand.n, 3);
    CHECK_I64(b->demand.crossing[0], 0);
    CHECK_I64(b->demand.start_date[2], 61);
    CHECK_I64(b->demand.end_date[2], 91);
    CHECK_I64(b->demand.units[2], 520000);
    cruce_scenario_destroy(sc);
}

TEST(a_caravan_with_its_stages_and_mix)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_groups *g = &sc->border.groups;
    CHECK_I64(g->n, 1);
    CHECK_I64(g->date[0], 53);
    CHECK_I64(g->first_stage[1], 2);
    CHECK_STR(sc->places.name[g->stage_place[0]], "Capital");
    CHECK_STR(sc->places.name[g->stage_place[1]], "Westport");
    CHECK_I64(g->first_mix[1], 2);
    CHECK_I64(g->mix_nation[0], 0);
    CHECK_F64_SAME(g->mix_weight[0], 9);
    cruce_scenario_destroy(sc);
}

static int32_t row_of_measure(const cruce_border *b, cruce_measure_kind kind, int32_t nth)
{
    for (int32_t i = 0; i < b->measures.n; i++) {
        if (b->measures.kind[i] == kind && nth-- == 0) {
            return i;
        }
    }
    return CRUCE_NONE;
}

TEST(measures_in_the_order_of_time)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_measures *m = &sc->border.measures;
    int32_t closing = row_of_measure(&sc->border, CRUCE_MEASURE_port_state, 0);
    CHECK_I64(m->n, 8);
    CHECK_F64_SAME(m->number[closing], 0);
    CHECK_I64(m->from_hour[closing], 47 * 24 + 8);
    CHECK_I64(m->until_hour[closing], 51 * 24 + 13);
    CHECK_I64(m->made_day[closing], 46);
    CHECK_I64(m->on[closing].first_port, 0);
    CHECK_I64(m->on[closing].n_ports, 1);
    CHECK_I64(m->on[closing].mode, CRUCE_MODES);
    int32_t offer = row_of_measure(&sc->border, CRUCE_MEASURE_caravan_offer, 0);
    CHECK_STR(sc->places.name[m->on[offer].row], "Tapa");
    CHECK_I64(m->until_hour[offer], INT32_MAX);
    CHECK_I64(m->published_day[offer], 62);
    CHECK_I64(row_of_measure(&sc->border, CRUCE_MEASURE_transit_enforcement, 1), CRUCE_NONE);
    cruce_scenario_destroy(sc);
}

TEST(a_rule_and_its_metric)
{
    cruce_scenario *sc = read_small(NULL);
    const cruce_rules_table *r = &sc->border.rules;
    CHECK_I64(r->n, 1);
    CHECK_I64(r->metric_of[0].component, CRUCE_BETWEEN_PORTS);
    CHECK_I64(r->metric_of[0].sector, 1);
    CHECK_I64(r->metric_of[0].category, CRUCE_NONE);
    CHECK_I64(r->change[0], CRUCE_TIMES);
    CHECK_F64_SAME(r->number[0], 1.5);
    CHECK_I64(r->first[0], 60);
    CHECK_I64(r->on[0].row, 1); /* MEX */
    cruce_scenario_destroy(sc);
}

TEST(a_variant_on_top)
{
    cruce_scenario *sc = read_small("deal");
    const cruce_border *b = &sc->border;
    const cruce_measures *m = &b->measures;
    CHECK_STR(b->variant, "deal");
    CHECK_I64(m->n, 9); /* one more, one in place of the base's */
    int32_t more = row_of_measure(b, CRUCE_MEASURE_transit_enforcement, 1);
    CHECK(m->of_variant[more]);
    CHECK_F64_SAME(m->number[more], 2.5); /* from the variant's parameters.csv */
    CHECK_I64(m->published_day[more], 57);
    int32_t offer = row_of_measure(b, CRUCE_MEASURE_caravan_offer, 0);
    CHECK(m->of_variant[offer]);
    CHECK_F64_SAME(m->number[offer], 0.95);
    CHECK_I64(row_of_measure(b, CRUCE_MEASURE_caravan_offer, 1), CRUCE_NONE);
    CHECK(!m->of_variant[0]);
    cruce_scenario_destroy(sc);
}

TEST(a_rule_of_a_variant_takes_the_place_of_the_base_s)
{
    load_border(&all);
    static const char base[] =
        "rule,first,every_days,actor,metric,op,threshold,measure,target,value\n"
        "a,2023-12-31,30,MEX,all,ge,1,transit_enforcement,MEX,1\n"
        "b,2023-12-31,30,MEX,all,ge,1,transit_enforcement,MEX,2\n"
        "c,2023-12-31,30,MEX,all,ge,1,transit_enforcement,MEX,3\n";
    static const char variant[] =
        "rule,first,every_days,actor,metric,op,threshold,measure,target,value\n"
        "d,2023-12-31,30,MEX,all,ge,1,transit_enforcement,MEX,4\n"
        "b,2023-12-31,30,MEX,all,ge,1,transit_enforcement,MEX,5\n";
    for (int32_t i = 0; i < all.n; i++) {
        if (strcmp(all.file[i].path, "rules.csv") == 0) {
            all.file[i] = (cri_memory_file){"rules.csv", base, sizeof base - 1};
        } else if (strcmp(all.file[i].path, "variants/deal/parameters.csv") == 0) {
            all.file[i] = (cri_memory_file){"variants/deal/rules.csv", variant, sizeof variant - 1};
        }
    }
    cruce_scenario *sc = read_border(&all, "deal", NULL, 0, &said);
    CHECK_STR(said.text, "");
    const cruce_rules_table *r = &sc->border.rules;
    static const char names[] = "abcd";
    static const double values[] = {1, 5, 3, 4};
    CHECK_I64(r->n, 4);
    for (int i = 0; i < 4; i++) {
        CHECK_I64(r->rule[i][0], names[i]);
        CHECK_F64_SAME(r->number[i], values[i]);
        CHECK_I64(r->of_variant[i], i == 1 || i == 3);
    }
    cruce_scenario_destroy(sc);
}

TEST(variants_and_what_they_say_of_themselves)
{
    cruce_variants variants;
    cruce_error err;
    CHECK_I64(cruce_variants_read(&variants, BORDER_SMALL, NULL, NULL, &err), CRUCE_OK);
    CHECK_I64(variants.n, 1);
    CHECK_STR(variants.variant[0].name, "deal");
    CHECK_STR(variants.variant[0].title, "With a deal");
    CHECK(strstr(variants.variant[0].summary, "2 January") != NULL);
    cruce_variants_free(&variants);
    CHECK_I64(cruce_variants_read(&variants, CRUCE_SOURCE_DIR "/docs", NULL, NULL, &err), CRUCE_OK);
    CHECK_I64(variants.n, 0);
    cruce_variants_free(&variants);
}

TEST(numbers_by_address)
{
    cruce_scenario *sc = read_small("deal");
    cruce_border *b = &sc->border;
    cruce_cell_info info;
    double value;
    CHECK(cruce_border_cell(b, "transit_hazard") == &b->parameters.transit_hazard);
    CHECK_F64_SAME(b->parameters.transit_hazard, 0.02); /* from parameters.csv */
    CHECK_F64_SAME(b->people.attempt_chance[0], 0.12);
    CHECK(cruce_border_cell(b, "people.retry_chance[north]") == &b->people.retry_chance[1]);
    CHECK(cruce_border_cell(b, "ports.service_s[west_gate:car]") == &b->ports.service_s[1]);
    CHECK(cruce_border_cell(b, "governments.capacity[USA/patrol]") == &b->governments.capacity[3]);
    CHECK(cruce_border_cell(b, "rules.threshold[close_when_full]") == &b->rules.threshold[0]);
    CHECK(cruce_border_cell(b, "groups.cohesion[christmas]") == &b->groups.cohesion[0]);
    double *deal = cruce_border_cell(b, "measures.transit_enforcement[MEX@2024-01-02]");
    CHECK(deal == &b->measures.number[row_of_measure(b, CRUCE_MEASURE_transit_enforcement, 1)]);
    CHECK(cruce_border_cell_info(b, "people.retry_chance[north]", &info));
    CHECK_F64_SAME(info.most, 1);
    CHECK_STR(info.quality, "assumed");
    CHECK_STR(info.source, "invented");
    CHECK_STR(info.unit, "chance");
    CHECK(cruce_border_cell_info(b, "capture_load", &info));
    CHECK_F64_SAME(info.least, 0.01);
    CHECK(cruce_border_cell(b, "ports.lanes[west_gate:car]") == NULL); /* has to be whole */
    CHECK(cruce_border_cell_set(b, "ports.lanes[west_gate:car]", 12));
    CHECK(!cruce_border_cell_set(b, "ports.lanes[west_gate:car]", 12.5));
    CHECK(!cruce_border_cell_set(b, "people.retry_chance[north]", 1.5));
    CHECK(cruce_border_cell_value(b, "ports.lanes[west_gate:car]", &value));
    CHECK_F64_SAME(value, 12);
    static const char *const none[] = {"",
                                       "transit",
                                       "people.retry_chance",
                                       "people.retry_chance[]",
                                       "people.retry_chance[nobody]",
                                       "people.nationality[north]",
                                       "people.[north]",
                                       ".[north]",
                                       "figures.value[encounters]",
                                       "measures.transit_enforcement[MEX]",
                                       "measures.transit_enforcement[MEX@2024-01-03]",
                                       "affinity.share[north]"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        CHECK(cruce_border_cell(b, none[i]) == NULL);
        CHECK(!cruce_border_cell_info(b, none[i], &info));
    }
    cruce_scenario_destroy(sc);
}

TEST(set_comes_last)
{
    static const char *const sets[] = {"transit_hazard=0.05",
                                       "people.attempt_chance[far_south]=0.3",
                                       "ports.lanes[west_gate:car]=7", "move_rules.softening=5"};
    load_border(&all);
    cruce_scenario *sc = read_border(&all, NULL, sets, 4, &said);
    CHECK_STR(said.text, "");
    CHECK_F64_SAME(sc->border.parameters.transit_hazard, 0.05);
    CHECK_F64_SAME(sc->border.people.attempt_chance[0], 0.3);
    CHECK_I64(sc->border.ports.lanes[1], 7);
    CHECK_F64_SAME(sc->settings.softening, 5);
    cruce_scenario_destroy(sc);
}

TEST(set_of_what_is_not_there)
{
    static const char *const sets[] = {"transit_hazrd=0.05", "people.attempt_chance[nrth]=0.3",
                                       "transit_hazard=2", "people.attempt_chance=0.3"};
    load_border(&all);
    CHECK(read_border(&all, NULL, sets, 4, &said) == NULL);
    CHECK_STR(said.text,
              "--set:0:0: unknown key 'transit_hazrd'; did you mean 'transit_hazard'?\n"
              "--set:0:0: 'people.attempt_chance[nrth]' names no row of people.csv; did you mean "
              "'north'?\n"
              "--set:0:0: transit_hazard is '2'; expected a number from 0 to 1 (1/officer/day)\n"
              "--set:0:0: 'people.attempt_chance' has not the form file.column[row]\n");
    CHECK_STR(said_with(WITH({"scenario.yml", ""}), &said), "");
    cri_memory_file files[32];
    cruce_scenario *sc = NULL;
    cruce_read_options options = {.folder = ".",
                                  .n_overrides = 1,
                                  .override_text = &sets[2],
                                  .problem = tell,
                                  .problem_context = &said};
    int32_t n = gather_files(WITH({"scenario.yml", ""}), files);
    said.length = 0;
    CHECK_I64(cri_scenario_read_from(&sc, &options, files, n, NULL), CRUCE_ERR_INPUT);
    CHECK_STR(said.text,
              "--set:0:0: 'transit_hazard' belongs to the border, and there is no people.csv\n");
}

/* --- the order of rows --- */

/* Puts the lines behind the header in another order. */
static void shuffle_lines(char *bytes, cruce_rng *rng)
{
    static char copy[BORDER_FILE_BYTES];
    char *line[512];
    int32_t n = 0;
    memcpy(copy, bytes, strlen(bytes) + 1);
    for (char *at = strtok(copy, "\n"); at != NULL; at = strtok(NULL, "\n")) {
        line[n++] = at;
    }
    for (int32_t i = n - 1; i > 1; i--) {
        int32_t k = 1 + (int32_t)cruce_rng_below(rng, (uint64_t)i);
        char *other = line[i];
        line[i] = line[k];
        line[k] = other;
    }
    bytes[0] = '\0';
    for (int32_t i = 0; i < n; i++) {
        strcat(strcat(bytes, line[i]), "\n");
    }
}

static const void *values_of(const void *table, const cruce_border_column *column)
{
    const void *values;
    memcpy(&values, (const char *)table + column->offset, sizeof values);
    return values;
}

static void check_same_column(const cruce_border_column *c, const void *a, const void *b, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        switch (c->kind) {
        case CRUCE_CELL_NAME:
        case CRUCE_CELL_TEXT:
            CHECK_STR(((const char *const *)a)[i], ((const char *const *)b)[i]);
            break;
        case CRUCE_CELL_WHOLE:
            CHECK_I64(((const int64_t *)a)[i], ((const int64_t *)b)[i]);
            break;
        case CRUCE_CELL_REAL:
            CHECK_F64_SAME(((const double *)a)[i], ((const double *)b)[i]);
            break;
        default:
            CHECK_I64(((const int32_t *)a)[i], ((const int32_t *)b)[i]);
        }
    }
}

static void check_same_border(const cruce_border *a, const cruce_border *b)
{
    for (int f = 0; f < CRUCE_BORDER_FILES; f++) {
        const cruce_border_file *file = &cruce_border_files()[f];
        bool keeps_order = f == CRUCE_FILE_PARAMETERS; /* later rows win, as they stand */
        if (file->offset < 0 || keeps_order) {
            continue;
        }
        const char *table_a = (const char *)a + file->offset,
                   *table_b = (const char *)b + file->offset;
        int32_t n_a, n_b;
        memcpy(&n_a, table_a, sizeof n_a);
        memcpy(&n_b, table_b, sizeof n_b);
        CHECK_I64(n_a, n_b);
        for (int32_t c = 0; c < file->n_columns; c++) {
            check_same_column(&file->column[c], values_of(table_a, &file->column[c]),
                              values_of(table_b, &file->column[c]), n_a);
        }
    }
    CHECK(memcmp(a->affinity, b->affinity, sizeof(double[4])) == 0);
    CHECK(memcmp(a->profile_share, b->profile_share, sizeof(double[72])) == 0);
    CHECK(memcmp(&a->parameters, &b->parameters, sizeof a->parameters) == 0);
    CHECK(memcmp(a->measures.kind, b->measures.kind,
                 (size_t)a->measures.n * sizeof *a->measures.kind) == 0);
    CHECK(memcmp(a->measures.number, b->measures.number, (size_t)a->measures.n * sizeof(double)) ==
          0);
}

TEST(the_order_of_rows_does_not_matter)
{
    static border_files shuffled;
    static const char *const variants[] = {NULL, "deal"};
    for (uint32_t round = 0; round < 20; round++) {
        cruce_scenario *sc = read_small(variants[round % 2]);
        cruce_rng rng = cruce_rng_at(round, 0, 0, CRUCE_DRAW_TEST, 1);
        load_border(&shuffled);
        for (int32_t i = 0; i < shuffled.n; i++) {
            const char *name = shuffled.file[i].path;
            if (strstr(name, ".csv") != NULL && strstr(name, "rules.csv") == NULL &&
                strcmp(name, "locations.csv") != 0 && strcmp(name, "departures.csv") != 0) {
                shuffle_lines(shuffled.bytes[i], &rng);
            }
        }
        cruce_scenario *other = read_border(&shuffled, variants[round % 2], NULL, 0, &said);
        CHECK_STR(said.text, "");
        check_same_border(&sc->border, &other->border);
        cruce_scenario_destroy(other);
        cruce_scenario_destroy(sc);
    }
}

/* What holds for a whole crossing acts before what holds for one of its modes, wherever the rows stand. */
TEST(the_wider_target_of_one_moment_comes_first)
{
    static const char *const orders[] = {
        "date,actor,measure,target,value\n2023-12-01,USA,port_state,west_gate:car,open\n"
        "2023-12-01,USA,port_state,west_gate:all,closed\n2023-12-01,USA,demand_shift,car,2\n"
        "2023-12-01,USA,demand_shift,west_gate:car,3\n2023-12-01,USA,return_share,north,0.5\n"
        "2023-12-01,USA,return_share,,0.4\n",
        "date,actor,measure,target,value\n2023-12-01,USA,return_share,,0.4\n"
        "2023-12-01,USA,return_share,north,0.5\n2023-12-01,USA,demand_shift,west_gate:car,3\n"
        "2023-12-01,USA,demand_shift,car,2\n2023-12-01,USA,port_state,west_gate:all,closed\n"
        "2023-12-01,USA,port_state,west_gate:car,open\n"};
    for (int k = 0; k < 2; k++) {
        load_border(&all);
        for (int32_t i = 0; i < all.n; i++) {
            if (strcmp(all.file[i].path, "measures.csv") == 0) {
                all.file[i] = (cri_memory_file){"measures.csv", orders[k], strlen(orders[k])};
            }
        }
        cruce_scenario *sc = read_border(&all, NULL, NULL, 0, &said);
        CHECK_STR(said.text, "");
        const cruce_measures *m = &sc->border.measures;
        CHECK_STR(m->target[0], "west_gate:all");
        CHECK_STR(m->target[1], "west_gate:car");
        CHECK_STR(m->target[2], "");
        CHECK_STR(m->target[3], "north");
        CHECK_STR(m->target[4], "car");
        CHECK_I64(m->on[4].first_port, CRUCE_NONE);
        CHECK_STR(m->target[5], "west_gate:car");
        cruce_scenario_destroy(sc);
    }
}

/* Each parameter, measure and column by its own name: addresses and --set depend on it. */
TEST(no_parameter_is_named_as_a_setting)
{
    int32_t n;
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    cruce_border_parameters values;
    cruce_border_parameters_init(&values);
    for (int32_t i = 0; i < n; i++) {
        double value;
        memcpy(&value, (const char *)&values + list[i].offset, sizeof value);
        CHECK(cruce_settings_find(list[i].name) == NULL);
        CHECK(value >= list[i].low && value <= list[i].high);
        CHECK(list[i].sentence[0] != '\0' && list[i].source[0] != '\0');
    }
    CHECK_STR(cruce_measure_name(CRUCE_MEASURE_port_state), "port_state");
    CHECK(cruce_measure_name(CRUCE_MEASURE_KINDS) == NULL);
    CHECK_I64(cruce_measure_target(CRUCE_MEASURE_checkpoint), CRUCE_ON_LINK);
    CHECK_STR(cruce_mode_text(CRUCE_APPOINTMENT), "appointment");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_there_is),
        cmocka_unit_test(whose_places_there_are),
        cmocka_unit_test(ports_with_their_offices_hours_and_demand),
        cmocka_unit_test(a_caravan_with_its_stages_and_mix),
        cmocka_unit_test(measures_in_the_order_of_time),
        cmocka_unit_test(a_rule_and_its_metric),
        cmocka_unit_test(a_variant_on_top),
        cmocka_unit_test(a_rule_of_a_variant_takes_the_place_of_the_base_s),
        cmocka_unit_test(variants_and_what_they_say_of_themselves),
        cmocka_unit_test(numbers_by_address),
        cmocka_unit_test(set_comes_last),
        cmocka_unit_test(set_of_what_is_not_there),
        cmocka_unit_test(the_order_of_rows_does_not_matter),
        cmocka_unit_test(the_wider_target_of_one_moment_comes_first),
        cmocka_unit_test(no_parameter_is_named_as_a_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
