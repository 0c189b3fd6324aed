/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keeps what a day showed of ports: by month, the mean day of each month, trade, contraband, officers.
 * The rest of the day is border_record.c.
 * No published method; waits are means weighted with who arrived.
 */
#include "study/border_record.h"

/* Sums over the month; waits are weighted with arrivals here and divided by them in cri_border_record_finish. */
static void keep_port_month(float *row, const cruce_port_day *day, const cruce_port_hour *hour,
                            int32_t n_ports)
{
    float officer_hours = 0, closed_hours = 0, lanes = 0, worst = row[CRUCE_PM_WAIT_WORST];
    for (int32_t h = 0; hour != NULL && h < 24; h++) {
        const cruce_port_hour *now = &hour[(int64_t)h * n_ports];
        row[CRUCE_PM_WAIT_MEAN] += (float)(now->wait_mean_min * (double)now->arrived_units);
        if (now->arrived_units > 0 && (float)now->wait_mean_min > worst) {
            worst = (float)now->wait_mean_min;
        }
        officer_hours += (float)now->officers;
        lanes += (float)now->lanes_open;
        closed_hours += now->state <= 0 ? 1 : 0;
    }
    row[CRUCE_PM_WAIT_WORST] = worst;
    row[CRUCE_PM_CLOSED_HOURS] += closed_hours;
    row[CRUCE_PM_LANES] += lanes / 24;
    row[CRUCE_PM_OFFICER_HOURS] += officer_hours;
    row[CRUCE_PM_DEMANDED] += (float)day->demanded_units;
    row[CRUCE_PM_ARRIVED] += (float)day->arrived_units;
    row[CRUCE_PM_CROSSED] += (float)day->crossed_units;
    row[CRUCE_PM_WALKED] += (float)day->walked_units;
    row[CRUCE_PM_DIVERTED] += (float)day->diverted_units;
    row[CRUCE_PM_DIVERTED_HERE] += (float)day->diverted_here_units;
    row[CRUCE_PM_SUPPRESSED] += (float)day->suppressed_units;
    row[CRUCE_PM_QUEUED] = (float)day->queued_units;
    row[CRUCE_PM_POSTPONED] = (float)day->postponed_units;
    row[CRUCE_PM_STAFF_DAYS] += day->closed_by_staff ? 1 : 0;
    row[CRUCE_PM_HELD_UNITS] += (float)day->held_units;
    row[CRUCE_PM_HELD_USD] += (float)day->held_usd;
    row[CRUCE_PM_DELAY_HOURS] += (float)day->delay_hours;
    row[CRUCE_PM_DELAY_USD] += (float)day->delay_cost_usd;
    row[CRUCE_PM_CROSSED_USD] += (float)day->crossed_usd;
}

static void keep_port_hours(cri_border_record *record, const cri_border_shape *s, int32_t month,
                            const cruce_port_hour *hour)
{
    float *row = record->cell[CRUCE_T_PORT_HOURS];
    if (row == NULL || hour == NULL) {
        return;
    }
    row += 8 * (int64_t)month * s->n_ports * 24;
    for (int32_t q = 0; q < s->n_ports; q++) {
        for (int32_t h = 0; h < 24; h++, row += 8) {
            const cruce_port_hour *now = &hour[(int64_t)h * s->n_ports + q];
            double weight = (double)now->arrived_units;
            row[0] += (float)now->queue_units;
            row[1] += (float)(weight * now->wait_mean_min);
            row[2] += (float)(weight * now->wait_p95_min);
            row[3] += (float)now->arrived_units;
            row[4] += (float)now->crossed_units;
            row[5] += (float)now->lanes_open;
            row[6] += (float)now->officers;
            row[7] += (float)now->state;
        }
    }
}

static void keep_trade(float *row, const cruce_port_day *day)
{
    row[CRUCE_TD_CROSSED] = (float)day->crossed_units;
    row[CRUCE_TD_QUEUED] = (float)(day->queued_units + day->postponed_units);
    row[CRUCE_TD_HELD_UNITS] = (float)day->held_units;
    row[CRUCE_TD_HELD_USD] = (float)day->held_usd;
    row[CRUCE_TD_CROSSED_USD] = (float)day->crossed_usd;
    row[CRUCE_TD_DELAY_HOURS] = (float)day->delay_hours;
    row[CRUCE_TD_DELAY_USD] = (float)day->delay_cost_usd;
}

/* The range of detection is that of the mode's ports together: the lowest low, the highest high. */
static void keep_contraband(float *row, const cruce_port_day *day)
{
    float low = (float)day->detection_low, high = (float)day->detection_high;
    row[0] += (float)day->loads_arrived;
    row[1] += (float)day->loads_seized;
    row[2] += (float)day->loads_missed;
    row[3] += (float)day->kg_seized;
    row[4] += (float)day->kg_missed;
    if (high > 0) {
        row[5] = row[6] > 0 && row[5] < low ? row[5] : low;
        row[6] = row[6] > high ? row[6] : high;
    }
}

void cri_border_keep_ports(cri_border_record *record, const cri_border_shape *s, int32_t d,
                           const cruce_border_day *today)
{
    int32_t month = s->months.of_day[d];
    for (int32_t q = 0; q < s->n_ports; q++) {
        const cruce_port_day *day = &today->port_day[q];
        keep_port_month(record->cell[CRUCE_T_PORT_MONTHS] + 20 * ((int64_t)month * s->n_ports + q),
                        day, today->port_hour != NULL ? today->port_hour + q : NULL, s->n_ports);
        keep_contraband(record->cell[CRUCE_T_CONTRABAND_DAYS] +
                            7 * ((int64_t)d * CRUCE_MODES + s->tables->ports.mode[q]),
                        day);
        if (s->trade_of[q] >= 0) {
            keep_trade(record->cell[CRUCE_T_TRADE_DAYS] +
                           7 * ((int64_t)d * s->n_trade + s->trade_of[q]),
                       day);
        }
    }
    keep_port_hours(record, s, month, today->port_hour);
    for (int32_t o = 0; o < s->n_offices; o++) {
        const cruce_office_day *it = &today->office_day[o];
        float *row = record->cell[CRUCE_T_OFFICER_DAYS] + 6 * ((int64_t)d * s->n_offices + o);
        row[0] = (float)it->pool_officers;
        row[1] = (float)it->detailed_officers;
        row[2] = (float)it->on_duty_hours;
        row[3] = (float)it->allocated_hours;
        row[4] = (float)it->contraband_hours;
        row[5] = (float)it->idle_hours;
    }
}

static void divide(float *sum, float by)
{
    *sum = by > 0 ? *sum / by : 0;
}

void cri_border_record_finish(cri_border_record *record, const cri_border_shape *shape)
{
    for (int64_t row = 0; row < shape->n_rows[CRUCE_T_PORT_MONTHS]; row++) {
        float *cell = record->cell[CRUCE_T_PORT_MONTHS] + 20 * row;
        int64_t month = row / shape->n_ports;
        float n_days = (float)(shape->months.from_day[month + 1] - shape->months.from_day[month]);
        divide(&cell[CRUCE_PM_WAIT_MEAN], cell[CRUCE_PM_ARRIVED]);
        divide(&cell[CRUCE_PM_LANES], n_days);
        divide(&cell[CRUCE_PM_HELD_UNITS], n_days);
        divide(&cell[CRUCE_PM_HELD_USD], n_days);
    }
    for (int64_t row = 0; row < shape->n_rows[CRUCE_T_PORT_HOURS]; row++) {
        float *cell = record->cell[CRUCE_T_PORT_HOURS] + 8 * row;
        int64_t month = row / 24 / shape->n_ports;
        float n_days = (float)(shape->months.from_day[month + 1] - shape->months.from_day[month]);
        divide(&cell[1], cell[3]);
        divide(&cell[2], cell[3]);
        for (int c = 0; c < 8; c++) {
            divide(&cell[c], c == 1 || c == 2 ? 1 : n_days);
        }
    }
}
