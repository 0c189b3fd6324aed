/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    SHA-256 against the known answers of FIPS 180-4's examples, and lengths around the padding's borders
 * Source  NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values", SHA256.pdf
 */
#include <stdlib.h>

#include "base/sha256.h"
#include "checks.h"

TEST(known_answers)
{
    char text[65];
    cri_sha256("abc", 3, text);
    CHECK_STR(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cri_sha256("", 0, text);
    CHECK_STR(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    cri_sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, text);
    CHECK_STR(text, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(a_million_times_a)
{
    char text[65], *a = malloc(1000000);
    CHECK(a != NULL);
    memset(a, 'a', 1000000);
    cri_sha256(a, 1000000, text);
    CHECK_STR(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(a);
}

/* Computed with coreutils' sha256sum: n letters x. */
TEST(lengths_around_a_block)
{
    static const struct {
        size_t n;
        const char *hash;
    } known[] = {
        {1, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"},
        {55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
        {56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
        {63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
        {64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
        {65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
        {119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
        {120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"},
        {128, "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464"},
    };
    char x[128], text[65];
    memset(x, 'x', sizeof x);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cri_sha256(x, known[i].n, text);
        CHECK_STR(text, known[i].hash);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(a_million_times_a),
        cmocka_unit_test(lengths_around_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
