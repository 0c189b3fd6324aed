/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writes and reads the fields of a state; the form is in state_io.h. What the fields mean is left to their owners.
 * Numbers of 7 bits a byte: LEB128, as in the DWARF standard, 7.6.
 */
#include "base/state_io.h"

#include <string.h>

#include "base/grow.h"
#include "base/text.h"

enum { ZEROS_LEAST = 3 }; /* a shorter run of whole zeros costs no less than its own bytes */

cruce_state_io cri_state_reader(const uint8_t *bytes, int64_t n)
{
    return (cruce_state_io){.reads = true, .from = bytes, .n = n, .part = "start"};
}

cruce_state_io cri_state_writer(void)
{
    return (cruce_state_io){.part = "start"};
}

void cri_state_free(cruce_state_io *io)
{
    cri_free(io->byte);
    *io = (cruce_state_io){.part = "start"};
}

static void fail(cruce_state_io *io, cruce_status status, const char *problem)
{
    if (io->status == CRUCE_OK) {
        io->status = status;
        io->problem = problem;
    }
}

void cri_state_refuse(cruce_state_io *io, const char *problem)
{
    fail(io, CRUCE_ERR_FORMAT, problem);
}

void cri_state_no_memory(cruce_state_io *io)
{
    fail(io, CRUCE_ERR_MEMORY, "memory ran out");
}

void cri_state_end(cruce_state_io *io)
{
    if (cri_state_has_read(io) && io->at != io->n) {
        cri_state_refuse(io, "more bytes than expected");
    }
}

/* --- bytes --- */

static uint8_t *next_bytes(cruce_state_io *io, int64_t n)
{
    void *grown = io->byte;
    if (io->status != CRUCE_OK || !cri_grow(&grown, &io->room, io->n + n, 1)) {
        cri_state_no_memory(io);
        return NULL;
    }
    io->byte = grown;
    io->n += n;
    return io->byte + io->n - n;
}

static const uint8_t *take_bytes(cruce_state_io *io, int64_t n)
{
    if (io->status != CRUCE_OK || n > io->n - io->at) {
        cri_state_refuse(io, "it ends too early");
        return NULL;
    }
    io->at += n;
    return io->from + io->at - n;
}

static void put_bits(cruce_state_io *io, uint64_t bits)
{
    uint8_t text[10];
    int64_t n = 0;
    do {
        text[n++] = (uint8_t)((bits & 127) | (bits > 127 ? 128 : 0));
        bits >>= 7;
    } while (bits != 0);
    uint8_t *to = next_bytes(io, n);
    if (to != NULL) {
        memcpy(to, text, (size_t)n);
    }
}

/* A number has one spelling: no zero byte at its end, nothing above 64 bits. */
static uint64_t take_bits(cruce_state_io *io)
{
    uint64_t bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const uint8_t *byte = take_bytes(io, 1);
        if (byte == NULL) {
            return 0;
        }
        bits |= (uint64_t)(*byte & 127) << shift;
        if (*byte < 128) {
            if ((*byte == 0 && shift > 0) || (shift == 63 && *byte > 1)) {
                break;
            }
            return bits;
        }
    }
    cri_state_refuse(io, "a number of too many bytes");
    return 0;
}

static uint64_t fold(int64_t value)
{
    return value < 0 ? ~((uint64_t)value << 1) : (uint64_t)value << 1;
}

static int64_t unfold(uint64_t bits)
{
    return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

static void put_real(cruce_state_io *io, double value)
{
    uint64_t bits;
    uint8_t *to = next_bytes(io, 8);
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; to != NULL && i < 8; i++) {
        to[i] = (uint8_t)(bits >> (8 * i));
    }
}

static double take_real(cruce_state_io *io)
{
    uint64_t bits = 0;
    double value;
    const uint8_t *from = take_bytes(io, 8);
    for (int i = 0; from != NULL && i < 8; i++) {
        bits |= (uint64_t)from[i] << (8 * i);
    }
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* --- one value --- */

static void take_whole(cruce_state_io *io, int64_t *value, int64_t least, int64_t most)
{
    int64_t it = unfold(take_bits(io));
    if (io->status == CRUCE_OK && (it < least || it > most)) {
        cri_state_refuse(io, "a number out of its range");
    }
    *value = io->status == CRUCE_OK ? it : *value;
}

void cri_state_whole(cruce_state_io *io, int64_t *value, int64_t least, int64_t most)
{
    if (io->reads) {
        take_whole(io, value, least, most);
    } else {
        put_bits(io, fold(*value));
    }
}

void cri_state_number(cruce_state_io *io, int32_t *value, int32_t least, int32_t most)
{
    int64_t whole = *value;
    cri_state_whole(io, &whole, least, most);
    *value = (int32_t)whole;
}

void cri_state_flag(cruce_state_io *io, bool *value)
{
    int64_t whole = *value;
    cri_state_whole(io, &whole, 0, 1);
    *value = whole != 0;
}

/* False for NaN. */
static bool lies_in(double value, double least, double most)
{
    return value >= least && value <= most;
}

void cri_state_real(cruce_state_io *io, double *value, double least, double most)
{
    if (!io->reads) {
        put_real(io, *value);
        return;
    }
    double it = take_real(io);
    if (io->status == CRUCE_OK && !lies_in(it, least, most)) {
        cri_state_refuse(io, "a number out of its range");
    }
    *value = io->status == CRUCE_OK ? it : *value;
}

void cri_state_rows(cruce_state_io *io, int32_t *n, int32_t most)
{
    int64_t left = io->reads ? io->n - io->at : most;
    cri_state_number(io, n, 0, left < most ? (int32_t)left : most);
}

void cri_state_part(cruce_state_io *io, const char *name)
{
    size_t n = strlen(name) + 1; /* the NUL too: "list" is not "lists" */
    if (io->status != CRUCE_OK) {
        return;
    }
    io->part = name;
    if (!io->reads) {
        uint8_t *to = next_bytes(io, (int64_t)n);
        if (to != NULL) {
            memcpy(to, name, n);
        }
        return;
    }
    const uint8_t *from = take_bytes(io, (int64_t)n);
    if (from != NULL && memcmp(from, name, n) != 0) {
        cri_state_refuse(io, "another part stands in its place");
    }
}

void cri_state_text(cruce_state_io *io, char *text, size_t size)
{
    int64_t n = io->reads ? 0 : (int64_t)strlen(text);
    cri_state_whole(io, &n, 0, (int64_t)size - 1);
    if (io->reads) {
        const uint8_t *from = take_bytes(io, n);
        if (from != NULL) {
            memcpy(text, from, (size_t)n);
            text[n] = '\0';
        }
    } else {
        uint8_t *to = next_bytes(io, n);
        if (to != NULL) {
            memcpy(to, text, (size_t)n);
        }
    }
}

/* --- columns: how many zeros, how many others, the others; again until the end --- */

/* What a column is made of: is value i zero, and how one value is written or read. */
typedef struct column {
    void *value;
    int64_t least, most;
    double least_real, most_real;
    bool (*is_zero)(const struct column *c, int64_t i);
    void (*pass)(cruce_state_io *io, const struct column *c, int64_t i);
    void (*clear)(const struct column *c, int64_t i);
    bool zero_is_allowed;
    int32_t zeros_least;
} column;

static int64_t zeros_from(const column *c, int64_t i, int64_t n)
{
    int64_t k = i;
    while (k < n && c->is_zero(c, k)) {
        k++;
    }
    return k - i;
}

static void put_column(cruce_state_io *io, const column *c, int64_t n)
{
    for (int64_t i = 0; i < n && io->status == CRUCE_OK;) {
        int64_t zeros = zeros_from(c, i, n), first = i + zeros, last = first;
        while (last < n) {
            int64_t gap = zeros_from(c, last, n);
            if (gap >= c->zeros_least || last + gap == n) {
                break;
            }
            last += gap + 1;
        }
        put_bits(io, (uint64_t)zeros);
        put_bits(io, (uint64_t)(last - first));
        for (i = first; i < last; i++) {
            c->pass(io, c, i);
        }
    }
}

static void take_column(cruce_state_io *io, const column *c, int64_t n)
{
    for (int64_t i = 0; i < n && io->status == CRUCE_OK;) {
        uint64_t zeros = take_bits(io), others = take_bits(io);
        uint64_t left = (uint64_t)(n - i);
        if (io->status == CRUCE_OK && (zeros > left || others > left - zeros ||
                                       zeros + others == 0 || (zeros > 0 && !c->zero_is_allowed))) {
            cri_state_refuse(io, "a column of another length");
        }
        for (; io->status == CRUCE_OK && zeros > 0; zeros--) {
            c->clear(c, i++);
        }
        for (; io->status == CRUCE_OK && others > 0; others--) {
            c->pass(io, c, i++);
        }
    }
}

static void pass_column(cruce_state_io *io, const column *c, int64_t n)
{
    if (io->reads) {
        take_column(io, c, n);
    } else {
        put_column(io, c, n);
    }
}

#define COLUMN_OF(name, type, passes)                                                              \
    static bool name##_is_zero(const column *c, int64_t i)                                         \
    {                                                                                              \
        return ((const type *)c->value)[i] == 0;                                                   \
    }                                                                                              \
    static void name##_clear(const column *c, int64_t i)                                           \
    {                                                                                              \
        ((type *)c->value)[i] = 0;                                                                 \
    }                                                                                              \
    static void name##_pass(cruce_state_io *io, const column *c, int64_t i)                        \
    {                                                                                              \
        type *value = (type *)c->value + i;                                                        \
        passes;                                                                                    \
    }
COLUMN_OF(wholes, int64_t, cri_state_whole(io, value, c->least, c->most))
COLUMN_OF(numbers, int32_t, cri_state_number(io, value, (int32_t)c->least, (int32_t)c->most))
COLUMN_OF(reals, double, cri_state_real(io, value, c->least_real, c->most_real))
COLUMN_OF(bytes, uint8_t, int64_t whole = *value; cri_state_whole(io, &whole, 0, c->most);
          *value = (uint8_t)whole)
COLUMN_OF(words, uint64_t, int64_t whole = (int64_t)*value;
          cri_state_whole(io, &whole, INT64_MIN, INT64_MAX); *value = (uint64_t)whole)

void cri_state_wholes(cruce_state_io *io, int64_t *value, int64_t n, int64_t least, int64_t most)
{
    column c = {.value = value,
                .least = least,
                .most = most,
                .is_zero = wholes_is_zero,
                .pass = wholes_pass,
                .clear = wholes_clear,
                .zero_is_allowed = least <= 0 && most >= 0,
                .zeros_least = ZEROS_LEAST};
    pass_column(io, &c, n);
}

void cri_state_numbers(cruce_state_io *io, int32_t *value, int64_t n, int32_t least, int32_t most)
{
    column c = {.value = value,
                .least = least,
                .most = most,
                .is_zero = numbers_is_zero,
                .pass = numbers_pass,
                .clear = numbers_clear,
                .zero_is_allowed = least <= 0 && most >= 0,
                .zeros_least = ZEROS_LEAST};
    pass_column(io, &c, n);
}

void cri_state_bytes(cruce_state_io *io, uint8_t *value, int64_t n, uint8_t most)
{
    column c = {.value = value,
                .most = most,
                .is_zero = bytes_is_zero,
                .pass = bytes_pass,
                .clear = bytes_clear,
                .zero_is_allowed = true,
                .zeros_least = ZEROS_LEAST};
    pass_column(io, &c, n);
}

/* A negative zero is read back as a zero, which equals it. */
void cri_state_reals(cruce_state_io *io, double *value, int64_t n, double least, double most)
{
    column c = {.value = value,
                .least_real = least,
                .most_real = most,
                .is_zero = reals_is_zero,
                .pass = reals_pass,
                .clear = reals_clear,
                .zero_is_allowed = least <= 0.0 && most >= 0.0,
                .zeros_least = 1};
    pass_column(io, &c, n);
}

void cri_state_words(cruce_state_io *io, uint64_t *value, int64_t n)
{
    column c = {.value = value,
                .is_zero = words_is_zero,
                .pass = words_pass,
                .clear = words_clear,
                .zero_is_allowed = true,
                .zeros_least = ZEROS_LEAST};
    pass_column(io, &c, n);
}

void cri_state_append(cruce_state_io *io, const void *bytes, int64_t n)
{
    uint8_t *to = io->status == CRUCE_OK ? next_bytes(io, n) : NULL;
    if (to != NULL && n > 0) {
        memcpy(to, bytes, (size_t)n);
    }
}
