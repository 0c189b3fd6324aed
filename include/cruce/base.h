/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Status codes, errors that know their place in a file, and the version.
 *
 * Functions that can fail return a cruce_status (zero is success) and take a cruce_error last; NULL is
 * welcome. The error sits on the caller's stack: reporting a problem allocates nothing.
 */
#ifndef CRUCE_BASE_H
#define CRUCE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CRUCE_VERSION "0.1.0"

#if defined(_WIN32) || defined(__CYGWIN__)
#define CRUCE_API
#else
#define CRUCE_API __attribute__((visibility("default")))
#endif

/* name, number, sentence. The enum, cruce_status_text and the docs come from this list. */
#define CRUCE_STATUS_LIST(X)                                                                       \
    X(CRUCE_OK, 0, "all is well")                                                                  \
    X(CRUCE_ERR_MEMORY, 1, "memory ran out")                                                       \
    X(CRUCE_ERR_FILE, 2, "a file cannot be opened, read or written")                               \
    X(CRUCE_ERR_FORMAT, 3, "a file does not have the expected form")                               \
    X(CRUCE_ERR_FIELD, 4, "a cell or a setting has a value that cannot be used")                   \
    X(CRUCE_ERR_NAME, 5, "a name is unknown or used twice")                                        \
    X(CRUCE_ERR_RANGE, 6, "a number lies outside what is allowed")                                 \
    X(CRUCE_ERR_UNSUPPORTED, 7, "the input asks for behaviour that this version does not have")    \
    X(CRUCE_ERR_INPUT, 8, "the input has problems, each reported on its own")                      \
    X(CRUCE_ERR_USAGE, 9, "the command line is wrong")                                             \
    X(CRUCE_ERR_BALANCE, 10, "a ledger does not close")                                            \
    X(CRUCE_ERR_RUN, 11, "the run cannot go on")

typedef enum cruce_status {
#define CRUCE_STATUS_ENUM(name, number, sentence) name = number,
    CRUCE_STATUS_LIST(CRUCE_STATUS_ENUM)
#undef CRUCE_STATUS_ENUM
} cruce_status;

typedef enum cruce_severity { CRUCE_WARNING, CRUCE_PROBLEM } cruce_severity;

typedef struct cruce_error {
    cruce_status code;    /* CRUCE_OK, or what went wrong */
    int32_t line, column; /* 1-based place in `file`; 0 when the problem has no place */
    char file[200];       /* as the user wrote it */
    char field[64];       /* column or key, "" if none */
    char message[320];    /* found, expected, and what to do about it */
} cruce_error;

/** Told of each problem as it is found; `problem` is only valid during the call. */
typedef void cruce_problem_fn(void *context, cruce_severity severity, const cruce_error *problem);

/** The sentence that belongs to a status code; "unknown status" for a number that is not one. */
CRUCE_API const char *cruce_status_text(cruce_status status);

typedef int32_t cruce_place_id; /* a row of cruce_places; CRUCE_NONE if none */
typedef int32_t cruce_link_id;  /* a row of cruce_links */
#define CRUCE_NONE (-1)

#ifdef __cplusplus
}
#endif
#endif
