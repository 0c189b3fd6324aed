/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What accumulates in a record over days, for saved states; and the states of an ensemble as files.
 * The run's own state is the engine's (src/engine/state.c).
 * No published method.
 */
#include "base/text.h"
#include "model/register_daily.h"
#include "study/study_internal.h"

void cri_record_state(cruce_state_io *io, const cruce_ensemble *ensemble, cri_record *record,
                      int64_t *arrived_persons)
{
    cri_state_part(io, "record");
    cri_state_whole(io, arrived_persons, 0, CRI_STATE_EVER);
    if (ensemble->border.tables == NULL) {
        return;
    }
    cri_border_record *border = &record->border;
    cri_state_flag(io, &border->has_before);
    cri_state_flag(io, &border->has_port_before);
    cri_state_wholes(io, border->status_before, ensemble->border.n_nations, 0, CRI_STATE_EVER);
    cri_state_wholes(io, border->queued_before, ensemble->border.n_ports, 0, CRI_STATE_MOST);
}

cruce_status cri_fill_registered(cruce_ensemble *ensemble, cruce_error *err)
{
    const cruce_scenario *sc = ensemble->scenario;
    cri_daily daily = {0};
    if (!sc->has_register || ensemble->first_day == 0) {
        return CRUCE_OK;
    }
    cruce_status st = cri_daily_init(&daily, &sc->registered, &sc->settings, err);
    for (int32_t day = 0; st == CRUCE_OK && day < ensemble->first_day; day++) {
        for (int32_t c = 0; c < ensemble->n_camps; c++) {
            ensemble->registered[(int64_t)day * ensemble->n_camps + c] =
                cri_daily_field(&daily, sc->registered.of_place[sc->camp[c]], day);
        }
    }
    cri_daily_free(&daily);
    return st;
}

int32_t cruce_ensemble_first_day(const cruce_ensemble *ensemble)
{
    return ensemble->first_day;
}

cruce_status cruce_ensemble_state(const cruce_ensemble *ensemble, int32_t i,
                                  cruce_state_bytes *whole, int32_t *n_replicates, cruce_error *err)
{
    int32_t n = ensemble->n_state_replicates;
    cruce_state_bytes *one = cri_calloc((size_t)n + 1, sizeof *one);
    *whole = (cruce_state_bytes){0};
    if (one == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t r = 0; r < n; r++) {
        one[r] = ensemble->saved[(int64_t)r * ensemble->n_states + i];
    }
    *n_replicates = n;
    cruce_status st = cruce_state_write(ensemble->scenario, &ensemble->how, ensemble->state_day[i],
                                        n, one, whole, err);
    cri_free(one);
    return st;
}
