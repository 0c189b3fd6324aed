# cruce flee: Flee's words, Flee's CSV.
load setup

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    "$CRUCE" new small -q
    mkdir data
    printf 'total,total.csv\nHaven,haven.csv\n' | tee data/data_layout.csv >/dev/null
    printf '2024-01-01,0\n2024-03-01,900\n' | tee data/total.csv >data/haven.csv
}

@test "header, dates and numbers in Flee's form" {
    run "$CRUCE" flee -q small data 3 small/simsetting.yml
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "Day,Date,Haven sim,Haven data,Haven error,Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt" ]
    [[ "${lines[1]}" == "0,2024-01-02,"* ]]
    [ "${#lines[@]}" -eq 4 ]
}

@test "days: 0 is the length of the file, words are checked" {
    [ "$("$CRUCE" flee small data 0 small/simsetting.yml | wc -l)" -eq 91 ]
    run "$CRUCE" flee small data soon
    [ "$status" -eq 2 ]
    run "$CRUCE" flee small data -- -3
    [ "$status" -eq 2 ]
    run "$CRUCE" flee small data
    [ "$status" -eq 2 ]
    run "$CRUCE" flee nowhere small 0
    [ "$status" -eq 2 ]
}

@test "settings come from the current directory if none are named" {
    printf 'log_levels:\n  idp_totals: 1\n' >simsetting.yml
    run "$CRUCE" flee -q small data 1
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == *",refugee_debt,total IDPs" ]]
    run "$CRUCE" flee -q small data 1 small/simsetting.yml
    [[ "${lines[0]}" == *",refugee_debt" ]]
    rm simsetting.yml
    run "$CRUCE" flee -q small data 1
    [[ "${lines[0]}" == *",refugee_debt" ]]
}

@test "a seed gives the same bytes, another seed others" {
    "$CRUCE" flee small data 0 >a
    "$CRUCE" flee small data 0 --seed 1 >b
    "$CRUCE" flee small data 0 --seed 2 >c
    cmp a b
    ! cmp -s a c
}

@test "columns that do not depend on chance are Flee's, in every case and engine" {
    need_shared reference/flee-ensembles
    for case in burundi2015:50 car2013:200 mali2012:20 ssudan2013:100; do
        for engine in cohorts agents counts; do
            folder=$SHARED/scenarios/displacement/${case%:*}
            "$CRUCE" flee "$folder/input_csv" "$folder/source_data" 0 "$SHARED/scenarios/settings/modern125.yml" -q \
                --set "optimisations.hasten=${case#*:}" --engine $engine >out.csv
            python3 - "$SHARED/reference/flee-ensembles/${case%:*}.csv" <<'PYTHON'
import csv, sys
ours, flee = (list(csv.DictReader(open(path))) for path in ("out.csv", sys.argv[1]))
columns = [c[: -len(" mean")] for c in flee[0] if c.endswith(" mean")]
assert list(ours[0]) == ["Day", "Date"] + columns
assert len(ours) == len(flee)
certain = [c for c in columns if all(float(row[c + " sd"]) == 0 for row in flee)]
assert len(certain) >= 8
for a, b in zip(ours, flee):
    assert (a["Day"], a["Date"]) == (b["Day"], b["Date"])
    for c in certain:
        assert float(a[c]) == float(b[c + " mean"]), (a["Day"], c, a[c], b[c + " mean"])
PYTHON
        done
    done
}
