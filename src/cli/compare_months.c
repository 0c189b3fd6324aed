/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce compare, first pages: encounters by month beside the published ones, and figures that were reported.
 * The numbers come from src/study.
 * No published method here.
 */
#include <math.h>
#include <string.h>

#include "compare.h"

/* --- what the pages share --- */

const char *compare_date(const comparison *c, int32_t day, char text[16])
{
    cruce_date_text(c->variant[0].scenario->start_days + day, text);
    return text;
}

const char *compare_month(const comparison *c, int32_t month, char text[16])
{
    int32_t from, until;
    cruce_border_month_days(c->variant[0].ensemble, month, &from, &until);
    compare_date(c, from, text);
    text[7] = '\0';
    return text;
}

const cruce_series *compare_total(const comparison *c, cruce_component component)
{
    for (int32_t i = 0; i < c->list.n; i++) {
        const cruce_series *it = &c->list.series[i];
        if (it->kind == CRUCE_SERIES_ENCOUNTERS && it->component == component &&
            it->sector == CRUCE_NONE && it->office == CRUCE_NONE && it->category == CRUCE_NONE) {
            return it;
        }
    }
    return NULL;
}

const char *compare_band(const comparison *c, const cruce_spread *spread, double divide, char *text,
                         size_t size)
{
    char median[32], low[32], high[32];
    cli_grouped(spread->value[CRUCE_P50] / divide, median);
    if (c->n_replicates > 1) {
        snprintf(text, size, "%s (%s to %s)", median,
                 cli_grouped(spread->value[CRUCE_P05] / divide, low),
                 cli_grouped(spread->value[CRUCE_P95] / divide, high));
    } else {
        snprintf(text, size, "%s", median);
    }
    return text;
}

cruce_spread compare_encounters(const comparison *c, const compare_variant *v,
                                cruce_component component, int32_t from_day, int32_t until_day)
{
    bool at = component != CRUCE_BETWEEN_PORTS, between = component != CRUCE_AT_PORTS;
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = 0;
        for (int32_t day = from_day; day < until_day; day++) {
            int64_t row = cruce_encounter_day_row(v->ensemble, day, CRUCE_AT_PORTS);
            c->one[r] += at ? cruce_border_value(v->ensemble, CRUCE_T_ENCOUNTERS, r, row, 0) : 0;
            row = cruce_encounter_day_row(v->ensemble, day, CRUCE_BETWEEN_PORTS);
            c->one[r] +=
                between ? cruce_border_value(v->ensemble, CRUCE_T_ENCOUNTERS, r, row, 0) : 0;
        }
    }
    return cruce_spread_of(c->one, c->n_replicates);
}

/* --- encounters by month --- */

static const cruce_component component_of[] = {CRUCE_ALL, CRUCE_AT_PORTS, CRUCE_BETWEEN_PORTS};

/* "  123,456  125,000   +1.3 %", with blanks where nothing was published. */
static void print_pair(const comparison *c, cruce_component component, int32_t month)
{
    const cruce_series *series = compare_total(c, component);
    cruce_encounters_key key = {month, component, CRUCE_NONE, CRUCE_NONE, CRUCE_NONE};
    char text[32];
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = cruce_border_encounters(c->variant[0].ensemble, r, &key);
    }
    double ours = cruce_spread_of(c->one, c->n_replicates).value[CRUCE_P50];
    double seen = series != NULL ? series->observed[month] : (double)NAN;
    printf(" %10s", isnan(seen) ? "-" : cli_grouped(seen, text));
    printf(" %9s", cli_grouped(ours, text));
    if (isnan(seen)) {
        printf(" %8s", "");
    } else {
        printf(" %+6.1f %%", 100 * (ours / seen - 1));
    }
}

/* Whether the run reports only some of a month's days: they stand beside no published month. */
static bool is_part(const comparison *c, int32_t from, int32_t until)
{
    char first[16], next[16];
    return strcmp(compare_date(c, from, first) + 8, "01") != 0 ||
           strcmp(compare_date(c, until, next) + 8, "01") != 0;
}

void compare_print_months(const comparison *c)
{
    char text[16];
    bool has_part = false;
    int32_t n = cruce_border_months_count(c->variant[0].ensemble), from, until;
    int32_t fit_until = c->variant[0].scenario->border.fit_until_day;
    printf("\nEncounters a month (%s)\n\n%-9s %29s %29s %29s\n%-9s", c->variant[0].name, "", "all",
           "at ports of entry", "between ports", "");
    for (int i = 0; i < 3; i++) {
        printf(" %10s %9s %8s", "published", "simulated", "off by");
    }
    putchar('\n');
    for (int32_t m = 0; m < n; m++) {
        cruce_border_month_days(c->variant[0].ensemble, m, &from, &until);
        bool part = is_part(c, from, until);
        printf("%s%s", compare_month(c, m, text),
               part                                      ? " p"
               : fit_until > 0 && until - 1 <= fit_until ? " f"
                                                         : "  ");
        has_part = has_part || part;
        for (int i = 0; i < 3; i++) {
            print_pair(c, component_of[i], m);
        }
        putchar('\n');
    }
    if (fit_until > 0) {
        printf("f: fitted; figures of the other months set no parameter%s.\n",
               cli_deal_note(c->variant[0].scenario));
    }
    if (has_part) {
        printf("p: only a part of the month is reported.\n");
    }
}

/* --- what was said --- */

static const char *component_words(cruce_component component)
{
    return component == CRUCE_ALL        ? "all encounters"
           : component == CRUCE_AT_PORTS ? "at ports"
                                         : "between ports";
}

/* Published mean a day of the whole month that holds a day; NaN: none. */
static double published_per_day(const comparison *c, cruce_component component, int32_t day)
{
    const cruce_series *series = compare_total(c, component);
    int32_t m = cruce_border_month_of(c->variant[0].ensemble, day), from, until;
    if (series == NULL || m == CRUCE_NONE) {
        return (double)NAN;
    }
    cruce_border_month_days(c->variant[0].ensemble, m, &from, &until);
    return series->observed[m] / (until - from);
}

static void print_simulated(const comparison *c, cruce_component component, int32_t from,
                            int32_t until, double divide)
{
    char band[96], seen[32];
    cruce_spread ours = compare_encounters(c, &c->variant[0], component, from, until);
    printf("      %-16s simulated %s", component_words(component),
           compare_band(c, &ours, divide, band, sizeof band));
    double published = published_per_day(c, component, from);
    if (divide > 1 && !isnan(published)) {
        printf("; published, mean of the month: %s", cli_grouped(published, seen));
    }
    putchar('\n');
}

/* Figures to be shown that count encounters: over their days, in the definition that was said and in the others. */
static void print_said_encounters(const comparison *c, const cruce_figures *f, int32_t row)
{
    char from[16], last[16], said[32];
    int32_t day = f->start_date[row], until = f->end_date[row] + 1;
    bool is_rate = strcmp(f->unit[row], "persons/day") == 0;
    double divide = is_rate ? until - day : 1;
    cruce_component component = (cruce_component)f->component[row];
    compare_date(c, day, from);
    compare_date(c, until - 1, last);
    printf("  %s%s%s: %s%s, %s\n    %.88s\n", from, until - day > 1 ? " to " : "",
           until - day > 1 ? last : "", cli_grouped(f->value[row], said), is_rate ? " a day" : "",
           component_words(component), f->source[row]);
    print_simulated(c, component, day, until, divide);
    if (component != CRUCE_ALL) {
        print_simulated(c, CRUCE_ALL, day, until, divide);
    }
}

static void print_said_custody(const comparison *c, const cruce_figures *f, int32_t row)
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    const cruce_sectors *sectors = &c->variant[0].scenario->border.sectors;
    char date[16], said[32], band[96];
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = 0;
        for (int32_t s = 0; s < sectors->n; s++) {
            bool counts = f->sector[row] == CRUCE_NONE || f->sector[row] == s;
            int64_t at = cruce_custody_day_row(e, f->start_date[row], s);
            c->one[r] += counts ? cruce_border_value(e, CRUCE_T_CUSTODY_DAYS, r, at, 0) : 0;
        }
    }
    cruce_spread ours = cruce_spread_of(c->one, c->n_replicates);
    printf("  %s: %8s in custody%s%s; simulated %s\n", compare_date(c, f->start_date[row], date),
           cli_grouped(f->value[row], said), f->sector[row] != CRUCE_NONE ? ", " : "",
           f->sector[row] != CRUCE_NONE ? sectors->sector[f->sector[row]] : "",
           compare_band(c, &ours, 1, band, sizeof band));
}

void compare_print_said(const comparison *c)
{
    const cruce_figures *f = &c->variant[0].scenario->border.figures;
    const cruce_ensemble *e = c->variant[0].ensemble;
    enum { SHOW = 2 }; /* score|input|show */
    int n = 0;
    printf("\nFigures that were reported, and what they count\n\n");
    for (int32_t row = 0; row < f->n; row++) {
        bool is_kept = cruce_border_month_of(e, f->start_date[row]) != CRUCE_NONE &&
                       cruce_border_month_of(e, f->end_date[row]) != CRUCE_NONE;
        if (f->use[row] != SHOW || !is_kept) {
            continue;
        }
        if (f->component[row] != CRUCE_NO_COMPONENT && f->category[row] == CRUCE_NONE &&
            f->target[row][0] == '\0' && strncmp(f->unit[row], "persons", 7) == 0) {
            print_said_encounters(c, f, row);
            n++;
        } else if (strcmp(f->figure[row], "custody") == 0 &&
                   (f->sector[row] != CRUCE_NONE || f->target[row][0] == '\0')) {
            print_said_custody(c, f, row);
            n++;
        }
    }
    fputs(n == 0 ? "  none\n" : "", stdout);
}
