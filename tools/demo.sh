#!/bin/sh
# The main job of `make demo`: the border of December 2023, five variants of it with the same chance, and a report of all.
# Results go to $DEMO (default: demo); those of an earlier demo are replaced.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build} out=${DEMO:-demo} scenario=scenarios/us_mexico_2023 n=${REPLICATES:-20}
mkdir -p "$out"

# What happened comes first: the agreement, and the reopening of crossings. Then the same without, and with other rules.
echo "Runs $n replicates of each of five variants of $scenario into $out/ ..."
"$build/cruce" run $scenario -n "$n" --variant deal_dec27 --save-state 2023-12-01 --save-state 2024-01-01 -o "$out/deal_dec27.gpkg" --force --quiet
"$build/cruce" run $scenario -n "$n" -o "$out/base.gpkg" --force --quiet
for variant in no_deal monthly_review no_request; do
    "$build/cruce" run $scenario -n "$n" --variant $variant -o "$out/$variant.gpkg" --force --quiet
done

"$build/cruce" compare $scenario -n "$n" --variants deal_dec27 --quiet
echo
"$build/cruce" compare "$out/deal_dec27.gpkg" "$out/no_deal.gpkg"
echo
"$build/cruce" report "$out/deal_dec27.gpkg" "$out/base.gpkg" "$out/no_deal.gpkg" "$out/monthly_review.gpkg" \
    "$out/no_request.gpkg" -o "$out/report.html" --force --quiet
cat <<END
All numbers: $out/*.gpkg, for QGIS, R and pandas. Another pair: $build/cruce compare $out/base.gpkg $out/monthly_review.gpkg
How to read them: docs/guide.md. What is measured and what is missed: docs/validation.md.
The report, for any browser, without a network: $out/report.html
END
