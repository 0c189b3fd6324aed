/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    streams: the published vectors, the layout of counter and key, uniform numbers, actors
 * Leaves  to test_num_binomial.c and test_num_draw.c: distributions
 * Source  kat_vectors of Random123 (Salmon et al. 2011, doi:10.1145/2063384.2063405)
 */
#include <Random123/philox.h>

#include "test_num.h"

typedef struct known_answer {
    uint32_t counter[4], key[2], block[4];
} known_answer;

static const known_answer known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

/* A stream about to make the block of a counter: the first refill makes one, a later one four. */
static cruce_rng stream_at(const uint32_t counter[4], const uint32_t key[2], bool first)
{
    cruce_rng rng = {.next = first ? 0 : 4, .filled = first ? 0 : 4};
    memcpy(rng.counter, counter, sizeof rng.counter);
    memcpy(rng.key, key, sizeof rng.key);
    return rng;
}

TEST(philox_gives_the_published_vectors)
{
    for (size_t i = 0; i < sizeof known_answers / sizeof known_answers[0]; i++) {
        const known_answer *known = &known_answers[i];
        for (int first = 0; first < 2; first++) {
            cruce_rng rng = stream_at(known->counter, known->key, first);
            for (int w = 0; w < 4; w++) {
                CHECK_U64(cruce_rng_bits(&rng), known->block[w]);
            }
        }
    }
}

TEST(philox_agrees_with_random123)
{
    cruce_rng random = test_stream(1);
    for (int round = 0; round < 2000; round++) {
        uint32_t counter[4], key[2];
        for (int w = 0; w < 4; w++) {
            counter[w] = cruce_rng_bits(&random);
        }
        key[0] = cruce_rng_bits(&random);
        key[1] = cruce_rng_bits(&random);
        cruce_rng rng = stream_at(counter, key, round % 2);
        for (uint32_t block = 0; block < 9; block++) {
            philox4x32_ctr_t c = {{counter[0] + block, counter[1], counter[2], counter[3]}};
            philox4x32_key_t k = {{key[0], key[1]}};
            philox4x32_ctr_t wanted = philox4x32_R(10, c, k);
            for (int w = 0; w < 4; w++) {
                CHECK_U64(cruce_rng_bits(&rng), wanted.v[w]);
            }
        }
    }
}

TEST(a_stream_is_named_by_seed_replicate_day_purpose_and_actor)
{
    cruce_rng rng = cruce_rng_at(11, 22, 0x00abcdef, CRUCE_DRAW_TRAVEL, 0x0123456789abcdefu);
    CHECK_U64(rng.key[0], 11);
    CHECK_U64(rng.key[1], 22);
    CHECK_U64(rng.counter[0], 0);
    CHECK_U64(rng.counter[1], 0x00abcdefu | (uint32_t)CRUCE_DRAW_TRAVEL << 24);
    CHECK_U64(rng.counter[2], 0x89abcdefu);
    CHECK_U64(rng.counter[3], 0x01234567u);
    uint32_t word = cruce_rng_bits(&rng);
    cruce_rng others[] = {
        cruce_rng_at(12, 22, 0x00abcdef, CRUCE_DRAW_TRAVEL, 0x0123456789abcdefu),
        cruce_rng_at(11, 23, 0x00abcdef, CRUCE_DRAW_TRAVEL, 0x0123456789abcdefu),
        cruce_rng_at(11, 22, 0x00abcdee, CRUCE_DRAW_TRAVEL, 0x0123456789abcdefu),
        cruce_rng_at(11, 22, 0x00abcdef, CRUCE_DRAW_LEAVE, 0x0123456789abcdefu),
        cruce_rng_at(11, 22, 0x00abcdef, CRUCE_DRAW_TRAVEL, 0x0123456789abcdeeu),
        cruce_rng_at(11, 22, 0x00abcdef, CRUCE_DRAW_TRAVEL, 0x1123456789abcdefu),
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK(cruce_rng_bits(&others[i]) != word);
    }
}

TEST(a_copied_stream_goes_on_alike)
{
    cruce_rng rng = test_stream(2);
    for (int used = 0; used < 50; used++) {
        cruce_rng fork = rng, again = rng;
        for (int i = 0; i < 40; i++) {
            CHECK_U64(cruce_rng_bits(&fork), cruce_rng_bits(&again));
        }
        cruce_rng_bits(&rng);
    }
}

TEST(unit_takes_two_words_wherever_they_lie)
{
    for (int used = 0; used < 24; used++) {
        cruce_rng words = test_stream(3), units = test_stream(3);
        for (int i = 0; i < used; i++) {
            cruce_rng_bits(&words);
            cruce_rng_bits(&units);
        }
        uint64_t high = cruce_rng_bits(&words);
        uint64_t both = high << 32 | cruce_rng_bits(&words);
        CHECK_F64_SAME(cruce_rng_unit(&units), (double)(both >> 11) * 0x1p-53);
        CHECK_U64(cruce_rng_bits(&units), cruce_rng_bits(&words));
    }
}

TEST(unit_is_uniform)
{
    enum { CELLS = 1000 };
    double seen[CELLS] = {0}, statistic = 0;
    int64_t draws = draws_wanted(300000);
    cruce_rng rng = test_stream(4);
    for (int64_t i = 0; i < draws; i++) {
        double u = cruce_rng_unit(&rng);
        CHECK(u >= 0 && u < 1);
        seen[(int)(u * CELLS)] += 1;
    }
    double expected = (double)draws / CELLS;
    for (int c = 0; c < CELLS; c++) {
        statistic += (seen[c] - expected) * (seen[c] - expected) / expected;
    }
    check_deviate(deviate_of_chi_square(statistic, CELLS - 1), "unit");
}

TEST(below_is_uniform)
{
    /* with 3 * 2^30 one word in four is drawn again, with 3 * 2^62 one pair in four */
    static const uint64_t grid[] = {1,
                                    2,
                                    3,
                                    7,
                                    1000,
                                    (uint64_t)3 << 30,
                                    0xffffffffu,
                                    (uint64_t)1 << 32,
                                    ((uint64_t)1 << 32) + 1,
                                    (uint64_t)3 << 62,
                                    UINT64_MAX};
    for (size_t i = 0; i < sizeof grid / sizeof grid[0]; i++) {
        uint64_t n = grid[i], cells = n < 30 ? n : 30;
        double seen[30] = {0}, statistic = 0;
        int64_t draws = draws_wanted(100000);
        cruce_rng rng = test_stream(100 + i);
        for (int64_t d = 0; d < draws; d++) {
            uint64_t below = cruce_rng_below(&rng, n);
            CHECK(below < n);
            seen[(uint64_t)((long double)below / (long double)n * (long double)cells)] += 1;
        }
        for (uint64_t c = 0; c < cells; c++) {
            /* how many of 0 .. n-1 fall into this cell; n = 1000 does not divide into 30 */
            double expected = (double)draws / (double)cells;
            if (n == 1000) {
                uint64_t first = (c * n + cells - 1) / cells,
                         last = ((c + 1) * n + cells - 1) / cells;
                expected = (double)draws * (double)(last - first) / (double)n;
            }
            statistic += (seen[c] - expected) * (seen[c] - expected) / expected;
        }
        if (cells > 1) {
            check_deviate(deviate_of_chi_square(statistic, (double)(cells - 1)), "below");
        }
    }
}

TEST(actors_have_names_of_their_own)
{
    CHECK(cruce_actor_of_name("Tapachula") != cruce_actor_of_name("Tapachulb"));
    CHECK(cruce_actor_of_name("") != cruce_actor_of_name(" "));
    CHECK(cruce_actor_of_name("ab") != cruce_actor_of_name("ba"));
    uint64_t a = cruce_actor_of_name("Tapachula"), b = cruce_actor_of_name("Ciudad Ju\xc3\xa1rez");
    CHECK(cruce_actor_mix(a, b) != cruce_actor_mix(b, a));
    CHECK(cruce_actor_mix(a, 0) != a);
    CHECK(cruce_actor_mix(a, 0) != cruce_actor_mix(a, 1));
    CHECK(cruce_actor_mix(cruce_actor_mix(a, 1), 2) != cruce_actor_mix(cruce_actor_mix(a, 2), 1));
    /* one changed bit changes about half of 64: 40 000 bits, spread 0.5 sqrt(40 000 * 64) = 800 */
    int64_t changed = 0;
    for (uint64_t i = 0; i < 40000; i++) {
        uint64_t flips = cruce_actor_mix(a + i, i) ^ cruce_actor_mix(a + i, i ^ (1u << (i % 16)));
        for (; flips > 0; flips &= flips - 1) {
            changed++;
        }
    }
    check_deviate(((double)changed - 32 * 40000) / 800, "bits that a number changes in an actor");
}

TEST(words_are_the_same_from_every_compiler)
{
    cruce_rng rng = test_stream(5);
    uint64_t found = DIGEST_START;
    for (int i = 0; i < 1000; i++) {
        found = digest(found, cruce_rng_bits(&rng));
        found = digest(found, bits_of(cruce_rng_unit(&rng)));
        found = digest(found, cruce_rng_below(&rng, 10 + (uint64_t)i * (uint64_t)(i * i * i)));
    }
    CHECK_U64(found, 0x9d7d17f8a4eb602eu);
    found = DIGEST_START;
    const char *names[] = {"", "a", "Tapachula", "Ciudad Ju\xc3\xa1rez", "Bajo Chiquito"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        uint64_t actor = cruce_actor_of_name(names[i]);
        found = digest(digest(found, actor), cruce_actor_mix(actor, i));
    }
    CHECK_U64(found, 0xaeda267fcf52717eu);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_vectors),
        cmocka_unit_test(philox_agrees_with_random123),
        cmocka_unit_test(a_stream_is_named_by_seed_replicate_day_purpose_and_actor),
        cmocka_unit_test(a_copied_stream_goes_on_alike),
        cmocka_unit_test(unit_takes_two_words_wherever_they_lie),
        cmocka_unit_test(unit_is_uniform),
        cmocka_unit_test(below_is_uniform),
        cmocka_unit_test(actors_have_names_of_their_own),
        cmocka_unit_test(words_are_the_same_from_every_compiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
