/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * People handed over between movement and the parts of the border: who enters movement at a place, who rests there and
 * leaves it, who is stopped on entering a link. Each of the border's nations is a group of the engine.
 */
#ifndef CRI_HANDOVER_H
#define CRI_HANDOVER_H

#include "engine_internal.h"

/** How likely people of each nation are stopped on each link they enter; what the engine counted today. */
typedef struct cri_checkpoints {
    int32_t n_nations;
    double *chance;           /* [links.n * n_nations] */
    int64_t *stopped_persons; /* [links.n * n_nations] today, out of the engine's hands */
    cruce_rng *rng;           /* [links.n] today's streams */
} cri_checkpoints;

/**
 * persons[n_nations] come to rest at a place. `newly`: they set out, were in no part of the run before and have their first
 * road before them; else they have walked before.
 * CRUCE_ERR_MEMORY.
 */
cruce_status cri_run_put(cri_run *run, cruce_place_id place, const int64_t *persons, bool newly,
                         cruce_error *err);
/**
 * Of those who rest at a place with no route before them, each leaves movement with the chance of its nation;
 * added to persons[n_nations].
 * Shape    chance[n_nations]; NULL: all go, and rng is not used
 */
void cri_run_take(cri_run *run, cruce_place_id place, const double *chance, cruce_rng *rng,
                  int64_t *persons);
/** Of those of one nation who rest at a place, exactly `persons` (at most all) leave movement. */
void cri_run_take_some(cri_run *run, cruce_place_id place, int32_t group, int64_t persons);
/** Adds those of each nation who rest at a place with no route before them. */
void cri_run_resting(const cri_run *run, cruce_place_id place, int64_t *persons);

/** Of `persons` who enter a link, how many are stopped; they are the checkpoints' from then on. */
static inline int64_t cri_checkpoints_stop(cri_run *run, int32_t nation, cruce_link_id link,
                                           int64_t persons)
{
    cri_checkpoints *c = run->checkpoints;
    int32_t i = link * c->n_nations + nation;
    if (!(c->chance[i] > 0.0)) {
        return 0;
    }
    int64_t stopped = cruce_binomial(&c->rng[link], persons, c->chance[i]);
    c->stopped_persons[i] += stopped;
    run->outside_persons += stopped;
    return stopped;
}

/** Is a single person stopped on entering a link, and out of movement from then on? */
bool cri_is_stopped(cri_run *run, int32_t nation, cruce_link_id link);

/* The verbs of the two engines. */
cruce_status cri_cohorts_put(void *engine, int32_t group, cruce_place_id place, int64_t persons,
                             bool newly, cruce_error *err);
void cri_cohorts_take(void *engine, cruce_place_id place, const double *chance, cruce_rng *rng,
                      int64_t *persons);
void cri_cohorts_take_some(void *engine, int32_t group, cruce_place_id place, int64_t persons);
void cri_cohorts_resting(const void *engine, cruce_place_id place, int64_t *persons);
cruce_status cri_persons_put(void *engine, int32_t group, cruce_place_id place, int64_t persons,
                             bool newly, cruce_error *err);
void cri_persons_take(void *engine, cruce_place_id place, const double *chance, cruce_rng *rng,
                      int64_t *persons);
void cri_persons_take_some(void *engine, int32_t group, cruce_place_id place, int64_t persons);
void cri_persons_resting(const void *engine, cruce_place_id place, int64_t *persons);

#endif
