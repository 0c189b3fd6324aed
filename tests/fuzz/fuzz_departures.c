/* SPDX-License-Identifier: BSD-3-Clause */
/* departures.csv. */
#include "fuzz/fuzz_one_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one_file("s/input_csv/departures.csv", data, size);
}
