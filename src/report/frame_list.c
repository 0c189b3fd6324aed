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

static const cri_frame_spec specs[] = {
    {"places", CRI_BORDER_ONLY, CRI_BY_DAY, {"place"}, {"persons"}, MEDIAN, NULL, 0},
    {"places", CRI_DISPLACEMENT_ONLY, CRI_BY_DAY, {"place"}, {"persons"}, BAND, NULL, 0},
    {"totals", CRI_ANY_KIND, CRI_BY_DAY, {"quantity"}, {"value"}, BAND, NULL, 0},
    {"registered", CRI_ANY_KIND, CRI_BY_DAY, {"place"}, {"persons"}, {NULL}, NULL, 0},
    {"routes", CRI_ANY_KIND, CRI_NO_TIME, {"from", "to"}, {"persons"}, BAND, NULL, 0},
    {"encounters",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"component", "area", "nationality", "class"},
     {"persons"},
     BAND,
     "nationality = '(all)' AND class = '(all)' AND (area = '(all)' OR summary NOT IN ('p05', "
     "'p95'))",
     0},
    {"encounter_months",
     CRI_ANY_KIND,
     CRI_BY_MONTH,
     {"component", "area", "nationality"},
     {"persons", "published"},
     BAND,
     NULL,
     0},
    {"people_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"nationality", "status"},
     {"persons"},
     MEDIAN,
     "nationality = '(all)'",
     0},
    {"repeats", CRI_ANY_KIND, CRI_BY_MONTH, {"quantity"}, {"persons"}, BAND, NULL, 0},
    {"group_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"group"},
     {"members", "reported", "joined", "left", "stopped", "accepted", "latitude", "longitude"},
     BAND,
     NULL,
     0},
    {"shelter_days", CRI_ANY_KIND, CRI_BY_DAY, {NULL}, {"sheltered", "unsheltered"}, BAND, NULL, 0},
    {"custody_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"sector"},
     {"in_custody", "places", "fee"},
     MEDIAN,
     NULL,
     0},
    {"list_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {NULL},
     {"registered", "wait", "offered", "used", "no_show", "unfilled", "court_cases"},
     MEDIAN,
     NULL,
     0},
    {"officer_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"field_office"},
     {"pool", "detailed", "on_duty", "allocated", "contraband", "idle"},
     MEDIAN,
     NULL,
     0},
    {"port_months",
     CRI_ANY_KIND,
     CRI_BY_MONTH,
     {"crossing", "mode"},
     {"demanded", "arrived", "crossed", "wait_mean", "wait_worst", "closed_hours", "held_value",
      "delay_cost"},
     BAND,
     NULL,
     0},
    {"port_hours",
     CRI_ANY_KIND,
     CRI_BY_HOUR,
     {"crossing", "mode"},
     {"queue", "wait_mean", "arrived", "crossed", "lanes_open", "officers"},
     MEDIAN,
     NULL,
     3},
    {"trade_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"crossing", "mode"},
     {"crossed", "waiting", "held_value", "crossed_value"},
     MEDIAN,
     NULL,
     3},
    {"contraband_days",
     CRI_ANY_KIND,
     CRI_BY_DAY,
     {"mode"},
     {"arrived", "seized", "seized_weight", "detection_low", "detection_high"},
     MEDIAN,
     NULL,
     3},
    {"route_months", CRI_ANY_KIND, CRI_BY_MONTH, {"from", "to"}, {"persons"}, MEDIAN, NULL, 0},
    {"place_months", CRI_ANY_KIND, CRI_BY_MONTH, {"place"}, {"persons"}, BAND, NULL, 0},
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
     0},
    {"port_months",
     CRI_ANY_KIND,
     CRI_BY_MONTH,
     {"crossing", "mode"},
     {"demanded", "arrived", "crossed", "wait_mean", "wait_worst", "closed_hours", "held_value",
      "delay_cost"},
     BAND,
     NULL,
     0},
    {"place_months", CRI_ANY_KIND, CRI_BY_MONTH, {"place"}, {"persons"}, BAND, NULL, 0},
};

const cri_frame_spec *cri_pair_specs(int32_t *n)
{
    *n = (int32_t)(sizeof pair_specs / sizeof *pair_specs);
    return pair_specs;
}
