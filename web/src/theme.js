// Light and dark: follows the reader's system until the button is pressed. Colours live in style.css; canvases ask here.
import { h } from "./dom.js";

const NEXT = { auto: "dark", dark: "light", light: "auto" };
const SAYS = { auto: "Colours: automatic", dark: "Colours: dark", light: "Colours: light" };

// `store.colours` goes up by one whenever colours have changed, so that canvases are painted again.
export function create_theme(store) {
  let cache = new Map();
  const system = matchMedia("(prefers-color-scheme: dark)");

  function change() {
    const { theme, colours } = store.get();
    document.documentElement.dataset.theme = theme;
    cache = new Map();
    store.set({ colours: colours + 1 });
  }
  system.addEventListener("change", change);
  store.on("theme", change);

  // Paper is light, whatever the screen is. These listeners come before all others: charts then ask for colours of paper.
  const for_paper = (on) => {
    document.documentElement.dataset.theme = on ? "light" : store.get().theme;
    cache = new Map();
  };
  window.addEventListener("beforeprint", () => for_paper(true), { capture: true });
  window.addEventListener("afterprint", () => for_paper(false), { capture: true });
  document.documentElement.dataset.theme = "auto";

  return {
    // The colour of a CSS variable: colour("--c1") -> "#0072b2".
    colour(name) {
      if (!cache.has(name)) cache.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
      return cache.get(name);
    },
    button() {
      const button = h("button", { type: "button", class: "theme" }, SAYS.auto);
      button.addEventListener("click", () => {
        const theme = NEXT[store.get().theme];
        button.textContent = SAYS[theme];
        store.set({ theme });
      });
      return button;
    },
  };
}
