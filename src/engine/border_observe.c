/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    what is counted and when it is known: monthly figures by component, sector and published group, late and before
 *         revision; daily figures for the governments' own use, a day late and with the noise of counting
 * Leaves  what is done about them to border_reviews.c
 * Source  design notes 3.12: publication 13 to 26 days after the month, revisions of 0.3 % with a spread of 0.4 %
 *
 * What happened on the last days is kept as whole numbers, whether a rule asks for it or not: a run that continues from a
 * saved state may have other rules.
 */
#include "border_observe.h"

#include <math.h>
#include <string.h>

enum {
    OPEN_MONTHS = 5, /* publish_lag_days is at most 90: today's month and four before it */
    DAYS_LEAST = 40, /* kept for rules that are added later */
    WAIT_PARTS =
        1024 /* of a minute: waits are whole, so that sums do not depend on where they begin */
};

/* A metric that rules look at, as the governments count it themselves; sums from the first day on. */
typedef struct own_count {
    cruce_metric metric;
    uint64_t actor;
    double *sum;    /* [n_days + 1] */
    double *weight; /* [n_days + 1] days, or units that waited */
} own_count;

/* What happened on one day, where in a row of desk->history it stands. */
typedef struct history_columns {
    int64_t between;  /* sector * n_categories + category: persons */
    int64_t at_ports; /* category: persons */
    int64_t custody;  /* sector: persons */
    int64_t waited;   /* sector, behind them those without: parts of minutes of all units */
    int64_t units;    /* the same: units that waited */
    int64_t width;
} history_columns;

struct cri_observer_desk {
    own_count *count; /* [n_counts] */
    int32_t n_counts;
    int32_t *count_of_rule; /* [rules.n] */
    history_columns column;
    int32_t keeps;      /* days */
    int32_t known_from; /* first day whose counts are known */
    int64_t *history;   /* [day % keeps * column.width] */
    double *minutes;    /* [n_sectors + 1] scratch */
    int64_t
        *month_between; /* [(month % OPEN_MONTHS * n_sectors + sector) * n_categories + category] */
    int64_t *month_at_ports; /* [month % OPEN_MONTHS * n_categories + category] */
    int32_t published;       /* months of the simulation that are done */
    double *
        released; /* [(n_sectors + 1) * (n_categories + 1)] scratch: sums in the last row and column */
    cruce_publication *publication; /* [publications_at_once()] */
};

/* --- the governments' own counts --- */

static bool same_metric(const cruce_metric *a, const cruce_metric *b)
{
    return a->what == b->what && a->component == b->component && a->sector == b->sector &&
           a->category == b->category;
}

/* Noise belongs to the figure, whatever rules there are besides. */
static uint64_t actor_of(const cruce_border *t, const cruce_metric *m)
{
    uint64_t actor = cruce_actor_mix((uint64_t)m->what * 16 + (uint64_t)m->component,
                                     m->sector == CRUCE_NONE ? 0 : t->sectors.actor[m->sector]);
    return cruce_actor_mix(actor, m->category == CRUCE_NONE
                                      ? 0
                                      : cruce_actor_of_name(t->category[m->category]));
}

static void create_counts(cri_border *b, struct cri_observer_desk *d)
{
    const cruce_rules_table *rules = &b->tables->rules;
    int64_t days = (int64_t)b->run->scenario->n_days + 1;
    for (int32_t r = 0; r < rules->n && !b->no_memory; r++) {
        int32_t i = 0;
        while (i < d->n_counts && !same_metric(&d->count[i].metric, &rules->metric_of[r])) {
            i++;
        }
        d->count_of_rule[r] = i;
        if (i == d->n_counts) {
            d->count[d->n_counts++] = (own_count){
                .metric = rules->metric_of[r],
                .actor = actor_of(b->tables, &rules->metric_of[r]),
                .sum = cri_border_column(b, days, sizeof(double)),
                .weight = cri_border_column(b, days, sizeof(double)),
            };
        }
    }
}

/* As many days as rules look back, and some for rules that are added. */
static void lay_out_history(cri_border *b, struct cri_observer_desk *d)
{
    const cruce_rules_table *rules = &b->tables->rules;
    int64_t sectors = b->n_sectors, categories = b->tables->n_categories, keeps = DAYS_LEAST;
    for (int32_t r = 0; r < rules->n; r++) {
        int64_t days = rules->window_days[r] + rules->hold_days[r];
        keeps = days > keeps ? days : keeps;
    }
    d->keeps = (int32_t)(keeps < b->run->scenario->n_days ? keeps : b->run->scenario->n_days);
    d->keeps = d->keeps > 0 ? d->keeps : 1;
    d->column.at_ports = sectors * categories;
    d->column.custody = d->column.at_ports + categories;
    d->column.waited = d->column.custody + sectors;
    d->column.units = d->column.waited + sectors + 1;
    d->column.width = d->column.units + sectors + 1;
}

static int32_t publications_at_once(const cri_border *b)
{
    int32_t categories = b->tables->n_categories + 1;
    return (b->n_sectors + 1) * categories + 2 * categories;
}

cruce_status cri_desk_create(cri_border *b, cruce_error *err)
{
    struct cri_observer_desk *d = b->desk = cri_border_column(b, 1, sizeof *d);
    if (d == NULL) {
        return cri_no_memory(err);
    }
    int64_t categories = b->tables->n_categories, rules = b->tables->rules.n;
    int64_t months = OPEN_MONTHS * categories;
    lay_out_history(b, d);
    d->history = cri_border_column(b, d->keeps * d->column.width, sizeof *d->history);
    d->minutes = cri_border_column(b, (int64_t)b->n_sectors + 1, sizeof *d->minutes);
    d->count = cri_border_column(b, rules, sizeof *d->count);
    d->count_of_rule = cri_border_column(b, rules, sizeof *d->count_of_rule);
    d->month_between = cri_border_column(b, months * b->n_sectors, sizeof *d->month_between);
    d->month_at_ports = cri_border_column(b, months, sizeof *d->month_at_ports);
    d->released =
        cri_border_column(b, (categories + 1) * ((int64_t)b->n_sectors + 1), sizeof *d->released);
    d->publication = cri_border_column(b, publications_at_once(b), sizeof *d->publication);
    if (b->no_memory) {
        return cri_no_memory(err);
    }
    create_counts(b, d);
    b->today.publication = d->publication;
    return b->no_memory ? cri_no_memory(err) : CRUCE_OK;
}

/* --- what happened today --- */

static int64_t *history_of(const struct cri_observer_desk *d, int32_t day)
{
    return d->history + (size_t)(day % d->keeps) * (size_t)d->column.width;
}

/* Minutes waited by all who came today, and how many they were; people with appointments wait elsewhere. */
static void note_waits(cri_border *b, int64_t *row)
{
    struct cri_observer_desk *d = b->desk;
    const cruce_ports *ports = &b->tables->ports;
    memset(d->minutes, 0, ((size_t)b->n_sectors + 1) * sizeof *d->minutes);
    for (int32_t i = 0; b->today.port_hour != NULL && i < 24 * b->n_ports; i++) {
        int32_t q = i % b->n_ports;
        int32_t s = ports->sector[q] == CRUCE_NONE ? b->n_sectors : ports->sector[q];
        const cruce_port_hour *hour = &b->today.port_hour[i];
        if (ports->mode[q] != CRUCE_APPOINTMENT && hour->arrived_units > 0) {
            d->minutes[s] += hour->wait_mean_min * (double)hour->arrived_units;
            row[d->column.units + s] += hour->arrived_units;
        }
    }
    for (int32_t s = 0; s <= b->n_sectors; s++) {
        row[d->column.waited + s] = (int64_t)(d->minutes[s] * WAIT_PARTS + 0.5);
    }
}

static void note_today(cri_border *b)
{
    const struct cri_observer_desk *d = b->desk;
    int64_t *row = history_of(d, b->run->day);
    int32_t categories = b->tables->n_categories;
    const int32_t *category = b->tables->people.category;
    memset(row, 0, (size_t)d->column.width * sizeof *row);
    for (int32_t n = 0; n < b->n_nations; n++) {
        for (int32_t s = 0; s < b->n_sectors; s++) {
            row[d->column.between + s * categories + category[n]] +=
                b->today.between_persons[cri_border_cell(b, s, n)];
        }
        for (int32_t o = 0; o < b->n_offices; o++) {
            row[d->column.at_ports + category[n]] +=
                b->today.at_ports_persons[o * b->n_nations + n];
        }
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        row[d->column.custody + s] = b->today.custody_persons[s];
    }
    note_waits(b, row);
}

/* --- the governments' own counts of a day --- */

static bool is_of(int32_t asked, int32_t it)
{
    return asked == CRUCE_NONE || asked == it;
}

static int64_t between_of(const cri_border *b, const int64_t *row, const cruce_metric *m)
{
    int64_t persons = 0;
    int32_t categories = b->tables->n_categories;
    for (int32_t i = 0; i < b->n_sectors * categories; i++) {
        bool counts = is_of(m->sector, i / categories) && is_of(m->category, i % categories);
        persons += counts ? row[b->desk->column.between + i] : 0;
    }
    return persons;
}

static int64_t at_ports_of(const cri_border *b, const int64_t *row, const cruce_metric *m)
{
    int64_t persons = 0;
    for (int32_t c = 0; c < b->tables->n_categories; c++) {
        persons += is_of(m->category, c) ? row[b->desk->column.at_ports + c] : 0;
    }
    return persons;
}

/* One column by sector; of all of them also those without a sector, where `rest` says that there are such. */
static int64_t by_sector(const cri_border *b, const int64_t *column, const cruce_metric *m,
                         bool rest)
{
    int64_t sum = 0;
    for (int32_t s = 0; s < b->n_sectors + rest; s++) {
        sum += is_of(m->sector, s) ? column[s] : 0;
    }
    return sum;
}

/* Encounters at ports are counted by field office, not by sector: no figure of that kind for one sector. */
static bool is_counted(const cruce_metric *m)
{
    bool with_ports = m->what == CRUCE_METRIC_ENCOUNTERS && m->component != CRUCE_BETWEEN_PORTS;
    bool by_people = m->what != CRUCE_METRIC_ENCOUNTERS && m->category != CRUCE_NONE;
    return !by_people && !(with_ports && m->sector != CRUCE_NONE);
}

static double persons_of(const cri_border *b, const own_count *c, const int64_t *row, int32_t day)
{
    const cruce_metric *m = &c->metric;
    int64_t persons = 0;
    if (m->what == CRUCE_METRIC_CUSTODY) {
        persons = by_sector(b, row + b->desk->column.custody, m, false);
    } else {
        persons += m->component == CRUCE_AT_PORTS ? 0 : between_of(b, row, m);
        persons += m->component == CRUCE_BETWEEN_PORTS ? 0 : at_ports_of(b, row, m);
    }
    cruce_rng rng = cruce_rng_at(b->run->options.seed, b->run->options.replicate, day,
                                 CRUCE_DRAW_COUNT, c->actor);
    return (double)cruce_poisson(&rng, (double)persons);
}

/* Takes the counts of a day from its row of the history. */
static void count_day(cri_border *b, int32_t day)
{
    const struct cri_observer_desk *d = b->desk;
    const int64_t *row = history_of(d, day);
    for (int32_t i = 0; i < d->n_counts; i++) {
        own_count *c = &d->count[i];
        const cruce_metric *m = &c->metric;
        double sum = 0.0, weight = 0.0;
        if (is_counted(m) && m->what == CRUCE_METRIC_PORT_WAIT) {
            sum = (double)by_sector(b, row + d->column.waited, m, true) / WAIT_PARTS;
            weight = (double)by_sector(b, row + d->column.units, m, true);
        } else if (is_counted(m)) {
            sum = persons_of(b, c, row, day);
            weight = 1.0;
        }
        c->sum[day + 1] = c->sum[day] + sum;
        c->weight[day + 1] = c->weight[day] + weight;
    }
}

double cri_desk_mean(const cri_border *b, int32_t rule, int32_t from_day, int32_t until_day)
{
    const own_count *c = &b->desk->count[b->desk->count_of_rule[rule]];
    if (from_day < b->tables->report_from_day || from_day < b->desk->known_from ||
        until_day > b->run->day) {
        return (double)NAN;
    }
    double weight = c->weight[until_day] - c->weight[from_day];
    return weight > 0.0 ? (c->sum[until_day] - c->sum[from_day]) / weight : (double)NAN;
}

/* --- monthly figures --- */

static int32_t month_number(const cri_border *b, int32_t day)
{
    cruce_date first = cruce_date_of_days(b->run->scenario->start_days);
    cruce_date date = cruce_date_of_days(b->run->scenario->start_days + day);
    return (date.year - first.year) * 12 + date.month - first.month;
}

/* First day of a month of the simulation (0: the one in which it starts), as day of the simulation. */
static int32_t month_start(const cri_border *b, int32_t month)
{
    cruce_date date = cruce_date_of_days(b->run->scenario->start_days);
    int32_t months = date.year * 12 + date.month - 1 + month;
    cruce_date first = {months / 12, months % 12 + 1, 1};
    return cruce_date_to_days(first) - b->run->scenario->start_days;
}

static void add_to_month(cri_border *b)
{
    struct cri_observer_desk *d = b->desk;
    const int64_t *row = history_of(d, b->run->day);
    int32_t slot = month_number(b, b->run->day) % OPEN_MONTHS;
    int32_t categories = b->tables->n_categories, cells = b->n_sectors * categories;
    for (int32_t i = 0; i < cells; i++) {
        d->month_between[slot * cells + i] += row[d->column.between + i];
    }
    for (int32_t c = 0; c < categories; c++) {
        d->month_at_ports[slot * categories + c] += row[d->column.at_ports + c];
    }
}

/* A component's figures of a month come from one release: what is revised later is the same share of each. */
static double release_factor(const cri_border *b, cruce_component component, int32_t month)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_COUNT,
                                cruce_actor_mix((uint64_t)component + 1000, (uint64_t)month));
    double revision = p->revision_mean + p->revision_sd * cruce_normal(&rng);
    return revision > -0.9 ? 1.0 / (1.0 + revision) : 10.0;
}

/* `rows` by category, as released, with sums: d->released has a last row and a last column for these. */
static void release(cri_border *b, int64_t *counts, int32_t rows, double factor)
{
    struct cri_observer_desk *d = b->desk;
    int32_t categories = b->tables->n_categories, width = categories + 1;
    double *all = d->released + (size_t)rows * (size_t)width;
    memset(all, 0, (size_t)width * sizeof *all);
    for (int32_t i = 0; i < rows; i++) {
        double *row = d->released + (size_t)i * (size_t)width;
        row[categories] = 0.0;
        for (int32_t c = 0; c < categories; c++) {
            row[c] = (double)(int64_t)((double)counts[i * categories + c] * factor + 0.5);
            row[categories] += row[c];
            all[c] += row[c];
            counts[i * categories + c] = 0;
        }
        all[categories] += row[categories];
    }
}

static void publish_row(cri_border *b, cruce_component component, cruce_sector_id s,
                        const double *row, int32_t month)
{
    struct cri_observer_desk *d = b->desk;
    for (int32_t c = 0; c <= b->tables->n_categories; c++) {
        d->publication[b->today.n_publications++] = (cruce_publication){
            .metric = {.what = CRUCE_METRIC_ENCOUNTERS,
                       .component = component,
                       .sector = s,
                       .category = c < b->tables->n_categories ? c : CRUCE_NONE},
            .from_day = month_start(b, month),
            .until_day = month_start(b, month + 1),
            .value = row[c],
        };
    }
}

/* Between ports by sector and group; at ports, and all together, by group. */
static void publish_month(cri_border *b, int32_t month)
{
    struct cri_observer_desk *d = b->desk;
    int32_t categories = b->tables->n_categories, width = categories + 1;
    int32_t slot = month % OPEN_MONTHS;
    int64_t *between = d->month_between + (size_t)slot * (size_t)(b->n_sectors * categories);
    int64_t *at_ports = d->month_at_ports + (size_t)slot * (size_t)categories;
    release(b, between, b->n_sectors, release_factor(b, CRUCE_BETWEEN_PORTS, month));
    if (month_start(b, month) < b->tables->report_from_day || month_start(b, month) < 0) {
        memset(at_ports, 0, (size_t)categories * sizeof *at_ports);
        return; /* of the warming up, or not whole */
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        publish_row(b, CRUCE_BETWEEN_PORTS, s, d->released + (size_t)s * (size_t)width, month);
    }
    double *sums = d->released + (size_t)b->n_sectors * (size_t)width;
    publish_row(b, CRUCE_BETWEEN_PORTS, CRUCE_NONE, sums, month);
    int32_t first_of_all = b->today.n_publications;
    publish_row(b, CRUCE_ALL, CRUCE_NONE, sums, month);
    release(b, at_ports, 1, release_factor(b, CRUCE_AT_PORTS, month));
    publish_row(b, CRUCE_AT_PORTS, CRUCE_NONE, d->released, month);
    for (int32_t c = 0; c < width; c++) {
        d->publication[first_of_all + c].value += d->released[c];
    }
}

void cri_desk_evening(cri_border *b)
{
    struct cri_observer_desk *d = b->desk;
    note_today(b);
    count_day(b, b->run->day);
    add_to_month(b);
    int32_t lag_days = (int32_t)b->tables->parameters.publish_lag_days;
    if (month_start(b, d->published + 1) - 1 + lag_days <= b->run->day) {
        publish_month(b, d->published++);
    }
}

/* --- the state --- */

/* Slots of months go round: the oldest that is not published comes first, the others behind it. */
static void months_state(cruce_state_io *io, cri_border *b)
{
    struct cri_observer_desk *d = b->desk;
    int64_t categories = b->tables->n_categories, cells = b->n_sectors * categories;
    int32_t months = month_number(b, b->run->day) + 1;
    cri_state_number(io, &d->published, 0, months);
    for (int32_t i = 0; i < OPEN_MONTHS; i++) {
        int64_t slot = (d->published + i) % OPEN_MONTHS;
        cri_state_wholes(io, d->month_between + slot * cells, cells, 0, CRI_STATE_MOST);
        cri_state_wholes(io, d->month_at_ports + slot * categories, categories, 0, CRI_STATE_MOST);
    }
}

/* The last days in their order. A state from a run that kept more days than this one needs is read all the same. */
static void history_state(cruce_state_io *io, cri_border *b)
{
    struct cri_observer_desk *d = b->desk;
    int32_t day = b->run->day,
            kept = day - d->known_from < d->keeps ? day - d->known_from : d->keeps;
    cri_state_rows(io, &kept, day);
    int32_t first = day - kept;
    for (int32_t i = first; i < day && cri_state_is_fine(io); i++) {
        cri_state_wholes(io, history_of(d, i), d->column.width, 0, CRI_STATE_EVER);
    }
    if (!cri_state_has_read(io)) {
        return;
    }
    d->known_from = kept < d->keeps ? first : day - d->keeps;
    for (int32_t i = d->known_from; i < day; i++) {
        count_day(b, i);
    }
}

void cri_desk_state(cruce_state_io *io, cri_border *b)
{
    cri_state_part(io, "desk");
    months_state(io, b);
    history_state(io, b);
}
