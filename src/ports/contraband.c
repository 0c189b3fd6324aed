/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    chance that a load is found, where loads go, and the price of looking closer: a frontier of wait against detection
 * Leaves  to the engine: how many loads come, drawn from an assumed number; the true one is unknown
 * Source  design notes 3.8; ranges of both chances as in 3.15
 */
#include "cruce/elementary.h"
#include "cruce/ports.h"

double cruce_detection_chance(double first, double deep, double deep_share)
{
    return 1 - (1 - first) * (1 - deep_share * deep);
}

void cruce_detection_range(double first, double deep, double deep_share, double *low, double *high)
{
    double first_high = 5 * first < 1 ? 5 * first : 1; /* 0.02 stands for 0.01 to 0.1 */
    double deep_low = deep < 0.5 ? deep : 0.5, deep_high = deep > 0.95 ? deep : 0.95;
    *low = cruce_detection_chance(first / 2, deep_low, deep_share);
    *high = cruce_detection_chance(first_high, deep_high, deep_share);
}

double cruce_contraband_weight(double units, double detection, double wait_min,
                               double minutes_weight)
{
    return units * (1 - detection) * cruce_exp(-minutes_weight * wait_min);
}

void cruce_inspection_frontier(const cruce_inspection *inspection, int32_t n,
                               const double *deep_share, double *wait_min, double *detection)
{
    for (int32_t i = 0; i < n; i++) {
        cruce_service service =
            cruce_service_with_checks(inspection->first_s, inspection->first_scv, deep_share[i],
                                      inspection->deep_s);
        cruce_queue_hour hour;
        cruce_queue_hour_pass(&service, inspection->lanes, 0, inspection->rate, inspection->rate,
                              &hour);
        wait_min[i] = hour.wait_mean_min;
        detection[i] = cruce_detection_chance(inspection->detect_first, inspection->detect_deep,
                                              deep_share[i]);
    }
}
