/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce export: one table of a GeoPackage as CSV, to standard output or a file.
 * Reading the GeoPackage is left to src/output.
 * No published method.
 */
#include <string.h>

#include "cli.h"

/* The saved state of a day, as it is. */
static int export_state(const cli_options *options)
{
    cruce_error err = {0};
    cruce_state_bytes state = {0};
    if (options->n_words > 1 || options->n_states > 1) {
        return cli_complain(CLI_WRONG, "--state takes one state and no table");
    }
    cruce_status st = cruce_gpkg_read_state(options->word[0], options->state_day[0], &state, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    int status = cli_write_bytes(options->output, &state);
    cruce_state_bytes_free(&state);
    return status;
}

static int run_export(const cli_options *options)
{
    int kept = cli_keep_inputs(options, options->output);
    if (kept != CLI_OK) {
        return kept;
    }
    if ((options->given & CLI_STATE) != 0) {
        return export_state(options);
    }
    if (options->n_words < 2) {
        return cli_complain(CLI_WRONG, "usage: cruce export RUN.gpkg TABLE, or RUN.gpkg --state "
                                       "DATE; see cruce export --help");
    }
    if (strcmp(options->word[1], "scenario") == 0) {
        return cli_export_scenario(options);
    }
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
    .words = "RUN.gpkg [TABLE]",
    .least_words = 1,
    .most_words = 2,
    .options = CLI_OUTPUT | CLI_STATE,
    .run = run_export,
    .sentence = "one table of a GeoPackage as CSV",
    .more = "  Prints the table to standard output, or into the file that -o names. A table that "
            "is not\n"
            "  there is answered with the names of those that are. With --state DATE instead of a "
            "table:\n"
            "  the state that the run saved at the start of that day, for cruce run --from.\n"
            "  With the word scenario instead of a table: the input files of the run, into the "
            "folder that\n"
            "  -o names, and the command that makes the same result from them.\n",
};
