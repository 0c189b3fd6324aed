/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Makes the alias tables from which single persons draw their next road, and notices when one is out of date.
 * The weights are src/rules/choice.c; who draws is agents.c.
 * Method: Walker (1977), doi:10.1145/355744.355749, filled as by Vose (1991), doi:10.1109/32.92917.
 */
#include "fork.h"

#include "../base/text.h"
#include "cruce/rules.h"

cruce_status cri_forks_init(cri_forks *forks, cri_run *run, cruce_error *err)
{
    size_t n = (size_t)run->world.places->n + 1;
    forks->run = run;
    forks->of = cri_calloc((size_t)run->choices.n_groups + 1, sizeof *forks->of);
    forks->version = cri_calloc(n, sizeof *forks->version);
    forks->viewers = cri_calloc(n, sizeof *forks->viewers);
    forks->has_viewed = cri_calloc(n, sizeof *forks->has_viewed);
    forks->room = cri_calloc(n, sizeof *forks->room);
    forks->leave_chance = cri_calloc(n, sizeof *forks->leave_chance);
    forks->flags = cri_calloc(n, sizeof *forks->flags);
    forks->topology_version = -1;
    bool ok = forks->of != NULL && forks->version != NULL && forks->viewers != NULL &&
              forks->has_viewed != NULL && forks->room != NULL && forks->leave_chance != NULL &&
              forks->flags != NULL;
    return ok ? CRUCE_OK : cri_no_memory(err);
}

void cri_forks_free(cri_forks *forks)
{
    int32_t n = forks->run == NULL ? 0 : forks->run->world.places->n;
    for (int32_t g = 0; forks->of != NULL && g < forks->run->choices.n_groups; g++) {
        for (int32_t i = 0; forks->of[g] != NULL && i < 2 * n; i++) {
            cri_free(forks->of[g][i].cell);
        }
        cri_free(forks->of[g]);
    }
    for (int32_t p = 0; forks->viewers != NULL && p < n; p++) {
        cri_free(forks->viewers[p].place);
    }
    cri_free(forks->of);
    cri_free(forks->version);
    cri_free(forks->viewers);
    cri_free(forks->has_viewed);
    cri_free(forks->room);
    cri_free(forks->leave_chance);
    cri_free(forks->flags);
    cri_free(forks->share);
    cri_free(forks->stack);
    *forks = (cri_forks){0};
}

/* --- what is out of date --- */

void cri_forks_tell_viewers(cri_forks *forks, cruce_place_id place)
{
    forks->room[place] = forks->run->world.room[place];
    forks->changes++;
    if (forks->run->world.settings->goals_only) { /* goals are seen from everywhere */
        for (int32_t p = 0; p < forks->run->world.places->n; p++) {
            forks->version[p]++;
        }
        return;
    }
    for (int32_t i = 0; i < forks->viewers[place].n; i++) {
        forks->version[forks->viewers[place].place[i]]++;
    }
}

void cri_forks_morning(cri_forks *forks)
{
    const cri_world *w = &forks->run->world;
    bool new_roads = forks->topology_version != w->topology_version;
    bool all = new_roads || forks->attraction_version != w->attraction_version;
    forks->topology_version = w->topology_version;
    forks->attraction_version = w->attraction_version;
    for (int32_t p = 0; p < w->places->n; p++) {
        if (new_roads) {
            forks->viewers[p].n = 0;
            forks->has_viewed[p] = false;
        }
        forks->version[p] += all || forks->leave_chance[p] != w->leave_chance[p];
        forks->leave_chance[p] = w->leave_chance[p];
    }
    for (int32_t p = 0; p < w->places->n; p++) {
        if (forks->room[p] != w->room[p] || forks->flags[p] != w->flags[p]) {
            forks->flags[p] = w->flags[p];
            cri_forks_tell_viewers(forks, p);
        }
    }
}

static cruce_status append_viewer(cri_viewers *viewers, cruce_place_id place, cruce_error *err)
{
    if (viewers->n == viewers->room) {
        int32_t room = viewers->room == 0 ? 8 : 2 * viewers->room;
        cruce_place_id *wider = cri_realloc(viewers->place, (size_t)room * sizeof *wider);
        if (wider == NULL) {
            return cri_no_memory(err);
        }
        viewers->place = wider;
        viewers->room = room;
    }
    viewers->place[viewers->n++] = place;
    return CRUCE_OK;
}

/* Enters a place in the lists of the camps that are seen from it (once; several candidates may lead to one camp). */
static cruce_status watch_rooms(cri_forks *forks, cruce_place_id place, const cri_choice *c,
                                cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (int32_t i = 0; i < c->n_limited && !forks->has_viewed[place]; i++) {
        cri_viewers *viewers = &forks->viewers[c->final[c->limited[i]]];
        if (viewers->n == 0 || viewers->place[viewers->n - 1] != place) {
            TRY(append_viewer(viewers, place, err));
        }
    }
    forks->has_viewed[place] = true;
done:
    return st;
}

/* --- making a table --- */

static int32_t bits_for(int32_t outcomes)
{
    int32_t bits = 0;
    while (outcomes > (int32_t)1 << bits) {
        bits++;
    }
    return bits;
}

static cruce_status make_room(cri_forks *forks, cri_fork *fork, cruce_error *err)
{
    int32_t cells = (int32_t)1 << fork->bits;
    if (cells > fork->room) {
        cri_free(fork->cell);
        fork->room = 0;
        fork->cell = cri_malloc((size_t)cells * sizeof *fork->cell);
        if (fork->cell == NULL) {
            return cri_no_memory(err);
        }
        fork->room = cells;
    }
    if (cells > forks->scratch_room) {
        cri_free(forks->share);
        cri_free(forks->stack);
        forks->scratch_room = 0;
        forks->share = cri_malloc((size_t)cells * sizeof *forks->share);
        forks->stack = cri_malloc((size_t)cells * sizeof *forks->stack);
        if (forks->share == NULL || forks->stack == NULL) {
            return cri_no_memory(err);
        }
        forks->scratch_room = cells;
    }
    return CRUCE_OK;
}

/* Chance of every candidate and of staying, in cells: they add up to the number of cells. Who would go to a full camp
   stays. What is beyond these outcomes has no chance. */
static void set_shares(cri_forks *forks, const cri_fork *fork, const cri_choice *c, double leave)
{
    const cri_world *w = &forks->run->world;
    int32_t cells = (int32_t)1 << fork->bits;
    double *share = forks->share;
    for (int32_t j = 0; j < cells; j++) {
        share[j] = 0.0;
    }
    share[c->n] = (double)cells * (c->n > 0 ? 1.0 - leave : 1.0);
    for (int32_t j = 0; j < c->n; j++) {
        bool goes = c->link[j] != CRUCE_NONE && !cri_is_full(w, c->final[j]);
        share[goes ? j : c->n] += (double)cells * leave * (c->weight[j] / c->tail[0]);
    }
}

static cri_way way_of(const cri_choice *c, int32_t outcome)
{
    return outcome < c->n ? (cri_way){c->link[outcome], c->after[outcome]}
                          : (cri_way){CRUCE_NONE, 0};
}

static cri_fork_cell cell_of(const cri_choice *c, double share, int32_t below, int32_t above)
{
    uint64_t border = share > 0.0 ? (uint64_t)(share * 0x1p63) << 1 : 0;
    return (cri_fork_cell){(uint32_t)(border >> 32),
                           (uint32_t)border,
                           {way_of(c, below), way_of(c, above)}};
}

/* Every outcome with less than a cell is given one, filled up by an outcome that has more. */
static void fill_cells(cri_forks *forks, cri_fork *fork, const cri_choice *c)
{
    int32_t cells = (int32_t)1 << fork->bits, n_less = 0, n_more = 0;
    double *share = forks->share;
    int32_t *less = forks->stack, *more = forks->stack + cells - 1; /* the second grows downward */
    for (int32_t j = 0; j < cells; j++) {
        if (share[j] < 1.0) {
            less[n_less++] = j;
        } else {
            more[-n_more++] = j;
        }
    }
    while (n_less > 0 && n_more > 0) {
        int32_t small = less[--n_less], large = more[1 - n_more];
        fork->cell[small] = cell_of(c, share[small], small, large);
        share[large] -= 1.0 - share[small];
        if (share[large] < 1.0) {
            n_more--;
            less[n_less++] = large;
        }
    }
    while (n_less > 0) { /* whole but for rounding */
        int32_t j = less[--n_less];
        fork->cell[j] = cell_of(c, 0.0, j, j);
    }
    while (n_more > 0) {
        int32_t j = more[1 - n_more--];
        fork->cell[j] = cell_of(c, 0.0, j, j);
    }
}

cruce_status cri_fork_renew(cri_forks *forks, int32_t group, cruce_place_id place, bool certain,
                            const cri_fork **fork, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_run *run = forks->run;
    const cri_choice *c;
    if (forks->of[group] == NULL) {
        forks->of[group] = cri_calloc(2 * (size_t)run->world.places->n + 1, sizeof **forks->of);
        if (forks->of[group] == NULL) {
            return cri_no_memory(err);
        }
    }
    cri_fork *f = &forks->of[group][2 * place + certain];
    TRY(cri_choice_at(&run->choices, group, place, &c, err));
    f->bits = bits_for(c->n + 1);
    TRY(make_room(forks, f, err));
    TRY(watch_rooms(forks, place, c, err));
    double leave = run->world.leave_chance[place];
    set_shares(forks, f, c, certain || leave > 1.0 ? 1.0 : leave > 0.0 ? leave : 0.0);
    fill_cells(forks, f, c);
    f->version = forks->version[place];
    *fork = f;
done:
    return st;
}
