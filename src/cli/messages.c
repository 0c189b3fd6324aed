/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages to standard error, exit statuses, signals.
 * What is wrong is said by the library; the commands decide what to do about it.
 * No published method.
 */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>

#include "cli.h"

static volatile sig_atomic_t interrupted;

#ifdef __wasi__ /* a page ends the worker that the program runs in */
void cli_watch_signals(void)
{
}
#else
static void note_signal(int number)
{
    (void)number;
    interrupted = 1;
}

void cli_watch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_IGN; /* a closed pipe shows as a failed write */
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL); /* so does a file that may not grow */
    action.sa_handler = note_signal;
    action.sa_flags = (int)SA_RESETHAND; /* the second one ends the program at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}
#endif

bool cli_interrupted(void)
{
    return interrupted != 0;
}

int cli_complain(int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fflush(stdout);
    fputs("cruce: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return status;
}

static void print_error(const char *prefix, const cruce_error *err)
{
    const char *message = err->message[0] != '\0' ? err->message : cruce_status_text(err->code);
    if (err->file[0] == '\0') {
        fprintf(stderr, "%s%s\n", prefix, message);
    } else if (err->line == 0) {
        fprintf(stderr, "%s: %s%s\n", err->file, prefix, message);
    } else if (err->column == 0) {
        fprintf(stderr, "%s:%d: %s%s\n", err->file, (int)err->line, prefix, message);
    } else {
        fprintf(stderr, "%s:%d:%d: %s%s\n", err->file, (int)err->line, (int)err->column, prefix,
                message);
    }
}

void cli_print_problem(void *context, cruce_severity severity, const cruce_error *problem)
{
    cli_problems *problems = context;
    if (severity == CRUCE_WARNING) {
        if (problems->hide_base_warnings && strstr(problem->file, "variants/") == NULL) {
            return;
        }
        problems->n_warnings++;
        if (!problems->hide_warnings) {
            print_error("warning: ", problem);
        }
        return;
    }
    problems->n_problems++;
    print_error("", problem);
}

int cli_complain_of(cruce_status status, const cruce_error *err)
{
    print_error("cruce: ", err);
    switch (status) {
    case CRUCE_ERR_FORMAT:
    case CRUCE_ERR_FIELD:
    case CRUCE_ERR_NAME:
    case CRUCE_ERR_RANGE:
    case CRUCE_ERR_UNSUPPORTED:
    case CRUCE_ERR_INPUT:
    case CRUCE_ERR_USAGE:
        return CLI_WRONG;
    default:
        return CLI_FAILED;
    }
}

int cli_close_stdout(int status)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout) != 0;
    int reason = errno;
    errno = 0;
    if (fclose(stdout) != 0 &&
        errno != EBADF) { /* EBADF: closed before we began, and nothing written */
        failed = true;
        reason = errno;
    }
    if (failed && status == CLI_OK) { /* else the reason was given already */
        fprintf(stderr, "cruce: cannot write standard output: %s\n",
                strerror(reason != 0 ? reason : EIO));
        return CLI_FAILED;
    }
    return status;
}
