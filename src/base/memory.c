/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every allocation of the library, with a way for tests to make the n-th one fail.
 * Arenas stand on these (arena.c); nothing else may call malloc.
 */
#include "base/text.h"

#include <stdlib.h>

/* Written by tests only, before the threads of a run exist. */
static int64_t allocations_until_failure; /* 0: never */
static bool fail_for_ever;

void cri_fail_allocation(int64_t n, bool for_ever)
{
    allocations_until_failure = n;
    fail_for_ever = for_ever;
}

static bool must_fail(void)
{
    if (allocations_until_failure == 0) {
        return false;
    }
    if (allocations_until_failure > 1) {
        allocations_until_failure--;
        return false;
    }
    if (!fail_for_ever) {
        allocations_until_failure = 0;
    }
    return true;
}

void *cri_malloc(size_t bytes)
{
    return must_fail() ? NULL : malloc(bytes > 0 ? bytes : 1);
}

void *cri_calloc(size_t n, size_t bytes)
{
    if (bytes > 0 && n > SIZE_MAX / bytes) {
        return NULL;
    }
    if (must_fail()) {
        return NULL;
    }
    return n > 0 && bytes > 0 ? calloc(n, bytes) : calloc(1, 1);
}

void *cri_realloc(void *old, size_t bytes)
{
    return must_fail() ? NULL : realloc(old, bytes > 0 ? bytes : 1);
}

void cri_free(void *memory)
{
    free(memory);
}
