// Which events a chart marks: those that matter most, with room between them; the others are told beside the next one.
// Leaves the words to events.js and the drawing to plot.js.
import { event_weight, event_words } from "./events.js";

const WORDS_OF_A_MARK = 4;
const MOST_MARKS = 14;

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

// At most one mark each `room` pixels, and no more than a reader looks up; `at(date)` is its pixel, or null where the chart does not reach.
// -> [{date, x, letter, lines: ["..."], more: number}] in the order of time.
export function choose_marks(events, at, room) {
  const days = by_date(events).map((d) => ({ ...d, x: at(d.date) })).filter((d) => d.x !== null);
  const chosen = [];
  for (const day of [...days].sort((a, b) => b.weight - a.weight || (a.date < b.date ? -1 : 1))) {
    if (chosen.length < MOST_MARKS && chosen.every((c) => Math.abs(c.x - day.x) >= room)) chosen.push(day);
  }
  chosen.sort((a, b) => a.x - b.x);
  return chosen.map((day, i) => ({ date: day.date, x: day.x, letter: letter(i), ...say(day.events) }));
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
