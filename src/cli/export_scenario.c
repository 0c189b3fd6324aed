/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce export RUN.gpkg scenario -o FOLDER: the input files of a run as a folder, and the command that runs it again.
 * Reading the GeoPackage is left to src/output.
 * No published method.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

typedef struct target {
    const char *folder;
    int n;
} target;

/* Names come from a file that somebody sent: none may lead out of the folder. */
static bool is_inside(const char *name)
{
    for (const char *part = name; part != NULL;) {
        const char *slash = strchr(part, '/');
        size_t length = slash != NULL ? (size_t)(slash - part) : strlen(part);
        if (length == 0 || (length == 1 && part[0] == '.') ||
            (length == 2 && strncmp(part, "..", 2) == 0)) {
            return false;
        }
        part = slash != NULL ? slash + 1 : NULL;
    }
    return strchr(name, '\\') == NULL && strlen(name) < 200;
}

/* The folders that a file lies in, one by one. */
static bool make_folders(char *path, size_t from)
{
    for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool fine = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!fine) {
            return false;
        }
    }
    return true;
}

static cruce_status fail(cruce_error *err, cruce_status code, const char *path, const char *what)
{
    if (err != NULL) {
        *err = (cruce_error){.code = code};
        snprintf(err->message, sizeof err->message, "cannot write %.200s: %.80s", path, what);
    }
    return code;
}

/* A settings file from elsewhere (--settings) becomes the scenario's own. */
static cruce_status write_input(void *context, const cruce_input_file *file, cruce_error *err)
{
    target *to = context;
    char path[1400];
    size_t length = strlen(file->name);
    bool is_yaml = length > 4 && strcmp(file->name + length - 4, ".yml") == 0;
    const char *name = is_inside(file->name) ? file->name : is_yaml ? "simsetting.yml" : NULL;
    if (name == NULL) {
        return fail(err, CRUCE_ERR_INPUT, file->name, "the name leads out of the folder");
    }
    snprintf(path, sizeof path, "%s/%s", to->folder, name);
    if (!make_folders(path, strlen(to->folder) + 1)) {
        return fail(err, CRUCE_ERR_FILE, path, strerror(errno));
    }
    FILE *out = fopen(path, "wbx"); /* never over another one */
    if (out == NULL) {
        return fail(err, CRUCE_ERR_FILE, path, strerror(errno));
    }
    size_t n_bytes = (size_t)file->size_bytes;
    bool fine = n_bytes == 0 || fwrite(file->content, 1, n_bytes, out) == n_bytes;
    int reason = errno;
    if (fclose(out) != 0 || !fine) {
        return fail(err, CRUCE_ERR_FILE, path, strerror(fine ? errno : reason));
    }
    to->n++;
    return CRUCE_OK;
}

int cli_export_scenario(const cli_options *options)
{
    cruce_error err = {0};
    char command[8000];
    target to = {.folder = options->output};
    if (options->output == NULL) {
        return cli_complain(CLI_WRONG, "name the folder that the scenario goes to with -o FOLDER");
    }
    cruce_status st =
        cruce_gpkg_command(options->word[0], options->output, command, sizeof command, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    if (mkdir(options->output, 0777) != 0) {
        return cli_complain(CLI_WRONG, "cannot make the folder %s: %s", options->output,
                            strerror(errno));
    }
    st = cruce_gpkg_each_input(options->word[0], write_input, &to, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    printf("%d files in %s. The same result again:\n  %s -o AGAIN.gpkg\n", to.n, options->output,
           command);
    return CLI_OK;
}
