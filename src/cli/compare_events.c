/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce compare: the course of caravans; closures of crossings with crossings, waits and trade held up.
 * The numbers come from src/study, all of the first variant.
 * No published method here.
 */
#include <math.h>
#include <string.h>

#include "compare.h"
#include "cruce/elementary.h"

/* --- caravans --- */

static const char *nearest_place(const cruce_scenario *sc, double latitude, double longitude)
{
    double best = INFINITY;
    const char *name = "";
    for (int32_t p = 0; p < sc->places.n; p++) {
        double km = cruce_great_circle_km(latitude, longitude, sc->places.x[p], sc->places.y[p]);
        if (km < best) {
            best = km;
            name = sc->places.name[p];
        }
    }
    return name;
}

static cruce_spread group_value(const comparison *c, int32_t day, int32_t group, int32_t column)
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    return cruce_border_spread(e, CRUCE_T_GROUP_DAYS, cruce_group_day_row(e, day, group), column,
                               c->one);
}

/* First day on which the group exists in half of the replicates, and the first after it on which it does not. */
static bool group_span(const comparison *c, int32_t group, int32_t *from, int32_t *until)
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    int32_t first = c->variant[0].scenario->border.report_from_day;
    int32_t n = c->variant[0].scenario->n_days;
    *from = *until = n;
    for (int32_t day = first; day < n; day++) {
        bool exists = cruce_border_spread(e, CRUCE_T_GROUP_DAYS, cruce_group_day_row(e, day, group),
                                          CRUCE_GD_MEMBERS, c->one)
                          .value[CRUCE_P50] > 0;
        *from = exists && *from == n ? day : *from;
        if (!exists && *from < n) {
            *until = day;
            break;
        }
    }
    return *from < n;
}

/* Sizes that reports gave, from figures.csv. */
static void print_reported_sizes(const comparison *c, const char *group)
{
    const cruce_figures *f = &c->variant[0].scenario->border.figures;
    char size[32];
    const char *comma = "  reported elsewhere: ";
    int n = 0;
    for (int32_t row = 0; row < f->n; row++) {
        if (strcmp(f->figure[row], "group_size") == 0 && strcmp(f->target[row], group) == 0) {
            int length = (int)strcspn(f->source[row], ":");
            printf("%s%s (%.*s)", comma, cli_grouped(f->value[row], size),
                   length < 24 ? length : 24, f->source[row]);
            comma = ++n % 3 == 0 ? ",\n    " : ", ";
        }
    }
    printf("%s", n > 0 ? "\n" : "");
}

/* Larger ones among the groups of figures.csv (group_history) that set out before: for statements of rank. */
static void print_rank(const comparison *c, int32_t from_day, double members)
{
    const cruce_figures *f = &c->variant[0].scenario->border.figures;
    int32_t last_larger = INT32_MIN;
    double its = 0;
    char date[16], size[32];
    for (int32_t row = 0; row < f->n; row++) {
        if (strcmp(f->figure[row], "group_history") == 0 && f->value[row] > members &&
            f->start_date[row] < from_day && f->start_date[row] > last_larger) {
            last_larger = f->start_date[row];
            its = f->value[row];
        }
    }
    if (last_larger > INT32_MIN) {
        printf("  last larger one on record: %s, %s persons\n", compare_date(c, last_larger, date),
               cli_grouped(its, size));
    }
}

static void print_group_day(const comparison *c, int32_t group, int32_t day)
{
    char date[16], band[96], said[32];
    const cruce_scenario *sc = c->variant[0].scenario;
    cruce_spread members = group_value(c, day, group, CRUCE_GD_MEMBERS);
    double latitude = group_value(c, day, group, CRUCE_GD_LATITUDE).value[CRUCE_P50];
    double longitude = group_value(c, day, group, CRUCE_GD_LONGITUDE).value[CRUCE_P50];
    printf("  %s  %-26s %10s %8.0f km  near %s\n", compare_date(c, day, date),
           compare_band(c, &members, 1, band, sizeof band),
           cli_grouped(group_value(c, day, group, CRUCE_GD_REPORTED).value[CRUCE_P50], said),
           group_value(c, day, group, CRUCE_GD_TRAVELLED).value[CRUCE_P50],
           nearest_place(sc, latitude, longitude));
}

static void print_group_sums(const comparison *c, int32_t group, int32_t from, int32_t until)
{
    static const struct {
        int32_t column;
        const char *text;
    } what[] = {{CRUCE_GD_JOINED, "joined"},
                {CRUCE_GD_LEFT, "left"},
                {CRUCE_GD_STOPPED, "stopped at checkpoints"},
                {CRUCE_GD_ACCEPTED, "took buses and papers"}};
    const cruce_ensemble *e = c->variant[0].ensemble;
    char size[32];
    const char *comma = "  ";
    for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
        for (int32_t r = 0; r < c->n_replicates; r++) {
            c->one[r] = 0;
            for (int32_t day = from; day < until; day++) {
                int64_t row = cruce_group_day_row(e, day, group);
                c->one[r] += cruce_border_value(e, CRUCE_T_GROUP_DAYS, r, row, what[i].column);
            }
        }
        cruce_spread sum = cruce_spread_of(c->one, c->n_replicates);
        printf("%s%s %s", comma, what[i].text, cli_grouped(sum.value[CRUCE_P50], size));
        comma = ", ";
    }
    putchar('\n');
}

static void print_group(const comparison *c, int32_t group)
{
    const cruce_groups *groups = &c->variant[0].scenario->border.groups;
    int32_t from, until, n_days = c->variant[0].scenario->n_days;
    char date[16];
    if (!group_span(c, group, &from, &until)) {
        return;
    }
    printf("\nCaravan %s (%s)\n\n  %-10s  %-26s %10s %11s\n", groups->group[group],
           c->variant[0].name, "", "members", "reported", "travelled");
    for (int32_t day = from, step = 1; day < until; day += step) {
        step = day - from < 2 ? 1 : day - from < 10 ? 2 : 14;
        print_group_day(c, group, day);
    }
    if (until < n_days) {
        printf("  %s  gone: dissolved, or too few to be a group\n", compare_date(c, until, date));
    }
    print_group_sums(c, group, from, until + 1 < n_days ? until + 1 : n_days);
    print_reported_sizes(c, groups->group[group]);
    print_rank(c, from, group_value(c, from, group, CRUCE_GD_MEMBERS).value[CRUCE_P50]);
}

void compare_print_groups(const comparison *c)
{
    for (int32_t g = 0; g < c->variant[0].scenario->border.groups.n; g++) {
        print_group(c, g);
    }
}

/* --- closures --- */

typedef struct closure {
    int32_t measure;
    int32_t from_day, until_day; /* until_day is the day of the reopening, or the end of the run */
} closure;

/* When a closure ends: at its own `until`, else with the next row on the same target. */
static int32_t end_of(const cruce_scenario *sc, int32_t row)
{
    const cruce_measures *m = &sc->border.measures;
    int32_t end = m->until_hour[row] < INT32_MAX ? m->until_hour[row] / 24 : sc->n_days;
    for (int32_t i = row + 1; i < m->n; i++) {
        if (m->kind[i] == CRUCE_MEASURE_port_state && strcmp(m->target[i], m->target[row]) == 0 &&
            m->from_hour[i] > m->from_hour[row]) {
            return m->from_hour[i] / 24 < end ? m->from_hour[i] / 24 : end;
        }
    }
    return end < sc->n_days ? end : sc->n_days;
}

static double port_month(const comparison *c, int32_t month, cruce_port_id port, int32_t column)
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    if (month < 0 || month >= cruce_border_months_count(e)) {
        return (double)NAN;
    }
    return cruce_border_spread(e, CRUCE_T_PORT_MONTHS, cruce_port_month_row(e, month, port), column,
                               c->one)
        .value[CRUCE_P50];
}

/* Whether a row is the only one of its port and mode. */
static bool is_alone(const cruce_ports *ports, cruce_port_id port)
{
    for (int32_t q = 0; q < ports->n; q++) {
        if (q != port && ports->mode[q] == ports->mode[port] &&
            strcmp(ports->port[q], ports->port[port]) == 0) {
            return false;
        }
    }
    return true;
}

static double published_crossings(const comparison *c, int32_t month, cruce_port_id port)
{
    const cruce_ports *ports = &c->variant[0].scenario->border.ports;
    for (int32_t i = 0; i < c->list.n; i++) {
        const cruce_series *it = &c->list.series[i];
        bool is_it = it->port == port && (!it->whole_port || is_alone(ports, port));
        if (it->kind == CRUCE_SERIES_CROSSINGS && is_it && month >= 0 && month < c->list.n_months &&
            !isnan(it->observed[month])) {
            return it->observed[month];
        }
    }
    return (double)NAN;
}

/* Month before the closure, the month in which it was closed longest, month after it. */
static void choose_months(const comparison *c, const closure *it, cruce_port_id port,
                          int32_t month[3])
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    int32_t first = cruce_border_month_of(e, it->from_day);
    int32_t last = cruce_border_month_of(e, it->until_day - 1);
    double most = -1;
    month[0] = first - 1;
    month[2] = last + 1;
    for (int32_t m = first; m <= last; m++) {
        double closed = port_month(c, m, port, CRUCE_PM_CLOSED_HOURS);
        if (closed > most) {
            most = closed;
            month[1] = m;
        }
    }
}

static void print_crossed(const comparison *c, const int32_t month[3], cruce_port_id port)
{
    for (int i = 0; i < 3; i++) {
        char ours[32], seen[32] = "", cell[72];
        double crossed = port_month(c, month[i], port, CRUCE_PM_CROSSED);
        double published = published_crossings(c, month[i], port);
        if (isnan(crossed)) {
            printf(" %16s", "-");
            continue;
        }
        snprintf(cell, sizeof cell, "%s%s%s%s", cli_grouped(crossed, ours),
                 isnan(published) ? "" : " (", isnan(published) ? "" : cli_grouped(published, seen),
                 isnan(published) ? "" : ")");
        printf(" %16s", cell);
    }
}

static void name_port(const cruce_ports *ports, cruce_port_id q, char *text, size_t size)
{
    snprintf(text, size, "%s:%s", ports->crossing[q], cruce_mode_text((cruce_mode)ports->mode[q]));
}

/* Calls `print` for every row of ports.csv that a closure within the run shuts; returns how many there are. */
static int each_closure(const comparison *c,
                        void (*print)(const comparison *c, const closure *it, cruce_port_id port))
{
    int n = 0;
    const cruce_scenario *sc = c->variant[0].scenario;
    const cruce_measures *m = &sc->border.measures;
    for (int32_t row = 0; row < m->n; row++) {
        closure it = {row, m->from_hour[row] / 24, 0};
        if (m->kind[row] != CRUCE_MEASURE_port_state || m->number[row] > 0 ||
            it.from_day < sc->border.report_from_day || it.from_day >= sc->n_days) {
            continue;
        }
        it.until_day = end_of(sc, row);
        if (it.until_day == it.from_day) {
            it.until_day++;
        }
        for (int32_t i = 0; i < m->on[row].n_ports; i++) {
            print(c, &it, m->on[row].first_port + i);
            n++;
        }
    }
    return n;
}

static void print_closure(const comparison *c, const closure *it, cruce_port_id port)
{
    char name[96], from[16], until[16];
    int32_t month[3] = {0};
    bool is_open_end = it->until_day >= c->variant[0].scenario->n_days;
    choose_months(c, it, port, month);
    name_port(&c->variant[0].scenario->border.ports, port, name, sizeof name);
    printf("  %-29.29s %s - %-6s", name, compare_date(c, it->from_day, from) + 2,
           is_open_end ? "end" : compare_date(c, it->until_day, until) + 5);
    print_crossed(c, month, port);
    putchar('\n');
}

/* Highest value held up on a day of the closure or the fortnight after it, and the cost of all its delay. */
static void print_held(const comparison *c, const closure *it, cruce_port_id port)
{
    const cruce_ensemble *e = c->variant[0].ensemble;
    char name[96], from[16], held[96], cost[96];
    int32_t month[3] = {0}, n_days = c->variant[0].scenario->n_days;
    int32_t last = it->until_day + 14 < n_days ? it->until_day + 14 : n_days;
    choose_months(c, it, port, month);
    name_port(&c->variant[0].scenario->border.ports, port, name, sizeof name);
    printf("  %-29.29s %s ", name, compare_date(c, it->from_day, from) + 2);
    for (int i = 0; i < 3; i++) {
        double wait_min = port_month(c, month[i], port, CRUCE_PM_WAIT_MEAN);
        char cell[16];
        snprintf(cell, sizeof cell, isnan(wait_min) ? "-" : "%.0f", wait_min);
        printf(" %6s", cell);
    }
    if (cruce_trade_day_row(e, it->from_day, port) < 0) {
        printf("   no goods\n");
        return;
    }
    cruce_spread of[2];
    for (int what = 0; what < 2; what++) {
        for (int32_t r = 0; r < c->n_replicates; r++) {
            c->one[r] = 0;
            for (int32_t day = it->from_day; day < last; day++) {
                int64_t row = cruce_trade_day_row(e, day, port);
                double usd = cruce_border_value(e, CRUCE_T_TRADE_DAYS, r, row,
                                                what == 0 ? CRUCE_TD_HELD_USD : CRUCE_TD_DELAY_USD);
                c->one[r] = what == 1 ? c->one[r] + usd : usd > c->one[r] ? usd : c->one[r];
            }
        }
        of[what] = cruce_spread_of(c->one, c->n_replicates);
    }
    printf("   %-20s %s\n", compare_band(c, &of[0], 1e6, held, sizeof held),
           compare_band(c, &of[1], 1e6, cost, sizeof cost));
}

void compare_print_closures(const comparison *c)
{
    printf("\nClosures of crossings (%s): who crossed in a month, published in brackets\n\n"
           "  %-29s %-17s %16s %16s %16s\n",
           c->variant[0].name, "", "closed", "month before", "most closed", "month after");
    if (each_closure(c, print_closure) == 0) {
        printf("  none\n");
        return;
    }
    printf(
        "\nWaits there, and trade held up\n\n  %-29s %-8s  %20s   %s\n  %-29s %-8s  %6s %6s %6s   "
        "%-20s %s\n",
        "", "", "mean wait, minutes", "million USD", "", "from", "before", "during", "after",
        "held up at most", "cost of delay");
    each_closure(c, print_held);
    printf("\nHeld up: the goods that wait on the worst day. Cost: what the delay of all days "
           "costs.\n");
}
