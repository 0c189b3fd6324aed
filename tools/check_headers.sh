#!/bin/sh
# Each public header compiles alone, as C11 and C17 with both compilers and as C++ for those who call us from there.
set -u
cd "$(dirname "$0")/.."
warn="-Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -Iinclude"
failed=0
for header in include/cruce.h include/cruce/*.h; do
    [ -f "$header" ] || continue
    for compile in "gcc -std=c11" "gcc -std=c17" "clang -std=c11" "g++ -std=c++17" "clang++ -std=c++17"; do
        case $compile in
        *++*) language=c++ ;;
        *) language=c ;;
        esac
        # A file that includes it, so that nobody warns about a header as the main file.
        # shellcheck disable=SC2086
        echo "#include \"${header#include/}\"" | $compile $warn -x $language - || {
            echo "$header does not compile alone with $compile" >&2
            failed=1
        }
    done
done
exit $failed
