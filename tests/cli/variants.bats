# cruce check of a border: base and variants, --variant, --set of numbers by address.
load setup

setup() {
    cp -r "$ROOT/tests/support/border_small" "$BATS_TEST_TMPDIR/small"
    cd "$BATS_TEST_TMPDIR" || return
}

@test "without --variant the base and every variant are read" {
    run "$CRUCE" check small
    [ "$status" -eq 0 ]
    [[ "${lines[0]}" == "small: can be run. "* ]]
    [[ "${lines[1]}" == "small, variant deal: can be run. "* ]]
    [ "${#lines[@]}" -eq 2 ]
}

@test "a problem in a variant only" {
    sed -i 's/transit_enforcement,MEX,3/transit_enforcement,MEX,many/' small/variants/deal/measures.csv
    run "$CRUCE" check small
    [ "$status" -eq 2 ]
    [[ "$output" == *"small/variants/deal/measures.csv:2:40: value is 'many'; expected a number from 0 to 1000"* ]]
    run "$CRUCE" check small --variant deal
    [ "$status" -eq 2 ]
}

@test "an unknown variant names the known ones" {
    run "$CRUCE" run small --variant dael -o out
    [ "$status" -eq 2 ]
    [[ "$output" == "small/variants: there is no variant 'dael'; known are: deal; did you mean 'deal'?"* ]]
    [ ! -e out ]
}

@test "--set of a cell: checked, and noted in run.json" {
    run "$CRUCE" run small --set 'people.retry_chance[north]=1.5' -o out
    [ "$status" -eq 2 ]
    [[ "$output" == "--set: people.retry_chance[north] is '1.5'; expected a number from 0 to 1 (chance)"* ]]
    run "$CRUCE" run small --days 3 -n 1 -q --set 'people.retry_chance[north]=0.5' --set fee_weight=2 -o out
    [ "$status" -eq 0 ]
    grep -q '"people.retry_chance\[north\]": {"value": 0.5, "origin": "--set"' out/run.json
    grep -q '"fee_weight": {"value": 2.0, "origin": "--set"' out/run.json
}
