/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    rules.csv of the base and of a variant: which published figure is looked at, what is changed and how.
 *         The order of the rows is kept: at a meeting the first rule for a measure that applies is the one that acts
 * Leaves  meetings to src/engine/border_reviews.c
 * Source  include/cruce/border_columns.h
 */
#include <string.h>

#include "input/border_table.h"

/* --- the metric: between_ports, at_ports, all, custody, port_wait; then .sector or .nationality --- */

static bool read_quantity(const char *text, cruce_metric *metric)
{
    static const char *const names[] = {"all", "at_ports", "between_ports"}; /* as components */
    metric->component = CRUCE_NO_COMPONENT;
    metric->what = CRUCE_METRIC_ENCOUNTERS;
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            metric->component = (cruce_component)i;
            return true;
        }
    }
    metric->what = strcmp(text, "custody") == 0 ? CRUCE_METRIC_CUSTODY : CRUCE_METRIC_PORT_WAIT;
    return strcmp(text, "custody") == 0 || strcmp(text, "port_wait") == 0;
}

/* A sector or a published group; false if it is neither, or one that was named before. */
static bool read_restriction(const cri_reading *r, const char *text, cruce_metric *metric)
{
    int32_t sector = cri_border_find(r, "sectors", text);
    int32_t category = cri_border_find(r, "categories", text);
    if (sector != CRUCE_NONE && metric->sector == CRUCE_NONE) {
        metric->sector = sector;
        return true;
    }
    if (category != CRUCE_NONE && metric->category == CRUCE_NONE &&
        metric->what == CRUCE_METRIC_ENCOUNTERS) {
        metric->category = category;
        return true;
    }
    return !cri_border_names_are_known(r, "sectors") || !cri_border_names_are_known(r, "people");
}

static void read_metric(const cri_border_table *t, int32_t row, cruce_metric *metric)
{
    cri_part part;
    cri_cell cell = cri_table_cell(t, row, "metric");
    const char *at = cell.text;
    *metric = (cruce_metric){.component = CRUCE_ALL, .sector = CRUCE_NONE, .category = CRUCE_NONE};
    if (cri_cell_is_blank(cell)) {
        return; /* reported */
    }
    cri_next_part(&at, '.', &part);
    bool fine = read_quantity(part.text, metric);
    while (fine && cri_next_part(&at, '.', &part)) {
        fine = read_restriction(t->r, part.text, metric);
    }
    if (!fine) {
        cri_table_expected(t, row, "metric",
                           "all, at_ports, between_ports, custody or port_wait; then, if wanted, "
                           ".sector or (of encounters) .nationality as published");
    }
}

/* --- the value: a number or a word, or '+x', '-x', '*x' --- */

static void read_value(const cri_border_table *t, int32_t row, cruce_rules_table *rules)
{
    const char *text = rules->value[row];
    cruce_measure_kind kind = rules->kind[row];
    bool word = kind == CRUCE_MEASURE_port_state;
    rules->change[row] = CRUCE_SET;
    if (cri_cell_is_blank(cri_table_cell(t, row, "value"))) {
        return; /* reported */
    }
    if (word || strchr("+-*", text[0]) == NULL) {
        cri_measure_value_of(t, row, kind, text, &rules->number[row]);
        return;
    }
    rules->change[row] = text[0] == '*' ? CRUCE_TIMES : CRUCE_ADD;
    if (!cri_parse_f64(text[0] == '*' ? text + 1 : text, &rules->number[row]) ||
        (text[0] == '*' && !(rules->number[row] >= 0))) {
        cri_table_expected(t, row, "value", "a number, or a change such as +10, -10 or *1.5");
    }
}

static void read_row(const cri_border_table *t, int32_t row)
{
    cruce_rules_table *rules = &t->r->scenario->border.rules;
    rules->of_variant[row] = t->of_variant;
    rules->on[row] = (cruce_target){.row = CRUCE_NONE, .first_port = CRUCE_NONE};
    read_metric(t, row, &rules->metric_of[row]);
    if (!t->is_doubtful[row] && rules->max[row] < rules->min[row]) {
        cri_table_expected(t, row, "max", "a number not below min");
    }
    if (!cri_measure_of_row(t, row, &rules->kind[row])) {
        return;
    }
    if (cri_target_of_row(t, row, rules->kind[row], &rules->on[row])) {
        cri_check_actor(t, row, rules->kind[row], &rules->on[row]);
    }
    read_value(t, row, rules);
}

/* --- the order: the base's rules, each replaced by the variant's of that name; then the variant's further ones --- */

static int32_t row_of_rule(const cruce_rules_table *rules, int32_t begin, int32_t end,
                           const char *name)
{
    for (int32_t i = begin; i < end; i++) {
        if (strcmp(rules->rule[i], name) == 0) {
            return i;
        }
    }
    return CRUCE_NONE;
}

static void report_repeated(const cri_border_table *t)
{
    const cruce_rules_table *rules = &t->r->scenario->border.rules;
    for (int32_t i = t->first; i < t->first + t->n; i++) {
        if (rules->rule[i][0] != '\0' &&
            row_of_rule(rules, t->first, i, rules->rule[i]) != CRUCE_NONE) {
            cri_table_problem(t, i, "rule", "which is there already", NULL);
        }
    }
}

static int32_t make_order(const cri_border_table t[2], int32_t *order)
{
    const cruce_rules_table *rules = &t->r->scenario->border.rules;
    int32_t n_base = t[0].n, n = 0;
    for (int32_t i = 0; i < n_base; i++) {
        int32_t own = row_of_rule(rules, n_base, rules->n, rules->rule[i]);
        order[n++] = own != CRUCE_NONE ? own : i;
    }
    for (int32_t i = n_base; i < rules->n; i++) {
        if (row_of_rule(rules, 0, n_base, rules->rule[i]) == CRUCE_NONE) {
            order[n++] = i;
        }
    }
    return n;
}

static bool make_columns(cri_arena *arena, cruce_rules_table *rules)
{
#define COLUMN(field)                                                                              \
    ((rules->field = cri_arena_array(arena, rules->n, sizeof *rules->field)) != NULL)
    return COLUMN(metric_of) && COLUMN(kind) && COLUMN(on) && COLUMN(change) && COLUMN(number) &&
           COLUMN(of_variant);
#undef COLUMN
}

static cruce_status put_in_order(cri_border_table *t, const int32_t *order, int32_t n)
{
    cruce_rules_table *rules = &t->r->scenario->border.rules;
#define COLUMN(field)                                                                              \
    ((rules->field = cri_reordered(t->r, rules->field, sizeof *rules->field, order, n)) != NULL)
    bool fine = COLUMN(metric_of) && COLUMN(kind) && COLUMN(on) && COLUMN(change) &&
                COLUMN(number) && COLUMN(of_variant);
#undef COLUMN
    return fine ? cri_table_reorder(t, order, n) : CRUCE_ERR_MEMORY;
}

cruce_status cri_read_rules(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cruce_rules_table *rules = &r->scenario->border.rules;
    cri_border_table t[2];
    int32_t *order = NULL;
    TRY(cri_tables_read(t, r, CRUCE_FILE_RULES, rules));
    report_repeated(&t[0]);
    report_repeated(&t[1]);
    order = cri_malloc(((size_t)rules->n + 1) * sizeof *order);
    if (order == NULL || !make_columns(r->arena, rules)) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t i = 0; i < rules->n; i++) {
        read_row(&t[i >= t[1].first], i);
    }
    TRY(put_in_order(&t[0], order, make_order(t, order)));
done:
    cri_free(order);
    cri_table_close(&t[0]);
    cri_table_close(&t[1]);
    return st;
}
