/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    meetings of governments
 */
#include "border_reviews.h"

#include "../base/text.h"

struct cri_reviews {
    bool created;
};

cruce_status cri_reviews_create(cri_border *b, cruce_error *err)
{
    struct cri_reviews *x = b->reviews = cri_border_column(b, 1, sizeof *x);
    if (x == NULL) {
        return cri_no_memory(err);
    }
    return CRUCE_OK;
}

void cri_reviews_morning(cri_border *b)
{
    (void)b;
}
