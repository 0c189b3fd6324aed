/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    figures.csv: observed figures, of what they are
 * Leaves  comparing with them to src/study
 * Source  include/cruce/border_columns.h
 */
#include <string.h>

#include "input/border_table.h"

/* port:mode, all crossings of a port of entry together. */
static bool is_port_and_mode(const cruce_ports *ports, const char *target)
{
    const char *colon = strrchr(target, ':');
    for (int32_t q = 0; q < ports->n && colon != NULL; q++) {
        size_t length = strlen(ports->port[q]);
        if (length == (size_t)(colon - target) && strncmp(ports->port[q], target, length) == 0 &&
            strcmp(cruce_mode_text((cruce_mode)ports->mode[q]), colon + 1) == 0) {
            return true;
        }
    }
    return false;
}

/* A target is a sector, a crossing:mode, or the name of something else that is counted as a whole. */
static void read_target(const cri_border_table *t, int32_t i)
{
    static const char *const others[] = {"groups", "offices", "governments", "places"};
    cri_reading *r = t->r;
    cruce_figures *figures = &r->scenario->border.figures;
    const char *target = figures->target[i], *near = NULL;
    figures->sector[i] = figures->port_row[i] = CRUCE_NONE;
    if (target[0] == '\0') {
        return;
    }
    figures->sector[i] = cri_border_find(r, "sectors", target);
    figures->port_row[i] = cri_border_find(r, "ports", target);
    bool known = figures->sector[i] != CRUCE_NONE || figures->port_row[i] != CRUCE_NONE ||
                 is_port_and_mode(&r->scenario->border.ports, target) ||
                 !cri_border_names_are_known(r, "sectors") ||
                 !cri_border_names_are_known(r, "ports");
    for (size_t k = 0; k < sizeof others / sizeof *others && !known; k++) {
        known = cri_border_find(r, others[k], target) != CRUCE_NONE ||
                !cri_border_names_are_known(r, others[k]);
    }
    if (known) {
        return;
    }
    near =
        cri_border_near(r, t->csv.path, strchr(target, ':') != NULL ? "ports" : "sectors", target);
    for (size_t k = 0; k < sizeof others / sizeof *others && near == NULL; k++) {
        near = cri_border_near(r, t->csv.path, others[k], target);
    }
    cri_table_problem(t, i, "target",
                      "which is no sector, crossing:mode, port:mode, group, field office, "
                      "government or place",
                      near);
}

static void read_category(const cri_border_table *t, int32_t i)
{
    cri_reading *r = t->r;
    cruce_figures *figures = &r->scenario->border.figures;
    const char *name = figures->nationality[i];
    figures->category[i] = CRUCE_NONE;
    if (name[0] == '\0') {
        return;
    }
    figures->category[i] = cri_border_find(r, "categories", name);
    if (figures->category[i] == CRUCE_NONE && cri_border_names_are_known(r, "categories")) {
        cri_table_problem(t, i, "nationality",
                          "under which people.csv publishes nobody (published_as)",
                          cri_border_near(r, t->csv.path, "categories", name));
    }
}

static void check_figure(const cri_border_table *t, int32_t i)
{
    const cruce_figures *figures = &t->r->scenario->border.figures;
    bool is_encounters = strcmp(figures->figure[i], "encounters") == 0;
    bool is_count = is_encounters || strcmp(figures->figure[i], "crossings") == 0;
    read_target(t, i);
    read_category(t, i);
    if (is_count && !t->is_doubtful[i] && figures->value[i] < 0) {
        cri_table_expected(t, i, "value", "0 or more, as the figure is a count");
    }
    if (!t->is_doubtful[i] && figures->end_date[i] < figures->start_date[i]) {
        cri_table_expected(t, i, "end_date", "start_date or a later date");
    }
    if (is_encounters && figures->component[i] == CRUCE_NO_COMPONENT) {
        cri_table_expected(t, i, "component",
                           "all, at_ports or between_ports, as the figure is of encounters");
    }
}

cruce_status cri_read_figures(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_figures *figures = &r->scenario->border.figures;
    TRY(cri_table_read(&t, r, CRUCE_FILE_FIGURES, figures));
    TRY(cri_table_sort(&t));
#define COLUMN(field)                                                                              \
    ((figures->field = cri_arena_array(r->arena, figures->n, sizeof *figures->field)) != NULL)
    if (!(COLUMN(sector) && COLUMN(port_row) && COLUMN(category))) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
#undef COLUMN
    for (int32_t i = 0; i < figures->n; i++) {
        check_figure(&t, t.file_order[i]);
    }
done:
    cri_table_close(&t);
    return st;
}
