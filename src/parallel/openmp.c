/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An executor on OpenMP threads: members are handed out one by one.
 * What a member does, and in which order results are gathered, is left to the caller (src/study).
 * No published method; see the OpenMP 4.5 specification for the pragmas.
 */
#include <omp.h>
#include <string.h>

#include "cruce/parallel.h"

/* What the threads share about failures. */
typedef struct failure {
    int32_t member; /* lowest that failed; -1: none */
    cruce_status status;
    cruce_error error;
} failure;

static void note_failure(failure *seen, int32_t member, cruce_status status,
                         const cruce_error *error)
{
#pragma omp critical(cruce_executor_failure)
    if (seen->member < 0 || member < seen->member) {
        seen->status = status;
        seen->error = *error;
#pragma omp atomic write
        seen->member = member;
    }
}

/* A lower member has failed: this one's result is not wanted. Higher ones do not count, so the lowest failure is found. */
static bool lower_has_failed(const failure *seen, int32_t member)
{
    int32_t failed;
#pragma omp atomic read
    failed = seen->member;
    return failed >= 0 && failed < member;
}

static cruce_status run_on_threads(const cruce_executor *self, int32_t n, cruce_work_fn *work,
                                   void *context, cruce_error *err)
{
    failure seen = {.member = -1, .status = CRUCE_OK};
    int n_threads = n < self->n_workers ? n : self->n_workers;

    if (n <= 0) {
        return CRUCE_OK;
    }
    if (n_threads == 1) { /* no team of threads for one: quicker to start, easier to debug */
        for (int32_t member = 0; member < n && seen.status == CRUCE_OK; member++) {
            seen.status = work(context, member, 0, err);
        }
        return seen.status;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads)
    for (int32_t member = 0; member < n; member++) {
        if (lower_has_failed(&seen, member)) {
            continue;
        }
        cruce_error error;
        memset(&error, 0, sizeof error);
        cruce_status status = work(context, member, (int32_t)omp_get_thread_num(), &error);
        if (status != CRUCE_OK) {
            note_failure(&seen, member, status, &error);
        }
    }
    if (seen.status != CRUCE_OK && err != NULL) {
        *err = seen.error;
    }
    return seen.status;
}

int32_t cruce_processors_count(void)
{
    int n = omp_get_num_procs();
    return n > 0 ? (int32_t)n : 1;
}

cruce_executor cruce_executor_threads(int32_t n_threads)
{
    cruce_executor executor = {.n_workers = n_threads > 1 ? n_threads : 1, .run = run_on_threads};
    return executor;
}
