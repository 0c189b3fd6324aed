/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registered counts of four real cases against the columns of Flee that do not depend on chance: every camp's
 * data, their sum, the raw count and the debt, on every day. Skipped where the cases are not at hand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "checks.h"
#include "cruce/input.h"
#include "model/register_daily.h"

#define SHARED CRUCE_SOURCE_DIR "/../shared/"
enum { MOST_COLUMNS = 400, LINE_BYTES = 1 << 16 };

static void print_problem(void *context, cruce_severity severity, const cruce_error *e)
{
    (void)context;
    if (severity == CRUCE_PROBLEM) {
        print_error("%s:%d:%d: %s\n", e->file, (int)e->line, (int)e->column, e->message);
    }
}

static cruce_scenario *load(const char *name, const char *hasten)
{
    char folder[1024];
    const char *overrides[] = {hasten};
    cruce_scenario *scenario;
    cruce_error err;
    snprintf(folder, sizeof folder, SHARED "scenarios/displacement/%s", name);
    cruce_read_options options = {.folder = folder,
                                  .settings_file = SHARED "scenarios/settings/modern125.yml",
                                  .n_overrides = 1,
                                  .override_text = overrides,
                                  .will_run = true,
                                  .problem = print_problem};
    CHECK_I64(cruce_scenario_read(&scenario, &options, &err), CRUCE_OK);
    return scenario;
}

/* A line of the reference, cut at its commas in place. Returns the number of cells. */
static int read_cells(FILE *file, char *line, char *cell[MOST_COLUMNS])
{
    int n = 0;
    if (fgets(line, LINE_BYTES, file) == NULL) {
        return 0;
    }
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; at != NULL && n < MOST_COLUMNS;) {
        char *comma = strchr(at, ',');
        cell[n++] = at;
        at = comma;
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    return n;
}

static int column_of(char *const header[MOST_COLUMNS], int n, const char *name)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(header[i], name) == 0) {
            return i;
        }
    }
    print_error("no column '%s'\n", name);
    CHECK(false);
    return -1;
}

/* One day: the data of each camp, their sum, the raw count and the debt. */
static void check_day(const cruce_scenario *sc, const cri_daily *daily, int32_t day,
                      char *const cell[MOST_COLUMNS], const int *column, int64_t raw, int64_t debt)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < sc->n_camps; i++) {
        int64_t data = cri_daily_field(daily, sc->registered.of_place[sc->camp[i]], day);
        CHECK_F64_SAME((double)data, atof(cell[column[i]]));
        sum += data;
    }
    CHECK_F64_SAME((double)sum, atof(cell[column[sc->n_camps]]));
    CHECK_F64_SAME((double)raw, atof(cell[column[sc->n_camps + 1]]));
    CHECK_F64_SAME((double)debt, atof(cell[column[sc->n_camps + 2]]));
}

static void check_case(const char *name, const char *hasten, int32_t wanted_days)
{
    static char header_line[LINE_BYTES], line[LINE_BYTES];
    char path[1024], wanted[256], *header[MOST_COLUMNS], *cell[MOST_COLUMNS];
    static const char *const totals[] = {"refugees in camps (UNHCR) mean",
                                         "raw UNHCR refugee count mean", "refugee_debt mean"};
    int column[MOST_COLUMNS];
    int64_t raw = 0, debt = 0;
    snprintf(path, sizeof path, SHARED "reference/flee-ensembles/%s.csv", name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        print_message("skipped: %s is not there\n", path);
        skip();
        return;
    }
    cruce_scenario *sc = load(name, hasten);
    cri_daily daily;
    CHECK_I64(cri_daily_init(&daily, &sc->registered, &sc->settings, NULL), CRUCE_OK);
    int n = read_cells(file, header_line, header);
    for (int32_t i = 0; i < sc->n_camps; i++) {
        snprintf(wanted, sizeof wanted, "%s data mean", sc->places.name[sc->camp[i]]);
        column[i] = column_of(header, n, wanted);
    }
    for (int i = 0; i < 3; i++) {
        column[sc->n_camps + i] = column_of(header, n, totals[i]);
    }
    CHECK_I64(sc->n_days, wanted_days);
    for (int32_t day = 0; day < sc->n_days; day++) {
        CHECK_I64(read_cells(file, line, cell), n);
        int64_t grown = cri_daily_difference(&daily, day);
        int64_t newcomers = day == 0 && sc->settings.insert_day0 ? 0 : grown - debt;
        raw += grown;
        debt = newcomers < 0 ? -newcomers : 0;
        check_day(sc, &daily, day, cell, column, raw, debt);
    }
    fclose(file);
    cri_daily_free(&daily);
    cruce_scenario_destroy(sc);
}

TEST(burundi2015_as_flee_reads_it)
{
    check_case("burundi2015", "hasten=50", 396);
}

TEST(car2013_as_flee_reads_it)
{
    check_case("car2013", "hasten=200", 820);
}

TEST(mali2012_as_flee_reads_it)
{
    check_case("mali2012", "hasten=20", 300);
}

TEST(ssudan2013_as_flee_reads_it)
{
    check_case("ssudan2013", "hasten=100", 604);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(burundi2015_as_flee_reads_it),
        cmocka_unit_test(car2013_as_flee_reads_it),
        cmocka_unit_test(mali2012_as_flee_reads_it),
        cmocka_unit_test(ssudan2013_as_flee_reads_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
