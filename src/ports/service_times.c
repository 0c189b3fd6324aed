/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    times of single inspections: gamma or lognormal, by mean and squared coefficient of variation
 * Leaves  to queue_events.c: what happens meanwhile
 * Source  gamma: Marsaglia & Tsang (2000), doi:10.1145/358407.358414; shapes below 1 by their boost; shape 1 is exponential
 */
#include "ports/service_times.h"
#include "cruce/elementary.h"

static double square_root(double x)
{
    return x > 0 ? cruce_exp(0.5 * cruce_log(x)) : 0;
}

cri_service_times cri_service_times_of(cruce_service service, cruce_service_law law)
{
    cri_service_times times = {.law = law, .mean_h = 1 / service.per_lane_hour, .scv = service.scv};
    if (!(service.scv > 0)) {
        return times;
    }
    times.shape = 1 / service.scv;
    times.scale_h = times.mean_h * service.scv;
    times.d = times.shape + (times.shape < 1 ? 1 : 0) - 1.0 / 3;
    times.c = 1 / (3 * square_root(times.d));
    double variance_of_log = cruce_log(1 + service.scv);
    times.sigma = square_root(variance_of_log);
    times.location = cruce_log(times.mean_h) - variance_of_log / 2;
    return times;
}

static double exponential(cruce_rng *rng)
{
    return -cruce_log(1 - cruce_rng_unit(rng));
}

static double draw_gamma(const cri_service_times *times, cruce_rng *rng)
{
    for (;;) {
        double x = cruce_normal(rng), v = 1 + times->c * x, xx = x * x;
        double u = 1 - cruce_rng_unit(rng), d = times->d;
        v = v * v * v;
        if (!(v > 0)) {
            continue;
        }
        /* the squeeze spares nearly all logarithms */
        if (u < 1 - 0.0331 * xx * xx || cruce_log(u) < 0.5 * xx + d - d * v + d * cruce_log(v)) {
            double boost = times->shape < 1 ? cruce_exp(-exponential(rng) / times->shape) : 1;
            return d * v * boost * times->scale_h;
        }
    }
}

void cri_service_times_draw(const cri_service_times *times, int64_t n, cruce_rng *rng,
                            double *takes_h)
{
    bool constant = !(times->scv > 0), one = times->shape >= 1 && times->shape <= 1;
    for (int64_t i = 0; i < n; i++) {
        if (constant) {
            takes_h[i] = times->mean_h;
        } else if (times->law == CRUCE_SERVICE_LOGNORMAL) {
            takes_h[i] = cruce_exp(times->location + times->sigma * cruce_normal(rng));
        } else if (one) {
            takes_h[i] = times->mean_h * exponential(rng);
        } else {
            takes_h[i] = draw_gamma(times, rng);
        }
    }
}
