/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    statuses of people as words, for tables and messages
 * Leaves  the lists themselves to cruce/border_day.h
 * Source  none
 */
#include "cruce/border_day.h"

const char *cruce_people_status_text(cruce_people_status status)
{
    static const char *const texts[CRUCE_STATUSES] = {
#define TEXT(name, text, sentence) text,
        CRUCE_PEOPLE_STATUS_LIST(TEXT)
#undef TEXT
    };
    return (int)status >= 0 && status < CRUCE_STATUSES ? texts[status] : NULL;
}
