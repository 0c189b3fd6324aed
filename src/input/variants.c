/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    variants of a scenario: folders of FOLDER/variants/ whose measures.csv, rules.csv and parameters.csv are read
 *         on top of the base, with a variant.yml that says what they are
 * Leaves  how rows replace those of the base to the readers of these files
 * Source  assumption (our own format)
 */
#include <stdio.h>
#include <string.h>

#include "input/settings_internal.h"

enum { MOST_TEXT = 2000 };

/* --- variant.yml --- */

static cruce_status take_key(cri_settings_reading *s, const cri_yaml_node *key,
                             const cri_yaml_node *value, cruce_variant *variant)
{
    static const char *const keys[] = {"title", "summary"};
    char shown[72], hint[112];
    const char *name = key->kind == CRI_YAML_SCALAR ? key->text : "";
    bool is_title = strcmp(name, "title") == 0;
    if (!is_title && strcmp(name, "summary") != 0) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_NAME, key, "",
                        "unknown key %s; expected title or summary%s", cri_shown_node(key, shown),
                        cri_did_you_mean(cri_nearest_name(name, keys, 2), hint));
        return CRUCE_OK;
    }
    size_t length = value->kind == CRI_YAML_SCALAR ? strlen(value->text) : 0;
    if (length == 0 || length > MOST_TEXT) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FIELD, value, name,
                        "%s is %s; expected text of 1 to %d bytes", name,
                        cri_shown_node(value, shown), (int)MOST_TEXT);
        return CRUCE_OK;
    }
    const char *text = cri_arena_text(s->r->arena, value->text, length);
    *(is_title ? &variant->title : &variant->summary) = text;
    return text != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

static cruce_status take_keys(cri_settings_reading *s, cruce_variant *variant)
{
    cruce_status st = CRUCE_OK;
    char shown[72];
    const cri_yaml_node *root = cri_yaml_at(s->yaml, s->yaml->root);
    if (root == NULL) {
        return CRUCE_OK;
    }
    if (root->kind != CRI_YAML_MAP) {
        cri_report_node(s, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, root, "",
                        "the file is %s; expected title: and summary:",
                        cri_shown_node(root, shown));
        return CRUCE_OK;
    }
    for (int32_t i = root->first_child; st == CRUCE_OK && i != CRUCE_NONE;) {
        int32_t v = s->yaml->node[i].next;
        st = take_key(s, cri_yaml_at(s->yaml, i), cri_yaml_at(s->yaml, v), variant);
        i = s->yaml->node[v].next;
    }
    return st;
}

/* Title and summary of the variant in a folder; its name stands in for a title. */
static cruce_status read_variant(cri_reading *r, const char *folder, cruce_variant *variant)
{
    cruce_status st = CRUCE_OK;
    cri_bytes bytes = {0};
    cri_yaml yaml = {.root = CRUCE_NONE};
    cri_settings_reading s = {.r = r, .yaml = &yaml};
    bool usable = false;
    variant->title = variant->name;
    variant->summary = "";
    s.path = cri_path_join(r, folder, "variant.yml");
    if (s.path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (!cri_file_exists(r, s.path)) {
        return CRUCE_OK;
    }
    TRY(cri_read_bytes(r, s.path, CRI_YAML_MOST_BYTES, &bytes));
    if (bytes.bytes != NULL) {
        TRY(cri_yaml_read(r, s.path, true, bytes.bytes, (size_t)bytes.n_bytes, &yaml, &usable));
    }
    if (usable) {
        st = take_keys(&s, variant);
    }
done:
    cri_yaml_free(&yaml);
    cri_free(bytes.bytes);
    return st;
}

/* --- which there are --- */

/* A misspelt file would be a variant that changes nothing. */
static cruce_status check_files(cri_reading *r, const char *folder)
{
    static const char *const known[] = {"variant.yml", "measures.csv", "rules.csv",
                                        "parameters.csv", "README.md"};
    const char **names;
    int32_t n;
    cruce_status st = cri_list_files(r, folder, "", "", &names, &n);
    for (int32_t i = 0; st == CRUCE_OK && i < n; i++) {
        char hint[112];
        bool is_known = names[i][0] == '.';
        for (int k = 0; k < 5; k++) {
            is_known = is_known || strcmp(names[i], known[k]) == 0;
        }
        const char *path = cri_path_join(r, folder, names[i]);
        if (path == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        if (!is_known) {
            cri_report(
                r, CRUCE_PROBLEM, CRUCE_ERR_NAME, path, 0, 0, "",
                "a variant has variant.yml, measures.csv, rules.csv and parameters.csv only%s",
                cri_did_you_mean(cri_nearest_name(names[i], known, 5), hint));
        }
    }
    return st;
}

static void report_unknown(cri_reading *r, const char *variants, const char *const *names,
                           int32_t n)
{
    char shown[72], hint[112], list[160] = "";
    size_t length = 0;
    for (int32_t i = 0; i < n && length < sizeof list; i++) {
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", i > 0 ? ", " : "",
                                   names[i]);
    }
    cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, variants, 0, 0, "",
               "there is no variant '%s'; %s%s%s", cri_shown(r->options->variant, shown),
               n > 0 ? "known are: " : "there are none", list,
               cri_did_you_mean(cri_nearest_name(r->options->variant, names, n), hint));
}

cruce_status cri_find_variant(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    const char **names;
    int32_t n;
    cruce_variant variant = {.name = r->options->variant};
    if (variant.name == NULL) {
        return CRUCE_OK;
    }
    const char *variants = cri_path_join(r, r->options->folder, "variants");
    if (variants == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    TRY(cri_list_folders(r, variants, &names, &n));
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(names[i], "base") == 0) {
            cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, cri_path_join(r, variants, "base"), 0, 0,
                       "", "'base' is the scenario without a variant; give this one another name");
        }
        if (strcmp(names[i], variant.name) == 0) {
            r->scenario->border.variant = names[i];
            r->variant_dir = cri_path_join(r, variants, names[i]);
            if (r->variant_dir == NULL) {
                return CRUCE_ERR_MEMORY;
            }
            TRY(read_variant(r, r->variant_dir, &variant));
            r->scenario->border.variant_title = variant.title;
            return check_files(r, r->variant_dir);
        }
    }
    report_unknown(r, variants, names, n);
done:
    return st;
}

/* --- the list --- */

static cruce_status read_list(cri_reading *r, cruce_variants *list)
{
    cruce_status st = CRUCE_OK;
    const char **names;
    const char *variants = cri_path_join(r, r->options->folder, "variants");
    if (variants == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    TRY(cri_list_folders(r, variants, &names, &list->n));
    list->variant = cri_arena_array(r->arena, list->n, sizeof *list->variant);
    if (list->variant == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < list->n; i++) {
        const char *folder = cri_path_join(r, variants, names[i]);
        if (folder == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        list->variant[i].name = names[i];
        TRY(read_variant(r, folder, &list->variant[i]));
    }
done:
    return st;
}

cruce_status cruce_variants_read(cruce_variants *variants, const char *folder,
                                 cruce_problem_fn *problem, void *problem_context, cruce_error *err)
{
    cruce_read_options options = {.folder = folder,
                                  .problem = problem,
                                  .problem_context = problem_context};
    cruce_scenario noted = {0}; /* the files that are read are noted in a scenario */
    *variants = (cruce_variants){.arena = cri_calloc(1, sizeof(cri_arena))};
    if (variants->arena == NULL) {
        return cri_no_memory(err);
    }
    cri_reading r = {.options = &options, .scenario = &noted, .arena = variants->arena};
    cruce_status st = read_list(&r, variants);
    cri_finish_reports(&r);
    if (st != CRUCE_OK) {
        cruce_variants_free(variants);
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

void cruce_variants_free(cruce_variants *variants)
{
    if (variants->arena != NULL) {
        cri_arena_free(variants->arena);
        cri_free(variants->arena);
    }
    *variants = (cruce_variants){0};
}
