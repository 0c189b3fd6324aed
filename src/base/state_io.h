/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * State on its way to bytes or back: each part of a run has one function that lists its fields, and this decides whether
 * they are written or read, so that no field can be forgotten on one side.
 *
 * The bytes are the same on every machine: whole numbers of 7 bits a byte, the lowest first, negative ones folded
 * (0, -1, 1, -2, ...); real numbers as the 8 bytes of IEEE 754, the lowest first. Columns leave runs of zeros out.
 * Reading trusts nothing: every number has a range, every count of rows fits into the bytes that are left. After the first
 * failure all calls do nothing, and what was to be read stays as it is.
 */
#ifndef CRI_STATE_IO_H
#define CRI_STATE_IO_H

#include "cruce/base.h"

/** Most persons, vehicles or units that a state may say are somewhere: sums of them stay far below 2^63. */
#define CRI_STATE_MOST ((int64_t)1 << 36)
/** Of what has been counted since the start. */
#define CRI_STATE_EVER ((int64_t)1 << 53)
/** Greatest size of a real number that has no range of its own. */
#define CRI_STATE_REAL 1e15

typedef struct cruce_state_io {
    bool reads;
    cruce_status status; /* the first failure: CRUCE_ERR_MEMORY or CRUCE_ERR_FORMAT */
    const char *part;    /* where it happened */
    const char *problem; /* and what it was; NULL: none */
    const uint8_t *from; /* reading: n bytes, borrowed */
    uint8_t *byte;       /* writing: n of room bytes, owned (cri_state_free) */
    int64_t n, room, at; /* at: the next byte to read */
} cruce_state_io;

cruce_state_io cri_state_reader(const uint8_t *bytes, int64_t n);
cruce_state_io cri_state_writer(void);
void cri_state_free(cruce_state_io *io);
/** A failure of the caller's own: `problem` is a text that lasts. */
void cri_state_refuse(cruce_state_io *io, const char *problem);
void cri_state_no_memory(cruce_state_io *io);
static inline bool cri_state_is_fine(const cruce_state_io *io)
{
    return io->status == CRUCE_OK;
}
/** True where reading has to make room or work something out. */
static inline bool cri_state_has_read(const cruce_state_io *io)
{
    return io->reads && io->status == CRUCE_OK;
}
/** Reading: everything has been read. */
void cri_state_end(cruce_state_io *io);

/** A part begins: its name is written, and has to be there. */
void cri_state_part(cruce_state_io *io, const char *name);
void cri_state_whole(cruce_state_io *io, int64_t *value, int64_t least, int64_t most);
void cri_state_number(cruce_state_io *io, int32_t *value, int32_t least, int32_t most);
void cri_state_flag(cruce_state_io *io, bool *value);
void cri_state_real(cruce_state_io *io, double *value, double least, double most);
/** How many rows follow, each of which takes a byte or more. */
void cri_state_rows(cruce_state_io *io, int32_t *n, int32_t most);

/* Columns of n values. */
void cri_state_wholes(cruce_state_io *io, int64_t *value, int64_t n, int64_t least, int64_t most);
void cri_state_numbers(cruce_state_io *io, int32_t *value, int64_t n, int32_t least, int32_t most);
void cri_state_bytes(cruce_state_io *io, uint8_t *value, int64_t n, uint8_t most);
void cri_state_reals(cruce_state_io *io, double *value, int64_t n, double least, double most);
void cri_state_words(cruce_state_io *io, uint64_t *value, int64_t n);
/** Writing: bytes as they are. */
void cri_state_append(cruce_state_io *io, const void *bytes, int64_t n);
/** Text of at most size - 1 bytes. */
void cri_state_text(cruce_state_io *io, char *text, size_t size);

#endif
