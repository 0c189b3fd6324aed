/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    numbers from and to text, near names, errors, memory and arenas
 * Leaves  to test_csv.c: cells; to test_fault_reading.c: allocations that fail inside readers
 */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/text.h"
#include "checks.h"

TEST(whole_numbers_are_read_strictly)
{
    static const char *const wrong[] = {"",
                                        " ",
                                        "-",
                                        "+",
                                        "1.0",
                                        "1e3",
                                        "0x10",
                                        "12k",
                                        "1 2",
                                        "--1",
                                        "1_0",
                                        "1,2",
                                        "nan",
                                        "9223372036854775808",
                                        "-9223372036854775809",
                                        "99999999999999999999999999"};
    int64_t value = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK(!cri_parse_i64(wrong[i], &value));
    }
    CHECK_I64(value, 7);
    CHECK(cri_parse_i64("9223372036854775807", &value) && value == INT64_MAX);
    CHECK(cri_parse_i64("-9223372036854775808", &value) && value == INT64_MIN);
    CHECK(cri_parse_i64(" \t+0042 ", &value) && value == 42);
}

TEST(real_numbers_are_read_strictly)
{
    static const char *const wrong[] = {"",
                                        " ",
                                        ".",
                                        "-",
                                        "e5",
                                        "1e",
                                        "1e+",
                                        "1,5",
                                        "0x1p3",
                                        "nan",
                                        "inf",
                                        "-infinity",
                                        "1e400",
                                        "1.5.2",
                                        "1 2",
                                        "12 km",
                                        "1.7976931348623159e308"};
    double value = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK(!cri_parse_f64(wrong[i], &value));
    }
    CHECK_F64_SAME(value, 7);
    CHECK(cri_parse_f64(" 1. ", &value) && value == 1);
    CHECK(cri_parse_f64(".5", &value) && value == 0.5);
    CHECK(cri_parse_f64("-0", &value) && signbit(value));
    CHECK(cri_parse_f64("0e999999999999", &value) && value == 0);
    CHECK(cri_parse_f64("1e-999999999999", &value) && value == 0);
}

TEST(real_numbers_are_rounded_as_the_c_library_does)
{
    static const char *const hard[] = {"0.1",
                                       "2.2250738585072011e-308",
                                       "4.9e-324",
                                       "2.4703282292062328e-324",
                                       "1e23",
                                       "8.5e-22",
                                       "9007199254740993",
                                       "123456789.123456789123456789",
                                       "1.7976931348623158e308",
                                       "0.500000000000000166533453693773481063544750213623046875",
                                       "179769313486231580793e288"};
    double value;
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        CHECK(cri_parse_f64(hard[i], &value));
        CHECK_F64_SAME(value, strtod(hard[i], NULL));
    }
}

TEST(a_digit_far_behind_still_decides)
{
    /* 1 + 2^-53 lies exactly between two doubles: a 1 as digit 900 tips it up */
    char text[1000] = "1.00000000000000011102230246251565404236316680908203125";
    double value;
    CHECK(cri_parse_f64(text, &value));
    CHECK_F64_SAME(value, 1.0);
    size_t length = strlen(text);
    memset(text + length, '0', 900 - length);
    strcpy(text + 900, "1");
    CHECK(cri_parse_f64(text, &value));
    CHECK_F64_SAME(value, 1.0 + 0x1p-52);
}

TEST(real_numbers_are_written_as_python_does)
{
    static const struct {
        double value;
        const char *text;
    } known[] = {{0.0, "0.0"},
                 {-0.0, "-0.0"},
                 {1, "1.0"},
                 {0.0167, "0.0167"},
                 {7.913, "7.913"},
                 {1e-5, "1e-05"},
                 {1e-4, "0.0001"},
                 {123456.789, "123456.789"},
                 {1e15, "1000000000000000.0"},
                 {1e16, "1e+16"},
                 {1.5e300, "1.5e+300"},
                 {5e-324, "5e-324"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {1.0 / 3, "0.3333333333333333"},
                 {-2.5e-7, "-2.5e-07"},
                 {9007199254740993.0, "9007199254740992.0"},
                 {2e-290, "2e-290"},
                 {INFINITY, "inf"},
                 {-INFINITY, "-inf"},
                 {NAN, "nan"}};
    char text[32];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        CHECK_STR(cri_format_f64(known[i].value, text), known[i].text);
    }
}

TEST(what_is_written_reads_back_as_the_same_bits)
{
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 200000; i++) {
        char text[32];
        double value, back;
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) {
            CHECK(cri_parse_f64(cri_format_f64(value, text), &back));
            CHECK_F64_SAME(back, value);
        }
    }
}

TEST(the_locale_changes_nothing)
{
    char text[32];
    double value;
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "es_ES.UTF-8") == NULL) {
        print_message("no locale with a decimal comma here\n");
    }
    CHECK(cri_parse_f64("1234567.890123456789", &value));
    CHECK_STR(cri_format_f64(value, text), "1234567.8901234567");
    CHECK(!cri_parse_f64("1,5", &value));
    setlocale(LC_ALL, "C");
}

TEST(edit_distance_counts_slips)
{
    CHECK_I64(cri_edit_distance("", ""), 0);
    CHECK_I64(cri_edit_distance("", "abc"), 3);
    CHECK_I64(cri_edit_distance("kitten", "sitting"), 3);
    CHECK_I64(cri_edit_distance("Lenght", "Length"), 1); /* two neighbours swapped */
    CHECK_I64(cri_edit_distance("camps_are_sicks", "camps_are_sinks"), 1);
    char a[300], b[300];
    memset(a, 'x', 299);
    memset(b, 'x', 298);
    a[299] = b[298] = '\0';
    CHECK_I64(cri_edit_distance(a, a), 0);
    CHECK_I64(cri_edit_distance(a, b), 299); /* too long to compare: as far as can be */
}

TEST(the_nearest_name_is_near)
{
    static const char *const names[] = {"Bangui", "Bambari", "Bria", "Ruyigi ", "A"};
    CHECK_STR(cri_nearest_name("Bangi", names, 5), "Bangui");
    CHECK_STR(cri_nearest_name("bria", names, 5), "Bria");
    CHECK_STR(cri_nearest_name("Ruyigi", names, 5), "Ruyigi ");
    CHECK_STR(cri_nearest_name("BAMBARI", names, 5), "Bambari");
    CHECK(cri_nearest_name("Timbuktu", names, 5) == NULL);
    CHECK(cri_nearest_name("Q", names, 5) == NULL);
    CHECK(cri_nearest_name("", names, 5) == NULL);
    CHECK(cri_nearest_name("x", names, 0) == NULL);
}

TEST(every_status_has_its_sentence)
{
    CHECK_STR(cruce_status_text(CRUCE_OK), "all is well");
    CHECK_STR(cruce_status_text(CRUCE_ERR_RUN), "the run cannot go on");
    CHECK_STR(cruce_status_text((cruce_status)99), "unknown status");
}

TEST(errors_hold_what_fits_and_no_half_character)
{
    cruce_error err;
    char path[400];
    for (size_t i = 0; i < 398; i += 2) {
        memcpy(path + i, "\xc3\xa9", 2); /* é */
    }
    path[398] = '\0';
    CHECK_I64(cri_fail_at(&err, CRUCE_ERR_FIELD, path, 3, 4, "x", "%s", path), CRUCE_ERR_FIELD);
    CHECK_I64((int64_t)strlen(err.file), 198);
    CHECK_I64((int64_t)strlen(err.message), 318);
    CHECK_I64(err.line, 3);
    CHECK_I64(err.column, 4);
    CHECK_I64(cri_fail(NULL, CRUCE_ERR_NAME, "nobody listens"), CRUCE_ERR_NAME);
    CHECK_I64(cri_no_memory(&err), CRUCE_ERR_MEMORY);
    CHECK_STR(err.file, "");
}

TEST(arenas_give_zeroed_aligned_pieces)
{
    cri_arena arena = {0};
    for (size_t size = 0; size < 70000; size = size * 2 + 3) {
        char *piece = cri_arena_alloc(&arena, size);
        CHECK(piece != NULL && (uintptr_t)piece % 16 == 0);
        for (size_t i = 0; i < size; i++) {
            CHECK(piece[i] == 0);
        }
        memset(piece, 0xff, size);
    }
    CHECK(cri_arena_array(&arena, 0, 8) != NULL);
    CHECK(cri_arena_array(&arena, -1, 8) == NULL);
    CHECK(cri_arena_array(&arena, INT64_MAX, 8) == NULL);
    CHECK(cri_arena_alloc(&arena, SIZE_MAX) == NULL);
    CHECK_STR(cri_arena_text(&arena, "abcdef", 3), "abc");
    cri_arena_free(&arena);
    CHECK(arena.block == NULL);
    cri_arena_free(&arena);
}

TEST(allocations_fail_when_asked_to)
{
    void *memory;
    cri_fail_allocation(2, false);
    memory = cri_malloc(8);
    CHECK(memory != NULL);
    CHECK(cri_calloc(2, 8) == NULL);
    cri_free(memory);
    memory = cri_malloc(0);
    CHECK(memory != NULL);
    cri_fail_allocation(1, true);
    CHECK(cri_realloc(memory, 16) == NULL);
    CHECK(cri_malloc(1) == NULL);
    cri_fail_allocation(0, false);
    CHECK(cri_calloc(SIZE_MAX, 2) == NULL);
    cri_free(memory);
}

TEST(columns_grow_and_keep_what_they_hold)
{
    int32_t *column = NULL;
    int64_t capacity = 0;
    for (int32_t i = 0; i < 1000; i++) {
        CHECK(cri_grow((void **)&column, &capacity, i + 1, sizeof *column));
        column[i] = i;
    }
    CHECK_I64(column[999], 999);
    CHECK(!cri_grow((void **)&column, &capacity, INT64_MAX, sizeof *column));
    CHECK_I64(column[500], 500);
    cri_free(column);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(real_numbers_are_read_strictly),
        cmocka_unit_test(real_numbers_are_rounded_as_the_c_library_does),
        cmocka_unit_test(a_digit_far_behind_still_decides),
        cmocka_unit_test(real_numbers_are_written_as_python_does),
        cmocka_unit_test(what_is_written_reads_back_as_the_same_bits),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(edit_distance_counts_slips),
        cmocka_unit_test(the_nearest_name_is_near),
        cmocka_unit_test(every_status_has_its_sentence),
        cmocka_unit_test(errors_hold_what_fits_and_no_half_character),
        cmocka_unit_test(arenas_give_zeroed_aligned_pieces),
        cmocka_unit_test(allocations_fail_when_asked_to),
        cmocka_unit_test(columns_grow_and_keep_what_they_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
