/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is not whole yet: held while it is written, so that a later run knows what a killed one has left behind and takes
 * it away; and exchanged with an older folder in one step. What is written is left to folder.c.
 * Source: flock(2), renameat2(2) with RENAME_EXCHANGE.
 */
#define _GNU_SOURCE /* syscall */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

void cli_remove_folder(const char *path)
{
    struct dirent *entry;
    DIR *dir = opendir(path);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (cli_is_result_file(entry->d_name)) {
            char file[2100];
            snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
            unlink(file);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    rmdir(path);
}

#ifdef __wasi__ /* a page has the files to itself */

int cli_hold(const char *path)
{
    (void)path;
    return 0;
}

void cli_release(int held)
{
    (void)held;
}

void cli_clean_left(const char *path)
{
    (void)path;
}

bool cli_exchange(const char *a, const char *b)
{
    (void)a, (void)b;
    return false;
}

#else

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>

int cli_hold(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int held = file >= 0 ? fcntl(file, F_DUPFD_CLOEXEC, 3) : -1; /* never 0, which is nothing */
    if (file >= 0) {
        close(file);
    }
    if (held >= 0 && flock(held, LOCK_EX | LOCK_NB) != 0) {
        close(held);
        held = -1;
    }
    return held > 0 ? held : 0;
}

void cli_release(int held)
{
    if (held > 0) {
        close(held);
    }
}

bool cli_exchange(const char *a, const char *b)
{
#if defined(SYS_renameat2)
    enum { EXCHANGE = 2 };
    return syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, EXCHANGE) == 0;
#else
    (void)a, (void)b;
    return false;
#endif
}

/* "x.partial-12" for "x" and "partial": behind the name a word, then a number of a process. */
static bool is_left(const char *entry, const char *name, const char *word)
{
    size_t n = strlen(name), w = strlen(word);
    const char *number = entry + n + w + 2;
    return strncmp(entry, name, n) == 0 && entry[n] == '.' &&
           strncmp(entry + n + 1, word, w) == 0 && entry[n + 1 + w] == '-' && number[0] != '\0' &&
           strspn(number, "0123456789") == strlen(number);
}

/* An older folder that was put aside comes back where its place is empty. */
static void take_away(const char *left, const char *path, bool was_aside)
{
    struct stat status = {0};
    int held = cli_hold(left);
    if (held == 0) {
        return; /* somebody is at work on it */
    }
    if (lstat(left, &status) != 0) {
        cli_release(held);
        return;
    }
    if (!was_aside || lstat(path, &status) == 0 || rename(left, path) != 0) {
        if (unlink(left) != 0) {
            cli_remove_folder(left);
        }
    }
    cli_release(held);
}

void cli_clean_left(const char *path)
{
    char folder[1024], hidden[1026], left[1700];
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct dirent *entry;
    snprintf(folder, sizeof folder, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 2,
             slash != NULL ? path : "./");
    snprintf(hidden, sizeof hidden, ".%s", name);
    DIR *dir = opendir(folder);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        bool was_aside = is_left(entry->d_name, hidden, "old");
        if (was_aside || is_left(entry->d_name, hidden, "partial") ||
            is_left(entry->d_name, name, "partial")) {
            snprintf(left, sizeof left, "%s%s", folder, entry->d_name);
            take_away(left, path, was_aside);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
}

#endif

int cli_keep_inputs(const cli_options *options, const char *output)
{
    struct stat to, from;
    for (int i = 0; output != NULL && stat(output, &to) == 0 && i < options->n_words; i++) {
        if (stat(options->word[i], &from) == 0 && from.st_dev == to.st_dev &&
            from.st_ino == to.st_ino) {
            return cli_complain(CLI_WRONG, "%s is what is read; name another file with -o", output);
        }
    }
    return CLI_OK;
}
