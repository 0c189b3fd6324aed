# cruce explain, and the pages that are generated from it.
load setup

@test "a setting by its key or its last part, a column by its name" {
    run "$CRUCE" explain move_rules.softening
    [ "$status" -eq 0 ]
    [[ "$output" == "move_rules.softening (setting)"*"default 10"*"unit: km"* ]]
    run "$CRUCE" explain softening
    [ "$status" -eq 0 ]
    [[ "$output" == "move_rules.softening (setting)"* ]]
    run "$CRUCE" explain MaxMoveSpeed
    [ "$status" -eq 0 ]
    [[ "$output" == "move_rules.max_move_speed (setting)"*"In Flee's program: MaxMoveSpeed" ]]
    run "$CRUCE" explain quantity
    [ "$status" -eq 0 ]
    [[ "$output" == "quantity (column of totals.csv)"* ]]
}

@test "an unknown key: the nearest name and status 2" {
    run "$CRUCE" explain sofetning
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: there is no setting or column 'sofetning'; did you mean 'softening'?" ]
}

@test "without a key: all of them" {
    run "$CRUCE" explain
    [ "$status" -eq 0 ]
    [[ "$output" == *"optimisations.hasten"*"places.csv"*"persons"* ]]
}

@test "the generated pages are up to date" {
    "$CRUCE" explain columns --markdown | diff - "$ROOT/docs/formats.md"
    "$CRUCE" explain settings --markdown | diff - "$ROOT/docs/settings.md"
}
