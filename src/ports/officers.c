/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    one pool of officers and its jobs: who gets how many lanes, who helps the patrol, which jobs close for that
 * Leaves  to the engine: how many are on duty, and when a job that has closed opens again
 * Source  design notes 3.6
 */
#include "cruce/ports.h"

static double at_least(double a, double b)
{
    return a > b ? a : b;
}

static double at_most(double a, double b)
{
    return a < b ? a : b;
}

/* Officers who hold all lanes of job k, and those without whom it does not open. */
static double needed(const cruce_jobs *jobs, int32_t k)
{
    double lanes = (double)jobs->lanes_most[k] * jobs->officers_per_lane[k];
    return jobs->lanes_most[k] > 0 ? at_least(lanes, jobs->minimum_officers[k]) : 0;
}

static double first_needed(const cruce_jobs *jobs, int32_t k)
{
    double lane = at_least(jobs->officers_per_lane[k], jobs->minimum_officers[k]);
    return jobs->lanes_most[k] > 0 ? lane : 0;
}

/* The next rank below `above`, or 0. */
static int32_t rank_below(const cruce_jobs *jobs, int32_t above)
{
    int32_t next = 0;
    for (int32_t k = 0; k < jobs->n; k++) {
        if (jobs->rank[k] < above && jobs->rank[k] > next) {
            next = jobs->rank[k];
        }
    }
    return next;
}

/* Gives each job what it needs to open, the highest rank first; returns what is left. */
static double give_first(double available, const cruce_jobs *jobs, double *officers)
{
    for (int32_t rank = rank_below(jobs, INT32_MAX); rank > 0; rank = rank_below(jobs, rank)) {
        for (int32_t k = 0; k < jobs->n; k++) {
            double first = first_needed(jobs, k);
            if (jobs->rank[k] != rank) {
                continue;
            }
            officers[k] = first <= available ? first : 0;
            available -= officers[k];
        }
    }
    return available;
}

/*
 * Shares out `rest` among jobs of one rank (0: all) by weight; what exceeds the need of one goes to the others. `by_need`: the
 * weight is the need itself. Returns what is left.
 */
static double share_out(double rest, const cruce_jobs *jobs, int32_t rank, bool by_need,
                        double *officers)
{
    for (int32_t pass = 0; pass < jobs->n && rest > 1e-9; pass++) {
        double total = 0, given = 0;
        for (int32_t k = 0; k < jobs->n; k++) {
            bool takes = officers[k] > 0 && officers[k] < needed(jobs, k);
            if (takes && (rank == 0 || jobs->rank[k] == rank)) {
                total += by_need ? needed(jobs, k) : jobs->weight[k];
            }
        }
        for (int32_t k = 0; k < jobs->n && total > 0; k++) {
            double room = needed(jobs, k) - officers[k];
            if (officers[k] > 0 && room > 0 && (rank == 0 || jobs->rank[k] == rank)) {
                double weight = by_need ? needed(jobs, k) : jobs->weight[k];
                double more = at_most(rest * weight / total, room);
                officers[k] += more;
                given += more;
            }
        }
        rest -= given;
        if (!(given > 0)) {
            break;
        }
    }
    return rest;
}

/* Shares of all who are available, none redistributed; cut alike where the first needs have used some up. */
static void give_shares(double available, double rest, const cruce_jobs *jobs, double *officers)
{
    double wanted = 0;
    for (int32_t k = 0; k < jobs->n; k++) {
        double share = at_most(available * jobs->weight[k], needed(jobs, k));
        wanted += officers[k] > 0 ? at_least(share - officers[k], 0) : 0;
    }
    double scale = wanted > rest ? rest / wanted : 1;
    for (int32_t k = 0; k < jobs->n; k++) {
        double share = at_most(available * jobs->weight[k], needed(jobs, k));
        officers[k] += officers[k] > 0 ? at_least(share - officers[k], 0) * scale : 0;
    }
}

static int32_t lanes_held(const cruce_jobs *jobs, int32_t k, double officers)
{
    int32_t most = jobs->lanes_most[k];
    double per_lane = jobs->officers_per_lane[k];
    double first = first_needed(jobs, k);
    if (most == 0 || officers < first || !(per_lane > 0)) {
        return officers < first ? 0 : most;
    }
    double lanes = officers / per_lane + 1e-9; /* a whole number may come out a little below it */
    return lanes < (double)most ? (int32_t)lanes : most;
}

/* The job that lacks a lane most: the highest rank, or the most work per lane; -1 if none. */
static int32_t most_lacking(const cruce_jobs *jobs, bool by_rank, double spare,
                            const int32_t *lanes)
{
    int32_t found = -1;
    double most = 0;
    for (int32_t k = 0; k < jobs->n; k++) {
        double lack = by_rank ? (double)jobs->rank[k]
                              : jobs->weight[k] / (double)(lanes[k] > 0 ? lanes[k] : 1);
        bool may =
            lanes[k] > 0 && lanes[k] < jobs->lanes_most[k] && jobs->officers_per_lane[k] <= spare;
        if (may && lack > most) {
            found = k;
            most = lack;
        }
    }
    return found;
}

/* Whole lanes from officers; what is left over is handed out lane by lane if it belongs to nobody. */
static void open_lanes(cruce_allocation policy, double available, const cruce_jobs *jobs,
                       int32_t *lanes, double *officers)
{
    double spare = available;
    for (int32_t k = 0; k < jobs->n; k++) {
        lanes[k] = lanes_held(jobs, k, officers[k]);
        officers[k] = lanes[k] > 0 ? at_least((double)lanes[k] * jobs->officers_per_lane[k],
                                              jobs->minimum_officers[k])
                                   : 0;
        spare -= officers[k];
    }
    bool by_rank = policy == CRUCE_ALLOCATE_BY_PRIORITY;
    if (!by_rank && policy != CRUCE_ALLOCATE_BY_QUEUE) {
        return;
    }
    for (int32_t k = most_lacking(jobs, by_rank, spare, lanes); k >= 0;
         k = most_lacking(jobs, by_rank, spare, lanes)) {
        lanes[k]++;
        double now =
            at_least((double)lanes[k] * jobs->officers_per_lane[k], jobs->minimum_officers[k]);
        spare -= now - officers[k];
        officers[k] = now;
    }
}

void cruce_officers_allocate(cruce_allocation policy, double available, const cruce_jobs *jobs,
                             int32_t *lanes, double *officers)
{
    double all_needed = 0;
    for (int32_t k = 0; k < jobs->n; k++) {
        officers[k] = needed(jobs, k);
        all_needed += officers[k];
    }
    if (all_needed <= available) {
        for (int32_t k = 0; k < jobs->n; k++) {
            lanes[k] = jobs->lanes_most[k];
        }
        return;
    }
    double rest = give_first(available, jobs, officers);
    if (policy == CRUCE_ALLOCATE_BY_QUEUE) {
        share_out(rest, jobs, 0, false, officers);
    } else if (policy == CRUCE_ALLOCATE_BY_PRIORITY) {
        for (int32_t rank = rank_below(jobs, INT32_MAX); rank > 0; rank = rank_below(jobs, rank)) {
            rest = share_out(rest, jobs, rank, true, officers);
        }
    } else {
        give_shares(available, rest, jobs, officers);
    }
    open_lanes(policy, available, jobs, lanes, officers);
}

double cruce_officers_detailed(double officers, double custody_over_capacity, double slope,
                               double most_share)
{
    double share = slope * at_least(custody_over_capacity - 1, 0);
    return officers * at_most(share, most_share);
}

/* The next rank above `below`, or INT32_MAX. */
static int32_t rank_above(int32_t n, const int32_t *rank, int32_t below)
{
    int32_t next = INT32_MAX;
    for (int32_t k = 0; k < n; k++) {
        if (rank[k] > below && rank[k] < next) {
            next = rank[k];
        }
    }
    return next;
}

void cruce_officers_shed(double missing, int32_t n, const int32_t *rank, const double *held,
                         const double *minimum_officers, bool *closed)
{
    for (int32_t r = rank_above(n, rank, 0); r < INT32_MAX && missing > 1e-9;
         r = rank_above(n, rank, r)) {
        double total = 0, found = 0;
        for (int32_t k = 0; k < n; k++) {
            total += rank[k] == r && !closed[k] ? held[k] : 0;
        }
        double share = total > 0 ? at_most(missing / total, 1) : 0;
        for (int32_t k = 0; k < n; k++) {
            if (rank[k] != r || closed[k] || !(held[k] > 0)) {
                continue;
            }
            /* nobody left is too few, whatever the minimum */
            double left = held[k] * (1 - share);
            closed[k] = left < minimum_officers[k] - 1e-9 || !(left > 0);
            found += closed[k] ? held[k] : held[k] - left;
        }
        missing -= found;
    }
}
