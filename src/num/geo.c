/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    great-circle distance on a sphere, with sines and an arc tangent of our own
 * Leaves  to the readers: coordinates that make sense; roads are longer than great circles
 * Source  the haversine formula, Sinnott (1984), Sky and Telescope 68(2):158; Taylor series,
 *         DLMF 4.19 and 4.24
 */
#include "cruce/elementary.h"

#include "num_internal.h"
#include "num_tables.h"

#define EARTH_RADIUS_KM 6371.0

/* sin x and cos x for |x| <= pi / 4; the first terms left out are below 2^-54. */
static double sine_series(double x)
{
    double xx = x * x;
    double tail =
        -1.0 / 6 +
        xx * (1.0 / 120 + xx * (-1.0 / 5040 +
                                xx * (1.0 / 362880 + xx * (-1.0 / 39916800 +
                                                           xx * (1.0 / 6227020800.0 -
                                                                 xx * (1.0 / 1307674368000.0))))));
    return x + x * (xx * tail);
}

static double cosine_series(double x)
{
    double xx = x * x;
    double tail =
        1.0 / 24 +
        xx * (-1.0 / 720 + xx * (1.0 / 40320 + xx * (-1.0 / 3628800 +
                                                     xx * (1.0 / 479001600.0 -
                                                           xx * (1.0 / 87178291200.0 -
                                                                 xx * (1.0 / 20922789888000.0))))));
    return 1 - xx * (0.5 - xx * tail);
}

typedef struct point {
    double sine, cosine;
} point;

/* An angle in degrees on the unit circle; quarter turns are taken off while that is exact. */
static point on_circle(double degrees)
{
    if (!(cri_abs(degrees) < 0x1p52)) {
        double none = cri_from_bits(0x7ff8000000000000u); /* no angle: NaN */
        return (point){none, none};
    }
    int64_t quarter = cri_floor_i64(degrees / 90 + 0.5);
    double x = (degrees - 90 * (double)quarter) * RADIANS_PER_DEGREE;
    double s = sine_series(x), c = cosine_series(x);
    switch (quarter & 3) {
    case 0:
        return (point){s, c};
    case 1:
        return (point){c, -s};
    case 2:
        return (point){-s, -c};
    default:
        return (point){-c, s};
    }
}

/* atan(a / b) for a, b >= 0, not both 0. */
static double arc_tangent(double a, double b)
{
    if (a > b) {
        return PI / 2 - arc_tangent(b, a);
    }
    int64_t nearest = (int64_t)(a / b * 8 + 0.5);
    double start = (double)nearest / 8;
    double t = (a - start * b) / (b + start * a), tt = t * t; /* |t| <= 1/16 */
    double tail =
        -1.0 / 3 +
        tt * (1.0 / 5 + tt * (-1.0 / 7 + tt * (1.0 / 9 + tt * (-1.0 / 11 + tt * (1.0 / 13)))));
    return atan_table[nearest] + (t + t * (tt * tail));
}

static double squared(double x)
{
    return x * x;
}

double cruce_great_circle_km(double lat1, double lon1, double lat2, double lon2)
{
    point apart = on_circle((lat2 - lat1) / 2), middle = on_circle((lat2 + lat1) / 2);
    point turn = on_circle((lon2 - lon1) / 2);
    /* the haversine and what it lacks to 1, as sums of squares: nothing cancels, near or far */
    double haversine = squared(apart.sine * turn.cosine) + squared(middle.cosine * turn.sine);
    double rest = squared(apart.cosine * turn.cosine) + squared(middle.sine * turn.sine);
    if (!(haversine + rest > 0)) {
        return haversine + rest; /* NaN came in */
    }
    return 2 * EARTH_RADIUS_KM * arc_tangent(cri_sqrt(haversine), cri_sqrt(rest));
}
