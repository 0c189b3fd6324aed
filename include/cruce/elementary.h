/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exp, log and pow from our own source tree: the same bits from gcc, clang and WebAssembly.
 * Accurate to 1 unit in the last place over the whole range (tested against MPFR).
 */
#ifndef CRUCE_ELEMENTARY_H
#define CRUCE_ELEMENTARY_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

CRUCE_API double cruce_exp(double x);
CRUCE_API double cruce_log(double x);
/**
 * x to the power y for x >= 0 (NaN for x < 0). pow(0, 0) = 1, as Flee's formulas need;
 * pow(x, 1) = x and pow(1, y) = 1 exactly.
 */
CRUCE_API double cruce_pow(double x, double y);
/** ln(k!) for k >= 0, for the samplers. */
CRUCE_API double cruce_log_factorial(int64_t k);
/**
 * Great-circle distance, km, on a sphere of radius 6371 km (haversine). Degrees in. sin and cos are
 * ours too. NaN if a coordinate is none.
 */
CRUCE_API double cruce_great_circle_km(double lat1, double lon1, double lat2, double lon2);
/** The number that a standard normal one stays below with chance p, 0 < p < 1. */
CRUCE_API double cruce_normal_quantile(double p);
/**
 * The q-quantile (0..1) of n >= 1 ascending numbers, linear between order statistics (R's type 7).
 */
CRUCE_API double cruce_quantile_sorted(const double *ascending, int32_t n, double q);

#ifdef __cplusplus
}
#endif
#endif
