#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Not a test: processor time of the program and of the simulator in the page (in Node), one thread each, on the whole corridor
# and on a what-if of three months. For the record take a quiet machine.
# Usage: tests/page/time_wasm.sh
set -eu
cd "$(dirname "$0")/../.."
cruce=${CRUCE:-build/cruce}
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
scenario=scenarios/us_mexico_2023
tables=encounters_by_replicate,encounter_months_by_replicate,port_months_by_replicate,custody_days_by_replicate,list_days_by_replicate,people_days_by_replicate

compare() { # NAME OPTIONS...
    local name=$1
    shift
    echo "$name"
    for _ in 1 2 3; do
        # shellcheck disable=SC2016
        TIMEFORMAT='    program  %U s of processor'
        time "$cruce" run "$scenario" "$@" -j 1 -q --force -o "$top/out"
    done
    TIMES=5 node tests/page/run_wasm.mjs src/report/assets/cruce.wasm "$scenario=$scenario" "$top=$top" -- \
        run "$scenario" "$@" -q --force -o "$top/out" 2>&1 | sed 's/^/    page     /'
}
"$cruce" run "$scenario" -n 5 -q -o "$top/states" --save-state 2023-12-01 --tables list_days
compare "all months, 5 replicates, every table" -n 5
compare "three months from a saved state, 5 replicates, the tables of a what-if" \
    --from "$top/states/state-2023-12-01.cruce-state" --days 578 --tables "$tables"
