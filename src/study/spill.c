/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Puts blocks of numbers aside in a file without a name, and reads them back.
 * What is put aside, and when, is left to aside.c.
 * Source: open(2), O_TMPFILE; elsewhere a file that is unlinked as soon as it is made.
 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "study/spill.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#ifdef __wasi__

bool cri_spill_is_possible(void)
{
    return false;
}

cruce_status cri_spill_open(cri_spill *spill, const char *folder, int64_t slot_bytes,
                            cruce_error *err)
{
    (void)spill, (void)slot_bytes;
    return cri_fail(err, CRUCE_ERR_FILE, "cannot put results aside in %s", folder);
}

cruce_status cri_spill_write(const cri_spill *spill, int32_t replicate, int64_t at,
                             const void *bytes, int64_t n_bytes, cruce_error *err)
{
    (void)replicate, (void)at, (void)bytes, (void)n_bytes;
    return cri_fail(err, CRUCE_ERR_FILE, "cannot put results aside in %s", spill->folder);
}

cruce_status cri_spill_read(const cri_spill *spill, int32_t replicate, int64_t at, void *bytes,
                            int64_t n_bytes, cruce_error *err)
{
    (void)replicate, (void)at, (void)bytes, (void)n_bytes;
    return cri_fail(err, CRUCE_ERR_FILE, "cannot read what was put aside in %s", spill->folder);
}

void cri_spill_close(cri_spill *spill)
{
    *spill = (cri_spill){0};
}

#else

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

bool cri_spill_is_possible(void)
{
    return true;
}

static int open_unnamed(const char *folder)
{
    char path[1100];
    int file = -1;
#ifdef O_TMPFILE
    file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    int n = snprintf(path, sizeof path, "%s/.cruce-aside-XXXXXX", folder);
    if (file < 0 && n > 0 &&
        (size_t)n < sizeof path) { /* not every file system has files without a name */
        file = mkstemp(path);
        if (file >= 0) {
            unlink(path);
        }
    }
    return file;
}

cruce_status cri_spill_open(cri_spill *spill, const char *folder, int64_t slot_bytes,
                            cruce_error *err)
{
    *spill = (cri_spill){.slot_bytes = slot_bytes};
    snprintf(spill->folder, sizeof spill->folder, "%s", folder);
    spill->file = open_unnamed(folder);
    if (spill->file < 0) {
        return cri_fail(err, CRUCE_ERR_FILE,
                        "cannot make a temporary file in %s: %s; TMPDIR names another folder",
                        folder, strerror(errno));
    }
    spill->is_open = true;
    return CRUCE_OK;
}

cruce_status cri_spill_write(const cri_spill *spill, int32_t replicate, int64_t at,
                             const void *bytes, int64_t n_bytes, cruce_error *err)
{
    const char *from = bytes;
    off_t to = (off_t)(replicate * spill->slot_bytes + at);
    while (n_bytes > 0) {
        ssize_t n = pwrite(spill->file, from, (size_t)n_bytes, to);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return cri_fail(err, CRUCE_ERR_FILE,
                            "cannot put results aside in %s: %s; TMPDIR names another folder",
                            spill->folder, n < 0 ? strerror(errno) : "nothing was written");
        }
        from += n;
        to += n;
        n_bytes -= n;
    }
    return CRUCE_OK;
}

cruce_status cri_spill_read(const cri_spill *spill, int32_t replicate, int64_t at, void *bytes,
                            int64_t n_bytes, cruce_error *err)
{
    char *to = bytes;
    off_t from = (off_t)(replicate * spill->slot_bytes + at);
    while (n_bytes > 0) {
        ssize_t n = pread(spill->file, to, (size_t)n_bytes, from);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return cri_fail(err, CRUCE_ERR_FILE, "cannot read what was put aside in %s: %s",
                            spill->folder, n < 0 ? strerror(errno) : "it ends too early");
        }
        to += n;
        from += n;
        n_bytes -= n;
    }
    return CRUCE_OK;
}

void cri_spill_close(cri_spill *spill)
{
    if (spill->is_open) {
        close(spill->file);
    }
    *spill = (cri_spill){0};
}

#endif
