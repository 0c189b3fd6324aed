/* SPDX-License-Identifier: BSD-3-Clause */
/* demographics_age.csv and demographics_gender.csv, with 0xff between them. */
#include "fuzz/fuzz_scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every column of a table that was accepted can be drawn from. */
static void check_weights(const cruce_demographic *d)
{
    for (int32_t c = 0; c < d->n_columns; c++) {
        double sum = 0;
        for (int32_t v = 0; v < d->n_values; v++) {
            sum += d->weight[(int64_t)v * d->n_columns + c];
        }
        if (!(sum > 0 && sum < 1e300)) {
            __builtin_trap();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_scenario f;
    fuzz_begin(&f);
    const uint8_t *age = data;
    fuzz_set(&f, "s/input_csv/demographics_age.csv", age, fuzz_part(&data, &size));
    if (size > 0) {
        fuzz_set(&f, "s/input_csv/demographics_gender.csv", data, size);
    }
    cruce_scenario *scenario = fuzz_read(&f);
    for (int32_t i = 0; scenario != NULL && i < scenario->n_demographics; i++) {
        check_weights(&scenario->demographic[i]);
    }
    cruce_scenario_destroy(scenario);
    return 0;
}
