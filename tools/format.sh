#!/bin/sh
# Lays out C files by .clang-format. Usage: tools/format.sh [--check] [FILE...]     (no files: all that git knows)
set -eu
cd "$(dirname "$0")/.."
how=-i
if [ "${1:-}" = --check ]; then
    how='--dry-run -Werror'
    shift
fi
if [ $# = 0 ]; then
    # A file can be deleted and still be known to git for a moment.
    # shellcheck disable=SC2046
    set -- $(git ls-files --cached --others --exclude-standard '*.c' '*.h' | while read -r f; do [ ! -f "$f" ] || echo "$f"; done)
fi
# shellcheck disable=SC2086
[ $# = 0 ] || clang-format-14 $how "$@"
