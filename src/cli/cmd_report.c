/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce report: one page to look at, from one GeoPackage or several. The page is put in place when it is whole.
 * What is in it is left to src/report.
 * No published method; POSIX rename() is atomic.
 */
#include "cruce/report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* Refuses where something is in the way. */
static int look_at_target(const char *path, bool force)
{
    struct stat status = {0};
    if (lstat(path, &status) != 0) {
        return errno == ENOENT
                   ? CLI_OK
                   : cli_complain(CLI_FAILED, "cannot write %s: %s", path, strerror(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return cli_complain(CLI_WRONG, "%s exists and is no file; name another with -o", path);
    }
    return force ? CLI_OK
                 : cli_complain(CLI_WRONG, "%s exists; --force replaces it, -o names another file",
                                path);
}

static int write_page(const cli_options *options, const char *partial)
{
    cruce_error err = {0};
    cruce_writer *writer = cruce_writer_create(partial, NULL, options->output, &err);
    if (writer == NULL) {
        return cli_complain_of(err.code, &err);
    }
    cruce_status st = cruce_report_write(writer, options->word, options->n_words, &err);
    int finished = cli_finish(writer);
    return st == CRUCE_OK ? finished : cli_complain_of(st, &err);
}

static int put_in_place(const char *partial, const char *path)
{
    if (cli_interrupted()) {
        return cli_complain(CLI_FAILED, "interrupted; nothing was written");
    }
    return rename(partial, path) == 0
               ? CLI_OK
               : cli_complain(CLI_FAILED, "cannot put %s in place: %s", path, strerror(errno));
}

static int run_report(const cli_options *given)
{
    cli_options options = *given;
    char partial[1100];
    options.output = given->output != NULL ? given->output : "report.html";
    int status = look_at_target(options.output, (options.given & CLI_FORCE) != 0);
    status = status == CLI_OK ? cli_keep_inputs(&options, options.output) : status;
    if (status != CLI_OK) {
        return status;
    }
    if (!cli_name_beside(options.output, "partial", partial, sizeof partial)) {
        return cli_complain(CLI_WRONG, "the name of the report is too long");
    }
    status = write_page(&options, partial);
    status = status == CLI_OK ? put_in_place(partial, options.output) : status;
    if (status != CLI_OK) {
        unlink(partial);
    } else if ((options.given & CLI_QUIET) == 0) {
        fprintf(stderr, "%s: open it in a browser; it needs no network\n", options.output);
    }
    return status;
}

const cli_command cli_report = {
    .name = "report",
    .words = "RUN.gpkg ...",
    .least_words = 1,
    .most_words = CLI_MOST_WORDS,
    .options = CLI_OUTPUT | CLI_FORCE | CLI_QUIET,
    .run = run_report,
    .sentence = "one page to look at, from one run or several",
    .more = "  Writes report.html, or what -o names: one file with map, charts and tables that a "
            "browser opens\n"
            "  without a network. Make the runs with cruce run FOLDER -o NAME.gpkg. Several "
            "must be of one\n"
            "  scenario; the others are compared with the first.\n",
};
