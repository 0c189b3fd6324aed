#!/bin/sh
# Holds what the library shows and what it leans on. Usage: tools/check_symbols.sh [BUILD_DIR]
set -eu
cd "$(dirname "$0")/.."
build=${1:-${BUILD:-build}}
failed=0

# The second argument lists offenders; an empty list is what we want.
expect_none() {
    if [ -n "$2" ]; then
        printf '%s:\n%s\n' "$1" "$2" >&2
        failed=1
    fi
}

names() {
    # Without the "file.o:" headings: "symbol (object)", defined or undefined as nm is told.
    nm -A -P "$@" 2>/dev/null | awk '{ o = $1; sub(/.*\[|.*\//, "", o); sub(/\]?:$/, "", o); print $2, $3, o }'
}

[ -f "$build/libcruce.so" ] && [ -f "$build/libcruce.a" ] || {
    echo "no library in $build: build first" >&2
    exit 1
}

# _init and the like come from the linker, .gomp_* from named critical sections; neither is ours to name.
expect_none "the shared library exports names that do not begin with cruce_" \
    "$(names -D --defined-only "$build/libcruce.so" | awk '$1 !~ /^cruce_/ && $1 !~ /^(_|\.gomp_)/ { print "  " $1 }')"

expect_none "a function or variable that other files see begins with cruce_ or cri_" \
    "$(names -g --defined-only "$build/libcruce.a" | awk '$1 !~ /^(cruce|cri)_/ && $1 !~ /^(_|\.gomp_)/ { print "  " $1 " in " $3 }')"

# The system's functions differ in the last bit from one C library to the next; src/num has ours. sqrt, floor, fma
# and their kin are exact everywhere.
expect_none "the library calls mathematical functions of the system" \
    "$(names -u "$build/libcruce.a" | awk '
        $1 ~ /^(exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|cbrt|hypot|sin|cos|tan|sincos|asin|acos|atan|atan2)[fl]?$/ ||
        $1 ~ /^(sinh|cosh|tanh|asinh|acosh|atanh|erf|erfc|tgamma|lgamma)[fl]?(_r)?$/ { print "  " $1 " in " $3 }')"

expect_none "the library draws chance from elsewhere than src/num" \
    "$(names -u "$build/libcruce.a" |
        awk '$1 ~ /^(s?rand(om)?(_r)?|[delmn]rand48|arc4random.*|getrandom|getentropy)$/ { print "  " $1 " in " $3 }')"

expect_none "the library prints or exits; only src/cli does" \
    "$(names -u "$build/libcruce.a" |
        awk '$1 ~ /^(exit|_exit|quick_exit|printf|vprintf|puts|putchar|perror|__v?printf_chk)$/ { print "  " $1 " in " $3 }')"

header=$(sed -n 's/^#define CRUCE_VERSION "\(.*\)"/\1/p' include/cruce/base.h)
meson=$(sed -n "s/^ *version: '\([^']*\)'.*/\1/p" meson.build)
[ "$header" = "$meson" ] || expect_none "CRUCE_VERSION and meson.build disagree" "  $header and $meson"

exit $failed
