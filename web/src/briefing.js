// The briefing.
import { h } from "./dom.js";

export const briefing = {
  id: "briefing",
  title: "Briefing",
  make(root, report) {
    root.append(h("p", {}, report.runs[0].title));
  },
};
