/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What one replicate is made of at the start of a day: every part lists its own fields, here is their order.
 * Draws are looked up by day, so no stream of chance is among them; caches are made again. The file around it is
 * state_file.c.
 */
#include "../base/text.h"
#include "border.h"
#include "engine_internal.h"

static void totals_state(cruce_state_io *io, cri_run *run)
{
    cri_state_part(io, "run");
    cri_state_whole(io, &run->created_persons, 0, CRI_STATE_EVER);
    cri_state_whole(io, &run->raw_persons, -CRI_STATE_EVER, CRI_STATE_EVER);
    cri_state_whole(io, &run->debt_persons, 0, CRI_STATE_EVER);
    cri_state_whole(io, &run->outside_persons, 0, CRI_STATE_EVER);
    cri_state_whole(io, &run->travelling_persons, 0, CRI_STATE_EVER);
    cri_state_number(io, &run->look_day, 0, INT32_MAX / 2);
    cri_state_flag(io, &run->were_many);
}

/* The engine `cohorts` may have begun to count: then the persons that it was opened with become counts, of nobody yet. */
static void people_state(cruce_state_io *io, cri_run *run)
{
    bool counts = run->people == &cri_people_counts, were_counts = counts;
    cri_state_part(io, "people");
    cri_state_flag(io, &counts);
    if (cri_state_has_read(io) && counts != were_counts) {
        void *engine = NULL;
        if (!counts || run->options.engine != CRUCE_ENGINE_COHORTS) {
            cri_state_refuse(io, "people are kept in another way");
            return;
        }
        if (cri_people_counts.create(run, &engine, NULL) != CRUCE_OK) {
            cri_state_no_memory(io);
            if (engine != NULL) {
                cri_people_counts.destroy(engine);
            }
            return;
        }
        run->people->destroy(run->engine);
        run->people = &cri_people_counts;
        run->engine = engine;
    }
    run->people->state(io, run->engine);
}

void cri_run_state(cruce_state_io *io, cri_run *run)
{
    totals_state(io, run);
    cri_world_state(io, &run->world, run->day);
    cri_routes_state(io, &run->choices.routes, run->world.places->n);
    people_state(io, run);
    if (run->border != NULL && cri_state_is_fine(io)) {
        cri_border_state(io, run->border);
    }
}
