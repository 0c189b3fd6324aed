// Numbers, dates and names as the page writes them: digits in groups of three, months by name, units spelled out.
// Dates are texts YYYY-MM-DD and months YYYY-MM everywhere; a day number is days since 1970-01-01.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const THIN = "\u202f";

const grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);

// 1234567.8 -> "1 234 568"; `digits` behind the point. null -> "–".
export function number(value, digits = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const [whole, part] = Math.abs(value).toFixed(digits).split(".");
  const minus = value < 0 && Number(value.toFixed(digits)) !== 0 ? "−" : "";
  return minus + grouped(whole) + (part ? "." + part : "");
}

// As many digits as the size deserves: 249 785 -> "249 800", 3.14159 -> "3.1". For sentences.
export function round(value, significant = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  const step = 10 ** (size - significant + 1);
  if (step < 1 && size >= 2) return number(value);
  if (step < 1) return number(value, Math.min(Math.max(significant - 1 - size, 0), 2));
  return number(Math.round(value / step) * step);
}

// 0.1234 -> "12 %"; with a sign for changes: percent(-0.05, {sign: true}) -> "−5 %".
export function percent(share, { digits = 0, sign = false } = {}) {
  if (share === null || share === undefined || !Number.isFinite(share)) return "–";
  return (sign && share > 0 ? "+" : "") + number(100 * share, digits) + "\u00a0%";
}

// "1 234 to 1 301"; one number where both look the same.
export function band(low, high, write = number) {
  const [a, b] = [write(low), write(high)];
  return a === b ? a : `${a} to ${b}`;
}

// 48.1e9 -> "48.1 billion"
export function large(value) {
  const size = Math.abs(value ?? 0);
  for (const [from, word] of [[1e9, "billion"], [1e6, "million"]]) if (size >= from) return `${number(value / from, 1)} ${word}`;
  return round(value, 3);
}

export const signed = (value, write = number) => (value > 0 ? "+" : "") + write(value);

export const day_number = (date) => Math.round(Date.parse(date.slice(0, 10) + "T00:00:00Z") / 864e5);
export const date_of = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

// "2023-12-27" -> "27 December 2023"; short: "27 Dec 2023".
export function date(text, short = false) {
  if (!text) return "–";
  const [year, month, day] = text.split("-").map(Number);
  const name = short ? MONTHS[month - 1].slice(0, 3) : MONTHS[month - 1];
  return `${day}\u00a0${name}\u00a0${year}`;
}

// "2023-12" -> "December 2023"
export function month(text, short = false) {
  const [year, number] = text.split("-").map(Number);
  return `${short ? MONTHS[number - 1].slice(0, 3) : MONTHS[number - 1]}\u00a0${year}`;
}

// Names of files are written with underscores: "ciudad_juarez" -> "Ciudad Juarez".
export function name(text) {
  return PLACES.get(String(text)) ?? plain(text);
}
export const crossing_name = (text) => CROSSINGS.get(String(text)) ?? plain(text);

// Neither a place nor a crossing: a sector, an office, a rule.
export function plain(text) {
  return String(text)
    .split(/[_ ]+/)
    .map((w, i) => (i && SMALL.has(w) ? w : w.charAt(0).toUpperCase() + w.slice(1)))
    .join(" ");
}
// What people call the places and crossings of this report (`label` in its data); the others go by their name in the files.
// A crossing may have the name of a sector, and either that of a place.
const PLACES = new Map();
const CROSSINGS = new Map();
export function learn_names(run) {
  for (const p of run.places ?? []) if (p.label) PLACES.set(p.name, p.label);
  for (const c of run.crossings ?? []) if (c.label) CROSSINGS.set(c.name, c.label);
}
const SMALL = new Set(["of", "the", "and", "de", "del", "la", "las", "los"]);

// "1 person", "2 persons"
export const counted = (n, one, many = one + "s") => `${number(n)} ${Math.round(n) === 1 ? one : many}`;
