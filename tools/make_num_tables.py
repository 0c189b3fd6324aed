#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Write src/num/num_tables.h: the tables of exp, log, atan, ln k! and 1/k.

Every entry is worked out with 60 decimal digits and rounded once. Run from the top of the tree:

    python3 tools/make_num_tables.py > src/num/num_tables.h
"""
from decimal import Decimal as D, ROUND_FLOOR, getcontext
from fractions import Fraction as F
import struct

getcontext().prec = 60
LN2 = D(2).ln()
EXP_STEPS = 128
LOG_STEPS = 128
LOG_FIRST = 0x3FE6A00000000000  # bits of 0.70703125, just below sqrt(1/2)


def pi():
    """Machin's formula."""
    return 16 * atan(F(1, 5)) - 4 * atan(F(1, 239))


def atan(t):
    """The Taylor series, for |t| <= 1/2; larger ones by atan(t) = 2 atan(t / (1 + sqrt(1 + t^2)))."""
    if t > F(1, 4):
        x = D(t.numerator) / D(t.denominator)
        half = x / (1 + (1 + x * x).sqrt())
        return 2 * atan(F(half))
    x = D(t.numerator) / D(t.denominator)
    total, power, k = D(0), x, 1
    while abs(power) > D(10) ** -62:
        total += power / k
        power *= -x * x
        k += 2
    return total


def nearest(x):
    return float(F(x))  # Fraction to float is correctly rounded


def multiple(x, bits):
    """x rounded to a multiple of 2^-bits."""
    scaled = (x * 2 ** bits).to_integral_value()
    return nearest(scaled) / 2.0 ** bits


def rest(x, *parts):
    return nearest(x - sum((D(p) for p in parts), D(0)))


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def emit(text):
    print(text)


def column(values, per_line=3):
    words = [v.hex() for v in values]
    for i in range(0, len(words), per_line):
        emit("    " + ", ".join(words[i:i + per_line]) + ",")


def scalar(name, value, comment):
    emit(f"#define {name} {value.hex()} /* {comment} */")


emit("""/* SPDX-License-Identifier: BSD-3-Clause */
/* Written by tools/make_num_tables.py; change that file, not this one. */
#ifndef CRI_NUM_TABLES_H
#define CRI_NUM_TABLES_H
// clang-format off
""")

step = LN2 / EXP_STEPS
step_high = multiple(step, 39)
emit(f"#define EXP_STEPS {EXP_STEPS}")
scalar("EXP_PER_STEP", nearest(EXP_STEPS / LN2), "steps per unit of x")
scalar("EXP_STEP_HIGH", step_high, "ln 2 / steps, short enough that a multiple is exact")
scalar("EXP_STEP_LOW", rest(step, step_high), "the rest of it")
emit("\n/* 2^(i / EXP_STEPS), and what is missing from it, as a share of it */")
emit(f"static const double exp_table[{EXP_STEPS}][2] = {{")
for i in range(EXP_STEPS):
    exact = (LN2 * i / EXP_STEPS).exp() if i else D(1)
    high = nearest(exact)
    emit("    {%s, %s}," % (high.hex(), nearest((exact - D(high)) / D(high)).hex()))
emit("};\n")

ln2_high = multiple(LN2, 42)
emit(f"#define LOG_STEPS {LOG_STEPS}")
emit("#define LOG_FIRST 0x%xu /* bits of the smallest mantissa, just below sqrt(1/2) */" % LOG_FIRST)
scalar("LN2_HIGH", ln2_high, "ln 2 to a multiple of 2^-42: k times it is exact")
scalar("LN2_LOW", rest(LN2, ln2_high), "the rest of it")
emit("\n/* a 10-bit number near 1/m for the mantissas of the interval; minus its logarithm, in two parts */")
emit(f"static const double log_table[{LOG_STEPS}][3] = {{")
shift = 52 - 7
for i in range(LOG_STEPS):
    low = F(from_bits(LOG_FIRST + (i << shift)))
    high = F(from_bits(LOG_FIRST + ((i + 1) << shift)))
    if low == 1 or high == 1:
        inverse = F(1)  # keeps log accurate next to 1, where it vanishes
    else:
        inverse = F(round(2 / (low + high) * 512), 512)
    worst = max(abs(low * inverse - 1), abs(high * inverse - 1))
    assert worst <= F(1, 128), (i, float(worst))
    exact = -(D(inverse.numerator) / D(inverse.denominator)).ln()
    log_high = multiple(exact, 42)
    emit("    {%s, %s, %s}," % (nearest(inverse).hex(), log_high.hex(), rest(exact, log_high).hex()))
emit("};\n")

half_log_two_pi = (2 * pi()).ln() / 2
scalar("HALF_LOG_TWO_PI", nearest(half_log_two_pi), "1/2 ln(2 pi)")
emit("\n#define LOG_FACTORIALS 256")
emit("static const double log_factorial_table[LOG_FACTORIALS] = {")
values, product = [], 1
for k in range(256):
    product *= max(k, 1)
    values.append(nearest(D(product).ln()))
column(values)
emit("};\n")

emit("/* ln k! - ((k + 1/2) ln k - k + 1/2 ln(2 pi)); for k = 0 with ln k left out */")
emit("#define STIRLING_CORRECTIONS 16")
emit("static const double stirling_table[STIRLING_CORRECTIONS] = {")
values, product = [nearest(-half_log_two_pi)], 1
for k in range(1, 16):
    product *= k
    values.append(nearest(D(product).ln() - (D(k) + D("0.5")) * D(k).ln() + k - half_log_two_pi))
column(values)
emit("};\n")

emit("/* 1/k; entry 0 is not used */")
emit("#define RECIPROCALS 128")
emit("static const double reciprocal_table[RECIPROCALS] = {")
column([0.0] + [1.0 / k for k in range(1, 128)])
emit("};\n")

scalar("PI", nearest(pi()), "pi")
scalar("RADIANS_PER_DEGREE", nearest(pi() / 180), "pi / 180")
emit("\n/* atan(i / 8) */")
emit("static const double atan_table[9] = {")
column([nearest(atan(F(i, 8))) if i else 0.0 for i in range(9)])
emit("};\n")
emit("// clang-format on")
emit("#endif")
