// One tooltip for the page. show(x, y, nodes) puts it beside a point of the window, inside the window; hide() takes it away.
import { h, refill } from "./dom.js";

export function create_tip() {
  const box = h("div", { class: "tip", role: "status", "aria-live": "polite", hidden: true });
  document.body.append(box);
  const GAP = 14;

  return {
    show(x, y, ...nodes) {
      refill(box, nodes);
      box.hidden = false;
      const { width, height } = box.getBoundingClientRect();
      const left = x + GAP + width > innerWidth ? x - GAP - width : x + GAP;
      const top = y + GAP + height > innerHeight ? y - GAP - height : y + GAP;
      box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    },
    hide() {
      box.hidden = true;
    },
  };
}
