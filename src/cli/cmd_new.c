/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce new: a small working scenario to edit: a place people leave, a town on the way, a camp.
 * What the files may hold is said in docs/formats-input.md; reading them is left to src/input.
 * No published method; every figure in it is made up and says so.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

typedef struct new_file {
    const char *name, *text;
} new_file;

static const new_file new_files[] = {
    {"locations.csv",
     "#name,region,country,latitude,longitude,location_type,conflict_date,population,source,"
     "quality\n"
     "# location_type: town, conflict_zone, camp, idpcamp, forwarding_hub (people pass on at "
     "once), marker\n"
     "# population: of a camp it is the capacity in persons; leave it empty for no limit\n"
     "# the country of the first row is home; the others are foreign\n"
     "Northfield,north,Here,10.00,20.00,conflict_zone,0,40000,made up,assumed\n"
     "Crossroads,middle,Here,10.80,20.40,town,,15000,made up,assumed\n"
     "Haven,south,There,11.50,20.90,camp,,12000,made up,assumed\n"},
    {"routes.csv", "#name1,name2,distance,forced_redirection,source,quality\n"
                   "# distance in km along the road; a road leads both ways\n"
                   "Northfield,Crossroads,110,0,made up,assumed\n"
                   "Crossroads,Haven,95,0,made up,assumed\n"},
    {"departures.csv", "place,start_date,end_date,persons,source,quality\n"
                       "Northfield,2024-01-01,2024-01-31,6000,made up,assumed\n"
                       "Northfield,2024-02-01,2024-02-29,3000,made up,assumed\n"},
    {"closures.csv",
     "#closure_type,name1,name2,closure_start,closure_end\n"
     "# days since the start, from closure_start up to the day before closure_end; -1: never\n"
     "# remove the # to close the border between the two countries for ten days\n"
     "#country,Here,There,40,50\n"},
    {"sim_period.csv", "StartDate,2024-01-01\nLength,90\n"},
    {"simsetting.yml", "# Whatever is not named here has its default. `cruce explain KEY` says "
                       "what a setting means.\n"
                       "move_rules:\n"
                       "  max_move_speed: 200     # km a day by vehicle\n"
                       "  default_movechance: 0.3 # chance a day to leave a town\n"
                       "  camp_movechance: 0.001  # chance a day to leave a camp\n"
                       "  camp_weight: 2          # camps attract twice as much as towns\n"},
};

static int write_file(const char *folder, const new_file *file)
{
    char path[1400];
    cruce_error err = {0};
    snprintf(path, sizeof path, "%s/%s", folder, file->name);
    cruce_writer *writer = cruce_writer_create(path, NULL, path, &err);
    if (writer == NULL) {
        return cli_complain_of(err.code, &err);
    }
    cruce_writer_text(writer, file->text);
    return cli_finish(writer);
}

static int run_new(const cli_options *options)
{
    const char *folder = options->word[0];

    if (strlen(folder) > 1024) {
        return cli_complain(CLI_WRONG, "the name of the folder is too long");
    }
    if (mkdir(folder, 0777) != 0) {
        if (errno == EEXIST) {
            return cli_complain(CLI_WRONG, "%s exists; name a folder that does not", folder);
        }
        return cli_complain(CLI_FAILED, "cannot make %s: %s", folder, strerror(errno));
    }
    for (size_t i = 0; i < sizeof new_files / sizeof *new_files; i++) {
        int status = write_file(folder, &new_files[i]);
        if (status != CLI_OK) {
            return status;
        }
    }
    if ((options->given & CLI_QUIET) == 0) {
        fprintf(stderr,
                "%s: a conflict zone, a town and a camp, all made up. Edit the files, then\n"
                "  cruce check %s\n  cruce run %s\n",
                folder, folder, folder);
    }
    return CLI_OK;
}

const cli_command cli_new = {
    .name = "new",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options = CLI_QUIET,
    .run = run_new,
    .sentence = "make a small working scenario to edit",
    .more = "  The folder must not exist yet.\n",
};
