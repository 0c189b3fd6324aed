/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    other names under which settings are known: Flee's internal ones, and spellings that scenarios use
 * Leaves  the keys themselves to settings.c
 * Source  flee-compat section 2, columns Key and Internal name
 */
#include "settings_names.h"

#include <string.h>

/* ReligionBaseRate is 1 / avg_religion_fraction and flood_driven_spawning is ignored by Flee: neither is an alias. */
static const cri_setting_alias ALIASES[] = {
    {"ConflictInputFile", "conflict_input_file"},
    {"FloodLevelInputFile", "flood_level_input_file"},
    {"DefaultConflictIntensity", "default_conflict_intensity"},
    {"TakeFromPopulation", "spawn_rules.take_from_population"},
    {"InsertDayZeroRefugeesInCamps", "spawn_rules.insert_day0"},
    {"EmptyCampsOnDay0", "spawn_rules.empty_camps_on_day0"},
    {"camps_are_sicks", "spawn_rules.camps_are_sinks"},
    {"conflict_spawn_mode", "spawn_rules.conflict_driven_spawning.spawn_mode"},
    {"flood_spawn_mode", "spawn_rules.flood_driven_spawn_mode.spawn_mode"},
    {"AverageSocialConnectivity", "spawn_rules.average_social_connectivity"},
    {"MaxMoveSpeed", "move_rules.max_move_speed"},
    {"MaxWalkSpeed", "move_rules.max_walk_speed"},
    {"MaxCrossingSpeed", "move_rules.max_crossing_speed"},
    {"ForeignWeight", "move_rules.foreign_weight"},
    {"CampWeight", "move_rules.camp_weight"},
    {"ConflictWeight", "move_rules.conflict_weight"},
    {"ConflictMoveChance", "move_rules.conflict_movechance"},
    {"CampMoveChance", "move_rules.camp_movechance"},
    {"IDPCampMoveChance", "move_rules.idpcamp_movechance"},
    {"DefaultMoveChance", "move_rules.default_movechance"},
    {"AwarenessLevel", "move_rules.awareness_level"},
    {"CapacityBuffer", "move_rules.capacity_buffer"},
    {"CapacityScaling", "move_rules.capacity_scaling"},
    {"AvoidShortStints", "move_rules.avoid_short_stints"},
    {"StartOnFoot", "move_rules.start_on_foot"},
    {"UseV1Rules", "move_rules.use_v1_rules"},
    {"DistanceSoftening", "move_rules.softening"},
    {"WeightSoftening", "move_rules.weight_softening"},
    {"WeightPower", "move_rules.weight_power"},
    {"DistancePower", "move_rules.distance_power"},
    {"StayCloseToHome", "move_rules.stay_close_to_home"},
    {"HomeDistancePower", "move_rules.home_distance_power"},
    {"UsePopForLocWeight", "move_rules.use_pop_for_loc_weight"},
    {"PopPowerForLocWeight", "move_rules.pop_power_for_loc_weight"},
    {"MovechancePopBase", "move_rules.movechance_pop_base"},
    {"MovechancePopScaleFactor", "move_rules.movechance_pop_scale_factor"},
    {"PruningThreshold", "move_rules.pruning_threshold"},
    {"FixedRoutes", "move_rules.fixed_routes"},
    {"TwoSystemDecisionMaking", "move_rules.two_system_decision_making"},
    {"UseEconomicPull", "move_rules.use_economic_pull"},
    {"HarvestMonths", "move_rules.harvest_months"},
    {"FleeWhenStarving", "move_rules.flee_when_starving"},
    {"AvoidFoodDeprivedLocations", "move_rules.avoid_food_deprived_locations"},
    {"FloodRulesEnabled", "move_rules.flood_rules"},
    {"MaxFloodLevel", "move_rules.flood_rules.max_flood_level"},
    {"FloodMovechances", "move_rules.flood_rules.flood_movechances"},
    {"FloodLocWeights", "move_rules.flood_rules.flood_loc_weights"},
    {"FloodLinkWeights", "move_rules.flood_rules.flood_link_weights"},
    {"FloodForecaster", "move_rules.flood_rules.flood_forecaster"},
    {"FloodForecasterTimescale", "move_rules.flood_rules.flood_forecaster_timescale"},
    {"FloodForecasterEndTime", "move_rules.flood_rules.flood_forecaster_end_time"},
    {"FloodForecasterWeights", "move_rules.flood_rules.flood_forecaster_weights"},
    {"FloodAwarenessWeights", "move_rules.flood_rules.flood_awareness_weights"},
    {"PopulationScaleDownFactor", "optimisations.hasten"},
    {"PopulationScaledownFactor", "optimisations.hasten"},
};

const cri_setting_alias *cri_settings_aliases(int32_t *n)
{
    *n = (int32_t)(sizeof ALIASES / sizeof ALIASES[0]);
    return ALIASES;
}

const char *cri_setting_last_part(const char *key)
{
    const char *dot = strrchr(key, '.');
    return dot == NULL ? key : dot + 1;
}

/* True if `key` is "section.anything-without-a-dot". */
static bool lies_in(const char *key, const char *section)
{
    size_t length = strlen(section);
    const char *last = cri_setting_last_part(key);
    if (length == 0) {
        return last == key;
    }
    return last == key + length + 1 && strncmp(key, section, length) == 0;
}

const cruce_setting_info *cri_settings_find_in(const char *section, const char *name)
{
    int32_t n;
    const cruce_setting_info *settings = cruce_settings_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (lies_in(settings[i].key, section) &&
            strcmp(cri_setting_last_part(settings[i].key), name) == 0) {
            return &settings[i];
        }
    }
    int32_t n_aliases;
    const cri_setting_alias *aliases = cri_settings_aliases(&n_aliases);
    for (int32_t i = 0; i < n_aliases; i++) {
        if (lies_in(aliases[i].key, section) && strcmp(aliases[i].alias, name) == 0) {
            return cruce_settings_find(aliases[i].key);
        }
    }
    return NULL;
}

const char *cruce_setting_flee_name(const char *key)
{
    int32_t n;
    const cri_setting_alias *aliases = cri_settings_aliases(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(aliases[i].key, key) == 0 && strcmp(aliases[i].alias, "camps_are_sicks") != 0) {
            return aliases[i].alias;
        }
    }
    return NULL;
}
