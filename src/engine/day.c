/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The day before people move: location changes, conflicts, newly displaced, closures, scores.
 * How people move is cohorts.c and agents.c; what closes is src/policy; the formulas are src/rules.
 * Order and quirks: flee-compat 3.2 to 3.4.
 */
#include <string.h>

#include "../base/text.h"
#include "border_departures.h"
#include "cruce/rules.h"

static const double EPSILON = 1e-6; /* intensities below count as no conflict */

static void refresh_spawn_weights(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_settings *s = w->settings;
    for (int32_t p = 0; p < w->places->n; p++) {
        double decay = cruce_rule_decay(s, run->day - w->conflict_since[p]);
        w->spawn_weight[p] =
            cruce_rule_spawn_weight(s, w->population_persons[p], w->conflict[p], decay);
    }
}

static void change_locations(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_location_changes *lc = &run->scenario->location_changes;
    for (int32_t i = 0; i < lc->n; i++) {
        if (lc->day[i] != run->day) {
            continue;
        }
        cruce_place_id p = lc->place[i];
        uint32_t flags = 0;
        (void)cruce_type_parse(lc->type[i], w->settings, &flags, &w->movechance[p]);
        w->flags[p] = (w->flags[p] & CRUCE_FOREIGN) | flags;
        w->conflict[p] = -1.0;
        if (flags & CRUCE_CONFLICT_TYPE) {
            w->conflict[p] = (double)(int64_t)w->settings->default_conflict_intensity;
        }
        w->topology_version++;
    }
}

/* A conflict starts when the intensity rises from zero and ends when it falls to zero; nothing between (quirk 9). */
static void follow_conflicts(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_conflicts *c = &run->scenario->conflicts;
    if (c->n_days == 0) {
        return;
    }
    bool changed = false;
    int32_t today = run->day < c->n_days ? run->day : c->n_days - 1;
    int32_t before = run->day - 1 < c->n_days ? run->day - 1 : c->n_days - 1;
    for (int32_t j = 0; j < c->n_columns; j++) {
        cruce_place_id p = c->place[j];
        if (p == CRUCE_NONE) {
            continue;
        }
        double now = c->intensity[(size_t)today * (size_t)c->n_columns + (size_t)j];
        double old =
            before < 0 ? 0.0 : c->intensity[(size_t)before * (size_t)c->n_columns + (size_t)j];
        if (now > EPSILON && (run->day == 0 || old < EPSILON)) {
            w->movechance[p] = w->settings->conflict_movechance;
            w->conflict[p] = now;
            w->flags[p] &= ~(uint32_t)CRUCE_TOWN;
            w->conflict_since[p] = run->day;
            changed = true;
        } else if (now < EPSILON && run->day > 0 && old >= EPSILON) {
            w->movechance[p] = w->settings->default_movechance;
            w->conflict[p] = -1.0;
            w->flags[p] |= CRUCE_TOWN; /* whatever it was before (quirk 10) */
            changed = true;
        }
    }
    if (changed) {
        refresh_spawn_weights(run);
    }
}

/* Conflict-driven: each place in conflict displaces a number that does not depend on registered data. */
static void displace_by_conflict(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_settings *s = w->settings;
    double rate = s->displaced_per_conflict_day;
    for (int32_t p = 0; p < w->places->n; p++) {
        double intensity = w->conflict[p];
        if (intensity <= 0.0) {
            continue;
        }
        double expected = rate * intensity;
        if (strcmp(s->conflict_spawn_mode, "pop_ratio") == 0) {
            /* d * pop * c in this order: truncation must fall on the same side as Flee's */
            expected = rate * (double)w->population_persons[p] * intensity;
        }
        if (strcmp(s->conflict_spawn_mode, "poisson") == 0) {
            cruce_rng rng = cri_run_rng(run, CRUCE_DRAW_SPAWN_COUNT, w->places->actor[p]);
            run->newcomers[p] += cruce_poisson(&rng, expected);
        } else {
            run->newcomers[p] += (int64_t)expected;
        }
    }
}

/* On day 0 the registered are put into the camps instead, and take up their room a second time (quirk 3). */
static void lower_capacities(cri_run *run)
{
    cri_world *w = &run->world;
    if (w->settings->fix_day0_capacity) {
        return;
    }
    for (int32_t p = 0; p < w->places->n; p++) {
        if (w->capacity_persons[p] > 0) {
            w->capacity_persons[p] -=
                cri_daily_field(&run->daily, run->scenario->registered.of_place[p], 0);
        }
    }
    w->topology_version++; /* a camp may have become unlimited */
}

/* Data-driven: as many as the registered total grew by, less the debt of days on which it fell. */
static cruce_status displace_by_register(cri_run *run, cruce_error *err)
{
    cri_world *w = &run->world;
    int64_t grown = cri_daily_difference(&run->daily, run->day);
    int64_t persons = grown - run->debt_persons;
    run->raw_persons += grown;
    if (w->settings->insert_day0 && run->day == 0) {
        persons = 0;
        lower_capacities(run);
    }
    run->debt_persons = persons < 0 ? -persons : 0;
    if (persons <= 0) {
        return CRUCE_OK;
    }
    int32_t n = w->places->n;
    run->tail[n] = 0.0;
    for (int32_t p = n - 1; p >= 0; p--) {
        run->tail[p] = run->tail[p + 1] + w->spawn_weight[p];
    }
    if (!(run->tail[0] > 0.0)) {
        return cri_fail(err, CRUCE_ERR_RUN,
                        "day %d: %lld persons are newly registered, but no place in conflict with "
                        "a population is left for them to come from; see conflicts.csv and the "
                        "population column of locations.csv",
                        (int)run->day, (long long)persons);
    }
    cruce_rng rng = cri_run_rng(run, CRUCE_DRAW_SPAWN_PLACE, 0);
    cruce_multinomial(&rng, persons, n, w->spawn_weight, run->tail, run->newcomers);
    return CRUCE_OK;
}

static void set_out(cri_run *run)
{
    const cruce_departures *d = &run->scenario->departures;
    for (int32_t i = 0; i < d->n; i++) {
        run->newcomers[d->place[i]] += cruce_departures_on(d, i, run->day);
    }
}

static cruce_status add_people(cri_run *run, bool mixed, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_begin_counting_if_it_pays(run, err));
    TRY(run->people->add(run->engine, run->newcomers, mixed, err));
done:
    return st;
}

static cruce_status add_newcomers(cri_run *run, bool mixed, cruce_error *err)
{
    cri_world *w = &run->world;
    for (int32_t p = 0; p < w->places->n; p++) {
        run->created_persons += run->newcomers[p];
        w->departed_persons[p] += run->newcomers[p];
        w->persons[p] += run->newcomers[p];
        if (w->settings->take_from_population && run->newcomers[p] > 0) {
            int64_t left = w->population_persons[p] - run->newcomers[p];
            w->population_persons[p] = left > 0 ? left : 0;
        }
    }
    return add_people(run, mixed, err);
}

static cruce_status spawn(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_scenario *sc = run->scenario;
    bool drawn = false;
    if (run->border != NULL) {
        return cri_departing_set_out(run->border, err);
    }
    memset(run->newcomers, 0, (size_t)run->world.places->n * sizeof *run->newcomers);
    if (sc->settings.conflict_driven_spawning) {
        displace_by_conflict(run);
    } else if (sc->has_register) {
        TRY(displace_by_register(run, err));
        drawn = true;
    }
    set_out(run);
    TRY(add_newcomers(run, drawn, err));
done:
    return st;
}

static void score_places(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_settings *s = w->settings;
    bool changed = false;
    for (int32_t p = 0; p < w->places->n; p++) {
        double decay = cruce_rule_decay(s, run->day - w->conflict_since[p]);
        w->score[p] = cruce_rule_score(s, w->flags[p], w->conflict[p], decay);
        double attraction =
            cruce_rule_attraction(s, w->score[p], w->flags[p], w->population_persons[p]);
        changed = changed || attraction != w->attraction[p];
        w->attraction[p] = attraction;
        int64_t more = w->places->capacity_per_day_persons[p];
        if (more > 0) {
            bool limited = (double)w->capacity_persons[p] * s->capacity_scaling >= 1.0;
            w->capacity_persons[p] += more;
            w->topology_version +=
                limited != ((double)w->capacity_persons[p] * s->capacity_scaling >= 1.0);
        }
        w->leave_chance[p] = cruce_rule_leave_chance(s, w->movechance[p], w->population_persons[p],
                                                     w->capacity_persons[p]);
    }
    w->attraction_version += changed;
}

/* Where ways end: at border cities, from which all who do not stay go on; without a border, at camps. */
static void mark_goals(cri_run *run)
{
    cri_world *w = &run->world;
    const cruce_border *border = &run->scenario->border;
    for (int32_t p = 0; p < w->places->n; p++) {
        w->goal[p] = border->has_border ? border->sector_of_place[p] != CRUCE_NONE
                                        : (w->flags[p] & CRUCE_CAMP) != 0;
        if (border->has_border && w->goal[p]) {
            w->leave_chance[p] = 1.0;
        }
    }
}

void cri_rooms_refresh(cri_world *world)
{
    for (int32_t p = 0; p < world->places->n; p++) {
        if (world->capacity_persons[p] > 0) {
            world->room[p] =
                cruce_rule_room(world->settings, world->capacity_persons[p], world->persons[p]);
        } else {
            world->room[p] = 1.0;
        }
    }
}

cruce_status cri_day_first(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_scenario *sc = run->scenario;
    refresh_spawn_weights(run);
    memset(run->newcomers, 0, (size_t)sc->places.n * sizeof *run->newcomers);
    for (int32_t i = 0; i < sc->listed.n; i++) {
        run->newcomers[sc->listed.place[i]]++;
    }
    TRY(add_newcomers(run, false, err));
    if (sc->settings.empty_camps_on_day0) {
        goto done;
    }
    memset(run->newcomers, 0, (size_t)sc->places.n * sizeof *run->newcomers);
    for (int32_t i = 0; i < sc->n_camps; i++) {
        cruce_place_id p = sc->camp[i];
        int64_t registered = 0;
        if (sc->settings.insert_day0 && sc->has_register) {
            registered = cruce_register_value(&sc->registered, sc->registered.of_place[p], 0);
        }
        run->newcomers[p] = registered + sc->places.initial_idps_persons[p];
        run->created_persons += run->newcomers[p];
        run->world.persons[p] += run->newcomers[p];
    }
    TRY(add_people(run, false, err)); /* populations stay as they are */
done:
    return st;
}

static void tell_engine_of_closed_link(void *context, cruce_link_id link)
{
    cri_run *run = context;
    run->people->link_closed(run->engine, link);
}

cruce_status cri_day_begin(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_link_watch watch = {run, tell_engine_of_closed_link};
    change_locations(run);
    follow_conflicts(run);
    TRY(spawn(run, err));
    cri_closures_enact(&run->world, &run->scenario->closures, run->day, &watch);
    refresh_spawn_weights(run);
    score_places(run);
    if (run->world.settings->goals_only) {
        mark_goals(run);
    }
    cri_rooms_refresh(&run->world);
done:
    return st;
}
