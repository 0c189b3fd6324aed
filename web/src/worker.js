// The simulator beside the page: keeps the compiled command line, the scenario's files and the saved states, and runs
// `cruce run` on them. What is changed and what the numbers mean is left to the page.
//
//   {kind: "load", wasm: ArrayBuffer, inputs: {file: text}, states: {date: Uint8Array}}        -> {kind: "loaded"}
//   {kind: "run", id, variant: name or null, files: {file: text}, state: date, days, replicates,
//    tables: {name: keep}}                                                                   -> {kind: "done", id, ...}
// `files` lie on top of the inputs for this run; `days` counts from the scenario's start. A run is answered with `status`
// (0 fine), `says` (what the command line said of mistakes), `frames` by table (tables.js), `bytes` of the files as the
// program wrote them, `milliseconds`, and `args`, the command line.
import { files_in, new_folder, put } from "./files.js";
import { read_table } from "./tables.js";
import { run_command } from "./wasi.js";

let module = null;
let inputs = {};
let states = {};

// Everything in a new file system: a run leaves nothing behind for the next.
function make_files(message) {
  const root = new_folder();
  for (const [file, text] of Object.entries({ ...inputs, ...message.files })) put(root, `scenario/${file}`, text);
  put(root, "state", states[message.state]);
  return root;
}

function command_line({ variant, days, replicates, tables }) {
  const names = Object.keys(tables).map((name) => `${name}_by_replicate`);
  return [
    ...["run", "scenario", "--from", "state", "-n", String(replicates), "--days", String(days), "-q", "-o", "out"],
    ...["--tables", names.join(",")],
    ...(variant ? ["--variant", variant] : []),
  ];
}

function run(message) {
  const started = performance.now();
  const args = command_line(message);
  const root = make_files(message);
  const { status, err } = run_command(module, ["cruce", ...args], root);
  const simulated = performance.now();
  const written = status === 0 ? files_in(root, "out") : {};
  const utf8 = new TextDecoder();
  const frames = {};
  for (const [name, keep] of Object.entries(message.tables)) {
    const bytes = written[`${name}_by_replicate.csv`];
    if (bytes) frames[name] = read_table(name, utf8.decode(bytes), keep);
  }
  return {
    ...{ kind: "done", id: message.id, status, says: err.replaceAll("scenario/", ""), frames, args },
    bytes: Object.fromEntries(Object.entries(written).map(([name, bytes]) => [name, bytes.slice()])),
    milliseconds: { simulated: simulated - started, all: performance.now() - started },
  };
}

self.onmessage = ({ data }) => {
  try {
    if (data.kind === "load") {
      module = new WebAssembly.Module(data.wasm);
      ({ inputs, states } = data);
      self.postMessage({ kind: "loaded" });
    } else {
      const answer = run(data);
      self.postMessage(answer, Object.values(answer.bytes).map((bytes) => bytes.buffer));
    }
  } catch (error) {
    self.postMessage({ kind: "failed", id: data.id, says: error.message });
  }
};
