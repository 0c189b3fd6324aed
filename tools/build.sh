#!/bin/sh
# Configures $BUILD (default: build) when it is new, or a source file or a test library came or went; then builds it.
# Usage: tools/build.sh [TARGET...]; MESON_ARGS: options for `meson setup`.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}

# What meson saw when it last configured: the sources, and the optional libraries that `make test` installs.
now="$(tools/list_sources.sh all) $(pkg-config --modversion cmocka mpfr nlopt 2>/dev/null || true)"
if [ ! -f "$build/build.ninja" ]; then
    # shellcheck disable=SC2086 # MESON_ARGS is a list of words
    meson setup "$build" ${MESON_ARGS:-}
elif [ "$now" != "$(cat "$build/configured_for" 2>/dev/null)" ]; then
    meson setup --reconfigure "$build" >/dev/null
fi
printf '%s\n' "$now" >"$build/configured_for"
# One job per core: these machines are shared.
ninja -C "$build" -j "$(getconf _NPROCESSORS_ONLN)" "$@"
