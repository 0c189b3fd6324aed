// The briefing: what was simulated, the numbers that matter with their bands, what each measure changed, what is not known.
// Every word is made from the data; a sentence for which the scenario has no data is left out. The numbers of a border and
// of a displacement are in briefing_border.js and briefing_displacement.js, the rest here and in briefing_limits.js.
import "./briefing.css";
import { border_focus, border_numbers, differing_focus } from "./briefing_border.js";
import { changes } from "./briefing_changes.js";
import { displacement_numbers } from "./briefing_displacement.js";
import { limits } from "./briefing_limits.js";
import { h, refill } from "./dom.js";
import { date, number } from "./format.js";

export const briefing = {
  id: "briefing",
  title: "Briefing",
  make(root, report, ctx) {
    const cards = h("div", { class: "cards" });
    const says = h("p", { class: "note" });
    root.append(
      h("p", { class: "standfirst" }, what_was_simulated(report)),
      cards,
      says,
      report.runs.length > 1 ? side_by_side(report) : "",
      ...changes(report),
      ...limits(report),
    );
    const show = () => {
      const run = report.runs[ctx.store.get().run];
      refill(cards, numbers(report, run).map(card));
      says.textContent = bands_say(run, report.runs.length > 1 ? `Numbers of “${run.label}”. ` : "");
    };
    ctx.store.on("run", show);
    show();
  },
};

// The numbers of a run: [{label, value, band, beside, tone}], the same ones in the same order for every run of a report.
function numbers(report, run, focus = border_focus) {
  return run.kind === "border" ? border_numbers(run, focus(report)) : displacement_numbers(run);
}

function card(c) {
  return h(
    "div",
    { class: "card" },
    h("p", { class: "label" }, c.label),
    h("p", { class: "value" }, c.value, c.unit ? h("span", { class: "unit" }, ` ${c.unit}`) : null),
    c.band ? h("p", { class: "band" }, c.band) : null,
    c.beside ? h("p", { class: "beside" }, c.beside) : null,
  );
}

function bands_say(run, first) {
  if (run.replicates === 1) return `${first}The run was made once, so there are no bands: another run with other chance would give other numbers.`;
  return `${first}“Likely” is the band from 5 to 95 % of ${number(run.replicates)} runs. It says what chance alone may change, not how far the model is off: for that, the published figure stands beside.`;
}

function what_was_simulated(report) {
  const run = report.runs[0];
  const span = `from ${date(run.date_at(0))} to ${date(run.date_at(run.days - 1))}`;
  const places = `${number(run.places.length)} places and ${number(run.routes.length)} ways between them`;
  const crossings = run.crossings.length ? `, ${number(run.crossings.length)} border crossings` : "";
  const what = run.kind === "border" ? "How people travel to a border, wait there, and cross or are stopped" : "How people flee, which ways they take, and which camps they reach";
  const others = report.runs.length - 1;
  const more = others ? ` It is compared with ${others === 1 ? "one other course" : `${number(others)} other courses`} of events: ${list(report.runs.slice(1).map((r) => `“${r.label}”`))}.` : "";
  return `${what}, ${span}: ${places}${crossings}.${more}`;
}

export const list = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

// All runs in one table, the numbers below each other; of a border in the month in which the runs differ most.
function side_by_side(report) {
  const columns = report.runs.map((run) => numbers(report, run, differing_focus));
  const rows = columns[0].map((c, i) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, c.label),
      columns.map((col) => h("td", {}, h("b", {}, col[i]?.value ?? "–", col[i]?.unit ? ` ${col[i].unit}` : ""), col[i]?.band ? h("span", { class: "band" }, col[i].band) : null)),
    ),
  );
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "side" },
      h("caption", {}, "Side by side"),
      h("thead", {}, h("tr", {}, h("td", {}), report.runs.map((r) => h("th", { scope: "col" }, r.label)))),
      h("tbody", {}, rows),
    ),
  );
}
