/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A border over the small network of net.h, made in C: every column has its default, and tests change what they are about.
 */
#ifndef CRUCE_TESTS_NET_BORDER_H
#define CRUCE_TESTS_NET_BORDER_H

#include <stddef.h>

#include "cruce/border_day.h"
#include "cruce/engine.h"
#include "cruce/rng.h"
#include "net.h"

enum { NET_ROWS = 64 }; /* room in every table */

/* Columns live as long as the test program; they are chained, so that leak checkers see them kept. */
typedef union net_head {
    union net_head *before;
    max_align_t align;
} net_head;

static inline void *net_column(size_t size)
{
    static net_head *last;
    net_head *column = calloc(1, sizeof *column + NET_ROWS * size);
    if (column == NULL) {
        abort();
    }
    column->before = last;
    last = column;
    return column + 1;
}

/* Fills the columns of one table with their defaults; `table` is the struct. */
#define NEEDED 0
#define NET_TEXT(field, sentence)                                                                  \
    table->field = net_column(sizeof *table->field);                                               \
    for (int32_t row = 0; row < NET_ROWS; row++) {                                                 \
        table->field[row] = "";                                                                    \
    }
#define NET_WORD(field, choices, standard, sentence) table->field = net_column(sizeof(int32_t));
#define NET_REF(field, what, sentence) table->field = net_column(sizeof(int32_t));
#define NET_DATE(field, sentence) table->field = net_column(sizeof(int32_t));
#define NET_NUMBER(field, standard, least, most, unit, sentence)                                   \
    table->field = net_column(sizeof *table->field);                                               \
    for (int32_t row = 0; row < NET_ROWS; row++) {                                                 \
        table->field[row] = standard;                                                              \
    }
#define NET_TABLE(COLUMNS)                                                                         \
    do {                                                                                           \
        table->line = net_column(sizeof(int32_t));                                                 \
        COLUMNS(NET_TEXT, NET_TEXT, NET_WORD, NET_REF, NET_DATE, NET_NUMBER, NET_NUMBER)           \
    } while (0)

static inline void net_border_tables(cruce_border *b)
{
    {
        cruce_governments *table = &b->governments;
        NET_TABLE(CRUCE_GOVERNMENTS_COLUMNS);
    }
    {
        cruce_people *table = &b->people;
        NET_TABLE(CRUCE_PEOPLE_COLUMNS);
        table->actor = net_column(sizeof *table->actor);
        table->category = net_column(sizeof *table->category);
    }
    {
        cruce_sectors *table = &b->sectors;
        NET_TABLE(CRUCE_SECTORS_COLUMNS);
        table->actor = net_column(sizeof *table->actor);
    }
    {
        cruce_ports *table = &b->ports;
        NET_TABLE(CRUCE_PORTS_COLUMNS);
        table->actor = net_column(sizeof *table->actor);
        table->office = net_column(sizeof *table->office);
        table->profile_row = net_column(sizeof *table->profile_row);
    }
    {
        cruce_groups *table = &b->groups;
        NET_TABLE(CRUCE_GROUPS_COLUMNS);
        table->first_stage = net_column(sizeof(int32_t));
        table->stage_place = net_column(sizeof(int32_t));
        table->first_mix = net_column(sizeof(int32_t));
        table->mix_nation = net_column(sizeof(int32_t));
        table->mix_weight = net_column(sizeof(double));
    }
    {
        cruce_measures *table = &b->measures;
        NET_TABLE(CRUCE_MEASURES_COLUMNS);
        table->kind = net_column(sizeof *table->kind);
        table->on = net_column(sizeof *table->on);
        table->number = net_column(sizeof *table->number);
        table->from_hour = net_column(sizeof(int32_t));
        table->until_hour = net_column(sizeof(int32_t));
        table->made_day = net_column(sizeof(int32_t));
        table->published_day = net_column(sizeof(int32_t));
        table->of_variant = net_column(sizeof(bool));
    }
    {
        cruce_rules_table *table = &b->rules;
        NET_TABLE(CRUCE_RULES_COLUMNS);
        table->metric_of = net_column(sizeof *table->metric_of);
        table->kind = net_column(sizeof *table->kind);
        table->on = net_column(sizeof *table->on);
        table->change = net_column(sizeof *table->change);
        table->number = net_column(sizeof *table->number);
        table->of_variant = net_column(sizeof(bool));
    }
    {
        cruce_figures *table = &b->figures;
        NET_TABLE(CRUCE_FIGURES_COLUMNS);
        table->sector = net_column(sizeof(int32_t));
        table->port_row = net_column(sizeof(int32_t));
        table->category = net_column(sizeof(int32_t));
    }
}

#undef NEEDED

/** One government X over all places, `nations` nations A, B, ... and `sectors` sectors; no place belongs to a sector. */
static inline void net_border(net *n, int32_t nations, int32_t sectors)
{
    static const char *const letter[] = {"A", "B", "C", "D", "E", "F"};
    cruce_border *b = &n->scenario.border;
    *b = (cruce_border){.has_border = true};
#define PARAMETER(field, standard, low, high, unit, quality, sentence, source)                     \
    b->parameters.field = standard;
#include "../../params/border.def"
#undef PARAMETER
    net_border_tables(b);
    b->governments.n = 1;
    b->governments.government[0] = "X";
    b->people.n = nations;
    for (int32_t i = 0; i < nations; i++) {
        b->people.nationality[i] = letter[i];
        b->people.actor[i] = cruce_actor_of_name(letter[i]);
        b->people.category[i] = i;
    }
    b->n_categories = nations;
    b->category = b->people.nationality;
    b->sectors.n = sectors;
    for (int32_t i = 0; i < sectors; i++) {
        b->sectors.sector[i] = letter[i];
        b->sectors.actor[i] = cruce_actor_of_name(letter[i]) + 1;
    }
    b->sector_of_place = net_column(sizeof(int32_t));
    b->place_government = net_column(sizeof(int32_t));
    b->link_checkpoint = net_column(sizeof(double) * 2);
    b->is_return_destination = net_column(sizeof(bool));
    b->departure_nation = net_column(sizeof(int32_t));
    b->affinity = net_column(sizeof(double) * 8);
    for (int32_t p = 0; p < NET_PLACES; p++) {
        b->sector_of_place[p] = CRUCE_NONE;
    }
    for (int32_t i = 0; i < nations * sectors; i++) {
        b->affinity[i] = 1.0 / sectors;
    }
}

/** `persons` of a nation set out from a place over [from_day, until_day). */
static inline void net_departures(net *n, cruce_place_id place, cruce_nation_id nation,
                                  int32_t from_day, int32_t until_day, int64_t persons)
{
    cruce_departures *d = &n->scenario.departures;
    if (d->place == NULL) {
        d->place = net_column(sizeof(int32_t));
        d->from_day = net_column(sizeof(int32_t));
        d->until_day = net_column(sizeof(int32_t));
        d->persons = net_column(sizeof(int64_t));
        d->line = net_column(sizeof(int32_t));
    }
    int32_t i = d->n++;
    d->place[i] = place;
    d->from_day[i] = from_day;
    d->until_day[i] = until_day;
    d->persons[i] = persons;
    n->scenario.border.departure_nation[i] = nation;
}

#endif
