/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Small pieces that every module may use: memory that can be made to fail, arenas, problems, parsing.
 */
#ifndef CRI_BASE_TEXT_H
#define CRI_BASE_TEXT_H

#include "cruce/base.h"

/* --- memory: every allocation of the library goes through these, so that a test can fail the n-th --- */
void *cri_malloc(size_t bytes);
void *cri_calloc(size_t n, size_t bytes); /* NULL if n * bytes overflows */
void *cri_realloc(void *old, size_t bytes);
void cri_free(void *memory);
/** Test hook: the n-th allocation from now (1 is the next) fails, and with `for_ever` all after it; 0 switches off. */
void cri_fail_allocation(int64_t n, bool for_ever);

/* --- arena: text and columns that live and die together --- */
typedef struct cri_arena {
    struct cri_arena_block *block;
} cri_arena;
/* Zeroed, 16-aligned; NULL if memory ran out. An array of none is a valid pointer too. */
void *cri_arena_alloc(cri_arena *arena, size_t bytes);
void *cri_arena_array(cri_arena *arena, int64_t n, size_t size);
char *cri_arena_text(cri_arena *arena, const char *text, size_t length); /* copy, NUL at the end */
void cri_arena_free(cri_arena *arena);                                   /* leaves {0} */

/* --- errors --- */
/** Fill *err (NULL welcome) and return code. printf-style message, cut at the end of the field. */
cruce_status cri_fail(cruce_error *err, cruce_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The same with a place in a file. */
cruce_status cri_fail_at(cruce_error *err, cruce_status code, const char *file, int32_t line,
                         int32_t column, const char *field, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
cruce_status cri_no_memory(cruce_error *err);

/* Leave by one door: store the status, and on failure go to `done`. */
#define TRY(expression)                                                                            \
    do                                                                                             \
        if ((st = (expression)) != CRUCE_OK)                                                       \
            goto done;                                                                             \
    while (0) /* no braces: they would count as two levels of nesting wherever it stands */

/* --- numbers from text, strict: no leading or trailing anything but spaces --- */
bool cri_parse_i64(const char *text, int64_t *value);
bool cri_parse_f64(const char *text, double *value); /* finite only */
/** Shortest decimal text that reads back as the same double, in Python's form ("0.0167", "0.0", "1e-05"). Returns text. */
char *cri_format_f64(double value, char text[32]);

/** Edit distance, for "did you mean". */
int32_t cri_edit_distance(const char *a, const char *b);
/** The nearest of n names, or NULL if none is near enough (distance <= 1/3 of its length, at least 1). */
const char *cri_nearest_name(const char *name, const char *const *names, int32_t n);

#endif
