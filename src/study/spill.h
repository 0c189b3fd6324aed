/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What replicates put aside on disk: one file without a name, a slot of equal size for each replicate.
 */
#ifndef CRI_SPILL_H
#define CRI_SPILL_H

#include "cruce/base.h"

typedef struct cri_spill {
    bool is_open;
    int file;
    int64_t slot_bytes;
    char folder[256]; /* for messages */
} cri_spill;

/** Whether this system has such files. */
bool cri_spill_is_possible(void);
/** A new file in a folder. It has no name and is gone with the process, however that ends. */
cruce_status cri_spill_open(cri_spill *spill, const char *folder, int64_t slot_bytes,
                            cruce_error *err);
/** Bytes at `at` of a replicate's slot. Replicates may be written and read side by side. */
cruce_status cri_spill_write(const cri_spill *spill, int32_t replicate, int64_t at,
                             const void *bytes, int64_t n_bytes, cruce_error *err);
cruce_status cri_spill_read(const cri_spill *spill, int32_t replicate, int64_t at, void *bytes,
                            int64_t n_bytes, cruce_error *err);
void cri_spill_close(cri_spill *spill);

#endif
