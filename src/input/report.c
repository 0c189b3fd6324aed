/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Problems and warnings on their way from a reader to whoever listens: counted, held to 50 a file.
 * Works when memory is gone; allocates nothing.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "input/reading.h"

enum { MOST_REPORTS = 50 }; /* of one severity about one file */

static void hand_over(cri_reading *r, cruce_severity severity, const cruce_error *report)
{
    if (r->options->problem != NULL) {
        r->options->problem(r->options->problem_context, severity, report);
    }
}

static void say_how_many_more(cri_reading *r, cruce_severity severity)
{
    int64_t more = r->n_in_file[severity] - MOST_REPORTS;
    if (more <= 0) {
        return;
    }
    const char *what = severity == CRUCE_PROBLEM ? "problem" : "warning";
    cruce_error report;
    cri_fail_at(&report, CRUCE_ERR_INPUT, r->reported_file, 0, 0, "", "... and %lld more %s%s",
                (long long)more, what, more == 1 ? "" : "s");
    hand_over(r, severity, &report);
}

void cri_finish_reports(cri_reading *r)
{
    say_how_many_more(r, CRUCE_WARNING);
    say_how_many_more(r, CRUCE_PROBLEM);
    r->n_in_file[CRUCE_WARNING] = r->n_in_file[CRUCE_PROBLEM] = 0;
}

static bool is_reported_file(const cri_reading *r, const char *path)
{
    return strncmp(r->reported_file, path, sizeof r->reported_file - 1) == 0;
}

bool cri_reports_are_full(const cri_reading *r, const char *path)
{
    return is_reported_file(r, path) && (r->n_in_file[CRUCE_PROBLEM] >= MOST_REPORTS ||
                                         r->n_in_file[CRUCE_WARNING] >= MOST_REPORTS);
}

bool cri_is_worth_a_hint(const cri_reading *r, const char *path, int32_t n_names)
{
    const int64_t most_compared = 2000000; /* names a file; about a second */
    int64_t searches = r->n_in_file[CRUCE_PROBLEM] + r->n_in_file[CRUCE_WARNING];
    return !cri_reports_are_full(r, path) &&
           (!is_reported_file(r, path) || searches * n_names <= most_compared);
}

static void count_and_hand_over(cri_reading *r, cruce_severity severity, const cruce_error *report)
{
    if (!is_reported_file(r, report->file)) {
        cri_finish_reports(r);
        memcpy(r->reported_file, report->file, sizeof r->reported_file);
    }
    if (severity == CRUCE_PROBLEM && r->n_problems == 0) {
        r->first_problem = *report;
    }
    *(severity == CRUCE_PROBLEM ? &r->n_problems : &r->n_warnings) += 1;
    r->n_in_file[severity]++;
    if (r->n_in_file[severity] <= MOST_REPORTS) {
        hand_over(r, severity, report);
    }
}

void cri_report(cri_reading *r, cruce_severity severity, cruce_status code, const char *path,
                int32_t line, int32_t column, const char *field, const char *format, ...)
{
    char message[sizeof(((cruce_error *)0)->message)];
    cruce_error report;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cri_fail_at(&report, code, path, line, column, field, "%s", message);
    count_and_hand_over(r, severity, &report);
}

void cri_report_cell(cri_reading *r, cruce_severity severity, cruce_status code, const cri_csv *csv,
                     cri_cell cell, const char *field, const char *format, ...)
{
    char message[sizeof(((cruce_error *)0)->message)];
    int32_t line = 0, column = 0;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cri_csv_place(csv, cell.offset, &line, &column);
    cri_report(r, severity, code, csv->path, line, column, field, "%s", message);
}

void cri_expected(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                  const char *expected)
{
    char shown[72];
    if (cri_cell_is_blank(cell)) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, csv, cell, field,
                        "%s is empty; expected %s", field, expected);
    } else {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, csv, cell, field,
                        "%s is '%s'; expected %s", field, cri_shown(cell.text, shown), expected);
    }
}

const char *cri_shown(const char *text, char shown[72])
{
    enum { MOST_BYTES = 60 };
    int32_t n = 0, length;
    while (*text != '\0') {
        length = cri_utf8_length(text);
        if (n + (length > 0 ? length : 1) > MOST_BYTES) {
            memcpy(shown + n, "...", 4);
            return shown;
        }
        unsigned char c = (unsigned char)*text;
        if (length == 0 || c < 0x20 || c == 0x7f) {
            shown[n++] = '?';
            text++;
        } else {
            memcpy(shown + n, text, (size_t)length);
            n += length;
            text += length;
        }
    }
    shown[n] = '\0';
    return shown;
}

const char *cri_did_you_mean(const char *near, char text[112])
{
    char shown[72];
    text[0] = '\0';
    if (near != NULL) {
        snprintf(text, 112, "; did you mean '%s'?", cri_shown(near, shown));
    }
    return text;
}

/* 35, not 35.0 */
static const char *short_number(double value, char text[32])
{
    size_t n = strlen(cri_format_f64(value, text));
    if (n > 2 && strcmp(text + n - 2, ".0") == 0) {
        text[n - 2] = '\0';
    }
    return text;
}

const char *cri_range_text(bool whole, double least, double most, const char *unit, char text[160])
{
    char from[32], to[32], bounds[80] = "";
    short_number(least, from);
    short_number(most, to);
    if (least > -1e15 && most >= 1e15) {
        snprintf(bounds, sizeof bounds, " of at least %s", from);
    } else if (least > -1e15 || most < 1e15) {
        snprintf(bounds, sizeof bounds, " from %s to %s", from, to);
    }
    bool has_unit = unit[0] != '\0' && strcmp(unit, "1") != 0;
    snprintf(text, 160, "a %snumber%s%s%.60s%s", whole ? "whole " : "", bounds,
             has_unit ? " (" : "", has_unit ? unit : "", has_unit ? ")" : "");
    return text;
}
