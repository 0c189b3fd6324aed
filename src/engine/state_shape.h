/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a saved state and the scenario that continues from it have to agree in, as hashes by part.
 */
#ifndef CRI_STATE_SHAPE_H
#define CRI_STATE_SHAPE_H

#include "cruce/state.h"

/* name, what a message calls it */
#define CRI_SHAPE_LIST(X)                                                                          \
    X(MEASURE_NAMES, "kinds of measures")                                                          \
    X(PLACES, "places (names, sectors and order of locations.csv)")                                \
    X(LINKS, "roads (ends, lengths and order of routes.csv)")                                      \
    X(SETTINGS, "settings (report_from, goals_only, awareness_level, avoid_short_stints, "         \
                "home_distance or port_rules.queue_engine)")                                       \
    X(NATIONS, "nationalities (people.csv)")                                                       \
    X(GOVERNMENTS, "governments (governments.csv)")                                                \
    X(SECTORS, "sectors (sectors.csv)")                                                            \
    X(PORTS, "rows, offices or sectors of ports.csv")                                              \
    X(GROUPS, "caravans or stages of them (groups.csv)")
enum {
#define CRI_SHAPE_ENUM(name, text) CRI_SHAPE_##name,
    CRI_SHAPE_LIST(CRI_SHAPE_ENUM)
#undef CRI_SHAPE_ENUM
        CRI_SHAPE_PARTS
};

typedef struct cri_state_shape {
    char part[CRI_SHAPE_PARTS][17]; /* 16 digits of a SHA-256 */
    char past[17];                  /* rows of measures.csv that began before the day */
} cri_state_shape;

/** CRUCE_ERR_MEMORY. */
cruce_status cri_state_shape_of(cri_state_shape *shape, const cruce_scenario *scenario, int32_t day,
                                cruce_error *err);
const char *cri_state_shape_text(int32_t part);

#endif
