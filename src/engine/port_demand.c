/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    who would cross today, and in each hour who joins the line; the others walk, go elsewhere, come later or not at all
 * Leaves  to src/ports/demand.c: the formulas; to port_lines.c: the line
 * Source  design notes 3.7
 */
#include "port_rows.h"

/* Splits n over k outcomes by weight[k]. The weights may not all be 0. */
static void split(struct cri_port_hours *x, cruce_rng *rng, int64_t n, int32_t k,
                  const double *weight)
{
    double sum = 0;
    for (int32_t i = k - 1; i >= 0; i--) {
        sum += weight[i];
        x->tail[i] = sum;
    }
    cruce_multinomial(rng, n, k, weight, x->tail, x->count);
}

/* Those postponed before who come today: where the line is short enough. */
static int64_t come_back(cri_border *b, cri_port_row *row, cruce_rng *rng)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    double capacity = (double)row->lanes_most * row->service.per_lane_hour;
    if (!(60 * (double)row->queue_units < p->wait_patience_min * capacity)) {
        return 0; /* closed, or a long line */
    }
    int64_t units = cruce_binomial(rng, row->postponed_units, p->postponed_return_chance);
    row->postponed_units -= units;
    return units;
}

static void demand_of_row(cri_border *b, cruce_port_id q, const double *share)
{
    struct cri_port_hours *x = b->ports;
    cri_port_row *row = &x->row[q];
    double mean = x->demand_mean[(size_t)b->run->day * (size_t)b->n_ports + (size_t)q] *
                  cri_measure_value(b->measures, CRUCE_MEASURE_demand_shift, q, 1);
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_PORT_DEMAND, b->tables->ports.actor[q]);
    for (int32_t h = 0; h < 24; h++) {
        /* independent Poisson numbers: the same law as one number for the day, divided over its hours */
        row->rate[h] = mean * share[h];
        row->comes[h] = row->rate[h] > 0 ? cruce_poisson(&rng, row->rate[h]) : 0;
    }
    int64_t more = row->postponed_units > 0 ? come_back(b, row, &rng) : 0;
    x->day[q].came_back_units = more;
    if (x->persons_of_row[q] != CRUCE_NONE) {
        more = x->persons[x->persons_of_row[q]].appear_persons;
        x->persons[x->persons_of_row[q]].appear_persons = 0;
    }
    if (more == 0) {
        return;
    }
    split(x, &rng, more, 24, share);
    for (int32_t h = 0; h < 24; h++) {
        row->rate[h] += (double)more * share[h];
        row->comes[h] += x->count[h];
    }
}

void cri_port_demand_day(cri_border *b)
{
    int32_t type = cri_port_day_type(b->run, b->run->day);
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        demand_of_row(b, q, b->ports->row[q].share[type]);
    }
}

/* They walk across beside the cars; where that is closed too, they stay away. */
static void walk(cri_border *b, cruce_port_id q, int64_t units)
{
    struct cri_port_hours *x = b->ports;
    cruce_port_id to = x->row[q].walk_to;
    if (units == 0) {
        return;
    }
    if (to == CRUCE_NONE || x->row[to].lanes == 0) {
        x->day[q].suppressed_units += units;
        return;
    }
    x->day[q].walked_units += units;
    x->day[to].diverted_here_units += units;
    x->row[to].joins_units += units;
    x->row[to].joins_expected += (double)units;
}

/* They go to other crossings of the same kind, by the minutes to get there and to wait there. */
static void divert(cri_border *b, cruce_port_id q, int64_t units, cruce_rng *rng)
{
    struct cri_port_hours *x = b->ports;
    const cri_near_row *near = x->near + x->first_near[q];
    int32_t n = x->first_near[q + 1] - x->first_near[q];
    double sum = 0;
    for (int32_t i = 0; i < n && units > 0; i++) {
        x->weight[i] =
            cruce_demand_divert_weight(near[i].minutes, x->row[near[i].row].wait_seen_min,
                                       b->tables->parameters.divert_minutes_weight);
        sum += x->weight[i];
    }
    if (!(sum > 0)) {
        x->day[q].suppressed_units += units;
        return;
    }
    split(x, rng, units, n, x->weight);
    x->day[q].diverted_units += units;
    for (int32_t i = 0; i < n; i++) {
        x->day[near[i].row].diverted_here_units += x->count[i];
        x->row[near[i].row].joins_units += x->count[i];
        x->row[near[i].row].joins_expected += (double)x->count[i];
    }
}

static void stay_away(cri_border *b, cruce_port_id q, int64_t units, cruce_rng *rng)
{
    struct cri_port_hours *x = b->ports;
    cruce_stayed_away split_up = cruce_demand_split(rng, units, &x->row[q].stay_away);
    x->row[q].postponed_units += split_up.postponed_units;
    x->day[q].suppressed_units += split_up.suppressed_units;
    walk(b, q, split_up.walked_units);
    divert(b, q, split_up.diverted_units, rng);
}

static void join(cri_border *b, cruce_port_id q, int32_t hour)
{
    struct cri_port_hours *x = b->ports;
    cri_port_row *row = &x->row[q];
    const cruce_border_parameters *p = &b->tables->parameters;
    bool shut = row->lanes == 0 && ((row->hours >> hour) & 1); /* not by its timetable */
    int64_t comes = row->comes[hour];
    x->day[q].demanded_units += comes;
    if (!row->reacts || (comes == 0 && !(shut && row->queue_units > 0))) {
        row->joins_units += comes;
        row->joins_expected += row->rate[hour];
        return;
    }
    double chance =
        cruce_demand_join_chance(row->wait_seen_min, p->wait_patience_min, p->wait_reaction);
    int64_t joins = comes, leave = 0;
    row->joins_expected += row->rate[hour] * chance;
    if (!(chance < 1)) {
        row->joins_units += joins;
        return;
    }
    uint64_t actor = cruce_actor_mix(b->tables->ports.actor[q], (uint64_t)hour);
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_PORT_HOURS, actor);
    joins = cruce_binomial(&rng, comes, chance);
    leave = shut ? cri_port_line_leave(b, q) : 0;
    row->joins_units += joins;
    x->day[q].left_units += leave;
    stay_away(b, q, comes - joins + leave, &rng);
}

void cri_port_demand_hour(cri_border *b, int32_t hour)
{
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        b->ports->row[q].joins_units = 0;
        b->ports->row[q].joins_expected = 0;
    }
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        join(b, q, hour);
    }
}
