/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How long single inspections take: draws from the two laws of service.
 */
#ifndef CRI_SERVICE_TIMES_H
#define CRI_SERVICE_TIMES_H

#include "cruce/ports.h"

/** A law of service with its constants worked out. */
typedef struct cri_service_times {
    cruce_service_law law;
    double mean_h, scv;
    double shape, scale_h; /* gamma */
    double d, c; /* its constants; for a shape below 1 those of shape + 1, which is drawn then */
    double location, sigma; /* lognormal: of the logarithm, in h */
} cri_service_times;

cri_service_times cri_service_times_of(cruce_service service, cruce_service_law law);
/** Draws n times in hours. */
void cri_service_times_draw(const cri_service_times *times, int64_t n, cruce_rng *rng,
                            double *takes_h);

#endif
