/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CSV of Flee's run script, column for column and byte for byte: header, then a row after each day.
 * Our own tables are left to tables.c; the numbers come from the engine as they are.
 * Form: flee-compat 5.5.
 */
#include <math.h>

#include "base/text.h"
#include "cruce/output.h"

struct cruce_flee_csv {
    cruce_writer *writer;
    const cruce_scenario *scenario;
};

static void write_header(cruce_writer *w, const cruce_scenario *sc)
{
    cruce_writer_text(w, "Day,Date,");
    for (int32_t c = 0; c < sc->n_camps; c++) {
        const char *name = sc->places.name[sc->camp[c]]; /* as it is: no quotes, as in Flee */
        cruce_writer_text(w, name);
        cruce_writer_text(w, " sim,");
        cruce_writer_text(w, name);
        cruce_writer_text(w, " data,");
        cruce_writer_text(w, name);
        cruce_writer_text(w, " error,");
    }
    cruce_writer_text(w, "Total error,refugees in camps (UNHCR),total refugees (simulation),"
                         "raw UNHCR refugee count,refugees in camps (simulation),refugee_debt");
    cruce_writer_text(w, sc->settings.log_idp_totals > 0 ? ",total IDPs\n" : "\n");
}

/*
 * Flee's rel_error: 0.0 without data, else |sim / data - 1| to four digits, halves to even. Up to 15 digits the
 * plain decimal form is the shortest that reads back the same, so the digits are written without a search for it.
 */
static void write_relative_error(cruce_writer *w, int64_t sim_persons, int64_t data_persons)
{
    if (data_persons < 1) { /* Flee: data < 1e-5 */
        cruce_writer_text(w, "0.0");
        return;
    }
    double tenthousandths = rint(fabs((double)sim_persons / (double)data_persons - 1.0) * 1e4);
    if (tenthousandths >= 1e14) {
        cruce_writer_double(w, tenthousandths / 1e4);
        return;
    }
    int64_t whole = (int64_t)tenthousandths / 10000, rest = (int64_t)tenthousandths % 10000;
    char digits[] = {'.',
                     (char)('0' + rest / 1000),
                     (char)('0' + rest / 100 % 10),
                     (char)('0' + rest / 10 % 10),
                     (char)('0' + rest % 10),
                     '\0'};
    for (int last = 4; last > 1 && digits[last] == '0'; last--) {
        digits[last] = '\0';
    }
    cruce_writer_whole(w, whole);
    cruce_writer_text(w, digits);
}

static int64_t idps(const cruce_scenario *sc, const cruce_day *day)
{
    int64_t persons = 0;
    for (int32_t p = 0; p < sc->places.n; p++) {
        persons += (day->place_flags[p] & CRUCE_IDPCAMP) != 0 ? day->place_persons[p] : 0;
    }
    return persons;
}

/* Whole numbers with a comma in front. */
static void write_wholes(cruce_writer *w, const int64_t *value, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        cruce_writer_text(w, ",");
        cruce_writer_whole(w, value[i]);
    }
}

static cruce_status write_row(void *context, const cruce_day *day, cruce_error *err)
{
    cruce_flee_csv *csv = context;
    const cruce_scenario *sc = csv->scenario;
    cruce_writer *w = csv->writer;
    int64_t sim_total = 0, data_total = 0;
    double error_total = 0;
    char date[16];

    (void)err; /* a failed write shows when the writer is finished */
    cruce_date_text(sc->start_days + day->day + 1,
                    date); /* sic: the date is that of the morning after */
    cruce_writer_whole(w, day->day);
    cruce_writer_text(w, ",");
    cruce_writer_text(w, date);
    for (int32_t c = 0; c < sc->n_camps; c++) {
        int64_t sim = day->place_persons[sc->camp[c]], data = day->camp_data_persons[c];
        write_wholes(w, (const int64_t[]){sim, data}, 2);
        cruce_writer_text(w, ",");
        write_relative_error(w, sim, data);
        sim_total += sim;
        data_total += data;
        error_total += (double)(sim > data ? sim - data : data - sim);
    }
    cruce_writer_text(w, ",");
    if (day->raw_persons > 0) {
        cruce_writer_double(w, error_total / (double)day->raw_persons);
        write_wholes(w,
                     (const int64_t[]){data_total, day->created_persons, day->raw_persons,
                                       sim_total, day->debt_persons},
                     5);
    } else {
        cruce_writer_text(w, "0.0,0");
        write_wholes(w, (const int64_t[]){day->created_persons, 0, sim_total, 0}, 4);
    }
    if (sc->settings.log_idp_totals > 0) {
        write_wholes(w, (const int64_t[]){idps(sc, day)}, 1);
    }
    cruce_writer_text(w, "\n");
    return CRUCE_OK;
}

cruce_flee_csv *cruce_flee_csv_create(cruce_writer *writer, const cruce_scenario *scenario,
                                      cruce_error *err)
{
    cruce_flee_csv *csv = cri_malloc(sizeof *csv);
    if (csv == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    csv->writer = writer;
    csv->scenario = scenario;
    write_header(writer, scenario);
    return csv;
}

cruce_observer cruce_flee_csv_observer(cruce_flee_csv *csv)
{
    cruce_observer observer = {.context = csv, .after_day = write_row};
    return observer;
}

void cruce_flee_csv_destroy(cruce_flee_csv *csv)
{
    cri_free(csv);
}
