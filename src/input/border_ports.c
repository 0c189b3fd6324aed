/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    ports.csv with profiles.csv and demand.csv: crossings by mode, their officers' pools, who would cross when
 * Leaves  how they work to src/ports
 * Source  include/cruce/border_columns.h
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cruce/rng.h"
#include "input/border_table.h"

/* --- profiles --- */

enum { DAY_TYPES = 3, HOURS = 24, HOURS_OF_PROFILE = DAY_TYPES * HOURS };

typedef struct profile_list {
    const char **name; /* [border.n_profiles] sorted */
    int32_t n;
} profile_list;

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int32_t profile_of(const profile_list *list, const char *name)
{
    const char *const *found =
        list->n > 0 ? bsearch(&name, list->name, (size_t)list->n, sizeof *list->name, by_text)
                    : NULL;
    return found != NULL ? (int32_t)(found - (const char *const *)list->name) : CRUCE_NONE;
}

/*
 * The rows of one profile and day type, [begin, end) in the sorted table, as 24 shares that sum to the day factor.
 * Hours that are there twice were reported when the table was sorted.
 */
static void fill_day(const cri_border_table *t, const cruce_profiles *rows, int32_t begin,
                     int32_t end, double *share)
{
    double sum = 0;
    bool is_doubtful = false;
    for (int32_t i = begin; i < end; i++) {
        sum += rows->share[i];
        is_doubtful = is_doubtful || t->is_doubtful[i];
        if (rows->day_factor[i] < rows->day_factor[begin] ||
            rows->day_factor[i] > rows->day_factor[begin]) {
            cri_table_problem(t, i, "day_factor", "another one than in the day's first hour", NULL);
        }
    }
    if (is_doubtful) {
        ; /* reported */
    } else if (end - begin < HOURS) {
        cri_table_problem(t, begin, "profile",
                          "which has not all hours from 0 to 23 on this day_type", NULL);
    } else if (!(sum > 0)) {
        cri_table_problem(t, begin, "profile", "whose shares of this day_type are all 0", NULL);
    }
    for (int32_t i = begin; i < end && sum > 0; i++) {
        share[rows->hour[i]] = rows->share[i] / sum * rows->day_factor[begin];
    }
}

/* Rows are in the order of profile, day type, hour. Saturdays and Sundays that are not there are as weekdays. */
static void fill_profiles(const cri_border_table *t, const cruce_profiles *rows,
                          const profile_list *list, double *profile_share)
{
    for (int32_t begin = 0, end; begin < rows->n; begin = end) {
        int32_t profile = profile_of(list, rows->profile[begin]);
        double *share = profile_share + (int64_t)profile * HOURS_OF_PROFILE;
        bool first = begin == 0 || strcmp(rows->profile[begin - 1], rows->profile[begin]) != 0;
        for (end = begin; end < rows->n && rows->day_type[end] == rows->day_type[begin] &&
                          strcmp(rows->profile[end], rows->profile[begin]) == 0;) {
            end++;
        }
        if (first && rows->day_type[begin] != 0) {
            cri_table_problem(t, begin, "profile", "which has no rows of day_type weekday", NULL);
        }
        fill_day(t, rows, begin, end, share + rows->day_type[begin] * HOURS);
        for (int32_t h = HOURS; h < HOURS_OF_PROFILE && rows->day_type[begin] == 0; h++) {
            share[h] = share[h - HOURS];
        }
    }
}

static cruce_status read_profiles(cri_reading *r, profile_list *list)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_profiles rows = {0};
    cruce_border *b = &r->scenario->border;
    TRY(cri_table_read(&t, r, CRUCE_FILE_PROFILES, &rows));
    TRY(cri_table_sort(&t));
    list->name = cri_arena_array(r->arena, rows.n, sizeof *list->name);
    if (list->name == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    if (rows.n > 0) {
        memcpy(list->name, rows.profile, (size_t)rows.n * sizeof *list->name);
    }
    b->n_profiles = list->n = cri_sort_names(list->name, rows.n);
    b->profile_share =
        cri_arena_array(r->arena, (int64_t)list->n * HOURS_OF_PROFILE, sizeof *b->profile_share);
    if (b->profile_share == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    fill_profiles(&t, &rows, list, b->profile_share);
done:
    cri_table_close(&t);
    return st;
}

/* --- field offices: named by the ports, each of one government --- */

static cruce_status make_offices(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    cruce_ports *ports = &b->ports;
    b->office = cri_arena_array(r->arena, ports->n, sizeof *b->office);
    b->office_government = cri_arena_array(r->arena, ports->n, sizeof *b->office_government);
    ports->office = cri_arena_array(r->arena, ports->n, sizeof *ports->office);
    if (b->office == NULL || b->office_government == NULL || ports->office == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (ports->n > 0) {
        memcpy(b->office, ports->field_office, (size_t)ports->n * sizeof *b->office);
    }
    b->n_offices = cri_sort_names(b->office, ports->n);
    for (int32_t o = 0; o < b->n_offices; o++) {
        b->office_government[o] = CRUCE_NONE;
    }
    for (int32_t q = 0; q < ports->n; q++) {
        ports->office[q] = cri_border_find(r, "offices", ports->field_office[q]);
    }
    return CRUCE_OK;
}

static void check_office(const cri_border_table *t, int32_t q)
{
    cruce_border *b = &t->r->scenario->border;
    cruce_government_id *government = &b->office_government[b->ports.office[q]];
    if (*government == CRUCE_NONE) {
        *government = b->ports.government[q];
    } else if (b->ports.government[q] != CRUCE_NONE && b->ports.government[q] != *government) {
        cri_table_problem(t, q, "field_office", "which has ports of another government too", NULL);
    }
    if (b->office[b->ports.office[q]][0] != '\0' &&
        strpbrk(b->ports.field_office[q], ":;") != NULL) {
        cri_table_expected(t, q, "field_office", "a name without ':' and ';'");
    }
}

/* --- ports --- */

static cruce_status name_ports(cri_reading *r)
{
    cruce_ports *ports = &r->scenario->border.ports;
    r->port_name = cri_arena_array(r->arena, ports->n, sizeof *r->port_name);
    ports->actor = cri_arena_array(r->arena, ports->n, sizeof *ports->actor);
    ports->profile_row = cri_arena_array(r->arena, ports->n, sizeof *ports->profile_row);
    if (r->port_name == NULL || ports->actor == NULL || ports->profile_row == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t q = 0; q < ports->n; q++) {
        char name[128];
        int length = snprintf(name, sizeof name, "%.100s:%s", ports->crossing[q],
                              cruce_mode_text((cruce_mode)ports->mode[q]));
        r->port_name[q] = cri_arena_text(r->arena, name, (size_t)length);
        if (r->port_name[q] == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        ports->actor[q] = cruce_actor_of_name(name);
    }
    return CRUCE_OK;
}

static void check_port(const cri_border_table *t, int32_t q, const profile_list *profiles)
{
    cri_reading *r = t->r;
    cruce_ports *ports = &r->scenario->border.ports;
    ports->profile_row[q] = CRUCE_NONE;
    if (ports->profile[q][0] != '\0') {
        ports->profile_row[q] = profile_of(profiles, ports->profile[q]);
    }
    if (ports->profile[q][0] != '\0' && ports->profile_row[q] == CRUCE_NONE &&
        cri_border_names_are_known(r, "profiles")) {
        cri_table_problem(t, q, "profile", "which is not in profiles.csv",
                          cri_nearest_name(ports->profile[q], profiles->name, profiles->n));
    }
    if (!t->is_doubtful[q] && !(ports->opens_h[q] < ports->closes_h[q])) {
        cri_table_expected(t, q, "closes_h", "an hour later than opens_h");
    }
    if (ports->appointment_share[q] > 0 && ports->mode[q] != CRUCE_APPOINTMENT) {
        cri_table_problem(t, q, "appointment_share",
                          "but only rows with mode appointment can offer them", NULL);
    }
    check_office(t, q);
}

/* --- demand --- */

static void check_demand(const cri_border_table *t, int32_t i)
{
    const cruce_demand *demand = &t->r->scenario->border.demand;
    if (t->is_doubtful[i]) {
        return;
    }
    if (demand->end_date[i] < demand->start_date[i]) {
        cri_table_expected(t, i, "end_date", "start_date or a later date");
    } else if (demand->end_date[i] - demand->start_date[i] >= 100000) {
        cri_table_expected(t, i, "end_date", "a date within 100000 days of start_date");
    }
    /* Sorted by crossing and first day, so whoever overlaps does so with the row before; equal starts were reported. */
    if (i > 0 && !t->is_doubtful[i - 1] && demand->crossing[i] == demand->crossing[i - 1] &&
        demand->crossing[i] != CRUCE_NONE && demand->start_date[i] > demand->start_date[i - 1] &&
        demand->start_date[i] <= demand->end_date[i - 1]) {
        cri_table_problem(t, i, "start_date",
                          "within the days of an earlier row of this crossing and mode", NULL);
    }
}

static cruce_status read_demand(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    TRY(cri_table_read(&t, r, CRUCE_FILE_DEMAND, &r->scenario->border.demand));
    TRY(cri_table_sort(&t));
    for (int32_t i = 0; i < r->scenario->border.demand.n; i++) {
        check_demand(&t, t.file_order[i]);
    }
done:
    cri_table_close(&t);
    return st;
}

cruce_status cri_read_ports(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t = {0};
    profile_list profiles = {0};
    TRY(read_profiles(r, &profiles));
    TRY(cri_table_read(&t, r, CRUCE_FILE_PORTS, &r->scenario->border.ports));
    TRY(cri_table_sort(&t));
    TRY(name_ports(r));
    TRY(make_offices(r));
    for (int32_t q = 0; q < r->scenario->border.ports.n; q++) {
        check_port(&t, t.file_order[q], &profiles);
    }
    TRY(read_demand(r));
done:
    cri_table_close(&t);
    return st;
}
