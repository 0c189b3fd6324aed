#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# What `cruce check` says about every folder of tests/corpus, to the letter: bad_* are refused with status 2, ok_* are
# read with status 0, and standard error is the folder's expect.txt. A folder with on_top_of.txt holds only what differs from
# the folder named there.
# CRUCE is the program (default: build/cruce). Usage: tests/scripts/corpus.sh [FOLDER...]
set -u
cd "$(dirname "$0")/../.." || exit 1
program=$(realpath "${CRUCE:-build/cruce}")
cd tests/corpus || exit 1
said=$(mktemp)
whole=$(mktemp -d)
trap 'rm -rf "$said" "$whole"' EXIT
[ $# -gt 0 ] || set -- */

n=0 wrong=0
for folder in "$@"; do
    folder=${folder%/}
    wanted=0
    case $folder in bad_*) wanted=2 ;; esac
    at=.
    if [ -f "$folder/on_top_of.txt" ]; then
        at=$whole
        cp -r "$(cat "$folder/on_top_of.txt")" "$whole/$folder" && cp -r "$folder/." "$whole/$folder"
    fi
    (cd "$at" && "$program" check "$folder") >/dev/null 2>"$said" </dev/null
    status=$?
    n=$((n + 1))
    if [ "$status" -ne "$wanted" ]; then
        echo "$folder: status $status; wanted $wanted"
        wrong=$((wrong + 1))
        cat "$said"
    elif ! diff -u --label "$folder/expect.txt" "$folder/expect.txt" --label "said" "$said"; then
        wrong=$((wrong + 1))
    fi
done
echo "corpus: $n folders, $wrong wrong"
[ "$wrong" -eq 0 ] && [ "$n" -gt 0 ]
