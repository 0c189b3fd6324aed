/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line in WebAssembly, from Node: copies folders of the disk into memory, runs, writes results back.
 * Usage: node run_wasm.mjs WASM IN=MEMORY... [--out MEMORY=DISK]... -- ARGUMENTS OF cruce
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { find, is_folder, new_folder, put } from "../../web/src/files.js";
import { run_command } from "../../web/src/wasi.js";

function load(root, disk, memory) {
    if (!statSync(disk).isDirectory()) {
        put(root, memory, new Uint8Array(readFileSync(disk)));
        return;
    }
    for (const name of readdirSync(disk)) {
        load(root, `${disk}/${name}`, `${memory}/${name}`);
    }
}

function save(node, disk) {
    if (!is_folder(node)) {
        writeFileSync(disk, node.bytes.subarray(0, node.size));
        return;
    }
    mkdirSync(disk, { recursive: true });
    for (const [name, inside] of node.names) {
        save(inside, `${disk}/${name}`);
    }
}

const words = process.argv.slice(2);
const end = words.indexOf("--");
const args = words.slice(end + 1);
const root = new_folder();
const wanted = [];
const wasm = words[0];
for (let i = 1; i < end; i++) {
    if (words[i] === "--out") {
        wanted.push(words[++i].split("="));
    } else {
        load(root, ...words[i].split("="));
    }
}
const module = new WebAssembly.Module(readFileSync(wasm));
let result;
for (let again = Number(process.env.TIMES ?? 1); again > 0; again--) {
    /* TIMES=5: how long each takes */
    const started = process.cpuUsage();
    result = run_command(module, ["cruce", ...args], root);
    if (process.env.TIMES) {
        console.error(`${Math.round(process.cpuUsage(started).user / 1000)} ms of processor`);
    }
}
process.stdout.write(result.out);
process.stderr.write(result.err);
for (const [memory, disk] of wanted) {
    if (find(root, memory) !== undefined) {
        save(find(root, memory), disk);
    }
}
process.exitCode = result.status;
