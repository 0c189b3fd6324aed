/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SHA-256 of bytes, so that a result can name its inputs exactly.
 */
#ifndef CRI_SHA256_H
#define CRI_SHA256_H

#include <stddef.h>

/** The hash of n bytes as 64 hexadecimal digits. Source: FIPS 180-4. */
void cri_sha256(const void *bytes, size_t n, char text[65]);

#endif
