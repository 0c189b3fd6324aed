// Making elements. `h("p", {class: "note"}, "text", child)`: attributes as written in HTML, on... as listeners,
// children that are null or false are left out. Text is always text, never markup.
const SVG = "http://www.w3.org/2000/svg";

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style" && typeof value === "object") Object.assign(element.style, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

// Replaces what is in `element`.
export const refill = (element, ...children) =>
  element.replaceChildren(...children.flat(9).filter((c) => c !== null && c !== undefined && c !== false));
