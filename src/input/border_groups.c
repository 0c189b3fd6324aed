/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    groups.csv: caravans with their stages and who is in them
 * Leaves  how they move to src/engine/border_groups.c
 * Source  include/cruce/border_columns.h
 */
#include <string.h>

#include "input/border_table.h"

/* A part of a list that is no known name, or comes where it should not. */
static void wrong_part(const cri_border_table *t, int32_t g, const char *column, const char *part,
                       const char *what, const char *near)
{
    char shown[72], hint[112];
    cri_report_cell(t->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, &t->csv, cri_table_cell(t, g, column),
                    column, "%s has '%s', %s%s", column, cri_shown(part, shown), what,
                    cri_did_you_mean(near, hint));
}

/* --- stages --- */

static void read_stages(const cri_border_table *t, int32_t g, int32_t *n)
{
    cri_reading *r = t->r;
    cruce_groups *groups = &r->scenario->border.groups;
    cri_part part;
    int32_t before = groups->place[g];
    const char *at = groups->stages[g];
    while (at != NULL && groups->stages[g][0] != '\0' && cri_next_part(&at, ';', &part)) {
        int32_t place = cri_place_of_name(&r->scenario->places, part.text);
        if (place == CRUCE_NONE) {
            if (r->has_places) {
                wrong_part(t, g, "stages", part.text, "which is not in locations.csv",
                           cri_border_near(r, t->csv.path, "places", part.text));
            }
            continue;
        }
        if (place == before) {
            wrong_part(t, g, "stages", part.text, "where the group is already", NULL);
        }
        groups->stage_place[(*n)++] = before = place;
    }
}

/* --- mix --- */

static bool is_in_mix(const cruce_groups *groups, int32_t first, int32_t n, int32_t nation)
{
    for (int32_t i = first; i < n; i++) {
        if (groups->mix_nation[i] == nation) {
            return true;
        }
    }
    return false;
}

/* "nationality:weight" */
static void read_share(const cri_border_table *t, int32_t g, char *text, int32_t *n)
{
    cri_reading *r = t->r;
    cruce_groups *groups = &r->scenario->border.groups;
    double weight = 0;
    char *colon = strrchr(text, ':');
    if (colon == NULL || !cri_parse_f64(colon + 1, &weight) || !(weight > 0 && weight <= 1e12)) {
        wrong_part(t, g, "mix", text, "which has not the form nationality:weight, weight above 0",
                   NULL);
        return;
    }
    *colon = '\0';
    int32_t nation = cri_border_find(r, "people", text);
    if (nation == CRUCE_NONE) {
        if (cri_border_names_are_known(r, "people")) {
            wrong_part(t, g, "mix", text, "which is not in people.csv",
                       cri_border_near(r, t->csv.path, "people", text));
        }
        return;
    }
    if (is_in_mix(groups, groups->first_mix[g], *n, nation)) {
        wrong_part(t, g, "mix", text, "which is in it already", NULL);
        return;
    }
    groups->mix_nation[*n] = nation;
    groups->mix_weight[(*n)++] = weight;
}

static void read_mix(const cri_border_table *t, int32_t g, int32_t *n)
{
    cri_part part;
    const char *mix = t->r->scenario->border.groups.mix[g], *at = mix;
    while (mix[0] != '\0' && cri_next_part(&at, ';', &part)) {
        read_share(t, g, part.text, n);
    }
}

/* --- the file --- */

static bool make_lists(cri_arena *arena, cruce_groups *groups)
{
    int64_t n_stages = 0, n_mix = 0;
    for (int32_t g = 0; g < groups->n; g++) {
        n_stages += cri_count_parts(groups->stages[g], ';');
        n_mix += cri_count_parts(groups->mix[g], ';');
    }
#define COLUMN(field, n)                                                                           \
    ((groups->field = cri_arena_array(arena, n, sizeof *groups->field)) != NULL)
    return COLUMN(first_stage, (int64_t)groups->n + 1) && COLUMN(stage_place, n_stages) &&
           COLUMN(first_mix, (int64_t)groups->n + 1) && COLUMN(mix_nation, n_mix) &&
           COLUMN(mix_weight, n_mix);
#undef COLUMN
}

cruce_status cri_read_groups(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_border_table t;
    cruce_groups *groups = &r->scenario->border.groups;
    int32_t n_stages = 0, n_mix = 0;
    TRY(cri_table_read(&t, r, CRUCE_FILE_GROUPS, groups));
    TRY(cri_table_sort(&t));
    if (!make_lists(r->arena, groups)) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t g = 0; g < groups->n; g++) {
        groups->first_stage[g] = n_stages;
        groups->first_mix[g] = n_mix;
        read_stages(&t, g, &n_stages);
        read_mix(&t, g, &n_mix);
    }
    groups->first_stage[groups->n] = n_stages;
    groups->first_mix[groups->n] = n_mix;
done:
    cri_table_close(&t);
    return st;
}
