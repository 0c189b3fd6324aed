/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border's part of a scenario: who the people are, sectors, ports, caravans, measures, rules, figures.
 *
 * Tables of columns, read-only once a scenario is checked. A file that is absent leaves its table empty and switches its
 * feature off; with no people.csv there is no border (has_border is false) and a scenario is a network with people
 * who move through it. Columns are declared in border_columns.h, measures in params/measures.def, parameters in
 * params/border.def. Model: design notes 3.1 to 3.16, docs/model.md.
 */
#ifndef CRUCE_BORDER_H
#define CRUCE_BORDER_H

#include "cruce/base.h"
#include "cruce/border_columns.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- rows by number --- */

typedef int32_t cruce_nation_id; /* a row of people.csv, in the order of names */
typedef int32_t cruce_sector_id; /* a row of sectors.csv, in the order of names */
typedef int32_t
    cruce_port_id; /* a row of ports.csv (crossing and mode), in the order of (crossing, mode) */
typedef int32_t cruce_office_id; /* a field office named in ports.csv, in the order of names */
typedef int32_t cruce_government_id;

typedef enum cruce_mode {
    CRUCE_CAR,
    CRUCE_TRUCK,
    CRUCE_RAIL,
    CRUCE_PEDESTRIAN,
    CRUCE_BUS,
    CRUCE_APPOINTMENT,
    CRUCE_MODES
} cruce_mode;

/** "car" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_mode_text(cruce_mode mode);

enum { CRUCE_QUALITY_COUNT = 7 }; /* words in CRUCE_QUALITIES */
/** "data", "stated" ... of a cell of a column `quality`; "" for a number that is none. */
CRUCE_API const char *cruce_quality_text(int32_t quality);

typedef enum cruce_component {
    CRUCE_ALL,
    CRUCE_AT_PORTS,
    CRUCE_BETWEEN_PORTS,
    CRUCE_NO_COMPONENT
} cruce_component;

/* --- tables: one member per column; names and rows in arena text; NULL where the table is empty --- */

#define CRUCE_MEMBER_NAME(field, sentence) const char **field;
#define CRUCE_MEMBER_TEXT(field, sentence) const char **field;
#define CRUCE_MEMBER_WORD(field, choices, standard, sentence) int32_t *field;
#define CRUCE_MEMBER_REF(field, what, sentence) int32_t *field;
#define CRUCE_MEMBER_DATE(field, sentence) int32_t *field;
#define CRUCE_MEMBER_WHOLE(field, standard, least, most, unit, sentence) int64_t *field;
#define CRUCE_MEMBER_REAL(field, standard, least, most, unit, sentence) double *field;
#define CRUCE_TABLE_STRUCT(COLUMNS)                                                                \
    int32_t n;                                                                                     \
    int32_t *line; /* in the file */                                                               \
    COLUMNS(CRUCE_MEMBER_NAME, CRUCE_MEMBER_TEXT, CRUCE_MEMBER_WORD, CRUCE_MEMBER_REF,             \
            CRUCE_MEMBER_DATE, CRUCE_MEMBER_WHOLE, CRUCE_MEMBER_REAL)

typedef struct cruce_governments {
    CRUCE_TABLE_STRUCT(CRUCE_GOVERNMENTS_COLUMNS)
} cruce_governments;

typedef struct cruce_people {
    CRUCE_TABLE_STRUCT(CRUCE_PEOPLE_COLUMNS)
    uint64_t *actor;   /* cruce_actor_of_name(nationality) */
    int32_t *category; /* row of cruce_border.category: the published group */
} cruce_people;

typedef struct cruce_sectors {
    CRUCE_TABLE_STRUCT(CRUCE_SECTORS_COLUMNS)
    uint64_t *actor;
} cruce_sectors;

typedef struct cruce_affinity {
    CRUCE_TABLE_STRUCT(CRUCE_AFFINITY_COLUMNS)
} cruce_affinity;

typedef struct cruce_profiles {
    CRUCE_TABLE_STRUCT(CRUCE_PROFILES_COLUMNS)
} cruce_profiles;

typedef struct cruce_ports {
    CRUCE_TABLE_STRUCT(CRUCE_PORTS_COLUMNS)
    uint64_t *actor;
    cruce_office_id *office;
    int32_t *profile_row; /* of cruce_border.profile_share; CRUCE_NONE: even */
} cruce_ports;

typedef struct cruce_demand {
    CRUCE_TABLE_STRUCT(CRUCE_DEMAND_COLUMNS)
} cruce_demand;

typedef struct cruce_groups {
    CRUCE_TABLE_STRUCT(CRUCE_GROUPS_COLUMNS)
    int32_t *first_stage; /* [n + 1] into stage_place */
    int32_t *stage_place;
    int32_t *first_mix; /* [n + 1] into mix_nation, mix_weight */
    cruce_nation_id *mix_nation;
    double *mix_weight;
} cruce_groups;

/** What a measure acts on; see params/measures.def. */
typedef enum cruce_target_kind {
    CRUCE_ON_CROSSING,
    CRUCE_ON_JOB,
    CRUCE_ON_OFFICE,
    CRUCE_ON_MODE,
    CRUCE_ON_SECTOR,
    CRUCE_ON_NATION,
    CRUCE_ON_PLACE,
    CRUCE_ON_LINK,
    CRUCE_ON_GOVERNMENT,
    CRUCE_ON_NOTHING
} cruce_target_kind;

typedef enum cruce_measure_kind {
#define MEASURE(name, target, least, most, unit, sentence) CRUCE_MEASURE_##name,
#include "../../params/measures.def"
#undef MEASURE
    CRUCE_MEASURE_KINDS
} cruce_measure_kind;

/** "port_state" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_measure_name(cruce_measure_kind kind);
CRUCE_API cruce_target_kind cruce_measure_target(cruce_measure_kind kind);

/**
 * What a measure's target means. Which members count depends on the kind; CRUCE_NONE in one of them means all.
 * CROSSING and MODE: first_port .. first_port + n_ports - 1 are the rows of ports.csv if port >= 0 or crossing:all;
 * a mode alone has first_port CRUCE_NONE and mode set.
 */
typedef struct cruce_target {
    cruce_target_kind kind;
    int32_t row; /* office, sector, nation, place, link or government; CRUCE_NONE: all */
    cruce_port_id first_port; /* of a crossing */
    int32_t n_ports;
    cruce_mode mode; /* of a mode or job; CRUCE_MODES: all, or the job contraband */
} cruce_target;

/* measures.csv, in the order of time, rows of one moment in the order of the file (a variant's rows last). */
typedef struct cruce_measures {
    CRUCE_TABLE_STRUCT(CRUCE_MEASURES_COLUMNS)
    cruce_measure_kind *kind;
    cruce_target *on;
    double *number;                    /* the value */
    int32_t *from_hour;                /* hours since the start of the simulation, local time */
    int32_t *until_hour;               /* half-open; INT32_MAX: until replaced */
    int32_t *made_day, *published_day; /* published_day is from_hour / 24 where not given */
    bool *of_variant;                  /* from the variant's own file */
} cruce_measures;

typedef enum cruce_change { CRUCE_SET, CRUCE_ADD, CRUCE_TIMES } cruce_change;

/** A published figure that rules and scores read. */
typedef struct cruce_metric {
    enum { CRUCE_METRIC_ENCOUNTERS, CRUCE_METRIC_CUSTODY, CRUCE_METRIC_PORT_WAIT } what;
    cruce_component component;
    cruce_sector_id sector; /* CRUCE_NONE: all */
    int32_t category;       /* CRUCE_NONE: all */
} cruce_metric;

typedef struct cruce_rules_table {
    CRUCE_TABLE_STRUCT(CRUCE_RULES_COLUMNS)
    cruce_metric *metric_of;
    cruce_measure_kind *kind;
    cruce_target *on;
    cruce_change *change;
    double *number;
    bool *of_variant;
} cruce_rules_table;

typedef struct cruce_figures {
    CRUCE_TABLE_STRUCT(CRUCE_FIGURES_COLUMNS)
    cruce_sector_id *sector; /* where target is one, else CRUCE_NONE */
    cruce_port_id *port_row; /* where target is crossing:mode, else CRUCE_NONE */
    int32_t *category;       /* CRUCE_NONE: all */
} cruce_figures;

typedef struct cruce_parameter_rows {
    CRUCE_TABLE_STRUCT(CRUCE_PARAMETERS_COLUMNS)
} cruce_parameter_rows;

/** The parameters of params/border.def in effect. */
typedef struct cruce_border_parameters {
#define PARAMETER(field, standard, low, high, unit, quality, sentence, source) double field;
#include "../../params/border.def"
#undef PARAMETER
} cruce_border_parameters;

typedef struct cruce_border {
    bool has_border; /* people.csv is there */
    int32_t
        report_from_day; /* days before it warm the system up: ports stand still, nothing is published or compared */
    int32_t fit_until_day; /* last day whose figures may set parameters; 0 or less: not said */
    const char *variant;   /* NULL: the base */
    const char *
        variant_title; /* of variant.yml, else the variant's name; of the base: base_title of scenario.yml, or NULL */
    cruce_border_parameters parameters;
    cruce_governments governments;
    cruce_people people;
    int32_t n_categories;
    const char **category; /* published groups, in the order of names */
    cruce_sectors sectors;
    cruce_sector_id *sector_of_place; /* [places.n]; CRUCE_NONE: no border city */
    double *
        affinity; /* [nation * sectors.n + sector] shares, each nation's sum to 1; equal where the file is silent */
    cruce_ports ports;
    int32_t n_offices;
    const char **office;
    cruce_government_id *office_government;
    cruce_demand demand;
    int32_t n_profiles;
    double
        *profile_share; /* [(profile * 3 + day type) * 24 + hour], each 24 sum to the day factor */
    cruce_groups groups;
    cruce_measures measures;
    cruce_rules_table rules;
    cruce_figures figures;
    cruce_parameter_rows parameter_rows;
    cruce_nation_id *
        departure_nation; /* [departures.n] from the column `nationality`; CRUCE_NONE: row of no nation */
    cruce_government_id *
        place_government; /* [places.n] by country, its first one if it has several ('PA/CR'); CRUCE_NONE: nobody's */
    double *link_checkpoint; /* [links.n] officers, from the attribute `checkpoint` of routes.csv */
    bool *
        is_return_destination; /* [places.n] attribute `return_destination` of locations.csv is yes */
} cruce_border;

/* --- addresses: any number by name --- */

/**
 * The number that an address names; NULL if none does, or one that has to be whole (lanes and the like).
 *
 *   shock_weight                                    a parameter of params/border.def
 *   people.retry_chance[mexico]                     a cell of governments, people, sectors, groups or rules, by the
 *                                                   name in its row; governments' agencies as USA/AGENCY
 *   ports.service_s[san_ysidro:car]                 a cell of ports, by crossing:mode
 *   measures.transit_enforcement[MEX@2024-01-02]    a value of measures, by target@date as the file has them
 *
 * Calibration and --set write through it before a run. The pointer lives as long as the scenario.
 */
CRUCE_API double *cruce_border_cell(cruce_border *border, const char *address);
/** Unit, permitted range, quality, sentence and source of what an address names; false if nothing. */
typedef struct cruce_cell_info {
    double least, most;
    const char *unit, *quality, *sentence, *source;
} cruce_cell_info;
CRUCE_API bool cruce_border_cell_info(const cruce_border *border, const char *address,
                                      cruce_cell_info *info);
/** Reads or sets what an address names, whole numbers too; false if there is none, or the value does not fit. */
CRUCE_API bool cruce_border_cell_value(const cruce_border *border, const char *address,
                                       double *value);
CRUCE_API bool cruce_border_cell_set(cruce_border *border, const char *address, double value);

#ifdef __cplusplus
}
#endif
#endif
