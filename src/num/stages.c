/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    phase-type times in steps of a day: how many of a stage are where by the evening
 * Source  H.C. Tijms (1994), Stochastic Models, appendix A.1.2 (mixed Erlang; two stages with equal loads)
 */
#include "stages.h"

#include "cruce/elementary.h"
#include "num_internal.h"

static cri_stages side_by_side(double scv)
{
    double first = 0.5 * (1.0 + cri_sqrt((scv - 1.0) / (scv + 1.0)));
    cri_stages s = {.n = 2, .in_line = false};
    s.begin[0] = first;
    s.begin[1] = 1.0 - first;
    s.rate[0] = 2.0 * s.begin[0];
    s.rate[1] = 2.0 * s.begin[1];
    return s;
}

cri_stages cri_stages_of(double scv)
{
    if (scv > 1.0) {
        return side_by_side(scv);
    }
    cri_stages s = {.n = 1, .in_line = true};
    while (s.n < CRI_STAGES_MOST && (double)s.n * scv < 1.0) {
        s.n++;
    }
    double n = (double)s.n, skip = 0.0;
    if (n * scv > 1.0) { /* with this chance one stage fewer, all with the same rate */
        double root = n * (1.0 + scv) - n * n * scv;
        skip = (n * scv - cri_sqrt(root > 0.0 ? root : 0.0)) / (1.0 + scv);
    }
    s.begin[0] = 1.0 - skip;
    s.begin[s.n > 1] += skip;
    for (int32_t i = 0; i < s.n; i++) {
        s.rate[i] = n - skip;
    }
    return s;
}

void cri_stages_whole_day(const cri_stages *stages, double mean_days, cri_stages_day *day)
{
    *day = (cri_stages_day){.n = stages->n};
    for (int32_t i = 0; i < stages->n; i++) {
        double rate = stages->rate[i] / mean_days, chance = cruce_exp(-rate), left = 1.0;
        int32_t last = stages->in_line ? stages->n - 1 : i;
        for (int32_t j = i; j <= last; j++) {
            day->to[i][j] = chance; /* Poisson: j - i stages passed */
            left -= chance;
            chance *= rate / (double)(j - i + 1);
        }
        day->to[i][stages->n] = left > 0.0 ? left : 0.0;
    }
}

void cri_stages_first_day(const cri_stages *stages, double mean_days, cri_stages_day *day)
{
    *day = (cri_stages_day){.n = stages->n};
    for (int32_t i = 0; i < stages->n; i++) {
        double rate = stages->rate[i] / mean_days, chance = cruce_exp(-rate), below = 0.0;
        double left = 1.0;
        int32_t last = stages->in_line ? stages->n - 1 : i;
        for (int32_t j = i; j <= last; j++) {
            below += chance; /* Poisson: at most j - i stages in a whole day */
            chance *= rate / (double)(j - i + 1);
            double mean = (1.0 - below) / rate; /* of exactly j - i, over when they came */
            day->to[i][j] = mean > 0.0 ? mean : 0.0;
            left -= day->to[i][j];
        }
        day->to[i][stages->n] = left > 0.0 ? left : 0.0;
    }
}

int64_t cri_stages_pass(cruce_rng *rng, const cri_stages_day *day, int64_t *count)
{
    int64_t out = 0;
    for (int32_t i = day->n - 1; i >= 0; i--) {
        int64_t left = count[i];
        if (left == 0) {
            continue;
        }
        count[i] = cruce_binomial(rng, left, day->to[i][i]);
        left -= count[i];
        double rest = 1.0 - day->to[i][i];
        for (int32_t j = i + 1; j < day->n && left > 0 && day->to[i][j] > 0.0; j++) {
            int64_t moved = cruce_binomial(rng, left, day->to[i][j] / rest);
            count[j] += moved;
            left -= moved;
            rest -= day->to[i][j];
        }
        out += left;
    }
    return out;
}

void cri_stages_begin(cruce_rng *rng, const cri_stages *stages, int64_t persons, int64_t *count)
{
    double rest = 1.0;
    for (int32_t i = 0; i < stages->n - 1 && persons > 0 && rest > 0.0; i++) {
        int64_t here = stages->begin[i] >= rest
                           ? persons
                           : cruce_binomial(rng, persons, stages->begin[i] / rest);
        count[i] += here;
        persons -= here;
        rest -= stages->begin[i];
    }
    count[stages->n - 1] += persons;
}
