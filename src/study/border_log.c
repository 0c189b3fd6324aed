/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The policy log and the ledgers of all replicates together.
 * What goes into them is left to border_record.c and border_ledgers.c.
 * No published method.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "study/study_internal.h"

static int by_key(const cruce_log_entry *a, const cruce_log_entry *b)
{
    if (a->hour != b->hour) {
        return a->hour < b->hour ? -1 : 1;
    }
    if (a->what != b->what) {
        return a->what < b->what ? -1 : 1;
    }
    return (a->row > b->row) - (a->row < b->row);
}

/* One entry with the replicate it comes from and its place there: sorting has one answer only. */
typedef struct numbered {
    cruce_log_entry entry;
    int32_t replicate, place;
} numbered;

static int by_number(const void *a, const void *b)
{
    const numbered *x, *y;
    x = a;
    y = b;
    int order = by_key(&x->entry, &y->entry);
    if (order == 0 && x->replicate != y->replicate) {
        order = x->replicate < y->replicate ? -1 : 1;
    }
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* Entries first .. last - 1 have one key: their number of replicates, and means of what was seen and set. */
static cruce_log_line join(const numbered *all, int64_t first, int64_t last)
{
    cruce_log_line line = {.entry = all[first].entry, .n_replicates = 0};
    double seen = 0, value = 0;
    for (int64_t i = first; i < last; i++) {
        seen += all[i].entry.seen;
        value += all[i].entry.value;
        line.n_replicates += i == first || all[i].replicate != all[i - 1].replicate;
    }
    line.entry.seen = seen / (double)(last - first);
    line.entry.value = value / (double)(last - first);
    return line;
}

cruce_status cruce_border_log(const cruce_ensemble *ensemble, cruce_log_line **lines, int64_t *n,
                              cruce_error *err)
{
    int64_t n_all = 0, last;
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        n_all += ensemble->record[r].border.n_log;
    }
    numbered *all = cri_calloc((size_t)n_all + 1, sizeof *all);
    cruce_log_line *joined = cri_calloc((size_t)n_all + 1, sizeof *joined);
    *n = 0;
    *lines = joined;
    if (all == NULL || joined == NULL) {
        cri_free(all);
        cri_free(joined);
        *lines = NULL;
        return cri_no_memory(err);
    }
    n_all = 0;
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        const cri_border_record *record = &ensemble->record[r].border;
        for (int32_t i = 0; i < record->n_log; i++) {
            all[n_all++] = (numbered){.entry = record->log[i], .replicate = r, .place = i};
        }
    }
    qsort(all, (size_t)n_all, sizeof *all, by_number);
    for (int64_t first = 0; first < n_all; first = last) {
        for (last = first + 1; last < n_all && by_key(&all[first].entry, &all[last].entry) == 0;) {
            last++;
        }
        joined[(*n)++] = join(all, first, last);
    }
    cri_free(all);
    return CRUCE_OK;
}

void cruce_log_lines_free(cruce_log_line *lines)
{
    cri_free(lines);
}

const char *cruce_ledger_text(cruce_ledger ledger)
{
    static const char *const text[] = {
#define LEDGER_TEXT(name, word, unit, sentence) word,
        CRUCE_LEDGER_LIST(LEDGER_TEXT)
#undef LEDGER_TEXT
    };
    return (int)ledger >= 0 && ledger < CRUCE_LEDGERS ? text[ledger] : NULL;
}

const char *cruce_ledger_unit(cruce_ledger ledger)
{
    static const char *const unit_of[] = {
#define LEDGER_UNIT(name, word, unit, sentence) unit,
        CRUCE_LEDGER_LIST(LEDGER_UNIT)
#undef LEDGER_UNIT
    };
    return (int)ledger >= 0 && ledger < CRUCE_LEDGERS ? unit_of[ledger] : NULL;
}

cruce_ledger_sum cruce_border_ledger(const cruce_ensemble *ensemble, cruce_ledger ledger)
{
    cruce_ledger_sum sum = {0};
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        const cruce_ledger_sum *one = &ensemble->record[r].border.ledger[ledger];
        sum.n_checks += one->n_checks;
        if (fabs(one->largest) > fabs(sum.largest)) {
            sum.largest = one->largest;
        }
    }
    return sum;
}
