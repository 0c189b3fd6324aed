/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Filling in a cruce_error. Allocates nothing, so it works when memory is gone.
 * What was wrong is said by the caller; how it is printed is up to the command line.
 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *cruce_status_text(cruce_status status)
{
    switch (status) {
#define SENTENCE(name, number, sentence)                                                           \
    case name:                                                                                     \
        return sentence;
        CRUCE_STATUS_LIST(SENTENCE)
#undef SENTENCE
    }
    return "unknown status";
}

/* A text that was cut at the end of its field may end in the middle of a character: drop that rest. */
static void drop_half_character(char *text)
{
    size_t end = strlen(text);
    size_t start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return;
    }
    unsigned char lead = (unsigned char)text[start - 1];
    size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    if (end - start < more) {
        text[start - 1] = '\0';
    }
}

static void copy_text(char *field, size_t size, const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;
    bool cut = length >= size;
    if (cut) {
        length = size - 1;
    }
    if (length > 0) {
        memcpy(field, text, length);
    }
    field[length] = '\0';
    if (cut) {
        drop_half_character(field);
    }
}

static void format_message(cruce_error *err, const char *format, va_list arguments)
{
    int length = vsnprintf(err->message, sizeof err->message, format, arguments);
    if (length < 0) {
        copy_text(err->message, sizeof err->message, cruce_status_text(err->code));
    } else if ((size_t)length >= sizeof err->message) {
        drop_half_character(err->message);
    }
}

cruce_status cri_fail(cruce_error *err, cruce_status code, const char *format, ...)
{
    if (err != NULL) {
        va_list arguments;
        *err = (cruce_error){.code = code};
        va_start(arguments, format);
        format_message(err, format, arguments);
        va_end(arguments);
    }
    return code;
}

cruce_status cri_fail_at(cruce_error *err, cruce_status code, const char *file, int32_t line,
                         int32_t column, const char *field, const char *format, ...)
{
    if (err != NULL) {
        va_list arguments;
        *err = (cruce_error){.code = code, .line = line, .column = column};
        copy_text(err->file, sizeof err->file, file);
        copy_text(err->field, sizeof err->field, field);
        va_start(arguments, format);
        format_message(err, format, arguments);
        va_end(arguments);
    }
    return code;
}

cruce_status cri_no_memory(cruce_error *err)
{
    return cri_fail(err, CRUCE_ERR_MEMORY, "memory ran out");
}
