/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce: simulates people on the move and the borders they cross. The table of contents of the library.
 *
 *   what you want                                   where to read
 *   ---------------------------------------------   --------------------------------------------------
 *   errors and the version                          cruce/base.h       cruce_error, cruce_status_text
 *   read a scenario and report what is wrong        cruce/input.h      cruce_scenario_read
 *   look at places, roads, dates                    cruce/model.h      cruce_places, cruce_links
 *   look at registered counts                       cruce/register.h   cruce_register_value
 *   look at settings, or list all of them           cruce/settings.h   cruce_settings_list
 *   hold everything that makes a scenario           cruce/scenario.h   cruce_scenario
 *   run one replicate and be told of every day      cruce/engine.h     cruce_simulate, cruce_observer
 *   save a run, and continue from there             cruce/state.h      cruce_state_open
 *   run many on all processors                      cruce/parallel.h   cruce_executor_threads
 *   sum them up, and score them                     cruce/study.h      cruce_ensemble_run, cruce_scores_make
 *   their tables, part by part                      cruce/tables.h     cruce_table_stream
 *   write tables, or Flee's CSV                     cruce/output.h     cruce_writer_rows, cruce_flee_csv_create
 *   compare two results replicate by replicate      cruce/pairs.h      cruce_pair_open, cruce_pair_each
 *   make a page of runs                             cruce/report.h     cruce_report_write
 *   draw chance, compute as the engines do          cruce/rng.h  cruce/elementary.h
 *   the rules of moving                             cruce/rules.h
 *
 * A first program: read, simulate with an observer, destroy. See docs/guide.
 */
#ifndef CRUCE_H
#define CRUCE_H

#include "cruce/base.h"
#include "cruce/elementary.h"
#include "cruce/rng.h"
#include "cruce/model.h"
#include "cruce/border.h"
#include "cruce/border_lists.h"
#include "cruce/register.h"
#include "cruce/settings.h"
#include "cruce/rules.h"
#include "cruce/scenario.h"
#include "cruce/engine.h"
#include "cruce/state.h"
#include "cruce/border_day.h"
#include "cruce/input.h"
#include "cruce/parallel.h"
#include "cruce/output.h"
#include "cruce/pairs.h"
#include "cruce/study.h"
#include "cruce/tables.h"
#include "cruce/report.h"

#endif
