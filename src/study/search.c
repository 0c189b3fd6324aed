/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls NLopt, the only file that does. Without it (meson option `nlopt`) a search says so.
 * BOBYQA: Powell (2009), DAMTP 2009/NA06; deterministic. Where the number of parameters is one it is not defined:
 * there Sbplx (Rowan 1990) searches. Both are under MIT-like licences within NLopt.
 */
#include "study/search.h"

#include "base/text.h"

#ifdef CRUCE_HAVE_NLOPT
#include <nlopt.h>

typedef struct search {
    cri_searched *function;
    void *context;
    nlopt_opt opt;
} search;

static double call(unsigned n, const double *x, double *gradient, void *data)
{
    search *s = data;
    bool failed = false;
    (void)gradient;
    double value = s->function(s->context, (int32_t)n, x, &failed);
    if (failed) {
        nlopt_force_stop(s->opt);
    }
    return value;
}

cruce_status cri_search_least(cri_searched *function, void *context, int32_t n, double *x,
                              int32_t n_evaluations, cruce_error *err)
{
    double value;
    search s = {.function = function, .context = context};

    s.opt = nlopt_create(n > 1 ? NLOPT_LN_BOBYQA : NLOPT_LN_SBPLX, (unsigned)n);
    if (s.opt == NULL) {
        return cri_no_memory(err);
    }
    nlopt_set_min_objective(s.opt, call, &s);
    nlopt_set_lower_bounds1(s.opt, 0);
    nlopt_set_upper_bounds1(s.opt, 1);
    nlopt_set_initial_step1(s.opt, 0.15); /* of a parameter's range */
    nlopt_set_xtol_abs1(s.opt, 1e-3);
    nlopt_set_maxeval(s.opt, n_evaluations);
    nlopt_result result = nlopt_optimize(s.opt, x, &value);
    nlopt_destroy(s.opt);
    /* Rounding that stops progress is an end like another: the caller keeps the best it has seen. */
    if (result < 0 && result != NLOPT_ROUNDOFF_LIMITED && result != NLOPT_FORCED_STOP) {
        return cri_fail(err, CRUCE_ERR_RUN, "the search failed (NLopt: %d)", (int)result);
    }
    return CRUCE_OK;
}
#else
cruce_status cri_search_least(cri_searched *function, void *context, int32_t n, double *x,
                              int32_t n_evaluations, cruce_error *err)
{
    (void)function, (void)context, (void)n, (void)x, (void)n_evaluations;
    return cri_fail(err, CRUCE_ERR_UNSUPPORTED,
                    "this program was built without NLopt, which searches parameters (Debian: "
                    "libnlopt-dev)");
}
#endif
