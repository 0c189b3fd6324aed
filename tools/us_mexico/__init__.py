# SPDX-License-Identifier: BSD-3-Clause
"""Parts of tools/make_us_mexico.py: each module makes one or a few files of scenarios/us_mexico_2023."""
