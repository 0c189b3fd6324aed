/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A growing table of cohorts with a hash index, so that equal states are one row.
 * What moves them is cohorts.c.
 */
#include "cohort_table.h"

#include <string.h>

#include "../base/text.h"

static uint32_t slot_of(const cri_cohort_table *t, const cri_cohort *c)
{
    uint64_t h = (uint64_t)(uint32_t)c->at * 0x9e3779b97f4a7c15u;
    h ^= (uint64_t)(uint32_t)c->position_m * 0xc2b2ae3d27d4eb4fu;
    h ^= ((uint64_t)(uint32_t)c->memory_km << 34 | (uint64_t)(uint32_t)c->state << 32 |
          (uint32_t)c->route) *
         0x165667b19e3779f9u;
    h ^= (uint64_t)(uint32_t)c->group * 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return (uint32_t)(h >> 33) & (uint32_t)(t->n_slots - 1);
}

static bool same_state(const cri_cohort *a, const cri_cohort *b)
{
    return a->at == b->at && a->position_m == b->position_m && a->memory_km == b->memory_km &&
           a->state == b->state && a->route == b->route && a->group == b->group;
}

static cruce_status make_room(cri_cohort_table *t, cruce_error *err)
{
    int32_t room = t->room == 0 ? 64 : 2 * t->room;
    cri_cohort *row = cri_realloc(t->row, (size_t)room * sizeof *row);
    t->row = row != NULL ? row : t->row;
    int32_t *slot = cri_malloc(2 * (size_t)room * sizeof *slot);
    if (row == NULL || slot == NULL) {
        cri_free(slot);
        return cri_no_memory(err);
    }
    cri_free(t->slot);
    t->slot = slot;
    t->n_slots = 2 * room;
    t->room = room;
    for (int32_t s = 0; s < t->n_slots; s++) {
        slot[s] = CRUCE_NONE;
    }
    for (int32_t i = 0; i < t->n; i++) {
        uint32_t s = slot_of(t, &row[i]);
        while (slot[s] != CRUCE_NONE) {
            s = (s + 1) & (uint32_t)(t->n_slots - 1);
        }
        slot[s] = i;
    }
    return CRUCE_OK;
}

cruce_status cri_cohort_reserve(cri_cohort_table *table, int32_t n, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    while (table->room < n) {
        TRY(make_room(table, err));
    }
done:
    return st;
}

cruce_status cri_cohort_append(cri_cohort_table *table, const cri_cohort *cohort, cruce_error *err)
{
    if (table->n == table->room) {
        cruce_status st = make_room(table, err);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    table->row[table->n++] = *cohort;
    return CRUCE_OK;
}

cruce_status cri_cohort_add(cri_cohort_table *table, const cri_cohort *cohort, cruce_error *err)
{
    if (table->n == table->room) {
        cruce_status st = make_room(table, err);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    uint32_t s = slot_of(table, cohort);
    while (table->slot[s] != CRUCE_NONE) {
        cri_cohort *row = &table->row[table->slot[s]];
        if (same_state(row, cohort)) {
            row->birth = cri_mean_birth(row->birth, row->persons, cohort->birth, cohort->persons);
            row->persons += cohort->persons;
            return CRUCE_OK;
        }
        s = (s + 1) & (uint32_t)(table->n_slots - 1);
    }
    table->slot[s] = table->n;
    table->row[table->n++] = *cohort;
    return CRUCE_OK;
}

void cri_cohort_unindex(cri_cohort_table *table)
{
    if (table->n * 4 > table->n_slots) {
        memset(table->slot, 0xff, (size_t)table->n_slots * sizeof *table->slot); /* CRUCE_NONE */
    } else {
        for (int32_t i = 0; i < table->n; i++) { /* few rows in a large table: clear only theirs */
            uint32_t s = slot_of(table, &table->row[i]);
            while (table->slot[s] != CRUCE_NONE) {
                table->slot[s] = CRUCE_NONE;
                s = (s + 1) & (uint32_t)(table->n_slots - 1);
            }
        }
    }
}

void cri_cohort_free(cri_cohort_table *table)
{
    cri_free(table->row);
    cri_free(table->slot);
    *table = (cri_cohort_table){0};
}
