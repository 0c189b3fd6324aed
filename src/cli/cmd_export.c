/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce export: one table of a GeoPackage as CSV, to standard output or a file.
 * Reading the GeoPackage is left to src/output.
 * No published method.
 */
#include "cli.h"

static int run_export(const cli_options *options)
{
    cruce_error err = {0};
    const char *name = options->output != NULL ? options->output : "standard output";
    cruce_writer *writer =
        cruce_writer_create(options->output, options->output != NULL ? NULL : stdout, name, &err);
    if (writer == NULL) {
        return cli_complain_of(err.code, &err);
    }
    cruce_status st = cruce_gpkg_export(options->word[0], options->word[1], writer, &err);
    int finished = cli_finish(writer);
    return st == CRUCE_OK ? finished : cli_complain_of(st, &err);
}

const cli_command cli_export = {
    .name = "export",
    .words = "RUN.gpkg TABLE",
    .least_words = 2,
    .most_words = 2,
    .options = CLI_OUTPUT,
    .run = run_export,
    .sentence = "one table of a GeoPackage as CSV",
    .more = "  Prints the table to standard output, or into the file that -o names. A table that "
            "is not\n"
            "  there is answered with the names of those that are.\n",
};
