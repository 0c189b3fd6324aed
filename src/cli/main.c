/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program: finds the command and calls it.
 * Everything else is left to the commands (cmd_*.c), which call the public API.
 * No published method.
 */
#include <string.h>

#include "cli.h"

#ifdef __wasi__ /* in a page: no GeoPackages, no search, no disk */
static const cli_command *const commands[] = {&cli_run, &cli_check, &cli_explain};
#else
static const cli_command *const commands[] = {&cli_run,    &cli_compare,   &cli_check,
                                              &cli_score,  &cli_calibrate, &cli_flee,
                                              &cli_export, &cli_report,    &cli_explain,
                                              &cli_new};
#endif
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_overview(void)
{
    printf("cruce %s: simulates people on the move and the borders they cross\n\n", CRUCE_VERSION);
    for (int i = 0; i < N_COMMANDS; i++) {
        char form[80];
        snprintf(form, sizeof form, "%s %s", commands[i]->name, commands[i]->words);
        printf("  cruce %-47s %s\n", form, commands[i]->sentence);
    }
    printf("\ncruce COMMAND --help says more about one; cruce --version names the version.\n"
           "Exit status: 0 fine, 1 the run failed, 2 the input or the command line is wrong.\n");
}

static int unknown_command(const char *word)
{
    const char *names[N_COMMANDS];
    for (int i = 0; i < N_COMMANDS; i++) {
        names[i] = commands[i]->name;
    }
    const char *nearest = cli_nearest(word, names, N_COMMANDS);
    if (nearest != NULL) {
        return cli_complain(CLI_WRONG, "there is no command '%s'; did you mean '%s'?", word,
                            nearest);
    }
    return cli_complain(CLI_WRONG, "there is no command '%s'; see cruce --help", word);
}

static int dispatch(int argc, char **argv)
{
    cli_options options;

    if (argc < 2) {
        print_overview();
        return cli_complain(CLI_WRONG, "which command?");
    }
    const char *word = argv[1];
    if (strcmp(word, "--version") == 0) {
        printf("cruce %s\n", CRUCE_VERSION);
        return CLI_OK;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_overview();
        return CLI_OK;
    }
    for (int i = 0; i < N_COMMANDS; i++) {
        if (strcmp(commands[i]->name, word) == 0) {
            int status = cli_parse(commands[i], argc - 2, argv + 2, &options);
            if (status == CLI_OK && (options.given & CLI_HELP) != 0) {
                cli_print_help(commands[i]);
                return CLI_OK;
            }
            return status == CLI_OK ? commands[i]->run(&options) : status;
        }
    }
    return unknown_command(word);
}

int main(int argc, char **argv)
{
    cli_watch_signals();
    return cli_close_stdout(dispatch(argc, argv));
}
