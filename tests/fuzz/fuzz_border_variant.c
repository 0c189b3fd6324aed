/* SPDX-License-Identifier: BSD-3-Clause */
/* variant.yml, measures.csv, rules.csv and parameters.csv of a variant, divided by bytes 0xff. */
#include "fuzz/fuzz_border.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"s/variants/v/variant.yml", "s/variants/v/measures.csv",
                                        "s/variants/v/rules.csv", "s/variants/v/parameters.csv"};
    fuzz_scenario f;
    fuzz_begin_border(&f);
    f.options.variant = "v";
    for (int i = 0; i < 4; i++) {
        const uint8_t *begin = data;
        size_t n = fuzz_part(&data, &size);
        fuzz_set(&f, paths[i], begin, n);
    }
    cruce_scenario *scenario = fuzz_read(&f);
    if (scenario != NULL) {
        check_border(scenario);
    }
    cruce_scenario_destroy(scenario);
    return 0;
}
