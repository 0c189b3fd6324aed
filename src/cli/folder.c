/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A folder of results: written under a hidden name beside its place, then put there in one step, so that an interrupted
 * run leaves an earlier result whole (partial.c). What the files say is left to src/output.
 * No published method; POSIX rename() is atomic.
 */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

bool cli_is_result_file(const char *name)
{
    char table[64];
    size_t length = strlen(name);
    if (length <= 4 || length - 4 >= sizeof table || strcmp(name + length - 4, ".csv") != 0) {
        return strcmp(name, "run.json") == 0 || cli_is_state_name(name);
    }
    memcpy(table, name, length - 4);
    table[length - 4] = '\0';
    return cruce_table_sentence(table) != NULL;
}

/* Counts the files of a folder; *stranger receives the name of one that is not ours. -1 if it is no folder. */
static int count_files(const char *path, char *stranger, size_t size)
{
    struct dirent *entry;
    int n = 0;
    DIR *dir = opendir(path);

    stranger[0] = '\0';
    if (dir == NULL) {
        return -1;
    }
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (!cli_is_result_file(entry->d_name)) {
            snprintf(stranger, size, "%s", entry->d_name);
        }
        n++;
    }
    closedir(dir);
    return n;
}

static int look_at_target(const char *path, bool force)
{
    struct stat status = {0};
    char stranger[256];

    if (lstat(path, &status) != 0) {
        return errno == ENOENT
                   ? CLI_OK
                   : cli_complain(CLI_FAILED, "cannot write %s: %s", path, strerror(errno));
    }
    int n_files = S_ISDIR(status.st_mode) ? count_files(path, stranger, sizeof stranger) : -1;
    if (n_files < 0) {
        return cli_complain(CLI_WRONG,
                            "%s exists and is no folder that can be read; name another with -o",
                            path);
    }
    if (stranger[0] != '\0') {
        return cli_complain(
            CLI_WRONG, "%s holds '%s', which no run of cruce wrote; name another folder with -o",
            path, stranger);
    }
    if (n_files > 0 && !force) {
        return cli_complain(
            CLI_WRONG, "%s holds an earlier result; --force replaces it, -o names another folder",
            path);
    }
    return CLI_OK;
}

bool cli_name_beside(const char *path, const char *word, char *beside, size_t size)
{
    const char *slash = strrchr(path, '/');
    int head = slash != NULL ? (int)(slash - path) + 1 : 0;
    int n = snprintf(beside, size, "%.*s.%s.%s-%ld", head, path, path + head, word, (long)getpid());
    return n > 0 && (size_t)n < size;
}

bool cli_is_gpkg(const char *path)
{
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".gpkg") == 0;
}

static int begin_gpkg(cli_folder *folder, bool force, const cruce_scenario *scenario)
{
    struct stat status = {0};
    cruce_error err = {0};
    bool is_there = lstat(folder->path, &status) == 0;
    if (is_there && !S_ISREG(status.st_mode)) {
        return cli_complain(CLI_WRONG, "%s exists and is no file; name another with -o",
                            folder->path);
    }
    if (is_there && !force) {
        return cli_complain(CLI_WRONG, "%s exists; --force replaces it, -o names another file",
                            folder->path);
    }
    cruce_status st = cruce_gpkg_create(&folder->gpkg, folder->path, scenario->start_days, &err);
    if (st == CRUCE_OK) {
        folder->held = cli_hold(cruce_gpkg_partial(folder->gpkg));
        st = cruce_gpkg_layers(folder->gpkg, scenario, &err);
    }
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

int cli_folder_begin(cli_folder *folder, const char *path, bool force,
                     const cruce_scenario *scenario)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    folder->partial[0] = '\0';
    folder->held = 0;
    if (length >= sizeof folder->path) {
        return cli_complain(CLI_WRONG, "the name of the output folder is too long");
    }
    memcpy(folder->path, path, length);
    folder->path[length] = '\0';
    cli_clean_left(folder->path);
    if (cli_is_gpkg(folder->path)) {
        return begin_gpkg(folder, force, scenario);
    }
    int status = look_at_target(folder->path, force);
    if (status != CLI_OK) {
        return status;
    }
    char partial[sizeof folder->partial];
    if (!cli_name_beside(folder->path, "partial", partial, sizeof partial) ||
        mkdir(partial, 0777) != 0) {
        return cli_complain(CLI_FAILED, "cannot make a folder beside %s: %s", folder->path,
                            strerror(errno));
    }
    memcpy(folder->partial, partial, sizeof partial);
    folder->held = cli_hold(partial);
    return CLI_OK;
}

/* "places.csv" is the table places; what is no table is kept as a text. */
static cruce_writer *gpkg_writer(const cli_folder *folder, const char *name, cruce_error *err)
{
    char table[64];
    const char *dot = strrchr(name, '.');
    if (dot == NULL || strcmp(dot, ".csv") != 0) {
        return cruce_gpkg_document(folder->gpkg, name, err);
    }
    snprintf(table, sizeof table, "%.*s", (int)(dot - name), name);
    return cruce_gpkg_writer(folder->gpkg, table, err);
}

cruce_writer *cli_folder_file(const cli_folder *folder, const char *name)
{
    cruce_error err = {0};
    char path[1400];
    snprintf(path, sizeof path, "%s/%s", folder->partial, name);
    cruce_writer *writer = folder->gpkg != NULL ? gpkg_writer(folder, name, &err)
                                                : cruce_writer_create(path, NULL, path, &err);
    if (writer == NULL) {
        cli_complain_of(err.code, &err);
    }
    return writer;
}

int cli_finish(cruce_writer *writer)
{
    cruce_error err = {0};
    cruce_status st = cruce_writer_finish(writer, &err);
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

static int commit_gpkg(cli_folder *folder)
{
    cruce_error err = {0};
    cruce_status st = cruce_gpkg_views(folder->gpkg, &err);
    if (st == CRUCE_OK) {
        st = cruce_gpkg_finish(folder->gpkg, &err);
    }
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

/* Where the system cannot exchange two folders, the old one is put aside first; cli_clean_left brings it back. */
static int replace_in_two_steps(const cli_folder *folder)
{
    char old[sizeof folder->partial];
    if (!cli_name_beside(folder->path, "old", old, sizeof old)) {
        return cli_complain(CLI_FAILED, "cannot name a folder beside %s", folder->path);
    }
    if (rename(folder->path, old) != 0) {
        return cli_complain(CLI_FAILED, "cannot replace %s: %s", folder->path, strerror(errno));
    }
    if (rename(folder->partial, folder->path) != 0) {
        int reason = errno;
        if (rename(old, folder->path) != 0) {
            cli_complain(CLI_FAILED, "the earlier result is in %s", old);
        }
        return cli_complain(CLI_FAILED, "cannot put %s in place: %s", folder->path,
                            strerror(reason));
    }
    cli_remove_folder(old);
    return CLI_OK;
}

int cli_folder_commit(cli_folder *folder)
{
    if (folder->gpkg != NULL) {
        return commit_gpkg(folder);
    }
    bool is_placed =
        rename(folder->partial, folder->path) == 0; /* there was none, or an empty one */
    if (!is_placed && errno != ENOTEMPTY && errno != EEXIST) {
        return cli_complain(CLI_FAILED, "cannot put %s in place: %s", folder->path,
                            strerror(errno));
    }
    if (is_placed) {
        folder->partial[0] = '\0';
        return CLI_OK;
    }
    if (cli_exchange(folder->partial, folder->path)) {
        cli_remove_folder(folder->partial); /* the earlier result */
    } else {
        int result = replace_in_two_steps(folder);
        if (result != CLI_OK) {
            return result;
        }
    }
    folder->partial[0] = '\0';
    return CLI_OK;
}

void cli_folder_abandon(cli_folder *folder)
{
    cruce_gpkg_destroy(folder->gpkg);
    folder->gpkg = NULL;
    if (folder->partial[0] != '\0') {
        cli_remove_folder(folder->partial);
        folder->partial[0] = '\0';
    }
    cli_release(folder->held);
    folder->held = 0;
}
