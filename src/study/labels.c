/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Puts the labels of a row together.
 * Which labels a table has is left to tables.c and border_tables.c.
 * No published method.
 */
#include "study/labels.h"

#include <stdio.h>

void cri_put_text(cri_labels *to, const char *text)
{
    to->label[to->n++].text = text;
}

void cri_put_whole(cri_labels *to, int64_t value)
{
    cruce_label *it = &to->label[to->n++];
    it->text = NULL;
    snprintf(it->room, sizeof it->room, "%lld", (long long)value);
}

void cri_put_day(cri_labels *to, int32_t day)
{
    cri_put_whole(to, day);
    to->label[to->n].text = NULL;
    cruce_date_text(to->scenario->start_days + day, to->label[to->n++].room);
}

void cri_put_month(cri_labels *to, int32_t day)
{
    cruce_label *it = &to->label[to->n++];
    it->text = NULL;
    cruce_date_text(to->scenario->start_days + day, it->room);
    it->room[7] = '\0';
}
