/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keeps the rows of cells of crowds. Who moves between crowds is sweep.c.
 */
#include "crowds.h"

#include <string.h>

#include "../base/text.h"

cruce_status cri_crowds_init(cri_crowds *crowds, int32_t n, int32_t width, cruce_error *err)
{
    *crowds = (cri_crowds){.n = n, .width = width};
    crowds->of = cri_malloc(((size_t)n + 1) * sizeof *crowds->of);
    if (crowds->of == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t i = 0; i < n; i++) {
        crowds->of[i] = (cri_crowd){.row = CRUCE_NONE};
    }
    return CRUCE_OK;
}

cruce_status cri_crowds_grow(cri_crowds *crowds, cruce_error *err)
{
    int32_t rows = crowds->rows < 32 ? 64 : 2 * crowds->rows;
    size_t width = (size_t)crowds->width, old = (size_t)crowds->rows;
    int64_t *cell = cri_realloc(crowds->cell, (size_t)rows * width * sizeof *cell);
    crowds->cell = cell != NULL ? cell : crowds->cell;
    int32_t *spare = cri_realloc(crowds->spare, (size_t)rows * sizeof *spare);
    crowds->spare = spare != NULL ? spare : crowds->spare;
    if (cell == NULL || spare == NULL) {
        return cri_no_memory(err);
    }
    memset(cell + old * width, 0, ((size_t)rows - old) * width * sizeof *cell);
    for (int32_t row = rows - 1; row >= crowds->rows; row--) {
        spare[crowds->n_spare++] = row;
    }
    crowds->rows = rows;
    return CRUCE_OK;
}

void cri_crowds_free(cri_crowds *crowds)
{
    cri_free(crowds->of);
    cri_free(crowds->cell);
    cri_free(crowds->spare);
    *crowds = (cri_crowds){0};
}
