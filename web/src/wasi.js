/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs a WebAssembly command: arguments, a clock and the files of files.js, and nothing else of the machine.
 * In a page's worker and in Node. What the command is and says is left to the caller.
 * Source: WASI preview 1, https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */
import { empty, find, find_parent, is_folder, new_file, new_folder, read_at, write_at } from "./files.js";

const FINE = 0,
    BADF = 8,
    EXIST = 20,
    INVAL = 28,
    ISDIR = 31,
    NOENT = 44,
    NOTDIR = 54,
    NOTEMPTY = 55,
    SPIPE = 70;
const CHARACTERS = 2,
    FOLDER = 3,
    FILE = 4; /* kinds of file */
const CREATE = 1,
    MUST_BE_FOLDER = 2,
    EXCLUSIVE = 4,
    TRUNCATE = 8,
    APPEND = 1;
const ROOT = 3; /* the first descriptor behind the standard streams */

class Exit {
    constructor(status) {
        this.status = status;
    }
}

/** What a command may ask for; `memory` is set once there is an instance. */
class Host {
    constructor(args, root) {
        const utf8 = new TextEncoder();
        this.args = args.map((arg) => utf8.encode(arg + "\0"));
        this.root = root;
        this.streams = [[], [], []];
        this.open = [{ stream: 0 }, { stream: 1 }, { stream: 2 }, { node: root }];
        this.text = new TextDecoder();
    }

    view() {
        return new DataView(this.memory.buffer);
    }

    bytes(at, n) {
        return new Uint8Array(this.memory.buffer, at, n);
    }

    path(at, n) {
        return this.text.decode(this.bytes(at, n));
    }

    /** The parts of memory that a list of buffers names. */
    buffers(list, n) {
        const view = this.view();
        const found = [];
        for (let i = 0; i < n; i++) {
            found.push(this.bytes(view.getUint32(list + 8 * i, true), view.getUint32(list + 8 * i + 4, true)));
        }
        return found;
    }

    said(stream) {
        const pieces = this.streams[stream];
        const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
        let at = 0;
        for (const piece of pieces) {
            all.set(piece, at);
            at += piece.length;
        }
        return this.text.decode(all);
    }
}

function kind_of(opened) {
    return opened.stream !== undefined ? CHARACTERS : is_folder(opened.node) ? FOLDER : FILE;
}

function write_stat(view, at, kind, size) {
    for (let i = 0; i < 64; i += 8) {
        view.setBigUint64(at + i, 0n, true);
    }
    view.setUint8(at + 16, kind);
    view.setBigUint64(at + 24, 1n, true);
    view.setBigUint64(at + 32, BigInt(size), true);
}

function argument_calls(host) {
    return {
        args_sizes_get(count, size) {
            host.view().setUint32(count, host.args.length, true);
            host.view().setUint32(
                size,
                host.args.reduce((sum, arg) => sum + arg.length, 0),
                true,
            );
            return FINE;
        },
        args_get(list, at) {
            host.args.forEach((arg, i) => {
                host.view().setUint32(list + 4 * i, at, true);
                host.bytes(at, arg.length).set(arg);
                at += arg.length;
            });
            return FINE;
        },
        environ_sizes_get(count, size) {
            host.view().setUint32(count, 0, true);
            host.view().setUint32(size, 0, true);
            return FINE;
        },
        environ_get() {
            return FINE;
        },
        clock_time_get(clock, precision, at) {
            const milliseconds = clock === 0 ? Date.now() : performance.now();
            host.view().setBigUint64(at, BigInt(Math.round(milliseconds * 1e6)), true);
            return FINE;
        },
        proc_exit(status) {
            throw new Exit(status);
        },
    };
}

/** What is done with a descriptor. */
function descriptor_calls(host) {
    const opened = (fd) => host.open[fd];
    return {
        fd_close(fd) {
            if (opened(fd) === undefined) {
                return BADF;
            }
            host.open[fd] = undefined;
            return FINE;
        },
        fd_sync: () => FINE,
        fd_fdstat_set_flags: () => FINE,
        fd_fdstat_get(fd, at) {
            if (opened(fd) === undefined) {
                return BADF;
            }
            const all = 0x1fffffffn; /* streams too: without the right to seek they would pass for a terminal */
            host.view().setUint8(at, kind_of(opened(fd)));
            host.view().setUint16(at + 2, opened(fd).append ? APPEND : 0, true);
            host.view().setBigUint64(at + 8, all, true);
            host.view().setBigUint64(at + 16, all, true);
            return FINE;
        },
        fd_filestat_get(fd, at) {
            if (opened(fd) === undefined) {
                return BADF;
            }
            const { node } = opened(fd);
            write_stat(host.view(), at, kind_of(opened(fd)), node?.size ?? 0);
            return FINE;
        },
        fd_prestat_get(fd, at) {
            if (fd !== ROOT) {
                return BADF;
            }
            host.view().setUint32(at, 0, true);
            host.view().setUint32(at + 4, 1, true);
            return FINE;
        },
        fd_prestat_dir_name(fd, at) {
            host.bytes(at, 1)[0] = 47; /* "/" */
            return FINE;
        },
        fd_seek(fd, offset, whence, at) {
            const file = opened(fd);
            if (file === undefined || file.node === undefined) {
                return file === undefined ? BADF : SPIPE;
            }
            const from = [0, file.at, file.node.size][whence];
            if (from + Number(offset) < 0) {
                return INVAL;
            }
            file.at = from + Number(offset);
            host.view().setBigUint64(at, BigInt(file.at), true);
            return FINE;
        },
    };
}

function transfer_calls(host) {
    return {
        fd_read(fd, list, n, at) {
            const file = host.open[fd];
            let done = 0;
            if (file === undefined || (file.node !== undefined && is_folder(file.node))) {
                return file === undefined ? BADF : ISDIR;
            }
            for (const buffer of file.node !== undefined ? host.buffers(list, n) : []) {
                const piece = read_at(file.node, file.at, buffer.length);
                buffer.set(piece);
                file.at += piece.length;
                done += piece.length;
            }
            host.view().setUint32(at, done, true);
            return FINE;
        },
        fd_write(fd, list, n, at) {
            const file = host.open[fd];
            let done = 0;
            if (file === undefined || (file.node !== undefined && is_folder(file.node))) {
                return BADF;
            }
            for (const buffer of host.buffers(list, n)) {
                if (file.stream !== undefined) {
                    host.streams[file.stream].push(buffer.slice());
                } else {
                    file.at = file.append ? file.node.size : file.at;
                    write_at(file.node, file.at, buffer);
                    file.at += buffer.length;
                }
                done += buffer.length;
            }
            host.view().setUint32(at, done, true);
            return FINE;
        },
        /* As many entries as fit, the last one cut off: so a caller knows that there are more. */
        fd_readdir(fd, at, room, cookie, used) {
            const { node } = host.open[fd] ?? {};
            if (node === undefined || !is_folder(node)) {
                return NOTDIR;
            }
            const utf8 = new TextEncoder();
            let done = 0;
            const entries = [...node.names].slice(Number(cookie));
            for (let i = 0; i < entries.length && done < room; i++) {
                const name = utf8.encode(entries[i][0]);
                const entry = new Uint8Array(24 + name.length);
                const view = new DataView(entry.buffer);
                view.setBigUint64(0, cookie + BigInt(i + 1), true);
                view.setUint32(16, name.length, true);
                view.setUint8(20, is_folder(entries[i][1]) ? FOLDER : FILE);
                entry.set(name, 24);
                const piece = entry.subarray(0, Math.min(entry.length, room - done));
                host.bytes(at + done, piece.length).set(piece);
                done += piece.length;
            }
            host.view().setUint32(used, done, true);
            return FINE;
        },
    };
}

/** What is done with a name; every path begins at a folder that is open. */
function path_calls(host) {
    const parent = (fd, at, n) => find_parent(host.open[fd].node, host.path(at, n));
    return {
        path_create_directory(fd, at, n) {
            const { folder, name } = parent(fd, at, n);
            if (folder === undefined || folder.names.has(name)) {
                return folder === undefined ? NOENT : EXIST;
            }
            folder.names.set(name, new_folder());
            return FINE;
        },
        path_filestat_get(fd, flags, at, n, to) {
            const node = find(host.open[fd].node, host.path(at, n));
            if (node === undefined) {
                return NOENT;
            }
            write_stat(host.view(), to, is_folder(node) ? FOLDER : FILE, node.size ?? 0);
            return FINE;
        },
        path_open(fd, lookup, at, n, how, rights, inherited, flags, to) {
            const path = host.path(at, n);
            let node = find(host.open[fd].node, path);
            if (node === undefined && (how & CREATE) !== 0) {
                const { folder, name } = find_parent(host.open[fd].node, path);
                node = folder === undefined ? undefined : new_file();
                folder?.names.set(name, node);
            } else if (node !== undefined && (how & EXCLUSIVE) !== 0) {
                return EXIST;
            }
            if (node === undefined || ((how & MUST_BE_FOLDER) !== 0 && !is_folder(node))) {
                return node === undefined ? NOENT : NOTDIR;
            }
            if ((how & TRUNCATE) !== 0) {
                empty(node);
            }
            host.view().setUint32(to, host.open.length, true);
            host.open.push({ node, at: 0, append: (flags & APPEND) !== 0 });
            return FINE;
        },
        path_remove_directory(fd, at, n) {
            const { folder, name } = parent(fd, at, n);
            const node = folder?.names.get(name);
            if (node === undefined || !is_folder(node) || node.names.size > 0) {
                return node === undefined ? NOENT : is_folder(node) ? NOTEMPTY : NOTDIR;
            }
            folder.names.delete(name);
            return FINE;
        },
        path_rename(fd, at, n, new_fd, new_at, new_n) {
            const from = parent(fd, at, n);
            const to = parent(new_fd, new_at, new_n);
            const node = from.folder?.names.get(from.name);
            if (node === undefined || to.folder === undefined) {
                return NOENT;
            }
            from.folder.names.delete(from.name);
            to.folder.names.set(to.name, node);
            return FINE;
        },
        path_unlink_file(fd, at, n) {
            const { folder, name } = parent(fd, at, n);
            const node = folder?.names.get(name);
            if (node === undefined || is_folder(node)) {
                return node === undefined ? NOENT : ISDIR;
            }
            folder.names.delete(name);
            return FINE;
        },
    };
}

/** What the module asks for and this host has not: a sentence instead of an answer. */
function traps(module, calls) {
    const missing = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        if (from !== "wasi_snapshot_preview1" || calls[name] === undefined) {
            missing[from] ??= {};
            missing[from][name] = () => {
                throw new Error(`${name} is not part of the program in a page`);
            };
        }
    }
    return missing;
}

/**
 * Runs main() once, in a new instance of the module. `args` begins with the name of the command; `root` is a folder
 * that the command sees as "/" and writes to. Returns {status, out, err}: exit status and what was printed.
 */
export function run_command(module, args, root) {
    const host = new Host(args, root);
    const calls = { ...argument_calls(host), ...descriptor_calls(host), ...transfer_calls(host), ...path_calls(host) };
    const missing = traps(module, calls);
    const imports = { ...missing, wasi_snapshot_preview1: { ...calls, ...missing.wasi_snapshot_preview1 } };
    const instance = new WebAssembly.Instance(module, imports);
    let status = 0;
    host.memory = instance.exports.memory;
    try {
        instance.exports._start();
    } catch (end) {
        if (!(end instanceof Exit)) {
            throw end;
        }
        ({ status } = end);
    }
    return { status, out: host.said(1), err: host.said(2) };
}
