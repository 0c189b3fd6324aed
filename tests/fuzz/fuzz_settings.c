/* SPDX-License-Identifier: BSD-3-Clause */
/* simsetting.yml, scenario.yml and one --set, in this order with 0xff between them. */
#include <stdlib.h>

#include "fuzz/fuzz_scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every number lies in the range that parameters.def states. */
static void check_ranges(const cruce_settings *settings)
{
    int32_t n;
    const cruce_setting_info *info = cruce_settings_list(&n);
    for (int32_t i = 0; i < n; i++) {
        const void *field = (const char *)settings + info[i].offset;
        double value = info[i].least;
        if (info[i].kind == CRUCE_REAL) {
            value = *(const double *)field;
        } else if (info[i].kind == CRUCE_WHOLE) {
            value = (double)*(const int64_t *)field;
        }
        if (!(value >= info[i].least && value <= info[i].most)) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_scenario f;
    const char *override[1];
    fuzz_begin(&f);
    const uint8_t *settings = data;
    fuzz_set(&f, "s/simsetting.yml", settings, fuzz_part(&data, &size));
    if (size > 0) {
        const uint8_t *scenario_yml = data;
        fuzz_set(&f, "s/scenario.yml", scenario_yml, fuzz_part(&data, &size));
    }
    char *text = calloc(size + 1, 1);
    if (size > 0 && text != NULL) {
        memcpy(text, data, size);
        override[0] = text;
        f.options.n_overrides = 1;
        f.options.override_text = override;
    }
    cruce_scenario *scenario = fuzz_read(&f);
    if (scenario != NULL) {
        check_ranges(&scenario->settings);
    }
    cruce_scenario_destroy(scenario);
    free(text);
    return 0;
}
