/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    governments.csv, people.csv, sectors.csv, affinity.csv: who there is, and what follows from these files alone
 * Leaves  ports to border_ports.c
 * Source  include/cruce/border_columns.h
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cruce/rng.h"
#include "input/border_table.h"

/* --- governments, and whose the countries are --- */

static int by_country(const void *a, const void *b)
{
    const cri_country *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order != 0
               ? order
               : (left->government > right->government) - (left->government < right->government);
}

cruce_government_id cri_government_of_country(const cri_reading *r, const char *name)
{
    int32_t low = 0, high = r->n_countries;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (strcmp(r->country[middle].name, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < r->n_countries && strcmp(r->country[low].name, name) == 0;
    return found ? r->country[low].government : CRUCE_NONE;
}

/* All countries of a government behind those that are listed already. */
static bool list_countries(cri_reading *r, int32_t g)
{
    cri_part part;
    const char *at = r->scenario->border.governments.countries[g];
    while (cri_next_part(&at, ';', &part)) {
        if (part.text[0] == '\0') {
            continue;
        }
        cri_country *country = &r->country[r->n_countries++];
        country->government = g;
        country->name = cri_arena_text(r->arena, part.text, strlen(part.text));
        if (country->name == NULL) {
            return false;
        }
    }
    return true;
}

static cruce_status index_countries(cri_reading *r)
{
    const cruce_governments *governments = &r->scenario->border.governments;
    int64_t n = 0;
    for (int32_t g = 0; g < governments->n; g++) {
        n += cri_count_parts(governments->countries[g], ';');
    }
    r->country = cri_arena_array(r->arena, n, sizeof *r->country);
    if (r->country == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t g = 0; g < governments->n; g++) { /* an agency has no countries of its own */
        if (governments->agency[g][0] == '\0' && !list_countries(r, g)) {
            return CRUCE_ERR_MEMORY;
        }
    }
    if (r->n_countries > 0) {
        qsort(r->country, (size_t)r->n_countries, sizeof *r->country, by_country);
    }
    return CRUCE_OK;
}

static void report_shared_countries(const cri_border_table *t)
{
    cri_reading *r = t->r;
    const cruce_governments *governments = &r->scenario->border.governments;
    for (int32_t i = 1; i < r->n_countries; i++) {
        const cri_country *country = &r->country[i];
        if (strcmp(country[-1].name, country->name) == 0 &&
            country[-1].government != country->government && !t->is_doubtful[country->government]) {
            char sentence[160], name[72], other[72];
            snprintf(sentence, sizeof sentence, "but '%s' is a country of %s",
                     cri_shown(country->name, name),
                     cri_shown(governments->government[country[-1].government], other));
            cri_table_problem(t, country->government, "countries", sentence, NULL);
        }
    }
}

/* Each agency needs the row of its government. */
static void check_government(const cri_border_table *t, int32_t g)
{
    const cruce_governments *governments = &t->r->scenario->border.governments;
    int32_t own = cri_border_find(t->r, "governments", governments->government[g]);
    if (governments->agency[g][0] != '\0' &&
        (own == CRUCE_NONE || governments->agency[own][0] != '\0')) {
        cri_table_problem(t, g, "government",
                          "which has no row of its own; expected one with a blank agency", NULL);
    }
}

cruce_status cri_read_governments(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_governments *governments = &r->scenario->border.governments;
    TRY(cri_table_read(&t, r, CRUCE_FILE_GOVERNMENTS, governments));
    TRY(cri_table_sort(&t));
    TRY(index_countries(r));
    for (int32_t g = 0; g < governments->n; g++) {
        check_government(&t, t.file_order[g]);
    }
    report_shared_countries(&t);
done:
    cri_table_close(&t);
    return st;
}

/* --- people, and the groups under which they are counted --- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int32_t cri_sort_names(const char **names, int32_t n)
{
    int32_t kept = 0;
    if (n > 0) {
        qsort(names, (size_t)n, sizeof *names, by_text);
    }
    for (int32_t i = 0; i < n; i++) {
        if (kept == 0 || strcmp(names[kept - 1], names[i]) != 0) {
            names[kept++] = names[i];
        }
    }
    return kept;
}

static const char *published_as(const cruce_people *people, int32_t nation)
{
    const char *group = people->published_as[nation];
    return group[0] != '\0' ? group : people->nationality[nation];
}

static bool make_categories(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    cruce_people *people = &b->people;
    b->category = cri_arena_array(r->arena, people->n, sizeof *b->category);
    people->category = cri_arena_array(r->arena, people->n, sizeof *people->category);
    people->actor = cri_arena_array(r->arena, people->n, sizeof *people->actor);
    if (b->category == NULL || people->category == NULL || people->actor == NULL) {
        return false;
    }
    for (int32_t i = 0; i < people->n; i++) {
        b->category[i] = published_as(people, i);
        people->actor[i] = cruce_actor_of_name(people->nationality[i]);
    }
    b->n_categories = cri_sort_names(b->category, people->n);
    for (int32_t i = 0; i < people->n; i++) {
        people->category[i] = cri_border_find(r, "categories", published_as(people, i));
    }
    return true;
}

cruce_status cri_read_people(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_border *b = &r->scenario->border;
    TRY(cri_table_read(&t, r, CRUCE_FILE_PEOPLE, &b->people));
    TRY(cri_table_sort(&t));
    b->has_border = t.is_there;
    if (!make_categories(r)) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t k = 0; k < b->people.n; k++) {
        int32_t i = t.file_order[k];
        if (!t.is_doubtful[i] && b->people.family_share[i] + b->people.minor_share[i] > 1) {
            cri_table_problem(&t, i, "minor_share", "with family_share more than 1", NULL);
        }
    }
    if (t.is_usable && b->people.n == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, t.csv.path, 0, 0, "",
                   "the file has no rows; expected one nationality or more");
        r->border_is_doubtful[CRUCE_FILE_PEOPLE] = true;
    }
done:
    cri_table_close(&t);
    return st;
}

/* --- sectors, and which places lie in them --- */

static int32_t sector_of_attribute(cri_reading *r, int32_t column, cruce_place_id p)
{
    const cruce_places *places = &r->scenario->places;
    const char *name = places->attributes.cell[(int64_t)p * places->attributes.n_columns + column];
    char shown[72];
    if (name[strspn(name, " \t")] == '\0') {
        return CRUCE_NONE;
    }
    int32_t sector = cri_border_find(r, "sectors", name);
    if (sector == CRUCE_NONE && cri_border_names_are_known(r, "sectors")) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME,
                   cri_path_join(r, r->input_dir, "locations.csv"), places->line[p], 0, "sector",
                   "sector is '%s', which is not in sectors.csv", cri_shown(name, shown));
    }
    return sector;
}

static cruce_status find_border_cities(cri_reading *r)
{
    cruce_border *b = &r->scenario->border;
    const cruce_places *places = &r->scenario->places;
    int32_t column = cri_attribute_column(&places->attributes, "sector");
    b->sector_of_place = cri_arena_array(r->arena, places->n, sizeof *b->sector_of_place);
    if (b->sector_of_place == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < places->n; i++) {
        int32_t p = places->file_order[i];
        b->sector_of_place[p] =
            column != CRUCE_NONE && b->has_border ? sector_of_attribute(r, column, p) : CRUCE_NONE;
    }
    return CRUCE_OK;
}

/* Allowed, but more often forgotten; or misspelt, which is a problem already. */
static void warn_of_sectors_without_city(cri_reading *r)
{
    const cruce_border *b = &r->scenario->border;
    const char *path = cri_path_join(r, r->input_dir, "sectors.csv");
    int32_t n = b->has_border && r->n_problems == 0 && path != NULL ? b->sectors.n : 0;
    for (int32_t s = 0; s < n; s++) {
        bool has_city = false;
        for (int32_t p = 0; p < r->scenario->places.n; p++) {
            has_city = has_city || b->sector_of_place[p] == s;
        }
        if (!has_city) {
            cri_report(r, CRUCE_WARNING, CRUCE_ERR_NAME, path, b->sectors.line[s], 0, "sector",
                       "no place of locations.csv has '%s' as its sector: nobody tries there",
                       b->sectors.sector[s]);
        }
    }
}

cruce_status cri_read_sectors(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_sectors *sectors = &r->scenario->border.sectors;
    TRY(cri_table_read(&t, r, CRUCE_FILE_SECTORS, sectors));
    TRY(cri_table_sort(&t));
    sectors->actor = cri_arena_array(r->arena, sectors->n, sizeof *sectors->actor);
    if (sectors->actor == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t s = 0; s < sectors->n; s++) {
        sectors->actor[s] = cruce_actor_of_name(sectors->sector[s]);
    }
    TRY(find_border_cities(r));
    warn_of_sectors_without_city(r);
done:
    cri_table_close(&t);
    return st;
}

/* --- affinity --- */

/* Shares of a nationality that sum to 1; equal ones where the file has none of it. False if they sum to 0. */
static bool normalise(double *share, int32_t n, bool is_given)
{
    double sum = 0;
    for (int32_t s = 0; s < n; s++) {
        sum += share[s];
    }
    for (int32_t s = 0; s < n; s++) {
        share[s] = is_given && sum > 0 ? share[s] / sum : 1.0 / n;
    }
    return !is_given || sum > 0;
}

static void fill_affinity(const cri_border_table *t, const cruce_affinity *rows, cruce_border *b)
{
    int32_t n_sectors = b->sectors.n;
    for (int32_t i = 0; i < rows->n; i++) {
        if (rows->nationality[i] != CRUCE_NONE && rows->sector[i] != CRUCE_NONE) {
            b->affinity[rows->nationality[i] * n_sectors + rows->sector[i]] = rows->share[i];
        }
    }
    for (int32_t nation = 0, i = 0; nation < b->people.n; nation++) {
        while (i < rows->n && rows->nationality[i] < nation) {
            i++;
        }
        bool is_given = i < rows->n && rows->nationality[i] == nation, is_doubtful = false;
        for (int32_t k = i; k < rows->n && rows->nationality[k] == nation; k++) {
            is_doubtful = is_doubtful || t->is_doubtful[k];
        }
        if (!normalise(b->affinity + nation * n_sectors, n_sectors, is_given) && !is_doubtful &&
            cri_border_names_are_known(t->r, "sectors")) {
            cri_table_problem(t, i, "nationality", "whose shares are all 0; expected one above 0",
                              NULL);
        }
    }
}

cruce_status cri_read_affinity(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_affinity rows = {0};
    cruce_border *b = &r->scenario->border;
    TRY(cri_table_read(&t, r, CRUCE_FILE_AFFINITY, &rows));
    TRY(cri_table_sort(&t));
    b->affinity = cri_arena_array(r->arena, (int64_t)b->people.n * b->sectors.n, sizeof(double));
    if (b->affinity == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    fill_affinity(&t, &rows, b);
done:
    cri_table_close(&t);
    return st;
}
