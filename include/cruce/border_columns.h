/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every column of the border's input files, once. From these lists come the structs of border.h, the readers,
 * `cruce explain`, docs/formats-input.md, and the names by which calibration finds a cell (people.retry_chance[mexico]).
 *
 *   NAME (field, sentence)                              text that names the row; needed
 *   TEXT (field, sentence)                              free text, "" where blank or absent
 *   WORD (field, choices, default, sentence)            one of "a|b|c"; kept as its number
 *   REF  (field, what, sentence)                        a name defined in another file, kept as its row; CRUCE_NONE blank
 *   DATE (field, sentence)                              YYYY-MM-DD, kept as day of the simulation; needed
 *   WHOLE(field, default, least, most, unit, sentence)  a whole number
 *   REAL (field, default, least, most, unit, sentence)  a number
 *
 * A default of NEEDED means that the column must be there and no cell blank.
 * Quality flags are those of the data: data, stated, derived, computed, recalled, assumed, calibrated.
 */
#ifndef CRUCE_BORDER_COLUMNS_H
#define CRUCE_BORDER_COLUMNS_H

#define CRUCE_QUALITIES "data|stated|derived|computed|recalled|assumed|calibrated"

/* governments.csv: who may set which measures where. One row per government, more rows for its agencies. */
#define CRUCE_GOVERNMENTS_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                        \
    NAME(government, "short name of a government, as measures.csv calls it (USA, MEX, GTM)")       \
    TEXT(countries, "countries of locations.csv that are its territory, divided by ';'")           \
    TEXT(agency, "an agency of it; blank in the row of the government itself")                     \
    REAL(capacity, 1, 0, 1e9, "1", "the most that its intensity of enforcement can reach")         \
    TEXT(note, "who that is")                                                                      \
    TEXT(source, "where that is from")

/* people.csv: nationalities, or groups of them, and how they differ. */
#define CRUCE_PEOPLE_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                             \
    NAME(nationality, "a nationality or a group of them")                                          \
    TEXT(published_as, "the group under which official counts have it; blank: its own name")       \
    REAL(departures_factor, 1, 0, 100, "1", "persons who set out per person counted upstream")     \
    REAL(transit_factor, 1, 0, 100, "1", "how much more often checkpoints stop it than others")    \
    REAL(smuggler_share, 0.55, 0, 1, "share", "travels with a smuggler")                           \
    REAL(register_share, 0.2, 0, 1, "share", "registers for an appointment on arrival")            \
    REAL(attempt_chance, 0.15, 0, 1, "1/day", "sets out between ports from a border city")         \
    REAL(surrender_share, 0.7, 0, 1, "share", "of attempts, presents itself to the patrol")        \
    REAL(return_share, 0.2, 0, 1, "share", "of the apprehended, returned to Mexico")               \
    REAL(remove_share, 0.05, 0, 1, "share",                                                        \
         "of the apprehended, removed to the country of origin")                                   \
    REAL(retry_chance, 0.25, 0, 1, "chance", "tries again after a return")                         \
    REAL(shock_response, 1, 0, 100, "1", "how strongly announcements about risk hold it back")     \
    REAL(walk_up_share, 0, 0, 1, "share", "of arrivals at ports without an appointment")           \
    REAL(family_share, 0.3, 0, 1, "share", "members of family units")                              \
    REAL(minor_share, 0.05, 0, 1, "share", "unaccompanied minors")                                 \
    REAL(savings_usd, 5000, 0, 1e9, "USD", "mean savings at departure")                            \
    REAL(wage_ratio, 4, 0.01, 1e4, "1", "wage at the destination over wage at home")               \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure the row is")                               \
    TEXT(source, "where its figures are from")

/* sectors.csv: patrol sectors. A place belongs to one by its attribute `sector` in locations.csv. */
#define CRUCE_SECTORS_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                            \
    NAME(sector, "a patrol sector, as published")                                                  \
    REF(government, "governments", "whose it is")                                                  \
    REAL(latitude, 0, -90, 90, "degrees", "where people cross, on average")                        \
    REAL(longitude, 0, -180, 180, "degrees", "where people cross, on average")                     \
    REAL(attraction, 1, 0, 1e6, "1", "factor on the choice of its border cities")                  \
    REAL(agents, 2000, 0, 1e6, "agents", "patrol agents")                                          \
    REAL(capture_chance, 0.86, 0, 1, "chance",                                                     \
         "of apprehension where few try and agents are free")                                      \
    REAL(custody_persons, 2000, 0, 1e7, "persons", "places in custody")                            \
    REAL(fee_usd, 7500, 0, 1e6, "USD", "what a smuggler asks at the start")                        \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure the row is")                               \
    TEXT(source, "where its figures are from")

/* affinity.csv: how a nationality's people divide over sectors before anything changes. */
#define CRUCE_AFFINITY_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                           \
    REF(nationality, "people", "a nationality")                                                    \
    REF(sector, "sectors", "a sector")                                                             \
    REAL(share, NEEDED, 0, 1, "share", "of its people who go there, other things equal")           \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure that is")                                  \
    TEXT(source, "where that is from")

/* ports.csv: one row per crossing and mode. Ports without crossings of their own count as one. */
#define CRUCE_PORTS_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                              \
    NAME(crossing, "a crossing inside a port of entry; with mode it names the row")                \
    WORD(mode, "car|truck|rail|pedestrian|bus|appointment", NEEDED, "who crosses here")            \
    TEXT(port, "the port of entry it belongs to, as published")                                    \
    TEXT(field_office, "whose officers serve it: one pool")                                        \
    REF(sector, "sectors", "the patrol sector around it")                                          \
    REF(place, "places", "the city in front of it, of locations.csv")                              \
    REF(government, "governments", "whose port it is")                                             \
    REAL(latitude, 0, -90, 90, "degrees", "where it is")                                           \
    REAL(longitude, 0, -180, 180, "degrees", "where it is")                                        \
    WHOLE(lanes, 1, 0, 1000, "lanes", "primary lanes (booths, tracks, desks) built")               \
    REAL(service_s, 34, 0.1, 1e6, "s", "mean time of the first inspection")                        \
    REAL(service_scv, 0.5, 0, 100, "1", "its squared coefficient of variation")                    \
    REAL(deep_check_share, 0.02, 0, 1, "share", "referred to a deeper check")                      \
    REAL(deep_check_s, 36, 0, 1e6, "s", "extra time of a deeper check")                            \
    REAL(officers_per_lane, 1.15, 0, 100, "officers", "needed to hold a lane open")                \
    WHOLE(minimum_officers, 1, 0, 10000, "officers", "below this the crossing closes")             \
    REAL(opens_h, 0, 0, 24, "h", "local hour at which it opens")                                   \
    REAL(closes_h, 24, 0, 24, "h", "local hour at which it closes")                                \
    WHOLE(shed_rank, 1, 1, 1000, "1", "which goes first when officers are short: 1 first")         \
    REAL(value_usd, 0, 0, 1e9, "USD/unit", "goods in one vehicle or railcar")                      \
    REAL(appointment_share, 0, 0, 1, "share", "of all appointments, offered here")                 \
    TEXT(profile, "arrivals over the day: a name in profiles.csv; blank: even")                    \
    TEXT(local_name, "what people call it, for maps and pages; blank: its name")                   \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure the row is")                               \
    TEXT(source, "where its figures are from")

/* demand.csv: who would cross if nothing held them up. Rows of one crossing and mode may not overlap. */
#define CRUCE_DEMAND_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                             \
    REF(crossing, "ports", "crossing:mode of ports.csv")                                           \
    DATE(start_date, "first day")                                                                  \
    DATE(end_date, "last day")                                                                     \
    WHOLE(units, NEEDED, 0, 1000000000, "units", "vehicles, railcars or persons over these days")  \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure that is")                                  \
    TEXT(source, "where that is from")

/* profiles.csv: shares of a day's arrivals by hour; made to sum to 1 for each profile and day type. */
#define CRUCE_PROFILES_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                           \
    NAME(profile, "its name, as ports.csv uses it")                                                \
    WORD(day_type, "weekday|saturday|sunday", NEEDED, "on which days")                             \
    WHOLE(hour, NEEDED, 0, 23, "h", "local hour")                                                  \
    REAL(share, NEEDED, 0, 1e9, "1", "arrivals in this hour, relative to the other hours")         \
    REAL(day_factor, 1, 0, 100, "1", "arrivals on such a day, relative to a mean day")             \
    TEXT(source, "where that is from")

/* groups.csv: caravans. Sizes that were reported are in figures.csv (figure group_size). */
#define CRUCE_GROUPS_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                             \
    NAME(group, "its name")                                                                        \
    REF(place, "places", "where it sets out")                                                      \
    DATE(date, "when it sets out")                                                                 \
    TEXT(stages, "places it heads for, in order, divided by ';'; the last one is its goal")        \
    TEXT(mix, "nationality:weight;...: who is in it; blank: as those who wait at the place")       \
    REAL(pace_km_per_day, 12, 0.1, 1000, "km/day", "mean pace on foot")                            \
    REAL(pace_sd_km_per_day, 4, 0, 1000, "km/day", "its spread from day to day")                   \
    REAL(ride_chance, 0.02, 0, 1, "1/day", "trucks or buses take the group along for a day")       \
    REAL(ride_km, 200, 0, 2000, "km", "how far they take it")                                      \
    REAL(cohesion, 0.9, 0, 1, "1", "1: nobody drifts away")                                        \
    REAL(publicity, 1, 0, 100, "1", "how well known it is: draws people in, moves beliefs")        \
    WHOLE(dissolve_below_persons, 500, 1, 1000000000, "persons", "smaller, it dissolves")          \
    WORD(quality, CRUCE_QUALITIES, "assumed", "how sure the row is")                               \
    TEXT(source, "where that is from")

/* measures.csv: one row one change; a row holds until replaced, or until `until`. The vocabulary is in measures.def. */
#define CRUCE_MEASURES_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                           \
    TEXT(date, "from when it holds: YYYY-MM-DD, or YYYY-MM-DDThh in the target's local time")      \
    TEXT(actor, "the government whose measure it is; several joined by '+'; '-': nobody's")        \
    TEXT(measure, "a word of the vocabulary")                                                      \
    TEXT(target, "what it acts on; its form depends on the measure")                               \
    TEXT(value, "the new value")                                                                   \
    TEXT(source, "where that is from")                                                             \
    TEXT(until, "as `date`; the value before holds again from then; blank: until replaced")        \
    TEXT(made, "day on which it was agreed, if earlier")                                           \
    TEXT(published, "day on which it became known, if another than `date`")                        \
    WORD(quality, CRUCE_QUALITIES, "stated", "how sure that is")                                   \
    TEXT(note, "agenda, parties, duration: shown in the policy log, no effect")

/* rules.csv: what governments do at their meetings, judged by published figures. */
#define CRUCE_RULES_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                              \
    NAME(rule, "its name")                                                                         \
    DATE(first, "first meeting")                                                                   \
    WHOLE(every_days, NEEDED, 1, 100000, "days", "days between meetings")                          \
    TEXT(actor, "the government, or governments joined by '+'")                                    \
    TEXT(metric, "a published figure: between_ports, at_ports, all, custody, port_wait; "          \
                 "+.[sector or nationality]")                                                      \
    WHOLE(window_days, 7, 1, 3660, "days", "mean over so many published days")                     \
    WORD(op, "ge|gt|le|lt", NEEDED, "how the mean is compared with the threshold")                 \
    REAL(threshold, NEEDED, -1e15, 1e15, "as the metric", "compared with it")                      \
    WHOLE(hold_days, 0, 0, 3660, "days", "must have held on so many days in a row")                \
    TEXT(measure, "the measure it sets")                                                           \
    TEXT(target, "on what")                                                                        \
    TEXT(value, "to which value; '+x', '-x' or '*x' change the present one")                       \
    REAL(min, -1e300, -1e300, 1e300, "as the measure", "the value never falls below")              \
    REAL(max, 1e300, -1e300, 1e300, "as the measure", "the value never rises above")               \
    TEXT(source, "where that is from")

/* figures.csv: observed figures with their sources. The score compares with them; `input` figures are drawn between. */
#define CRUCE_FIGURES_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                            \
    NAME(figure, "what was counted: encounters, group_size, crossings, custody, ...")              \
    TEXT(target, "of which area, group, crossing:mode; blank: all")                                \
    WORD(component, "all|at_ports|between_ports|none", "none", "which encounters")                 \
    TEXT(nationality, "published group of nationalities; blank: all")                              \
    DATE(start_date, "first day")                                                                  \
    DATE(end_date, "last day")                                                                     \
    REAL(value, NEEDED, -1e15, 1e15, "as unit", "the figure")                                      \
    TEXT(unit, "its unit")                                                                         \
    WORD(use, "score|input|show", "score",                                                         \
         "score: compared with; input: drawn between; show: printed")                              \
    WORD(quality, CRUCE_QUALITIES, NEEDED, "how sure it is")                                       \
    TEXT(source, "where it is from")

/* parameters.csv: values of the parameters that are not a column of another file (params/border.def), or of a cell. */
#define CRUCE_PARAMETERS_COLUMNS(NAME, TEXT, WORD, REF, DATE, WHOLE, REAL)                         \
    NAME(parameter, "a name of params/border.def, or file.column[row], as sectors.agents[tucson]") \
    REAL(value, NEEDED, -1e15, 1e15, "as the parameter", "its value")                              \
    REAL(low, -1e300, -1e300, 1e300, "as the parameter", "calibration stays above")                \
    REAL(high, 1e300, -1e300, 1e300, "as the parameter", "calibration stays below")                \
    WORD(calibrate, "no|yes|deal", "no",                                                           \
         "yes: fitted on months up to the cut; deal: on the deal's month alone")                   \
    WORD(quality, CRUCE_QUALITIES, NEEDED, "how sure it is")                                       \
    TEXT(source, "where it is from")

#endif
