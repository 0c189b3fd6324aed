#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Rows that the page makes of a reader's changes: right in themselves (changes.mjs), and taken by `cruce` as they were meant.
set -eu
cd "$(dirname "$0")/../.."
command -v node >/dev/null || { echo "no node"; exit 77; }
cruce=$(realpath "${CRUCE:-build/cruce}")
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
cp -r scenarios/us_mexico_2023 "$top/scenario"
node tests/page/changes.mjs "$top/scenario" deal_dec27

# The bridge that the scenario closes on 27 November stays open until 15 December: 16 days of nights and of closure follow.
for variant in base what_if; do
    "$cruce" run "$top/scenario" $([ $variant = base ] || echo --variant $variant) -n 1 --days 549 -q --tables port_months -o "$top/$variant"
done
closed() { grep "^$2,ep_bridge_1,car," "$top/$1/port_months.csv" | cut -d, -f16; }
head -1 "$top/base/port_months.csv" | cut -d, -f16 | grep -qx closed_hours
/usr/bin/python3 - "$(closed base 2023-12)" "$(closed what_if 2023-12)" "$(closed base 2023-11)" "$(closed what_if 2023-11)" "$(closed what_if 2024-01)" <<'PYTHON'
import sys
base_december, december, base_november, november, january = map(float, sys.argv[1:])
assert base_december == 31 * 24, base_december
assert december == 17 * 24, december
assert november < base_november, (november, base_november)
assert january == 31 * 24, january
PYTHON
echo "rows are right, and cruce takes them as meant"
