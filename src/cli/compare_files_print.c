/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Paired differences for readers: what was compared, what differs in the inputs, largest differences first.
 * No published method.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare_files.h"

enum { NAME_WIDTH = 34, FEW_LINES = 8, MOST_CHANGES = 12 };

/* --- heading --- */

typedef struct changes {
    const compare_files *f;
    int n;
} changes;

static void print_change(void *context, const cruce_pair_change *change)
{
    changes *all = context;
    const compare_files *f = all->f;
    if (all->n++ >= MOST_CHANGES && (f->options->given & CLI_FULL) == 0) {
        return;
    }
    printf("  %-9s %s", change->what, change->name);
    if (change->a == NULL || change->b == NULL) {
        printf(": only in %s\n", f->name[change->a != NULL ? 0 : 1]);
    } else if (strcmp(change->what, "input") == 0) {
        printf(": another file\n");
    } else {
        printf(": %s against %s\n", change->a, change->b);
    }
}

static void print_heading(const compare_files *f)
{
    const char *seed = cruce_pair_info(f->pair, 0, "seed");
    const char *variant = cruce_pair_info(f->pair, 0, "variant_title");
    int32_t n = cruce_pair_replicates_count(f->pair);
    changes all = {.f = f};
    cruce_error err = {0};
    printf("%s\n%s minus %s", cruce_pair_info(f->pair, 0, "title"), f->name[0], f->name[1]);
    printf("%s%s%s", variant[0] != '\0' ? " (" : "", variant, variant[0] != '\0' ? ")" : "");
    printf(", %d replicate%s of seed %s%s\n", (int)n, n == 1 ? "" : "s", seed,
           n == 1 ? ": no bands" : ", each with its twin; bands hold nine of ten differences");
    printf("\nWhat differs between them\n");
    if (cruce_pair_changes(f->pair, print_change, &all, &err) != CRUCE_OK) {
        printf("  %s\n", err.message);
    } else if (all.n == 0) {
        printf("  nothing: no input, setting or parameter\n");
    } else if (all.n > MOST_CHANGES && (f->options->given & CLI_FULL) == 0) {
        printf("  and %d more; --full shows all\n", all.n - MOST_CHANGES);
    }
}

/* --- lines --- */

typedef struct shown {
    char name[3 * COMPARE_LABEL];
    int64_t order; /* of its row */
    cruce_difference d;
} shown;

/* Rounded where it is large, with one decimal where it is small. `signs`: + in front of what is more. */
static const char *number_text(double value, bool signs, char text[48])
{
    char digits[40];
    double size = fabs(value);
    if (isnan(value)) {
        snprintf(text, 48, "-");
        return text;
    }
    if (size >= 100 || rint(size * 10) == 10 * rint(size)) {
        cli_grouped(rint(size), digits);
    } else {
        snprintf(digits, sizeof digits, "%.1f", size);
    }
    bool is_zero = strcmp(digits, "0") == 0 || strcmp(digits, "0.0") == 0;
    snprintf(text, 48, "%s%s", is_zero ? "" : value < 0 ? "-" : signs ? "+" : "", digits);
    return text;
}

/* In how many replicates the sign is that of most of them. */
static void print_sign(const cruce_difference *d)
{
    int32_t most = d->n_above > d->n_below ? d->n_above : d->n_below;
    if (most == 0) {
        printf("  the same in all\n");
    } else {
        printf("  %s in %d of %d\n", d->n_above >= d->n_below ? "more" : "less", (int)most,
               (int)d->n);
    }
}

static void print_line(const compare_files *f, const shown *it)
{
    char first[48], run[48], middle[48], low[48], high[48], band[100];
    printf("  ");
    cli_print_padded(stdout, it->name, NAME_WIDTH - 2);
    printf(" %13s %13s %13s", number_text(it->d.b_p50, false, first),
           number_text(it->d.a_p50, false, run), number_text(it->d.p50, true, middle));
    if (cruce_pair_replicates_count(f->pair) > 1) {
        snprintf(band, sizeof band, "%s to %s", number_text(it->d.p05, true, low),
                 number_text(it->d.p95, true, high));
        printf("  %23s", band);
        print_sign(&it->d);
    } else {
        putchar('\n');
    }
}

static int by_size(const void *a, const void *b)
{
    const shown *x = a, *y = b;
    double p = fabs(x->d.p50), q = fabs(y->d.p50), u = fabs(x->d.mean), v = fabs(y->d.mean);
    if (p < q || p > q) {
        return p < q ? 1 : -1;
    }
    if (u < v || u > v) {
        return u < v ? 1 : -1;
    }
    return strcmp(x->name, y->name);
}

static int by_order(const void *a, const void *b)
{
    const shown *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

/* --- one table of a page --- */

typedef struct section {
    compare_view view;
    const char *heading, *quantity;
} section;

static const section sections[] = {
    {COMPARE_BY_MONTH, "Encounters by month", "persons"},
    {COMPARE_BY_SECTOR, "Encounters between ports, by sector", "persons"},
    {COMPARE_BY_OFFICE, "Encounters at ports, by field office", "persons"},
    {COMPARE_BY_NATIONALITY, "All encounters, by nationality", "persons"},
    {COMPARE_BY_PORT, "Crossed, by crossing and mode (units)", "crossed"},
    {COMPARE_BY_PORT, "Wait, mean of the months (min)", "wait_mean"},
    {COMPARE_BY_PORT, "Hours closed (h)", "closed_hours"},
    {COMPARE_BY_PORT, "Cost of delay to trucks and goods (USD)", "delay_cost"},
    {COMPARE_BY_PLACE, "Persons at places, at the end", "persons"},
};

static void name_row(compare_view view, const compare_row *row, char *name, size_t size)
{
    switch (view) {
    case COMPARE_BY_MONTH:
        snprintf(name, size, "%s%s%s", row->label[0], row->label[1][0] == '(' ? "" : " ",
                 row->label[1][0] == '(' ? "" : row->label[1]);
        break;
    case COMPARE_BY_PORT:
        snprintf(name, size, "%s %s", row->label[1], row->label[2]);
        break;
    case COMPARE_BY_PLACE:
        snprintf(name, size, "%s", row->label[1]);
        break;
    default:
        snprintf(name, size, "%s", row->label[view == COMPARE_BY_NATIONALITY ? 3 : 2]);
        break;
    }
}

static int32_t column_of(const compare_sums *sums, const char *name)
{
    for (int32_t c = 0; c < sums->n_columns; c++) {
        if (strcmp(sums->column_name[c], name) == 0) {
            return c;
        }
    }
    return CRUCE_NONE;
}

static const compare_sums *sums_of(const compare_files *f, compare_view view)
{
    for (int t = 0; t < COMPARE_TABLES; t++) {
        const compare_sums *sums = view == COMPARE_BY_MONTH ? &f->month[t] : &f->total[t];
        if (sums->n > 0 && (strcmp(sums->table, compare_view_table(view)) == 0 ||
                            (view == COMPARE_BY_MONTH && f->month[0].n == 0))) {
            return sums;
        }
    }
    return NULL;
}

/* The rows of a section with their differences; returns how many. `list` has room for all of the sums. */
static int64_t list_rows(const compare_files *f, const section *it, const compare_sums *sums,
                         shown *list)
{
    int32_t column = column_of(sums, it->quantity);
    int64_t n = 0;
    for (int64_t i = 0; column != CRUCE_NONE && i < sums->n; i++) {
        const char *label[CRUCE_MOST_PAIR_LABELS];
        for (int32_t k = 0; k < sums->n_labels; k++) {
            label[k] = sums->row[i].label[k];
        }
        if (compare_view_has(it->view, sums->table, label)) {
            list[n].d = compare_sums_difference(sums, &sums->row[i], column, f->scratch);
            list[n].order = i;
            name_row(it->view, &sums->row[i], list[n].name, sizeof list[n].name);
            n++;
        }
    }
    return n;
}

/* Those that are the same in every replicate go to the end and are only counted. */
static int64_t drop_equal(shown *list, int64_t n)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < n; i++) {
        if (list[i].d.n_above + list[i].d.n_below > 0) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static void print_section(const compare_files *f, const section *it)
{
    const compare_sums *sums = sums_of(f, it->view);
    shown *list = sums != NULL ? calloc((size_t)sums->n, sizeof *list) : NULL;
    if (list == NULL) {
        return;
    }
    bool in_full = f->view != COMPARE_VIEWS || (f->options->given & CLI_FULL) != 0;
    bool is_month = it->view == COMPARE_BY_MONTH;
    int64_t n = list_rows(f, it, sums, list), kept = drop_equal(list, n);
    qsort(list, (size_t)kept, sizeof *list, is_month ? by_order : by_size);
    int64_t lines = in_full || is_month || kept <= FEW_LINES ? kept : FEW_LINES;
    if (n > 0) {
        printf("\n%s%s%s\n",
               strcmp(sums->table, "place_months") == 0 && is_month
                   ? "Persons at all places, by month"
                   : it->heading,
               f->options->month != NULL ? ", " : "",
               f->options->month != NULL ? f->options->month : "");
    }
    if (lines > 0) {
        printf("  %-*s %13.13s %13.13s %13s\n", NAME_WIDTH - 2, "", f->name[1], f->name[0],
               "difference");
    }
    for (int64_t i = 0; i < lines; i++) {
        print_line(f, &list[i]);
    }
    if (lines < kept) {
        printf("  and %lld more that differ; --by %s shows all\n", (long long)(kept - lines),
               compare_view_text(it->view));
    }
    if (kept < n) {
        printf("  the same in every replicate: %lld of %lld\n", (long long)(n - kept),
               (long long)n);
    }
    free(list);
}

void compare_files_print(const compare_files *f)
{
    print_heading(f);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (f->view == COMPARE_VIEWS || f->view == sections[i].view) {
            print_section(f, &sections[i]);
        }
    }
    putchar('\n');
}
