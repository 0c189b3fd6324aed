/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Buffered text to a file: whole numbers, numbers with three decimals, cells, JSON text. Every failure is kept.
 * What is written, and in which order, is left to the tables (tables.c, flee.c, run_json.c).
 * No published method; CSV quoting as in RFC 4180, JSON text as in RFC 8259.
 */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "output/output_internal.h"

enum { BUFFER_BYTES = 1 << 16 };

struct cruce_writer {
    FILE *file; /* NULL: bytes go to the sink */
    bool is_ours;
    cri_sink sink;
    int failure; /* errno of the first failed write; 0: none */
    size_t used;
    char name[200];
    char buffer[BUFFER_BYTES];
};

cruce_writer *cruce_writer_create(const char *path, FILE *file, const char *name, cruce_error *err)
{
    cruce_writer *writer = cri_malloc(sizeof *writer);
    if (writer == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    writer->is_ours = file == NULL;
    writer->sink = (cri_sink){0};
    writer->file = file != NULL ? file : fopen(path, "wb");
    writer->failure = 0;
    writer->used = 0;
    snprintf(writer->name, sizeof writer->name, "%s", name != NULL ? name : path);
    if (writer->file == NULL) {
        cri_fail(err, CRUCE_ERR_FILE, "cannot write %s: %s", writer->name, strerror(errno));
        cri_free(writer);
        return NULL;
    }
    if (writer->is_ours) {
        setvbuf(writer->file, NULL, _IONBF, 0); /* the buffer is ours */
    }
    return writer;
}

cruce_writer *cri_writer_to_sink(cri_sink sink, const char *name, cruce_error *err)
{
    cruce_writer *writer = cri_malloc(sizeof *writer);
    if (writer == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    writer->file = NULL;
    writer->is_ours = false;
    writer->sink = sink;
    writer->failure = 0;
    writer->used = 0;
    snprintf(writer->name, sizeof writer->name, "%s", name);
    return writer;
}

static void empty_buffer(cruce_writer *writer)
{
    if (writer->file == NULL) {
        writer->sink.take(writer->sink.context, writer->buffer, writer->used);
    } else if (writer->failure == 0 && writer->used > 0) {
        errno = 0;
        if (fwrite(writer->buffer, 1, writer->used, writer->file) != writer->used) {
            writer->failure = errno != 0 ? errno : EIO;
        }
    }
    writer->used = 0;
}

bool cri_writer_hand_over(cruce_writer *writer, cruce_next_rows_fn *next, void *context)
{
    if (writer->file != NULL || writer->sink.take_rows == NULL) {
        return false;
    }
    empty_buffer(writer); /* the header comes first */
    writer->sink.take_rows(writer->sink.context, next, context);
    return true;
}

/* Room for n bytes (n far below the buffer's size). */
static char *make_room(cruce_writer *writer, size_t n)
{
    if (writer->used + n > BUFFER_BYTES) {
        empty_buffer(writer);
    }
    return writer->buffer + writer->used;
}

static void write_bytes(cruce_writer *writer, const char *text, size_t n)
{
    while (n > 0) {
        size_t part = n < 4096 ? n : 4096;
        memcpy(make_room(writer, part), text, part);
        writer->used += part;
        text += part;
        n -= part;
    }
}

void cruce_writer_text(cruce_writer *writer, const char *text)
{
    write_bytes(writer, text, strlen(text));
}

/* "-1.5" calculates nothing. */
static bool is_number(const char *text)
{
    return text[0] == '-' && text[1] != '\0' && strspn(text + 1, "0123456789.") == strlen(text + 1);
}

void cruce_writer_cell(cruce_writer *writer, const char *text)
{
    bool is_formula = writer->file != NULL && text[0] != '\0' &&
                      strchr("=+-@\t\r", text[0]) != NULL && !is_number(text);

    if (strpbrk(text, ",\"\r\n") == NULL) {
        cruce_writer_text(writer, is_formula ? "'" : "");
        cruce_writer_text(writer, text);
        return;
    }
    cruce_writer_text(writer, is_formula ? "\"'" : "\"");
    for (const char *c = text; *c != '\0'; c++) {
        write_bytes(writer, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    }
    cruce_writer_text(writer, "\"");
}

/* Digits of `value` at `to`; returns how many. */
static size_t put_digits(char *to, uint64_t value)
{
    char digits[20];
    size_t n = 0;
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < n; i++) {
        to[i] = digits[n - 1 - i];
    }
    return n;
}

void cruce_writer_whole(cruce_writer *writer, int64_t value)
{
    char *to = make_room(writer, 24);
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0) {
        *to++ = '-';
        writer->used++;
    }
    writer->used += put_digits(to, size);
}

/* Beyond whole thousandths in 64 bits; no count of people gets there. */
static const double too_large = 9e15;

/* A size below that, to thousandths: whole and what is behind the point. */
static void to_thousandths(double size, uint64_t *whole, uint64_t *thousandths)
{
    *whole = (uint64_t)size; /* exact: size < 2^53 */
    *thousandths = (uint64_t)((size - (double)*whole) * 1000 + 0.5);
    *whole += *thousandths / 1000;
    *thousandths %= 1000;
}

double cri_thousandths(double value)
{
    uint64_t whole, thousandths;
    double size = fabs(value);
    if (isnan(value) || size >= too_large) {
        return value;
    }
    to_thousandths(size, &whole, &thousandths);
    if (thousandths == 0) {
        return whole > 0 ? copysign((double)whole, value) : 0; /* never -0 */
    }
    /* One division of whole numbers rounds as reading the text does, as long as they are exact. */
    double exact = whole < UINT64_C(9000000000000) ? (double)(whole * 1000 + thousandths) / 1000
                                                   : (double)whole + (double)thousandths / 1000;
    return copysign(exact, value);
}

void cruce_writer_number(cruce_writer *writer, double value)
{
    uint64_t whole, thousandths;
    double size = fabs(value);
    if (isnan(value)) {
        return;
    }
    if (size >= too_large) {
        cruce_writer_double(writer, value);
        return;
    }
    to_thousandths(size, &whole, &thousandths);
    char *to = make_room(writer, 32), *start = to;
    if (value < 0 && whole + thousandths > 0) {
        *to++ = '-';
    }
    to += put_digits(to, whole);
    if (thousandths > 0) {
        *to++ = '.';
        *to++ = (char)('0' + thousandths / 100);
        if (thousandths % 100 > 0) {
            *to++ = (char)('0' + thousandths / 10 % 10);
        }
        if (thousandths % 10 > 0) {
            *to++ = (char)('0' + thousandths % 10);
        }
    }
    writer->used += (size_t)(to - start);
}

void cruce_writer_double(cruce_writer *writer, double value)
{
    char text[32];
    cruce_writer_text(writer, cri_format_f64(value, text));
}

/* Length of the UTF-8 sequence at s, 0 if there is none (overlong and surrogate forms are none). */
static size_t utf8_length(const unsigned char *s)
{
    size_t n = s[0] < 0x80                   ? 1
               : s[0] >= 0xc2 && s[0] < 0xe0 ? 2
               : (s[0] & 0xf0) == 0xe0       ? 3
               : s[0] >= 0xf0 && s[0] < 0xf5 ? 4
                                             : 0;
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
        (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f)) {
        return 0;
    }
    return n;
}

void cruce_writer_json_text(cruce_writer *writer, const char *text)
{
    cruce_writer_text(writer, "\"");
    for (const char *c = text; *c != '\0';) {
        unsigned char byte = (unsigned char)*c;
        size_t n = utf8_length((const unsigned char *)c);
        if (byte == '"' || byte == '\\') {
            write_bytes(writer, "\\", 1);
            write_bytes(writer, c, 1);
        } else if (byte < 0x20 || n == 0) {
            char escape[8];
            snprintf(escape, sizeof escape, "\\u%04x", n == 0 ? 0xfffdu : (unsigned)byte);
            cruce_writer_text(writer, escape);
        } else {
            write_bytes(writer, c, n);
        }
        c += n > 0 ? n : 1;
    }
    cruce_writer_text(writer, "\"");
}

cruce_status cruce_writer_finish(cruce_writer *writer, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (writer == NULL) {
        return CRUCE_OK;
    }
    empty_buffer(writer);
    if (writer->file == NULL) {
        st = writer->sink.finish(writer->sink.context, err);
        cri_free(writer);
        return st;
    }
    errno = 0;
    if (fflush(writer->file) != 0 && writer->failure == 0) {
        writer->failure = errno != 0 ? errno : EIO;
    }
    if (writer->is_ours && fclose(writer->file) != 0 && writer->failure == 0) {
        writer->failure = errno != 0 ? errno : EIO;
    }
    if (writer->failure != 0) {
        st = cri_fail(err, CRUCE_ERR_FILE, "cannot write %s: %s", writer->name,
                      strerror(writer->failure));
    }
    cri_free(writer);
    return st;
}
