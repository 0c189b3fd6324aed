// The map.
import { h } from "./dom.js";

export const map = {
  id: "map",
  title: "Map, day by day",
  short: "Map",
  make(root) {
    root.append(h("p", {}, ""));
  },
};
