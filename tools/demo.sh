#!/bin/sh
# The main job of `make demo`: the border of December 2023, five variants of it with the same chance.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
# What happened comes first: the agreement, and the reopening of crossings. Then the same without, and with other rules.
"$build/cruce" compare scenarios/us_mexico_2023 -n "${REPLICATES:-20}" \
    --variants deal_dec27,base,no_deal,monthly_review,no_request \
    --pairs deal_dec27:no_deal,monthly_review:base,no_request:base
echo
echo "All numbers: $build/cruce run scenarios/us_mexico_2023 --variant deal_dec27 -o results"
echo "How to read them: docs/guide.md. What is measured and what is missed: docs/validation.md."
