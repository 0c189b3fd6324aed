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

@test "of the border: a column of an input file, a whole file, a measure, a parameter" {
    run "$CRUCE" explain people.retry_chance
    [ "$status" -eq 0 ]
    [[ "$output" == "people.retry_chance (column of the input file people.csv)"*"0 to 1; default 0.25; unit: chance" ]]
    run "$CRUCE" explain ports
    [ "$status" -eq 0 ]
    [[ "$output" == "ports.crossing "*"; needed"*"ports.service_s "* ]]
    run "$CRUCE" explain port_state
    [ "$status" -eq 0 ]
    [[ "$output" == "port_state (measure"*"target: crossing:mode or crossing:all"*"open, partial or closed" ]]
    run "$CRUCE" explain fee_elasticity
    [ "$status" -eq 0 ]
    [[ "$output" == "fee_elasticity (parameter"*"default 0.24, from 0 to 0.5"*"Gathmann"* ]]
    run "$CRUCE" explain fee_elasticty
    [ "$status" -eq 2 ]
    [[ "$output" == *"did you mean 'fee_elasticity'?" ]]
}

@test "an unknown key: the nearest name and status 2" {
    run "$CRUCE" explain sofetning
    [ "$status" -eq 2 ]
    [ "$output" = "cruce: there is no setting, column, measure or parameter 'sofetning'; did you mean 'softening'?" ]
}

@test "without a key: all of them" {
    run "$CRUCE" explain
    [ "$status" -eq 0 ]
    [[ "$output" == *"optimisations.hasten"*"places.csv"*"persons"* ]]
}

@test "the generated pages are up to date (tools/make_docs.sh makes them)" {
    "$CRUCE" explain columns --markdown | diff - "$ROOT/docs/formats.md"
    "$CRUCE" explain settings --markdown | diff - "$ROOT/docs/settings.md"
    "$CRUCE" explain border --markdown | diff - "$ROOT/docs/formats-border.md"
    "$CRUCE" explain parameters --markdown | diff - "$ROOT/docs/parameters.md"
}
