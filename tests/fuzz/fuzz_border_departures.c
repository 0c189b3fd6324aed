/* SPDX-License-Identifier: BSD-3-Clause */
/* departures.csv where there is a people.csv. */
#include "fuzz/fuzz_border.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_border_file("s/input_csv/departures.csv", data, size);
}
