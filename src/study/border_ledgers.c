/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ledgers, added up afresh from what each day shows: a second count beside the engine's own, which ends a run.
 * Keeping the day is left to border_record.c.
 * No published method.
 */
#include <math.h>

#include "study/border_record.h"

static void note(cri_border_record *record, cruce_ledger ledger, double difference)
{
    cruce_ledger_sum *sum = &record->ledger[ledger];
    sum->n_checks++;
    if (fabs(difference) > fabs(sum->largest)) {
        sum->largest = difference;
    }
}

static void check_persons(cri_border_record *record, const cri_border_shape *s,
                          const cruce_border_day *today)
{
    for (int32_t n = 0; n < s->n_nations; n++) {
        int64_t persons = 0;
        for (int32_t k = 0; k < CRUCE_STATUSES; k++) {
            persons += today->status_persons[k * s->n_nations + n];
        }
        if (record->has_before) {
            note(record, CRUCE_LEDGER_PERSONS,
                 (double)(persons - record->status_before[n] - today->departed_persons[n]));
        }
        record->status_before[n] = persons;
    }
    record->has_before = true;
}

static void check_encounters(cri_border_record *record, const cri_border_shape *s,
                             const cruce_border_day *today)
{
    for (int64_t i = 0; i < (int64_t)s->n_sectors * s->n_nations; i++) {
        int64_t more = today->first_persons[i] - today->between_persons[i];
        note(record, CRUCE_LEDGER_ENCOUNTERS, more > 0 ? (double)more : 0);
    }
}

static void check_ports(cri_border_record *record, const cri_border_shape *s,
                        const cruce_border_day *today)
{
    if (today->port_hour == NULL) {
        return;
    }
    for (int32_t q = 0; q < s->n_ports; q++) {
        const cruce_port_day *day = &today->port_day[q];
        if (record->has_port_before) {
            note(record, CRUCE_LEDGER_VEHICLES,
                 (double)(record->queued_before[q] + day->arrived_units - day->crossed_units -
                          day->left_units - day->queued_units));
        }
        record->queued_before[q] = day->queued_units;
        note(record, CRUCE_LEDGER_CONTRABAND,
             (double)(day->loads_arrived - day->loads_seized - day->loads_missed));
    }
    record->has_port_before = true;
    for (int32_t o = 0; o < s->n_offices; o++) {
        const cruce_office_day *it = &today->office_day[o];
        double left =
            it->on_duty_hours - it->allocated_hours - it->contraband_hours - it->idle_hours;
        /* Officer-hours are numbers with a fraction: what is below a thousandth of one is rounding. */
        note(record, CRUCE_LEDGER_OFFICERS, fabs(left) < 1e-3 ? 0 : left);
    }
}

void cri_border_check(cri_border_record *record, const cri_border_shape *shape,
                      const cruce_border_day *today)
{
    check_persons(record, shape, today);
    check_encounters(record, shape, today);
    check_ports(record, shape, today);
    note(record, CRUCE_LEDGER_APPOINTMENTS,
         (double)(today->offered - today->used - today->no_show - today->unfilled));
}
