/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every parameter of a border in effect with origin, unit, range, quality, source: for run.json and the table parameters;
 * and the border's part of run.json. The rest of run.json is run_json.c, other tables are run_tables.c.
 * No published method.
 */
#include <string.h>

#include "cruce/border_lists.h"
#include "output/output_internal.h"

/* The row of parameters.csv that sets an address last; CRUCE_NONE: none. */
static int32_t row_of(const cruce_parameter_rows *rows, const char *address)
{
    for (int32_t i = rows->n - 1; i >= 0; i--) {
        if (strcmp(rows->parameter[i], address) == 0) {
            return i;
        }
    }
    return CRUCE_NONE;
}

static bool is_set(const cruce_run_info *info, const char *address)
{
    size_t length = strlen(address);
    for (int32_t i = 0; i < info->n_overrides; i++) {
        if (strncmp(info->override_text[i], address, length) == 0 &&
            info->override_text[i][length] == '=') {
            return true;
        }
    }
    return false;
}

/* Who is told of each parameter, and what their values come from. */
typedef struct telling {
    const cruce_border *border;
    const cruce_run_info *info;
    cri_parameter_fn *take;
    void *context;
} telling;

static void tell(const telling *to, cri_parameter it)
{
    const cruce_parameter_rows *rows = &to->border->parameter_rows;
    int32_t row = row_of(rows, it.name);
    if (row != CRUCE_NONE) {
        it.quality = cruce_quality_text(rows->quality[row]);
        it.source = rows->source[row];
        it.low = rows->low[row] > -1e300 ? rows->low[row] : it.low;
        it.high = rows->high[row] < 1e300 ? rows->high[row] : it.high;
    }
    it.origin = is_set(to->info, it.name) ? "--set"
                : row != CRUCE_NONE       ? "parameters.csv"
                                          : "default";
    to->take(to->context, &it);
}

/* Rows of parameters.csv that set a cell of another file. */
static bool is_cell(const cruce_parameter_rows *rows, int32_t row)
{
    return strchr(rows->parameter[row], '[') != NULL && row_of(rows, rows->parameter[row]) == row;
}

/* A cell of another file, with what that file says of it. */
static void tell_cell(const telling *to, const char *address)
{
    cri_parameter it = {.name = address};
    cruce_cell_info cell;
    if (cruce_border_cell_info(to->border, address, &cell) &&
        cruce_border_cell_value(to->border, address, &it.value)) {
        it.unit = cell.unit;
        it.quality = cell.quality;
        it.source = cell.source;
        it.low = cell.least;
        it.high = cell.most;
        tell(to, it);
    }
}

/* A cell that --set gave a value and parameters.csv does not name; the last --set of each counts. */
static void tell_override(const telling *to, int32_t i)
{
    char address[300];
    const cruce_run_info *info = to->info;
    const char *text = info->override_text[i], *equals = strrchr(text, '=');
    if (equals == NULL || equals - text >= (ptrdiff_t)sizeof address) {
        return;
    }
    memcpy(address, text, (size_t)(equals - text));
    address[equals - text] = '\0';
    for (int32_t later = i + 1; later < info->n_overrides; later++) {
        if (strncmp(info->override_text[later], text, (size_t)(equals - text) + 1) == 0) {
            return;
        }
    }
    if (strchr(address, '[') != NULL &&
        row_of(&to->border->parameter_rows, address) == CRUCE_NONE) {
        tell_cell(to, address);
    }
}

void cri_each_parameter(const cruce_border *border, const cruce_run_info *info,
                        cri_parameter_fn *take, void *context)
{
    telling to = {border, info, take, context};
    int32_t n;
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    for (int32_t i = 0; i < n; i++) {
        cri_parameter it = {list[i].name, list[i].unit, NULL, list[i].quality, list[i].source, 0,
                            list[i].low,  list[i].high};
        memcpy(&it.value, (const char *)&border->parameters + list[i].offset, sizeof it.value);
        tell(&to, it);
    }
    for (int32_t row = 0; row < border->parameter_rows.n; row++) {
        if (is_cell(&border->parameter_rows, row)) {
            tell_cell(&to, border->parameter_rows.parameter[row]);
        }
    }
    for (int32_t i = 0; i < info->n_overrides; i++) {
        tell_override(&to, i);
    }
}

/* --- run.json --- */

static void write_text(cruce_writer *w, const char *key, const char *value)
{
    cruce_writer_text(w, ", ");
    cruce_writer_json_text(w, key);
    cruce_writer_text(w, ": ");
    cruce_writer_json_text(w, value != NULL ? value : "");
}

static void write_number(cruce_writer *w, const char *key, double value)
{
    cruce_writer_text(w, ", ");
    cruce_writer_json_text(w, key);
    cruce_writer_text(w, ": ");
    cruce_writer_double(w, value);
}

typedef struct json_list {
    cruce_writer *w;
    bool has_some;
} json_list;

static void write_parameter(void *context, const cri_parameter *it)
{
    json_list *list = context;
    cruce_writer *w = list->w;
    cruce_writer_text(w, list->has_some ? ",\n      " : "\n      ");
    list->has_some = true;
    cruce_writer_json_text(w, it->name);
    cruce_writer_text(w, ": {\"value\": ");
    cruce_writer_double(w, it->value);
    write_text(w, "origin", it->origin);
    write_text(w, "unit", it->unit);
    write_number(w, "low", it->low);
    write_number(w, "high", it->high);
    write_text(w, "quality", it->quality);
    write_text(w, "source", it->source);
    cruce_writer_text(w, "}");
}

void cri_write_border_info(cruce_writer *w, const cruce_scenario *scenario,
                           const cruce_run_info *info)
{
    const cruce_border *b = &scenario->border;
    char date[16];
    json_list list = {.w = w};

    cruce_date_text(scenario->start_days + b->report_from_day, date);
    cruce_writer_text(w, "  \"border\": {\n    \"variant\": ");
    if (b->variant != NULL) {
        cruce_writer_json_text(w, b->variant);
    } else {
        cruce_writer_text(w, "null");
    }
    cruce_writer_text(w, ",\n    \"report_from\": ");
    cruce_writer_json_text(w, date);
    cruce_writer_text(w, ",\n    \"parameters\": {");
    cri_each_parameter(b, info, write_parameter, &list);
    cruce_writer_text(w, "\n    }\n  },\n");
}
