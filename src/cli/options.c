/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads the command line against the one list of options, and prints the help that comes from it.
 * What the options do is left to the commands.
 * Edit distance: Damerau (1964), doi:10.1145/363958.363994, in its restricted form.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef struct option_entry {
    unsigned bit;
    const char *name, *brief, *value, *sentence;
} option_entry;

static const option_entry entries[] = {
#define OPTION_ENTRY(name, bit, text, brief, value, sentence) {name, text, brief, value, sentence},
    CLI_OPTION_LIST(OPTION_ENTRY)
#undef OPTION_ENTRY
};
enum { N_ENTRIES = sizeof entries / sizeof *entries };

/* Edits between two words: a letter more, less or other, or two neighbours that changed places. */
static int edit_distance(const char *a, const char *b)
{
    int row[3][64];
    int n = (int)strlen(b);
    if (n > 60 || strlen(a) > 60) {
        return 1000;
    }
    for (int j = 0; j <= n; j++) {
        row[0][j] = j;
    }
    for (int i = 1; a[i - 1] != '\0'; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= n; j++) {
            int change = last[j - 1] + (a[i - 1] != b[j - 1]);
            int gap = 1 + (last[j] < now[j - 1] ? last[j] : now[j - 1]);
            now[j] = change < gap ? change : gap;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < now[j]) {
                now[j] = before[j - 2] + 1;
            }
        }
    }
    return row[strlen(a) % 3][n];
}

const char *cli_nearest(const char *word, const char *const *names, int n)
{
    const char *nearest = NULL;
    int best = (int)strlen(word) / 3 > 1 ? (int)strlen(word) / 3 : 1;
    for (int i = 0; i < n; i++) {
        int distance = edit_distance(word, names[i]);
        if (distance < best || (distance == best && nearest == NULL)) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

bool cli_parse_whole(const char *text, int64_t least, int64_t most, int64_t *value)
{
    char *end;
    if (text[0] == '\0' || strspn(text, "-0123456789") != strlen(text)) {
        return false;
    }
    errno = 0;
    long long number = strtoll(text, &end, 10);
    *value = (int64_t)number;
    return errno == 0 && *end == '\0' && *value >= least && *value <= most;
}

static int wrong_value(const option_entry *entry, const char *value, const char *expected)
{
    return cli_complain(CLI_WRONG, "%s is '%s'; expected %s", entry->name, value, expected);
}

/* Takes over a whole number. */
static int take_whole(const option_entry *entry, const char *value, int64_t least, int64_t most,
                      const char *expected, int64_t *number)
{
    return cli_parse_whole(value, least, most, number) ? CLI_OK
                                                       : wrong_value(entry, value, expected);
}

static int take_engine(const option_entry *entry, const char *value, cli_options *options)
{
    return cruce_engine_parse(value, &options->engine)
               ? CLI_OK
               : wrong_value(entry, value, "cohorts, agents or counts");
}

static int take_set(const option_entry *entry, const char *value, cli_options *options)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        return wrong_value(entry, value, "KEY=VALUE, for example move_rules.softening=20");
    }
    if (options->n_sets == CLI_MOST_SETS) {
        return cli_complain(CLI_WRONG, "more than %d --set; use a settings file", CLI_MOST_SETS);
    }
    options->set[options->n_sets++] = value;
    return CLI_OK;
}

static int take_date(const option_entry *entry, const char *value, cli_options *options)
{
    int32_t date;
    if (!cruce_date_parse(value, &date)) {
        return wrong_value(entry, value, "a date that exists, as YYYY-MM-DD");
    }
    for (int32_t i = 0; i < options->n_states; i++) {
        if (options->state_day[i] == date) {
            return cli_complain(CLI_WRONG, "%s is '%s' twice", entry->name, value);
        }
    }
    if (options->n_states == CLI_MOST_STATES) {
        return cli_complain(CLI_WRONG, "more than %d %s", CLI_MOST_STATES, entry->name);
    }
    options->state_day[options->n_states++] = date;
    return CLI_OK;
}

static int take_value(const option_entry *entry, const char *value, cli_options *options)
{
    int64_t number = 0;
    int status = CLI_OK;

    switch (entry->bit) {
    case CLI_REPLICATES:
        status = take_whole(entry, value, 1, 1000000, "a whole number from 1 to 1000000", &number);
        options->n_replicates = (int32_t)number;
        break;
    case CLI_THREADS:
        status = take_whole(entry, value, 1, 4096, "a whole number from 1 to 4096", &number);
        options->n_threads = (int32_t)number;
        break;
    case CLI_SEED:
        status =
            take_whole(entry, value, 0, UINT32_MAX, "a whole number from 0 to 4294967295", &number);
        options->seed = (uint32_t)number;
        break;
    case CLI_DAYS:
        status = take_whole(entry, value, 1, 100000, "a whole number from 1 to 100000", &number);
        options->n_days = (int32_t)number;
        break;
    case CLI_ENGINE:
        return take_engine(entry, value, options);
    case CLI_SET:
        return take_set(entry, value, options);
    case CLI_SAVE_STATE:
    case CLI_STATE:
        return take_date(entry, value, options);
    case CLI_STATE_REPLICATES:
        status = take_whole(entry, value, 1, 100000, "a whole number from 1 to 100000", &number);
        options->n_state_replicates = (int32_t)number;
        break;
    case CLI_FROM:
        options->from = value;
        break;
    case CLI_SETTINGS:
        options->settings_file = value;
        break;
    case CLI_VARIANT:
        options->variant = value;
        status = value[0] != '\0' ? CLI_OK : wrong_value(entry, value, "the name of a variant");
        break;
    case CLI_UNTIL:
        options->until = value;
        break;
    case CLI_DEAL:
        options->deal = value;
        break;
    case CLI_BUDGET:
        status = take_whole(entry, value, 1, 1000000, "a whole number from 1 to 1000000", &number);
        options->n_budget = (int32_t)number;
        break;
    case CLI_MEMORY:
        status = take_whole(entry, value, 0, 1000000, "a whole number from 0 to 1000000", &number);
        options->memory_megabytes = (int32_t)number;
        break;
    case CLI_VARIANTS:
        options->variants = value;
        break;
    case CLI_TABLES:
        options->tables = value;
        status = value[0] != '\0' ? CLI_OK : wrong_value(entry, value, "names of tables");
        break;
    case CLI_BY:
        options->by = value;
        break;
    case CLI_MONTH:
        options->month = value;
        break;
    case CLI_PAIRS:
        options->pairs = value;
        break;
    case CLI_OUTPUT:
        options->output = value;
        status = value[0] != '\0' ? CLI_OK : wrong_value(entry, value, "the name of a folder");
        break;
    default:
        break;
    }
    return status;
}

static int unknown_option(const cli_command *command, const char *word, size_t length)
{
    const char *names[N_ENTRIES];
    char name[64];
    int n = 0;

    snprintf(name, sizeof name, "%.*s", (int)length, word);
    for (int i = 0; i < N_ENTRIES; i++) {
        if ((command->options & entries[i].bit) != 0 || entries[i].bit == CLI_HELP) {
            names[n++] = entries[i].name;
        }
    }
    const char *nearest = cli_nearest(name, names, n);
    if (nearest != NULL) {
        return cli_complain(CLI_WRONG, "cruce %s has no option '%s'; did you mean '%s'?",
                            command->name, name, nearest);
    }
    return cli_complain(CLI_WRONG, "cruce %s has no option '%s'; see cruce %s --help",
                        command->name, name, command->name);
}

/* The entry of "--days", "--days=3", "-n" or "-n3"; *value is set if it is in the same word. */
static const option_entry *find_option(const cli_command *command, const char *word,
                                       const char **value)
{
    size_t length = strcspn(word, "=");
    *value = NULL;
    for (int i = 0; i < N_ENTRIES; i++) {
        const option_entry *entry = &entries[i];
        if ((command->options & entry->bit) == 0 && entry->bit != CLI_HELP) {
            continue;
        }
        if (strlen(entry->name) == length && strncmp(word, entry->name, length) == 0) {
            *value = word[length] == '=' ? word + length + 1 : NULL;
            return entry;
        }
        if (entry->brief[0] != '\0' && strncmp(word, entry->brief, 2) == 0 &&
            (word[2] == '\0' || entry->value[0] != '\0')) {
            *value = word[2] != '\0' ? word + 2 : NULL;
            return entry;
        }
    }
    return NULL;
}

static int take_word(const cli_command *command, const char *word, cli_options *options)
{
    if (options->n_words >= command->most_words) {
        return cli_complain(CLI_WRONG, "'%s' is one word too many; usage: cruce %s %s [options]",
                            word, command->name, command->words);
    }
    options->word[options->n_words++] = word;
    return CLI_OK;
}

static int take_option(const cli_command *command, int argc, char **argv, int *at,
                       cli_options *options)
{
    const char *value;
    const option_entry *entry = find_option(command, argv[*at], &value);

    if (entry == NULL) {
        return unknown_option(command, argv[*at], strcspn(argv[*at], "="));
    }
    options->given |= entry->bit;
    if (entry->value[0] == '\0') {
        return value == NULL ? CLI_OK : cli_complain(CLI_WRONG, "%s takes no value", entry->name);
    }
    if (value == NULL) {
        if (*at + 1 >= argc) {
            return cli_complain(CLI_WRONG, "%s needs a value: %s", entry->name, entry->value);
        }
        value = argv[++*at];
    }
    return take_value(entry, value, options);
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options)
{
    bool only_words = false;

    *options = (cli_options){.n_replicates = 20,
                             .seed = 1,
                             .engine = CRUCE_ENGINE_COHORTS,
                             .n_state_replicates = 5};
    for (int i = 0; i < argc; i++) {
        int status;
        if (!only_words && strcmp(argv[i], "--") == 0) {
            only_words = true;
            continue;
        }
        if (only_words || argv[i][0] != '-' || argv[i][1] == '\0') {
            status = take_word(command, argv[i], options);
        } else {
            status = take_option(command, argc, argv, &i, options);
        }
        if (status != CLI_OK) {
            return status;
        }
    }
    if ((options->given & CLI_HELP) == 0 && options->n_words < command->least_words) {
        return cli_complain(CLI_WRONG, "usage: cruce %s %s [options]; see cruce %s --help",
                            command->name, command->words, command->name);
    }
    return CLI_OK;
}

void cli_print_help(const cli_command *command)
{
    printf("cruce %s %s [options]\n\n  %s\n\n%s\nOptions\n", command->name, command->words,
           command->sentence, command->more);
    for (int i = 0; i < N_ENTRIES; i++) {
        char form[64];
        if ((command->options & entries[i].bit) != 0 || entries[i].bit == CLI_HELP) {
            snprintf(form, sizeof form, "%s%s%s%s%s", entries[i].brief,
                     entries[i].brief[0] != '\0' ? ", " : "    ", entries[i].name,
                     entries[i].value[0] != '\0' ? " " : "", entries[i].value);
            printf("  %-22s %s\n", form, entries[i].sentence);
        }
    }
}
