/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Packing text and bytes for a page: base64 of gzip, on its way to a writer.
 */
#ifndef CRI_PACK_H
#define CRI_PACK_H

#include "cruce/output.h"

typedef struct cri_pack cri_pack;

/** Packs what it is given and writes that to `to`, which it borrows. NULL if memory ran out. */
cri_pack *cri_pack_create(cruce_writer *to, cruce_error *err);
void cri_pack_bytes(cri_pack *pack, const void *bytes, size_t n_bytes);
/** Writes what is left and frees. */
cruce_status cri_pack_finish(cri_pack *pack, cruce_error *err);
/** A writer whose text is packed; cruce_writer_finish finishes both. NULL on failure. */
cruce_writer *cri_pack_writer(cruce_writer *to, cruce_error *err);

#endif
