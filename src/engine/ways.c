/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What people at one place may do next, with which chances, and how many do what.
 * Which places they see and how they weigh them is src/rules/choice.c; where a leg leads to is classes.c.
 */
#include "../base/text.h"
#include "cruce/rng.h"
#include "sweep.h"

enum { FEW_PERSONS = 8 }; /* drawn one by one */

static int32_t gaits_of(const cruce_links *links)
{
    for (int32_t k = 0; k < links->n; k++) {
        if (links->walk_chance[k] > 0.0) {
            return 2;
        }
    }
    return 1;
}

/* Lays out the columns: one outcome per leg, and one for those who stay. Returns the most outcomes of a place. */
static int32_t lay_out(cri_place_ways *ways, const cri_world *w, size_t rows)
{
    int32_t n_places = w->places->n, most = 0;
    double *chance = ways->block;
    uint64_t *lot = (uint64_t *)(void *)(chance + rows);
    int32_t *leg = (int32_t *)(void *)(lot + rows);
    cri_binomial_table **table = ways->table;
    for (int32_t i = 0; i < 2 * n_places; i++) {
        int32_t p = i % n_places;
        int32_t n = 1 + ways->gaits * (w->links->first_out[p + 1] - w->links->first_out[p]);
        ways->usual[i] = (cri_ways){0, leg, chance, lot, table};
        table += n;
        leg += n;
        chance += n;
        lot += n;
        most = n > most ? n : most;
    }
    return most;
}

cruce_status cri_place_ways_init(cri_place_ways *ways, const cri_world *world, cruce_error *err)
{
    size_t n = (size_t)world->places->n;
    *ways = (cri_place_ways){.gaits = gaits_of(world->links)};
    size_t rows = 2 * (n + (size_t)ways->gaits * (size_t)world->links->n);
    ways->made = cri_calloc(n + 1, sizeof *ways->made);
    ways->rng = cri_calloc(n + 1, sizeof *ways->rng);
    ways->usual = cri_calloc(2 * n + 1, sizeof *ways->usual);
    ways->block = cri_malloc(rows * (sizeof(double) + sizeof(uint64_t) + sizeof(int32_t)) + 1);
    ways->table = cri_calloc(rows + 1, sizeof *ways->table);
    if (ways->made == NULL || ways->rng == NULL || ways->usual == NULL || ways->block == NULL ||
        ways->table == NULL) {
        return cri_no_memory(err);
    }
    ways->tables = (int32_t)rows;
    ways->onward = ways->usual + n;
    int32_t most = lay_out(ways, world, rows);
    ways->some = cri_calloc((size_t)most + 1, sizeof *ways->some);
    return ways->some != NULL ? CRUCE_OK : cri_no_memory(err);
}

void cri_place_ways_free(cri_place_ways *ways)
{
    for (int32_t i = 0; i < ways->tables; i++) {
        cri_free(ways->table[i]);
    }
    cri_free(ways->table);
    cri_free(ways->block);
    cri_free(ways->usual);
    cri_free(ways->made);
    cri_free(ways->rng);
    cri_free(ways->some);
    *ways = (cri_place_ways){0};
}

/* Chance as a fraction of 2^64; 1 and more become the largest. */
static uint64_t fraction(double chance)
{
    return chance < 1.0 ? (uint64_t)(chance * 0x1p63) << 1 : UINT64_MAX;
}

static double chance_of(const cri_choice *choice, int32_t j)
{
    return choice->weight[j] / choice->tail[0];
}

static bool is_open(const cri_world *world, const cri_choice *choice, int32_t j)
{
    return choice->link[j] != CRUCE_NONE && !cri_is_full(world, choice->final[j]);
}

/* Adds an outcome; its weight stands in `chance` until all are known. */
static void add(cri_ways *ways, int32_t leg, double weight)
{
    if (weight > 0.0) {
        ways->leg[ways->n] = leg;
        ways->chance[ways->n++] = weight;
    }
}

void cri_ways_list(cri_ways *ways, const cri_world *world, cruce_place_id place,
                   const cri_choice *choice, double leaving, int32_t gaits)
{
    cruce_link_id first = world->links->first_out[place];
    double staying = choice->n > 0 ? 1.0 - leaving : 1.0;
    for (int32_t j = 0; j < choice->n; j++) {
        staying += is_open(world, choice, j) ? 0.0 : leaving * chance_of(choice, j);
    }
    ways->n = 0;
    add(ways, CRUCE_NONE, staying);
    for (int32_t j = 0; j < choice->n; j++) {
        if (is_open(world, choice, j)) {
            cruce_link_id k = choice->link[j];
            double walk = gaits > 1 ? world->links->walk_chance[k] : 0.0;
            double chance = leaving * chance_of(choice, j);
            add(ways, (k - first) * gaits, chance * (1.0 - walk));
            add(ways, (k - first) * gaits + 1, chance * walk);
        }
    }
    if (ways->n == 0) { /* weights beyond all numbers: nobody can tell where to */
        add(ways, CRUCE_NONE, 1.0);
    }
    double tail = 0.0;
    for (int32_t j = ways->n - 1; j >= 0; j--) {
        double weight = ways->chance[j];
        ways->lot[j] = fraction(1.0 - tail);
        tail += weight;
        ways->chance[j] = weight / tail;
    }
}

void cri_ways_divide(const cri_ways *ways, cruce_rng *rng, int64_t persons, int64_t *some)
{
    for (int32_t j = 0; j < ways->n; j++) {
        some[j] = 0;
    }
    int32_t last = ways->n - 1;
    if (persons <= FEW_PERSONS) {
        for (; persons > 0; persons--) {
            some[cri_draw_lot(ways->lot, last, rng)]++;
        }
        return;
    }
    for (int32_t j = 0; j < last && persons > 0; j++) {
        some[j] = cruce_binomial(rng, persons, ways->chance[j]);
        persons -= some[j];
    }
    some[last] += persons;
}
