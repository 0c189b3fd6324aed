/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads scores.csv of a result back. It was written by this program, so its rows must be in the order it writes.
 * Printing is left to score_table.c.
 * No published method.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

enum { LINE_BYTES = 2048, N_CELLS = CRUCE_MEASURES * CRUCE_FORECASTS };

/* One row: the place as it was before quoting, the other cells as they are. */
typedef struct score_row {
    char place[LINE_BYTES];
    char *measure, *forecast, *summary;
    double value;
} score_row;

/* Takes the quotes off the first cell, and the ' before a formula; returns what follows its comma, NULL if none. */
static char *take_place(char *line, char *place)
{
    bool is_quoted = *line == '"';
    char *to = place;
    for (line += is_quoted; *line != '\0'; line++) {
        if (is_quoted && *line == '"' && *++line != '"') {
            break;
        }
        if (!is_quoted && *line == ',') {
            break;
        }
        *to++ = *line;
    }
    *to = '\0';
    if (place[0] == '\'' && strchr("=+-@\t\r", place[1]) != NULL && place[1] != '\0') {
        memmove(place, place + 1, strlen(place));
    }
    return *line == ',' ? line + 1 : NULL;
}

static bool split_row(char *line, score_row *row)
{
    char *cell[4], *next = take_place(line, row->place);
    for (int i = 0; i < 4; i++) {
        if (next == NULL) {
            return false;
        }
        cell[i] = next;
        next = strchr(next, i < 3 ? ',' : '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
    }
    row->measure = cell[0];
    row->forecast = cell[1];
    row->summary = cell[2];
    row->value = cell[3][0] != '\0' ? strtod(cell[3], NULL) : (double)NAN;
    return next != NULL;
}

/* Room for one more scope, named `place`. */
static bool grow(cli_read_scores_result *read, const char *place)
{
    size_t n = (size_t)read->scores.n_scopes + 1;
    const char **name = realloc(read->name, n * sizeof *name);
    if (name == NULL) {
        return false;
    }
    read->name = name;
    cruce_spread *spread = realloc(read->scores.spread, n * N_CELLS * sizeof *spread);
    if (spread == NULL) {
        return false;
    }
    read->scores.spread = spread;
    name[n - 1] = strdup(place);
    if (name[n - 1] == NULL) {
        return false;
    }
    read->scores.n_scopes = (int32_t)n;
    return true;
}

/* Puts one row in its place; false if another was due. */
static bool keep_row(cli_read_scores_result *read, const score_row *row, int64_t number)
{
    const char *const *summary;
    if (number == 0) {
        read->scores.n_replicates = strcmp(row->summary, "single") == 0 ? 1 : 2;
    }
    int32_t n_summaries = cli_summary_names(read->scores.n_replicates, &summary);
    int64_t cell = number / n_summaries;
    int32_t s = (int32_t)(number % n_summaries);
    int f = (int)(cell % CRUCE_FORECASTS), m = (int)(cell / CRUCE_FORECASTS % CRUCE_MEASURES);
    if (cell / N_CELLS == read->scores.n_scopes && !grow(read, row->place)) {
        return false;
    }
    for (int32_t i = s; i < (n_summaries == 1 ? CRUCE_SUMMARIES : s + 1); i++) {
        read->scores.spread[cell].value[i] = row->value;
    }
    return strcmp(row->place, read->name[cell / N_CELLS]) == 0 &&
           strcmp(row->measure, cruce_measure_text((cruce_measure)m)) == 0 &&
           strcmp(row->forecast, cruce_forecast_text((cruce_forecast)f)) == 0 &&
           strcmp(row->summary, summary[s]) == 0;
}

int cli_read_scores(const char *folder, cli_read_scores_result *read)
{
    char path[1400], line[LINE_BYTES];
    score_row row;
    int64_t n_rows = -1; /* the header does not count */
    bool is_ours = true;

    snprintf(path, sizeof path, "%s/scores.csv", folder);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return cli_complain(CLI_WRONG,
                            errno == ENOENT ? "%s: %s; the scenario had no registered counts"
                                            : "%s: %s",
                            path, strerror(errno));
    }
    for (; is_ours && fgets(line, sizeof line, file) != NULL; n_rows++) {
        is_ours = n_rows < 0 ? strcmp(line, "place,measure,forecast,summary,value\n") == 0
                             : split_row(line, &row) && keep_row(read, &row, n_rows);
    }
    is_ours =
        is_ours && ferror(file) == 0 && n_rows > 0 &&
        n_rows % ((int64_t)N_CELLS * (read->scores.n_replicates > 1 ? CRUCE_SUMMARIES : 1)) == 0;
    fclose(file);
    if (!is_ours) {
        return cli_complain(CLI_WRONG, "%s:%lld: not a table of scores of this version", path,
                            (long long)n_rows + 1);
    }
    return CLI_OK;
}

void cli_read_scores_free(cli_read_scores_result *read)
{
    for (int32_t i = 0; i < read->scores.n_scopes; i++) {
        void *name;
        memcpy(&name, &read->name[i],
               sizeof name); /* made in grow(); const for those who read it */
        free(name);
    }
    free(read->name);
    free(read->scores.spread);
    *read = (cli_read_scores_result){0};
}
