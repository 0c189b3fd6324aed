/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce compare, last pages: variants side by side, what they changed, what rules did, what all of it rests on.
 * The numbers come from src/study; differences are taken replicate by replicate.
 * Common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "cruce/border_lists.h"

static double median_of(const comparison *c, int variant, const cruce_encounters_key *key)
{
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = cruce_border_encounters(c->variant[variant].ensemble, r, key);
    }
    return cruce_spread_of(c->one, c->n_replicates).value[CRUCE_P50];
}

static cruce_encounters_key key_of(const cruce_series *series, int32_t month)
{
    return (cruce_encounters_key){month, series->component, series->sector, series->office,
                                  series->category};
}

static cruce_encounters_key total_key(cruce_component component, int32_t month)
{
    return (cruce_encounters_key){month, component, CRUCE_NONE, CRUCE_NONE, CRUCE_NONE};
}

cruce_spread compare_difference(const comparison *c, int pair, const cruce_encounters_key *key)
{
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = cruce_border_encounters(c->variant[c->pair[pair][0]].ensemble, r, key) -
                    cruce_border_encounters(c->variant[c->pair[pair][1]].ensemble, r, key);
    }
    return cruce_spread_of(c->one, c->n_replicates);
}

int32_t compare_first_difference(const comparison *c)
{
    int32_t n = cruce_border_months_count(c->variant[0].ensemble);
    for (int32_t m = 0; m < n; m++) {
        cruce_encounters_key key = total_key(CRUCE_ALL, m);
        for (int v = 1; v < c->n; v++) {
            double gap = median_of(c, v, &key) - median_of(c, 0, &key);
            if (gap < 0 || gap > 0) {
                return m;
            }
        }
    }
    return n;
}

/* The month whose encounters between ports the variants set apart most. */
static int32_t effect_month(const comparison *c)
{
    int32_t n = cruce_border_months_count(c->variant[0].ensemble), best = n - 1;
    double widest = -1;
    for (int32_t m = compare_first_difference(c); m < n; m++) {
        cruce_encounters_key key = total_key(CRUCE_BETWEEN_PORTS, m);
        const cruce_series *seen = compare_total(c, CRUCE_BETWEEN_PORTS);
        double low = INFINITY, high = -INFINITY;
        for (int v = 0; v < c->n; v++) {
            double value = median_of(c, v, &key);
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        bool is_published = seen != NULL && !isnan(seen->observed[m]);
        if ((is_published || widest < 0) && high - low > widest) {
            widest = high - low;
            best = m;
        }
    }
    return best;
}

/* --- variants side by side --- */

static void print_names(const comparison *c, int width)
{
    for (int v = 0; v < c->n; v++) {
        printf(" %*.*s", width, width, c->variant[v].name);
    }
    putchar('\n');
}

static int name_width(const comparison *c)
{
    int room = 75 / (c->n > 0 ? c->n : 1) - 1;
    return room > 15 ? 15 : room < 9 ? 9 : room;
}

static void print_component(const comparison *c, cruce_component component, const char *heading)
{
    char text[32], month[16];
    int width = name_width(c);
    const cruce_series *seen = compare_total(c, component);
    int32_t n = cruce_border_months_count(c->variant[0].ensemble);
    printf("\n  %-13s %9s", heading, "published");
    print_names(c, width);
    for (int32_t m = compare_first_difference(c); m < n; m++) {
        cruce_encounters_key key = total_key(component, m);
        bool is_seen = seen != NULL && !isnan(seen->observed[m]);
        printf("    %-11s %9s", compare_month(c, m, month),
               is_seen ? cli_grouped(seen->observed[m], text) : "-");
        for (int v = 0; v < c->n; v++) {
            printf(" %*s", width, cli_grouped(median_of(c, v, &key), text));
        }
        putchar('\n');
    }
}

/* "-50 %" of a month against the one before. */
static void print_change(double now, double before, int width)
{
    if (isnan(now) || isnan(before) || before <= 0) {
        printf(" %*s", width, "-");
    } else {
        printf(" %+*.0f %%", width - 2, 100 * (now / before - 1));
    }
}

static bool is_shown_change(const comparison *c, const cruce_series *it, int32_t month)
{
    double before = it->observed[month - 1];
    const cruce_series *all = compare_total(c, CRUCE_BETWEEN_PORTS);
    bool is_part = it->sector != CRUCE_NONE || it->category != CRUCE_NONE;
    return it->kind == CRUCE_SERIES_ENCOUNTERS && it->component == CRUCE_BETWEEN_PORTS &&
           (!is_part || (all != NULL && before > 0.015 * all->observed[month - 1]));
}

static void print_month_changes(const comparison *c, int32_t month)
{
    char name[64], now[16], before[16];
    int width = name_width(c);
    if (month < 1) {
        return;
    }
    compare_month(c, month, now);
    printf("\n  %s against %s, between ports\n  %-13s %9s", now,
           compare_month(c, month - 1, before), "", "published");
    print_names(c, width);
    for (int32_t i = 0; i < c->list.n; i++) {
        const cruce_series *it = &c->list.series[i];
        if (!is_shown_change(c, it, month)) {
            continue;
        }
        cruce_series_name(c->variant[0].scenario, it, name, sizeof name);
        printf("    %-11.11s", name);
        print_change(it->observed[month], it->observed[month - 1], 9);
        for (int v = 0; v < c->n; v++) {
            cruce_encounters_key later = key_of(it, month), earlier = key_of(it, month - 1);
            print_change(median_of(c, v, &later), median_of(c, v, &earlier), width);
        }
        putchar('\n');
    }
}

void compare_print_variants(const comparison *c)
{
    int32_t n = cruce_border_months_count(c->variant[0].ensemble);
    if (c->n < 2) {
        return;
    }
    printf("\nVariants: encounters a month, median\n");
    if (compare_first_difference(c) == n) {
        printf("  All are the same.\n");
        return;
    }
    print_component(c, CRUCE_BETWEEN_PORTS, "between ports");
    print_component(c, CRUCE_AT_PORTS, "at ports");
    print_month_changes(c, effect_month(c));
}

/* --- what a variant changed --- */

typedef struct ranked {
    int32_t series;
    double change;
} ranked;

static int by_change(const void *a, const void *b)
{
    const ranked *x, *y;
    x = a;
    y = b;
    if (x->change < y->change || x->change > y->change) {
        return x->change < y->change ? -1 : 1;
    }
    return (x->series > y->series) - (x->series < y->series);
}

static void print_difference(const comparison *c, int pair, const char *name,
                             const cruce_encounters_key *key)
{
    char band[96], median[32];
    double base = median_of(c, c->pair[pair][1], key);
    cruce_spread change = compare_difference(c, pair, key);
    printf("  %-28.28s %12s   %-36s", name, cli_grouped(base, median),
           compare_band(c, &change, 1, band, sizeof band));
    if (base > 0) {
        printf(" %+6.0f %%", 100 * change.value[CRUCE_P50] / base);
    }
    putchar('\n');
}

/* The nationalities that changed most in a month, both ways. */
static void print_ranked(const comparison *c, int pair, int32_t month)
{
    enum { MOST = 64, SHOWN = 6 };
    ranked rank[MOST];
    int n = 0;
    for (int32_t i = 0; i < c->list.n && n < MOST; i++) {
        const cruce_series *it = &c->list.series[i];
        if (it->kind == CRUCE_SERIES_ENCOUNTERS && it->component == CRUCE_BETWEEN_PORTS &&
            it->category != CRUCE_NONE) {
            cruce_encounters_key key = key_of(it, month);
            double change = fabs(compare_difference(c, pair, &key).value[CRUCE_P50]);
            rank[n++] = (ranked){i, -change};
        }
    }
    qsort(rank, (size_t)n, sizeof *rank, by_change);
    for (int k = 0; k < n && k < SHOWN && rank[k].change < 0; k++) {
        const cruce_series *it = &c->list.series[rank[k].series];
        cruce_encounters_key key = key_of(it, month);
        char name[64];
        snprintf(name, sizeof name, "    %s",
                 c->variant[0].scenario->border.category[it->category]);
        print_difference(c, pair, name, &key);
    }
}

static void print_sectors(const comparison *c, int pair, int32_t month)
{
    const cruce_sectors *sectors = &c->variant[0].scenario->border.sectors;
    for (int32_t s = 0; s < sectors->n; s++) {
        char name[64];
        cruce_encounters_key key = total_key(CRUCE_BETWEEN_PORTS, month);
        key.sector = s;
        snprintf(name, sizeof name, "    %s", sectors->sector[s]);
        print_difference(c, pair, name, &key);
    }
}

/* Value held up at all ports together, mean over the days of a month. */
static void print_held(const comparison *c, int pair, int32_t month)
{
    const cruce_ensemble *a = c->variant[c->pair[pair][0]].ensemble;
    const cruce_ensemble *b = c->variant[c->pair[pair][1]].ensemble;
    int32_t n_ports = c->variant[0].scenario->border.ports.n;
    char band[96];
    for (int32_t r = 0; r < c->n_replicates; r++) {
        c->one[r] = 0;
        for (int32_t q = 0; q < n_ports; q++) {
            int64_t row = cruce_port_month_row(a, month, q);
            c->one[r] += cruce_border_value(a, CRUCE_T_PORT_MONTHS, r, row, CRUCE_PM_HELD_USD) -
                         cruce_border_value(b, CRUCE_T_PORT_MONTHS, r, row, CRUCE_PM_HELD_USD);
        }
    }
    cruce_spread change = cruce_spread_of(c->one, c->n_replicates);
    printf("  %-28s %12s   %s million USD\n", "goods held up, mean of days", "",
           compare_band(c, &change, 1e6, band, sizeof band));
}

/* The month in which a pair is apart most, between ports. */
static int32_t month_of_pair(const comparison *c, int pair)
{
    int32_t n = cruce_border_months_count(c->variant[0].ensemble), best = n - 1;
    double widest = 0;
    for (int32_t m = 0; m < n; m++) {
        cruce_encounters_key key = total_key(CRUCE_BETWEEN_PORTS, m);
        double change = fabs(compare_difference(c, pair, &key).value[CRUCE_P50]);
        if (change > widest) {
            widest = change;
            best = m;
        }
    }
    return best;
}

static void print_pair(const comparison *c, int pair)
{
    int32_t n = cruce_border_months_count(c->variant[0].ensemble), best = month_of_pair(c, pair);
    char text[16], name[64];
    printf("\nWhat %s changed against %s, replicate by replicate\n\n  %-28s %12s   %s\n",
           c->variant[c->pair[pair][0]].name, c->variant[c->pair[pair][1]].name, "encounters",
           "without", "change");
    for (int32_t m = compare_first_difference(c); m < n; m++) {
        cruce_encounters_key key = total_key(CRUCE_BETWEEN_PORTS, m);
        snprintf(name, sizeof name, "%s between ports", compare_month(c, m, text));
        print_difference(c, pair, name, &key);
        if (m == best && pair == 0) { /* one pair in detail is enough for a page */
            print_sectors(c, pair, m);
            print_ranked(c, pair, m);
        }
    }
    for (int32_t m = compare_first_difference(c); m < n; m++) {
        cruce_encounters_key key = total_key(CRUCE_AT_PORTS, m);
        snprintf(name, sizeof name, "%s at ports", compare_month(c, m, text));
        print_difference(c, pair, name, &key);
    }
    print_held(c, pair, best);
}

void compare_print_changes(const comparison *c)
{
    for (int pair = 0; pair < c->n_pairs; pair++) {
        print_pair(c, pair);
    }
}

/* --- what rules did --- */

void compare_print_rules(const comparison *c)
{
    enum { MOST_LINES = 12 };
    for (int v = 0; v < c->n; v++) {
        const cruce_rules_table *rules = &c->variant[v].scenario->border.rules;
        cruce_log_line *lines;
        int64_t n;
        int n_fired = 0;
        if (rules->n == 0 ||
            cruce_border_log(c->variant[v].ensemble, &lines, &n, NULL) != CRUCE_OK) {
            continue;
        }
        printf("\nRules that fired in %s\n\n", c->variant[v].name);
        for (int64_t i = 0; i < n; i++) {
            const cruce_log_entry *it = &lines[i].entry;
            char date[16], seen[32], threshold[32];
            if (it->what != CRUCE_LOG_RULE_FIRED || n_fired++ >= MOST_LINES) {
                continue;
            }
            printf("  %s %-22.22s %3.0f %% saw %s against %s: set %s %s to %g\n",
                   compare_date(c, it->hour / 24, date), rules->rule[it->row],
                   100.0 * lines[i].n_replicates / c->n_replicates, cli_grouped(it->seen, seen),
                   cli_grouped(it->threshold, threshold), rules->measure[it->row],
                   rules->target[it->row], it->value);
        }
        if (n_fired == 0) {
            printf("  none\n");
        } else if (n_fired > MOST_LINES) {
            printf("  ... and %d more (policy_log.csv of cruce run)\n", n_fired - MOST_LINES);
        }
        cruce_log_lines_free(lines);
    }
}

/* --- what it rests on --- */

static void print_qualities(const char *what, const int32_t *count)
{
    const char *comma = "  ";
    printf("  %-24s", what);
    for (int q = 0; q < CRUCE_QUALITY_COUNT; q++) {
        if (count[q] > 0) {
            printf("%s%d %s", comma, (int)count[q], cruce_quality_text(q));
            comma = ", ";
        }
    }
    putchar('\n');
}

static void count_column(const char *what, const int32_t *quality, int32_t n)
{
    int32_t count[CRUCE_QUALITY_COUNT] = {0};
    for (int32_t i = 0; i < n; i++) {
        if (quality[i] >= 0 && quality[i] < CRUCE_QUALITY_COUNT) {
            count[quality[i]]++;
        }
    }
    if (n > 0) {
        print_qualities(what, count);
    }
}

/* Parameters in effect: a row of parameters.csv says how sure it is, else border.def does. */
static void count_parameters(const cruce_border *b)
{
    int32_t n, count[CRUCE_QUALITY_COUNT] = {0};
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    const cruce_parameter_rows *rows = &b->parameter_rows;
    for (int32_t i = 0; i < n; i++) {
        int32_t quality = -1;
        for (int32_t row = 0; row < rows->n; row++) {
            quality =
                strcmp(rows->parameter[row], list[i].name) == 0 ? rows->quality[row] : quality;
        }
        for (int q = 0; q < CRUCE_QUALITY_COUNT && quality < 0; q++) {
            quality = strcmp(cruce_quality_text(q), list[i].quality) == 0 ? q : quality;
        }
        count[quality >= 0 ? quality : 5]++;
    }
    for (int32_t row = 0; row < rows->n; row++) {
        bool is_cell = strchr(rows->parameter[row], '[') != NULL;
        count[is_cell ? rows->quality[row] : 0] += is_cell;
    }
    print_qualities("parameters", count);
}

void compare_print_basis(const comparison *c)
{
    const cruce_border *b = &c->variant[0].scenario->border;
    printf("\nWhat this rests on (rows by quality)\n\n");
    count_parameters(b);
    count_column("nationalities", b->people.quality, b->people.n);
    count_column("sectors", b->sectors.quality, b->sectors.n);
    count_column("crossings and modes", b->ports.quality, b->ports.n);
    count_column("measures", b->measures.quality, b->measures.n);
    count_column("caravans", b->groups.quality, b->groups.n);
    count_column("figures compared with", b->figures.quality, b->figures.n);
    printf(
        "Recalled: general knowledge without a source. Assumed: no source at all. Sources are in\n"
        "the files of the scenario; cruce run writes every number behind these pages.\n");
}
