/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A scenario's life ends here; it begins in src/input/scenario_dir.c. Everything in it lies in one arena.
 */
#include "cruce/scenario.h"

#include "base/text.h"

void cruce_scenario_destroy(cruce_scenario *scenario)
{
    if (scenario == NULL) {
        return;
    }
    if (scenario->arena != NULL) {
        cri_arena_free(scenario->arena);
        cri_free(scenario->arena);
    }
    cri_free(scenario);
}
