/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the columns of the border's files, its measures and parameters as lists, each from its one declaration
 * Leaves  reading files to input/, numbers by address to border_cells.c
 * Source  include/cruce/border_columns.h, params/measures.def, params/border.def
 */
#include "cruce/border_lists.h"

#include <string.h>

/* --- columns --- */

static const char needed_mark[] = "NEEDED"; /* how the standard of a needed number reads as text */
#define NEEDED needed_mark                  /* and that of a word */

#define LIST_NAME(field, sentence)                                                                 \
    {#field, CRUCE_CELL_NAME, offsetof(TABLE, field), "", 0, 0, "", "", sentence},
#define LIST_TEXT(field, sentence)                                                                 \
    {#field, CRUCE_CELL_TEXT, offsetof(TABLE, field), "", 0, 0, "", "", sentence},
#define LIST_WORD(field, choices, standard, sentence)                                              \
    {#field, CRUCE_CELL_WORD, offsetof(TABLE, field), standard, 0, 0, choices, "", sentence},
#define LIST_REF(field, what, sentence)                                                            \
    {#field, CRUCE_CELL_REF, offsetof(TABLE, field), "", 0, 0, what, "", sentence},
#define LIST_DATE(field, sentence)                                                                 \
    {#field, CRUCE_CELL_DATE, offsetof(TABLE, field), "", 0, 0, "", "", sentence},
#define LIST_WHOLE(field, standard, least, most, unit, sentence)                                   \
    {#field, CRUCE_CELL_WHOLE, offsetof(TABLE, field), #standard, least, most, "", unit, sentence},
#define LIST_REAL(field, standard, least, most, unit, sentence)                                    \
    {#field, CRUCE_CELL_REAL, offsetof(TABLE, field), #standard, least, most, "", unit, sentence},
#define LIST_ALL(COLUMNS)                                                                          \
    COLUMNS(LIST_NAME, LIST_TEXT, LIST_WORD, LIST_REF, LIST_DATE, LIST_WHOLE, LIST_REAL)

#define TABLE cruce_governments
static const cruce_border_column governments[] = {LIST_ALL(CRUCE_GOVERNMENTS_COLUMNS)};
#undef TABLE
#define TABLE cruce_people
static const cruce_border_column people[] = {LIST_ALL(CRUCE_PEOPLE_COLUMNS)};
#undef TABLE
#define TABLE cruce_sectors
static const cruce_border_column sectors[] = {LIST_ALL(CRUCE_SECTORS_COLUMNS)};
#undef TABLE
#define TABLE cruce_affinity
static const cruce_border_column affinity[] = {LIST_ALL(CRUCE_AFFINITY_COLUMNS)};
#undef TABLE
#define TABLE cruce_profiles
static const cruce_border_column profiles[] = {LIST_ALL(CRUCE_PROFILES_COLUMNS)};
#undef TABLE
#define TABLE cruce_ports
static const cruce_border_column ports[] = {LIST_ALL(CRUCE_PORTS_COLUMNS)};
#undef TABLE
#define TABLE cruce_demand
static const cruce_border_column demand[] = {LIST_ALL(CRUCE_DEMAND_COLUMNS)};
#undef TABLE
#define TABLE cruce_groups
static const cruce_border_column groups[] = {LIST_ALL(CRUCE_GROUPS_COLUMNS)};
#undef TABLE
#define TABLE cruce_measures
static const cruce_border_column measures[] = {LIST_ALL(CRUCE_MEASURES_COLUMNS)};
#undef TABLE
#define TABLE cruce_rules_table
static const cruce_border_column rules[] = {LIST_ALL(CRUCE_RULES_COLUMNS)};
#undef TABLE
#define TABLE cruce_figures
static const cruce_border_column figures[] = {LIST_ALL(CRUCE_FIGURES_COLUMNS)};
#undef TABLE
#define TABLE cruce_parameter_rows
static const cruce_border_column parameters[] = {LIST_ALL(CRUCE_PARAMETERS_COLUMNS)};
#undef TABLE

#define COLUMNS(list) (int32_t)(sizeof(list) / sizeof *(list)), list
#define IN_BORDER(member) (ptrdiff_t) offsetof(cruce_border, member)

static const cruce_border_file files[CRUCE_BORDER_FILES] = {
    [CRUCE_FILE_GOVERNMENTS] = {"governments", "government;agency", "",
                                "one government, or an agency of it", COLUMNS(governments),
                                IN_BORDER(governments), 1000},
    [CRUCE_FILE_PEOPLE] = {"people", "nationality", "", "one nationality, or a group of them",
                           COLUMNS(people), IN_BORDER(people), 1000},
    [CRUCE_FILE_SECTORS] = {"sectors", "sector", "government", "one patrol sector",
                            COLUMNS(sectors), IN_BORDER(sectors), 500},
    [CRUCE_FILE_AFFINITY] = {"affinity", "nationality;sector", "nationality;sector",
                             "the share of one nationality that goes to one sector",
                             COLUMNS(affinity), -1, 500000},
    [CRUCE_FILE_PROFILES] = {"profiles", "profile;day_type;hour", "", "one hour of one day type",
                             COLUMNS(profiles), -1, 100000},
    [CRUCE_FILE_PORTS] = {"ports", "crossing;mode", "field_office;government",
                          "one crossing and mode", COLUMNS(ports), IN_BORDER(ports), 5000},
    [CRUCE_FILE_DEMAND] = {"demand", "crossing;start_date", "crossing",
                           "who would cross in a span of days, if nothing held them up",
                           COLUMNS(demand), IN_BORDER(demand), 1000000},
    [CRUCE_FILE_GROUPS] = {"groups", "group", "place;stages", "one caravan", COLUMNS(groups),
                           IN_BORDER(groups), 1000},
    [CRUCE_FILE_MEASURES] = {"measures", "", "date;actor;measure;value", "one change",
                             COLUMNS(measures), IN_BORDER(measures), 100000},
    [CRUCE_FILE_RULES] = {"rules", "", "actor;metric;measure;value",
                          "what is done at meetings if a figure passes a threshold", COLUMNS(rules),
                          IN_BORDER(rules), 10000},
    [CRUCE_FILE_FIGURES] = {"figures",
                            "figure;target;component;nationality;start_date;end_date;value;source",
                            "", "one observed figure", COLUMNS(figures), IN_BORDER(figures),
                            100000},
    [CRUCE_FILE_PARAMETERS] = {"parameters", "", "", "the value of one parameter, or of one cell",
                               COLUMNS(parameters), IN_BORDER(parameter_rows), 2000},
};

const cruce_border_file *cruce_border_files(void)
{
    return files;
}

int32_t cruce_border_column_find(const cruce_border_file *file, const char *name)
{
    for (int32_t c = 0; c < file->n_columns; c++) {
        if (strcmp(file->column[c].name, name) == 0) {
            return c;
        }
    }
    return CRUCE_NONE;
}

static bool is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; *at != '\0'; at += strcspn(at, ";"), at += *at == ';') {
        if (strcspn(at, ";") == length && strncmp(at, name, length) == 0) {
            return true;
        }
    }
    return false;
}

bool cruce_border_column_is_needed(const cruce_border_file *file, int32_t column)
{
    const cruce_border_column *c = &file->column[column];
    return c->kind == CRUCE_CELL_NAME || c->kind == CRUCE_CELL_DATE ||
           strcmp(c->standard, needed_mark) == 0 || is_listed(file->needed, c->name);
}

/* --- measures --- */

#define FORM_CROSSING "crossing:mode or crossing:all"
#define FORM_JOB "field_office:mode or field_office:contraband"
#define FORM_OFFICE "a field office"
#define FORM_MODE "crossing:mode, crossing:all, or a mode for all crossings"
#define FORM_SECTOR "a sector, or nothing for all"
#define FORM_NATION "a nationality, or nothing for all"
#define FORM_PLACE "a place"
#define FORM_LINK "place>place"
#define FORM_GOVERNMENT "a government"
#define FORM_NOTHING "nothing, or -"
#define FORM_NONE FORM_NOTHING
#define CRUCE_ON_NONE CRUCE_ON_NOTHING

static const cruce_measure_info measure_infos[CRUCE_MEASURE_KINDS] = {
#define MEASURE(name, target, least, most, unit, sentence)                                         \
    {#name, CRUCE_ON_##target, FORM_##target, least, most, unit, sentence},
#include "../../params/measures.def"
#undef MEASURE
};

const cruce_measure_info *cruce_measures_list(void)
{
    return measure_infos;
}

static bool is_measure(cruce_measure_kind kind)
{
    return (int)kind >= 0 && kind < CRUCE_MEASURE_KINDS;
}

const char *cruce_measure_name(cruce_measure_kind kind)
{
    return is_measure(kind) ? measure_infos[kind].name : NULL;
}

cruce_target_kind cruce_measure_target(cruce_measure_kind kind)
{
    return is_measure(kind) ? measure_infos[kind].target : CRUCE_ON_NOTHING;
}

const char *cruce_mode_text(cruce_mode mode)
{
    static const char *const texts[CRUCE_MODES] = {"car",        "truck", "rail",
                                                   "pedestrian", "bus",   "appointment"};
    return (int)mode >= 0 && mode < CRUCE_MODES ? texts[mode] : NULL;
}

const char *cruce_quality_text(int32_t quality)
{
    static const char *const texts[CRUCE_QUALITY_COUNT] = {"data",      "stated",   "derived",
                                                           "computed",  "recalled", "assumed",
                                                           "calibrated"};
    return quality >= 0 && quality < CRUCE_QUALITY_COUNT ? texts[quality] : "";
}

/* --- parameters --- */

static const cruce_parameter_info parameter_infos[] = {
#define PARAMETER(field, standard, low, high, unit, quality, sentence, source)                     \
    {                                                                                              \
        #field,   offsetof(cruce_border_parameters, field),                                        \
        standard, low,                                                                             \
        high,     unit,                                                                            \
        quality,  sentence,                                                                        \
        source},
#include "../../params/border.def"
#undef PARAMETER
};

const cruce_parameter_info *cruce_border_parameters_list(int32_t *n)
{
    *n = (int32_t)(sizeof parameter_infos / sizeof *parameter_infos);
    return parameter_infos;
}

void cruce_border_parameters_init(cruce_border_parameters *values)
{
#define PARAMETER(field, standard, low, high, unit, quality, sentence, source)                     \
    values->field = standard;
#include "../../params/border.def"
#undef PARAMETER
}
