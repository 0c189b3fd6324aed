/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Base64 of gzip, in pieces: memory does not grow with what is packed. No time in the header: the same bytes twice.
 * What is packed is left to the page (page.c).
 * Form: RFC 1952 (gzip, by zlib), RFC 4648 (base64).
 */
#include "report/pack.h"

#define ZLIB_CONST
#include <zlib.h>

#include "base/text.h"
#include "output/output_internal.h"

enum { PIECE_BYTES = 3 * 8192 }; /* of three bytes: base64 is then whole but at the end */

struct cri_pack {
    cruce_writer *to;
    z_stream z;
    bool has_failed;
    size_t n_waiting;
    unsigned char waiting[PIECE_BYTES]; /* packed, not yet written */
    char text[PIECE_BYTES / 3 * 4 + 1];
};

static void *allocate(void *unused, unsigned n, unsigned size)
{
    (void)unused;
    return cri_calloc(n, size);
}

static void release(void *unused, void *memory)
{
    (void)unused;
    cri_free(memory);
}

cri_pack *cri_pack_create(cruce_writer *to, cruce_error *err)
{
    enum { GZIP = 16 };
    cri_pack *pack = cri_calloc(1, sizeof *pack);
    if (pack != NULL) {
        pack->to = to;
        pack->z.zalloc = allocate;
        pack->z.zfree = release;
        if (deflateInit2(&pack->z, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, 9,
                         Z_DEFAULT_STRATEGY) == Z_OK) {
            return pack;
        }
        cri_free(pack);
    }
    cri_no_memory(err);
    return NULL;
}

/* Base64 of up to three bytes as four characters. */
static void encode(const unsigned char *from, size_t n, char *to)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = (unsigned)from[0] << 16;
    bits |= n > 1 ? (unsigned)from[1] << 8 : 0;
    bits |= n > 2 ? (unsigned)from[2] : 0;
    to[0] = digit[bits >> 18];
    to[1] = digit[bits >> 12 & 63];
    to[2] = '=';
    to[3] = '=';
    if (n > 1) {
        to[2] = digit[bits >> 6 & 63];
    }
    if (n > 2) {
        to[3] = digit[bits & 63];
    }
}

static void write_waiting(cri_pack *pack)
{
    char *to = pack->text;
    for (size_t i = 0; i < pack->n_waiting; i += 3) {
        encode(pack->waiting + i, pack->n_waiting - i < 3 ? pack->n_waiting - i : 3, to);
        to += 4;
    }
    *to = '\0';
    cruce_writer_text(pack->to, pack->text);
    pack->n_waiting = 0;
}

/* Packs what the stream was given; with Z_FINISH all of it. */
static void run(cri_pack *pack, int flush)
{
    bool goes_on = !pack->has_failed;
    while (goes_on) {
        pack->z.next_out = pack->waiting + pack->n_waiting;
        pack->z.avail_out = (uInt)(PIECE_BYTES - pack->n_waiting);
        int result = deflate(&pack->z, flush);
        pack->has_failed = result == Z_STREAM_ERROR;
        pack->n_waiting = PIECE_BYTES - pack->z.avail_out;
        goes_on = pack->z.avail_out == 0 && !pack->has_failed;
        if (pack->z.avail_out == 0) {
            write_waiting(pack);
        }
    }
}

void cri_pack_bytes(cri_pack *pack, const void *bytes, size_t n_bytes)
{
    const unsigned char *at = bytes;
    while (n_bytes > 0) {
        size_t part = n_bytes < ((size_t)1 << 30) ? n_bytes : (size_t)1 << 30;
        pack->z.next_in = at;
        pack->z.avail_in = (uInt)part;
        run(pack, Z_NO_FLUSH);
        at += part;
        n_bytes -= part;
    }
}

cruce_status cri_pack_finish(cri_pack *pack, cruce_error *err)
{
    run(pack, Z_FINISH);
    write_waiting(pack);
    bool has_failed = pack->has_failed;
    deflateEnd(&pack->z);
    cri_free(pack);
    return has_failed ? cri_fail(err, CRUCE_ERR_RUN, "the data of the page cannot be packed")
                      : CRUCE_OK;
}

/* --- as a writer --- */

static void take(void *context, const char *bytes, size_t n_bytes)
{
    cri_pack_bytes(context, bytes, n_bytes);
}

static cruce_status finish(void *context, cruce_error *err)
{
    return cri_pack_finish(context, err);
}

cruce_writer *cri_pack_writer(cruce_writer *to, cruce_error *err)
{
    cri_pack *pack = cri_pack_create(to, err);
    if (pack == NULL) {
        return NULL;
    }
    cri_sink sink = {pack, take, finish, NULL};
    cruce_writer *writer = cri_writer_to_sink(sink, "the page", err);
    if (writer == NULL) {
        cri_pack_finish(pack, NULL);
    }
    return writer;
}
