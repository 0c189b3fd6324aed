/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Crowds: people who have come to the same point of a day, counted by travel memory plus distance of the day.
 */
#ifndef CRI_CROWDS_H
#define CRI_CROWDS_H

#include "cruce/base.h"

/** One crowd. Where sums matter it has a row of cells while there is somebody in it. */
typedef struct cri_crowd {
    int64_t persons;   /* all of them */
    double births;     /* sum of their days of creation */
    int32_t row;       /* CRUCE_NONE: no cells */
    int32_t low, high; /* people are in these cells at most */
} cri_crowd;

/** All crowds of a day, and one block of cells that their rows share: a row that is given back is the next one used. */
typedef struct cri_crowds {
    int32_t n,
        width; /* crowds; cells of a row, one per km of the sum (one in all if no rule needs it) */
    cri_crowd *of; /* [n] */
    int64_t *cell; /* [rows * width] persons; rows that nobody uses are 0 */
    int32_t rows;
    int32_t *spare; /* [rows] */
    int32_t n_spare;
} cri_crowds;

/** n empty crowds. */
cruce_status cri_crowds_init(cri_crowds *crowds, int32_t n, int32_t width, cruce_error *err);
void cri_crowds_free(cri_crowds *crowds);
/** More spare rows. Pointers into cells end here. */
cruce_status cri_crowds_grow(cri_crowds *crowds, cruce_error *err);

/** Makes room in a crowd for people with sums from low to high. */
static inline cruce_status cri_crowd_open(cri_crowds *crowds, int32_t id, int32_t low, int32_t high,
                                          cruce_error *err)
{
    cri_crowd *crowd = &crowds->of[id];
    if (crowd->row != CRUCE_NONE) {
        crowd->low = low < crowd->low ? low : crowd->low;
        crowd->high = high > crowd->high ? high : crowd->high;
        return CRUCE_OK;
    }
    if (crowds->n_spare == 0) {
        cruce_status st = cri_crowds_grow(crowds, err);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    crowd->row = crowds->spare[--crowds->n_spare];
    crowd->low = low;
    crowd->high = high;
    return CRUCE_OK;
}

/** The cells of an open crowd, by sum. */
static inline int64_t *cri_crowd_cells(const cri_crowds *crowds, int32_t id)
{
    return crowds->cell + (size_t)crowds->of[id].row * (size_t)crowds->width;
}

/** Everybody has left: the row, all 0 now, is spare again. */
static inline void cri_crowd_close(cri_crowds *crowds, int32_t id)
{
    if (crowds->of[id].row != CRUCE_NONE) {
        crowds->spare[crowds->n_spare++] = crowds->of[id].row;
    }
    crowds->of[id] = (cri_crowd){.row = CRUCE_NONE};
}

#endif
