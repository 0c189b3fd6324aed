# cruce score: the table, its forms, and the figures against an independent reckoning from Flee's CSV.
load setup

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
}

@test "a scenario without registered counts cannot be scored" {
    "$CRUCE" new small -q
    run "$CRUCE" score small -n 1 -q
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: no camp has registered counts"* ]]
}

@test "scores are those reckoned from the CSV of flee" {
    need_shared scenarios/displacement/mali2012
    case=$SHARED/scenarios/displacement/mali2012
    settings=$SHARED/scenarios/settings/modern125.yml
    "$CRUCE" flee "$case/input_csv" "$case/source_data" 0 "$settings" -q --set hasten=20 >flee.csv
    "$CRUCE" score "$case" --settings "$settings" -n 1 -q --csv --set hasten=20 >scores.csv
    python3 - "$case/input_csv/locations.csv" <<'PYTHON'
import csv, math, sys
rows = list(csv.DictReader(open("flee.csv")))
camps = [c[:-4] for c in rows[0] if c.endswith(" sim")]
sim = {c: [float(r[c + " sim"]) for r in rows] for c in camps}
data = {c: [float(r[c + " data"]) for r in rows] for c in camps}
days = range(len(rows))
U = [sum(data[c][t] for c in camps) for t in days]
M = [sum(sim[c][t] for c in camps) for t in days]
capacity = {r[0]: int(r[7] or 0) // 20 for r in csv.reader(open(sys.argv[1])) if not r[0].startswith("#") and r[0] in camps}
scaled = {c: [sim[c][t] * U[t] / M[t] if M[t] else 0 for t in days] for c in camps}
earlier = {c: [U[t] * (data[c][t - 30] / U[t - 30] if t >= 30 and U[t - 30] else 1 / len(camps)) for t in days] for c in camps}
by_room = {c: [U[t] * capacity[c] / sum(capacity.values()) for t in days] for c in camps}
def ard(f): return sum(sum(abs(f[c][t] - data[c][t]) for c in camps) / max(1, U[t]) for t in days) / len(days)
def rmse(f, cs): return math.sqrt(sum((f[c][t] - data[c][t]) ** 2 for c in cs for t in days) / len(days) / len(cs))
def mae(f, cs): return sum(abs(f[c][t] - data[c][t]) for c in cs for t in days)
got = {(r["place"], r["measure"], r["forecast"]): float(r["value"] or "nan") for r in csv.DictReader(open("scores.csv"))}
wanted = {}
for name, f in ("simulated", sim), ("rescaled", scaled), ("shares_30_days", earlier), ("shares_capacity", by_room):
    wanted["(all)", "ard", name] = ard(f)
    for place, cs in [("(all)", camps)] + [(c, [c]) for c in camps]:
        wanted[place, "rmse", name] = rmse(f, cs)
        wanted[place, "mase_30_days", name] = mae(f, cs) / mae(earlier, cs)
        wanted[place, "mase_capacity", name] = mae(f, cs) / mae(by_room, cs)
for key, value in wanted.items():
    assert abs(got[key] - value) <= 0.000051 * max(1, abs(value)), (key, got[key], value)
PYTHON
}

@test "the table says where a naive forecast is better; --json holds the same" {
    need_shared scenarios/displacement/mali2012
    run "$CRUCE" score "$SHARED/scenarios/displacement/mali2012" -n 3 -q --set hasten=100
    [ "$status" -eq 0 ]
    [[ "$output" == *"median (5-95 %) of 3 replicates of seed 1"* ]]
    [[ "$output" == *"30 days ago"*" better"* ]]
    "$CRUCE" score "$SHARED/scenarios/displacement/mali2012" -n 3 -q --set hasten=100 --json >scores.json
    python3 -c "
import json
rows = json.load(open('scores.json'))
assert rows[0]['place'] == '(all)' and rows[0]['measure'] == 'ard' and 0 < rows[0]['p05'] <= rows[0]['p50'] <= rows[0]['p95']
"
}

@test "the result of a run is scored without running again" {
    need_shared scenarios/displacement/mali2012
    case=$SHARED/scenarios/displacement/mali2012
    for n in 1 3; do
        "$CRUCE" run "$case" -n $n -q --set hasten=100 -o result --force
        "$CRUCE" score result --csv >again.csv
        cmp result/scores.csv again.csv
        "$CRUCE" score "$case" -n $n -q --set hasten=100 --csv | cmp - again.csv
        run "$CRUCE" score result
        [ "$status" -eq 0 ]
        [[ "$output" == "result: simulated against registered counts"*"Mbera"* ]]
    done
    run "$CRUCE" score result -n 5
    [ "$status" -eq 2 ]
    sed -i '45s/rmse/rsme/' result/scores.csv
    run "$CRUCE" score result
    [ "$status" -eq 2 ]
    [[ "$output" == *"scores.csv:"*"not a table of scores of this version" ]]
    rm result/scores.csv
    run "$CRUCE" score result
    [ "$status" -eq 2 ]
    [[ "$output" == *"the scenario had no registered counts" ]]
}
