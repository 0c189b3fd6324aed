// Are the page's colours told apart by everybody, and is its text legible? Colours are read from the page itself.
// Colour blindness by the matrices of Machado, Oliveira & Fernandes (2009) at full severity, doi:10.1109/TVCG.2009.113;
// distance in CIE L*a*b* (1976); contrast as in WCAG 2.1.
import assert from "node:assert/strict";

const EYES = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
// Colours that a reader has to tell apart where no shape, place or label does it, and how far they must be.
const APART = [
  ["--between", "--at-ports"],
  ["--people", "--flow"],
  ["--people", "--group"],
  ["--open", "--closed"],
  ["--open", "--partial"],
  ["--partial", "--closed"],
  ...[1, 2, 3, 4, 5, 6].flatMap((a) => [1, 2, 3, 4, 5, 6].filter((b) => b > a).map((b) => [`--c${a}`, `--c${b}`])),
];
const LEAST_DISTANCE = 15;
const LEGIBLE = [["--ink", 7], ["--ink-2", 4.5], ["--accent", 4.5], ["--ink-3", 3], ["--people", 3], ["--between", 3], ["--at-ports", 3], ["--closed", 3], ["--open", 3], ["--group", 3]];

const parse = (hex) => {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  return [1, 3, 5].map((i) => parseInt(full.slice(i, i + 2), 16) / 255);
};
const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const seen = (rgb, m) => [0, 3, 6].map((r) => Math.min(1, Math.max(0, m[r] * rgb[0] + m[r + 1] * rgb[1] + m[r + 2] * rgb[2])));

function lab([r, g, b]) {
  const f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const luminance = (hex) => {
  const [r, g, b] = parse(hex).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (hi + 0.05) / (lo + 0.05);
};

export async function check_colours(page, theme) {
  const names = [...new Set([...APART.flat(), ...LEGIBLE.map(([n]) => n), "--paper"])];
  const colour = await page.evaluate((list) => Object.fromEntries(list.map((n) => [n, getComputedStyle(document.documentElement).getPropertyValue(n).trim()])), names);
  for (const [name, least] of LEGIBLE) {
    const c = contrast(colour[name], colour["--paper"]);
    assert(c >= least, `${theme}: ${name} ${colour[name]} on paper has contrast ${c.toFixed(2)}, less than ${least}`);
  }
  for (const [a, b] of APART)
    for (const [eye, matrix] of Object.entries(EYES)) {
      const [p, q] = [a, b].map((n) => lab(seen(parse(colour[n]).map(linear), matrix)));
      const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
      assert(distance >= LEAST_DISTANCE, `${theme}, ${eye}: ${a} ${colour[a]} and ${b} ${colour[b]} are ${distance.toFixed(1)} apart`);
    }
}
