/* SPDX-License-Identifier: BSD-3-Clause */
/* agents.csv. */
#include "fuzz/fuzz_scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const override[] = {"read_from_agents_csv_file=true"};
    fuzz_scenario f;
    fuzz_begin(&f);
    fuzz_set(&f, "s/input_csv/agents.csv", data, size);
    f.options.n_overrides = 1;
    f.options.override_text = override;
    cruce_scenario *scenario = fuzz_read(&f);
    for (int32_t i = 0; scenario != NULL && i < scenario->listed.n; i++) {
        if (scenario->listed.place[i] < 0 || scenario->listed.place[i] >= scenario->places.n) {
            __builtin_trap();
        }
    }
    cruce_scenario_destroy(scenario);
    return 0;
}
