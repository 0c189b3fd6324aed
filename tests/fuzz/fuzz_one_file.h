/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One file of a tiny scenario is the fuzzer's bytes; whatever is accepted has to be sound.
 */
#ifndef CRUCE_TESTS_FUZZ_ONE_FILE_H
#define CRUCE_TESTS_FUZZ_ONE_FILE_H

#include "fuzz/fuzz_scenario.h"

static inline void must(bool condition)
{
    if (!condition) {
        __builtin_trap();
    }
}

static inline bool is_place(const cruce_scenario *sc, cruce_place_id p)
{
    return p >= 0 && p < sc->places.n;
}

static inline void check_places(const cruce_scenario *sc)
{
    const cruce_places *p = &sc->places;
    must(p->n > 0 && sc->n_days > 0 && sc->n_camps <= p->n);
    for (int32_t i = 0; i < p->n; i++) {
        must(i == 0 || strcmp(p->name[i - 1], p->name[i]) < 0);
        must(is_place(sc, p->file_order[i]) && p->line[i] > 0 && p->type[i] != NULL);
        must(p->population_persons[i] >= 0 && p->capacity_persons[i] >= -1);
        must(p->movechance[i] >= 0 && p->initial_idps_persons[i] >= 0);
        must(p->deactivation_chance[i] >= 0 && p->deactivation_chance[i] <= 1);
        must(cri_place_of_name(p, p->name[i]) == i);
    }
    for (int32_t i = 0; i < p->n * p->attributes.n_columns; i++) {
        must(p->attributes.cell[i] != NULL);
    }
    for (int32_t i = 0; i < sc->n_camps; i++) {
        must(is_place(sc, sc->camp[i]) && (p->flags[sc->camp[i]] & CRUCE_CAMP) != 0);
    }
}

static inline void check_links(const cruce_scenario *sc)
{
    const cruce_links *l = &sc->links;
    must(l->n % 2 == 0 && l->first_out[0] == 0 && l->first_out[sc->places.n] == l->n);
    for (int32_t k = 0; k < l->n; k++) {
        must(is_place(sc, l->from[k]) && is_place(sc, l->to[k]) && l->from[k] != l->to[k]);
        must(k >= l->first_out[l->from[k]] && k < l->first_out[l->from[k] + 1]);
        must(l->length_km[k] > 0 && l->length_m[k] >= 1 && l->speed_m_per_day[k] >= 0);
        must(l->walk_chance[k] >= 0 && l->walk_chance[k] <= 1 && l->forced[k] <= 1);
    }
    for (int64_t i = 0; i < (int64_t)l->n * l->attributes.n_columns; i++) {
        must(l->attributes.cell[i] != NULL);
    }
}

static inline void check_rest(const cruce_scenario *sc)
{
    const cruce_closures *c = &sc->closures;
    for (int32_t i = 0; i < c->n; i++) {
        bool country = c->kind[i] == CRUCE_CLOSE_COUNTRY;
        must(country ? c->country1[i] != NULL && c->country2[i] != NULL
                     : is_place(sc, c->place1[i]));
        must(c->place2[i] == CRUCE_NONE || is_place(sc, c->place2[i]));
    }
    for (int32_t i = 0; i < sc->conflicts.n_columns; i++) {
        must(is_place(sc, sc->conflicts.place[i]));
        for (int32_t day = 0; day < sc->conflicts.n_days; day++) {
            must(sc->conflicts.intensity[(int64_t)day * sc->conflicts.n_columns + i] >= 0);
        }
    }
    for (int32_t i = 0; i < sc->location_changes.n; i++) {
        must(is_place(sc, sc->location_changes.place[i]) && sc->location_changes.type[i] != NULL);
    }
    for (int32_t d = 0; d < sc->departures.n; d++) {
        int64_t persons = 0;
        must(is_place(sc, sc->departures.place[d]));
        must(sc->departures.from_day[d] < sc->departures.until_day[d]);
        for (int32_t day = sc->departures.from_day[d]; day < sc->departures.until_day[d]; day++) {
            persons += cruce_departures_on(&sc->departures, d, day);
        }
        must(persons == sc->departures.persons[d]);
    }
}

static inline int fuzz_one_file(const char *path, const uint8_t *bytes, size_t n)
{
    fuzz_scenario f;
    fuzz_begin(&f);
    fuzz_set(&f, path, bytes, n);
    cruce_scenario *scenario = fuzz_read(&f);
    if (scenario != NULL) {
        check_places(scenario);
        check_links(scenario);
        check_rest(scenario);
    }
    cruce_scenario_destroy(scenario);
    return 0;
}

#endif
