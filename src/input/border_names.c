/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    names that one file of the border defines and others use; lists of names in a cell
 * Leaves  places to cells.c
 * Source  include/cruce/border_columns.h
 */
#include <string.h>

#include "input/border_table.h"

/* The sorted names of a file, NULL if it defines none. */
static const char *const *names_of(const cri_reading *r, const char *what, int32_t *n)
{
    const cruce_border *b = &r->scenario->border;
    const struct {
        const char *what;
        const char **name;
        int32_t n;
    } lists[] = {{"governments", b->governments.government, b->governments.n},
                 {"people", b->people.nationality, b->people.n},
                 {"sectors", b->sectors.sector, b->sectors.n},
                 {"groups", b->groups.group, b->groups.n},
                 {"ports", r->port_name, b->ports.n},
                 {"places", r->scenario->places.name, r->scenario->places.n},
                 {"offices", b->office, b->n_offices},
                 {"categories", b->category, b->n_categories}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(lists[i].what, what) == 0) {
            *n = lists[i].name != NULL ? lists[i].n : 0;
            return lists[i].name;
        }
    }
    *n = 0;
    return NULL;
}

/* The sign of crossing i compared with the first `length` bytes of a name. */
static int compare_crossing(const cruce_ports *ports, int32_t i, const char *name, size_t length)
{
    int order = strncmp(ports->crossing[i], name, length);
    return order != 0 ? order : ports->crossing[i][length] != '\0';
}

int32_t cri_find_crossing(const cruce_ports *ports, const char *name, size_t length, int32_t *n)
{
    int32_t low = 0, high = ports->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compare_crossing(ports, middle, name, length) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *n = 0;
    while (low + *n < ports->n && compare_crossing(ports, low + *n, name, length) == 0) {
        ++*n;
    }
    return *n > 0 ? low : CRUCE_NONE;
}

/* Row of crossing:mode in ports.csv. */
static int32_t find_port(const cruce_ports *ports, const char *name)
{
    int32_t n = 0, first = CRUCE_NONE;
    const char *colon = strrchr(name, ':');
    if (colon != NULL) {
        first = cri_find_crossing(ports, name, (size_t)(colon - name), &n);
    }
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(cruce_mode_text((cruce_mode)ports->mode[first + i]), colon + 1) == 0) {
            return first + i;
        }
    }
    return CRUCE_NONE;
}

int32_t cri_border_find(const cri_reading *r, const char *what, const char *name)
{
    int32_t low = 0, high;
    const char *const *names = names_of(r, what, &high);
    int32_t n = high;
    if (strcmp(what, "ports") == 0) {
        return find_port(&r->scenario->border.ports, name);
    }
    while (low < high) { /* the first of equal names: of a government, the row without an agency */
        int32_t middle = low + (high - low) / 2;
        if (strcmp(names[middle], name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < n && strcmp(names[low], name) == 0 ? low : CRUCE_NONE;
}

const char *cri_border_near(cri_reading *r, const char *path, const char *what, const char *name)
{
    int32_t n;
    const char *const *names = names_of(r, what, &n);
    return cri_is_worth_a_hint(r, path, n) ? cri_nearest_name(name, names, n) : NULL;
}

bool cri_border_names_are_known(const cri_reading *r, const char *what)
{
    const cruce_border_file *files = cruce_border_files();
    if (strcmp(what, "places") == 0) {
        return r->has_places;
    }
    if (strcmp(what, "offices") == 0) {
        return !r->border_is_doubtful[CRUCE_FILE_PORTS];
    }
    if (strcmp(what, "categories") == 0) {
        return !r->border_is_doubtful[CRUCE_FILE_PEOPLE];
    }
    for (int i = 0; i < CRUCE_BORDER_FILES; i++) {
        if (strcmp(files[i].name, what) == 0) {
            return !r->border_is_doubtful[i];
        }
    }
    return false;
}

bool cri_next_part(const char **at, char divider, cri_part *part)
{
    const char *begin = *at;
    if (begin == NULL) {
        return false;
    }
    const char *end = strchr(begin, divider);
    *at = end != NULL ? end + 1 : NULL;
    size_t length = end != NULL ? (size_t)(end - begin) : strlen(begin);
    while (length > 0 && (*begin == ' ' || *begin == '\t')) {
        begin++;
        length--;
    }
    while (length > 0 && (begin[length - 1] == ' ' || begin[length - 1] == '\t')) {
        length--;
    }
    length = length < sizeof part->text ? length : sizeof part->text - 1;
    memcpy(part->text, begin, length);
    part->text[length] = '\0';
    return true;
}

int32_t cri_count_parts(const char *text, char divider)
{
    int32_t n = 1;
    for (; *text != '\0'; text++) {
        n += *text == divider;
    }
    return n;
}
