/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Closes and reopens links and camps on the days that closures.csv names.
 * People on a closing link are the engine's: it is told through the watch. Measures of governments come later.
 * Behaviour: flee-compat 1.5 and quirks 7, 8, 47.
 */
#include "closures.h"

#include <string.h>

static void close_link(cri_world *w, cruce_link_id k, const cri_link_watch *watch)
{
    if (w->closed[k]) {
        return;
    }
    w->closed[k] = 1;
    w->topology_version++;
    watch->closed(watch->context, k);
}

/* A reopened link goes to the end of the list of its place, which decides between parallel links. */
static void open_link(cri_world *w, cruce_link_id k)
{
    if (w->closed[k]) {
        w->closed[k] = 0;
        w->order[k] = w->next_order++;
        w->topology_version++;
    }
}

static void set_link(cri_world *w, cruce_link_id k, bool close, const cri_link_watch *watch)
{
    if (close) {
        close_link(w, k, watch);
    } else {
        open_link(w, k);
    }
}

static bool joins_countries(const cri_world *w, cruce_link_id k, const char *a, const char *b)
{
    const char *from = w->places->country[w->links->from[k]];
    const char *to = w->places->country[w->links->to[k]];
    return (strcmp(from, a) == 0 && strcmp(to, b) == 0) ||
           (strcmp(from, b) == 0 && strcmp(to, a) == 0);
}

static bool concerns(const cri_world *w, const cruce_closures *cs, int32_t i, cruce_link_id k)
{
    cruce_place_id from = w->links->from[k], to = w->links->to[k];
    switch (cs->kind[i]) {
    case CRUCE_CLOSE_COUNTRY:
        return joins_countries(w, k, cs->country1[i], cs->country2[i]);
    case CRUCE_CLOSE_LOCATION:
        return from == cs->place1[i] || to == cs->place1[i];
    case CRUCE_CLOSE_LINK:
        return (from == cs->place2[i] && to == cs->place1[i]) ||
               (w->settings->fix_link_closures_both_ways && from == cs->place1[i] &&
                to == cs->place2[i]);
    default:
        return false;
    }
}

/* A closed camp is a town; a reopened one is a camp again. Capacity is untouched. */
static void set_camp(cri_world *w, cruce_place_id p, bool close, bool for_displaced)
{
    const cruce_settings *s = w->settings;
    if (close) {
        w->flags[p] = (w->flags[p] & CRUCE_FOREIGN) | CRUCE_TOWN;
        w->movechance[p] = s->default_movechance;
    } else {
        w->flags[p] = (w->flags[p] & ~(uint32_t)CRUCE_TOWN) | CRUCE_CAMP;
        w->flags[p] |= for_displaced ? (uint32_t)CRUCE_IDPCAMP : 0u;
        w->movechance[p] = for_displaced ? s->idpcamp_movechance : s->camp_movechance;
    }
    w->conflict[p] = -1.0;
    w->topology_version++; /* it may have been a marker */
}

static void set_redirection(cri_world *w, const cruce_closures *cs, int32_t i, bool off)
{
    const cruce_links *links = w->links;
    cruce_place_id from = cs->place1[i];
    for (int32_t k = links->first_out[from]; k < links->first_out[from + 1]; k++) {
        if (links->to[k] == cs->place2[i]) {
            w->forced[k] = off ? 0 : 1;
            w->topology_version++;
        }
    }
}

static void enact_row(cri_world *w, const cruce_closures *cs, int32_t i, bool start,
                      const cri_link_watch *watch)
{
    switch (cs->kind[i]) {
    case CRUCE_CLOSE_CAMP:
    case CRUCE_CLOSE_IDPCAMP:
        set_camp(w, cs->place1[i], start, cs->kind[i] == CRUCE_CLOSE_IDPCAMP);
        break;
    case CRUCE_CLOSE_REDIRECTION:
        set_redirection(w, cs, i, start);
        break;
    default:
        for (int32_t k = 0; k < w->links->n; k++) {
            if (concerns(w, cs, i, k)) {
                set_link(w, k, start, watch);
            }
        }
    }
}

void cri_closures_enact(cri_world *world, const cruce_closures *closures, int32_t day,
                        const cri_link_watch *watch)
{
    for (int32_t i = 0; i < closures->n; i++) {
        if (closures->start_day[i] == day) {
            enact_row(world, closures, i, true, watch);
        }
        if (closures->end_day[i] == day) {
            enact_row(world, closures, i, false, watch);
        }
    }
}
