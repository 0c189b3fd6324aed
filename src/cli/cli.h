/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the commands share: the options, messages, progress, output folders.
 */
#ifndef CLI_H
#define CLI_H

#include "cruce/border_study.h"
#include "cruce/input.h"
#include "cruce/output.h"
#include "cruce/parallel.h"
#include "cruce/study.h"

/* Exit status of the program. */
enum { CLI_OK = 0, CLI_FAILED = 1, CLI_WRONG = 2 };

/* --- the command line --- */

/* name, bit, short form, text of the value ("" if none), sentence */
#define CLI_OPTION_LIST(X)                                                                         \
    X(CLI_REPLICATES, 0, "--replicates", "-n", "N",                                                \
      "how many replicates to run (default 20; calibrate: 4)")                                     \
    X(CLI_THREADS, 1, "--threads", "-j", "N", "how many threads to use (default: all processors)") \
    X(CLI_SEED, 2, "--seed", "", "N", "0 to 4294967295 (default 1): same seed, same bytes")        \
    X(CLI_DAYS, 3, "--days", "", "N", "run N days instead of the scenario's length")               \
    X(CLI_ENGINE, 4, "--engine", "", "NAME",                                                       \
      "cohorts (default: persons while few, then counts), agents (persons), counts")               \
    X(CLI_SETTINGS, 5, "--settings", "", "FILE",                                                   \
      "settings instead of the scenario's simsetting.yml")                                         \
    X(CLI_SET, 6, "--set", "", "KEY=VALUE", "change one setting; may be given many times")         \
    X(CLI_OUTPUT, 7, "--output", "-o", "PATH", "where the result goes (run: NAME-result here)")    \
    X(CLI_FORCE, 8, "--force", "", "", "replace an earlier result")                                \
    X(CLI_QUIET, 9, "--quiet", "-q", "", "no messages but problems")                               \
    X(CLI_JSON, 10, "--json", "", "", "the closing summary as JSON on standard output")            \
    X(CLI_CSV, 11, "--csv", "", "", "the scores as CSV on standard output")                        \
    X(CLI_MARKDOWN, 12, "--markdown", "", "", "as a page of Markdown")                             \
    X(CLI_VARIANT, 13, "--variant", "", "NAME", "a variant of the scenario instead of its base")   \
    X(CLI_FULL, 14, "--full", "", "", "every series by itself")                                    \
    X(CLI_VARIANTS, 15, "--variants", "", "A,B",                                                   \
      "which variants to run, base among them (default: all)")                                     \
    X(CLI_PAIRS, 16, "--pairs", "", "A:B,...",                                                     \
      "what A changed against B (default: each against the first)")                                \
    X(CLI_UNTIL, 17, "--until", "", "DATE", "figures up to this day set parameters")               \
    X(CLI_DEAL, 18, "--deal", "", "MONTH", "fit what is marked deal on this month alone")          \
    X(CLI_BUDGET, 19, "--budget", "", "N", "runs that the search may use (default 150)")           \
    X(CLI_TABLES, 24, "--tables", "", "A,B", "write these tables only, and run.json")              \
    X(CLI_EVERY_REPLICATE, 25, "--every-replicate", "", "",                                        \
      "write every replicate of all tables: TABLE_by_replicate")                                   \
    X(CLI_MEMORY, 30, "--memory", "", "MB",                                                        \
      "put tables by day that take more than this aside on disk (default 64)")                     \
    X(CLI_SAVE_STATE, 26, "--save-state", "", "DATE",                                              \
      "save the state at the start of a day; may be given eight times")                            \
    X(CLI_STATE_REPLICATES, 27, "--state-replicates", "", "N",                                     \
      "how many replicates a saved state holds (default 5)")                                       \
    X(CLI_FROM, 28, "--from", "", "FILE", "continue from a saved state")                           \
    X(CLI_STATE, 29, "--state", "", "DATE", "the state that was saved at the start of that day")   \
    X(CLI_BY, 22, "--by", "", "WHAT",                                                              \
      "show differences by month, sector, office, nationality, port or place only, all of them")   \
    X(CLI_MONTH, 23, "--month", "", "YYYY-MM", "of this month instead of all together")            \
    X(CLI_HELP, 20, "--help", "-h", "", "this text")
enum {
#define CLI_OPTION_BIT(name, bit, text, brief, value, sentence) name = 1 << bit,
    CLI_OPTION_LIST(CLI_OPTION_BIT)
#undef CLI_OPTION_BIT
        CLI_HOW_TO_RUN = CLI_REPLICATES | CLI_THREADS | CLI_SEED | CLI_DAYS | CLI_ENGINE |
                         CLI_SETTINGS | CLI_SET | CLI_VARIANT
};

enum { CLI_MOST_SETS = 256, CLI_MOST_WORDS = 32, CLI_MOST_STATES = 8 };

typedef struct cli_options {
    unsigned given; /* CLI_... bits */
    int32_t n_replicates, n_threads, n_days;
    uint32_t seed;
    cruce_engine_kind engine;
    const char *settings_file, *output, *variant, *variants, *pairs, *until, *deal, *tables;
    int32_t n_budget, memory_megabytes;
    int32_t n_sets;
    const char *set[CLI_MOST_SETS];
    int32_t n_states, n_state_replicates;
    int32_t state_day
        [CLI_MOST_STATES]; /* as given: days since 1970-01-01; for a run: of the simulation */
    const char *from;      /* file of a state */
    const cruce_state *from_state; /* once it is read */
    int n_words;                   /* what is no option: folders, keys */
    const char *by, *month;
    const char *word[CLI_MOST_WORDS];
} cli_options;

typedef struct cli_command {
    const char *name, *words; /* "FOLDER" */
    int least_words, most_words;
    unsigned options; /* those it takes */
    int (*run)(const cli_options *options);
    const char *sentence; /* for the list of commands */
    const char *more;     /* for its --help */
} cli_command;

extern const cli_command cli_calibrate, cli_check, cli_compare, cli_explain, cli_flee, cli_new,
    cli_run, cli_score, cli_export, cli_report;

/** Reads the words after the command's name. Returns CLI_OK, or CLI_WRONG after a message. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options);
void cli_print_help(const cli_command *command);
/** The nearest of n names by edits, NULL if none is near. */
const char *cli_nearest(const char *word, const char *const *names, int n);
/** A whole number in [least, most], nothing around it. */
bool cli_parse_whole(const char *text, int64_t least, int64_t most, int64_t *value);

/* --- messages --- */

/** "cruce: message" on standard error; returns `status`. */
int cli_complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Prints an error of the library; returns the exit status that belongs to it. */
int cli_complain_of(cruce_status status, const cruce_error *err);
/** Everything written to standard output got there; else a message and CLI_FAILED. */
int cli_close_stdout(int status);

/* Problems and warnings of the readers, printed as they come and counted. */
typedef struct cli_problems {
    int64_t n_problems, n_warnings;
    bool hide_warnings;
    bool hide_base_warnings; /* all but those about the files of a variant */
} cli_problems;
cruce_problem_fn cli_print_problem;

/** Asked to stop by a signal (Ctrl-C). */
bool cli_interrupted(void);
void cli_watch_signals(void);

/* --- explaining the border: columns of its files, measures, parameters --- */

/** Prints what a key means there, all of it that may be meant; returns how many. */
int cli_explain_border(const char *key);
/** Names to choose from for "did you mean"; returns how many were put in names[most]. */
int cli_border_names(const char **names, int most);
void cli_list_border(bool markdown);
void cli_list_parameters(bool markdown);

/* --- running --- */

/** Reads the scenario in word[0] as the options say. *scenario is NULL on failure; returns the exit status. */
int cli_read_scenario(const cli_options *options, cruce_scenario **scenario);
/** The same for a place of one's own: `where` says which folders, settings file and days, and whether it will be run. */
int cli_read_scenario_at(const cli_options *options, cruce_read_options where,
                         cruce_scenario **scenario, int64_t *n_warnings);
/**
 * Runs the replicates with a progress bar; prints on failure. keeps_hours: for the table port_hours. aside_folder: where
 * tables by day go that are too large for memory; NULL: they stay there.
 */
int cli_run_ensemble(const cli_options *options, const cruce_scenario *scenario, bool keeps_hours,
                     const char *aside_folder, cruce_ensemble **ensemble);
/** The threads that the options ask for. */
cruce_executor cli_executor(const cli_options *options);
/** Seconds of a clock that only goes forward. */
double cli_seconds(void);
double cli_peak_megabytes(void);
/** Seconds since `started` and memory, on standard error, behind all that went to standard output. */
void cli_print_effort(double started);

/** p05 ... mean, or `single`; and how many of them there are. */
int32_t cli_summary_names(int32_t n_replicates, const char *const **names);
/** 1234567 as "1,234,567", rounded; `text` has room for 32 bytes. Returns text. */
const char *cli_grouped(double value, char *text);

/** Columns a text takes on a terminal: one for each character of UTF-8. */
int cli_text_width(const char *text);
/** The text, and blanks up to a width. */
void cli_print_padded(FILE *to, const char *text, int width);

/** Where people are at the end and how long the way took: for readers, and as JSON. Files lie in `folder`. */
void cli_print_summary(FILE *to, const cli_options *options, const cruce_scenario *scenario,
                       const cruce_ensemble *ensemble, const cruce_summary *places,
                       const char *folder);
void cli_print_summary_json(const cli_options *options, const cruce_scenario *scenario,
                            const cruce_ensemble *ensemble, const cruce_summary *places,
                            const char *folder);
/* --- scores; name[scope], the first is not used --- */

/** Names of the scopes, to be freed; NULL after a message. */
const char **cli_score_names(const cruce_scenario *scenario, const cruce_scores *scores);
int cli_write_scores(cruce_writer *writer, const char *const *name, const cruce_scores *scores);
int cli_write_scores_by_replicate(cruce_writer *writer, const char *const *name,
                                  const cruce_scores *scores);
void cli_print_scores(const char *heading, const char *const *name, const cruce_scores *scores);
void cli_print_scores_json(const char *const *name, const cruce_scores *scores);

/** Scores of a scenario with a border: months against published figures. Returns the exit status. */
int cli_score_border(const cli_options *options, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble);
/** " but ..." where rows of parameters.csv are fitted on the deal's month, which no fitted period holds; else "". */
const char *cli_deal_note(const cruce_scenario *scenario);
/* Scores of an earlier run. */
typedef struct cli_read_scores_result {
    const char **name;   /* [scores.n_scopes] */
    cruce_scores scores; /* without places and days; n_replicates is 1 or more than 1 */
} cli_read_scores_result;
/** Reads FOLDER/scores.csv; returns the exit status after a message. Free it in any case. */
int cli_read_scores(const char *folder, cli_read_scores_result *read);
void cli_read_scores_free(cli_read_scores_result *read);

/* --- a result, written beside its place and put there when it is whole: a folder, or one GeoPackage (NAME.gpkg) --- */

typedef struct cli_folder {
    char path[1024], partial[1100];
    cruce_gpkg *gpkg; /* NULL: a folder of files */
    int held;         /* cli_hold of what is being written */
} cli_folder;

/** "results/a" and "partial" make "results/.a.partial-123"; false if there is no room for it. */
bool cli_name_beside(const char *path, const char *word, char *beside, size_t size);
/** What a result may hold: run.json, tables, states. With anything else in it, a folder is not ours to replace. */
bool cli_is_result_file(const char *name);
/** Removes a folder with a result; what else is in it stays. */
void cli_remove_folder(const char *path);
/** Complains where a file to be written is one of the files on the command line; NULL is standard output. */
int cli_keep_inputs(const cli_options *options, const char *output);
/** Holds what is being written until cli_release or the end of the program; 0 if another process does, or it cannot be. */
int cli_hold(const char *path);
void cli_release(int held);
/** Takes away what killed runs left beside a result, and brings back a folder that one of them had put aside. */
void cli_clean_left(const char *path);
/** Two files or folders change names in one step; false where the system cannot. */
bool cli_exchange(const char *a, const char *b);

/** Whether a result of this name is one GeoPackage. */
bool cli_is_gpkg(const char *path);
/** Makes the partial folder or database; refuses where something is in the way. */
int cli_folder_begin(cli_folder *folder, const char *path, bool force,
                     const cruce_scenario *scenario);
/** A writer for a file in it, or for the table of that name; NULL after a message. */
cruce_writer *cli_folder_file(const cli_folder *folder, const char *name);
/** Finishes a file of it; prints what went wrong. */
int cli_finish(cruce_writer *writer);
/** Puts the folder in its place. */
int cli_folder_commit(cli_folder *folder);
/** Takes back everything. */
void cli_folder_abandon(cli_folder *folder);

/* --- saved states --- */

/** "state-2023-12-01.cruce-state", the file of a saved state; whether a name is one. */
void cli_state_name(int32_t date, char *name, size_t size);
bool cli_is_state_name(const char *name);
/** Saved states of a run, into the folder or the table `states`. Returns the exit status. */
int cli_write_states(const cli_folder *folder, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble, const cli_options *options);

/** Bytes into a file, or (NULL) to standard output. Returns the exit status. */
int cli_write_bytes(const char *path, const cruce_state_bytes *bytes);

/* A saved state that was read. */
typedef struct cli_state {
    uint8_t *bytes;
    cruce_state *state;
} cli_state;
/** Reads --from, if it is given, into state and options: seed, engine and replicates are the state's. */
int cli_state_read(cli_state *state, cli_options *options);
/** What --save-state and --from ask of a scenario: dates become its days. */
int cli_state_check(cli_options *options, const cruce_scenario *scenario);
void cli_state_free(cli_state *state);

/* --- the tables of a run --- */

/** CLI_WRONG after a message if --tables names one that a run does not have. */
int cli_check_tables(const cli_options *options);
bool cli_table_is_wanted(const cli_options *options, const char *table);
/** The same for TABLE_by_replicate; `unasked`: comparisons need it. */
bool cli_replicates_are_wanted(const cli_options *options, const char *table, bool unasked);
/** Whether port_hours is wanted, the largest table to keep. */
bool cli_hours_are_wanted(const cli_options *options);
/** Writes all tables with replicates that are wanted and have rows, part by part. Returns the exit status. */
int cli_write_tables(const cli_folder *folder, const cli_options *options,
                     const cruce_ensemble *ensemble);
/** What a run was made from, as tables; of a border also published figures and scores. */
int cli_write_run_tables(const cli_folder *folder, const cli_options *options,
                         const cruce_run_info *info, const cruce_scenario *scenario,
                         const cruce_ensemble *ensemble);
/** The border's log and ledgers. */
int cli_write_border(const cli_folder *folder, const cli_options *options,
                     const cruce_scenario *scenario, const cruce_ensemble *ensemble);

/** cruce export RUN.gpkg scenario: its input files as a folder. */
int cli_export_scenario(const cli_options *options);

#endif
