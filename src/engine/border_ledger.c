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
    int64_t held_persons;      /* in custody on the last evening */
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

static cruce_status fail_of(const cri_border *b, cruce_error *err, const char *what, int64_t found,
                            int64_t wanted)
{
    return cri_fail(err, CRUCE_ERR_BALANCE, "day %d: %s: %lld counted, %lld expected",
                    (int)b->run->day, what, (long long)found, (long long)wanted);
}

/* Attempts = encounters + undetected, in every sector and nation; encounters by try add up to them; new faces are no more. */
static cruce_status check_attempts(const cri_border *b, cruce_error *err)
{
    const cruce_border_day *t = &b->today;
    int64_t between = 0, by_try = 0;
    for (int32_t cell = 0; cell < b->n_sectors * b->n_nations; cell++) {
        int64_t met = t->between_persons[cell] + t->undetected_persons[cell];
        between += t->between_persons[cell];
        if (met != t->attempts_persons[cell]) {
            return fail_of(b, err, "persons who tried between ports", met,
                           t->attempts_persons[cell]);
        }
        if (t->first_persons[cell] > t->between_persons[cell]) {
            return fail_of(b, err, "persons met for the first time, of all encounters",
                           t->first_persons[cell], t->between_persons[cell]);
        }
    }
    for (int32_t i = 0; i < CRUCE_TRIES; i++) {
        by_try += t->tries_persons[i];
    }
    return by_try == between ? CRUCE_OK
                             : fail_of(b, err, "encounters by number of try", by_try, between);
}

static cruce_status check_appointments(const cri_border *b, cruce_error *err)
{
    const cruce_border_day *t = &b->today;
    int64_t found = t->used + t->no_show + t->unfilled;
    return found == t->offered
               ? CRUCE_OK
               : fail_of(b, err, "appointments used, not kept and not filled", found, t->offered);
}

/* Yesterday's persons in custody + encounters = those let go + today's. */
static cruce_status check_custody(const cri_border *b, cruce_error *err)
{
    const cruce_border_day *t = &b->today;
    int64_t flow = 0, held = 0;
    for (int32_t cell = 0; cell < b->n_sectors * b->n_nations; cell++) {
        flow += t->between_persons[cell] - t->released_persons[cell] - t->returned_persons[cell] -
                t->removed_persons[cell];
    }
    for (int32_t s = 0; s < b->n_sectors; s++) {
        held += t->custody_persons[s];
    }
    int64_t wanted = b->ledger->held_persons + flow;
    b->ledger->held_persons = held;
    return held == wanted ? CRUCE_OK : fail_of(b, err, "persons in custody", held, wanted);
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

static cruce_status check_nation(const cri_border *b, cruce_nation_id n, cruce_error *err)
{
    const struct cri_ledger *l = b->ledger;
    int64_t found = 0;
    for (int32_t i = 0; i < CRUCE_STATUSES; i++) {
        int64_t persons = l->status_persons[(size_t)i * (size_t)b->n_nations + (size_t)n];
        if (persons < 0) {
            return fail_of(b, err, cruce_people_status_text((cruce_people_status)i), persons, 0);
        }
        found += persons;
    }
    if (found != l->departed_persons[n]) {
        return cri_fail(err, CRUCE_ERR_BALANCE, "day %d: %lld persons of %s found, %lld set out",
                        (int)b->run->day, (long long)found, b->tables->people.nationality[n],
                        (long long)l->departed_persons[n]);
    }
    return CRUCE_OK;
}

cruce_status cri_ledger_check(cri_border *b, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    count_everybody(b);
    for (int32_t n = 0; n < b->n_nations; n++) {
        TRY(check_nation(b, n, err));
    }
    TRY(check_attempts(b, err));
    TRY(check_appointments(b, err));
    TRY(check_custody(b, err));
done:
    return st;
}

void cri_ledger_state(cruce_state_io *io, cri_border *b)
{
    struct cri_ledger *l = b->ledger;
    int64_t cells = (int64_t)CRUCE_STATUSES * b->n_nations;
    cri_state_part(io, "ledger");
    cri_state_wholes(io, l->status_persons, cells, 0, CRI_STATE_EVER);
    cri_state_wholes(io, l->ever_persons, cells, 0, CRI_STATE_EVER);
    cri_state_wholes(io, l->departed_persons, b->n_nations, 0, CRI_STATE_EVER);
    cri_state_whole(io, &l->held_persons, 0, CRI_STATE_MOST);
}

/* What was counted on the last evening is what the parts hold this morning. */
void cri_ledger_state_check(cruce_state_io *io, cri_border *b)
{
    struct cri_ledger *l = b->ledger;
    int64_t cells = (int64_t)CRUCE_STATUSES * b->n_nations;
    if (!cri_state_has_read(io) || b->run->day == 0) {
        return;
    }
    int64_t *before = cri_calloc((size_t)cells + 1, sizeof *before);
    if (before == NULL) {
        cri_state_no_memory(io);
        return;
    }
    memcpy(before, l->status_persons, (size_t)cells * sizeof *before);
    count_everybody(b);
    bool same = memcmp(before, l->status_persons, (size_t)cells * sizeof *before) == 0;
    for (int32_t n = 0; n < b->n_nations; n++) {
        same = same && check_nation(b, n, NULL) == CRUCE_OK;
    }
    cri_free(before);
    if (!same) {
        cri_state_refuse(io, "its ledger of persons does not close");
    }
}
