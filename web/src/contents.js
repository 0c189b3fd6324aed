// The head of the page: its title, what it holds, links to the sections, and the choice of run and of light or dark.
import { h } from "./dom.js";
import { date } from "./format.js";

export function contents(report, ctx, sections) {
  const first = report.runs[0];
  return [
    h("a", { class: "skip", href: `#${sections[0]?.id ?? ""}` }, "Skip to the report"),
    h(
      "header",
      { class: "page" },
      h("p", { class: "kicker" }, first.kind === "border" ? "Simulation of a border" : "Simulation of displacement"),
      h("h1", {}, first.title),
      h("p", { class: "dateline" }, dateline(report)),
    ),
    h(
      "nav",
      { class: "page", "aria-label": "Sections" },
      h("ul", {}, sections.map((s) => h("li", {}, h("a", { href: `#${s.id}` }, s.short ?? s.title)))),
      run_choice(report, ctx),
      ctx.theme.button(),
    ),
  ];
}

function dateline(report) {
  const run = report.runs[0];
  const n = run.replicates;
  const times = n === 1 ? "run once" : `${n} runs that differ by chance alone`;
  return `${date(run.date_at(0))} to ${date(run.date_at(run.days - 1))}, ${times} (seed ${run.seed}), made by ${report.made_by}`;
}

// Which run the map and the charts show; there is nothing to choose with one run.
function run_choice(report, ctx) {
  if (report.runs.length < 2) return null;
  const select = h(
    "select",
    { id: "run-choice", onchange: (e) => ctx.store.set({ run: Number(e.target.value) }) },
    report.runs.map((r, i) => h("option", { value: i }, r.label)),
  );
  ctx.store.on("run", (state) => (select.value = state.run));
  return h("label", { class: "run-choice" }, "Show ", select);
}
