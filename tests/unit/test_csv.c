/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the scanner: cells, quotes, line ends, places, and what it finds wrong
 * Leaves  to test_scenario_dir.c: how a fault of the text is reported
 */
#include <stdlib.h>

#include "base/text.h"
#include "checks.h"
#include "input/csv.h"

static cri_csv_faults scan_bytes(cri_csv *csv, const char *bytes, size_t n)
{
    cri_csv_faults faults;
    char *copy = cri_malloc(n + 1);
    CHECK(copy != NULL);
    memcpy(copy, bytes, n);
    copy[n] = '\0';
    *csv = (cri_csv){.path = "x.csv"};
    CHECK_I64(cri_csv_take(csv, copy, (int32_t)n, &faults), CRUCE_OK);
    return faults;
}

static cri_csv_faults scan(cri_csv *csv, const char *text)
{
    return scan_bytes(csv, text, strlen(text));
}

/* "a|b;c" for rows a,b and c: all cells of a text. */
static void check_cells(const char *text, const char *wanted)
{
    cri_csv csv;
    char found[512] = "";
    scan(&csv, text);
    for (int32_t row = 0; row < csv.n_rows; row++) {
        for (int32_t i = 0; i < cri_csv_width(&csv, row); i++) {
            cri_cell cell = cri_csv_cell(&csv, row, i);
            CHECK_I64(cell.length, (int64_t)strlen(cell.text));
            strcat(strcat(found, i > 0 ? "|" : row > 0 ? ";" : ""), cell.text);
        }
    }
    CHECK_STR(found, wanted);
    cri_csv_free(&csv);
}

TEST(cells_and_rows)
{
    check_cells("", "");
    check_cells("a,b\nc,d\n", "a|b;c|d");
    check_cells("a,b\nc,d", "a|b;c|d");
    check_cells("a,,\n,\n", "a||;|");
    check_cells(" a , b ", " a | b ");
    check_cells("a\r\nb\rc\n", "a;b;c");
    check_cells("\n\r\n\ra\n\n\nb\n\n", "a;b");
    check_cells("\xef\xbb\xbf"
                "a,b",
                "a|b");
    check_cells("a\xef\xbb\xbf,b", "a\xef\xbb\xbf|b");
}

TEST(quotes)
{
    check_cells("\"a\",\"b,c\"", "a|b,c");
    check_cells("\"a\"\"b\",\"\"", "a\"b|");
    check_cells("\"a\nb\",c\r\nd", "a\nb|c;d");
    check_cells("a\"b,\"c\"", "a\"b|c"); /* a quote inside a plain cell is a character */
    check_cells(" \"a\"", " \"a\"");
    check_cells("\"\"\"\"", "\"");
    check_cells("\xef\xbb\xbf\"#name\",b", "#name|b");
}

TEST(places_of_cells)
{
    cri_csv csv;
    int32_t line, column;
    scan(&csv, "\xef\xbb\xbf"
               "a,b\r\n\r\n\"x\ny\",\xc3\xa9\xc3\xa9,last\nend");
    static const struct {
        int32_t row, cell, line, column;
    } wanted[] = {{0, 0, 1, 1},  {0, 1, 1, 3}, {1, 0, 3, 1}, {1, 1, 4, 4}, {1, 2, 4, 7},
                  {1, 3, 4, 11}, {2, 0, 5, 1}, {2, 1, 5, 4}, {0, 9, 1, 4}};
    CHECK_I64(csv.n_rows, 3);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cri_csv_place(&csv, cri_csv_cell(&csv, wanted[i].row, wanted[i].cell).offset, &line,
                      &column);
        CHECK_I64(line, wanted[i].line);
        CHECK_I64(column, wanted[i].column);
    }
    CHECK_I64(csv.row_line[2], 5);
    cri_csv_free(&csv);
}

TEST(a_missing_cell_stands_at_the_end_of_its_row)
{
    cri_csv csv;
    scan(&csv, "a,\"b\"\"\n\"\nc");
    cri_cell cell = cri_csv_cell(&csv, 0, 2);
    CHECK_STR(cell.text, "");
    CHECK_I64(cell.offset, 8);
    CHECK_I64(cri_csv_cell(&csv, 1, 5).offset, 10);
    cri_csv_free(&csv);
}

TEST(kinds_of_rows)
{
    cri_csv csv;
    scan(&csv, "#a\n\"#a\"\n ,\t\n,,\n ,x\n");
    CHECK(cri_csv_is_comment(&csv, 0) && cri_csv_is_comment(&csv, 1));
    CHECK(!cri_csv_is_comment(&csv, 2));
    CHECK(cri_csv_is_blank(&csv, 2) && cri_csv_is_blank(&csv, 3) && !cri_csv_is_blank(&csv, 4));
    cri_csv_free(&csv);
}

TEST(faults_have_their_place)
{
    cri_csv csv;
    int32_t line, column;
    cri_csv_faults faults = scan(&csv, "a,b\nc,\"d\n\n");
    CHECK_I64(faults.open_quote, 6);
    cri_csv_place(&csv, faults.open_quote, &line, &column);
    CHECK_I64(line, 2);
    CHECK_I64(column, 3);
    cri_csv_free(&csv);

    faults = scan(&csv, "a,\"b\" ,c");
    CHECK_I64(faults.text_after_quote, 5);
    CHECK_STR(cri_csv_cell(&csv, 0, 1).text, "b ");
    cri_csv_free(&csv);

    faults = scan_bytes(&csv, "a\nb\0c\n", 6);
    CHECK_I64(faults.nul_byte, 3);
    CHECK_I64(csv.n_rows, 0);
    cri_csv_place(&csv, faults.nul_byte, &line, &column);
    CHECK_I64(line, 2);
    CHECK_I64(column, 2);
    cri_csv_free(&csv);

    faults = scan(&csv, "all,fine\n");
    CHECK(faults.nul_byte < 0 && faults.bad_utf8 < 0 && faults.open_quote < 0 &&
          faults.text_after_quote < 0 && !faults.too_many_rows);
    cri_csv_free(&csv);
}

TEST(text_that_is_not_utf8_is_found)
{
    static const char *const wrong[] = {"\x80",
                                        "\xc3",
                                        "\xc0\xaf",
                                        "\xe0\x80\x80",
                                        "\xed\xa0\x80",
                                        "\xf4\x90\x80\x80",
                                        "\xf8\x88\x80\x80\x80",
                                        "\xff",
                                        "\xe2\x82,"};
    static const char *const right[] = {"\xc3\xa9",     "\xe0\xa0\x80",     "\xed\x9f\xbf",
                                        "\xef\xbf\xbd", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"};
    char text[32];
    cri_csv csv;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        strcat(strcpy(text, "nine char"), wrong[i]);
        CHECK_I64(scan(&csv, text).bad_utf8, 9);
        cri_csv_free(&csv);
    }
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        CHECK_I64(scan(&csv, right[i]).bad_utf8, -1);
        cri_csv_free(&csv);
    }
}

TEST(memory_that_runs_out_leaves_nothing)
{
    for (int64_t n = 1;; n++) {
        cri_csv csv = {.path = "x.csv"};
        cri_csv_faults faults;
        char *copy = cri_malloc(16);
        strcpy(copy, "a,b\nc,\"d\"\n");
        cri_fail_allocation(n, false);
        cruce_status st = cri_csv_take(&csv, copy, 10, &faults);
        cri_fail_allocation(0, false);
        CHECK(st == CRUCE_OK || (st == CRUCE_ERR_MEMORY && csv.bytes == NULL));
        cri_csv_free(&csv);
        if (st == CRUCE_OK) {
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_rows),
        cmocka_unit_test(quotes),
        cmocka_unit_test(places_of_cells),
        cmocka_unit_test(a_missing_cell_stands_at_the_end_of_its_row),
        cmocka_unit_test(kinds_of_rows),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(text_that_is_not_utf8_is_found),
        cmocka_unit_test(memory_that_runs_out_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
