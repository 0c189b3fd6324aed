/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers from and to text, and names that look alike.
 * Nothing here depends on the locale: decimal fractions are turned into whole digits and a power of ten
 * before the C library sees them (Clinger 1990, doi:10.1145/93542.93557, for the short ones).
 */
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DIGITS = 780,
    LONGEST_NAME = 128
}; /* 767 digits decide any double; the rest is sticky */

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    return text;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool cri_parse_i64(const char *text, int64_t *value)
{
    const char *p = skip_blanks(text);
    bool negative = *p == '-';
    uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t sum = 0;
    p += *p == '-' || *p == '+';
    if (!is_digit(*p)) {
        return false;
    }
    for (; is_digit(*p); p++) {
        uint64_t digit = (uint64_t)(*p - '0');
        if (sum > (most - digit) / 10) {
            return false;
        }
        sum = sum * 10 + digit;
    }
    if (*skip_blanks(p) != '\0') {
        return false;
    }
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return true;
}

/* A decimal number as whole digits times a power of ten: digit[0..n-1] without leading zeros. */
typedef struct decimal {
    char digit[MOST_DIGITS + 1];
    int32_t n;
    int64_t exponent;
    bool negative;
} decimal;

/* Digits before or after the point; the point itself moves the exponent. Returns where they end. */
static const char *take_digits(decimal *d, const char *p, bool fraction, bool *any)
{
    for (; is_digit(*p); p++) {
        *any = true;
        if (d->n < MOST_DIGITS && (d->n > 0 || *p != '0')) {
            d->digit[d->n++] = *p;
            d->exponent -= fraction;
        } else if (d->n == 0) {
            d->exponent -= fraction;
        } else {
            d->exponent += !fraction;
            if (*p != '0' && d->digit[MOST_DIGITS - 1] == '0') {
                d->digit[MOST_DIGITS - 1] =
                    '1'; /* something follows: never exactly between two doubles */
            }
        }
    }
    return p;
}

static bool take_decimal(decimal *d, const char *text)
{
    bool any = false;
    const char *p = skip_blanks(text);
    d->n = 0;
    d->exponent = 0;
    d->negative = *p == '-';
    p += *p == '-' || *p == '+';
    p = take_digits(d, p, false, &any);
    if (*p == '.') {
        p = take_digits(d, p + 1, true, &any);
    }
    if (any && (*p == 'e' || *p == 'E')) {
        int64_t power = 0;
        bool down = p[1] == '-';
        p += p[1] == '-' || p[1] == '+' ? 2 : 1;
        if (!is_digit(*p)) {
            return false;
        }
        for (; is_digit(*p); p++) {
            power = power < 1000000 ? power * 10 + (*p - '0') : power;
        }
        d->exponent += down ? -power : power;
    }
    return any && *skip_blanks(p) == '\0';
}

/* Exact for up to 15 digits and 22 powers of ten; else the C library, which never sees a decimal point. */
static double decimal_value(const decimal *d)
{
    static const double power_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                          1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (d->n == 0) {
        return 0.0;
    }
    if (d->n <= 15 && d->exponent >= -22 && d->exponent <= 22) {
        int64_t whole = 0;
        for (int32_t i = 0; i < d->n; i++) {
            whole = whole * 10 + (d->digit[i] - '0');
        }
        return d->exponent < 0 ? (double)whole / power_of_ten[-d->exponent]
                               : (double)whole * power_of_ten[d->exponent];
    }
    char text[MOST_DIGITS + 32];
    memcpy(text, d->digit, (size_t)d->n);
    snprintf(text + d->n, sizeof text - (size_t)d->n, "e%lld", (long long)d->exponent);
    return strtod(text, NULL);
}

bool cri_parse_f64(const char *text, double *value)
{
    decimal d;
    if (!take_decimal(&d, text)) {
        return false;
    }
    double size = decimal_value(&d);
    if (!(size <= 1.7976931348623157e308)) {
        return false;
    }
    *value = d.negative ? -size : size;
    return true;
}

/* `precision` significant digits of a value above 0, and the power of ten of the first one. */
static void digits_of(double value, int precision, decimal *d)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", precision - 1, value);
    const char *e = strchr(text, 'e');
    d->n = 0;
    d->negative = false;
    for (const char *p = text; p < e; p++) { /* skips the point, whatever the locale writes there */
        if (is_digit(*p)) {
            d->digit[d->n++] = *p;
        }
    }
    while (d->n > 1 && d->digit[d->n - 1] == '0') {
        d->n--;
    }
    d->exponent = strtol(e + 1, NULL, 10) - (d->n - 1);
}

static void shortest_digits(double value, decimal *d)
{
    /* From 15 digits down every decimal survives as a double, except among the very small ones. */
    for (int precision = value < 1e-290 ? 1 : 15; precision <= 17; precision++) {
        digits_of(value, precision, d);
        if (decimal_value(d) == value) {
            return;
        }
    }
}

char *cri_format_f64(double value, char text[32])
{
    char *p = text;
    if (value != value || value - value != 0.0) {
        return strcpy(text, value != value ? "nan" : value > 0 ? "inf" : "-inf");
    }
    decimal d = {.n = 1, .digit = "0"};
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if (bits >> 63) {
        *p++ = '-';
        value = -value;
    }
    if (value > 0.0) {
        shortest_digits(value, &d);
    }
    int32_t power = (int32_t)d.exponent + d.n - 1; /* of the first digit */
    if (power < -4 || power >= 16) {
        *p++ = d.digit[0];
        if (d.n > 1) {
            *p++ = '.';
            memcpy(p, d.digit + 1, (size_t)d.n - 1);
            p += d.n - 1;
        }
        snprintf(p, (size_t)(text + 32 - p), "e%c%02d", power < 0 ? '-' : '+', abs(power));
        return text;
    }
    for (int32_t i = power < 0 ? power : 0; i < d.n || i <= power + 1; i++) {
        if (i == power + 1) {
            *p++ = '.';
        }
        *p++ = i >= 0 && i < d.n ? d.digit[i] : '0';
    }
    *p = '\0';
    return text;
}

static int32_t least_of(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

int32_t cri_edit_distance(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b);
    size_t longer = length_a > length_b ? length_a : length_b;
    if (longer > LONGEST_NAME) {
        return strcmp(a, b) == 0 ? 0 : longer > INT32_MAX ? INT32_MAX : (int32_t)longer;
    }
    /* Insert, delete, replace, or swap two neighbours; three rows of the table of prefixes. */
    int32_t rows[3][LONGEST_NAME + 1];
    int32_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= length_b; j++) {
        row[j] = (int32_t)j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        int32_t *free_row = before;
        before = above;
        above = row;
        row = free_row;
        row[0] = (int32_t)i;
        for (size_t j = 1; j <= length_b; j++) {
            int32_t steps = above[j - 1] + (a[i - 1] != b[j - 1]);
            steps = least_of(steps, least_of(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                steps = least_of(steps, before[j - 2] + 1);
            }
            row[j] = steps;
        }
    }
    return row[length_b];
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The same but for capitals and the blanks around it: the commonest slip. */
static bool same_but_for_case(const char *a, const char *b)
{
    a = skip_blanks(a);
    b = skip_blanks(b);
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *skip_blanks(a) == '\0' && *skip_blanks(b) == '\0';
}

const char *cri_nearest_name(const char *name, const char *const *names, int32_t n)
{
    int32_t length = (int32_t)strnlen(name, LONGEST_NAME + 1);
    int32_t most = length / 3 > 1 ? length / 3 : 1;
    const char *nearest = NULL;
    if (length > LONGEST_NAME) {
        return NULL;
    }
    for (int32_t i = 0; i < n; i++) {
        if (same_but_for_case(name, names[i]) && names[i][0] != '\0') {
            return names[i];
        }
        int32_t other = (int32_t)strnlen(names[i], LONGEST_NAME + 1);
        if (other > LONGEST_NAME || abs(other - length) > most) {
            continue;
        }
        int32_t distance = cri_edit_distance(name, names[i]);
        if (distance <= most && distance < length && distance < other) {
            nearest = names[i];
            most = distance - 1; /* only a nearer one replaces it */
        }
    }
    return nearest;
}
