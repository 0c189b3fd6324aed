/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    fields of a state to bytes and back: the bytes themselves, ranges, columns with runs of zeros, cut-off bytes
 * Source  DWARF 5, 7.6, figure 22: LEB128 of 2, 127, 128, 129, 12857
 */
#include <math.h>
#include <stdlib.h>

#include "base/state_io.h"
#include "checks.h"

TEST(numbers_are_spelled_as_the_standard_says)
{
    /* folded: twice the number of the figure */
    int64_t value[] = {1, -64, 64, 6428, 0, -1};
    static const uint8_t wanted[] = {0x02, 0x7f, 0x80, 0x01, 0xb8, 0x64, 0x00, 0x01};
    cruce_state_io io = cri_state_writer();
    for (size_t i = 0; i < 6; i++) {
        cri_state_whole(&io, &value[i], INT64_MIN, INT64_MAX);
    }
    CHECK_I64(io.n, (int64_t)sizeof wanted);
    CHECK(memcmp(io.byte, wanted, sizeof wanted) == 0);
    cri_state_free(&io);
}

TEST(real_numbers_have_their_lowest_byte_first)
{
    double one = 1.0;
    static const uint8_t wanted[] = {0, 0, 0, 0, 0, 0, 0xf0, 0x3f};
    cruce_state_io io = cri_state_writer();
    cri_state_real(&io, &one, 0, 1);
    CHECK_I64(io.n, 8);
    CHECK(memcmp(io.byte, wanted, 8) == 0);
    cri_state_free(&io);
}

typedef struct fields {
    int64_t whole;
    int32_t number;
    bool flag;
    double real;
    char text[12];
    int64_t wholes[9];
    int32_t numbers[5];
    uint8_t bytes[4];
    double reals[6];
    uint64_t words[3];
} fields;

static void pass(cruce_state_io *io, fields *f)
{
    cri_state_part(io, "fields");
    cri_state_whole(io, &f->whole, INT64_MIN, INT64_MAX);
    cri_state_number(io, &f->number, INT32_MIN, INT32_MAX);
    cri_state_flag(io, &f->flag);
    cri_state_real(io, &f->real, -HUGE_VAL, HUGE_VAL);
    cri_state_text(io, f->text, sizeof f->text);
    cri_state_wholes(io, f->wholes, 9, INT64_MIN, INT64_MAX);
    cri_state_numbers(io, f->numbers, 5, -1, 1000);
    cri_state_bytes(io, f->bytes, 4, 255);
    cri_state_reals(io, f->reals, 6, -1e300, 1e300);
    cri_state_words(io, f->words, 3);
    cri_state_end(io);
}

static const fields example = {
    .whole = INT64_MIN,
    .number = INT32_MAX,
    .flag = true,
    .real = -0.1,
    .text = "twelve less",
    .wholes = {0, 0, 0, 7, 0, 0, INT64_MAX, -3, 0},
    .numbers = {-1, 0, 0, 0, 1000},
    .bytes = {0, 255, 0, 0},
    .reals = {0, 0, 1e-300, 0, -2.5, 0},
    .words = {0, UINT64_MAX, 5},
};

TEST(what_was_written_is_read)
{
    fields f = example, back = {0};
    cruce_state_io io = cri_state_writer();
    pass(&io, &f);
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    pass(&in, &back);
    CHECK_I64(in.status, CRUCE_OK);
    CHECK_I64(in.at, io.n);
    CHECK_I64(back.whole, example.whole);
    CHECK_I64(back.number, example.number);
    CHECK(back.flag);
    CHECK_F64_SAME(back.real, example.real);
    CHECK_STR(back.text, example.text);
    CHECK(memcmp(back.wholes, example.wholes, sizeof back.wholes) == 0);
    CHECK(memcmp(back.numbers, example.numbers, sizeof back.numbers) == 0);
    CHECK(memcmp(back.bytes, example.bytes, sizeof back.bytes) == 0);
    CHECK(memcmp(back.reals, example.reals, sizeof back.reals) == 0);
    CHECK(memcmp(back.words, example.words, sizeof back.words) == 0);
    cri_state_free(&io);
}

/* At every length but the whole one: a failure, and nothing is read beyond it. */
TEST(bytes_cut_off_anywhere_fail)
{
    fields f = example;
    cruce_state_io io = cri_state_writer();
    pass(&io, &f);
    for (int64_t n = 0; n < io.n; n++) {
        uint8_t *part = malloc((size_t)n + 1); /* so that a sanitizer sees a step too far */
        CHECK(part != NULL);
        memcpy(part, io.byte, (size_t)n);
        cruce_state_io in = cri_state_reader(part, n);
        fields back = {0};
        pass(&in, &back);
        CHECK_I64(in.status, CRUCE_ERR_FORMAT);
        CHECK(in.at <= n && in.problem != NULL);
        free(part);
    }
    cri_state_free(&io);
}

TEST(more_bytes_than_fields_fail)
{
    static const uint8_t bytes[] = {2, 4};
    int64_t value = 0;
    cruce_state_io in = cri_state_reader(bytes, 2);
    cri_state_whole(&in, &value, 0, 10);
    CHECK_I64(value, 1);
    cri_state_end(&in);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
}

/* What lies out of its range is refused and not taken over. */
static void refuse_whole(int64_t value, int64_t least, int64_t most)
{
    int64_t back = 77;
    cruce_state_io io = cri_state_writer();
    cri_state_whole(&io, &value, INT64_MIN, INT64_MAX);
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    cri_state_whole(&in, &back, least, most);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    CHECK_I64(back, 77);
    cri_state_free(&io);
}

static void refuse_real(double value, double least, double most)
{
    double back = 77;
    cruce_state_io io = cri_state_writer();
    cri_state_real(&io, &value, least, most);
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    cri_state_real(&in, &back, least, most);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    CHECK_F64_SAME(back, 77);
    cri_state_free(&io);
}

TEST(what_lies_out_of_its_range_is_refused)
{
    refuse_whole(-1, 0, 10);
    refuse_whole(11, 0, 10);
    refuse_whole(INT64_MAX, INT64_MIN, INT64_MAX - 1);
    refuse_real(1.0000001, 0, 1);
    refuse_real(NAN, -CRI_STATE_REAL, CRI_STATE_REAL);
    refuse_real(HUGE_VAL, -CRI_STATE_REAL, CRI_STATE_REAL);
}

TEST(a_number_has_one_spelling)
{
    static const uint8_t long_zero[] = {0x80, 0x00},
                         too_long[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
    int64_t value;
    cruce_state_io in = cri_state_reader(long_zero, sizeof long_zero);
    cri_state_whole(&in, &value, INT64_MIN, INT64_MAX);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    in = cri_state_reader(too_long, sizeof too_long);
    cri_state_whole(&in, &value, INT64_MIN, INT64_MAX);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
}

TEST(a_column_of_another_length_is_refused)
{
    int64_t one[6] = {1, 2, 3, 0, 0, 0}, back[5] = {0};
    cruce_state_io io = cri_state_writer();
    cri_state_wholes(&io, one, 6, 0, 10);
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    cri_state_wholes(&in, back, 5, 0, 10);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    int64_t least_one[6] = {0};
    in = cri_state_reader(io.byte, io.n);
    cri_state_wholes(&in, least_one, 6, 1, 10); /* zeros where none may be */
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    cri_state_free(&io);
}

TEST(a_count_of_rows_fits_into_the_bytes_that_are_left)
{
    int32_t n = 1000, back = 0;
    uint8_t rest[3] = {0};
    cruce_state_io io = cri_state_writer();
    cri_state_rows(&io, &n, 1000000);
    cri_state_append(&io, rest, sizeof rest);
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    cri_state_rows(&in, &back, 1000000);
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    CHECK_I64(back, 0);
    cri_state_free(&io);
}

TEST(another_part_is_refused_and_named)
{
    cruce_state_io io = cri_state_writer();
    cri_state_part(&io, "cities");
    cruce_state_io in = cri_state_reader(io.byte, io.n);
    cri_state_part(&in, "ports");
    CHECK_I64(in.status, CRUCE_ERR_FORMAT);
    CHECK_STR(in.part, "ports");
    cri_state_free(&io);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_spelled_as_the_standard_says),
        cmocka_unit_test(real_numbers_have_their_lowest_byte_first),
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(bytes_cut_off_anywhere_fail),
        cmocka_unit_test(more_bytes_than_fields_fail),
        cmocka_unit_test(what_lies_out_of_its_range_is_refused),
        cmocka_unit_test(a_number_has_one_spelling),
        cmocka_unit_test(a_column_of_another_length_is_refused),
        cmocka_unit_test(a_count_of_rows_fits_into_the_bytes_that_are_left),
        cmocka_unit_test(another_part_is_refused_and_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
