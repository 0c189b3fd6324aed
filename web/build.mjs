// Bundles the page: src/main.js and src/worker.js become src/report/assets/{page.js,page.css,worker.js}.
// Usage: node build.mjs [folder]. The same sources give the same bytes. What the program embeds is checked in, so that
// building cruce needs no Node; tests/page/test_bundle.sh makes it again and compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "../src/report/assets");
const BUNDLED = ["d3-array", "d3-geo", "internmap", "topojson-client", "uplot"];

// One line for each package whose code is in the bundle, with the copyright line of its licence.
function credits() {
  const lines = BUNDLED.map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = readFileSync(join(folder, "LICENSE"), "utf8");
    const copyright = text.match(/^.*Copyright.*$/m)[0].trim();
    return `${name} ${version}, ${license}: ${copyright}`;
  });
  return `/*! The report page of cruce, BSD-3-Clause. It contains\n${lines.join("\n")} */`;
}

async function bundle(source, name, banner) {
  const made = await build({
    entryPoints: [join(HERE, "src", source)],
    absWorkingDir: HERE,
    outfile: join(OUT, name),
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    banner,
  });
  for (const file of made.outputFiles) writeFileSync(file.path, file.contents);
}

mkdirSync(OUT, { recursive: true });
await bundle("main.js", "page.js", { js: credits() });
if (existsSync(join(HERE, "src/worker.js"))) await bundle("worker.js", "worker.js", {});
