/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * GeoPackages where there is no SQLite (WebAssembly): asking for one is answered with a sentence. Without one to hold,
 * no other function of src/output/gpkg*.c is ever reached; web/wasm.sh makes them imports, and web/src/wasi.js traps.
 */
#include <stdio.h>

#include "cruce/output.h"

cruce_status cruce_gpkg_create(cruce_gpkg **gpkg, const char *path, int32_t start_days,
                               cruce_error *err)
{
    (void)start_days;
    *gpkg = NULL;
    if (err != NULL) {
        err->code = CRUCE_ERR_FILE;
        snprintf(err->file, sizeof err->file, "%s", path);
        snprintf(err->message, sizeof err->message,
                 "the program in a page writes no GeoPackage; name a folder with -o");
    }
    return CRUCE_ERR_FILE;
}

void cruce_gpkg_destroy(cruce_gpkg *gpkg)
{
    (void)gpkg;
}
