/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    those who would cross and see how long it takes: who joins the line, and what the others do
 * Leaves  to the engine: where they go, and when they come back
 * Source  design notes 3.7; the shares are upper bounds from counts of December 2023 (params/border.def)
 */
#include "cruce/elementary.h"
#include "cruce/ports.h"

double cruce_demand_join_chance(double wait_min, double patience_min, double reaction)
{
    if (!(reaction > 0) || !(wait_min > patience_min)) {
        return 1;
    }
    return cruce_exp(-reaction * (wait_min - patience_min));
}

/* Of `units`, a share of the whole while `taken` of it is gone already; returns what is drawn and lowers *units. */
static int64_t draw_share(cruce_rng *rng, int64_t *units, double share, double *taken)
{
    double left = 1 - *taken;
    if (*units == 0 || !(share > 0) || !(left > 0)) {
        return 0;
    }
    int64_t drawn = cruce_binomial(rng, *units, share < left ? share / left : 1);
    *units -= drawn;
    *taken += share;
    return drawn;
}

cruce_stayed_away cruce_demand_split(cruce_rng *rng, int64_t units, const cruce_stay_away *shares)
{
    double taken = 0;
    cruce_stayed_away split;
    split.postponed_units = draw_share(rng, &units, shares->postpone, &taken);
    split.walked_units = draw_share(rng, &units, shares->walk, &taken);
    split.diverted_units = draw_share(rng, &units, shares->divert, &taken);
    split.suppressed_units = units;
    return split;
}

double cruce_demand_divert_weight(double drive_min, double wait_min, double minutes_weight)
{
    double minutes = drive_min + wait_min;
    return minutes < 1e300 ? cruce_exp(-minutes_weight * minutes) : 0;
}
