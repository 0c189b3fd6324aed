#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# The border's tables have the same bytes for 1, 2 and 3 threads; another seed gives other ones.
set -eu
cd "$(dirname "$0")/../.."
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
run() { # OUT OPTIONS...
    local out=$1
    shift
    "${CRUCE:-build/cruce}" run scenarios/us_mexico_2023 --variant deal_dec27 --days 150 -q -o "$top/$out" "$@"
}
run one -n 3 -j 1
for threads in 2 3; do
    run "threads$threads" -n 3 -j "$threads"
    diff -r "$top/one" "$top/threads$threads"
done
run other_seed -n 3 -j 2 --seed 2
if diff -q "$top/one/encounters.csv" "$top/other_seed/encounters.csv" >/dev/null; then
    echo "another seed gave the same encounters"
    exit 1
fi
run single -n 1 -j 1
run single_again -n 1 -j 2
diff -r "$top/single" "$top/single_again"
echo "same bytes for 1, 2 and 3 threads"
