/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A saved state. The first byte says what the others are: a whole file, the bytes of one replicate in a file with the right
 * checksum, or changes to a replicate that was saved; from there a tiny border, or one without a border, runs on.
 */
#include "base/text.h"
#include "cruce/state.h"
#include "fuzz/fuzz_border.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DAYS = 20, DAY = 12 };

typedef struct fuzz_case {
    cruce_scenario *scenario;
    cruce_engine_kind engine;
    cruce_state_bytes replicate;
} fuzz_case;

static void make_case(fuzz_case *c, bool has_border, cruce_engine_kind engine)
{
    static const int32_t day = DAY;
    fuzz_scenario f;
    cruce_error err;
    if (has_border) {
        fuzz_begin_border(&f);
    } else {
        fuzz_begin(&f);
    }
    f.options.n_days = DAYS;
    c->scenario = fuzz_read(&f);
    c->engine = engine;
    cruce_run_options options = {.engine = engine,
                                 .n_saves = 1,
                                 .save_day = &day,
                                 .saved = &c->replicate};
    must(c->scenario != NULL);
    must(cruce_simulate(c->scenario, &options, NULL, &err) == CRUCE_OK);
}

/* Opens, compares, runs on: whatever happens has to be an error or a run. */
static void run_on(const fuzz_case *c, const uint8_t *bytes, int64_t n)
{
    cruce_state *state = NULL;
    cruce_error err;
    if (cruce_state_open(&state, bytes, n, "s", &err) != CRUCE_OK) {
        must(state == NULL);
        return;
    }
    if (cruce_state_suits(state, c->scenario, fuzz_ignore, NULL, &err) == CRUCE_OK) {
        cruce_run_options options = {.engine = cruce_state_engine(state), .from = state};
        (void)cruce_simulate(c->scenario, &options, NULL, &err);
    }
    cruce_state_destroy(state);
}

static void run_replicate(const fuzz_case *c, const uint8_t *bytes, size_t n)
{
    cruce_run_options options = {.engine = c->engine};
    cruce_state_bytes one = {cri_malloc(n + 1), (int64_t)n}, whole;
    must(one.byte != NULL);
    if (n > 0) {
        memcpy(one.byte, bytes, n);
    }
    must(cruce_state_write(c->scenario, &options, DAY, 1, &one, &whole, NULL) == CRUCE_OK);
    run_on(c, whole.byte, whole.n);
    cruce_state_bytes_free(&whole);
    cruce_state_bytes_free(&one);
}

/* Three bytes a change: where (two, of the length), and what is added to the byte there. */
static void run_changed(const fuzz_case *c, const uint8_t *change, size_t n)
{
    int64_t length = c->replicate.n;
    uint8_t *bytes = cri_malloc((size_t)length + 1);
    must(bytes != NULL);
    memcpy(bytes, c->replicate.byte, (size_t)length);
    for (; n >= 3; n -= 3, change += 3) {
        int64_t where = (change[0] << 8 | change[1]) % length;
        bytes[where] = (uint8_t)(bytes[where] + change[2]);
    }
    run_replicate(c, bytes, (size_t)(n > 0 ? length * change[0] / 256 : length));
    cri_free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_case cases[4];
    if (cases[0].scenario == NULL) {
        make_case(&cases[0], true, CRUCE_ENGINE_COHORTS);
        make_case(&cases[1], true, CRUCE_ENGINE_AGENTS);
        make_case(&cases[2], false, CRUCE_ENGINE_COUNTS);
        make_case(&cases[3], false, CRUCE_ENGINE_AGENTS);
    }
    if (size == 0) {
        return 0;
    }
    const fuzz_case *c = &cases[data[0] % 4];
    switch (data[0] / 4 % 3) {
    case 0:
        run_changed(c, data + 1, size - 1);
        break;
    case 1:
        run_replicate(c, data + 1, size - 1);
        break;
    default:
        run_on(c, data + 1, (int64_t)size - 1);
    }
    return 0;
}
