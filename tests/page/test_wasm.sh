#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# The simulator in the page is made from these sources (built again, it has the same bytes) and is the same simulator:
# in Node it writes the same files as the program, for a border and for a displacement, and says the same of a mistake.
set -eu
cd "$(dirname "$0")/../.."
skip() { echo "$1"; exit 77; }
command -v node >/dev/null || skip "no node"
wasm=src/report/assets/cruce.wasm
cruce=$(realpath "${CRUCE:-build/cruce}")
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT

compare() { # NAME FOLDER OPTIONS...
    local name=$1 folder=$2
    shift 2
    "$cruce" run "$folder" -q -n 5 -j 1 -o "$top/$name" "$@"
    node tests/page/run_wasm.mjs "$wasm" "$folder=$folder" --out "/out=$top/$name-wasm" -- \
        run "$folder" -q -n 5 -o /out "$@"
    diff -rq "$top/$name" "$top/$name-wasm"
}
compare border scenarios/us_mexico_2023 --variant deal_dec27 --days 150 --seed 3
compare displacement ../shared/scenarios/displacement/mali2012 --days 100

# A mistake: the same sentence, the same exit status.
cp -r scenarios/us_mexico_2023 "$top/wrong"
echo "2023-10-01,no_such_place,1,2" >>"$top/wrong/measures.csv"
status=0 wasm_status=0
(cd "$top" && "$cruce" check wrong) >"$top/said" 2>&1 || status=$?
node tests/page/run_wasm.mjs "$wasm" "$top/wrong=wrong" -- check wrong >"$top/said-wasm" 2>&1 || wasm_status=$?
[ "$status" != 0 ] && [ "$status" = "$wasm_status" ] || { echo "exit status $status, in a page $wasm_status"; exit 1; }
diff "$top/said" "$top/said-wasm"
node tests/page/run_wasm.mjs "$wasm" "scenarios/us_mexico_2023=s" -- run s -q -n 1 --days 9 -o x.gpkg 2>"$top/said" && exit 1
grep -q "writes no GeoPackage" "$top/said" || { cat "$top/said"; exit 1; }

command -v clang >/dev/null && [ -e /usr/lib/wasm32-wasi/libc.a ] && command -v apt-get >/dev/null ||
    skip "compared with the program; not built again: no clang, no wasi-libc or no apt-get"
BUILD=$top/build web/wasm.sh "$top/again.wasm" >/dev/null 2>"$top/log" || {
    cat "$top/log"
    [ -z "${CI:-}" ] && grep -q 'with the SHA-256' "$top/log" && skip "compared with the program; not built again: libyaml cannot be downloaded"
    exit 1
}
cmp "$top/again.wasm" "$wasm" || { echo "sources have changed since it was made: make web"; exit 1; }
echo "the same bytes as the program, and as built again"
