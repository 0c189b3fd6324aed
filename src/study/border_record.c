/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keeps what a day of the border showed: fills the blocks of one replicate, table by table.
 * Ports are left to border_record_ports.c, labels and spreads to border_tables.c, ledgers to border_ledgers.c.
 * No published method; classes of people are shares of a nationality, as people.csv has them, not drawn.
 */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "study/border_record.h"

int32_t cri_border_columns(cruce_border_table table)
{
    static const int32_t n_columns[] = {
#define N_COLUMNS(name, text, n, is_compared) n,
        CRUCE_BORDER_TABLE_LIST(N_COLUMNS)
#undef N_COLUMNS
    };
    return n_columns[table];
}

/* --- the shape --- */

static cruce_status list_trade(cri_border_shape *s, cruce_error *err)
{
    s->trade_port = cri_calloc((size_t)s->n_ports + 1, sizeof *s->trade_port);
    s->trade_of = cri_calloc((size_t)s->n_ports + 1, sizeof *s->trade_of);
    if (s->trade_port == NULL || s->trade_of == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t q = 0; q < s->n_ports; q++) {
        s->trade_of[q] = -1;
        if (s->tables->ports.value_usd[q] > 0) {
            s->trade_of[q] = s->n_trade;
            s->trade_port[s->n_trade++] = q;
        }
    }
    return CRUCE_OK;
}

cruce_status cri_border_shape_init(cri_border_shape *shape, const cruce_scenario *scenario,
                                   int32_t first_day, bool keeps_hours, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_border *b = &scenario->border;
    int32_t first = b->report_from_day > first_day ? b->report_from_day : first_day;
    first = first < scenario->n_days ? first : scenario->n_days;

    *shape = (cri_border_shape){
        .scenario = scenario,
        .tables = b,
        .n_nations = b->people.n,
        .n_categories = b->n_categories,
        .n_sectors = b->sectors.n,
        .n_offices = b->n_offices,
        .n_ports = b->ports.n,
        .n_groups = b->groups.n,
        .first_day = first,
        .n_days = scenario->n_days - first,
    };
    TRY(cri_months_list(&shape->months, scenario, first, err));
    TRY(list_trade(shape, err));
    int64_t n_days = shape->n_days, n_months = shape->months.n, *n = shape->n_rows;
    n[CRUCE_T_ENCOUNTERS] = n_days * cri_encounters_stride(shape);
    n[CRUCE_T_ENCOUNTER_MONTHS] = n_months * cri_encounter_months_stride(shape);
    n[CRUCE_T_PEOPLE_DAYS] = (n_days + n_months * shape->n_nations) * CRUCE_STATUSES;
    n[CRUCE_T_REPEATS] = n_months * CRI_REPEAT_ROWS;
    n[CRUCE_T_GROUP_DAYS] = n_days * shape->n_groups;
    n[CRUCE_T_SHELTER_DAYS] = n_days;
    n[CRUCE_T_CUSTODY_DAYS] = n_days * shape->n_sectors;
    n[CRUCE_T_LIST_DAYS] = n_days;
    n[CRUCE_T_OFFICER_DAYS] = n_days * shape->n_offices;
    n[CRUCE_T_PORT_MONTHS] = n_months * shape->n_ports;
    n[CRUCE_T_PORT_HOURS] = keeps_hours ? n_months * shape->n_ports * 24 : 0;
    n[CRUCE_T_TRADE_DAYS] = n_days * shape->n_trade;
    n[CRUCE_T_CONTRABAND_DAYS] = shape->n_ports > 0 ? n_days * CRUCE_MODES : 0;
done:
    if (st != CRUCE_OK) {
        cri_border_shape_free(shape);
    }
    return st;
}

void cri_border_shape_free(cri_border_shape *shape)
{
    cri_months_free(&shape->months);
    cri_free(shape->trade_port);
    cri_free(shape->trade_of);
    *shape = (cri_border_shape){0};
}

/* --- a record --- */

cruce_status cri_border_record_init(cri_border_record *record, const cri_border_shape *shape,
                                    cruce_error *err)
{
    bool has_room = true;
    *record = (cri_border_record){0};
    for (int t = 0; t < CRUCE_BORDER_TABLES;
         t++) { /* a table without rows is an array of one, not NULL */
        if (t != CRUCE_T_PORT_HOURS || shape->n_rows[t] > 0) {
            record->cell[t] =
                cri_calloc((size_t)shape->n_rows[t] + 1,
                           sizeof(float) * (size_t)cri_border_columns((cruce_border_table)t));
            has_room = has_room && record->cell[t] != NULL;
        }
    }
    record->status_before = cri_calloc((size_t)shape->n_nations + 1, sizeof *record->status_before);
    record->queued_before = cri_calloc((size_t)shape->n_ports + 1, sizeof *record->queued_before);
    if (!has_room || record->status_before == NULL || record->queued_before == NULL) {
        return cri_no_memory(err); /* the ensemble frees it */
    }
    float *months = record->cell[CRUCE_T_ENCOUNTER_MONTHS];
    for (int64_t row = 0; row < shape->n_rows[CRUCE_T_ENCOUNTER_MONTHS]; row++) {
        months[2 * row + 1] = NAN; /* not published yet */
    }
    return CRUCE_OK;
}

int64_t cri_border_record_bytes(const cri_border_record *record, const cri_border_shape *shape)
{
    int64_t bytes = record->log_capacity * (int64_t)sizeof *record->log;
    for (int t = 0; t < CRUCE_BORDER_TABLES; t++) {
        if (record->cell[t] != NULL) {
            bytes += shape->n_rows[t] * (int64_t)sizeof(float) *
                     cri_border_columns((cruce_border_table)t);
        }
    }
    return bytes;
}

void cri_border_record_thin(cri_border_record *record, unsigned keep)
{
    for (int t = 0; t < CRUCE_BORDER_TABLES; t++) {
        if ((keep >> t & 1U) == 0) {
            cri_free(record->cell[t]);
            record->cell[t] = NULL;
        }
    }
}

void cri_border_record_free(cri_border_record *record)
{
    cri_border_record_thin(record, 0);
    cri_free(record->log);
    cri_free(record->status_before);
    cri_free(record->queued_before);
    *record = (cri_border_record){0};
}

/* --- encounters --- */

/* One component of a day: persons[area * N + nation] into all, areas, nations, classes. */
static float *keep_component(float *row, const cri_border_shape *s, const int64_t *persons,
                             int32_t n_areas)
{
    float *area = row + 1, *nation = area + n_areas, *class = nation + s->n_nations;
    for (int32_t a = 0; a < n_areas; a++) {
        for (int32_t n = 0; n < s->n_nations; n++) {
            float count = (float)persons[a * s->n_nations + n];
            area[a] += count;
            nation[n] += count;
        }
    }
    for (int32_t n = 0; n < s->n_nations; n++) {
        double count = (double)nation[n], family = s->tables->people.family_share[n],
               minor = s->tables->people.minor_share[n];
        row[0] += nation[n];
        class[0] += (float)(count * (1 - family - minor));
        class[1] += (float)(count * family);
        class[2] += (float)(count * minor);
    }
    return class + CRI_CLASSES;
}

/* One component into its month: by area and published group. */
static void keep_month(float *month, const cri_border_shape *s, cruce_component component,
                       const int64_t *persons, int32_t n_areas)
{
    float *together = month, *all = month + 2 * cri_encounter_months_area(s, component, -1);
    for (int32_t a = 0; a < n_areas; a++) {
        float *area = month + 2 * cri_encounter_months_area(s, component, a);
        for (int32_t n = 0; n < s->n_nations; n++) {
            float count = (float)persons[a * s->n_nations + n];
            int64_t category = 2 * ((int64_t)s->tables->people.category[n] + 1);
            area[0] += count;
            area[category] += count;
            all[0] += count;
            all[category] += count;
            together[0] += count;
            together[category] += count;
        }
    }
}

static void keep_encounters(cri_border_record *record, const cri_border_shape *s, int32_t d,
                            const cruce_border_day *today)
{
    float *row = record->cell[CRUCE_T_ENCOUNTERS] + d * cri_encounters_stride(s);
    float *month = record->cell[CRUCE_T_ENCOUNTER_MONTHS] +
                   2 * s->months.of_day[d] * cri_encounter_months_stride(s);

    row = keep_component(row, s, today->at_ports_persons, s->n_offices);
    keep_component(row, s, today->between_persons, s->n_sectors);
    keep_month(month, s, CRUCE_AT_PORTS, today->at_ports_persons, s->n_offices);
    keep_month(month, s, CRUCE_BETWEEN_PORTS, today->between_persons, s->n_sectors);
}

/* The published count of one whole month goes beside the true one; other publications are left to the log. */
static void keep_publications(cri_border_record *record, const cri_border_shape *s,
                              const cruce_border_day *today)
{
    for (int32_t i = 0; i < today->n_publications; i++) {
        const cruce_publication *p = &today->publication[i];
        int32_t d = p->from_day - s->first_day;
        if (p->metric.what != CRUCE_METRIC_ENCOUNTERS || d < 0 || d >= s->n_days ||
            p->metric.component == CRUCE_NO_COMPONENT ||
            (p->metric.sector != CRUCE_NONE && p->metric.component != CRUCE_BETWEEN_PORTS)) {
            continue;
        }
        int32_t m = s->months.of_day[d];
        if (p->from_day == s->months.from_day[m] && p->until_day == s->months.from_day[m + 1]) {
            int64_t row = m * cri_encounter_months_stride(s) +
                          cri_encounter_months_area(s, p->metric.component, p->metric.sector) +
                          p->metric.category + 1;
            record->cell[CRUCE_T_ENCOUNTER_MONTHS][2 * row + 1] = (float)p->value;
        }
    }
}

/* --- people --- */

static void keep_people(cri_border_record *record, const cri_border_shape *s, int32_t d,
                        const cruce_border_day *today)
{
    float *all = record->cell[CRUCE_T_PEOPLE_DAYS] + (int64_t)d * CRUCE_STATUSES;
    float *by_nation =
        record->cell[CRUCE_T_PEOPLE_DAYS] +
        ((int64_t)s->n_days + (int64_t)s->months.of_day[d] * s->n_nations) * CRUCE_STATUSES;
    for (int32_t k = 0; k < CRUCE_STATUSES; k++) {
        int64_t sum = 0;
        for (int32_t n = 0; n < s->n_nations; n++) {
            int64_t persons = today->status_persons[k * s->n_nations + n];
            sum += persons;
            by_nation[(int64_t)n * CRUCE_STATUSES + k] = (float)persons; /* the last day stays */
        }
        all[k] = (float)sum;
    }
}

static float sum_of(const int64_t *persons, int64_t n)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        sum += persons[i];
    }
    return (float)sum;
}

static void keep_repeats(cri_border_record *record, const cri_border_shape *s, int32_t d,
                         const cruce_border_day *today)
{
    float *row = record->cell[CRUCE_T_REPEATS] + (int64_t)s->months.of_day[d] * CRI_REPEAT_ROWS;
    int64_t n = (int64_t)s->n_sectors * s->n_nations;

    row[0] += sum_of(today->attempts_persons, n);
    row[1] += sum_of(today->between_persons, n);
    row[2] += sum_of(today->first_persons, n);
    row[3] += sum_of(today->undetected_persons, n);
    row[4] += sum_of(today->released_persons, n);
    row[5] += sum_of(today->returned_persons, n);
    row[6] += sum_of(today->removed_persons, n);
    row[7] += sum_of(today->stopped_persons, s->n_nations);
    for (int32_t t = 0; t < CRUCE_TRIES; t++) {
        row[8 + t] += (float)today->tries_persons[t];
    }
}

static void keep_stocks(cri_border_record *record, const cri_border_shape *s, int32_t d,
                        const cruce_border_day *today)
{
    float *custody = record->cell[CRUCE_T_CUSTODY_DAYS] + 3 * (int64_t)d * s->n_sectors;
    for (int32_t i = 0; i < s->n_sectors; i++) {
        custody[3 * i] = (float)today->custody_persons[i];
        custody[3 * i + 1] = (float)today->custody_places[i];
        custody[3 * i + 2] = (float)today->fee_usd[i];
    }
    float *shelter = record->cell[CRUCE_T_SHELTER_DAYS] + 2 * (int64_t)d;
    shelter[0] = (float)today->sheltered_persons;
    shelter[1] = (float)today->unsheltered_persons;
    float *list = record->cell[CRUCE_T_LIST_DAYS] + 7 * (int64_t)d;
    list[0] = (float)today->list_persons;
    list[1] = (float)today->list_wait_days;
    list[2] = (float)today->offered;
    list[3] = (float)today->used;
    list[4] = (float)today->no_show;
    list[5] = (float)today->unfilled;
    list[6] = (float)today->court_cases;
}

static void keep_groups(cri_border_record *record, const cri_border_shape *s, int32_t d,
                        const cruce_border_day *today)
{
    for (int32_t g = 0; g < s->n_groups; g++) {
        const cruce_group_day *it = &today->group_day[g];
        float *row = record->cell[CRUCE_T_GROUP_DAYS] + 10 * ((int64_t)d * s->n_groups + g);
        row[CRUCE_GD_MEMBERS] = (float)it->members_persons;
        row[CRUCE_GD_REPORTED] = (float)it->reported_persons;
        row[CRUCE_GD_JOINED] = (float)it->joined_persons;
        row[CRUCE_GD_LEFT] = (float)it->left_persons;
        row[CRUCE_GD_STOPPED] = (float)it->stopped_persons;
        row[CRUCE_GD_ACCEPTED] = (float)it->accepted_persons;
        bool is_there = it->members_persons > 0; /* else it is nowhere */
        row[CRUCE_GD_LATITUDE] = is_there ? (float)it->latitude : NAN;
        row[CRUCE_GD_LONGITUDE] = is_there ? (float)it->longitude : NAN;
        row[CRUCE_GD_TRAVELLED] = is_there ? (float)it->travelled_km : NAN;
        row[CRUCE_GD_RODE] = it->rode ? 1 : 0;
    }
}

/* --- the log --- */

static cruce_status keep_log(cri_border_record *record, const cruce_border_day *today,
                             cruce_error *err)
{
    int32_t n = record->n_log + today->n_log;
    if (n > record->log_capacity) {
        int32_t capacity = n > 2 * record->log_capacity ? n : 2 * record->log_capacity;
        cruce_log_entry *log = cri_realloc(record->log, sizeof *log * (size_t)capacity);
        if (log == NULL) {
            return cri_no_memory(err);
        }
        record->log = log;
        record->log_capacity = capacity;
    }
    if (today->n_log > 0) {
        memcpy(record->log + record->n_log, today->log, sizeof *today->log * (size_t)today->n_log);
    }
    record->n_log = n;
    return CRUCE_OK;
}

/* --- a day --- */

cruce_status cri_border_keep(cri_border_record *record, const cri_border_shape *shape, int32_t day,
                             const cruce_border_day *today, cruce_error *err)
{
    int32_t d = day - shape->first_day;
    cri_border_check(record, shape, today);
    if (d >= 0 && d < shape->n_days) {
        keep_encounters(record, shape, d, today);
        keep_publications(record, shape, today);
        keep_people(record, shape, d, today);
        keep_repeats(record, shape, d, today);
        keep_stocks(record, shape, d, today);
        keep_groups(record, shape, d, today);
        cri_border_keep_ports(record, shape, d, today);
    }
    return keep_log(record, today, err);
}
