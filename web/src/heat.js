// A heat strip: months across, hours down, one colour from paper to full. Drawn as SVG, so that it follows the theme and prints.
import { h, refill, s } from "./dom.js";
import { month, number } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";

const LEFT = 34;
const TOP = 18;
const CELL_HEIGHT = 9;

// `make(state)` -> {title, unit, months, values: [24 * months], digits} or null.
export function heat(ctx, make, keys) {
  let spec = null;
  const heading = h("figcaption", {});
  const place = h("div", { class: "heat" });
  const tools = number_tools({ caption: () => spec?.title ?? "", table: () => table(spec), csv: () => csv(spec) });
  const figure = h("figure", { class: "chart" }, heading, place, tools.element);
  const fill = () => {
    spec = make(ctx.store.get());
    figure.hidden = !spec;
    if (!spec) return;
    const top = Math.max(...spec.values.map((v) => v ?? 0));
    refill(heading, h("strong", {}, spec.title), h("span", { class: "unit" }, spec.unit), scale_legend(top, spec));
    refill(place, picture(ctx, spec, top));
    tools.refresh();
  };
  ctx.store.on(["run", ...keys], fill);
  fill();
  return figure;
}

const colour_of = (share) => `color-mix(in srgb, var(--c2) ${Math.round(100 * share)}%, var(--paper-2))`;

function scale_legend(top, spec) {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return h(
    "ul",
    { class: "chart-key" },
    h("li", {}, "0", s("svg", { width: 90, height: 12 }, steps.map((v, i) => s("rect", { x: 18 * i, width: 18, height: 12, style: `fill:${colour_of(v)}` }))), number(top, spec.digits), " ", spec.short),
  );
}

function picture(ctx, spec, top) {
  const n = spec.months.length;
  const width = 720;
  const cell = (width - LEFT) / n;
  const height = TOP + 24 * CELL_HEIGHT + 4;
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${spec.title}, ${spec.unit}; the numbers are in the table` });
  spec.values.forEach((v, i) => {
    const [m, hour] = [Math.floor(i / 24), i % 24];
    const share = v === null ? 0 : top > 0 ? v / top : 0;
    svg.append(s("rect", {
      x: LEFT + m * cell, y: TOP + hour * CELL_HEIGHT, width: cell - 1, height: CELL_HEIGHT - 0.6, style: `fill:${v === null ? "none" : colour_of(share)}`,
      onmouseenter: (e) => ctx.tip.show(e.clientX, e.clientY, h("b", {}, `${month(spec.months[m])}, ${hour}:00`), `${number(v, spec.digits)} ${spec.short}`),
      onmouseleave: () => ctx.tip.hide(),
    }));
  });
  for (const hour of [0, 6, 12, 18, 23]) svg.append(s("text", { x: LEFT - 5, y: TOP + (hour + 0.9) * CELL_HEIGHT, "text-anchor": "end" }, `${hour}h`));
  const every = Math.ceil(n / 9);
  spec.months.forEach((label, m) => {
    if (m % every === 0) svg.append(s("text", { x: LEFT + m * cell, y: TOP - 5 }, month(label, true)));
  });
  return svg;
}

function table(spec) {
  return h(
    "div",
    { class: "numbers scroll", tabindex: 0, role: "region", "aria-label": `Numbers: ${spec.title}` },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "hour"), spec.months.map((m) => h("th", { scope: "col", class: "n" }, month(m, true))))),
      h("tbody", {}, Array.from({ length: 24 }, (_, hour) =>
        h("tr", {}, h("th", { scope: "row" }, `${hour}:00`), spec.months.map((_m, m) => h("td", { class: "n" }, number(spec.values[24 * m + hour], spec.digits)))))),
    ),
  );
}

const csv = (spec) => csv_of(["month", "hour", spec.short], spec.values.map((v, i) => [spec.months[Math.floor(i / 24)], i % 24, v]));
