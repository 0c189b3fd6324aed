/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Places, links and the calendar: tables of columns, read-only once a scenario is checked.
 *
 * Rows of `places` are in the order of names (byte order), so nothing depends on the order of the input
 * rows; `file_order` keeps the order of the file for output that follows it. Links are in the order of
 * (from, to, route row).
 */
#ifndef CRUCE_MODEL_H
#define CRUCE_MODEL_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a place is. Flags come from the type text, first hit wins (flee-compat 1.2). */
enum {
    CRUCE_CAMP = 1,
    CRUCE_IDPCAMP = 2,
    CRUCE_TOWN = 4,
    CRUCE_FORWARD = 8,
    CRUCE_MARKER = 16,
    CRUCE_FLOOD_ZONE = 32,
    CRUCE_FOREIGN = 64,       /* not in the country of the first row of the file */
    CRUCE_CONFLICT_TYPE = 128 /* an active conflict zone from the start by its type */
};

/** Attribute columns beyond the fixed ones: text, "" where blank. */
typedef struct cruce_attributes {
    int32_t n_columns;
    const char **name; /* [n_columns] */
    const char **cell; /* [row * n_columns + column] */
} cruce_attributes;

typedef struct cruce_places {
    int32_t n;
    const char **name, **region, **country, **type; /* arena text */
    int32_t *file_order;         /* [n] place of rank i in the file: file_order[i] is a place id */
    int32_t *line;               /* [n] line in locations.csv */
    uint64_t *actor;             /* [n] cruce_actor_of_name(name) */
    double *x, *y;               /* in degrees, latitude first as in the file */
    uint32_t *flags;             /* from the type, auto-camps included */
    double *movechance;          /* chance a day at the start */
    double *conflict;            /* intensity at the start; -1 if none */
    int64_t *population_persons; /* 0 for camps; already divided by hasten */
    int64_t *capacity_persons;   /* -1 for others than camps; already divided by hasten */
    int64_t *capacity_per_day_persons; /* added each day if > 0 */
    int64_t *initial_idps_persons;     /* present in camps on day 0; not divided by hasten */
    double *deactivation_chance;       /* a day, camp sink */
    cruce_attributes attributes; /* all columns beyond the eighth, rows in the order of places */
} cruce_places;

/** Directed links: every route row makes two, one each way. */
typedef struct cruce_links {
    int32_t n;
    cruce_place_id *from, *to;
    double *length_km;
    int32_t *length_m;        /* rounded to the metre, at least 1: positions are kept in metres */
    int32_t *speed_m_per_day; /* from the attribute max_move_speed; 0: the global speed */
    double *walk_chance;      /* attribute walk_probability; 0 if absent */
    uint8_t *forced;          /* forced redirection flag at the start */
    int32_t *file_rank; /* order in which Flee would append it: decides between parallel links */
    int32_t *line;      /* line in routes.csv */
    uint64_t *actor;    /* from both names and, for parallel links, their number */
    int32_t *first_out; /* [places.n + 1] links out of place p: first_out[p] .. first_out[p+1]-1 */
    cruce_attributes attributes; /* columns beyond the fourth, rows in the order of links */
} cruce_links;

typedef struct cruce_date {
    int32_t year, month, day;
} cruce_date;

/** Days since 1970-01-01 (proleptic Gregorian), and back. */
CRUCE_API int32_t cruce_date_to_days(cruce_date date);
CRUCE_API cruce_date cruce_date_of_days(int32_t days);
/** "YYYY-MM-DD" of a day number; `text` has room for 16 bytes. */
CRUCE_API void cruce_date_text(int32_t days, char *text);
/** Reads strictly "YYYY-MM-DD" of a date that exists; false otherwise. */
CRUCE_API bool cruce_date_parse(const char *text, int32_t *days);

/* One row of closures.csv, names resolved. */
typedef enum cruce_closure_kind {
    CRUCE_CLOSE_COUNTRY,
    CRUCE_CLOSE_LOCATION,
    CRUCE_CLOSE_LINK,
    CRUCE_CLOSE_CAMP,
    CRUCE_CLOSE_IDPCAMP,
    CRUCE_CLOSE_REDIRECTION
} cruce_closure_kind;

typedef struct cruce_closures {
    int32_t n; /* in file order, which is the order in which they act */
    cruce_closure_kind *kind;
    cruce_place_id *place1, *place2;   /* CRUCE_NONE for country rows and unused second names */
    const char **country1, **country2; /* for country rows, else NULL */
    int32_t *start_day, *end_day;
    int32_t *line;
} cruce_closures;

/** conflicts.csv: intensity by day and place. */
typedef struct cruce_conflicts {
    int32_t n_columns, n_days;
    cruce_place_id *place; /* [n_columns] */
    double *intensity;     /* [day * n_columns + column]; days after the last row repeat it */
} cruce_conflicts;

/** location_changes.csv, in file order. */
typedef struct cruce_location_changes {
    int32_t n;
    cruce_place_id *place;
    const char **type;
    int32_t *day;
} cruce_location_changes;

/** agents.csv: persons present from the start. */
typedef struct cruce_listed_persons {
    int32_t n;
    cruce_place_id *place;
} cruce_listed_persons;

/** departures.csv: persons who set out from a place, spread evenly over [from_day, until_day). */
typedef struct cruce_departures {
    int32_t n;
    cruce_place_id *place;
    int32_t *from_day, *until_day; /* days of the simulation; may lie outside of it */
    int64_t *persons;              /* over the whole interval; already divided by hasten */
    int32_t *line;
} cruce_departures;

/** Persons of departure row d who set out on `day`: whole numbers that add up to persons[d] over the interval. */
CRUCE_API int64_t cruce_departures_on(const cruce_departures *departures, int32_t d, int32_t day);

/** Demographic table of one attribute: kept for the rules that will use it. */
typedef struct cruce_demographic {
    const char *attribute;
    int32_t n_values, n_columns;
    const char **value;    /* [n_values] */
    cruce_place_id *place; /* [n_columns]; CRUCE_NONE is the column Default */
    double *weight;        /* [value * n_columns + column] */
} cruce_demographic;

/**
 * What the type text of a place means: its flags, its move chance and whether it starts in conflict.
 * Returns false if no known word is in the text (flags 0, move chance 1, as in Flee).
 */
struct cruce_settings;
CRUCE_API bool cruce_type_parse(const char *type, const struct cruce_settings *settings,
                                uint32_t *flags, double *movechance);

#ifdef __cplusplus
}
#endif
#endif
