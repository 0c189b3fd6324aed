# A scenario with a border: cruce run --variant and its tables, cruce score, cruce compare.
load setup

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    SMALL=$ROOT/tests/support/border_small
}

@test "run writes the border's tables, each with the header that explain gives" {
    run "$CRUCE" run "$SMALL" -o out -n 3 -q
    [ "$status" -eq 0 ]
    python3 -c "
import csv, glob, json, re, subprocess
text = subprocess.run(['$CRUCE', 'explain', 'columns'], capture_output=True, text=True, check=True).stdout
declared, table = {}, None
for line in text.splitlines():
    head = re.match(r'^(\w+)\.csv: ', line)
    if head:
        table = declared.setdefault(head[1], [])
    elif line.startswith('  ') and 'GeoPackage only' not in line:
        table.append(line.split()[0])
for path in glob.glob('out/*.csv'):
    rows = list(csv.reader(open(path)))
    name = path[4:-4]
    base = name.replace('_by_replicate', '')
    if base != name:
        declared[name] = ['replicate' if column == 'summary' else column for column in declared[base]]
    assert rows[0] == declared[name], (name, rows[0], declared[name])
    assert all(len(r) == len(rows[0]) for r in rows), name
wanted = {'encounters', 'encounter_months', 'people_days', 'repeats', 'group_days', 'shelter_days', 'custody_days',
          'list_days', 'officer_days', 'port_months', 'port_hours', 'trade_days', 'contraband_days', 'policy_log', 'ledger',
          'run_info', 'settings', 'parameters', 'inputs', 'measures', 'observed', 'border_scores', 'place_months', 'route_months',
          'place_months_by_replicate', 'encounter_months_by_replicate', 'port_months_by_replicate'}
assert wanted <= {p[4:-4] for p in glob.glob('out/*.csv')}
"
}

@test "every ledger closes" {
    "$CRUCE" run "$SMALL" -o out -n 3 -q
    python3 -c "
import csv
rows = list(csv.DictReader(open('out/ledger.csv')))
assert len(rows) >= 6
for r in rows:
    assert int(r['checks']) > 0 and float(r['largest']) == 0, r
"
}

@test "days before report_from are not in the border's tables" {
    "$CRUCE" run "$SMALL" -o out -n 1 -q
    [ "$(sed -n 2p out/people_days.csv | cut -d, -f1,2,5)" = "14,2023-11-15,single" ]
    [ "$(sed -n 2p out/repeats.csv | cut -d, -f1)" = "2023-11" ]
}

@test "run.json names the variant and every parameter with origin, unit, range, quality, source" {
    "$CRUCE" run "$SMALL" --variant deal -o out -n 1 -q --set transit_hazard=0.03
    python3 -c "
import json
border = json.load(open('out/run.json'))['border']
assert border['variant'] == 'deal' and border['report_from'] == '2023-11-15'
p = border['parameters']
assert p['transit_hazard']['value'] == 0.03 and p['transit_hazard']['origin'] == '--set'
assert p['people.attempt_chance[far_south]'] == {'value': 0.12, 'origin': 'parameters.csv', 'unit': p['people.attempt_chance[far_south]']['unit'], 'low': 0.01, 'high': 0.5, 'quality': 'assumed', 'source': 'invented'}
assert p['shock_weight']['origin'] == 'default'
assert p['measures.transit_enforcement[MEX@2024-01-02]']['value'] == 2.5
assert all(set(x) == {'value', 'origin', 'unit', 'low', 'high', 'quality', 'source'} for x in p.values())
"
    run "$CRUCE" run "$SMALL" --variant no_such -o other -n 1
    [ "$status" -eq 2 ]
    [ ! -e other ]
}

@test "the same bytes from one thread and two" {
    "$CRUCE" run "$SMALL" -o one -n 4 -j 1 -q
    "$CRUCE" run "$SMALL" -o two -n 4 -j 2 -q
    diff -r one two
}

@test "score holds months against figures.csv" {
    run "$CRUCE" score "$SMALL" -n 2
    [ "$status" -eq 0 ]
    [[ "$output" == *"between ports"*"2023-12       20,000"* ]]
    run "$CRUCE" score "$SMALL" -n 2 --csv
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "month,period,group,name,summary,simulated,published,month_before,last_published" ]
    [[ "$output" == *$'\n2023-12,all months,"between ports, by nationality","west, other",p50,'*",5000,"* ]]
}

@test "compare runs base and all variants, or those that are named" {
    run "$CRUCE" compare "$SMALL" -n 2 -q
    [ "$status" -eq 0 ]
    [[ "$output" == *"2 replicates of seed 1"*"Encounters a month (base)"*"What deal changed against base"* ]]
    [[ "$output" == *"east_bridge:truck"*"What this rests on"* ]]
    run awk 'length($0) > 100' <<<"$output"
    [ "$output" = "" ]
    run "$CRUCE" compare "$SMALL" -n 2 -q --variants deal,base --pairs base:deal
    [[ "$output" == *"Encounters a month (deal)"*"What base changed against deal"* ]]
    run "$CRUCE" compare "$SMALL" -n 1 --pairs deal:nothing
    [ "$status" -eq 2 ]
    [[ "$output" == *"--pairs has 'deal:nothing'"* ]]
    run "$CRUCE" compare "$ROOT/scenarios/corridor_walk" -n 1
    [ "$status" -eq 2 ]
    [[ "$output" == *"has no border"* ]]
}

@test "calibrate finds parameters within their bounds, the same each time, and says what it used" {
    run "$CRUCE" calibrate "$SMALL" --until 2023-12-31 --budget 12 -o found.csv -q
    [[ "$output" != *"built without NLopt"* ]] || skip "built without NLopt"
    [ "$status" -eq 0 ]
    [[ "$output" == *"Used: published months of encounters within 2023-11-15 to 2023-12-31. Kept out:"* ]]
    python3 -c "
import csv
rows = {r['parameter']: r for r in csv.DictReader(open('found.csv'))}
assert set(rows) == {'transit_hazard', 'people.attempt_chance[far_south]'}
for r in rows.values():
    assert r['quality'] == 'calibrated' and float(r['low']) <= float(r['value']) <= float(r['high']), r
    assert r['calibrate'] == 'yes' and 'months 2023-11 to 2023-12, seed 1; start' in r['source'], r
"
    "$CRUCE" calibrate "$SMALL" --until 2023-12-31 --budget 12 -o again.csv -q -j 1 >text
    cmp found.csv again.csv
    cp -r "$SMALL" fitted
    cp found.csv fitted/parameters.csv
    "$CRUCE" check fitted -q
    run "$CRUCE" calibrate "$SMALL" --until 2023-12-31 -o found.csv
    [ "$status" -eq 2 ]
    [[ "$output" == *"found.csv exists"* ]]
}

@test "calibrate: the deal is fitted on its month alone, in its variant" {
    run "$CRUCE" calibrate "$SMALL" --variant deal --deal 2023-12 --budget 5 -o deal.csv -q
    [[ "$output" != *"built without NLopt"* ]] || skip "built without NLopt"
    [ "$status" -eq 0 ]
    [[ "$output" == *"within 2023-12-01 to 2023-12-31"*"Controls:"*"One episode"* ]]
    [ "$(wc -l <deal.csv)" -eq 2 ]
    [[ "$(sed -n 2p deal.csv)" == "measures.transit_enforcement[MEX@2024-01-02],"*",deal,calibrated,"* ]]
}

@test "calibrate says what is missing" {
    run "$CRUCE" calibrate "$SMALL"
    [ "$status" -eq 2 ]
    [[ "$output" == *"up to when?"* ]]
    run "$CRUCE" calibrate "$SMALL" --until 2023-12-32
    [ "$status" -eq 2 ]
    run "$CRUCE" calibrate "$SMALL" --deal 2024-01-31
    [ "$status" -eq 2 ]
    run "$CRUCE" calibrate "$SMALL" --deal 2023-12
    [ "$status" -eq 2 ]
    [[ "$output" == *"no row to be calibrated"* ]]
    run "$CRUCE" calibrate "$SMALL" --until 2023-11-30
    [ "$status" -eq 2 ]
    [[ "$output" == *"no whole month of encounters"* ]]
}

@test "compare: files beside the variants are none; without a reported day there is nothing to compare" {
    cp -r "$SMALL" its
    echo "about them" >its/variants/README.md
    run "$CRUCE" compare its -n 1 -q
    [ "$status" -eq 0 ]
    [[ "$output" == *"What deal changed against base"* ]]
    [[ "$output" == *"2024-01 p "*"p: only a part of the month is reported."* ]]
    run "$CRUCE" compare its -n 1 -q --days 3
    [ "$status" -eq 2 ]
    [[ "$output" == *"no day is reported, so there is nothing to compare"* ]]
    [[ "$output" != *"Encounters a month"* ]]
}

@test "compare and run end with time and memory, also where both streams are one file" {
    "$CRUCE" compare "$SMALL" -n 1 >both 2>&1
    [[ "$(tail -n 1 both)" == *"MB of memory at most" ]]
    [ "$(grep -c 'memory at most' both)" -eq 1 ]
}

@test "run says what it wrote, a folder or a GeoPackage; days on the way are said without a border only" {
    run "$CRUCE" run "$SMALL" -n 1 -o its.gpkg
    [ "$status" -eq 0 ]
    [[ "$output" == *"its.gpkg: the map, and the tables places totals routes, by month place_months route_months, those of the border, documents"* ]]
    [[ "$output" != *"Days from departure"* ]]
    sed 's/,town,,,west,/,camp,,,west,/' "$SMALL/locations.csv" >locations.csv
    cp -r "$SMALL" camps
    cp locations.csv camps/
    run "$CRUCE" run camps -n 1 -o camps-result
    [ "$status" -eq 0 ]
    [[ "$output" == *"Tables: camps-result/ places.csv totals.csv routes.csv"* ]]
    [[ "$output" != *"Days from departure"* ]]
}

@test "the deal's month is said to be fitted where a row of parameters.csv is marked so, and only there" {
    cp -r "$SMALL" its
    echo "fit_until: 2023-12-31" >>its/scenario.yml
    run "$CRUCE" score its -n 1 -q
    [[ "$output" == *"held-out months none."* ]]
    run "$CRUCE" score its -n 1 -q --variant deal
    [[ "$output" == *"held-out months none but the deal's strength, fitted on one month."* ]]
    run "$CRUCE" compare its -n 1 -q --variants deal
    [[ "$output" == *"set no parameter but the deal's strength, fitted on one month."* ]]
    run "$CRUCE" compare its -n 1 -q --variants base
    [[ "$output" == *"set no parameter."* ]]
}
