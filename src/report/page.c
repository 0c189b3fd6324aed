/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The HTML around the data: head with its policy (nothing is ever fetched), styles, blocks, the page's program.
 * The data are report.c; what the page does with them is web/src.
 * Source: https://html.spec.whatwg.org/ 4.12.1.3 (what may stand in a script element), https://www.w3.org/TR/CSP3/
 */
#include <string.h>
#include <strings.h>

#include "report/assets.h"
#include "report/pack.h"
#include "report/report_internal.h"

static const char policy[] =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:;"
    " worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:;"
    " connect-src 'none'; base-uri 'none'; form-action 'none'";

/* Text between tags, or in an attribute. */
static void write_escaped(cruce_writer *writer, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        char one[2] = {*c, '\0'};
        cruce_writer_text(writer, *c == '&'   ? "&amp;"
                                  : *c == '<' ? "&lt;"
                                  : *c == '>' ? "&gt;"
                                  : *c == '"' ? "&quot;"
                                              : one);
    }
}

/* Whether an ending or a comment begins here that would be read as HTML within an element. */
static bool is_html(const char *source, size_t n_bytes)
{
    static const char *const special[] = {"</script", "</style", "<!--"};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        size_t length = strlen(special[i]);
        if (length <= n_bytes && strncasecmp(source, special[i], length) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * A program or styles as the content of an element. What HTML would end it at can only stand in a string or a comment:
 * a backslash goes in between, which says nothing there.
 */
static void write_source(cruce_writer *writer, const char *source, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        char piece[3] = {source[i], '\0', '\0'};
        piece[1] = is_html(source + i, n_bytes - i) ? '\\' : '\0';
        cruce_writer_text(writer, piece);
    }
}

static void begin_block(cruce_writer *writer, const char *id)
{
    cruce_writer_text(writer, "<script type=\"text/plain\" id=\"");
    cruce_writer_text(writer, id);
    cruce_writer_text(writer, "\">");
}

static void end_block(cruce_writer *writer)
{
    cruce_writer_text(writer, "</script>\n");
}

static cruce_status write_packed(cruce_writer *writer, const char *id, const void *bytes,
                                 size_t n_bytes, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    if (n_bytes > 0) {
        cri_pack *pack = cri_pack_create(writer, err);
        if (pack == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        begin_block(writer, id);
        cri_pack_bytes(pack, bytes, n_bytes);
        st = cri_pack_finish(pack, err);
        end_block(writer);
    }
    return st;
}

void cri_page_begin(cruce_writer *writer, const char *title)
{
    cruce_writer_text(writer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                              "<meta charset=\"utf-8\">\n"
                              "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    cruce_writer_text(writer, policy);
    cruce_writer_text(writer,
                      "\">\n<meta name=\"viewport\" content=\"width=device-width, "
                      "initial-scale=1\">\n<meta name=\"generator\" content=\"cruce " CRUCE_VERSION
                      "\">\n<title>");
    write_escaped(writer, title);
    cruce_writer_text(writer, "</title>\n<style>\n");
    write_source(writer, cri_asset_page_css, cri_asset_bytes(page_css));
    cruce_writer_text(writer, "\n</style>\n</head>\n<body>\n<main id=\"cruce-page\">\n<h1>");
    write_escaped(writer, title);
    cruce_writer_text(writer, "</h1>\n<p>The report needs JavaScript; nothing is fetched from "
                              "elsewhere.</p>\n</main>\n");
    begin_block(writer, "cruce-data");
}

/* --- what the page needs to simulate: the scenario's files and saved states, of the first run --- */

/* {"file": "text", ...} */
static cruce_status write_inputs(cruce_writer *writer, const cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_writer *packed = NULL;
    sqlite3_stmt *s = NULL;
    const char *before = "{\n";
    int status;
    TRY(cri_run_prepare(run, "SELECT file, CAST(content AS TEXT) FROM inputs ORDER BY fid", &s,
                        err));
    begin_block(writer, "cruce-inputs");
    packed = cri_pack_writer(writer, err);
    if (packed == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    while ((status = sqlite3_step(s)) == SQLITE_ROW) {
        cruce_writer_text(packed, before);
        cri_json_text(packed, (const char *)sqlite3_column_text(s, 0));
        cruce_writer_text(packed, ": ");
        cri_json_text(packed, (const char *)sqlite3_column_text(s, 1));
        before = ",\n";
    }
    st = status == SQLITE_DONE ? CRUCE_OK : cri_run_fail(run, err);
    cruce_writer_text(packed, "}\n");
    cruce_status finished = cruce_writer_finish(packed, st == CRUCE_OK ? err : NULL);
    st = st == CRUCE_OK ? finished : st;
    end_block(writer);
done:
    sqlite3_finalize(s);
    return st;
}

static cruce_status write_state(cruce_writer *writer, sqlite3_stmt *s, cruce_error *err)
{
    const char *date = (const char *)sqlite3_column_text(s, 0);
    const void *state = sqlite3_column_blob(s, 2);
    cri_pack *pack = cri_pack_create(writer, err);
    if (pack == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    cruce_writer_text(writer, "<script type=\"text/plain\" class=\"cruce-state\" data-date=\"");
    write_escaped(writer, date != NULL ? date : "");
    cruce_writer_text(writer, "\" data-replicates=\"");
    cruce_writer_whole(writer, sqlite3_column_int64(s, 1));
    cruce_writer_text(writer, "\">");
    cri_pack_bytes(pack, state, state != NULL ? (size_t)sqlite3_column_bytes(s, 2) : 0);
    cruce_status st = cri_pack_finish(pack, err);
    end_block(writer);
    return st;
}

static cruce_status write_simulator(cruce_writer *writer, const cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    int status;
    TRY(cri_run_prepare(run, "SELECT date, replicates, state FROM states ORDER BY date", &s, err));
    while ((status = sqlite3_step(s)) == SQLITE_ROW) {
        TRY(write_state(writer, s, err));
    }
    if (status != SQLITE_DONE) {
        st = cri_run_fail(run, err);
        goto done;
    }
    TRY(write_inputs(writer, run, err));
    TRY(write_packed(writer, "cruce-wasm", cri_asset_cruce_wasm, cri_asset_bytes(cruce_wasm), err));
    begin_block(writer, "cruce-worker");
    write_source(writer, cri_asset_worker_js, cri_asset_bytes(worker_js));
    end_block(writer);
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cri_page_end(cruce_writer *writer, const cri_run *first, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    end_block(writer);
    TRY(write_packed(writer, "cruce-map", cri_asset_map_json, cri_asset_bytes(map_json), err));
    if (cri_asset_bytes(cruce_wasm) > 0 && cri_run_has(first, "states", NULL)) {
        TRY(write_simulator(writer, first, err));
    }
    cruce_writer_text(writer, "<script>\n");
    write_source(writer, cri_asset_page_js, cri_asset_bytes(page_js));
    cruce_writer_text(writer, "\n</script>\n</body>\n</html>\n");
done:
    return st;
}
