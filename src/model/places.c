/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the type text of a place means.
 * The step from a low move chance to a camp belongs to loading (src/input/locations.c), not to the type.
 * Source: flee-compat 1.2.
 */
#include <string.h>

#include "cruce/model.h"
#include "cruce/settings.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* `word` is in lower case. */
static bool contains(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text != '\0'; text++) {
        size_t same = 0;
        while (same < length && lower(text[same]) == word[same]) {
            same++;
        }
        if (same == length) {
            return true;
        }
    }
    return false;
}

/* The order of the tests decides for a type with two of the words. */
bool cruce_type_parse(const char *type, const struct cruce_settings *settings, uint32_t *flags,
                      double *movechance)
{
    *flags = 0;
    *movechance = 1.0;
    if (contains(type, "camp")) {
        bool idp = contains(type, "idp");
        *flags = idp ? CRUCE_CAMP | CRUCE_IDPCAMP : CRUCE_CAMP;
        *movechance = idp ? settings->idpcamp_movechance : settings->camp_movechance;
    } else if (contains(type, "conflict")) {
        *flags = CRUCE_CONFLICT_TYPE;
        *movechance = settings->conflict_movechance;
    } else if (contains(type, "forward")) {
        *flags = CRUCE_FORWARD;
    } else if (contains(type, "marker")) {
        *flags = CRUCE_MARKER;
    } else if (contains(type, "flood_zone")) {
        *flags = CRUCE_FLOOD_ZONE;
        *movechance = settings->default_movechance;
    } else if (contains(type, "default") || contains(type, "town")) {
        *flags = CRUCE_TOWN;
        *movechance = settings->default_movechance;
    } else {
        return false;
    }
    return true;
}
