/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The rules: how much a place attracts, repels or displaces, and how likely people are to leave it.
 *
 * Pure functions of one place's columns and the settings. Both engines call them.
 * Source: Suleimenova, Bell & Groen (2017), Sci. Rep. 7:13377, doi:10.1038/s41598-017-13828-9, with the
 * additions of Flee 3 (flee-compat section 4; equation numbers there).
 */
#ifndef CRUCE_RULES_H
#define CRUCE_RULES_H

#include "cruce/model.h"
#include "cruce/settings.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is left of a conflict's push after `elapsed_days`: an entry of conflict_spawn_decay, 1 without a list (4.2). */
CRUCE_API double cruce_rule_decay(const cruce_settings *settings, int32_t elapsed_days);

/** Score of a place as a destination (4.1). `flags` as in cruce_places, `conflict` its intensity (<= 0: none). */
CRUCE_API double cruce_rule_score(const cruce_settings *settings, uint32_t flags, double conflict,
                                  double decay);

/** The part of a person's view that is the same for everybody: score, and population where settings say so (4.6). */
CRUCE_API double cruce_rule_attraction(const cruce_settings *settings, double score, uint32_t flags,
                                       int64_t population_persons);

/** Share of displacement that falls on a place, relative to others (4.2). No unit. */
CRUCE_API double cruce_rule_spawn_weight(const cruce_settings *settings, int64_t population_persons,
                                         double conflict, double decay);

/** Chance a day to leave a place; above 1 is certain (4.3). capacity_persons is -1 where there is none. */
CRUCE_API double cruce_rule_leave_chance(const cruce_settings *settings, double movechance,
                                         int64_t population_persons, int64_t capacity_persons);

/** Room left at a place, 1 (free, or no capacity set) to 0 (full): the capacity multiplier (4.4). */
CRUCE_API double cruce_rule_room(const cruce_settings *settings, int64_t capacity_persons,
                                 int64_t persons);

/** Places with less room than this take nobody who heads for them (3.5). */
#define CRUCE_ROOM_FULL 0.5

#ifdef __cplusplus
}
#endif
#endif
