/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of frames: which part of each table a report shows.
 * Reading and writing them is frames.c; what the columns mean is src/output/columns.def.
 * No published method.
 */
#include "report/report_internal.h"

#define BAND                                                                                       \
    {                                                                                              \
        "p05", "p50", "p95"                                                                        \
    }
#define MEDIAN                                                                                     \
    {                                                                                              \
        "p50"                                                                                      \
    }

/* Frames that stand in both lists: as they are, and as differences of a pair. */
#define PORT_MONTHS                                                                                \
    {                                                                                              \
        "port_months", CRI_ANY_KIND, CRI_BY_MONTH, {"crossing", "mode"},                           \
            {"demanded",   "arrived",      "crossed",    "wait_mean",                              \
             "wait_worst", "closed_hours", "held_value", "delay_cost"},                            \
            BAND, NULL, false                                                                      \
    }
#define PLACE_MONTHS                                                                               \
    {                                                                                              \
        "place_months", CRI_ANY_KIND, CRI_BY_MONTH, {"place"}, {"persons"}, BAND, NULL, false      \
    }

static const cri_frame_spec specs[] = {
    {"places", CRI_BORDER_ONLY, CRI_BY_DAY, {"place"}, {"persons"}, MEDIAN, NULL, false},
    {"places", CRI_DISPLACEMENT_ONLY, CRI_BY_DAY, {"place"}, {"persons"}, BAND, NULL, false},
    {"totals", CRI_ANY_KIND, CRI_BY_DAY, {"quantity"}, {"value"}, BAND, NULL, false},
    {"registered", CRI_ANY_KIND, CRI_BY_DAY, {"place"}, {"persons"}, {NULL}, NULL, false},
    {"routes", CRI_ANY_KIND, CRI_NO_TIME, {"from", "to"}, {"persons"}, BAND, NULL, false},
    {"encounters",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"component", "area", "nationality", "class"},
     {"persons"},
     BAND,
     "nationality = '(all)' AND class = '(all)' AND (area = '(all)' OR summary NOT IN ('p05', "
     "'p95'))",
     false},
    {"encounter_months",
     CRI_ANY_KIND,
     CRI_BY_MONTH,
     {"component", "area", "nationality"},
     {"persons", "published"},
     BAND,
     NULL,
     false},
    {"people_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"nationality", "status"},
     {"persons"},
     MEDIAN,
     "nationality = '(all)'",
     false},
    {"repeats", CRI_ANY_KIND, CRI_BY_MONTH, {"quantity"}, {"persons"}, BAND, NULL, false},
    {"group_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"group"},
     {"members", "reported", "joined", "left", "stopped", "accepted", "latitude", "longitude"},
     BAND,
     NULL,
     false},
    {"shelter_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {NULL},
     {"sheltered", "unsheltered"},
     BAND,
     NULL,
     false},
    {"custody_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"sector"},
     {"in_custody", "places", "fee"},
     MEDIAN,
     NULL,
     true},
    {"list_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {NULL},
     {"registered", "wait", "offered", "used", "no_show", "unfilled", "court_cases"},
     MEDIAN,
     NULL,
     false},
    {"officer_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"field_office"},
     {"pool", "detailed", "on_duty", "allocated", "contraband", "idle"},
     MEDIAN,
     NULL,
     false},
    PORT_MONTHS,
    {"port_hours",
     CRI_ANY_KIND,
     CRI_BY_HOUR,
     {"crossing", "mode"},
     {"queue", "wait_mean", "arrived", "crossed", "lanes_open", "officers"},
     MEDIAN,
     NULL,
     true},
    {"trade_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"crossing", "mode"},
     {"crossed", "waiting", "held_value"},
     MEDIAN,
     NULL,
     true},
    {"contraband_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"mode"},
     {"arrived", "seized", "seized_weight", "detection_low", "detection_high"},
     MEDIAN,
     NULL,
     false},
    {"route_months", CRI_ANY_KIND, CRI_BY_MONTH, {"from", "to"}, {"persons"}, MEDIAN, NULL, false},
    PLACE_MONTHS,
};

const cri_frame_spec *cri_frame_specs(int32_t *n)
{
    *n = (int32_t)(sizeof specs / sizeof *specs);
    return specs;
}

/* By month and of every replicate: what cruce run keeps for comparisons. */
static const cri_frame_spec pair_specs[] = {
    {"encounter_months",
     CRI_ANY_KIND,
     CRI_BY_MONTH,
     {"component", "area", "nationality"},
     {"persons"},
     BAND,
     NULL,
     false},
    PORT_MONTHS,
    PLACE_MONTHS,
};

const cri_frame_spec *cri_pair_specs(int32_t *n)
{
    *n = (int32_t)(sizeof pair_specs / sizeof *pair_specs);
    return pair_specs;
}
