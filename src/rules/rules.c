/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The formulas of the rules, one short function each.
 * Which places can be reached from where, and the draw between them, is choice.c.
 * Method: see cruce/rules.h; the numbers in brackets are sections of flee-compat.
 */
#include "cruce/rules.h"

#include "cruce/elementary.h"

double cruce_rule_decay(const cruce_settings *settings, int32_t elapsed_days)
{
    const cruce_number_list *list = &settings->conflict_spawn_decay;
    if (list->n == 0) {
        return 1.0;
    }
    int64_t i = elapsed_days / settings->conflict_spawn_decay_interval;
    if (i > list->n - 1) {
        i = list->n - 1;
    }
    return list->value[i < 0 ? 0 : i];
}

double cruce_rule_score(const cruce_settings *settings, uint32_t flags, double conflict,
                        double decay)
{
    double score = 1.0;
    if (flags & CRUCE_FOREIGN) {
        score *= settings->foreign_weight;
    }
    if (flags & CRUCE_CAMP) {
        score *= settings->camp_weight;
    }
    if (conflict > 0.0) {
        score *= cruce_pow(settings->conflict_weight, decay * conflict);
    }
    return score;
}

double cruce_rule_attraction(const cruce_settings *settings, double score, uint32_t flags,
                             int64_t population_persons)
{
    if (settings->use_pop_for_loc_weight && !(flags & CRUCE_CAMP)) {
        double population = population_persons > 1 ? (double)population_persons : 1.0;
        score *= cruce_pow(population, settings->pop_power_for_loc_weight);
    }
    return score;
}

double cruce_rule_spawn_weight(const cruce_settings *settings, int64_t population_persons,
                               double conflict, double decay)
{
    if (settings->conflict_driven_spawning || conflict <= 0.0) {
        return 0.0; /* without food security (later), only places in conflict displace people */
    }
    return (double)population_persons * conflict * decay;
}

double cruce_rule_leave_chance(const cruce_settings *settings, double movechance,
                               int64_t population_persons, int64_t capacity_persons)
{
    double factor = settings->movechance_pop_scale_factor;
    if (factor == 0.0 || movechance <= 0.0) {
        return movechance; /* 0 stays 0, also where nobody lives and the factor is negative */
    }
    int64_t size = population_persons > capacity_persons ? population_persons : capacity_persons;
    return movechance *
           cruce_pow((double)(size > 0 ? size : 0) / settings->movechance_pop_base, factor);
}

double cruce_rule_room(const cruce_settings *settings, int64_t capacity_persons, int64_t persons)
{
    double capacity = (double)capacity_persons * settings->capacity_scaling;
    double here = (double)persons;
    if (capacity < 1.0 || here <= settings->capacity_buffer * capacity) {
        return 1.0; /* a blank or zero capacity means: no limit (quirk 4) */
    }
    if (here >= capacity) {
        return 0.0;
    }
    double above = here - settings->capacity_buffer * capacity;
    return 1.0 - above / (capacity * (1.0 - settings->capacity_buffer));
}
