/* SPDX-License-Identifier: BSD-3-Clause */
/* data_layout.csv, the counts of C, those of D, and registration_corrections.csv, with 0xff between them. */
#include "fuzz/fuzz_scenario.h"
#include "model/register_daily.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads every table on days in, before and behind its rows: must stay within what a count can be. */
static void look_up(const cruce_scenario *scenario)
{
    cri_daily daily;
    if (cri_daily_init(&daily, &scenario->registered, &scenario->settings, NULL) != CRUCE_OK) {
        return;
    }
    for (int32_t day = -3; day < 40; day++) {
        for (int32_t i = 0; i < scenario->registered.n && i < 20; i++) {
            int64_t persons = cri_daily_field(&daily, i, day);
            if (persons < 0 || persons > INT64_C(1000000000000000)) {
                __builtin_trap();
            }
        }
        cri_daily_difference(&daily, day);
    }
    cri_daily_free(&daily);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"s/source_data/data_layout.csv", "s/source_data/c.csv",
                                        "s/source_data/d.csv",
                                        "s/input_csv/registration_corrections.csv",
                                        "s/simsetting.yml"};
    fuzz_scenario f;
    fuzz_begin(&f);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0] && (i == 0 || size > 0); i++) {
        const uint8_t *bytes = data;
        fuzz_set(&f, paths[i], bytes, fuzz_part(&data, &size));
    }
    cruce_scenario *scenario = fuzz_read(&f);
    if (scenario != NULL && scenario->has_register) {
        look_up(scenario);
    }
    cruce_scenario_destroy(scenario);
    return 0;
}
