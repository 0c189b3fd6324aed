/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the second phase of a day will probably bring to each place: mean flows, hop by hop, without chance.
 * Only phase.c uses it, to see where a camp may fill up and how finely the day must be divided; no result depends on
 * its being exact. People who arrive go on as the day's weights say, until their mean distance is a day's travel.
 */
#include <string.h>

#include "../base/text.h"
#include "cohorts.h"

enum { HOPS_MOST = 8 };
static const double FLOW_LEAST = 0.05; /* persons: less is left out */
static const double LEFT_LEAST = 0.01; /* of those who began: fewer are not followed further */

/* Mean flow through each place at one hop: persons, and persons times metres travelled today. */
typedef struct flows {
    double *persons, *metres;
} flows;

static void arrive(cri_cohorts *e, flows *to, cruce_place_id p, double persons, double metres)
{
    to->persons[p] += persons;
    to->metres[p] += metres;
    e->expected_persons[p] += persons;
    e->surge_persons[p] += persons;
}

static double start(cri_cohorts *e, flows *first)
{
    const cruce_links *links = e->run->world.links;
    double persons = 0.0;
    for (int32_t i = 0; i < e->sorted.n; i++) {
        const cri_cohort *c = &e->sorted.row[i];
        int32_t left_m = links->length_m[c->at] - c->position_m;
        if (cri_cohorts_speed(e, c->at, c->state) > left_m && !(c->state & CRI_ROAD_CLOSED)) {
            arrive(e, first, links->to[c->at], (double)c->persons, (double)c->persons * left_m);
            persons += (double)c->persons;
        }
    }
    return persons;
}

/* One further road for those at p; returns how many are still under way. */
static cruce_status go_on(cri_cohorts *e, cruce_place_id p, double persons, double metres,
                          flows *next, double *under_way, cruce_error *err)
{
    const cri_world *w = &e->run->world;
    const cri_choice *c;
    cruce_status st = cri_choice_at(&e->run->choices, 0, p, &c, err);
    double chance = w->leave_chance[p] < 1.0 ? w->leave_chance[p] : 1.0;
    if (e->remember && (w->flags[p] & CRUCE_TOWN)) {
        chance = 1.0;
    }
    for (int32_t j = 0; st == CRUCE_OK && j < c->n; j++) {
        double some = persons * chance * c->weight[j] / c->tail[0];
        cruce_link_id k = c->link[j];
        if (some <= 0.0 || k == CRUCE_NONE || cri_is_full(w, c->final[j])) {
            continue;
        }
        e->expected_persons[p] -= some;
        if (cri_cohorts_speed(e, k, 0) > w->links->length_m[k]) {
            double mean_m = metres / persons + w->links->length_m[k];
            arrive(e, next, w->links->to[k], some, some * mean_m);
            *under_way += some;
        }
    }
    return st;
}

cruce_status cri_outlook(cri_cohorts *e, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t n = e->run->world.places->n;
    size_t bytes = (size_t)n * sizeof(double);
    flows now = {e->flow, e->flow + n}, next = {e->flow + 2 * n, e->flow + 3 * n};
    memset(e->flow, 0, 4 * bytes);
    memset(e->expected_persons, 0, bytes);
    memset(e->surge_persons, 0, bytes);
    double began = start(e, &now), under_way = began;
    for (int32_t hop = 0; hop < HOPS_MOST && under_way > LEFT_LEAST * began; hop++) {
        under_way = 0.0;
        for (int32_t p = 0; p < n; p++) {
            double persons = now.persons[p], metres = now.metres[p];
            now.persons[p] = now.metres[p] = 0.0;
            if (persons > FLOW_LEAST && metres < persons * e->ride_m) {
                TRY(go_on(e, p, persons, metres, &next, &under_way, err));
            }
        }
        flows done = now;
        now = next;
        next = done;
    }
done:
    return st;
}
