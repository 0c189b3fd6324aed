/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What `run` and `score` have in common: read the scenario, run the replicates, show progress.
 * What becomes of the ensemble is left to the commands.
 * No published method.
 */
#include <math.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

double cli_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double cli_peak_megabytes(void)
{
#ifdef __wasi__
    return (double)__builtin_wasm_memory_size(0) * 65536 /
           1e6; /* pages; they are never given back */
#else
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return (double)usage.ru_maxrss / 1e6; /* bytes there, kilobytes elsewhere */
#else
    return (double)usage.ru_maxrss / 1e3;
#endif
#endif
}

void cli_print_effort(double started)
{
    fflush(stdout); /* what both streams share, a terminal or a file, keeps its order */
    fprintf(stderr, "%.1f s, %.0f MB of memory at most\n", cli_seconds() - started,
            cli_peak_megabytes());
}

int cli_read_scenario_at(const cli_options *options, cruce_read_options where,
                         cruce_scenario **scenario, int64_t *n_warnings)
{
    cli_problems problems = {.hide_warnings = (options->given & CLI_QUIET) != 0,
                             .hide_base_warnings = where.variant != options->variant};
    cruce_error err = {0};
    where.n_overrides = options->n_sets;
    where.override_text = options->set;
    where.problem = cli_print_problem;
    where.problem_context = &problems;
    cruce_status st = cruce_scenario_read(scenario, &where, &err);

    *n_warnings = problems.n_warnings;
    if (st == CRUCE_ERR_FILE) { /* a folder that is not there is wrong input, not a failed run */
        cli_complain_of(st, &err);
        return CLI_WRONG;
    }
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

int cli_read_scenario(const cli_options *options, cruce_scenario **scenario)
{
    int64_t n_warnings;
    cruce_read_options where = {.folder = options->word[0],
                                .settings_file = options->settings_file,
                                .n_days = options->n_days,
                                .variant = options->variant,
                                .will_run = true};
    return cli_read_scenario_at(options, where, scenario, &n_warnings);
}

/* The progress bar: only on a terminal, at most ten times a second. */
typedef struct progress_bar {
    bool is_shown;
    double started, drawn;
} progress_bar;

static void draw_bar(progress_bar *bar, int64_t done, int64_t all)
{
    enum { WIDTH = 40 };
    double share = all > 0 ? (double)done / (double)all : 1, now = cli_seconds();
    char line[WIDTH + 1];

    for (int i = 0; i < WIDTH; i++) {
        line[i] = i < (int)(share * WIDTH) ? '#' : '.';
    }
    line[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%  %.0f s", line, (int)(100 * share), now - bar->started);
    if (share > 0.02 && share < 1) {
        fprintf(stderr, ", about %.0f s to go  ", (now - bar->started) * (1 - share) / share);
    }
    fflush(stderr);
    bar->drawn = now;
}

static bool show_progress(void *context, int64_t done, int64_t all)
{
    progress_bar *bar = context;
    if (bar->is_shown && (done & 15) == 0 && cli_seconds() - bar->drawn > 0.1) {
        draw_bar(bar, done, all);
    }
    return !cli_interrupted();
}

cruce_executor cli_executor(const cli_options *options)
{
    return cruce_executor_threads(options->n_threads > 0 ? options->n_threads
                                                         : cruce_processors_count());
}

/* 0 is the library's own limit; --memory 0 is as little as there is. */
static int64_t memory_bytes(const cli_options *options)
{
    int64_t bytes = (int64_t)options->memory_megabytes << 20;
    return (options->given & CLI_MEMORY) != 0 && bytes == 0 ? 1 : bytes;
}

int cli_run_ensemble(const cli_options *options, const cruce_scenario *scenario, bool keeps_hours,
                     const char *aside_folder, cruce_ensemble **ensemble)
{
    cruce_error err = {0};
    progress_bar bar = {.is_shown = isatty(STDERR_FILENO) && (options->given & CLI_QUIET) == 0,
                        .started = cli_seconds()};
    cruce_executor threads = cli_executor(options);
    cruce_ensemble_options how = {.engine = options->engine,
                                  .seed = options->seed,
                                  .n_replicates = options->n_replicates,
                                  .keeps_port_hours = keeps_hours,
                                  .from = options->from_state,
                                  .n_states = options->n_states,
                                  .state_day = options->state_day,
                                  .n_state_replicates = options->n_state_replicates,
                                  .executor = &threads,
                                  .aside_folder = aside_folder,
                                  .memory_bytes = memory_bytes(options),
                                  .progress = show_progress,
                                  .progress_context = &bar};
    cruce_status st = cruce_ensemble_run(ensemble, scenario, &how, &err);

    if (bar.is_shown && bar.drawn > 0) {
        fprintf(stderr, "\r%70s\r", ""); /* the table that follows says it all */
    }
    if (cli_interrupted()) {
        return cli_complain(CLI_FAILED, "interrupted; nothing was written");
    }
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

int32_t cli_summary_names(int32_t n_replicates, const char *const **names)
{
    static const char *const one[] = {"single"};
    static const char *const many[] = {
#define SUMMARY_NAME(name, text, sentence) text,
        CRUCE_SUMMARY_LIST(SUMMARY_NAME)
#undef SUMMARY_NAME
    };
    *names = n_replicates == 1 ? one : many;
    return n_replicates == 1 ? 1 : CRUCE_SUMMARIES;
}

const char *cli_grouped(double value, char *text)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%.0f", fabs(value) < 1e15 ? value : 0), out = 0;
    for (int i = 0; i < n && out < 30; i++) {
        text[out++] = digits[i];
        if ((n - i) % 3 == 1 && i + 1 < n && digits[i] != '-') {
            text[out++] = ',';
        }
    }
    text[out] = '\0';
    return text;
}

int cli_text_width(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return width;
}

void cli_print_padded(FILE *to, const char *text, int width)
{
    int missing = width - cli_text_width(text);
    fprintf(to, "%s%*s", text, missing > 0 ? missing : 0, "");
}
