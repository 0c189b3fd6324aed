#!/bin/sh
# Lists sources, for meson.build: meson does not glob, and nobody should have to register a new file.
# Usage: tools/list_sources.sh library|program|tests|fuzz|bench|all
set -eu
cd "$(dirname "$0")/.."

# Sorted in the C locale, so that every machine links in the same order. A missing folder lists nothing.
list() {
    find "$@" -print 2>/dev/null | LC_ALL=C sort
}

case "${1:-all}" in
library) list src -name '*.c' ! -path 'src/cli/*' ;;
program) list src/cli -name '*.c' ;;
tests) list tests -mindepth 2 -maxdepth 2 -name 'test_*.c' ;;
fuzz) list tests/fuzz -name 'fuzz_*.c' ;;
bench) list bench -maxdepth 1 -name 'bench_*.c' ;;
all) "$0" library && "$0" program && "$0" tests && "$0" fuzz && "$0" bench ;;
*) echo "usage: $0 library|program|tests|fuzz|bench|all" >&2 && exit 2 ;;
esac
