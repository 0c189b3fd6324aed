/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    the value that each measure has for each row now
 */
#include "measures.h"

#include "../base/text.h"

struct cri_measures_view {
    const cruce_border *border;
};

cruce_status cri_measures_create(cri_measures_view **view, const cruce_border *border,
                                 int32_t n_places, int32_t n_links, cruce_error *err)
{
    (void)n_places;
    (void)n_links;
    cri_measures_view *v = cri_calloc(1, sizeof *v);
    *view = v;
    if (v == NULL) {
        return cri_no_memory(err);
    }
    v->border = border;
    return CRUCE_OK;
}

void cri_measures_destroy(cri_measures_view *view)
{
    cri_free(view);
}

void cri_measures_advance(cri_measures_view *view, int32_t hour)
{
    (void)view;
    (void)hour;
}

void cri_measures_set(cri_measures_view *view, cruce_measure_kind kind, const cruce_target *on,
                      double number)
{
    (void)view;
    (void)kind;
    (void)on;
    (void)number;
}

double cri_measure_value(const cri_measures_view *view, cruce_measure_kind kind, int32_t row,
                         double standard)
{
    (void)view;
    (void)kind;
    (void)row;
    return standard;
}

double cri_measure_job_share(const cri_measures_view *view, cruce_office_id office, cruce_mode mode,
                             double standard)
{
    (void)view;
    (void)office;
    (void)mode;
    return standard;
}

void cri_measures_new_rows(const cri_measures_view *view, int32_t *first, int32_t *n)
{
    (void)view;
    *first = 0;
    *n = 0;
}
