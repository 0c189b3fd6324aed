/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Executors: who does the work of many members. Results do not depend on which one is used.
 */
#ifndef CRUCE_PARALLEL_H
#define CRUCE_PARALLEL_H

#include "cruce/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Processors this process may use; at least 1. */
CRUCE_API int32_t cruce_processors_count(void);

/** An executor with `n_threads` OpenMP threads (at least 1). Small enough to be returned by value; nothing to free. */
CRUCE_API cruce_executor cruce_executor_threads(int32_t n_threads);

#ifdef __cplusplus
}
#endif
#endif
