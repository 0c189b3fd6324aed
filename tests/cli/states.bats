# cruce run --save-state, --from; cruce export --state.
load setup

setup() {
    cp -r "$ROOT/tests/support/border_small" "$BATS_TEST_TMPDIR/small"
    cd "$BATS_TEST_TMPDIR" || return
}

save() { # OUT OPTIONS...
    "$CRUCE" run small -n 3 -q --save-state 2023-12-01 --save-state 2023-12-20 -o "$@"
}

@test "states beside the tables; a run continues to the same rows" {
    save out
    [ -s out/state-2023-12-01.cruce-state ]
    [ -s out/state-2023-12-20.cruce-state ]
    "$CRUCE" run small --from out/state-2023-12-20.cruce-state -q -o later
    diff <(awk -F, 'NR == 1 || $2 >= "2023-12-20"' out/totals.csv) later/totals.csv
    diff out/routes.csv later/routes.csv
    grep -q '"continued_from": "2023-12-20"' later/run.json
    ! grep -q continued_from out/run.json
}

@test "five replicates, as many as are asked for, or all if they are fewer" {
    "$CRUCE" run small -n 7 -q --save-state 2023-12-01 --days 32 -o five
    "$CRUCE" run small -n 7 -q --save-state 2023-12-01 --days 32 --state-replicates 2 -o two
    save out
    "$CRUCE" run small --from five/state-2023-12-01.cruce-state -q -o a
    grep -q '"replicates": 5,' a/run.json
    "$CRUCE" run small --from two/state-2023-12-01.cruce-state -q -o b
    grep -q '"replicates": 2,' b/run.json
    "$CRUCE" run small --from out/state-2023-12-01.cruce-state -q -o c
    grep -q '"replicates": 3,' c/run.json
    run "$CRUCE" run small --from two/state-2023-12-01.cruce-state -n 3 -o d
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: 3 replicates asked for with -n, but two/state-2023-12-01.cruce-state holds 2" ]]
    "$CRUCE" run small --from five/state-2023-12-01.cruce-state -n 1 -q -o d
}

@test "seed and engine are the state's" {
    save out --seed 4
    "$CRUCE" run small --from out/state-2023-12-01.cruce-state --seed 4 -q -o later
    grep -q '"seed": 4' later/run.json
    run "$CRUCE" run small --from out/state-2023-12-01.cruce-state --seed 5 -o other
    [ "$status" -eq 2 ]
    [[ "$output" == *"--seed is 5, but out/state-2023-12-01.cruce-state was saved with seed 4, which it continues; leave --seed out" ]]
    run "$CRUCE" run small --from out/state-2023-12-01.cruce-state --engine agents -o other
    [ "$status" -eq 2 ]
    [[ "$output" == *"--engine is agents, but "*" was saved by the engine cohorts; leave --engine out" ]]
    [ ! -e other ]
}

@test "dates that cannot be" {
    run "$CRUCE" run small --save-state 2023-02-30 -o out
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: --save-state is '2023-02-30'; expected a date that exists, as YYYY-MM-DD" ]
    run "$CRUCE" run small --save-state 2025-01-01 -o out
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: --save-state is '2025-01-01'; expected a day from 2023-11-01 to 2024-01-29" ]
    run "$CRUCE" run small --save-state 2023-12-01 --save-state 2023-12-01 -o out
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: --save-state is '2023-12-01' twice" ]
    save out
    run "$CRUCE" run small --from out/state-2023-12-20.cruce-state --save-state 2023-12-01 -o later
    [ "$output" = "cruce: --save-state is '2023-12-01'; expected a day from 2023-12-20 to 2024-01-29" ]
    run "$CRUCE" run small --from out/state-2023-12-20.cruce-state --days 20 -o later
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: out/state-2023-12-20.cruce-state is of the start of 2023-12-20, but this run ends with 2023-11-20; --days N makes it longer" ]
    [ ! -e later ]
}

@test "what is no state, or another scenario's" {
    run "$CRUCE" run small --from none.cruce-state -o later
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: cannot open none.cruce-state: No such file or directory" ]
    run "$CRUCE" run small --from small/people.csv -o later
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: small/people.csv is no saved state: it does not begin with 'cruce-state'; expected a file that cruce run --save-state wrote" ]
    save out
    head -c 5000 out/state-2023-12-01.cruce-state >cut.cruce-state
    run "$CRUCE" run small --from cut.cruce-state -o later
    [ "$status" -eq 2 ]
    [[ "$output" == "cruce: cut.cruce-state is damaged: its 5000 bytes do not have the checksum at their end; copy it again" ]]
    sed -i 's/^far_south,/further_south,/' small/people.csv
    sed -i 's/far_south/further_south/g' small/*.csv small/variants/*/*.csv
    run "$CRUCE" run small --from out/state-2023-12-01.cruce-state -o later
    [ "$status" -eq 2 ]
    [[ "$output" == *"is of a scenario with other nationalities (people.csv) than this one: a state continues where these are the same" ]]
}

@test "other measures later are what it is for; earlier ones get a warning" {
    save out
    echo '2024-01-05,MEX,transit_enforcement,MEX,3,invented,,,,assumed,' >>small/measures.csv
    run "$CRUCE" run small --from out/state-2023-12-01.cruce-state -o later
    [ "$status" -eq 0 ]
    [[ "$output" != *warning* ]]
    echo '2023-11-20,MEX,transit_enforcement,MEX,3,invented,,,,assumed,' >>small/measures.csv
    run "$CRUCE" run small --from out/state-2023-12-01.cruce-state -o again
    [ "$status" -eq 0 ]
    [[ "$output" == *"warning: measures before 2023-12-01 are others than those of the run that saved out/state-2023-12-01.cruce-state; what happened until then stays as that run has it"* ]]
}

@test "a GeoPackage holds states; export writes the same bytes" {
    save out
    save out.gpkg
    [ "$("$CRUCE" export out.gpkg states | cut -d, -f1,2)" = $'date,replicates\n2023-12-01,3\n2023-12-20,3' ]
    "$CRUCE" export out.gpkg --state 2023-12-20 -o x.cruce-state
    cmp x.cruce-state out/state-2023-12-20.cruce-state
    "$CRUCE" export out.gpkg --state 2023-12-01 | cmp - out/state-2023-12-01.cruce-state
    run "$CRUCE" export out.gpkg --state 2023-12-02
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: out.gpkg has no state of 2023-12-02; it has 2023-12-01, 2023-12-20 (cruce run --save-state DATE makes them)" ]
    run "$CRUCE" export out.gpkg
    [ "$status" -eq 2 ]
}

@test "a result with states is replaced whole, states of other days go" {
    save out
    "$CRUCE" run small -n 1 -q --save-state 2023-12-05 -o out --force
    [ "$(ls out/*.cruce-state)" = out/state-2023-12-05.cruce-state ]
    touch out/state-of-things.cruce-state
    run "$CRUCE" run small -n 1 -q -o out --force
    [ "$status" -eq 2 ]
    [[ "$output" == *"out holds 'state-of-things.cruce-state', which no run of cruce wrote"* ]]
}
