/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What people at one place may do next, with which chances, and how many do what.
 * Which places they see and how they weigh them is src/rules/choice.c; where a leg leads to is classes.c.
 *
 * Few persons are drawn one by one with Marsaglia's condensed table (1963, doi:10.1145/366193.366228): of the 256 values of
 * a random byte, floor(256 p) stand for an outcome of chance p. The few values left over send a person to a second draw
 * from what the table misses, so the chances are exact. Many persons are divided by one binomial per outcome.
 */
#include "../base/text.h"
#include "cruce/rng.h"
#include "sweep.h"

#include <string.h>

enum {
    FEW_PERSONS = 48, /* drawn one by one; at most 255, the most that a lane counts */
    LANES = 8,        /* bytes of a word, one counter each; the last counts second draws */
    LEFT_OVER = 8 * (LANES - 1)
};

static int32_t gaits_of(const cruce_links *links)
{
    for (int32_t k = 0; k < links->n; k++) {
        if (links->walk_chance[k] > 0.0) {
            return 2;
        }
    }
    return 1;
}

/* Lays out the columns of all places. Returns the most outcomes of a place. */
static int32_t lay_out(cri_place_ways *ways, const cri_world *w, size_t rows)
{
    int32_t n_places = w->places->n, most = 0;
    double *chance = ways->block;
    uint64_t *lot = (uint64_t *)(void *)(chance + rows), *rest = lot + rows;
    int32_t *leg = (int32_t *)(void *)(rest + rows);
    cri_binomial_table **table = ways->table;
    for (int32_t i = 0; i < 2 * n_places; i++) {
        int32_t n = cri_legs_of(ways, w->links, i % n_places);
        ways->usual[i] =
            (cri_ways){.leg = leg, .chance = chance, .lot = lot, .rest = rest, .table = table};
        leg += n;
        chance += n;
        lot += n;
        rest += n;
        table += n;
        most = n > most ? n : most;
    }
    return most;
}

cruce_status cri_place_ways_init(cri_place_ways *ways, const cri_world *world, cruce_error *err)
{
    size_t n = (size_t)world->places->n;
    *ways = (cri_place_ways){.gaits = gaits_of(world->links)};
    size_t legs = n + (size_t)ways->gaits * (size_t)world->links->n, rows = 2 * legs;
    ways->made = cri_calloc(n + 1, sizeof *ways->made);
    ways->rng = cri_calloc(n + 1, sizeof *ways->rng);
    ways->usual = cri_calloc(2 * n + 1, sizeof *ways->usual);
    ways->block = cri_malloc(rows * (sizeof(double) + 2 * sizeof(uint64_t) + sizeof(int32_t)) + 1);
    ways->table = cri_calloc(rows + 1, sizeof *ways->table);
    ways->km = cri_calloc(legs + 1, sizeof *ways->km);
    ways->taken = cri_calloc(legs + 1, sizeof *ways->taken);
    if (ways->made == NULL || ways->rng == NULL || ways->usual == NULL || ways->block == NULL ||
        ways->table == NULL || ways->km == NULL || ways->taken == NULL) {
        return cri_no_memory(err);
    }
    ways->tables = (int32_t)rows;
    ways->onward = ways->usual + n;
    int32_t most = lay_out(ways, world, rows);
    ways->some = cri_calloc((size_t)most + 1, sizeof *ways->some);
    ways->total = cri_calloc((size_t)most + 1, sizeof *ways->total);
    ways->to = cri_calloc((size_t)most + 1, sizeof *ways->to);
    if (ways->some == NULL || ways->total == NULL || ways->to == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
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
    cri_free(ways->km);
    cri_free(ways->taken);
    cri_free(ways->some);
    cri_free(ways->total);
    cri_free(ways->to);
    *ways = (cri_place_ways){0};
}

/* --- chances --- */

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

/* Adds an outcome; its own chance stands in `chance` until all are known. */
static void add(cri_ways *ways, int32_t leg, double chance)
{
    if (chance > 0.0) {
        ways->leg[ways->n] = leg;
        ways->chance[ways->n++] = chance;
    }
}

/* Condensed table: as many bytes as whole 256ths, and lots for the rest. */
static void condense(cri_ways *ways)
{
    int32_t byte = 0;
    double left = 0.0;
    for (int32_t j = 0; j < ways->n; j++) {
        double share = ways->chance[j] * 256.0;
        int32_t whole = (int32_t)share < 256 - byte ? (int32_t)share : 256 - byte;
        memset(ways->guide + byte, 8 * j, (size_t)whole);
        byte += whole;
        left += share - whole;
    }
    memset(ways->guide + byte, LEFT_OVER, (size_t)(256 - byte));
    double below = 0.0;
    for (int32_t j = 0; j < ways->n; j++) {
        double share = ways->chance[j] * 256.0;
        below += share - (int32_t)share;
        ways->rest[j] = fraction(left > 0.0 ? below / left : 1.0);
    }
}

static void finish(cri_ways *ways)
{
    if (ways->n < LANES) {
        condense(ways);
    }
    double tail = 0.0;
    for (int32_t j = ways->n - 1; j >= 0; j--) {
        double chance = ways->chance[j];
        ways->lot[j] = fraction(1.0 - tail);
        tail += chance;
        ways->chance[j] = chance / tail;
    }
}

void cri_ways_list(cri_ways *ways, const cri_place_ways *all, const cri_world *world,
                   cruce_place_id place, const cri_choice *choice, double leaving)
{
    cruce_link_id first = world->links->first_out[place];
    int32_t gaits = all->gaits, stay = cri_legs_of(all, world->links, place) - 1;
    double staying = choice->n > 0 ? 1.0 - leaving : 1.0;
    for (int32_t j = 0; j < choice->n; j++) {
        staying += is_open(world, choice, j) ? 0.0 : leaving * chance_of(choice, j);
    }
    ways->n = 0;
    add(ways, stay, staying);
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
        add(ways, stay, 1.0);
    }
    finish(ways);
}

/* --- dividing --- */

/* Outcomes counted in the bytes of one word: no branch and no memory depends on who does what. */
static void divide_few(const cri_ways *ways, cruce_rng *rng, int32_t persons, int64_t *some)
{
    uint64_t counts = 0;
    for (; persons >= 4; persons -= 4) {
        uint32_t word = cruce_rng_bits(rng);
        counts += ((uint64_t)1 << ways->guide[word & 255]) +
                  ((uint64_t)1 << ways->guide[word >> 8 & 255]) +
                  ((uint64_t)1 << ways->guide[word >> 16 & 255]) +
                  ((uint64_t)1 << ways->guide[word >> 24]);
    }
    if (persons > 0) {
        uint32_t word = cruce_rng_bits(rng);
        for (; persons > 0; persons--, word >>= 8) {
            counts += (uint64_t)1 << ways->guide[word & 255];
        }
    }
    for (int32_t j = 0; j < ways->n; j++) {
        some[j] = (int64_t)(counts >> 8 * j & 255);
    }
    for (uint64_t left = counts >> LEFT_OVER; left > 0; left--) {
        some[cri_draw_lot(ways->rest, ways->n - 1, rng)]++;
    }
}

static void divide_one_by_one(const cri_ways *ways, cruce_rng *rng, int64_t persons, int64_t *some)
{
    for (; persons > 0; persons--) {
        some[cri_draw_lot(ways->lot, ways->n - 1, rng)]++;
    }
}

void cri_ways_divide(const cri_ways *ways, cruce_rng *rng, int64_t persons, int64_t *some)
{
    int32_t last = ways->n - 1;
    if (persons <= FEW_PERSONS && last < LANES - 1) {
        divide_few(ways, rng, (int32_t)persons, some);
        return;
    }
    for (int32_t j = 0; j <= last; j++) {
        some[j] = 0;
    }
    if (persons <= FEW_PERSONS / 4) {
        divide_one_by_one(ways, rng, persons, some);
        return;
    }
    for (int32_t j = 0; j < last && persons > 0; j++) {
        some[j] = cruce_binomial(rng, persons, ways->chance[j]);
        persons -= some[j];
    }
    some[last] += persons;
}
