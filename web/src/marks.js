// Which events a chart marks: those that matter most, with room between them; the others are told beside the next one.
// Leaves the words to events.js and the drawing to plot.js.
import { event_weight, event_words } from "./events.js";
import { date } from "./format.js";

const WORDS_OF_A_MARK = 4;
const MOST_MARKS = 14;
const DAYS_NEAR = 3;
const LEAST_NEAR = 3.5;

// Events of one date as one: {date, events, weight}, in the order of time.
export function by_date(events) {
  const days = new Map();
  for (const e of events) {
    const weight = event_weight(e);
    if (weight <= 0.3) continue;
    const day = days.get(e.date) ?? { date: e.date, events: [], weight: 0 };
    day.events.push(e);
    day.weight = Math.max(day.weight, weight) + 0.01;
    days.set(e.date, day);
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

// At most one mark each `room` pixels, and no more than a reader looks up; what happened near a mark is told with it.
// `at(date)` is the pixel of a date, or null where the chart does not reach.
// -> [{date, x, letter, lines: ["..."], more: number}] in the order of time.
export function choose_marks(events, at, room) {
  const days = by_date(events).map((d) => ({ ...d, x: at(d.date), near: [] })).filter((d) => d.x !== null);
  const chosen = [];
  for (const day of [...days].sort((a, b) => b.weight - a.weight || (a.date < b.date ? -1 : 1))) {
    const close = chosen.filter((c) => Math.abs(c.x - day.x) < room).sort((a, b) => Math.abs(a.x - day.x) - Math.abs(b.x - day.x))[0];
    if (close) close.near.push(day);
    else if (chosen.length < MOST_MARKS) chosen.push(day);
  }
  chosen.sort((a, b) => a.x - b.x);
  return chosen.map((day, i) => ({ date: day.date, x: day.x, letter: letter(i), ...say_days(day) }));
}

// What a mark says: its own day, then the weightiest days near it with their dates.
function say_days(day) {
  const own = say(day.events);
  const near = day.near.filter((d) => d.weight >= LEAST_NEAR).slice(0, DAYS_NEAR).sort((a, b) => (a.date < b.date ? -1 : 1)).map((d) => `${date(d.date, true)}: ${say(d.events).lines[0]}`);
  return { lines: [...own.lines, ...near], more: own.more };
}

// A, B, ... Z, a, b, ...
const letter = (i) => String.fromCharCode(i < 26 ? 65 + i : 71 + i);

// The weightiest events of a day in words; alike measures on many targets are one line.
export function say(events) {
  const kinds = new Map();
  for (const e of [...events].sort((a, b) => event_weight(b) - event_weight(a))) {
    const kind = [e.event, e.event === "measure" ? e.name : "", e.event === "measure" && e.name === "port_state" ? e.value : ""].join(" ");
    kinds.set(kind, [...(kinds.get(kind) ?? []), e]);
  }
  const lines = [...kinds.values()].map((alike) =>
    alike.length < 3 ? alike.map(event_words).join("; ") : `${event_words(alike[0])}; and ${alike.length - 1} more like it`,
  );
  return { lines: lines.slice(0, WORDS_OF_A_MARK), more: Math.max(0, lines.length - WORDS_OF_A_MARK) };
}
