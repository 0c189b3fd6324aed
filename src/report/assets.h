/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What web/ makes and the program carries: the page, the map, the simulator as WebAssembly.
 */
#ifndef CRI_ASSETS_H
#define CRI_ASSETS_H

#include <stddef.h>

/* symbol, file in src/report/assets/ (meson.build has the same list) */
#define CRI_ASSET_LIST(X)                                                                          \
    X(page_js, "page.js")                                                                          \
    X(page_css, "page.css")                                                                        \
    X(worker_js, "worker.js")                                                                      \
    X(map_json, "map.json")                                                                        \
    X(cruce_wasm, "cruce.wasm")

#define CRI_ASSET_SYMBOL(symbol, file)                                                             \
    extern const char cri_asset_##symbol[], cri_asset_##symbol##_end[];
CRI_ASSET_LIST(CRI_ASSET_SYMBOL)
#undef CRI_ASSET_SYMBOL

/** Bytes of one, for example cri_asset_bytes(page_js). */
#define cri_asset_bytes(symbol) ((size_t)(cri_asset_##symbol##_end - cri_asset_##symbol))

#endif
