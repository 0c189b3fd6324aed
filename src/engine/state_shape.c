/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hashes what rows of a state are numbered by, part by part, so that a message can say what differs; and what measures.csv
 * says of the time before the state. Anything else of a scenario may change.
 */
#include "state_shape.h"

#include <string.h>

#include "../base/sha256.h"
#include "../base/state_io.h"
#include "../base/text.h"
#include "cruce/border_lists.h"

typedef void hash_fn(cruce_state_io *io, const cruce_scenario *scenario);

static void put(cruce_state_io *io, int64_t value)
{
    cri_state_whole(io, &value, INT64_MIN, INT64_MAX);
}

static void put_text(cruce_state_io *io, const char *text)
{
    cri_state_append(io, text != NULL ? text : "", text != NULL ? (int64_t)strlen(text) + 1 : 1);
}

static void hash_MEASURE_NAMES(cruce_state_io *io, const cruce_scenario *sc)
{
    (void)sc;
    for (int32_t k = 0; k < CRUCE_MEASURE_KINDS; k++) {
        put_text(io, cruce_measure_name((cruce_measure_kind)k));
    }
}

static void hash_PLACES(cruce_state_io *io, const cruce_scenario *sc)
{
    for (int32_t p = 0; p < sc->places.n; p++) {
        put_text(io, sc->places.name[p]);
        put(io, sc->border.has_border ? sc->border.sector_of_place[p] : CRUCE_NONE);
    }
}

static void hash_LINKS(cruce_state_io *io, const cruce_scenario *sc)
{
    for (int32_t k = 0; k < sc->links.n; k++) {
        put(io, sc->links.from[k]);
        put(io, sc->links.to[k]);
        put(io, sc->links.length_m[k]);
    }
}

static void hash_SETTINGS(cruce_state_io *io, const cruce_scenario *sc)
{
    const cruce_settings *s = &sc->settings;
    put(io, sc->border.has_border ? sc->border.report_from_day : 0);
    put(io, s->goals_only);
    put(io, s->awareness_level);
    put(io, s->avoid_short_stints);
    put(io, s->stay_close_to_home && s->fix_home_distance);
    put_text(io, s->port_queue_engine);
}

static void hash_NATIONS(cruce_state_io *io, const cruce_scenario *sc)
{
    for (int32_t n = 0; n < sc->border.people.n; n++) {
        put_text(io, sc->border.people.nationality[n]);
        put_text(io, sc->border.category[sc->border.people.category[n]]);
    }
}

static void hash_GOVERNMENTS(cruce_state_io *io, const cruce_scenario *sc)
{
    for (int32_t g = 0; g < sc->border.governments.n; g++) {
        put_text(io, sc->border.governments.government[g]);
        put_text(io, sc->border.governments.agency[g]);
    }
}

static void hash_SECTORS(cruce_state_io *io, const cruce_scenario *sc)
{
    for (int32_t s = 0; s < sc->border.sectors.n; s++) {
        put_text(io, sc->border.sectors.sector[s]);
    }
}

static void hash_PORTS(cruce_state_io *io, const cruce_scenario *sc)
{
    const cruce_ports *ports = &sc->border.ports;
    for (int32_t q = 0; q < ports->n; q++) {
        put_text(io, ports->crossing[q]);
        put(io, ports->mode[q]);
        put_text(io, sc->border.office[ports->office[q]]);
        put(io, ports->sector[q]);
    }
}

static void hash_GROUPS(cruce_state_io *io, const cruce_scenario *sc)
{
    const cruce_groups *groups = &sc->border.groups;
    for (int32_t g = 0; g < groups->n; g++) {
        put_text(io, groups->group[g]);
        for (int32_t i = groups->first_stage[g]; i < groups->first_stage[g + 1]; i++) {
            put(io, groups->stage_place[i]);
        }
    }
}

/* An announcement is heard when it is published; all else acts from its own hour on. */
static bool has_begun(const cruce_measures *m, int32_t i, int32_t day)
{
    bool heard = m->kind[i] == CRUCE_MEASURE_info_shock && m->published_day[i] < day;
    return heard || m->from_hour[i] < 24 * day;
}

static void hash_past(cruce_state_io *io, const cruce_scenario *sc, int32_t day)
{
    const cruce_measures *m = &sc->border.measures;
    for (int32_t i = 0; i < m->n; i++) {
        if (!has_begun(m, i, day)) {
            continue;
        }
        const cruce_target *on = &m->on[i];
        double number = m->number[i];
        put(io, m->kind[i]);
        put(io, on->row);
        put(io, on->first_port);
        put(io, on->n_ports);
        put(io, on->mode);
        cri_state_real(io, &number, 0.0, 0.0);
        put(io, m->from_hour[i]);
        put(io, m->until_hour[i] < 24 * day ? m->until_hour[i] : 24 * day);
        put(io, m->kind[i] == CRUCE_MEASURE_info_shock ? m->published_day[i] : 0);
    }
}

static void finish(cruce_state_io *io, char digits[17])
{
    char sum[65];
    if (cri_state_is_fine(io)) {
        cri_sha256(io->n > 0 ? io->byte : (const uint8_t *)"", (size_t)io->n, sum);
        memcpy(digits, sum, 16);
        digits[16] = '\0';
    }
    io->n = 0;
}

cruce_status cri_state_shape_of(cri_state_shape *shape, const cruce_scenario *scenario, int32_t day,
                                cruce_error *err)
{
    static hash_fn *const hash[] = {
#define SHAPE_HASH(name, text) hash_##name,
        CRI_SHAPE_LIST(SHAPE_HASH)
#undef SHAPE_HASH
    };
    cruce_state_io io = cri_state_writer();
    for (int32_t i = 0; i < CRI_SHAPE_PARTS; i++) {
        hash[i](&io, scenario);
        finish(&io, shape->part[i]);
    }
    hash_past(&io, scenario, day);
    finish(&io, shape->past);
    cruce_status st = cri_state_is_fine(&io) ? CRUCE_OK : cri_no_memory(err);
    cri_state_free(&io);
    return st;
}

const char *cri_state_shape_text(int32_t part)
{
    static const char *const text[] = {
#define SHAPE_TEXT(name, words) words,
        CRI_SHAPE_LIST(SHAPE_TEXT)
#undef SHAPE_TEXT
    };
    return text[part];
}
