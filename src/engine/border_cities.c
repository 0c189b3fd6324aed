/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    border cities
 */
#include "border_cities.h"

#include "../base/text.h"

struct cri_cities {
    int64_t *arrived;    /* [sector * n_nations + nation] */
    int64_t *attempts;   /* [sector * n_nations + nation] */
    int64_t *between;    /* [sector * n_nations + nation] */
    int64_t *first;      /* [sector * n_nations + nation] */
    int64_t *undetected; /* [sector * n_nations + nation] */
    int64_t *tries;      /* [try] */
};

cruce_status cri_cities_create(cri_border *b, cruce_error *err)
{
    struct cri_cities *x = cri_calloc(1, sizeof *x);
    b->cities = x;
    if (x == NULL) {
        return cri_no_memory(err);
    }
    x->arrived = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->arrived);
    x->attempts = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->attempts);
    x->between = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->between);
    x->first = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->first);
    x->undetected = cri_calloc((size_t)(b->n_sectors * b->n_nations) + 1, sizeof *x->undetected);
    x->tries = cri_calloc((size_t)(CRUCE_TRIES) + 1, sizeof *x->tries);
    if (x->arrived == NULL || x->attempts == NULL || x->between == NULL || x->first == NULL ||
        x->undetected == NULL || x->tries == NULL) {
        return cri_no_memory(err);
    }
    b->today.arrived_north_persons = x->arrived;
    b->today.attempts_persons = x->attempts;
    b->today.between_persons = x->between;
    b->today.first_persons = x->first;
    b->today.undetected_persons = x->undetected;
    b->today.tries_persons = x->tries;
    return CRUCE_OK;
}

void cri_cities_destroy(cri_border *b)
{
    struct cri_cities *x = b->cities;
    if (x == NULL) {
        return;
    }
    cri_free(x->arrived);
    cri_free(x->attempts);
    cri_free(x->between);
    cri_free(x->first);
    cri_free(x->undetected);
    cri_free(x->tries);
    cri_free(x);
}

void cri_cities_arrive(cri_border *b)
{
    (void)b;
}

void cri_cities_attempt(cri_border *b)
{
    (void)b;
}

int64_t cri_cities_take_waiting(cri_border *b, cruce_nation_id n, int64_t persons)
{
    (void)b;
    (void)n;
    (void)persons;
    return 0;
}

void cri_cities_will_attempt(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons)
{
    (void)b;
    (void)s;
    (void)n;
    (void)persons;
}

void cri_cities_take_back(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                          int64_t persons)
{
    (void)b;
    (void)s;
    (void)n;
    (void)tries;
    (void)persons;
}

double cri_cities_free_agents(const cri_border *b, cruce_sector_id s)
{
    return b->tables->sectors.agents[s];
}

void cri_cities_count(const cri_border *b, int64_t *status_persons)
{
    (void)b;
    (void)status_persons;
}
