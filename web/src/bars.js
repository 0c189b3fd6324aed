// Differences as bars to the left and right of nought, with whiskers from 5 to 95 %; grey where nought lies between them.
import "./bars.css";
import { h, refill, s } from "./dom.js";
import { number, round, signed } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";

export const spans_zero = ({ low, mid, high }) => !mid || (low !== null && high !== null && low <= 0 && high >= 0);

// `make(state)` -> {title, unit, rows: [{label, low, mid, high}], digits, first} or null; rows in the order shown.
export function bars(ctx, make, keys) {
  let spec = null;
  let all = false;
  const heading = h("figcaption", {});
  const place = h("div", { class: "bars" });
  const more = h("button", { type: "button", class: "controls" });
  const tools = number_tools({ caption: () => spec?.title ?? "", table: () => table(spec), csv: () => csv(spec) });
  const figure = h("figure", { class: "chart" }, heading, place, more, tools.element);
  const fill = () => {
    spec = make(ctx.store.get());
    figure.hidden = !spec?.rows.length;
    if (figure.hidden) return;
    const first = spec.first ?? 12;
    refill(heading, h("strong", {}, spec.title), h("span", { class: "unit" }, spec.unit));
    refill(place, picture(spec, all ? spec.rows : spec.rows.slice(0, first)));
    more.hidden = spec.rows.length <= first;
    more.textContent = all ? "Show fewer" : `Show all ${spec.rows.length}`;
    tools.refresh();
  };
  more.addEventListener("click", () => ((all = !all), fill()));
  ctx.store.on(["run", ...keys], fill);
  fill();
  return figure;
}

// Left and right end of the scale, with nought inside, as shares of the width.
function scale_of(rows) {
  const ends = rows.flatMap((r) => [r.low ?? r.mid, r.mid, r.high ?? r.mid]).filter((v) => v !== null);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  return (v) => `${(1 + (98 * (v - low)) / span).toFixed(2)}%`;
}

function picture(spec, rows) {
  const x = scale_of(rows);
  return rows.map((row) =>
    h(
      "div",
      { class: "bar-row" },
      h("span", { class: "bar-label" }, row.label),
      s("svg", { height: 18, "aria-hidden": "true" }, drawn(row, x)),
      h("span", { class: "bar-value" }, value_text(row, spec.digits ?? 0)),
    ),
  );
}

function drawn(row, x) {
  const colour = spans_zero(row) ? "var(--ink-3)" : row.mid > 0 ? "var(--c2)" : "var(--c1)";
  const width = (a, b) => `${Math.max(0.25, parseFloat(x(b)) - parseFloat(x(a)))}%`;
  const [from, to] = row.mid < 0 ? [row.mid, 0] : [0, row.mid];
  const whisker = row.low === null || row.high === null ? [] : [s("line", { x1: x(row.low), x2: x(row.high), y1: 9, y2: 9, "stroke-width": 1.4, style: "stroke:var(--ink)" })];
  return [
    s("rect", { x: x(from), y: 3, width: width(from, to), height: 12, style: `fill:${colour};opacity:0.72` }),
    ...whisker,
    s("line", { x1: x(0), x2: x(0), y1: 0, y2: 18, style: "stroke:var(--ink-2)" }),
  ];
}

function value_text(row, digits) {
  const write = (v) => signed(v, (n) => (digits ? number(n, digits) : Math.abs(n) >= 1e6 ? round(n, 3) : number(n)));
  return row.low === null || row.high === null || row.low === row.high ? write(row.mid) : `${write(row.mid)} (${write(row.low)} to ${write(row.high)})`;
}

function table(spec) {
  const write = (v) => number(v, spec.digits ?? 0);
  return h("div", { class: "numbers scroll", tabindex: 0, role: "region", "aria-label": `Numbers: ${spec.title}` },
    h("table", {},
      h("thead", {}, h("tr", {}, ["", "5 %", "median", "95 %"].map((t) => h("th", { scope: "col", class: t ? "n" : null }, t)))),
      h("tbody", {}, spec.rows.map((r) => h("tr", {}, h("th", { scope: "row" }, r.label), [r.low, r.mid, r.high].map((v) => h("td", { class: "n" }, write(v))))))));
}

const csv = (spec) => csv_of(["label", "p05", "p50", "p95"], spec.rows.map((r) => [r.label, r.low, r.mid, r.high]));
