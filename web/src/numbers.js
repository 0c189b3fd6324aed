// The numbers of a chart as a table that screen readers can walk and as comma-separated values for a spreadsheet.
import { h } from "./dom.js";
import { date, month, number, percent } from "./format.js";

const TIMES = { date: (label) => date(label, true), month: (label) => month(label, true), hour: (label) => `${label}:00` };

export const time_text = (time, label) => TIMES[time](label);

// Columns of a chart: one or three for each line, the observed figure and how far the first line is from it.
export function number_columns(spec) {
  const digits = spec.digits ?? 0;
  const write = (v) => number(v, digits);
  const columns = [];
  for (const line of spec.lines) {
    const name = spec.lines.length > 1 || spec.points || !line.low ? line.label : "";
    const add = (what, values) => values && columns.push({ name: [name, what].filter(Boolean).join(", ") || "value", values, write });
    if (line.low && line.high) {
      add("5 %", line.low);
      add("median", line.mid);
      add("95 %", line.high);
    } else add("", line.mid);
  }
  if (spec.points) {
    columns.push({ name: spec.points.label, values: spec.points.values, write });
    const first = spec.lines[0];
    if (first) columns.push({ name: `${first.label} off by`, values: errors(spec), write: (v) => percent(v, { digits: 1, sign: true }) });
  }
  return columns;
}

// (simulated - observed) / observed, null where there is no observed figure.
export function errors(spec) {
  return spec.points.values.map((seen, i) => {
    const made = spec.lines[0]?.mid[i];
    return seen === null || !seen || made === null || made === undefined ? null : made / seen - 1;
  });
}

export function number_table(spec, caption) {
  const columns = number_columns(spec);
  const rows = spec.x.map((label, i) => [label, i]).filter(([, i]) => columns.some((c) => c.values[i] !== null && c.values[i] !== undefined));
  return h(
    "div",
    { class: "numbers scroll", tabindex: 0, role: "region", "aria-label": `Numbers: ${caption}` },
    h(
      "table",
      {},
      h("caption", { class: "visually-hidden" }, `${caption}${spec.unit ? `, ${spec.unit}` : ""}`),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, spec.time), columns.map((c) => h("th", { scope: "col", class: "n" }, c.name)))),
      h(
        "tbody",
        {},
        rows.map(([label, i]) =>
          h("tr", { "data-x": label }, h("th", { scope: "row" }, time_text(spec.time, label)), columns.map((c) => h("td", { class: "n" }, c.write(c.values[i])))),
        ),
      ),
    ),
  );
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cell = (value) => (value === null || value === undefined ? "" : quoted(String(value)));

// RFC 4180 with the numbers as the report has them, unrounded.
export const csv_of = (head, rows) => [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";

export function number_csv(spec) {
  const columns = number_columns(spec);
  const unit = spec.unit ? ` (${spec.unit})` : "";
  const head = [spec.time, ...columns.map((c) => c.name + (c.name.endsWith("off by") ? "" : unit))];
  return csv_of(head, spec.x.map((label, i) => [label, ...columns.map((c) => c.values[i])]));
}

// Puts text on the clipboard; where the browser forbids that, through a selected text field. -> whether it worked
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// "Show numbers" and "Copy as CSV" for anything that has a table and a CSV. `table()` makes the table when asked for,
// `caption()` says of what it is.
export function number_tools({ table, csv, caption }) {
  const place = h("div", {});
  const show = h("button", { type: "button", class: "quiet", "aria-expanded": "false" });
  const take = h("button", { type: "button", class: "quiet" });
  const say = (button, text) => button.replaceChildren(text, h("span", { class: "visually-hidden" }, ` of: ${caption()}`));
  let is_open = false;
  const refresh = () => {
    say(show, is_open ? "Hide numbers" : "Show numbers");
    say(take, "Copy as CSV");
    show.setAttribute("aria-expanded", String(is_open));
    place.replaceChildren(...(is_open ? [table()] : []));
  };
  show.addEventListener("click", () => {
    is_open = !is_open;
    refresh();
  });
  take.addEventListener("click", async () => {
    say(take, (await copy(csv())) ? "Copied" : "The browser forbids copying");
    setTimeout(() => say(take, "Copy as CSV"), 1800);
  });
  return { element: h("div", { class: "tools" }, h("div", { class: "controls" }, show, take), place), refresh };
}
