/* SPDX-License-Identifier: BSD-3-Clause */
/* The scanner of cells: cells lie in the file, in order, and written out again they read as the same cells. */
#include <stdlib.h>

#include "fuzz/fuzz_one_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void scan(cri_csv *csv, const void *bytes, size_t n, cri_csv_faults *faults)
{
    char *copy = cri_malloc(n + 1);
    must(copy != NULL);
    if (n > 0) {
        memcpy(copy, bytes, n);
    }
    copy[n] = '\0';
    *csv = (cri_csv){.path = "x"};
    must(cri_csv_take(csv, copy, (int32_t)n, faults) == CRUCE_OK);
}

static void check_order(const cri_csv *csv)
{
    int32_t before = -1, line_before = 1;
    for (int32_t row = 0; row < csv->n_rows; row++) {
        must(cri_csv_width(csv, row) > 0);
        for (int32_t i = 0; i <= cri_csv_width(csv, row); i++) { /* one further than there are */
            int32_t line, column;
            cri_cell cell = cri_csv_cell(csv, row, i);
            must(cell.offset >= before && cell.offset <= csv->n_bytes);
            must(cell.length == (int32_t)strlen(cell.text));
            cri_csv_place(csv, cell.offset, &line, &column);
            must(line >= line_before && column >= 1 && (i > 0 || line == csv->row_line[row]));
            before = cell.offset;
            line_before = line;
        }
    }
}

/* Every cell in quotes. */
static size_t write_again(const cri_csv *csv, char *text)
{
    char *p = text;
    for (int32_t row = 0; row < csv->n_rows; row++) {
        for (int32_t i = 0; i < cri_csv_width(csv, row); i++) {
            *p++ = i > 0 ? ',' : '\n';
            *p++ = '"';
            for (const char *c = cri_csv_cell(csv, row, i).text; *c != '\0'; c++) {
                *p++ = *c;
                if (*c == '"') {
                    *p++ = '"';
                }
            }
            *p++ = '"';
        }
    }
    return (size_t)(p - text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cri_csv csv, again;
    cri_csv_faults faults;
    scan(&csv, data, size, &faults);
    check_order(&csv);
    char *text = malloc(2 * size + 3 * (size_t)csv.n_cells + 1);
    must(text != NULL);
    size_t n = write_again(&csv, text);
    scan(&again, text, n, &faults);
    must(faults.nul_byte < 0 && faults.open_quote < 0 && faults.text_after_quote < 0);
    must(again.n_rows == csv.n_rows && again.n_cells == csv.n_cells);
    for (int32_t i = 0; i < csv.n_cells; i++) {
        must(strcmp(csv.text + csv.cell_text[i], again.text + again.cell_text[i]) == 0);
    }
    free(text);
    cri_csv_free(&again);
    cri_csv_free(&csv);
    return 0;
}
