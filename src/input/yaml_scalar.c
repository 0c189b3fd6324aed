/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the type that a scalar has for a reader of YAML 1.1: nothing, true or false, a number, text
 * Leaves  what a setting makes of it to settings_values.c
 * Source  https://yaml.org/type/ (bool, int, float, null) as PyYAML resolves them, which Flee reads with
 */
#include "input/yaml.h"

#include <string.h>
#include <strings.h>

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(text, *words) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const NULLS[] = {"", "~", "null", "Null", "NULL", NULL};
static const char *const TRUES[] = {"true", "True", "TRUE", "yes", "Yes",
                                    "YES",  "on",   "On",   "ON",  NULL};
static const char *const FALSES[] = {"false", "False", "FALSE", "no",  "No",
                                     "NO",    "off",   "Off",   "OFF", NULL};

bool cri_looks_boolean(const char *text)
{
    static const char *const words[] = {"true", "false", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int32_t digit_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

/* 0x1F, 0b101 and 017: whole numbers to another base. Text has no underscores any more. */
static bool other_base(const char *text, double *number, bool *octal)
{
    bool negative = *text == '-';
    text += *text == '-' || *text == '+' ? 1 : 0;
    if (text[0] != '0' || text[1] == '\0') {
        return false;
    }
    int32_t base = text[1] == 'x' ? 16 : text[1] == 'b' ? 2 : 8;
    text += base == 8 ? 1 : 2;
    double value = 0;
    bool any = false;
    for (; *text != '\0'; text++, any = true) {
        int32_t digit = digit_of(*text);
        if (digit >= base) {
            return false;
        }
        value = value * base + digit;
    }
    *number = negative ? -value : value;
    *octal = base == 8;
    return any;
}

/* Underscores may stand behind a digit, but not in an exponent. False if there is no number in any case. */
static bool drop_underscores(const char *text, char digits[64])
{
    size_t n = 0;
    bool digit_before = false;
    for (const char *c = text; *c != '\0'; c++) {
        if (n == 63 || (*c == '_' && !digit_before)) {
            return false;
        }
        digit_before = (digit_before || (*c >= '0' && *c <= '9')) && *c != 'e' && *c != 'E';
        if (*c != '_') {
            digits[n++] = *c;
        }
    }
    digits[n] = '\0';
    return true;
}

cri_scalar cri_yaml_resolve(const cri_yaml_node *node)
{
    cri_scalar s = {.type = CRI_SCALAR_TEXT};
    if (node->plain && is_one_of(node->text, NULLS)) {
        s.type = CRI_SCALAR_NULL;
        return s;
    }
    bool yes = is_one_of(node->text, TRUES);
    if (node->plain && (yes || is_one_of(node->text, FALSES))) {
        s = (cri_scalar){.type = CRI_SCALAR_BOOL, .number = yes ? 1 : 0, .is_number = true};
        return s;
    }
    char digits[64];
    if (!drop_underscores(node->text, digits)) {
        return s;
    }
    if ((node->plain && other_base(digits, &s.number, &s.octal)) ||
        cri_parse_f64(digits, &s.number)) {
        s.is_number = true;
        s.number += 0.0; /* no -0 */
        s.type = node->plain ? CRI_SCALAR_NUMBER : CRI_SCALAR_TEXT;
    }
    return s;
}
