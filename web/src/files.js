/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A file system in memory: a folder is a Map of names, a file holds bytes. What a program does with it is left to wasi.js.
 */

const utf8 = new TextEncoder();

export function new_folder() {
    return { names: new Map() };
}

/** A file that shares `content` (text or bytes) until it is written to. */
export function new_file(content = new Uint8Array(0)) {
    const bytes = typeof content === "string" ? utf8.encode(content) : content;
    return { bytes, size: bytes.length, is_shared: true };
}

export function is_folder(node) {
    return node.names !== undefined;
}

function parts_of(path) {
    return path.split("/").filter((part) => part !== "" && part !== ".");
}

/** The node at a path; undefined where there is none. */
export function find(root, path) {
    let node = root;
    for (const part of parts_of(path)) {
        node = node !== undefined && is_folder(node) ? node.names.get(part) : undefined;
    }
    return node;
}

/** The folder that a path lies in and its last part: where a name is made, renamed or removed. */
export function find_parent(root, path) {
    const parts = parts_of(path);
    const name = parts.pop();
    return { folder: find(root, parts.join("/")), name };
}

/** Puts a file there, with the folders it lies in; replaces an earlier one. */
export function put(root, path, content) {
    const parts = parts_of(path);
    const name = parts.pop();
    let folder = root;
    for (const part of parts) {
        if (!folder.names.has(part)) {
            folder.names.set(part, new_folder());
        }
        folder = folder.names.get(part);
    }
    folder.names.set(name, new_file(content));
}

/** A copy of the bytes from `at` on, `n` at most. */
export function read_at(file, at, n) {
    return file.bytes.subarray(Math.min(at, file.size), Math.min(at + n, file.size));
}

export function write_at(file, at, bytes) {
    const end = at + bytes.length;
    if (file.is_shared || end > file.bytes.length) {
        const grown = new Uint8Array(Math.max(end, 2 * file.size, 4096));
        grown.set(file.bytes.subarray(0, file.size));
        file.bytes = grown;
        file.is_shared = false;
    }
    file.bytes.set(bytes, at);
    file.size = Math.max(file.size, end);
}

export function empty(file) {
    file.bytes = new Uint8Array(0);
    file.size = 0;
}

/** All files of a folder by name: {"places.csv": bytes}; undefined where it is none. */
export function files_in(root, path) {
    const folder = find(root, path);
    if (folder === undefined || !is_folder(folder)) {
        return undefined;
    }
    const files = {};
    for (const [name, node] of folder.names) {
        if (!is_folder(node)) {
            files[name] = node.bytes.subarray(0, node.size);
        }
    }
    return files;
}
