/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the end of a day at ports: contraband, trade held up, people processed, and the ledgers
 * Leaves  to src/ports: formulas
 * Source  design notes 3.8, 3.11; trust.md 5
 */
#include "port_rows.h"

#include "../base/text.h"
#include "border_ledger.h"

#include <string.h>

/* --- contraband --- */

static double detection_of(const cri_border *b, const cri_port_row *row)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    return cruce_detection_chance(p->detect_first, p->detect_deep, row->deep_share);
}

/* Loads hide among what crosses today: where nothing crosses, none tries. Returns the sum of the weights. */
static double weigh_rows(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    double sum = 0;
    for (cruce_port_id q = b->n_ports - 1; q >= 0; q--) {
        const cri_port_row *row = &x->row[q];
        const cruce_port_day *day = &x->day[q];
        double arrived = day->arrived_units > 0 ? (double)day->arrived_units : 1;
        bool takes = row->mode != CRUCE_APPOINTMENT && day->crossed_units > 0;
        x->weight[q] =
            takes ? cruce_contraband_weight((double)day->crossed_units, detection_of(b, row),
                                            row->wait_sum_min / arrived,
                                            b->tables->parameters.divert_minutes_weight)
                  : 0;
        sum += x->weight[q];
        x->tail[q] = sum;
    }
    return sum;
}

static void smuggle(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    const cruce_border_parameters *p = &b->tables->parameters;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_CONTRABAND, 0);
    int64_t loads = cruce_poisson(&rng, p->loads_per_day);
    memset(x->count, 0, (size_t)b->n_ports * sizeof *x->count);
    if (b->n_ports > 0 && weigh_rows(b) > 0) {
        cruce_multinomial(&rng, loads, b->n_ports, x->weight, x->tail, x->count);
    }
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        cruce_port_day *day = &x->day[q];
        const cri_port_row *row = &x->row[q];
        day->loads_arrived = x->count[q];
        day->loads_seized =
            x->count[q] > 0 ? cruce_binomial(&rng, x->count[q], detection_of(b, row)) : 0;
        day->loads_missed = day->loads_arrived - day->loads_seized;
        day->kg_seized = (double)day->loads_seized * p->load_kg;
        day->kg_missed = (double)day->loads_missed * p->load_kg;
        cruce_detection_range(p->detect_first, p->detect_deep, row->deep_share, &day->detection_low,
                              &day->detection_high);
    }
}

/* --- trade --- */

static void sum_trade(cri_border *b, cruce_port_id q)
{
    const cruce_border_parameters *p = &b->tables->parameters;
    const cri_port_row *row = &b->ports->row[q];
    cruce_port_day *day = &b->ports->day[q];
    double value = b->tables->ports.value_usd[q];
    double per_hour = row->mode == CRUCE_TRUCK ? p->truck_usd_per_hour : 0;
    cruce_trade_delay delay = cruce_trade_delay_of(row->line_hours, row->held_hours, 24, value,
                                                   per_hour, p->goods_time_value);
    day->queued_units = row->queue_units;
    day->postponed_units = row->postponed_units;
    day->held_units = (row->line_hours + row->held_hours) / 24;
    day->held_usd = delay.held_usd;
    day->delay_hours = row->line_hours + row->held_hours;
    day->delay_cost_usd = delay.cost_usd;
    day->crossed_usd = (double)day->crossed_units * value;
}

/* --- people --- */

/* As many as desks have served, drawn from all who had appeared. */
static void process(cri_border *b, const cri_port_persons *p, int64_t served)
{
    struct cri_port_hours *x = b->ports;
    cruce_rng rng = cri_run_rng(b->run, CRUCE_DRAW_PORT_HOURS,
                                cruce_actor_mix(b->tables->ports.actor[p->row], 24));
    int64_t *seen = x->at_ports + (size_t)b->tables->ports.office[p->row] * (size_t)b->n_nations;
    int64_t others = 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        others += p->stock_persons[n];
    }
    for (int32_t n = 0; n < b->n_nations; n++) {
        int64_t there = p->stock_persons[n];
        others -= there;
        int64_t mine =
            served >= there + others ? there : cruce_hypergeometric(&rng, there, others, served);
        served -= mine;
        p->stock_persons[n] -= mine;
        seen[n] += mine;
        cri_ledger_add(b, CRUCE_ADMITTED, n, mine);
    }
}

/* --- ledgers --- */

static cruce_status check_row(const cri_border *b, cruce_port_id q, int64_t queued_before,
                              int64_t postponed_before, cruce_error *err)
{
    const cruce_port_day *day = &b->ports->day[q];
    int64_t line = queued_before + day->arrived_units - day->crossed_units - day->left_units -
                   day->queued_units;
    int64_t demand = day->demanded_units + day->left_units + day->diverted_here_units +
                     postponed_before - day->came_back_units - day->arrived_units -
                     day->postponed_units - day->walked_units - day->diverted_units -
                     day->suppressed_units;
    int64_t stock = 0;
    int32_t persons = b->ports->persons_of_row[q];
    for (int32_t n = 0; persons != CRUCE_NONE && n < b->n_nations; n++) {
        stock += b->ports->persons[persons].stock_persons[n];
    }
    if (persons != CRUCE_NONE && stock != day->queued_units) {
        line += stock - day->queued_units;
    }
    if (line == 0 && demand == 0) {
        return CRUCE_OK;
    }
    return cri_fail(err, CRUCE_ERR_BALANCE,
                    "day %d: %s:%d has %lld units too many in line, %lld too many who would cross",
                    (int)b->run->day, b->tables->ports.crossing[q], (int)b->tables->ports.mode[q],
                    (long long)line, (long long)demand);
}

cruce_status cri_port_day_end(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    struct cri_port_hours *x = b->ports;
    smuggle(b);
    for (cruce_port_id q = 0; q < b->n_ports; q++) {
        sum_trade(b, q);
        if (x->persons_of_row[q] != CRUCE_NONE) {
            process(b, &x->persons[x->persons_of_row[q]], x->day[q].crossed_units);
        }
        TRY(check_row(b, q, x->row[q].queued_before, x->row[q].postponed_before, err));
        x->row[q].queued_before = x->row[q].queue_units;
        x->row[q].postponed_before = x->row[q].postponed_units;
    }
done:
    return st;
}
