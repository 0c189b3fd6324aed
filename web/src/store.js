// What the reader has chosen, in one place: `day` (index into the dates of the first run), `run` and `against` (indices
// of runs), `selected` (null or {type: "place"|"crossing"|"sector"|"group", name}), `theme` ("auto", "light", "dark").
// Sections read it and are told when something that they name changes. At most once a frame, so that playing stays smooth.
export function create_store(initial) {
  const state = { ...initial };
  const listeners = [];
  let changed = new Set();
  let waiting = false;

  function tell() {
    const now = changed;
    changed = new Set();
    waiting = false;
    for (const { keys, call } of listeners) if (keys.some((k) => now.has(k))) call(state);
  }

  return {
    get: () => state,
    // Changes some of the state: set({day: 12}).
    set(patch) {
      for (const [key, value] of Object.entries(patch)) {
        if (state[key] === value) continue;
        state[key] = value;
        changed.add(key);
      }
      if (changed.size && !waiting) {
        waiting = true;
        requestAnimationFrame(tell);
      }
    },
    // Calls `call(state)` after any of `keys` changed. Returns a function that ends it.
    on(keys, call) {
      const entry = { keys: [].concat(keys), call };
      listeners.push(entry);
      return () => listeners.splice(listeners.indexOf(entry), 1);
    },
  };
}
