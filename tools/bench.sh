#!/bin/sh
# Measures: every bench/bench_*.c (built into $BUILD/bench) and bench/*.sh, after a line that says what and where.
set -eu
cd "$(dirname "$0")/.."
export BUILD="${BUILD:-build}"
ninja -C "$BUILD" bench-programs >/dev/null
echo "commit $(git describe --always --dirty 2>/dev/null || echo unknown)," \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1), $(getconf _NPROCESSORS_ONLN) cores," \
    "$(${CC:-cc} --version | head -n 1), $(date -u +%Y-%m-%d)"
for bench in "$BUILD"/bench/bench_* bench/*.sh; do
    [ -f "$bench" ] && [ -x "$bench" ] || continue
    echo "== $bench"
    "$bench"
done
