#!/bin/sh
# Lays out C files by .clang-format. Usage: tools/format.sh [--check] [FILE...]     (no files: all that git knows)
# With --check nothing is changed: it names the files that would be.
set -eu
cd "$(dirname "$0")/.."
check=false
if [ "${1:-}" = --check ]; then
    check=true
    shift
fi
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(git ls-files --cached --others --exclude-standard '*.c' '*.h')

status=0
for file in "$@"; do
    if [ ! -f "$file" ]; then
        continue # deleted, but not yet committed
    elif ! $check; then
        clang-format-14 -i "$file"
    elif ! clang-format-14 --dry-run -Werror "$file" 2>/dev/null; then
        echo "$file: not laid out as .clang-format says; 'make format' does it" >&2
        status=1
    fi
done
exit $status
