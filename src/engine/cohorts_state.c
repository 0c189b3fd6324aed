/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The state of the cohorts engine in the morning: who rests where, who is on which road, what the sweep has to know.
 * Everything else of it is scratch of a day. What a field may be is checked here, how it is written is state_io.h.
 */
#include "../base/text.h"
#include "cohorts.h"

/* Sums of memory and a day's way stay below four days at the highest speed (classes.c): memory below two. */
static int32_t memory_most(const cri_cohorts *e)
{
    int32_t most_m = e->ride_m > e->walk_m ? e->ride_m : e->walk_m;
    for (int32_t k = 0; k < e->run->world.links->n; k++) {
        most_m = e->speed_m[k] > most_m ? e->speed_m[k] : most_m;
    }
    return e->remember ? (int32_t)(2 * (int64_t)most_m / 1000) : 0;
}

/* A mean of days from 0 to yesterday, as far as rounding lets it be one. */
static void birth_state(cruce_state_io *io, const cri_cohorts *e, double *birth, double persons)
{
    double last = (double)e->run->day + 0.5;
    cri_state_real(io, birth, -0.5 * persons, last * persons);
}

static void rest_state(cruce_state_io *io, cri_cohorts *e, cri_rest *rest, int32_t memory)
{
    int32_t n = rest->n_memory;
    cri_state_number(io, &n, 0, memory + 1);
    cri_state_whole(io, &rest->first_road_persons, 0, CRI_STATE_MOST);
    if (cri_state_has_read(io) && n > 0 && cri_rest_settle(rest, n - 1, 0, 0.0, NULL) != CRUCE_OK) {
        cri_state_no_memory(io);
    }
    cri_state_wholes(io, rest->by_memory, cri_state_is_fine(io) ? n : 0, 0, CRI_STATE_MOST);
    if (cri_state_has_read(io)) {
        rest->persons = rest->first_road_persons;
        for (int32_t h = 0; h < n; h++) {
            rest->persons += rest->by_memory[h];
        }
    }
    if (cri_state_is_fine(io) && rest->persons > 0) {
        birth_state(io, e, &rest->births, (double)rest->persons);
    }
}

static void rests_state(cruce_state_io *io, cri_cohorts *e, int32_t memory)
{
    cri_state_part(io, "rest");
    for (int32_t g = 0; g < e->n_groups && cri_state_is_fine(io); g++) {
        bool any = e->rest[g] != NULL;
        cri_state_flag(io, &any);
        if (cri_state_has_read(io) && any && cri_rest_of(e, g) == NULL) {
            cri_state_no_memory(io);
        }
        for (int32_t p = 0; cri_state_is_fine(io) && any && p < e->run->world.places->n; p++) {
            rest_state(io, e, &e->rest[g][p], memory);
        }
    }
}

/* A row of people on a road, or (length_m NULL) at a place. */
static void row_state(cruce_state_io *io, const cri_cohorts *e, cri_cohort *c, int32_t n_at,
                      const int32_t *length_m, int32_t memory)
{
    int32_t routes = e->run->choices.routes.n;
    cri_state_whole(io, &c->persons, 1, CRI_STATE_MOST);
    cri_state_number(io, &c->at, 0, n_at - 1);
    int32_t most_m = length_m == NULL || !cri_state_is_fine(io) ? 0 : length_m[c->at];
    cri_state_number(io, &c->position_m, 0, most_m);
    cri_state_number(io, &c->route, 0, routes > 0 ? routes - 1 : 0);
    cri_state_number(io, &c->group, 0, e->n_groups - 1);
    cri_state_number(io, &c->memory_km, 0, memory);
    cri_state_number(io, &c->state, 0, CRI_FIRST_ROAD | CRI_ROAD_CLOSED);
    birth_state(io, e, &c->birth, 1.0);
}

static void table_state(cruce_state_io *io, cri_cohorts *e, cri_cohort_table *table,
                        const char *name, int32_t memory)
{
    bool on_road = table == &e->road;
    int32_t n = table->n;
    int32_t n_at = on_road ? e->run->world.links->n : e->run->world.places->n;
    cri_state_part(io, name);
    cri_state_rows(io, &n, INT32_MAX / 16);
    for (int32_t i = 0; i < n && cri_state_is_fine(io); i++) {
        cri_cohort row = io->reads ? (cri_cohort){0} : table->row[i];
        row_state(io, e, &row, n_at, on_road ? e->run->world.links->length_m : NULL, memory);
        if (cri_state_has_read(io) && cri_cohort_append(table, &row, NULL) != CRUCE_OK) {
            cri_state_no_memory(io);
        }
    }
}

void cri_cohorts_state(cruce_state_io *io, void *engine)
{
    cri_cohorts *e = engine;
    int32_t memory = memory_most(e);
    rests_state(io, e, memory);
    table_state(io, e, &e->road, "road", memory);
    table_state(io, e, &e->bound, "bound", memory);
    cri_sweep_state(io, e);
}
