# cruce run: tables, same bytes, what is in the way, interruption; cruce new and check on the same scenario.
load setup

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    "$CRUCE" new small -q
}

@test "a new scenario passes check without a warning" {
    run "$CRUCE" check small
    [ "$status" -eq 0 ]
    [[ "$output" == "small: can be run."*"warnings: 0" ]]
    run "$CRUCE" new small
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: small exists; name a folder that does not" ]
    run "$CRUCE" new no/such/parent
    [ "$status" -eq 1 ]
}

@test "check reports all problems with their places and status 2" {
    sed -i 's/^Crossroads,Haven,95/Crossroads,Heaven,95/' small/routes.csv
    sed -i 's/12000/12k/' small/locations.csv
    run "$CRUCE" check small
    [ "$status" -eq 2 ]
    [[ "$output" == *"routes.csv:4:12: "*"Heaven"*"Haven"* ]]
    [[ "$output" == *"locations.csv:7:"*"12k"* ]]
    run "$CRUCE" run small -o out
    [ "$status" -eq 2 ]
    [ ! -e out ]
    run "$CRUCE" check nowhere
    [ "$status" -eq 2 ]
}

@test "run writes its tables and says where people are" {
    run "$CRUCE" run small -o out -n 4
    [ "$status" -eq 0 ]
    [[ "$output" == *"4 replicates of seed 1"*"Haven"*"All together"*"9,000"*"Tables: out/"* ]]
    [ "$(head -n 1 out/places.csv)" = "day,date,place,summary,persons" ]
    [[ "$(sed -n 2p out/places.csv)" == "0,2024-01-01,Crossroads,p05,"* ]]
    [ "$(wc -l <out/places.csv)" -eq $((1 + 90 * 3 * 9)) ]
    grep -q '^89,2024-03-30,displaced,p50,9000$' out/totals.csv
    [ "$(head -n 1 out/routes.csv)" = "from,to,summary,persons" ]
    [ ! -e out/registered.csv ]
    python3 -c "
import json, hashlib
run = json.load(open('out/run.json'))
assert run['seed'] == 1 and run['replicates'] == 4 and run['days'] == 90 and run['start_date'] == '2024-01-01'
assert run['settings']['move_rules.camp_weight'] == {'value': 2.0, 'origin': 'file'}
assert run['settings']['move_rules.softening'] == {'value': 10.0, 'origin': 'default'}
for f in run['inputs']:
    assert f['sha256'] == hashlib.sha256(open('small/' + f['name'], 'rb').read()).hexdigest(), f
assert {'locations.csv', 'departures.csv', 'simsetting.yml'} <= {f['name'] for f in run['inputs']}
"
}

@test "people at places and on roads add up in every summary row of a single run" {
    "$CRUCE" run small -o out -n 1 -q
    python3 -c "
import csv, collections
places = collections.Counter()
for row in csv.DictReader(open('out/places.csv')):
    assert row['summary'] == 'single'
    places[row['day']] += int(row['persons'])
totals = {(r['day'], r['quantity']): int(r['value']) for r in csv.DictReader(open('out/totals.csv'))}
for day, persons in places.items():
    assert persons + totals[day, 'travelling'] == totals[day, 'displaced'], day
    assert totals[day, 'in_camps'] + totals[day, 'elsewhere'] + totals[day, 'travelling'] == totals[day, 'displaced']
"
}

@test "one replicate says that it is one run and has no band" {
    run "$CRUCE" run small -o out -n 1
    [ "$status" -eq 0 ]
    [[ "$output" == *"one run of one seed (1): no band"* ]]
    [[ "$output" != *"5-95 %"* ]]
}

@test "the same bytes for any number of threads; another seed, other bytes" {
    "$CRUCE" run small -o a -n 7 -j 1 -q
    "$CRUCE" run small -o b -n 7 -j 2 -q
    "$CRUCE" run small -o c -n 7 -j 5 -q
    "$CRUCE" run small -o d -n 7 -j 2 -q --seed 2
    diff -r a b
    diff -r a c
    ! cmp -s a/places.csv d/places.csv
}

@test "a replicate is the same whatever n is: the first is that of flee" {
    "$CRUCE" run small -o one -n 1 -q
    mkdir data
    printf 'total,total.csv\n' >data/data_layout.csv
    printf '2024-01-01,0\n' >data/total.csv
    "$CRUCE" flee small data 0 small/simsetting.yml >flee.csv
    python3 -c "
import csv
flee = {int(r['Day']): int(r['Haven sim']) for r in csv.DictReader(open('flee.csv'))}
ours = {int(r['day']): int(r['persons']) for r in csv.DictReader(open('one/places.csv')) if r['place'] == 'Haven'}
assert flee == ours
"
}

@test "both engines, --days, --set and --settings" {
    run "$CRUCE" run small -o agents -n 2 --engine agents --days 10
    [ "$status" -eq 0 ]
    grep -q '"engine": "agents"' agents/run.json
    [ "$(tail -n 1 agents/places.csv | cut -d, -f1)" = 9 ]
    "$CRUCE" run small -o set -n 2 -q --set softening=20
    grep -q '"move_rules.softening": {"value": 20.0, "origin": "--set"}' set/run.json
    printf 'move_rules:\n  max_move_speed: 50\n' >slow.yml
    "$CRUCE" run small -o slow -n 2 -q --settings slow.yml
    grep -q '"move_rules.max_move_speed": {"value": 50.0, "origin": "file"}' slow/run.json
    run "$CRUCE" run small -o bad --set no_such_key=1
    [ "$status" -eq 2 ]
    [ ! -e bad ]
}

@test "an earlier result is replaced with --force only, and a stranger's folder never" {
    "$CRUCE" run small -o out -n 1 -q
    cp -r out before
    run "$CRUCE" run small -o out -n 1 --seed 9
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: out holds an earlier result; --force replaces it, -o names another folder" ]
    diff -r out before
    "$CRUCE" run small -o out/ -n 1 --seed 9 -q --force
    grep -q '"seed": 9' out/run.json
    run "$CRUCE" run small -o small -n 1 --force
    [ "$status" -eq 2 ]
    [ -e small/locations.csv ]
    touch file
    run "$CRUCE" run small -o file -n 1 --force
    [ "$status" -eq 2 ]
    mkdir empty
    run "$CRUCE" run small -o empty -n 1 -q
    [ "$status" -eq 0 ]
    run "$CRUCE" run small -o no/such/parent -n 1
    [ "$status" -eq 1 ]
    [ -z "$(find . -name '.*.partial-*' -o -name '.*.old-*')" ]
}

@test "an interrupted run leaves the earlier result whole and nothing beside it" {
    "$CRUCE" run small -o out -n 1 -q
    cp -r out before
    "$CRUCE" run small -o out -n 100000 --days 2000 -j 1 --force 2>message &
    pid=$!
    sleep 1
    kill -INT $pid
    wait $pid && status=0 || status=$?
    [ "$status" -eq 1 ]
    [ "$(tail -n 1 message)" = "cruce: interrupted; nothing was written" ]
    diff -r out before
    [ -z "$(find . -name '.*.partial-*')" ]
}

@test "a disk that fills up leaves the earlier result whole" {
    [ -z "${CRUCE_NO_FILE_LIMIT:-}" ] || skip "the thread sanitizer has large files of its own"
    "$CRUCE" run small -o out -n 1 -q
    cp -r out before
    run bash -c "ulimit -f 8; '$CRUCE' run small -o out -n 9 --force"
    [ "$status" -eq 1 ]
    [[ "$output" == "cruce: cannot write .out.partial-"*"/places.csv: File too large" ]]
    diff -r out before
    [ -z "$(find . -name '.*.partial-*')" ]
}

@test "without -o the folder has the scenario's name" {
    run "$CRUCE" run small/ -n 1 -q
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    [ -e small-result/run.json ]
}

@test "--json on standard output" {
    "$CRUCE" run small -o out -n 3 -q --json >summary.json
    python3 -c "
import json
s = json.load(open('summary.json'))
assert s['date'] == '2024-03-30' and s['folder'] == 'out'
assert [p['place'] for p in s['places']] == ['Crossroads', 'Haven', 'Northfield']
assert 0 < s['days_on_the_way']['p50'] < 30
"
}

@test "what is put aside on disk changes no byte, leaves no file, and a disk that is full is told" {
    [ -z "${CRUCE_NO_FILE_LIMIT:-}" ] || skip "the thread sanitizer has large files of its own"
    for case in small "$ROOT/tests/support/border_small"; do
        "$CRUCE" run "$case" -n 9 -q -o inside.gpkg --every-replicate
        "$CRUCE" run "$case" -n 9 -q -o aside.gpkg --every-replicate --memory 0 -j 1
        cmp inside.gpkg aside.gpkg
        "$CRUCE" run "$case" -n 9 -q -o inside
        "$CRUCE" run "$case" -n 9 -q -o aside --memory 0
        diff -r inside aside
        rm -r inside aside inside.gpkg aside.gpkg
    done
    "$CRUCE" run small -n 9 -q -o out
    cp -r out before
    ls -A >listed
    run bash -c "ulimit -f 8; exec '$CRUCE' run small -n 40 -q -o out --force --memory 0"
    [ "$status" -eq 1 ]
    [ "$output" = "cruce: cannot put results aside in .: File too large; TMPDIR names another folder" ]
    diff -r out before
    ls -A | diff listed -
    TMPDIR=nowhere run "$CRUCE" run small -n 9 -o out --force --memory 0
    [ "$status" -eq 1 ]
    [ "$output" = "cruce: cannot make a temporary file in nowhere: No such file or directory; TMPDIR names another folder" ]
    diff -r out before
}
