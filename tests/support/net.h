/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small network for tests of rules and engines, without files: places and roads by index, then a world over them.
 */
#ifndef CRUCE_TESTS_NET_H
#define CRUCE_TESTS_NET_H

#include <stdlib.h>
#include <string.h>

#include "../../src/model/world.h"
#include "cruce/scenario.h"

enum { NET_PLACES = 12, NET_LINKS = 96 };

typedef struct net {
    cruce_scenario scenario;
    cri_world world;
    int32_t n_roads;
    int32_t road_from[NET_LINKS], road_to[NET_LINKS], road_rank[NET_LINKS];
    double road_km[NET_LINKS];
    /* columns */
    const char *name[NET_PLACES], *country[NET_PLACES];
    int32_t file_order[NET_PLACES];
    uint64_t actor[NET_PLACES], link_actor[NET_LINKS];
    double x[NET_PLACES], y[NET_PLACES], movechance[NET_PLACES], conflict[NET_PLACES];
    double deactivation_chance[NET_PLACES];
    uint32_t flags[NET_PLACES];
    int64_t population[NET_PLACES], capacity[NET_PLACES], a_day[NET_PLACES], idps[NET_PLACES];
    cruce_place_id from[NET_LINKS], to[NET_LINKS];
    double length_km[NET_LINKS], walk_chance[NET_LINKS];
    int32_t length_m[NET_LINKS], speed[NET_LINKS], rank[NET_LINKS], first_out[NET_PLACES + 1];
    uint8_t forced[NET_LINKS];
} net;

static inline void net_init(net *n)
{
    memset(n, 0, sizeof *n);
    cruce_settings_init(&n->scenario.settings);
    n->scenario.n_days = 100;
}

/** Places are numbered 0, 1, ...; names are one letter. */
static inline int32_t net_place(net *n, uint32_t flags, double movechance)
{
    static const char *const names[NET_PLACES] = {"A", "B", "C", "D", "E", "F",
                                                  "G", "H", "I", "J", "K", "L"};
    int32_t p = n->scenario.places.n++;
    n->name[p] = names[p];
    n->country[p] = flags & CRUCE_FOREIGN ? "Y" : "X";
    n->file_order[p] = p;
    n->actor[p] = (uint64_t)p + 1000;
    n->flags[p] = flags;
    n->movechance[p] = movechance;
    n->conflict[p] = -1.0;
    n->capacity[p] = -1;
    return p;
}

/** One road makes two links. */
static inline void net_road(net *n, int32_t a, int32_t b, double km)
{
    int32_t pair[2] = {a, b};
    for (int32_t i = 0; i < 2; i++) {
        int32_t r = n->n_roads++;
        n->road_from[r] = pair[i];
        n->road_to[r] = pair[1 - i];
        n->road_km[r] = km;
        n->road_rank[r] = r;
    }
}

/** Links in the order of (from, to, road), and the world as it is before the first day. */
static inline void net_open(net *n)
{
    int32_t k = 0, places = n->scenario.places.n;
    for (int32_t a = 0; a < places; a++) {
        n->first_out[a] = k;
        for (int32_t b = 0; b < places; b++) {
            for (int32_t r = 0; r < n->n_roads; r++) {
                if (n->road_from[r] == a && n->road_to[r] == b) {
                    n->from[k] = a;
                    n->to[k] = b;
                    n->length_km[k] = n->road_km[r];
                    n->length_m[k] = (int32_t)(n->road_km[r] * 1000.0 + 0.5);
                    n->link_actor[k] = (uint64_t)k + 5000;
                    n->rank[k++] = n->road_rank[r];
                }
            }
        }
    }
    n->first_out[places] = k;
    cruce_places *p = &n->scenario.places;
    p->name = n->name;
    p->country = n->country;
    p->file_order = n->file_order;
    p->actor = n->actor;
    p->x = n->x;
    p->y = n->y;
    p->flags = n->flags;
    p->movechance = n->movechance;
    p->conflict = n->conflict;
    p->population_persons = n->population;
    p->capacity_persons = n->capacity;
    p->capacity_per_day_persons = n->a_day;
    p->initial_idps_persons = n->idps;
    p->deactivation_chance = n->deactivation_chance;
    cruce_links *l = &n->scenario.links;
    l->n = k;
    l->from = n->from;
    l->to = n->to;
    l->length_km = n->length_km;
    l->length_m = n->length_m;
    l->speed_m_per_day = n->speed;
    l->walk_chance = n->walk_chance;
    l->forced = n->forced;
    l->file_rank = n->rank;
    l->actor = n->link_actor;
    l->first_out = n->first_out;
    if (cri_world_init(&n->world, p, l, &n->scenario.settings, NULL) != CRUCE_OK) {
        abort();
    }
    for (int32_t i = 0; i < places; i++) {
        n->world.attraction[i] = 1.0;
        n->world.room[i] = 1.0;
    }
}

/** A number below `n`, from a small generator of its own. */
static inline int32_t net_below(uint64_t *state, int32_t n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int32_t)((*state >> 33) % (uint64_t)n);
}

#endif
