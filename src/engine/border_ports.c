/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the ports of entry inside a day
 */
#include "border_ports.h"

#include "../base/text.h"
#include "border_ledger.h"

struct cri_port_hours {
    int64_t *at_ports;        /* [office * n_nations + nation] */
    cruce_port_hour *hour;    /* [hour * n_ports + row] */
    cruce_port_day *day;      /* [row] */
    cruce_office_day *office; /* [office] */
};

cruce_status cri_ports_create(cri_border *b, cruce_error *err)
{
    struct cri_port_hours *x = cri_calloc(1, sizeof *x);
    b->ports = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->at_ports = cri_calloc((size_t)(b->n_offices * b->n_nations) + 1, sizeof *x->at_ports);
    x->hour = cri_calloc((size_t)(24 * b->n_ports) + 1, sizeof *x->hour);
    x->day = cri_calloc((size_t)(b->n_ports) + 1, sizeof *x->day);
    x->office = cri_calloc((size_t)(b->n_offices) + 1, sizeof *x->office);
    if (x->at_ports == NULL || x->hour == NULL || x->day == NULL || x->office == NULL) {
        return cri_no_memory(err);
    }
    b->today.at_ports_persons = x->at_ports;
    b->today.port_hour = x->hour;
    b->today.port_day = x->day;
    b->today.office_day = x->office;
    return CRUCE_OK;
}

void cri_ports_destroy(cri_border *b)
{
    struct cri_port_hours *x = b->ports;
    if (x == NULL) {
        return;
    }
    cri_free(x->at_ports);
    cri_free(x->hour);
    cri_free(x->day);
    cri_free(x->office);
    cri_free(x);
}

void cri_ports_receive(cri_border *b, cruce_port_id row, cruce_nation_id n, int64_t persons)
{
    cruce_office_id o = b->tables->ports.office[row];
    b->ports->at_ports[(size_t)o * (size_t)b->n_nations + (size_t)n] += persons;
    cri_ledger_add(b, CRUCE_ADMITTED, n, persons);
}

cruce_status cri_ports_day(cri_border *b, cruce_error *err)
{
    (void)b;
    (void)err;
    return CRUCE_OK;
}

double cri_ports_detailed_officers(const cri_border *b, cruce_sector_id s)
{
    (void)b;
    (void)s;
    return 0.0;
}

void cri_ports_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
