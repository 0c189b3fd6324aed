/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    quantiles of numbers that are already in order
 * Leaves  to the caller: sorting, and what the numbers mean
 * Source  Hyndman & Fan (1996), doi:10.1080/00031305.1996.10473566, definition 7 (the default of R)
 */
#include "cruce/elementary.h"

double cruce_quantile_sorted(const double *ascending, int32_t n, double q)
{
    if (!(q > 0)) {
        return ascending[0];
    }
    if (q >= 1) {
        return ascending[n - 1];
    }
    double position = (double)(n - 1) * q;
    int32_t below = (int32_t)position;
    if (below >= n - 1) {
        return ascending[n - 1];
    }
    double low = ascending[below], high = ascending[below + 1], part = position - (double)below;
    if (part == 0 || low == high) {
        return low; /* an infinity next to it must not turn it into NaN */
    }
    return low + part * (high - low);
}
