/* SPDX-License-Identifier: BSD-3-Clause */
/* src/input/demographics.c and persons.c. */
#include "reports.h"

#define AGE "s/input_csv/demographics_age.csv"
#define AGENTS "s/input_csv/agents.csv"

TEST(weights_are_kept_by_value_and_place)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, AGE, "age,Default,A\n1,0.5,3\n2,,4\n\n3,1\n");
    reading_file(&t, "s/input_csv/demographics_Flood_awareness.csv", "Flood,Default\n0.0,1\n");
    reading_check(&t, "");
    CHECK_I64(t.scenario->n_demographics, 2);
    CHECK_STR(t.scenario->demographic[0].attribute, "Flood"); /* files in the order of names */
    const cruce_demographic *d = &t.scenario->demographic[1];
    CHECK_STR(d->attribute, "age");
    CHECK_I64(d->n_values, 3);
    CHECK_I64(d->n_columns, 2);
    CHECK_I64(d->place[0], CRUCE_NONE);
    CHECK_STR(t.scenario->places.name[d->place[1]], "A");
    const double wanted[] = {0.5, 3, 0, 4, 1, 0};
    for (int i = 0; i < 6; i++) {
        CHECK_F64_SAME(d->weight[i], wanted[i]);
    }
    CHECK_STR(d->value[2], "3");
    reading_end(&t);
}

static void check_age(const char *text, const char *wanted)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, AGE, text);
    reading_check(&t, wanted);
    reading_end(&t);
}

TEST(demographics_are_checked)
{
    check_age("agee,Default\n1,1\n", AGE
              ":1:1: the first heading is 'agee'; expected 'age', as in the name of the file\n");
    check_age("age,Default,Default\n1,1,1\n", AGE ":1:13: column 'Default' is there twice\n");
    check_age("age,Default,E\n1,1,1\n",
              AGE ":1:13: warning: place is 'E', which is not in locations.csv\n");
    check_age("age,A\n1,1\n", AGE ":1:1: warning: no column 'Default'; places without a column of "
                                  "their own have no values\n");
    check_age("age,Default\n1,-1\n2,1\n",
              AGE ":2:3: weight is '-1'; expected a weight of at least 0\n");
    check_age("age,Default\n1,0\n",
              AGE ":1:5: the weights of column 'Default' add up to 0; expected more\n");
    check_age("",
              AGE ": the file is empty; expected a heading 'age,Default' and rows of values and "
                  "weights\n");
}

TEST(one_file_for_each_attribute)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, AGE, "age,Default\n1,1\n");
    reading_file(&t, "s/input_csv/demographics_age_x.csv", "age,Default\n1,1\n");
    reading_check(&t, "s/input_csv/demographics_age_x.csv: another file gives attribute 'age' "
                      "already\n");
}

TEST(listed_persons_are_read_only_if_asked_for)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, AGENTS, "location,age\nA,30\nnowhere,3\nC,31\n");
    reading_check(&t, "");
    CHECK_I64(t.scenario->listed.n, 0);
    reading_end(&t);
    reading_begin(&t);
    reading_file(&t, AGENTS, "#list\nlocation,age\nA,30\nnowhere,3\nC,\n");
    reading_set(&t, "read_from_agents_csv_file=true");
    reading_check(&t,
                  AGENTS ":4:1: warning: location is 'nowhere', which is not in locations.csv\n");
    CHECK_I64(t.scenario->listed.n, 2);
    CHECK_STR(t.scenario->places.name[t.scenario->listed.place[1]], "C");
    reading_end(&t);
}

static void check_agents(const char *text, const char *wanted)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, AGENTS, text);
    reading_set(&t, "read_from_agents_csv_file=true");
    reading_check(&t, wanted);
    reading_end(&t);
}

TEST(listed_persons_are_checked)
{
    check_agents("A,30\n",
                 AGENTS ":1:1: the first row begins with the place 'A'; expected headings "
                        "such as location,age,gender\n");
    check_agents("location,gender,age\nA,male,old\n",
                 AGENTS ":2:8: age is 'old'; expected a number, 0 or more\n");
}

TEST(listed_persons_need_their_file)
{
    reading t;
    reading_begin(&t);
    reading_set(&t, "read_from_agents_csv_file=true");
    reading_check(&t, AGENTS ": the file does not exist\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_kept_by_value_and_place),
        cmocka_unit_test(demographics_are_checked),
        cmocka_unit_test(one_file_for_each_attribute),
        cmocka_unit_test(listed_persons_are_read_only_if_asked_for),
        cmocka_unit_test(listed_persons_are_checked),
        cmocka_unit_test(listed_persons_need_their_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
