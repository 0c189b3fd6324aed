/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tables of the border in an ensemble: labels of rows, numbers, spreads, paired differences.
 * Filling them is left to border_record.c, writing to src/output.
 * Common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "study/aside.h"
#include "study/labels.h"
#include "study/study_internal.h"

static const char *const all_of_them = "(all)";

const char *cruce_border_table_text(cruce_border_table table)
{
    static const char *const text[] = {
#define TABLE_TEXT(name, word, n_columns, is_compared) word,
        CRUCE_BORDER_TABLE_LIST(TABLE_TEXT)
#undef TABLE_TEXT
    };
    return (int)table >= 0 && table < CRUCE_BORDER_TABLES ? text[table] : NULL;
}

int32_t cruce_border_columns_count(cruce_border_table table)
{
    return cri_border_columns(table);
}

bool cruce_ensemble_has_border(const cruce_ensemble *ensemble)
{
    return ensemble->border.tables != NULL;
}

int64_t cruce_border_rows_count(const cruce_ensemble *ensemble, cruce_border_table table)
{
    bool is_kept = ensemble->record[0].border.cell[table] != NULL ||
                   cri_aside_has(ensemble, CRUCE_PLACE_TABLES + (int32_t)table);
    return is_kept ? ensemble->border.n_rows[table] : 0;
}

/* --- labels --- */

typedef struct labels {
    cri_labels put;
    const cri_border_shape *shape;
} labels;

static void put_text(labels *to, const char *text)
{
    cri_put_text(&to->put, text);
}

/* d counts from the first day that is kept. */
static void put_day(labels *to, int64_t d)
{
    cri_put_day(&to->put, to->shape->first_day + (int32_t)d);
}

static void put_month(labels *to, int64_t month)
{
    cri_put_month(&to->put, to->shape->months.from_day[month]);
}

static const char *component_text(cruce_component component)
{
    return component == CRUCE_ALL        ? all_of_them
           : component == CRUCE_AT_PORTS ? "at_ports"
                                         : "between_ports";
}

static void put_encounters(labels *to, int64_t row)
{
    static const char *const class[] = {"single_adults", "family_members", "unaccompanied_minors"};
    const cri_border_shape *s = to->shape;
    int64_t stride = cri_encounters_stride(s), at = row % stride;
    int64_t n_at = 1 + s->n_offices + s->n_nations + CRI_CLASSES;
    bool is_between = at >= n_at;
    int64_t n_areas = is_between ? s->n_sectors : s->n_offices, nation;

    at -= is_between ? n_at : 0;
    nation = at - 1 - n_areas;
    bool is_area = at > 0 && nation < 0, is_nation = nation >= 0 && nation < s->n_nations;
    put_day(to, row / stride);
    put_text(to, component_text(is_between ? CRUCE_BETWEEN_PORTS : CRUCE_AT_PORTS));
    put_text(to, !is_area     ? all_of_them
                 : is_between ? s->tables->sectors.sector[at - 1]
                              : s->tables->office[at - 1]);
    put_text(to, is_nation ? s->tables->people.nationality[nation] : all_of_them);
    put_text(to, nation >= s->n_nations ? class[nation - s->n_nations] : all_of_them);
}

static void put_encounter_months(labels *to, int64_t row)
{
    const cri_border_shape *s = to->shape;
    int64_t stride = cri_encounter_months_stride(s), n_cells = 1 + s->n_categories;
    int64_t area = row % stride / n_cells, category = row % n_cells - 1;
    cruce_component component = area == 0                 ? CRUCE_ALL
                                : area < 2 + s->n_offices ? CRUCE_AT_PORTS
                                                          : CRUCE_BETWEEN_PORTS;

    area -= component == CRUCE_ALL ? 1 : component == CRUCE_AT_PORTS ? 2 : 3 + s->n_offices;
    put_month(to, row / stride);
    put_text(to, component_text(component));
    put_text(to, area < 0                           ? all_of_them
                 : component == CRUCE_BETWEEN_PORTS ? s->tables->sectors.sector[area]
                                                    : s->tables->office[area]);
    put_text(to, category < 0 ? all_of_them : s->tables->category[category]);
}

static void put_people(labels *to, int64_t row)
{
    const cri_border_shape *s = to->shape;
    int64_t d = row / CRUCE_STATUSES, nation = CRUCE_NONE;
    if (d >= s->n_days) {
        int64_t month = (d - s->n_days) / s->n_nations;
        nation = (d - s->n_days) % s->n_nations;
        d = s->months.from_day[month + 1] - 1 - s->first_day;
    }
    put_day(to, d);
    put_text(to, nation == CRUCE_NONE ? all_of_them : s->tables->people.nationality[nation]);
    put_text(to, cruce_people_status_text((cruce_people_status)(row % CRUCE_STATUSES)));
}

static void put_repeats(labels *to, int64_t row)
{
    static const char *const quantity[CRI_REPEAT_ROWS] = {
        "attempts", "encounters", "unique_persons", "undetected", "released", "returned",
        "removed",  "stopped",    "try_1",          "try_2",      "try_3",    "try_4",
        "try_5",    "try_6",      "try_7",          "try_8_more"};
    put_month(to, row / CRI_REPEAT_ROWS);
    put_text(to, quantity[row % CRI_REPEAT_ROWS]);
}

static void put_port(labels *to, int64_t q)
{
    put_text(to, to->shape->tables->ports.crossing[q]);
    put_text(to, cruce_mode_text((cruce_mode)to->shape->tables->ports.mode[q]));
}

int32_t cruce_border_row_labels(const cruce_ensemble *ensemble, cruce_border_table table,
                                int64_t row, cruce_label label[CRUCE_MOST_LABELS])
{
    const cri_border_shape *s = &ensemble->border;
    labels to = {.put = {.scenario = s->scenario, .label = label}, .shape = s};

    switch (table) {
    case CRUCE_T_ENCOUNTERS:
        put_encounters(&to, row);
        break;
    case CRUCE_T_ENCOUNTER_MONTHS:
        put_encounter_months(&to, row);
        break;
    case CRUCE_T_PEOPLE_DAYS:
        put_people(&to, row);
        break;
    case CRUCE_T_REPEATS:
        put_repeats(&to, row);
        break;
    case CRUCE_T_GROUP_DAYS:
        put_day(&to, row / s->n_groups);
        put_text(&to, s->tables->groups.group[row % s->n_groups]);
        break;
    case CRUCE_T_CUSTODY_DAYS:
        put_day(&to, row / s->n_sectors);
        put_text(&to, s->tables->sectors.sector[row % s->n_sectors]);
        break;
    case CRUCE_T_OFFICER_DAYS:
        put_day(&to, row / s->n_offices);
        put_text(&to, s->tables->office[row % s->n_offices]);
        break;
    case CRUCE_T_PORT_MONTHS:
        put_month(&to, row / s->n_ports);
        put_port(&to, row % s->n_ports);
        break;
    case CRUCE_T_PORT_HOURS:
        put_month(&to, row / 24 / s->n_ports);
        put_port(&to, row / 24 % s->n_ports);
        cri_put_whole(&to.put, row % 24);
        break;
    case CRUCE_T_TRADE_DAYS:
        put_day(&to, row / s->n_trade);
        put_port(&to, s->trade_port[row % s->n_trade]);
        break;
    case CRUCE_T_CONTRABAND_DAYS:
        put_day(&to, row / CRUCE_MODES);
        put_text(&to, cruce_mode_text((cruce_mode)(row % CRUCE_MODES)));
        break;
    default: /* one row a day */
        put_day(&to, row);
    }
    return to.put.n;
}

/* --- numbers --- */

double cruce_border_value(const cruce_ensemble *ensemble, cruce_border_table table,
                          int32_t replicate, int64_t row, int32_t column)
{
    const float *numbers = ensemble->record[replicate].border.cell[table];
    int64_t cell = row * cri_border_columns(table) + column;
    return numbers != NULL
               ? (double)numbers[cell]
               : cri_aside_number(ensemble, CRUCE_PLACE_TABLES + (int32_t)table, replicate, cell);
}

cruce_spread cruce_border_spread(const cruce_ensemble *ensemble, cruce_border_table table,
                                 int64_t row, int32_t column, double *one)
{
    int32_t n = 0;
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        one[n] = cruce_border_value(ensemble, table, r, row, column);
        n += !isnan(one[n]);
    }
    if (n == 0) {
        one[n++] = (double)NAN;
    }
    return cruce_spread_of(one, n);
}

cruce_spread cruce_border_difference(const cruce_ensemble *a, const cruce_ensemble *b,
                                     cruce_border_table table, int64_t row, int32_t column,
                                     double *one)
{
    for (int32_t r = 0; r < a->n_replicates; r++) {
        one[r] = cruce_border_value(a, table, r, row, column) -
                 cruce_border_value(b, table, r, row, column);
    }
    return cruce_spread_of(one, a->n_replicates);
}

/* --- finding rows --- */

int32_t cruce_border_months_count(const cruce_ensemble *ensemble)
{
    return ensemble->border.months.n;
}

int32_t cruce_border_month_of(const cruce_ensemble *ensemble, int32_t day)
{
    int32_t d = day - ensemble->border.first_day;
    return d >= 0 && d < ensemble->border.n_days ? ensemble->border.months.of_day[d] : CRUCE_NONE;
}

void cruce_border_month_days(const cruce_ensemble *ensemble, int32_t month, int32_t *from_day,
                             int32_t *until_day)
{
    *from_day = ensemble->border.months.from_day[month];
    *until_day = ensemble->border.months.from_day[month + 1];
}

double cruce_border_encounters(const cruce_ensemble *ensemble, int32_t replicate,
                               const cruce_encounters_key *key)
{
    const cri_border_shape *s = &ensemble->border;
    bool at = key->component == CRUCE_AT_PORTS, between = key->component == CRUCE_BETWEEN_PORTS;
    if ((key->sector != CRUCE_NONE && !between) || (key->office != CRUCE_NONE && !at)) {
        return (double)NAN;
    }
    int64_t row =
        key->month * cri_encounter_months_stride(s) +
        cri_encounter_months_area(s, key->component, between ? key->sector : key->office) +
        key->category + 1;
    return cruce_border_value(ensemble, CRUCE_T_ENCOUNTER_MONTHS, replicate, row, 0);
}

int64_t cruce_encounter_day_row(const cruce_ensemble *ensemble, int32_t day,
                                cruce_component component)
{
    const cri_border_shape *s = &ensemble->border;
    return (day - s->first_day) * cri_encounters_stride(s) +
           (component == CRUCE_BETWEEN_PORTS ? 1 + s->n_offices + s->n_nations + CRI_CLASSES : 0);
}

int64_t cruce_custody_day_row(const cruce_ensemble *ensemble, int32_t day, cruce_sector_id sector)
{
    return (int64_t)(day - ensemble->border.first_day) * ensemble->border.n_sectors + sector;
}

int64_t cruce_port_month_row(const cruce_ensemble *ensemble, int32_t month, cruce_port_id port)
{
    return (int64_t)month * ensemble->border.n_ports + port;
}

int64_t cruce_group_day_row(const cruce_ensemble *ensemble, int32_t day, int32_t group)
{
    return (int64_t)(day - ensemble->border.first_day) * ensemble->border.n_groups + group;
}

int64_t cruce_trade_day_row(const cruce_ensemble *ensemble, int32_t day, cruce_port_id port)
{
    const cri_border_shape *s = &ensemble->border;
    return s->trade_of[port] < 0 ? -1
                                 : (int64_t)(day - s->first_day) * s->n_trade + s->trade_of[port];
}
