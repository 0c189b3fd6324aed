/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The input files that a GeoPackage carries: put into it as they were read, and taken out again with the command that
 * runs them. Where they are written to is left to src/cli.
 * Source: OGC 12-128r18.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

cruce_status cruce_gpkg_inputs(cruce_gpkg *gpkg, const cruce_scenario *scenario, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_gpkg_table(gpkg, "inputs", err));
    for (int32_t i = 0; i < scenario->n_files; i++) {
        const cruce_input_file *file = &scenario->file[i];
        sqlite3_bind_text(gpkg->insert, 1, file->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(gpkg->insert, 2, file->sha256, -1, SQLITE_STATIC);
        sqlite3_bind_int64(gpkg->insert, 3, file->size_bytes);
        sqlite3_bind_blob64(gpkg->insert, 4, file->content, (sqlite3_uint64)file->size_bytes,
                            SQLITE_STATIC);
        TRY(cri_gpkg_step(gpkg, gpkg->insert, err));
    }
done:
    return st;
}

/* --- taking them out --- */

static cruce_status cannot_read(const cruce_gpkg *g, cruce_error *err)
{
    return cri_fail(err, CRUCE_ERR_INPUT,
                    "%.150s carries no input files: %.80s; runs of this version do", g->path,
                    sqlite3_errmsg(g->db));
}

cruce_status cruce_gpkg_each_input(const char *path, cruce_input_file_fn *take, void *context,
                                   cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_gpkg g = {0};
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_open(&g, path, err));
    if (sqlite3_prepare_v2(g.db, "SELECT file, sha256, content FROM inputs ORDER BY fid", -1, &s,
                           NULL) != SQLITE_OK) {
        st = cannot_read(&g, err);
        goto done;
    }
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        cruce_input_file file = {.name = (const char *)sqlite3_column_text(s, 0),
                                 .content = sqlite3_column_blob(s, 2),
                                 .size_bytes = sqlite3_column_bytes(s, 2)};
        const char *sha256 = (const char *)sqlite3_column_text(s, 1);
        snprintf(file.sha256, sizeof file.sha256, "%s", sha256 != NULL ? sha256 : "");
        if (file.name != NULL) {
            TRY(take(context, &file, err));
        }
    }
    st = step == SQLITE_DONE ? CRUCE_OK : cannot_read(&g, err);
done:
    sqlite3_finalize(s);
    sqlite3_close(g.db);
    return st;
}

/* Adds `before` and a word of the shell; false if there is no room for them. */
static bool put_word(char *text, size_t size, const char *before, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-./=:,@%+";
    size_t used = strlen(text);
    bool is_plain = word[0] != '\0' && strspn(word, plain) == strlen(word);
    if (used + strlen(before) + 4 * strlen(word) + 3 > size) { /* a quote becomes four characters */
        return false;
    }
    used += (size_t)snprintf(text + used, size - used, is_plain ? "%s" : "%s'", before);
    for (const char *c = word; *c != '\0'; c++) {
        used += (size_t)snprintf(text + used, size - used, *c == '\'' ? "'\\''" : "%c", *c);
    }
    snprintf(text + used, size - used, is_plain ? "" : "'");
    return true;
}

/* One row of run_info as an option of `cruce run`; false if there is no room for it. */
static bool put_option(char *text, size_t size, const char *key, const char *value)
{
    static const char *const option[][2] = {{"variant", " --variant "}, {"engine", " --engine "},
                                            {"seed", " --seed "},       {"replicates", " -n "},
                                            {"days", " --days "},       {"set", " --set "}};
    if (strcmp(key, "continued_from") == 0) {
        return put_word(text, size, " --from ", "STATE-OF-") && put_word(text, size, "", value);
    }
    for (size_t i = 0; i < sizeof option / sizeof *option; i++) {
        if (strcmp(key, option[i][0]) == 0) {
            return put_word(text, size, option[i][1], value);
        }
    }
    return true;
}

cruce_status cruce_gpkg_command(const char *path, const char *folder, char *text, size_t size,
                                cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_gpkg g = {0};
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_open(&g, path, err));
    if (sqlite3_prepare_v2(g.db,
                           "SELECT key, value FROM run_info"
                           " WHERE key IS NOT NULL AND value <> '' ORDER BY fid",
                           -1, &s, NULL) != SQLITE_OK) {
        st = cannot_read(&g, err);
        goto done;
    }
    text[0] = '\0';
    bool has_room = put_word(text, size, "cruce run ", folder);
    while (has_room && sqlite3_step(s) == SQLITE_ROW) {
        const char *key = (const char *)sqlite3_column_text(s, 0);
        const char *value = (const char *)sqlite3_column_text(s, 1);
        has_room = key == NULL || value == NULL || put_option(text, size, key, value);
    }
    if (!has_room) {
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "%.180s: its table run_info gives a command that is too long", path);
    }
done:
    sqlite3_finalize(s);
    sqlite3_close(g.db);
    return st;
}
