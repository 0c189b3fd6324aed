/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers, dates, types, near names and texts for messages, from any text. */
#include <stdlib.h>

#include "fuzz/fuzz_one_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_numbers(const char *text)
{
    int64_t whole;
    double real, back;
    int32_t days;
    char written[32];
    if (cri_parse_f64(text, &real)) {
        must(real - real == 0);
        must(real ==
             strtod(text, NULL)); /* strtod reads all that we read; the C locale is set here */
        must(cri_parse_f64(cri_format_f64(real, written), &back) && back == real);
    }
    if (cri_parse_i64(text, &whole)) {
        must(whole == strtoll(text, NULL, 10));
        must(cri_parse_f64(text, &real));
    }
    if (cruce_date_parse(text, &days)) {
        cruce_date_text(days, written);
        must(strcmp(written, text) == 0);
    }
}

static void check_names(const char *text)
{
    static const char *const names[] = {"Bangui", "Bambari", "Bria", "Kaga Bandoro", "B", ""};
    char shown[72], hint[112];
    uint32_t flags;
    double movechance;
    cruce_settings settings;
    cruce_settings_init(&settings);
    must(cruce_type_parse(text, &settings, &flags, &movechance) == (flags != 0));
    must(cri_edit_distance(text, text) == 0);
    must(cri_edit_distance(text, names[3]) == cri_edit_distance(names[3], text));
    const char *near = cri_nearest_name(text, names, 6);
    must(strlen(cri_did_you_mean(near, hint)) < sizeof hint);
    must(strlen(cri_shown(text, shown)) < sizeof shown - 8);
    for (const char *p = shown; *p != '\0'; p += cri_utf8_length(p)) {
        must(cri_utf8_length(p) > 0); /* whole characters only */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    must(text != NULL);
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    check_numbers(text);
    check_names(text);
    free(text);
    return 0;
}
