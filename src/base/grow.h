/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Growing a column, so that appending n rows costs O(n).
 */
#ifndef CRI_GROW_H
#define CRI_GROW_H

#include "base/text.h"

/** Room for `needed` rows of `size` bytes in *column; false if memory ran out (*column stays as it was). */
static inline bool cri_grow(void **column, int64_t *capacity, int64_t needed, size_t size)
{
    if (needed <= *capacity) {
        return true;
    }
    int64_t larger = *capacity < 16 ? 16 : *capacity + *capacity / 2;
    if (larger < needed) {
        larger = needed;
    }
    if ((uint64_t)larger > SIZE_MAX / 2 / size) {
        return false;
    }
    void *moved = cri_realloc(*column, (size_t)larger * size);
    if (moved == NULL) {
        return false;
    }
    *column = moved;
    *capacity = larger;
    return true;
}

#endif
