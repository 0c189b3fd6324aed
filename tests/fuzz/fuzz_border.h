/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One file of a tiny border is the fuzzer's bytes; whatever is accepted has to be sound.
 */
#ifndef CRUCE_TESTS_FUZZ_BORDER_H
#define CRUCE_TESTS_FUZZ_BORDER_H

#include "cruce/border_lists.h"
#include "fuzz/fuzz_one_file.h"

static const char fuzz_border_places[] =
    "#name,region,country,lat,lon,type,conflict_date,pop,sector\n"
    "A,R,X,1.0,1.0,town,,,\n"
    "B,R,X/Y,1.5,1.0,town,,,\n"
    "C,R,Y,2.0,1.0,town,,,west\n"
    "D,R,Y,2.0,1.5,town,,,east\n";
static const char fuzz_border_routes[] =
    "#a,b,km,f,checkpoint\nA,B,50,0,3\nB,C,60,0,\nB,D,70,0,1\n";
static const char fuzz_governments[] = "government,countries,agency\nN,Z,\nS,X;Y,\nS,,patrol\n";
static const char fuzz_people[] = "nationality,published_as,retry_chance\nred,,0.3\nblue,other,\n";
static const char fuzz_departures[] =
    "place,start_date,end_date,nationality,persons\nA,2020-01-01,2020-01-09,red,90\n";
static const char fuzz_sectors[] = "sector,government,agents\nwest,N,100\neast,N,\n";
static const char fuzz_affinity[] = "nationality,sector,share\nred,west,0.3\nred,east,0.6\n";
static const char fuzz_profiles[] =
    "profile,day_type,hour,share\np,weekday,0,1\np,weekday,1,1\np,weekday,2,1\np,weekday,3,1\n"
    "p,weekday,4,1\np,weekday,5,1\np,weekday,6,1\np,weekday,7,1\np,weekday,8,1\np,weekday,9,1\n"
    "p,weekday,10,1\np,weekday,11,1\np,weekday,12,1\np,weekday,13,1\np,weekday,14,1\n"
    "p,weekday,15,1\np,weekday,16,1\np,weekday,17,1\np,weekday,18,1\np,weekday,19,1\n"
    "p,weekday,20,1\np,weekday,21,1\np,weekday,22,1\np,weekday,23,2\n";
static const char fuzz_ports[] =
    "crossing,mode,field_office,government,sector,place,profile\n"
    "gate,car,west_office,N,west,C,p\ngate,appointment,west_office,N,west,C,\n"
    "bridge,truck,east_office,N,east,D,\n";
static const char fuzz_demand[] =
    "crossing,start_date,end_date,units\ngate:car,2020-01-01,2020-01-31,900\n";
static const char fuzz_groups[] = "group,place,date,stages,mix\ng,A,2020-01-03,B;C,red:2;blue:1\n";
static const char fuzz_measures[] =
    "date,actor,measure,target,value,until\n2020-01-02T08,N,port_state,gate:all,closed,2020-01-05\n"
    "2020-01-03,-,caravan_depart,A,900,\n2020-01-04,S,transit_enforcement,S,2,\n";
static const char fuzz_rules[] =
    "rule,first,every_days,actor,metric,op,threshold,measure,target,value\n"
    "r,2020-01-05,5,N+S,between_ports.west,ge,10,transit_enforcement,S,*2\n";
static const char fuzz_figures[] =
    "figure,target,component,nationality,start_date,end_date,value,quality\n"
    "encounters,west,all,other,2020-01-01,2020-01-31,5,data\n"
    "crossings,gate:car,none,,2020-01-01,2020-01-31,5,data\n";
static const char fuzz_parameters[] =
    "parameter,value,low,high,calibrate,quality\nfee_weight,1,0,2,yes,assumed\n"
    "people.retry_chance[red],0.2,,,no,assumed\n"
    "measures.transit_enforcement[S@2020-01-04],3,,,deal,assumed\n";
static const char fuzz_variant[] = "title: V\nsummary: another\n";

static inline void fuzz_begin_border(fuzz_scenario *f)
{
    static const cri_memory_file files[] = {
        FUZZ_TEXT("s/input_csv/locations.csv", fuzz_border_places),
        FUZZ_TEXT("s/input_csv/routes.csv", fuzz_border_routes),
        FUZZ_TEXT("s/input_csv/sim_period.csv", fuzz_period),
        FUZZ_TEXT("s/input_csv/governments.csv", fuzz_governments),
        FUZZ_TEXT("s/input_csv/people.csv", fuzz_people),
        FUZZ_TEXT("s/input_csv/departures.csv", fuzz_departures),
        FUZZ_TEXT("s/input_csv/sectors.csv", fuzz_sectors),
        FUZZ_TEXT("s/input_csv/affinity.csv", fuzz_affinity),
        FUZZ_TEXT("s/input_csv/profiles.csv", fuzz_profiles),
        FUZZ_TEXT("s/input_csv/ports.csv", fuzz_ports),
        FUZZ_TEXT("s/input_csv/demand.csv", fuzz_demand),
        FUZZ_TEXT("s/input_csv/groups.csv", fuzz_groups),
        FUZZ_TEXT("s/input_csv/measures.csv", fuzz_measures),
        FUZZ_TEXT("s/input_csv/rules.csv", fuzz_rules),
        FUZZ_TEXT("s/input_csv/figures.csv", fuzz_figures),
        FUZZ_TEXT("s/input_csv/parameters.csv", fuzz_parameters),
        FUZZ_TEXT("s/variants/v/variant.yml", fuzz_variant),
        FUZZ_TEXT("s/variants/v/measures.csv", fuzz_measures),
        FUZZ_TEXT("s/variants/v/rules.csv", fuzz_rules),
    };
    memset(f, 0, sizeof *f);
    memcpy(f->file, files, sizeof files);
    f->n_files = (int32_t)(sizeof files / sizeof files[0]);
    f->options = (cruce_read_options){.folder = "s", .will_run = true, .problem = fuzz_ignore};
}

static inline bool is_row_of(int32_t row, int32_t n)
{
    return row >= CRUCE_NONE && row < n;
}

static inline const void *fuzz_values(const void *table, const cruce_border_column *column)
{
    const void *values;
    memcpy(&values, (const char *)table + column->offset, sizeof values);
    return values;
}

/* Every cell lies in the range that its column declares. */
static inline void check_table(const cruce_border *b, const cruce_border_file *file)
{
    const char *table = (const char *)b + file->offset;
    int32_t n;
    memcpy(&n, table, sizeof n);
    must(n >= 0 && n <= file->most_rows * 2);
    for (int32_t c = 0; c < file->n_columns; c++) {
        const cruce_border_column *column = &file->column[c];
        const void *values = fuzz_values(table, column);
        for (int32_t i = 0; i < n; i++) {
            if (column->kind == CRUCE_CELL_REAL) {
                double number = ((const double *)values)[i];
                must(number >= column->least && number <= column->most);
            } else if (column->kind == CRUCE_CELL_WHOLE) {
                double number = (double)((const int64_t *)values)[i];
                must(number >= column->least && number <= column->most);
            } else if (column->kind == CRUCE_CELL_NAME || column->kind == CRUCE_CELL_TEXT) {
                must(((const char *const *)values)[i] != NULL);
            } else if (column->kind == CRUCE_CELL_WORD) {
                must(((const int32_t *)values)[i] >= 0 && ((const int32_t *)values)[i] < 10);
            } else if (column->kind == CRUCE_CELL_REF) {
                must(((const int32_t *)values)[i] >= CRUCE_NONE);
            }
        }
    }
}

static inline void check_sums(const cruce_border *b)
{
    for (int32_t i = 0; i < b->people.n && b->sectors.n > 0; i++) {
        double sum = 0;
        for (int32_t s = 0; s < b->sectors.n; s++) {
            must(b->affinity[i * b->sectors.n + s] >= 0);
            sum += b->affinity[i * b->sectors.n + s];
        }
        must(sum > 1 - 1e-9 && sum < 1 + 1e-9);
        must(b->people.category[i] >= 0 && b->people.category[i] < b->n_categories);
    }
    for (int32_t i = 0; i < b->n_profiles * 3 * 24; i++) {
        must(b->profile_share[i] >= 0 && b->profile_share[i] <= 100);
    }
    for (int32_t i = 1; i < b->n_categories; i++) {
        must(strcmp(b->category[i - 1], b->category[i]) < 0);
    }
}

static inline void check_ports(const cruce_border *b)
{
    for (int32_t q = 0; q < b->ports.n; q++) {
        must(b->ports.office[q] >= 0 && b->ports.office[q] < b->n_offices);
        must(strcmp(b->office[b->ports.office[q]], b->ports.field_office[q]) == 0);
        must(is_row_of(b->ports.profile_row[q], b->n_profiles));
        must(is_row_of(b->ports.sector[q], b->sectors.n));
        must(is_row_of(b->ports.government[q], b->governments.n));
        must(b->ports.opens_h[q] < b->ports.closes_h[q]);
    }
    for (int32_t i = 0; i < b->demand.n; i++) {
        must(b->demand.crossing[i] >= 0 && b->demand.crossing[i] < b->ports.n);
        must(b->demand.start_date[i] <= b->demand.end_date[i]);
        must(i == 0 || b->demand.crossing[i] != b->demand.crossing[i - 1] ||
             b->demand.start_date[i] > b->demand.end_date[i - 1]);
    }
}

static inline void check_target(const cruce_scenario *sc, cruce_measure_kind kind,
                                const cruce_target *on)
{
    const cruce_border *b = &sc->border;
    const int32_t rows[] = {[CRUCE_ON_JOB] = b->n_offices,
                            [CRUCE_ON_OFFICE] = b->n_offices,
                            [CRUCE_ON_SECTOR] = b->sectors.n,
                            [CRUCE_ON_NATION] = b->people.n,
                            [CRUCE_ON_PLACE] = sc->places.n,
                            [CRUCE_ON_LINK] = sc->links.n,
                            [CRUCE_ON_GOVERNMENT] = b->governments.n,
                            [CRUCE_ON_NOTHING] = 0};
    must(kind < CRUCE_MEASURE_KINDS && on->kind == cruce_measure_target(kind));
    must(on->row >= CRUCE_NONE && on->row < rows[on->kind] + (on->row == CRUCE_NONE));
    must(on->first_port >= CRUCE_NONE && on->first_port + on->n_ports <= b->ports.n);
    must(on->mode <= CRUCE_MODES);
}

static inline void check_measures(const cruce_scenario *sc)
{
    const cruce_measures *m = &sc->border.measures;
    for (int32_t i = 0; i < m->n; i++) {
        const cruce_measure_info *info = &cruce_measures_list()[m->kind[i]];
        check_target(sc, m->kind[i], &m->on[i]);
        must(m->number[i] >= info->least && m->number[i] <= info->most);
        must(m->from_hour[i] < m->until_hour[i] && 24 * m->made_day[i] <= m->from_hour[i]);
        must(i == 0 || m->from_hour[i - 1] <= m->from_hour[i]);
    }
    const cruce_rules_table *r = &sc->border.rules;
    for (int32_t i = 0; i < r->n; i++) {
        check_target(sc, r->kind[i], &r->on[i]);
        must(r->min[i] <= r->max[i] && r->number[i] - r->number[i] == 0);
        must(is_row_of(r->metric_of[i].sector, sc->border.sectors.n));
        must(is_row_of(r->metric_of[i].category, sc->border.n_categories));
    }
}

static inline void check_groups(const cruce_scenario *sc)
{
    const cruce_groups *g = &sc->border.groups;
    for (int32_t i = 0; i < g->n; i++) {
        must(is_place(sc, g->place[i]) && g->first_stage[i] < g->first_stage[i + 1]);
        for (int32_t s = g->first_stage[i]; s < g->first_stage[i + 1]; s++) {
            must(is_place(sc, g->stage_place[s]));
        }
        for (int32_t s = g->first_mix[i]; s < g->first_mix[i + 1]; s++) {
            must(g->mix_nation[s] >= 0 && g->mix_nation[s] < sc->border.people.n);
            must(g->mix_weight[s] > 0);
        }
    }
}

static inline void check_border(const cruce_scenario *sc)
{
    const cruce_border *b = &sc->border;
    for (int f = 0; f < CRUCE_BORDER_FILES; f++) {
        if (cruce_border_files()[f].offset >= 0) {
            check_table(b, &cruce_border_files()[f]);
        }
    }
    check_sums(b);
    check_ports(b);
    check_measures(sc);
    check_groups(sc);
    for (int32_t p = 0; p < sc->places.n; p++) {
        must(is_row_of(b->sector_of_place[p], b->sectors.n));
        must(is_row_of(b->place_government[p], b->governments.n));
    }
    for (int32_t d = 0; d < sc->departures.n; d++) {
        must(is_row_of(b->departure_nation[d], b->people.n));
    }
    for (int32_t i = 0; i < b->parameter_rows.n; i++) {
        double value;
        must(cruce_border_cell_value(b, b->parameter_rows.parameter[i], &value));
        must(b->parameter_rows.low[i] <= b->parameter_rows.high[i]);
    }
    for (int32_t i = 0; i < b->figures.n; i++) {
        must(is_row_of(b->figures.sector[i], b->sectors.n));
        must(is_row_of(b->figures.port_row[i], b->ports.n));
        must(is_row_of(b->figures.category[i], b->n_categories));
    }
}

/* The path is that of a file of the base, or of the variant v, which is then read too. */
static inline int fuzz_border_file(const char *path, const uint8_t *bytes, size_t n)
{
    fuzz_scenario f;
    fuzz_begin_border(&f);
    fuzz_set(&f, path, bytes, n);
    f.options.variant = strstr(path, "variants/") != NULL ? "v" : NULL;
    cruce_scenario *scenario = fuzz_read(&f);
    if (scenario != NULL) {
        check_places(scenario);
        check_links(scenario);
        check_rest(scenario);
        check_border(scenario);
    }
    cruce_scenario_destroy(scenario);
    return 0;
}

#endif
