#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Four real cases, both engines: are our runs and Flee's 30 runs samples of one distribution?
# 120 of ours, LONG=1: 240. The instrument, its statistics and its threshold are those of ../shared/tools/equality.py; a case fails when it says
# DIFFERENT. What does not depend on chance, and the scores, are compared by equality_scores.py.
set -u
cd "$(dirname "$0")/../.." || exit 1
shared=../shared
if [ ! -e $shared/tools/equality.py ]; then
    echo "needs ../shared/tools/equality.py and the cases beside it"
    exit 77
fi
python=/usr/bin/python3
[ -x $python ] || python=python3
cruce=${CRUCE:-build/cruce}
runs=120
[ -z "${CRUCE_SHORT:-}" ] || runs=20
[ -z "${LONG:-}" ] || runs=240
status=0
while read -r name hasten; do
    for engine in counts agents; do
        $python $shared/tools/equality.py "$cruce" "$shared/scenarios/displacement/$name" \
            $shared/scenarios/settings/modern125.yml "$hasten" "$shared/reference/flee-ensembles/$name.seeds.csv" \
            $runs $engine || status=1
    done
done <<CASES
burundi2015 50
car2013 200
mali2012 20
ssudan2013 100
CASES
exit $status
