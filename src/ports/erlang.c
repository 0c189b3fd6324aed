/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    Erlang's chances of finding all servers busy, and the service of a lane with deeper checks
 * Leaves  to queue_hours.c: waits
 * Source  Erlang (1917); the recursion in 1/B is that of Jagerman (1974): all terms are positive, so nothing
 *         cancels
 */
#include "cruce/ports.h"

cruce_service cruce_service_with_checks(double first_s, double first_scv, double deep_share,
                                        double deep_s)
{
    double mean_s = first_s + deep_share * deep_s;
    double variance =
        first_scv * first_s * first_s + deep_share * (1 - deep_share) * deep_s * deep_s;
    return (cruce_service){.per_lane_hour = 3600 / mean_s, .scv = variance / (mean_s * mean_s)};
}

double cruce_erlang_b(int32_t servers, double load)
{
    if (!(load > 0)) {
        return servers > 0 ? 0 : 1;
    }
    double per_load = 1 / load, inverse = 1; /* 1/B; infinite where B is too small to tell */
    for (int32_t n = 1; n <= servers; n++) {
        inverse = 1 + (double)n * per_load * inverse;
    }
    return 1 / inverse;
}

double cruce_erlang_c(int32_t servers, double load)
{
    if (!(load < (double)servers)) {
        return 1;
    }
    double busy = cruce_erlang_b(servers, load), use = load / (double)servers;
    return busy / (1 - use * (1 - busy));
}
