// The page's end of the simulator: starts the worker from what the report carries, and hands out its answers.
import { read_block, unpack } from "./data.js";

// Dates of the saved states that the report carries, in order: [{date, replicates, element}].
export function carried_states() {
  const found = [...document.querySelectorAll("script.cruce-state")];
  return found
    .map((element) => ({ date: element.dataset.date, replicates: Number(element.dataset.replicates), element }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

export const has_simulator = () => carried_states().length > 0 && ["cruce-wasm", "cruce-inputs", "cruce-worker"].every((id) => document.getElementById(id));

async function unpack_states() {
  const states = {};
  for (const { date, element } of carried_states()) states[date] = await unpack(element.textContent.trim(), "bytes");
  return states;
}

// -> {inputs, run(message)}: inputs by file name, and a promise of the worker's answer to a run.
export async function start_simulator() {
  const [wasm, inputs, states] = await Promise.all([read_block("cruce-wasm", "bytes"), read_block("cruce-inputs"), unpack_states()]);
  const source = new Blob([document.getElementById("cruce-worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address);
  const waiting = new Map();
  let last = 0;

  const loaded = new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the simulator cannot be started"));
    worker.onmessage = ({ data }) => {
      if (data.kind === "loaded") resolve();
      else if (data.id === undefined) reject(new Error(data.says));
      else {
        const { resolve: fine, reject: wrong } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.kind === "done") fine(data);
        else wrong(new Error(data.says));
      }
    };
  });
  worker.postMessage({ kind: "load", wasm: wasm.buffer, inputs, states }, [wasm.buffer]);
  await loaded;
  URL.revokeObjectURL(address);

  return {
    inputs,
    run(message) {
      const id = ++last;
      worker.postMessage({ kind: "run", id, ...message });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}
