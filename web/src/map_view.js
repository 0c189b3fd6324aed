// Where the reader looks: how large and how far moved the plane is shown. Mouse, touch, and keys change it.
// Leaves painting to whom `changed(settled)` tells.
const MOST = 60;

export function create_view(element, size, changed) {
  const view = { k: 1, x: 0, y: 0, width: 1, height: 1, dpr: 1, fitted: 1 };
  let target = null;
  let settle = 0;

  function tell() {
    changed(false);
    clearTimeout(settle);
    settle = setTimeout(() => changed(true), 120);
  }

  function keep_inside() {
    const least = view.fitted * 0.45;
    view.k = Math.min(Math.max(view.k, least), view.fitted * MOST);
    const box = target.world;
    const clamp = (v, low, high) => Math.min(Math.max(v, low), high);
    view.x = clamp(view.x, view.width * 0.5 - box[1][0] * view.k, view.width * 0.5 - box[0][0] * view.k);
    view.y = clamp(view.y, view.height * 0.5 - box[1][1] * view.k, view.height * 0.5 - box[0][1] * view.k);
  }

  // Shows the box [[x0, y0], [x1, y1]] of the plane, with room around it.
  function fit(box, margin = { top: 40, right: 40, bottom: 40, left: 40 }) {
    const w = Math.max(box[1][0] - box[0][0], 1);
    const h = Math.max(box[1][1] - box[0][1], 1);
    const free = [view.width - margin.left - margin.right, view.height - margin.top - margin.bottom];
    view.k = Math.min(free[0] / w, free[1] / h);
    view.x = margin.left + free[0] / 2 - ((box[0][0] + box[1][0]) / 2) * view.k;
    view.y = margin.top + free[1] / 2 - ((box[0][1] + box[1][1]) / 2) * view.k;
    return view.k;
  }

  const api = {
    view,
    set_world: (world) => (target = { world }),
    home(box, margin) {
      view.fitted = fit(box, margin);
    },
    show(box, margin) {
      fit(box, margin);
      keep_inside();
      tell();
    },
    zoom(factor, at = [view.width / 2, view.height / 2]) {
      const before = view.k;
      view.k = Math.min(Math.max(view.k * factor, view.fitted * 0.45), view.fitted * MOST);
      const f = view.k / before;
      view.x = at[0] - (at[0] - view.x) * f;
      view.y = at[1] - (at[1] - view.y) * f;
      keep_inside();
      tell();
    },
    move(dx, dy) {
      view.x += dx;
      view.y += dy;
      keep_inside();
      tell();
    },
    zoomed: () => view.k / view.fitted,
  };
  watch_pointers(element, api, size);
  return api;
}

// Dragging moves, two fingers zoom, the wheel zooms (with Ctrl, or when the map has the focus: a page that scrolls past
// must not be caught by its map).
function watch_pointers(element, api) {
  const fingers = new Map();
  let moved = 0;
  const place = (e) => {
    const box = element.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  };

  element.addEventListener("pointerdown", (e) => {
    if (e.button) return;
    fingers.set(e.pointerId, place(e));
    moved = 0;
    element.setPointerCapture?.(e.pointerId);
  });
  element.addEventListener("pointermove", (e) => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    const now = place(e);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (fingers.size === 1) {
      if (moved > 3) api.move(now[0] - before[0], now[1] - before[1]);
    } else {
      const other = [...fingers].find(([id]) => id !== e.pointerId)[1];
      const f = Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1]));
      api.zoom(f, [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    }
    if (moved > 3) fingers.set(e.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, (e) => fingers.delete(e.pointerId));
  element.addEventListener(
    "wheel",
    (e) => {
      if (!e.ctrlKey && !e.metaKey && document.activeElement !== element) return;
      e.preventDefault();
      api.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0018)), place(e));
    },
    { passive: false },
  );
  element.addEventListener("dblclick", (e) => api.zoom(1.8, place(e)));
  api.dragging = () => fingers.size > 0 && moved > 3;
  api.was_drag = () => moved > 3;
}
