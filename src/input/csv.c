/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Splits comma-separated text into cells. Knows nothing of what they mean and reports nothing: what is wrong
 * with the text is handed back as offsets (reading.c words it).
 * Form: RFC 4180, with the liberties that Python's csv module takes with line ends.
 */
#include "input/csv.h"

#include <string.h>

#include "base/grow.h"

typedef struct scan {
    cri_csv *csv;
    cri_csv_faults *faults;
    const char *at; /* next byte */
    char *out;      /* next byte of csv->text */
    int32_t line;   /* 1-based, of `at` */
    int64_t rows_capacity, lines_capacity, texts_capacity, offsets_capacity;
} scan;

/* Bytes that end a cell that is not quoted. */
static inline bool ends_cell(char c)
{
    static const bool ends[256] = {['\0'] = true, ['\n'] = true, ['\r'] = true, [','] = true};
    return ends[(unsigned char)c];
}

static const char *end_of_file(const scan *s)
{
    return s->csv->bytes + s->csv->n_bytes;
}

/* A line end at `at` is consumed: LF, CRLF or CR. */
static void take_line_end(scan *s)
{
    if (*s->at == '\r' && s->at[1] == '\n') {
        s->at++;
    }
    s->at++;
    s->line++;
}

static void take_plain_cell(scan *s)
{
    const char *restrict p = s->at;
    char *restrict out = s->out;
    while (!ends_cell(*p)) { /* most cells are short: no call to memcpy */
        *out++ = *p++;
    }
    s->at = p;
    s->out = out;
}

/* `at` stands on the opening quote. */
static void take_quoted_cell(scan *s)
{
    const char *end = end_of_file(s), *open = s->at++;
    for (;;) {
        if (s->at == end) {
            s->faults->open_quote = (int32_t)(open - s->csv->bytes);
            return;
        }
        if (*s->at == '"') {
            s->at++;
            if (*s->at != '"') {
                break;
            }
        } else if (*s->at == '\n' || (*s->at == '\r' && s->at[1] != '\n')) {
            s->line++;
        }
        *s->out++ = *s->at++;
    }
    if (!ends_cell(*s->at)) {
        if (s->faults->text_after_quote < 0) {
            s->faults->text_after_quote = (int32_t)(s->at - s->csv->bytes);
        }
        take_plain_cell(s);
    }
}

static bool make_room(scan *s)
{
    cri_csv *csv = s->csv;
    return cri_grow((void **)&csv->cell_text, &s->texts_capacity, csv->n_cells + 2,
                    sizeof *csv->cell_text) &&
           cri_grow((void **)&csv->cell_offset, &s->offsets_capacity, csv->n_cells + 1,
                    sizeof *csv->cell_offset);
}

static bool take_cell(scan *s)
{
    cri_csv *csv = s->csv;
    if ((csv->n_cells + 2 > s->texts_capacity || csv->n_cells + 1 > s->offsets_capacity) &&
        !make_room(s)) {
        return false;
    }
    csv->cell_text[csv->n_cells] = (int32_t)(s->out - csv->text);
    csv->cell_offset[csv->n_cells] = (int32_t)(s->at - csv->bytes);
    csv->n_cells++;
    if (*s->at == '"') {
        take_quoted_cell(s);
    } else {
        take_plain_cell(s);
    }
    *s->out++ = '\0';
    return true;
}

static bool take_row(scan *s)
{
    cri_csv *csv = s->csv;
    if (!cri_grow((void **)&csv->first_cell, &s->rows_capacity, csv->n_rows + 2,
                  sizeof *csv->first_cell) ||
        !cri_grow((void **)&csv->row_line, &s->lines_capacity, csv->n_rows + 1,
                  sizeof *csv->row_line)) {
        return false;
    }
    csv->first_cell[csv->n_rows] = csv->n_cells;
    csv->row_line[csv->n_rows] = s->line;
    csv->n_rows++;
    for (;;) {
        if (!take_cell(s)) {
            return false;
        }
        if (*s->at != ',') {
            break;
        }
        s->at++;
    }
    if (s->at < end_of_file(s)) {
        take_line_end(s);
    }
    return true;
}

static bool take_rows(scan *s)
{
    const char *end = end_of_file(s);
    if (s->csv->n_bytes >= 3 && memcmp(s->at, "\xef\xbb\xbf", 3) == 0) {
        s->at += 3;
    }
    while (s->at < end) {
        if (*s->at == '\n' || *s->at == '\r') {
            take_line_end(s);
            continue;
        }
        if (s->csv->n_rows == CRI_CSV_MOST_ROWS) {
            s->faults->too_many_rows = true;
            break;
        }
        if (!take_row(s)) {
            return false;
        }
    }
    return true;
}

/* Source: Unicode 15, table 3-7. */
int32_t cri_utf8_length(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char least = 0x80, most = 0xbf; /* of the second byte */
    int32_t n;
    if (p[0] < 0x80) {
        return 1;
    } else if (p[0] >= 0xc2 && p[0] <= 0xdf) {
        n = 2;
    } else if (p[0] >= 0xe0 && p[0] <= 0xef) {
        n = 3;
        least = p[0] == 0xe0 ? 0xa0 : least;
        most = p[0] == 0xed ? 0x9f : most;
    } else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
        n = 4;
        least = p[0] == 0xf0 ? 0x90 : least;
        most = p[0] == 0xf4 ? 0x8f : most;
    } else {
        return 0;
    }
    if (p[1] < least || p[1] > most) {
        return 0;
    }
    for (int32_t i = 2; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return n;
}

/* Offset of the first byte that is not UTF-8, -1 if all are. The NUL at the end stops a cut character. */
static int32_t first_bad_utf8(const char *bytes, int32_t n)
{
    const char *p = bytes, *end = bytes + n;
    while (p < end) {
        uint64_t eight;
        if (end - p >= 8 && (memcpy(&eight, p, 8), (eight & 0x8080808080808080u) == 0)) {
            p += 8;
            continue;
        }
        int32_t length = cri_utf8_length(p);
        if (length == 0) {
            return (int32_t)(p - bytes);
        }
        p += length;
    }
    return -1;
}

cruce_status cri_csv_take(cri_csv *csv, char *bytes, int32_t n_bytes, cri_csv_faults *faults)
{
    *faults =
        (cri_csv_faults){.nul_byte = -1, .bad_utf8 = -1, .open_quote = -1, .text_after_quote = -1};
    csv->bytes = bytes;
    csv->n_bytes = n_bytes;
    const char *nul = memchr(bytes, '\0', (size_t)n_bytes);
    if (nul != NULL) {
        faults->nul_byte = (int32_t)(nul - bytes);
        csv->n_bytes = 0; /* no cells; the offset is kept by the faults */
    }
    faults->bad_utf8 = first_bad_utf8(bytes, csv->n_bytes);
    /* A cell takes at most its bytes and a NUL, for which its comma or line end makes room; the last has none. */
    csv->text = cri_malloc((size_t)csv->n_bytes + 2);
    csv->first_cell = cri_calloc(1, sizeof *csv->first_cell);
    csv->cell_text = cri_calloc(1, sizeof *csv->cell_text);
    scan s = {.csv = csv, .faults = faults, .at = bytes, .out = csv->text, .line = 1};
    s.rows_capacity = s.texts_capacity = 1;
    if (csv->text == NULL || csv->first_cell == NULL || csv->cell_text == NULL || !take_rows(&s)) {
        cri_csv_free(csv);
        return CRUCE_ERR_MEMORY;
    }
    csv->first_cell[csv->n_rows] = csv->n_cells;
    csv->cell_text[csv->n_cells] = (int32_t)(s.out - csv->text);
    csv->n_bytes = n_bytes;
    return CRUCE_OK;
}

void cri_csv_free(cri_csv *csv)
{
    cri_free(csv->bytes);
    cri_free(csv->text);
    cri_free(csv->first_cell);
    cri_free(csv->row_line);
    cri_free(csv->cell_text);
    cri_free(csv->cell_offset);
    *csv = (cri_csv){.path = csv->path, .name = csv->name};
}

/* Where the last cell of a row ends in the file. */
static int32_t row_end(const cri_csv *csv, int32_t row)
{
    int32_t at = csv->cell_offset[csv->first_cell[row + 1] - 1];
    if (csv->bytes[at] == '"') {
        for (at++; at < csv->n_bytes; at++) {
            if (csv->bytes[at] == '"' && csv->bytes[++at] != '"') {
                break;
            }
        }
    }
    while (!ends_cell(csv->bytes[at])) {
        at++;
    }
    return at;
}

cri_cell cri_csv_cell(const cri_csv *csv, int32_t row, int32_t column)
{
    if (column >= cri_csv_width(csv, row)) {
        return (cri_cell){.text = "", .offset = row_end(csv, row)};
    }
    int32_t i = csv->first_cell[row] + column;
    return (cri_cell){.text = csv->text + csv->cell_text[i],
                      .length = csv->cell_text[i + 1] - csv->cell_text[i] - 1,
                      .offset = csv->cell_offset[i]};
}

bool cri_cell_is_blank(cri_cell cell)
{
    return cell.text[strspn(cell.text, " \t")] == '\0';
}

bool cri_csv_is_comment(const cri_csv *csv, int32_t row)
{
    return cri_csv_cell(csv, row, 0).text[0] == '#';
}

bool cri_csv_is_blank(const cri_csv *csv, int32_t row)
{
    for (int32_t i = 0; i < cri_csv_width(csv, row); i++) {
        if (!cri_cell_is_blank(cri_csv_cell(csv, row, i))) {
            return false;
        }
    }
    return true;
}

void cri_csv_place(const cri_csv *csv, int32_t offset, int32_t *line, int32_t *column)
{
    /* From the last row that begins at or before the offset; empty lines may lie in between. */
    int32_t low = 0, high = csv->n_rows;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (csv->cell_offset[csv->first_cell[middle]] <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool in_rows = low > 0;
    int32_t at = in_rows ? csv->cell_offset[csv->first_cell[low - 1]] : 0;
    *line = in_rows ? csv->row_line[low - 1] : 1;
    *column = 1;
    if (!in_rows && csv->n_bytes >= 3 && memcmp(csv->bytes, "\xef\xbb\xbf", 3) == 0) {
        at = 3;
    }
    for (; at < offset; at++) {
        char c = csv->bytes[at];
        if (c == '\n' || (c == '\r' && csv->bytes[at + 1] != '\n')) {
            ++*line;
            *column = 1;
        } else {
            *column += ((unsigned char)c & 0xc0) != 0x80;
        }
    }
}
