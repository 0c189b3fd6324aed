/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the border writes beside tables with replicates (tables.c): the ledgers; the policy log.
 * Where the numbers come from is left to whoever hands them over.
 * Form: Wickham (2014), Tidy data, doi:10.18637/jss.v059.i10.
 */
#include <math.h>

#include "output/output_internal.h"

/* Nothing for NaN, like cruce_writer_number. */
static void write_cell(cruce_writer *w, double value)
{
    cruce_writer_text(w, ",");
    cruce_writer_number(w, value);
}

void cruce_ledger_csv(cruce_writer *writer, const cruce_output_ledger *ledger, int32_t n)
{
    cruce_writer_header(writer, "ledger");
    for (int32_t i = 0; i < n; i++) {
        cruce_writer_cell(writer, ledger[i].name);
        cruce_writer_text(writer, ",");
        cruce_writer_cell(writer, ledger[i].unit);
        cruce_writer_text(writer, ",");
        cruce_writer_whole(writer, ledger[i].n_checks);
        write_cell(writer, ledger[i].largest);
        cruce_writer_text(writer, "\n");
    }
}

/* --- the policy log --- */

/* Names of the log, by what happened. */
typedef struct log_names {
    const char *event, *actor, *name, *target, *note;
    char room[160];
} log_names;

static void name_port(const cruce_border *b, int32_t row, log_names *names)
{
    snprintf(names->room, sizeof names->room, "%s:%s", b->ports.crossing[row],
             cruce_mode_text((cruce_mode)b->ports.mode[row]));
    names->name = names->room;
    names->actor = b->governments.government[b->ports.government[row]];
}

static void name_entry(const cruce_border *b, const cruce_log_entry *entry, log_names *names)
{
    int32_t row = entry->row;
    *names = (log_names){.event = "measure", .actor = "", .name = "", .target = "", .note = ""};
    switch (entry->what) {
    case CRUCE_LOG_MEASURE:
    case CRUCE_LOG_MEETING:
        names->event = entry->what == CRUCE_LOG_MEETING ? "meeting" : "measure";
        names->actor = b->measures.actor[row];
        names->name = b->measures.measure[row];
        names->target = b->measures.target[row];
        names->note =
            b->measures.note[row][0] != '\0' ? b->measures.note[row] : b->measures.source[row];
        break;
    case CRUCE_LOG_RULE_FIRED:
    case CRUCE_LOG_RULE_SILENT:
        names->event = entry->what == CRUCE_LOG_RULE_FIRED ? "rule_fired" : "rule_silent";
        names->actor = b->rules.actor[row];
        names->name = b->rules.rule[row];
        names->target = b->rules.target[row];
        names->note = b->rules.source[row];
        break;
    case CRUCE_LOG_CLOSED_BY_STAFF:
    case CRUCE_LOG_REOPENED:
        names->event = entry->what == CRUCE_LOG_REOPENED ? "reopened" : "closed_by_staff";
        name_port(b, row, names);
        break;
    case CRUCE_LOG_GROUP:
        names->event = "group";
        names->name = row >= 0 && row < b->groups.n ? b->groups.group[row] : "(formed)";
        break;
    }
}

static void write_date(cruce_writer *w, const cruce_scenario *sc, int32_t day, bool is_there)
{
    char date[16];
    cruce_writer_text(w, ",");
    if (is_there) {
        cruce_date_text(sc->start_days + day, date);
        cruce_writer_text(w, date);
    }
}

void cruce_policy_log_line(cruce_writer *writer, const cruce_scenario *scenario,
                           const cruce_log_entry *entry, double share)
{
    log_names names;
    bool has_seen = !isnan(entry->seen);
    int32_t day = entry->hour / 24;

    name_entry(&scenario->border, entry, &names);
    cruce_writer_whole(writer, day);
    write_date(writer, scenario, day, true);
    cruce_writer_text(writer, ",");
    cruce_writer_whole(writer, entry->hour % 24);
    const char *cell[] = {names.event, names.actor, names.name, names.target};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
        cruce_writer_text(writer, ",");
        cruce_writer_cell(writer, cell[i]);
    }
    write_cell(writer, share);
    write_cell(writer, entry->value);
    write_cell(writer, entry->seen);
    write_cell(writer, has_seen ? entry->threshold : (double)NAN);
    write_date(writer, scenario, entry->seen_from_day, has_seen);
    write_date(writer, scenario, entry->seen_until_day, has_seen);
    cruce_writer_text(writer, ",");
    cruce_writer_cell(writer, names.note);
    cruce_writer_text(writer, "\n");
}

void cruce_policy_log_header(cruce_writer *writer)
{
    cruce_writer_header(writer, "policy_log");
}
