/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce compare: variants of one scenario beside each other and beside what was published.
 * Running is left to src/study; the pages are compare_months.c, compare_events.c, compare_changes.c.
 * Common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "compare_files.h"

/* Names on the command line or found in the folder, as one text cut in place. */
typedef struct names {
    char text[2048];
    int n;
    const char *name[COMPARE_MOST];
} names;

static int too_many(void)
{
    return cli_complain(CLI_WRONG, "more than %d variants; name some with --variants",
                        COMPARE_MOST);
}

/* Cuts "a,b,c" at commas. */
static int split_names(names *to, const char *list)
{
    to->n = 0;
    if (strlen(list) >= sizeof to->text) {
        return cli_complain(CLI_WRONG, "the list of variants is too long");
    }
    memcpy(to->text, list, strlen(list) + 1);
    for (char *at = to->text; at != NULL;) {
        char *comma = strchr(at, ',');
        if (comma != NULL) {
            *comma = '\0';
        }
        if (to->n == COMPARE_MOST) {
            return too_many();
        }
        if (at[0] == '\0') {
            return cli_complain(CLI_WRONG, "a name in the list of variants is empty");
        }
        to->name[to->n++] = at;
        at = comma != NULL ? comma + 1 : NULL;
    }
    return CLI_OK;
}

static int by_text(const void *a, const void *b)
{
    const char *const *x, *const *y;
    x = a;
    y = b;
    return strcmp(*x, *y);
}

/* base, then every variant of the scenario by name. */
static int find_names(names *to, const char *folder)
{
    cruce_variants variants;
    cruce_error err = {0};
    size_t used = sizeof "base";
    int status = CLI_OK;
    cruce_status st = cruce_variants_read(&variants, folder, NULL, NULL, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    to->n = 0;
    memcpy(to->text, "base", sizeof "base");
    to->name[to->n++] = to->text;
    for (int32_t i = 0; i < variants.n; i++) {
        size_t length = strlen(variants.variant[i].name) + 1;
        if (to->n == COMPARE_MOST || used + length > sizeof to->text) {
            status = too_many();
            break;
        }
        memcpy(to->text + used, variants.variant[i].name, length);
        to->name[to->n++] = to->text + used;
        used += length;
    }
    cruce_variants_free(&variants);
    qsort(to->name + 1, (size_t)to->n - 1, sizeof *to->name, by_text);
    return status;
}

static int number_of(const names *all, const char *name, size_t length)
{
    for (int i = 0; i < all->n; i++) {
        if (strlen(all->name[i]) == length && strncmp(all->name[i], name, length) == 0) {
            return i;
        }
    }
    return -1;
}

/* "deal:no_deal,review:base"; without the option, each against the first. */
static int read_pairs(comparison *c, const names *all, const char *text)
{
    if (text == NULL) {
        for (int i = 1; i < all->n; i++) {
            c->pair[c->n_pairs][0] = i;
            c->pair[c->n_pairs++][1] = 0;
        }
        return CLI_OK;
    }
    while (text != NULL && text[0] != '\0' && c->n_pairs < COMPARE_MOST) {
        const char *comma = strchr(text, ','), *end = comma != NULL ? comma : text + strlen(text);
        const char *colon = memchr(text, ':', (size_t)(end - text));
        int a = colon != NULL ? number_of(all, text, (size_t)(colon - text)) : -1;
        int b = colon != NULL ? number_of(all, colon + 1, (size_t)(end - colon - 1)) : -1;
        if (a < 0 || b < 0 || a == b) {
            return cli_complain(CLI_WRONG,
                                "--pairs has '%.*s'; expected VARIANT:VARIANT, both among those "
                                "that are run",
                                (int)(end - text), text);
        }
        c->pair[c->n_pairs][0] = a;
        c->pair[c->n_pairs++][1] = b;
        text = comma != NULL ? comma + 1 : NULL;
    }
    return CLI_OK;
}

/* Reads and runs one variant; only the first keeps its days. */
static int run_variant(const cli_options *options, const char *name, compare_variant *v,
                       bool keeps_days)
{
    cli_options its = *options;
    its.variant = strcmp(name, "base") == 0 ? NULL : name;
    v->name = name;
    int status = cli_read_scenario(&its, &v->scenario);
    if (status == CLI_OK && !v->scenario->border.has_border) {
        return cli_complain(CLI_WRONG,
                            "%s has no border (people.csv); only such scenarios have "
                            "variants to compare",
                            options->word[0]);
    }
    if (status == CLI_OK && v->scenario->border.report_from_day >= v->scenario->n_days) {
        return cli_complain(CLI_WRONG, "%s: no day is reported, so there is nothing to compare",
                            options->word[0]);
    }
    if (status == CLI_OK) {
        status = cli_run_ensemble(&its, v->scenario, false, NULL, &v->ensemble);
    }
    if (status == CLI_OK && !keeps_days) {
        cruce_ensemble_forget_days(v->ensemble);
    }
    return status;
}

static void print_heading(const comparison *c, const cli_options *options)
{
    char from[16], until[16];
    int32_t first, last, n = cruce_border_months_count(c->variant[0].ensemble);
    cruce_border_month_days(c->variant[0].ensemble, 0, &first, &last);
    compare_date(c, first, from);
    cruce_border_month_days(c->variant[0].ensemble, n - 1, &first, &last);
    printf("%s\n%s to %s, %d replicates of seed %lu", c->variant[0].scenario->title, from,
           compare_date(c, last - 1, until), (int)c->n_replicates, (unsigned long)options->seed);
    printf("%s\n", c->n_replicates > 1 ? "; bands hold nine of ten" : ": no bands");
    printf("A hindcast: people set out as counts made on the way say; it is no forecast.\n"
           "Encounters are events: who tries twice counts twice.\n");
}

static void print_pages(const comparison *c, const cli_options *options)
{
    print_heading(c, options);
    compare_print_months(c);
    compare_print_said(c);
    compare_print_groups(c);
    compare_print_closures(c);
    compare_print_variants(c);
    compare_print_changes(c);
    compare_print_rules(c);
    compare_print_basis(c);
}

static void free_comparison(comparison *c)
{
    cruce_series_free(&c->list);
    for (int i = 0; i < c->n; i++) {
        cruce_ensemble_destroy(c->variant[i].ensemble);
        cruce_scenario_destroy(c->variant[i].scenario);
    }
    free(c->one);
}

static int run_compare(const cli_options *options)
{
    comparison c = {.n_replicates = options->n_replicates};
    names all = {.n = 0};
    cruce_error err = {0};
    double started = cli_seconds();

    if (options->n_words > 1 || cli_is_gpkg(options->word[0])) {
        return cli_compare_files(options);
    }
    if ((options->given & (CLI_BY | CLI_MONTH | CLI_JSON | CLI_OUTPUT | CLI_FULL)) != 0) {
        return cli_complain(CLI_WRONG, "--by, --month, --full, --json and -o go with two results: "
                                       "cruce compare A.gpkg B.gpkg");
    }
    int status = options->variants != NULL ? split_names(&all, options->variants)
                                           : find_names(&all, options->word[0]);
    if (status == CLI_OK) {
        status = read_pairs(&c, &all, options->pairs);
    }
    c.one = calloc((size_t)c.n_replicates, sizeof *c.one);
    if (c.one == NULL) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    for (; status == CLI_OK && c.n < all.n; c.n++) {
        status = run_variant(options, all.name[c.n], &c.variant[c.n], c.n == 0);
    }
    if (status == CLI_OK) {
        cruce_status st = cruce_series_collect(&c.list, c.variant[0].ensemble, &err);
        status = st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
    }
    if (status == CLI_OK) {
        print_pages(&c, options);
    }
    if (status == CLI_OK && (options->given & CLI_QUIET) == 0) {
        cli_print_effort(started);
    }
    free_comparison(&c);
    return status;
}

const cli_command cli_compare = {
    .name = "compare",
    .words = "FOLDER | FIRST.gpkg OTHER.gpkg ...",
    .least_words = 1,
    .most_words = CLI_MOST_WORDS,
    .options = (CLI_HOW_TO_RUN & ~(unsigned)CLI_VARIANT) | CLI_VARIANTS | CLI_PAIRS | CLI_QUIET |
               CLI_BY | CLI_MONTH | CLI_FULL | CLI_JSON | CLI_OUTPUT,
    .run = run_compare,
    .sentence = "variants of a border beside each other and beside what was published; two results",
    .more = "  Runs the scenario and its variants with the same chance and prints: encounters by "
            "month beside\n"
            "  the published ones, figures that were reported, caravans, closures with waits and "
            "trade held up,\n"
            "  and what each variant changed, with its band.\n\n"
            "  With results instead (cruce run -o NAME.gpkg): what each later one changed against "
            "the first,\n"
            "  replicate by replicate, largest differences first, with bands from 5 to 95 % and in "
            "how many\n"
            "  replicates the sign is the same. Both need the same seed, replicates and days. -o "
            "FILE.csv\n"
            "  writes all rows (cruce explain differences), --json the same.\n",
};
