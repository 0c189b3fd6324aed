# Results as files: cruce compare A.gpkg B.gpkg, paired differences; cruce export A.gpkg scenario.
load setup

setup_file() {
    load setup
    small=$ROOT/tests/support/border_small
    cd "$BATS_FILE_TMPDIR" || return 1
    "$CRUCE" run "$small" -n 6 -q -o base.gpkg
    "$CRUCE" run "$small" -n 6 -q -o deal.gpkg --variant deal
    "$CRUCE" run "$small" -n 6 -q -o other.gpkg --variant deal --seed 2
}

setup() {
    small=$ROOT/tests/support/border_small
    cd "$BATS_FILE_TMPDIR" || return 1
}

@test "a result against itself differs in nothing" {
    "$CRUCE" compare base.gpkg base.gpkg >out.txt
    grep -q "nothing: no input, setting or parameter" out.txt
    ! grep -q "more in\|less in" out.txt
    "$CRUCE" compare base.gpkg base.gpkg -o same.csv
    python3 -c "
import csv
rows = list(csv.DictReader(open('same.csv')))
assert len(rows) > 400, len(rows)
for r in rows:
    assert r['above'] == r['below'] == '0' and r['run_p50'] == r['against_p50'], r
    assert all(r[k] in ('0', '') for k in ('p05', 'p50', 'p95', 'mean')), r
"
}

@test "A against B is the opposite of B against A" {
    "$CRUCE" compare base.gpkg deal.gpkg -o ab.csv
    "$CRUCE" compare deal.gpkg base.gpkg -o ba.csv
    python3 -c "
import csv
ab, ba = (list(csv.DictReader(open(f))) for f in ('ab.csv', 'ba.csv'))
names = ('table', 'month', 'component', 'area', 'nationality', 'crossing', 'mode', 'place', 'quantity')
n = 0
assert len(ab) == len(ba)
for a, b in zip(ab, ba):
    assert a['run'] == b['against'] == 'deal' and [a[k] for k in names] == [b[k] for k in names]
    if a['p50'] == '':
        assert b['p50'] == ''
        continue
    for one, other in (('p05', 'p95'), ('p50', 'p50'), ('p95', 'p05'), ('mean', 'mean')):
        assert abs(float(a[one]) + float(b[other])) < 1e-9, (a, b)
    assert (a['above'], a['below'], a['run_p50']) == (b['below'], b['above'], b['against_p50'])
    n += float(a['p50']) != 0
assert n > 50, n
"
}

@test "differences are those of the replicates, month by month and over all months" {
    "$CRUCE" compare base.gpkg deal.gpkg -o ab.csv
    for run in base deal; do
        for table in encounter_months port_months place_months; do
            "$CRUCE" export $run.gpkg ${table}_by_replicate >$run.$table.csv
        done
    done
    python3 -c "
import csv, collections, statistics
def read(run, table):
    return list(csv.DictReader(open(f'{run}.{table}.csv')))
rows = {}
for r in csv.DictReader(open('ab.csv')):
    rows[r['table'], r['month'], r['component'], r['area'], r['nationality'], r['crossing'], r['mode'], r['place'], r['quantity']] = r
for table, labels, column in (('encounter_months', ('component', 'area', 'nationality'), 'persons'),
                              ('port_months', ('crossing', 'mode'), 'crossed'), ('place_months', ('place',), 'persons')):
    month, total = collections.defaultdict(list), collections.defaultdict(lambda: [0] * 6)
    for a, b in zip(read('deal', table), read('base', table)):
        key = tuple(a[k] for k in labels)
        difference = float(a[column]) - float(b[column])
        month[a['month'], key].append(difference)
        r = int(a['replicate']) - 1
        total[key][r] = difference if table == 'place_months' else total[key][r] + difference
    month.update({('(all)', key): values for key, values in total.items()})
    for (when, key), values in month.items():
        assert len(values) == 6
        named = dict(zip(labels, key))
        r = rows[table, when, *(named.get(k, '') for k in ('component', 'area', 'nationality', 'crossing', 'mode', 'place')), column]
        assert abs(float(r['p50']) - statistics.median(values)) < 0.002, (r, values)
        assert abs(float(r['mean']) - statistics.mean(values)) < 0.002, (r, values)
        assert int(r['above']) == sum(v > 0 for v in values) and int(r['below']) == sum(v < 0 for v in values)
"
}

@test "with one seed most of the noise cancels" {
    "$CRUCE" compare base.gpkg deal.gpkg -o paired.csv
    for run in base other; do
        "$CRUCE" export $run.gpkg encounter_months_by_replicate >$run.csv
    done
    python3 -c "
import csv, collections, statistics
def totals(file):
    sums = collections.Counter()
    for r in csv.DictReader(open(file)):
        if r['area'] == r['nationality'] == '(all)':
            sums[r['component'], int(r['replicate'])] += float(r['persons'])
    return sums
a, b = totals('other.csv'), totals('base.csv')
for row in csv.DictReader(open('paired.csv')):
    if (row['table'], row['month'], row['area'], row['nationality'], row['quantity']) != ('encounter_months', '(all)', '(all)', '(all)', 'persons'):
        continue
    loose = sorted(a[row['component'], r] - b[row['component'], r] for r in range(1, 7))
    width = float(row['p95']) - float(row['p05'])
    print(row['component'], width, loose[-1] - loose[0])
    assert width < 0.7 * (loose[-1] - loose[0])
"
}

@test "what cannot be compared is said, with what to do" {
    run "$CRUCE" compare base.gpkg other.gpkg
    [ "$status" -eq 2 ]
    [[ "$output" == *"seed differs: 2 in other.gpkg, 1 in base.gpkg; chance is not shared; run both with one --seed"* ]]
    run "$CRUCE" compare base.gpkg
    [ "$status" -eq 2 ]
    [[ "$output" == *"base.gpkg is one result; name another to compare it with"* ]]
    run "$CRUCE" compare base.gpkg nowhere.gpkg
    [ "$status" -eq 2 ]
    [[ "$output" == *"cannot open nowhere.gpkg"* ]]
    run "$CRUCE" compare base.gpkg deal.gpkg --by sectr
    [ "$status" -eq 2 ]
    [[ "$output" == *"did you mean 'sector'?"* ]]
    run "$CRUCE" compare base.gpkg deal.gpkg --month 1999-01
    [ "$status" -eq 2 ]
    [[ "$output" == *"no month '1999-01'"* ]]
    run "$CRUCE" compare base.gpkg deal.gpkg -n 5
    [ "$status" -eq 2 ]
    [[ "$output" == *"go with cruce run"* ]]
    run "$CRUCE" compare base.gpkg "$ROOT/tests/support/border_small"
    [ "$status" -eq 2 ]
    [[ "$output" == *"is no NAME.gpkg"* ]]
    run "$CRUCE" compare "$ROOT/tests/support/border_small" --by month
    [ "$status" -eq 2 ]
    [[ "$output" == *"go with two results"* ]]
}

@test "the page names inputs that differ and puts the largest difference first; JSON has the same rows" {
    "$CRUCE" compare base.gpkg deal.gpkg --by nationality >page.txt
    grep -q "input     variants/deal/.*: only in deal" page.txt
    "$CRUCE" compare base.gpkg deal.gpkg --by nationality -o rows.csv
    "$CRUCE" compare base.gpkg deal.gpkg --by nationality --json >rows.json
    python3 -c "
import csv, json
rows = list(csv.DictReader(open('rows.csv')))
pairs = json.load(open('rows.json'))
assert len(pairs) == 1 and pairs[0]['run'] == 'deal' and pairs[0]['against'] == 'base'
assert any(c['what'] == 'input' and c['against'] is None for c in pairs[0]['changes'])
told = pairs[0]['differences']
assert [(r['month'], r['nationality']) for r in rows] == [(r['month'], r['nationality']) for r in told]
assert all(r['area'] == '(all)' and r['nationality'] != '(all)' for r in rows)
assert all(float(r['p50'] or 'nan') == t['p50'] or t['p50'] is None for r, t in zip(rows, told))
largest = max((r for r in rows if r['month'] == '(all)' and r['quantity'] == 'persons'), key=lambda r: abs(float(r['p50'])))
page = open('page.txt').read().splitlines()
first = page[next(i for i, line in enumerate(page) if line.startswith('All encounters, by nationality')) + 2]
assert first.split()[0] == largest['nationality'], (first, largest)
"
    "$CRUCE" compare base.gpkg deal.gpkg base.gpkg --json | python3 -c "
import json, sys
pairs = json.load(sys.stdin)
assert [p['run'] for p in pairs] == ['deal', 'base.gpkg'[:-5]], [p['run'] for p in pairs]
assert all(d['above'] == 0 for d in pairs[1]['differences'])"
}

@test "displacement is compared by place and month" {
    case=$ROOT/scenarios/corridor_walk
    "$CRUCE" run "$case" -n 3 --days 60 -q -o walk.gpkg
    "$CRUCE" run "$case" -n 3 --days 60 -q -o slow.gpkg --set default_movechance=0.5
    run "$CRUCE" compare walk.gpkg slow.gpkg
    [ "$status" -eq 0 ]
    [[ "$output" == *"setting   move_rules.default_movechance: 0.5 against"* ]]
    [[ "$output" == *"slow minus walk"* ]]
    [[ "$output" == *"Persons at places, at the end"*" in 3 of 3"* ]]
    run "$CRUCE" compare walk.gpkg base.gpkg
    [ "$status" -eq 2 ]
    [[ "$output" == *"kind differs"* ]]
}

@test "a result gives back its scenario, and the command that makes the same bytes" {
    "$CRUCE" run "$ROOT/tests/support/border_small" -n 2 -q -o set.gpkg --variant deal --days 70 \
        --set "people.retry_chance[far_south]=0.5" --set walk_ups_per_day=3
    "$CRUCE" export set.gpkg scenario -o again >said.txt
    grep -q "files in again" said.txt
    for file in measures.csv variants/deal/measures.csv simsetting.yml; do
        cmp again/$file "$ROOT/tests/support/border_small/$file"
    done
    command=$(sed -n 's/^  cruce run/run/p' said.txt)
    eval "\"$CRUCE\" ${command/AGAIN.gpkg/again.gpkg} -q"
    cmp set.gpkg again.gpkg
    run "$CRUCE" export set.gpkg scenario -o again
    [ "$status" -eq 2 ]
    [[ "$output" == *"cannot make the folder again"* ]]
    python3 -c "
import sqlite3
with sqlite3.connect('set.gpkg') as database:
    database.execute(\"UPDATE inputs SET file = '../outside.csv' WHERE file = 'measures.csv'\")"
    run "$CRUCE" export set.gpkg scenario -o third
    [ "$status" -eq 2 ]
    [[ "$output" == *"outside.csv: the name leads out of the folder"* ]]
    [ ! -e outside.csv ]
}

@test "a file that is read is never written over" {
    cp base.gpkg a.gpkg
    for command in "compare a.gpkg deal.gpkg" "export a.gpkg places" "report a.gpkg --force"; do
        # shellcheck disable=SC2086
        run "$CRUCE" $command -o ./a.gpkg
        [ "$status" -eq 2 ]
        [[ "$output" == *"is what is read"* ]]
    done
    cmp a.gpkg base.gpkg
}

@test "somebody's run_info cannot break out of the command that makes a result again" {
    cp base.gpkg odd.gpkg
    change() { python3 -c "import sqlite3, sys; d = sqlite3.connect('odd.gpkg'); d.execute(sys.argv[1]); d.commit()" "$1"; }
    change "INSERT INTO run_info(key, value) VALUES (NULL, 'q'), ('set', 'it''s')"
    "$CRUCE" export odd.gpkg scenario -o once_more | grep -qF "'it'\\''s'"
    change "UPDATE run_info SET value = printf('%.*c', 9000, 'x') WHERE key = 'set'"
    run "$CRUCE" export odd.gpkg scenario -o more
    [ "$status" -eq 2 ]
    [[ "$output" == *"too long"* ]]
}

@test "runs that continue from different days are not compared" {
    "$CRUCE" run "$small" -n 2 -q -o saving --save-state 2023-12-01 --save-state 2023-12-20
    for day in 01 20; do
        "$CRUCE" run "$small" -q --from saving/state-2023-12-$day.cruce-state -o from-$day.gpkg
    done
    run "$CRUCE" compare from-01.gpkg from-20.gpkg
    [ "$status" -eq 2 ]
    [[ "$output" == *"continued_from differs: 2023-12-20 in from-20.gpkg, 2023-12-01 in from-01.gpkg"* ]]
    "$CRUCE" export from-20.gpkg scenario -o twenty | grep -q -- "--from STATE-OF-2023-12-20"
}
