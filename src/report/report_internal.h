/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files that write a report share: a run read from its GeoPackage, and frames, which are tables turned into
 * arrays over time.
 */
#ifndef CRI_REPORT_INTERNAL_H
#define CRI_REPORT_INTERNAL_H

#include <sqlite3.h>

#include "base/text.h"
#include "cruce/report.h"

/* --- a run --- */

/** A month, "2022-10". */
typedef struct cri_month {
    char text[8];
} cri_month;

typedef struct cri_run {
    sqlite3 *db;
    const char *path;
    cri_arena arena;
    const char *name; /* unique within the report */
    const char *title, *engine, *version, *start_date;
    const char *fit_until;               /* NULL: not said */
    const char *variant, *variant_title; /* NULL: the base */
    const char *continued_from;          /* date; NULL: a run from the start */
    int64_t seed, n_replicates;
    bool is_border;
    int32_t first_day, n_days; /* what frames by date cover, in days since the start */
    char first_date[16];
    int32_t n_months; /* the months that these days touch */
    cri_month *month;
} cri_run;

/** Of which kind of run something is shown. */
typedef enum cri_kinds { CRI_ANY_KIND, CRI_BORDER_ONLY, CRI_DISPLACEMENT_ONLY } cri_kinds;
bool cri_run_is_of(const cri_run *run, cri_kinds kinds);

/** Opens a GeoPackage and reads what kind of run it holds. On failure the run may still be closed. */
cruce_status cri_run_open(cri_run *run, const char *path, cruce_error *err);
void cri_run_close(cri_run *run);
/** CRUCE_ERR_INPUT if a report cannot show a run beside the first: another kind, other days, other places. */
cruce_status cri_run_goes_with(cri_run *run, cri_run *first, cruce_error *err);
/** Names all runs of a report, each differently. */
cruce_status cri_run_name_all(cri_run *run, int32_t n, cruce_error *err);
/** What SQLite says of a file that cannot be read on. */
cruce_status cri_run_fail(const cri_run *run, cruce_error *err);
/** A statement; what is missing in the file is said in words. */
cruce_status cri_run_prepare(const cri_run *run, const char *sql, sqlite3_stmt **statement,
                             cruce_error *err);
/** Whether the file has a table (or view), and in it a column; column NULL: any. */
bool cri_run_has(const cri_run *run, const char *table, const char *column);

/* --- frames --- */

enum { CRI_MOST_LABELS = 4, CRI_MOST_VALUES = 8, CRI_MOST_SUMMARIES = 3 };

typedef enum cri_frame_time { CRI_NO_TIME, CRI_BY_DAY, CRI_BY_MONTH, CRI_BY_HOUR } cri_frame_time;

/** Which part of a table goes into a report. Lists end with NULL. */
typedef struct cri_frame_spec {
    const char *table;
    cri_kinds kinds; /* the kinds of run it is made of */
    cri_frame_time time;
    const char *label[CRI_MOST_LABELS + 1], *value[CRI_MOST_VALUES + 1];
    const char *summary[CRI_MOST_SUMMARIES +
                        1]; /* several replicates; none: the table has no such column */
    const char *where;      /* SQL, NULL: all rows */
    bool is_coarse; /* numbers as a reader of a chart needs them, else as the table has them */
} cri_frame_spec;

/** The list of all frames; *n receives how many. */
const cri_frame_spec *cri_frame_specs(int32_t *n);
/** Those of which paired differences are shown. */
const cri_frame_spec *cri_pair_specs(int32_t *n);

/** Numbers of one table: value[((k * n_values + v) * n_summaries + s) * n_times + t], NaN where there is none. */
typedef struct cri_frame {
    const cri_frame_spec *spec;
    bool is_there; /* the file has the table, with rows */
    int32_t n_times, n_labels, n_values, n_summaries, n_keys, key_room;
    const char *summary[CRI_MOST_SUMMARIES];
    const char **key; /* [k * n_labels + label] */
    double *value;
} cri_frame;

/** An empty frame with the times of a run. */
void cri_frame_begin(cri_frame *frame, const cri_frame_spec *spec, const cri_run *run);
/** The series with these labels, made if it is new. *k is the one found last: tables go through theirs in one order. */
cruce_status cri_frame_key(cri_frame *frame, cri_run *run, const char *const *label, int32_t *k,
                           cruce_error *err);
static inline double *cri_frame_cell(const cri_frame *f, int64_t k, int32_t v, int32_t s, int64_t t)
{
    return &f->value[((k * f->n_values + v) * f->n_summaries + s) * f->n_times + t];
}
/** Reads one frame; without the table, or without rows, is_there is false. Labels live as long as the run. */
cruce_status cri_frame_read(cri_frame *frame, const cri_frame_spec *spec, cri_run *run,
                            cruce_error *err);
void cri_frame_free(cri_frame *frame);
/** Writes a frame as JSON; points that are those of `first` (NULL: none) are left out at the beginning. */
void cri_frame_write(cruce_writer *writer, const cri_frame *frame, const cri_frame *first);

/* --- pairs --- */

/** Writes `{"a": a, "b": b, "frames": [...]}`: differences run[a] - run[b], or why there are none. */
cruce_status cri_pair_write(cruce_writer *writer, cri_run *run, int32_t a, int32_t b,
                            cruce_error *err);

/* --- lists: rows as JSON objects --- */

/** The lists of the first run as text, which those of later runs are compared with. {0} at first. */
enum { CRI_MOST_LISTS = 16 };
typedef struct cri_lists {
    const cri_run *run;
    char *list[CRI_MOST_LISTS];
} cri_lists;
/** Writes `, "key": [{...}, ...]` for every list of the run that is not the first's; the first run's are kept. */
cruce_status cri_lists_write(cruce_writer *writer, const cri_run *run, cri_lists *first,
                             cruce_error *err);
void cri_lists_free(cri_lists *lists);

/* --- JSON --- */

/** A number as the tables have it: three decimals; null for NaN and infinities. */
void cri_json_number(cruce_writer *writer, double value);
/** Text in quotes; null for NULL. */
void cri_json_text(cruce_writer *writer, const char *text);
/** `, "key": ` */
void cri_json_key(cruce_writer *writer, const char *key);

/* --- the page around the data --- */

/** The HTML up to and including the opening of the data block, and from its end on with the blocks of a run. */
void cri_page_begin(cruce_writer *writer, const char *title);
cruce_status cri_page_end(cruce_writer *writer, const cri_run *first, cruce_error *err);

#endif
