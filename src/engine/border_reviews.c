/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    meetings of governments: rules.csv judged on what governments have counted, in the order of the file
 * Leaves  counting to border_observe.c, what a measure does to the parts that ask for it
 * Source  design notes 3.14; Proclamation 10773 of June 2024 is the worked case (two thresholds and days in a row)
 */
#include "border_reviews.h"

#include <math.h>

#include "border_beliefs.h"
#include "border_observe.h"
#include "cruce/border_lists.h"

struct cri_reviews {
    int32_t next_row; /* of measures.csv, to be logged next */
};

cruce_status cri_reviews_create(cri_border *b, cruce_error *err)
{
    struct cri_reviews *v = b->reviews = cri_border_column(b, 1, sizeof *v);
    if (v == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

/* --- what measures.csv brings today --- */

static void log_measures(cri_border *b)
{
    const cruce_measures *m = &b->tables->measures;
    struct cri_reviews *v = b->reviews;
    int32_t first_hour = 24 * b->run->day;
    for (; v->next_row < m->n && m->from_hour[v->next_row] < first_hour + 24; v->next_row++) {
        int32_t i = v->next_row;
        if (m->from_hour[i] < first_hour) {
            continue; /* held before the first day */
        }
        cruce_log_entry entry = {
            .hour = m->from_hour[i],
            .what =
                m->kind[i] == CRUCE_MEASURE_review_meeting ? CRUCE_LOG_MEETING : CRUCE_LOG_MEASURE,
            .row = i,
            .seen = (double)NAN,
            .threshold = (double)NAN,
            .value = m->number[i],
        };
        cri_border_log(b, &entry);
    }
}

/* --- rules --- */

static bool meets(double seen, int32_t op, double threshold)
{
    switch (op) { /* "ge|gt|le|lt"; false for NaN */
    case 0:
        return seen >= threshold;
    case 1:
        return seen > threshold;
    case 2:
        return seen <= threshold;
    default:
        return seen < threshold;
    }
}

/* The mean has met the threshold on each of the last hold_days mornings, this one included (hold_days 0: as 1). */
static bool holds(const cri_border *b, int32_t r)
{
    const cruce_rules_table *rules = &b->tables->rules;
    int32_t mornings = rules->hold_days[r] > 1 ? (int32_t)rules->hold_days[r] : 1;
    int32_t window = (int32_t)rules->window_days[r];
    for (int32_t i = 0; i < mornings; i++) {
        int32_t until = b->run->day - i;
        double seen = cri_desk_mean(b, r, until - window, until);
        if (!meets(seen, rules->op[r], rules->threshold[r])) {
            return false;
        }
    }
    return true;
}

static double within(double value, double least, double most)
{
    value = value < least ? least : value;
    return value > most ? most : value;
}

static double changed(const cri_border *b, int32_t r, double present)
{
    const cruce_rules_table *rules = &b->tables->rules;
    const cruce_measure_info *info = &cruce_measures_list()[rules->kind[r]];
    double value = rules->number[r];
    if (rules->change[r] == CRUCE_ADD) {
        value = present + value;
    } else if (rules->change[r] == CRUCE_TIMES) {
        value = present * value;
    }
    value = within(value, rules->min[r], rules->max[r]);
    return within(value, info->least, info->most);
}

/*
 * Sets the measure on every row of the target, each from its own present value, except where an earlier rule of the file
 * has done so today. False if nothing was set; else *value is that of the first row.
 */
static bool fire(cri_border *b, int32_t r, double *value)
{
    const cruce_rules_table *rules = &b->tables->rules;
    cruce_measure_kind kind = rules->kind[r];
    bool fired = false;
    for (int32_t row = 0; row < cri_measures_rows(b->measures, kind); row++) {
        if (!cri_measures_covers(b->measures, kind, &rules->on[r], row)) {
            continue;
        }
        double standard = cri_measure_standard(b->tables, kind, row);
        double number = changed(b, r, cri_measure_value(b->measures, kind, row, standard));
        bool set = cri_measures_set(b->measures, kind, row, number);
        if (set && kind == CRUCE_MEASURE_info_shock) {
            cri_beliefs_announce(b, row, number);
        }
        *value = set && !fired ? number : *value;
        fired = fired || set;
    }
    return fired;
}

static void judge(cri_border *b, int32_t r)
{
    const cruce_rules_table *rules = &b->tables->rules;
    int32_t today = b->run->day, from_day = today - (int32_t)rules->window_days[r];
    cruce_log_entry entry = {
        .hour = 24 * today,
        .what = CRUCE_LOG_RULE_SILENT,
        .row = r,
        .seen = cri_desk_mean(b, r, from_day, today),
        .threshold = rules->threshold[r],
        .value = (double)NAN,
        .seen_from_day = from_day,
        .seen_until_day = today,
    };
    if (holds(b, r) && fire(b, r, &entry.value)) {
        entry.what = CRUCE_LOG_RULE_FIRED;
    }
    cri_border_log(b, &entry);
}

static bool meets_today(const cri_border *b, int32_t r)
{
    const cruce_rules_table *rules = &b->tables->rules;
    int64_t since = (int64_t)b->run->day - rules->first[r];
    return since >= 0 && since % rules->every_days[r] == 0;
}

void cri_reviews_morning(cri_border *b)
{
    log_measures(b);
    for (int32_t r = 0; r < b->tables->rules.n; r++) {
        if (meets_today(b, r)) {
            judge(b, r);
        }
    }
}
