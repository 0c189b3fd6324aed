/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the columns actor, measure, target and value of measures.csv and rules.csv: which measure, on what, whose
 *         territory that is, and to which value
 * Leaves  when to border_measures.c, at which meetings to border_rules.c
 * Source  params/measures.def; a measure works on its government's own territory
 */
#include <stdio.h>
#include <string.h>

#include "input/border_table.h"

enum { MOST_ACTORS = 32, MOST_COUNTRIES = 32 /* of a place */ };

bool cri_measure_of_row(const cri_border_table *t, int32_t row, cruce_measure_kind *kind)
{
    const char *names[CRUCE_MEASURE_KINDS];
    cri_cell cell = cri_table_cell(t, row, "measure");
    if (cri_cell_is_blank(cell)) {
        return false; /* reported as a blank cell */
    }
    for (int i = 0; i < CRUCE_MEASURE_KINDS; i++) {
        names[i] = cruce_measures_list()[i].name;
        if (strcmp(names[i], cell.text) == 0) {
            *kind = (cruce_measure_kind)i;
            return true;
        }
    }
    const char *near = cri_is_worth_a_hint(t->r, t->csv.path, CRUCE_MEASURE_KINDS)
                           ? cri_nearest_name(cell.text, names, CRUCE_MEASURE_KINDS)
                           : NULL;
    cri_table_problem(t, row, "measure", "which is no measure", near);
    return false;
}

/* --- targets --- */

static bool wrong_target(const cri_border_table *t, int32_t row, cruce_measure_kind kind)
{
    char expected[160];
    snprintf(expected, sizeof expected, "%s for %s", cruce_measures_list()[kind].form,
             cruce_measures_list()[kind].name);
    cri_table_expected(t, row, "target", expected);
    return false;
}

/* A name that should be in a file and is not. */
static bool unknown_target(const cri_border_table *t, int32_t row, const char *what,
                           const char *name)
{
    char sentence[80];
    const char *file = strcmp(what, "offices") == 0 ? "ports" : what;
    if (!cri_border_names_are_known(t->r, what)) {
        return false;
    }
    snprintf(sentence, sizeof sentence, "%swhich is not in %s.csv",
             strcmp(what, "offices") == 0 ? "a field office " : "",
             strcmp(what, "places") == 0 ? "locations" : file);
    cri_table_problem(t, row, "target", sentence, cri_border_near(t->r, t->csv.path, what, name));
    return false;
}

/* A name of `what`, or with `all` nothing for all of them. */
static bool read_name(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                      const char *what, bool all, cruce_target *on)
{
    const char *text = cri_table_cell(t, row, "target").text;
    if (text[0] == '\0') {
        return all || wrong_target(t, row, kind);
    }
    on->row = cri_border_find(t->r, what, text);
    return on->row != CRUCE_NONE || unknown_target(t, row, what, text);
}

static cruce_mode mode_of(const char *text)
{
    int mode = 0;
    while (mode < CRUCE_MODES && strcmp(cruce_mode_text((cruce_mode)mode), text) != 0) {
        mode++;
    }
    return (cruce_mode)mode;
}

/* crossing:mode or crossing:all, and a mode alone where the measure takes it */
static bool read_crossing(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                          cruce_target *on)
{
    const cruce_ports *ports = &t->r->scenario->border.ports;
    const char *text = cri_table_cell(t, row, "target").text, *colon = strrchr(text, ':');
    if (colon == NULL && on->kind == CRUCE_ON_MODE) {
        on->mode = mode_of(text);
        return on->mode != CRUCE_MODES || wrong_target(t, row, kind);
    }
    if (colon == NULL) {
        return wrong_target(t, row, kind);
    }
    on->first_port = cri_find_crossing(ports, text, (size_t)(colon - text), &on->n_ports);
    if (on->first_port != CRUCE_NONE && strcmp(colon + 1, "all") == 0) {
        return true;
    }
    on->mode = mode_of(colon + 1);
    for (int32_t i = 0; i < on->n_ports; i++) {
        if (ports->mode[on->first_port + i] == (int32_t)on->mode) {
            on->first_port += i;
            on->n_ports = 1;
            return true;
        }
    }
    return unknown_target(t, row, "ports", text);
}

/* office:mode or office:contraband */
static bool read_job(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                     cruce_target *on)
{
    cri_part office;
    const char *text = cri_table_cell(t, row, "target").text, *colon = strrchr(text, ':');
    if (colon == NULL || (size_t)(colon - text) >= sizeof office.text) {
        return wrong_target(t, row, kind);
    }
    memcpy(office.text, text, (size_t)(colon - text));
    office.text[colon - text] = '\0';
    on->row = cri_border_find(t->r, "offices", office.text);
    on->mode = mode_of(colon + 1);
    if (on->mode == CRUCE_MODES && strcmp(colon + 1, "contraband") != 0) {
        return wrong_target(t, row, kind);
    }
    return on->row != CRUCE_NONE || unknown_target(t, row, "offices", office.text);
}

/* place>place: the link that leads from the one to the other; of parallel ones the first */
static bool read_link(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                      cruce_target *on)
{
    const cruce_scenario *scenario = t->r->scenario;
    cri_part from, to;
    const char *at = cri_table_cell(t, row, "target").text;
    if (strchr(at, '>') == NULL || !cri_next_part(&at, '>', &from) ||
        !cri_next_part(&at, '>', &to) || at != NULL) {
        return wrong_target(t, row, kind);
    }
    int32_t p = cri_place_of_name(&scenario->places, from.text);
    int32_t p2 = cri_place_of_name(&scenario->places, to.text);
    if (p == CRUCE_NONE || p2 == CRUCE_NONE) {
        return unknown_target(t, row, "places", p == CRUCE_NONE ? from.text : to.text);
    }
    for (int32_t k = scenario->links.first_out[p]; k < scenario->links.first_out[p + 1]; k++) {
        if (scenario->links.to[k] == p2) {
            on->row = k;
            return true;
        }
    }
    cri_table_problem(t, row, "target", "but no road of routes.csv joins the two", NULL);
    return false;
}

bool cri_target_of_row(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                       cruce_target *on)
{
    const char *text = cri_table_cell(t, row, "target").text;
    *on = (cruce_target){.kind = cruce_measure_target(kind),
                         .row = CRUCE_NONE,
                         .first_port = CRUCE_NONE,
                         .mode = CRUCE_MODES};
    switch (on->kind) {
    case CRUCE_ON_CROSSING:
    case CRUCE_ON_MODE:
        return read_crossing(t, row, kind, on);
    case CRUCE_ON_JOB:
        return read_job(t, row, kind, on);
    case CRUCE_ON_OFFICE:
        return read_name(t, row, kind, "offices", false, on);
    case CRUCE_ON_SECTOR:
        return read_name(t, row, kind, "sectors", true, on);
    case CRUCE_ON_NATION:
        return read_name(t, row, kind, "people", true, on);
    case CRUCE_ON_PLACE:
        return read_name(t, row, kind, "places", false, on);
    case CRUCE_ON_LINK:
        return read_link(t, row, kind, on);
    case CRUCE_ON_GOVERNMENT:
        return read_name(t, row, kind, "governments", false, on);
    case CRUCE_ON_NOTHING:
        return text[0] == '\0' || strcmp(text, "-") == 0 || wrong_target(t, row, kind);
    }
    return false;
}

/* --- whose territory --- */

typedef struct actors {
    const cri_reading *r;
    const cruce_scenario *scenario;
    int32_t n;
    cruce_government_id government[MOST_ACTORS];
} actors;

static bool is_one_of(const actors *a, cruce_government_id government)
{
    for (int32_t i = 0; i < a->n; i++) {
        if (a->government[i] == government) {
            return true;
        }
    }
    return government == CRUCE_NONE; /* a port or sector without one was reported */
}

/* One of the countries of a place ('PA/CR') is theirs. */
static bool have_place(const actors *a, cruce_place_id place)
{
    cri_part country;
    const char *at = a->scenario->places.country[place];
    for (int32_t i = 0; i < MOST_COUNTRIES && cri_next_part(&at, '/', &country); i++) {
        int32_t government = cri_government_of_country(a->r, country.text);
        if (government != CRUCE_NONE && is_one_of(a, government)) {
            return true;
        }
    }
    return false;
}

static bool have_ports(const actors *a, const cruce_target *on)
{
    const cruce_ports *ports = &a->scenario->border.ports;
    int32_t first = on->first_port != CRUCE_NONE ? on->first_port : 0;
    int32_t n = on->first_port != CRUCE_NONE ? on->n_ports : ports->n;
    for (int32_t q = first; q < first + n; q++) {
        if ((on->mode == CRUCE_MODES || ports->mode[q] == (int32_t)on->mode) &&
            !is_one_of(a, ports->government[q])) {
            return false;
        }
    }
    return true;
}

static bool have_sectors(const actors *a, const cruce_target *on)
{
    const cruce_sectors *sectors = &a->scenario->border.sectors;
    for (int32_t s = 0; s < sectors->n; s++) {
        if ((on->row == CRUCE_NONE || on->row == s) && !is_one_of(a, sectors->government[s])) {
            return false;
        }
    }
    return true;
}

/* Nationalities, and measures on nothing, are nobody's territory. */
static bool have_target(const actors *a, const cruce_target *on)
{
    const cruce_links *links = &a->scenario->links;
    switch (on->kind) {
    case CRUCE_ON_CROSSING:
    case CRUCE_ON_MODE:
        return have_ports(a, on);
    case CRUCE_ON_JOB:
    case CRUCE_ON_OFFICE:
        return is_one_of(a, a->scenario->border.office_government[on->row]);
    case CRUCE_ON_SECTOR:
        return have_sectors(a, on);
    case CRUCE_ON_PLACE:
        return have_place(a, on->row);
    case CRUCE_ON_LINK:
        return have_place(a, links->from[on->row]) || have_place(a, links->to[on->row]);
    case CRUCE_ON_GOVERNMENT:
        return is_one_of(a, on->row);
    case CRUCE_ON_NATION:
    case CRUCE_ON_NOTHING:
        break;
    }
    return true;
}

/* Things that happen without a government. */
static bool may_be_nobodys(cruce_measure_kind kind)
{
    return kind == CRUCE_MEASURE_caravan_depart || kind == CRUCE_MEASURE_info_shock ||
           kind == CRUCE_MEASURE_demand_shift || kind == CRUCE_MEASURE_fee_shift;
}

/* False after a report if one of them is no government. */
static bool read_actors(const cri_border_table *t, int32_t row, actors *a)
{
    cri_part part;
    bool known = true;
    const char *text = cri_table_cell(t, row, "actor").text, *at = text;
    while (cri_next_part(&at, '+', &part)) {
        int32_t government = cri_border_find(t->r, "governments", part.text);
        if (government == CRUCE_NONE) {
            known = false;
            if (cri_border_names_are_known(t->r, "governments")) {
                cri_table_problem(t, row, "actor",
                                  strcmp(part.text, text) == 0
                                      ? "which is not in governments.csv"
                                      : "of which one is not in governments.csv",
                                  cri_border_near(t->r, t->csv.path, "governments", part.text));
            }
        } else if (a->n < MOST_ACTORS) {
            a->government[a->n++] = government;
        }
    }
    return known;
}

void cri_check_actor(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                     const cruce_target *on)
{
    char sentence[160], shown[72];
    actors a = {.r = t->r, .scenario = t->r->scenario};
    cri_cell actor = cri_table_cell(t, row, "actor");
    if (cri_cell_is_blank(actor)) {
        return; /* reported */
    }
    if (strcmp(actor.text, "-") == 0) {
        if (!may_be_nobodys(kind)) {
            snprintf(sentence, sizeof sentence, "a government, as %s is the measure of one",
                     cruce_measures_list()[kind].name);
            cri_table_expected(t, row, "actor", sentence);
        }
    } else if (read_actors(t, row, &a) && !have_target(&a, on)) {
        bool is_all = cri_cell_is_blank(cri_table_cell(t, row, "target"));
        snprintf(sentence, sizeof sentence, "which is not%s on the territory of %s",
                 is_all ? " (it means all of them)" : "", cri_shown(actor.text, shown));
        cri_table_problem(t, row, "target", sentence, NULL);
    }
}

/* --- values --- */

bool cri_measure_value_of(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                          const char *text, double *number)
{
    static const char words[] = "closed|partial|open"; /* 0, 0.5, 1 */
    const cruce_measure_info *info = &cruce_measures_list()[kind];
    char expected[160];
    if (kind == CRUCE_MEASURE_port_state) {
        int32_t choice = cri_choice_of(words, text, strlen(text));
        *number = choice / 2.0;
        if (choice == CRUCE_NONE) {
            cri_table_expected(t, row, "value", "open, partial or closed");
        }
        return choice != CRUCE_NONE;
    }
    if (!cri_parse_f64(text, number) || !(*number >= info->least && *number <= info->most)) {
        cri_range_text(false, info->least, info->most, info->unit, expected);
        cri_table_expected(t, row, "value", expected);
        return false;
    }
    return true;
}
