/* SPDX-License-Identifier: BSD-3-Clause */
/* locations.csv with sectors. */
#include "fuzz/fuzz_border.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_border_file("s/input_csv/locations.csv", data, size);
}
