/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the ledger of persons: by nation, everybody who ever set out is in exactly one status
 * Leaves  the stocks to the parts that keep them, each of which counts its own
 * Source  trust.md 5
 */
#include "border_ledger.h"

#include <string.h>

#include "../base/text.h"
#include "border_cities.h"
#include "border_custody.h"
#include "border_groups.h"
#include "border_list.h"
#include "border_ports.h"
#include "border_transit.h"

struct cri_ledger {
    int64_t *status_persons; /* [status * n_nations + nation] as of the last evening */
    int64_t *ever_persons;   /* [status * n_nations + nation] of those who reached a last status */
    int64_t *departed_persons; /* [n_nations] ever */
};

cruce_status cri_ledger_create(cri_border *b, cruce_error *err)
{
    struct cri_ledger *l = b->ledger = cri_border_column(b, 1, sizeof *l);
    if (l == NULL) {
        return cri_no_memory(err);
    }
    int64_t cells = (int64_t)CRUCE_STATUSES * b->n_nations;
    l->status_persons = cri_border_column(b, cells, sizeof *l->status_persons);
    l->ever_persons = cri_border_column(b, cells, sizeof *l->ever_persons);
    l->departed_persons = cri_border_column(b, b->n_nations, sizeof *l->departed_persons);
    b->today.status_persons = l->status_persons;
    return b->no_memory ? cri_no_memory(err) : CRUCE_OK;
}

void cri_ledger_depart(cri_border *b, cruce_nation_id n, int64_t persons)
{
    b->ledger->departed_persons[n] += persons;
}

void cri_ledger_add(cri_border *b, cruce_people_status status, cruce_nation_id n, int64_t persons)
{
    b->ledger->ever_persons[(size_t)status * (size_t)b->n_nations + (size_t)n] += persons;
}

static void count_everybody(cri_border *b)
{
    struct cri_ledger *l = b->ledger;
    const cri_run *run = b->run;
    size_t cells = (size_t)CRUCE_STATUSES * (size_t)b->n_nations;
    memcpy(l->status_persons, l->ever_persons, cells * sizeof *l->status_persons);
    (void)run->people->count(run->engine, run->active_persons, run->group_persons);
    for (int32_t n = 0; n < b->n_nations; n++) {
        l->status_persons[(size_t)CRUCE_MOVING * (size_t)b->n_nations + (size_t)n] +=
            run->group_persons[n];
    }
    cri_transit_count(b, l->status_persons);
    cri_groups_count(b, l->status_persons);
    cri_cities_count(b, l->status_persons);
    cri_list_count(b, l->status_persons);
    cri_ports_count(b, l->status_persons);
    cri_custody_count(b, l->status_persons);
}

cruce_status cri_ledger_check(cri_border *b, cruce_error *err)
{
    const struct cri_ledger *l = b->ledger;
    count_everybody(b);
    for (int32_t n = 0; n < b->n_nations; n++) {
        int64_t found = 0;
        for (int32_t i = 0; i < CRUCE_STATUSES; i++) {
            found += l->status_persons[(size_t)i * (size_t)b->n_nations + (size_t)n];
        }
        if (found != l->departed_persons[n]) {
            return cri_fail(err, CRUCE_ERR_BALANCE,
                            "day %d: %lld persons of %s found, %lld set out", (int)b->run->day,
                            (long long)found, b->tables->people.nationality[n],
                            (long long)l->departed_persons[n]);
        }
    }
    return CRUCE_OK;
}
