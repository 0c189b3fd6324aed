/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the value that each measure has for each row now: rows of measures.csv begin and end, rules set values
 * Leaves  what a value does to the parts that ask for it; one-day measures (caravan_depart ...) to those who read rows
 * Source  design notes 3.13
 *
 * A value is a cell: one per measure and row that the measure can act on. Rows that have begun lie on piles: one per cell
 * for rows that name it, and one per measure and mode for rows that mean all of them. What began last and has not ended
 * holds. At an hour, rows that end go before rows that begin, so that a row replaced at the hour at which it ends
 * leaves no gap.
 */
#include "measures.h"

#include <math.h>
#include <stdlib.h>

#include "../base/text.h"
#include "cruce/border_lists.h"

enum { ALL = CRUCE_MODES }; /* the pile of rows that mean every mode */

typedef struct pile_node {
    int32_t row;   /* of measures.csv */
    int32_t below; /* CRUCE_NONE: the last */
} pile_node;

typedef struct row_end {
    int32_t hour, row;
} row_end;

struct cri_measures_view {
    const cruce_border *border;
    int32_t first_cell[CRUCE_MEASURE_KINDS + 1];
    double *value;       /* [cells] NaN: nothing set */
    double *fired;       /* [cells] what a rule set last; NaN: none */
    int32_t *fired_hour; /* [cells] */
    int32_t *pile;       /* [cells] top nodes */
    int32_t wide_pile[CRUCE_MEASURE_KINDS][CRUCE_MODES + 1];
    bool wide_changed[CRUCE_MEASURE_KINDS];
    pile_node *node;
    int32_t n_nodes;
    row_end *end; /* [n_ends] in the order of time */
    int32_t n_ends;
    int32_t begun, ended; /* rows of measures.csv, rows of `end`, that are done */
    int32_t hour;         /* of the last advance */
    int32_t new_row, n_new;
};

static int32_t rows_of(const cruce_border *b, cruce_target_kind kind, int32_t n_places,
                       int32_t n_links)
{
    switch (kind) {
    case CRUCE_ON_CROSSING:
    case CRUCE_ON_MODE:
        return b->ports.n;
    case CRUCE_ON_JOB:
        return b->n_offices * (CRUCE_MODES + 1);
    case CRUCE_ON_OFFICE:
        return b->n_offices;
    case CRUCE_ON_SECTOR:
        return b->sectors.n;
    case CRUCE_ON_NATION:
        return b->people.n;
    case CRUCE_ON_PLACE:
        return n_places;
    case CRUCE_ON_LINK:
        return n_links;
    case CRUCE_ON_GOVERNMENT:
        return b->governments.n;
    default:
        return 1;
    }
}

/* The rows that a target names; none (false) where it means all of them, or all of one mode. */
static bool names_rows(const cruce_target *on, int32_t *first, int32_t *n)
{
    *n = 1;
    switch (on->kind) {
    case CRUCE_ON_CROSSING:
    case CRUCE_ON_MODE:
        *first = on->first_port;
        *n = on->n_ports;
        return on->first_port != CRUCE_NONE;
    case CRUCE_ON_JOB:
        *first = on->row * (CRUCE_MODES + 1) + (int32_t)on->mode;
        return on->row != CRUCE_NONE;
    case CRUCE_ON_NOTHING:
        *first = 0;
        return true;
    default:
        *first = on->row;
        return on->row != CRUCE_NONE;
    }
}

static int32_t wide_pile_of(const cruce_target *on)
{
    bool by_mode =
        on->kind == CRUCE_ON_CROSSING || on->kind == CRUCE_ON_MODE || on->kind == CRUCE_ON_JOB;
    return by_mode ? (int32_t)on->mode : ALL;
}

static int32_t mode_of_row(const cruce_border *b, cruce_measure_kind kind, int32_t row)
{
    switch (cruce_measure_target(kind)) {
    case CRUCE_ON_CROSSING:
    case CRUCE_ON_MODE:
        return b->ports.mode[row];
    case CRUCE_ON_JOB:
        return row % (CRUCE_MODES + 1);
    default:
        return ALL;
    }
}

/* A row that means all of a mode (ALL: all of every mode) means this one. A job's mode ALL is contraband, not every job. */
static bool wide_covers(const cruce_border *b, cruce_measure_kind kind, int32_t mode, int32_t row)
{
    bool every = mode == ALL && cruce_measure_target(kind) != CRUCE_ON_JOB;
    return every || mode_of_row(b, kind, row) == mode;
}

static int by_hour(const void *a, const void *b)
{
    const row_end *x = a, *y = b;
    if (x->hour != y->hour) {
        return x->hour < y->hour ? -1 : 1;
    }
    return (x->row > y->row) - (x->row < y->row);
}

static void list_ends(cri_measures_view *v)
{
    const cruce_measures *m = &v->border->measures;
    for (int32_t i = 0; i < m->n; i++) {
        if (m->until_hour[i] != INT32_MAX) {
            v->end[v->n_ends++] = (row_end){m->until_hour[i], i};
        }
    }
    qsort(v->end, (size_t)v->n_ends, sizeof *v->end, by_hour);
}

/* Every row lies on one wide pile or on the piles of the cells that it names. */
static int64_t nodes_needed(const cruce_measures *m)
{
    int64_t nodes = 0;
    for (int32_t i = 0; i < m->n; i++) {
        int32_t first, n;
        nodes += names_rows(&m->on[i], &first, &n) ? n : 1;
    }
    return nodes;
}

static cruce_status make_room(cri_measures_view *v, int32_t cells, cruce_error *err)
{
    const cruce_measures *m = &v->border->measures;
    int64_t nodes = nodes_needed(m);
    if (nodes > INT32_MAX) {
        return cri_no_memory(err);
    }
    v->value = cri_malloc(((size_t)cells + 1) * sizeof *v->value);
    v->fired = cri_malloc(((size_t)cells + 1) * sizeof *v->fired);
    v->fired_hour = cri_calloc((size_t)cells + 1, sizeof *v->fired_hour);
    v->pile = cri_malloc(((size_t)cells + 1) * sizeof *v->pile);
    v->node = cri_calloc((size_t)nodes + 1, sizeof *v->node);
    v->end = cri_calloc((size_t)m->n + 1, sizeof *v->end);
    if (v->value == NULL || v->fired == NULL || v->fired_hour == NULL || v->pile == NULL ||
        v->node == NULL || v->end == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

cruce_status cri_measures_create(cri_measures_view **view, const cruce_border *border,
                                 int32_t n_places, int32_t n_links, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_measures_view *v = cri_calloc(1, sizeof *v);
    *view = v;
    if (v == NULL) {
        return cri_no_memory(err);
    }
    v->border = border;
    v->hour = INT32_MIN;
    int32_t cells = 0;
    for (int32_t k = 0; k < CRUCE_MEASURE_KINDS; k++) {
        v->first_cell[k] = cells;
        cells += rows_of(border, cruce_measure_target((cruce_measure_kind)k), n_places, n_links);
        for (int32_t mode = 0; mode <= CRUCE_MODES; mode++) {
            v->wide_pile[k][mode] = CRUCE_NONE;
        }
    }
    v->first_cell[CRUCE_MEASURE_KINDS] = cells;
    TRY(make_room(v, cells, err));
    for (int32_t c = 0; c < cells; c++) {
        v->value[c] = v->fired[c] = (double)NAN;
        v->pile[c] = CRUCE_NONE;
    }
    list_ends(v);
done:
    return st;
}

void cri_measures_destroy(cri_measures_view *v)
{
    if (v == NULL) {
        return;
    }
    cri_free(v->end);
    cri_free(v->node);
    cri_free(v->pile);
    cri_free(v->fired_hour);
    cri_free(v->fired);
    cri_free(v->value);
    cri_free(v);
}

/* The row on top of a pile that holds at an hour; those that have ended are taken off. CRUCE_NONE: none. */
static int32_t top_row(cri_measures_view *v, int32_t *pile, int32_t hour)
{
    while (*pile != CRUCE_NONE && v->border->measures.until_hour[v->node[*pile].row] <= hour) {
        *pile = v->node[*pile].below;
    }
    return *pile == CRUCE_NONE ? CRUCE_NONE : v->node[*pile].row;
}

static void put_on(cri_measures_view *v, int32_t *pile, int32_t row)
{
    v->node[v->n_nodes] = (pile_node){row, *pile};
    *pile = v->n_nodes++;
}

static void refresh(cri_measures_view *v, cruce_measure_kind kind, int32_t row, int32_t hour)
{
    const cruce_measures *m = &v->border->measures;
    int32_t cell = v->first_cell[kind] + row;
    int32_t last = top_row(v, &v->pile[cell], hour);
    int32_t of_mode = top_row(v, &v->wide_pile[kind][mode_of_row(v->border, kind, row)], hour);
    last = last > of_mode ? last : of_mode;
    if (wide_covers(v->border, kind, ALL, row)) {
        int32_t of_all = top_row(v, &v->wide_pile[kind][ALL], hour);
        last = last > of_all ? last : of_all;
    }
    bool fired = !isnan(v->fired[cell]);
    bool by_rule = last == CRUCE_NONE || (fired && v->fired_hour[cell] >= m->from_hour[last]);
    v->value[cell] = by_rule ? v->fired[cell] : m->number[last];
}

static void refresh_rows_of(cri_measures_view *v, int32_t i, int32_t hour)
{
    const cruce_measures *m = &v->border->measures;
    int32_t first, n;
    if (!names_rows(&m->on[i], &first, &n)) {
        v->wide_changed[m->kind[i]] = true;
        return;
    }
    for (int32_t row = first; row < first + n; row++) {
        refresh(v, m->kind[i], row, hour);
    }
}

static void begin_row(cri_measures_view *v, int32_t i)
{
    const cruce_measures *m = &v->border->measures;
    cruce_measure_kind kind = m->kind[i];
    int32_t first, n;
    if (!names_rows(&m->on[i], &first, &n)) {
        put_on(v, &v->wide_pile[kind][wide_pile_of(&m->on[i])], i);
    } else {
        for (int32_t row = first; row < first + n; row++) {
            put_on(v, &v->pile[v->first_cell[kind] + row], i);
        }
    }
    refresh_rows_of(v, i, m->from_hour[i]);
}

static void refresh_wide(cri_measures_view *v, int32_t hour)
{
    for (int32_t k = 0; k < CRUCE_MEASURE_KINDS; k++) {
        int32_t n = v->wide_changed[k] ? cri_measures_rows(v, (cruce_measure_kind)k) : 0;
        for (int32_t row = 0; row < n; row++) {
            refresh(v, (cruce_measure_kind)k, row, hour);
        }
        v->wide_changed[k] = false;
    }
}

void cri_measures_advance(cri_measures_view *v, int32_t hour)
{
    const cruce_measures *m = &v->border->measures;
    v->hour = hour;
    v->new_row = v->begun;
    for (;;) {
        int32_t begins = v->begun < m->n ? m->from_hour[v->begun] : INT32_MAX;
        int32_t ends = v->ended < v->n_ends ? v->end[v->ended].hour : INT32_MAX;
        if (v->ended < v->n_ends && ends <= begins && ends <= hour) {
            refresh_rows_of(v, v->end[v->ended++].row, ends);
        } else if (v->begun < m->n && begins <= hour) {
            begin_row(v, v->begun++);
        } else {
            break;
        }
    }
    v->n_new = v->begun - v->new_row;
    refresh_wide(v, hour);
}

int32_t cri_measures_rows(const cri_measures_view *v, cruce_measure_kind kind)
{
    return v->first_cell[kind + 1] - v->first_cell[kind];
}

bool cri_measures_covers(const cri_measures_view *v, cruce_measure_kind kind,
                         const cruce_target *on, int32_t row)
{
    int32_t first, n;
    if (names_rows(on, &first, &n)) {
        return row >= first && row < first + n;
    }
    return wide_covers(v->border, kind, wide_pile_of(on), row);
}

bool cri_measures_set(cri_measures_view *v, cruce_measure_kind kind, int32_t row, double number)
{
    int32_t cell = v->first_cell[kind] + row;
    if (!isnan(v->fired[cell]) && v->fired_hour[cell] == v->hour) {
        return false;
    }
    v->value[cell] = v->fired[cell] = number;
    v->fired_hour[cell] = v->hour;
    return true;
}

double cri_measure_standard(const cruce_border *b, cruce_measure_kind kind, int32_t row)
{
    switch (kind) {
    case CRUCE_MEASURE_port_state:
    case CRUCE_MEASURE_transit_enforcement:
    case CRUCE_MEASURE_fee_shift:
    case CRUCE_MEASURE_demand_shift:
        return 1.0;
    case CRUCE_MEASURE_port_lanes:
        return (double)b->ports.lanes[row];
    case CRUCE_MEASURE_deep_check_share:
        return b->ports.deep_check_share[row];
    case CRUCE_MEASURE_detail_cap:
        return b->parameters.detail_most;
    case CRUCE_MEASURE_return_share:
        return b->people.return_share[row];
    case CRUCE_MEASURE_remove_share:
        return b->people.remove_share[row];
    case CRUCE_MEASURE_register_share:
        return b->people.register_share[row];
    case CRUCE_MEASURE_checkpoint:
        return b->link_checkpoint[row];
    default:
        return 0.0;
    }
}

double cri_measure_value(const cri_measures_view *v, cruce_measure_kind kind, int32_t row,
                         double standard)
{
    double value = v->value[v->first_cell[kind] + row];
    return isnan(value) ? standard : value;
}

double cri_measure_job_share(const cri_measures_view *v, cruce_office_id office, cruce_mode mode,
                             double standard)
{
    return cri_measure_value(v, CRUCE_MEASURE_staff_share,
                             office * (CRUCE_MODES + 1) + (int32_t)mode, standard);
}

void cri_measures_new_rows(const cri_measures_view *v, int32_t *first, int32_t *n)
{
    *first = v->new_row;
    *n = v->n_new;
}

/* --- the state --- */

/* One cell that a rule has set. */
static void fired_state(cruce_state_io *io, cri_measures_view *v, int32_t kind, int32_t row,
                        int32_t day)
{
    cri_state_number(io, &kind, 0, CRUCE_MEASURE_KINDS - 1);
    int32_t rows = cri_state_is_fine(io) ? cri_measures_rows(v, (cruce_measure_kind)kind) : 0;
    cri_state_number(io, &row, 0, rows - 1);
    if (!cri_state_is_fine(io)) {
        return;
    }
    const cruce_measure_info *info = &cruce_measures_list()[kind];
    int32_t cell = v->first_cell[kind] + row;
    cri_state_real(io, &v->fired[cell], info->least, info->most);
    cri_state_number(io, &v->fired_hour[cell], 0, 24 * day - 1);
    if (cri_state_has_read(io)) {
        refresh(v, (cruce_measure_kind)kind, row, v->hour);
    }
}

void cri_measures_state(cruce_state_io *io, cri_measures_view *v, int32_t day)
{
    int32_t n = 0;
    if (io->reads) {
        cri_measures_advance(v, 24 * day - 1);
    }
    for (int32_t c = 0; !io->reads && c < v->first_cell[CRUCE_MEASURE_KINDS]; c++) {
        n += !isnan(v->fired[c]);
    }
    cri_state_part(io, "measures");
    cri_state_rows(io, &n, v->first_cell[CRUCE_MEASURE_KINDS]);
    if (io->reads) {
        for (int32_t i = 0; i < n && cri_state_is_fine(io); i++) {
            fired_state(io, v, 0, 0, day);
        }
        return;
    }
    for (int32_t k = 0; k < CRUCE_MEASURE_KINDS; k++) {
        for (int32_t row = 0; row < cri_measures_rows(v, (cruce_measure_kind)k); row++) {
            if (!isnan(v->fired[v->first_cell[k] + row])) {
                fired_state(io, v, k, row, day);
            }
        }
    }
}
