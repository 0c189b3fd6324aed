/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    goods held up: their value, which is a stock, and what the delay costs, which is a flow and far smaller
 * Leaves  to the engine: how long units stand in line
 * Source  design notes 3.11; a truck's hour is that of ATRI (2022), the time value of goods that of Hummels & Schaur (2013),
 *         doi:10.1257/aer.103.7.2935
 */
#include "cruce/ports.h"

cruce_trade_delay cruce_trade_delay_of(double line_hours, double away_hours, double hours,
                                       double value_usd, double usd_per_hour, double time_value)
{
    double unit_hours = line_hours + away_hours;
    return (cruce_trade_delay){.held_usd = unit_hours / hours * value_usd,
                               .cost_usd = line_hours * usd_per_hour +
                                           unit_hours / 24 * time_value * value_usd};
}
