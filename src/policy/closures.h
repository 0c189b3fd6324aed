/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Closures: which links and camps close or reopen on a day.
 */
#ifndef CRI_CLOSURES_H
#define CRI_CLOSURES_H

#include "../model/world.h"

/** Told of every link that closes, so that the engine can mark the people who are on it. */
typedef struct cri_link_watch {
    void *context;
    void (*closed)(void *context, cruce_link_id link);
} cri_link_watch;

/** Everything closures.csv says about `day`, in file order, start before end (flee-compat 1.5). */
void cri_closures_enact(cri_world *world, const cruce_closures *closures, int32_t day,
                        const cri_link_watch *watch);

#endif
