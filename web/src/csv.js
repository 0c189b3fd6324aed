// CSV as the scenario's files and the results are written: commas, cells in quotes where they need it, a row of names first.

// The cells of a text, row by row; lines that begin with "#" behind the first are comments.
export function cells(text) {
  const rows = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line.includes('"')) at = read_quoted(text, at, rows);
    else {
      rows.push(line.replace(/\r$/, "").split(","));
      at = end < 0 ? text.length : end + 1;
    }
  }
  return rows.filter((row, i) => row.length > 1 || row[0] !== "").filter((row, i) => i === 0 || !row[0].startsWith("#"));
}

// One row with quotes in it, which may go over several lines; returns where the next begins.
function read_quoted(text, at, rows) {
  const row = [];
  let cell = "";
  let quoted = false;
  for (; at < text.length; at++) {
    const c = text[at];
    if (quoted && c === '"' && text[at + 1] === '"') (cell += '"'), at++;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push(cell), (cell = "");
    else if (!quoted && c === "\n") break;
    else cell += c;
  }
  row.push(cell.replace(/\r$/, ""));
  rows.push(row);
  return at + 1;
}

// Rows as objects by column; [] where the scenario has no such file.
export function read_csv(text) {
  const [names, ...rows] = cells(text ?? "");
  if (!names) return [];
  const columns = names.map((n) => n.replace(/^#/, "").trim());
  return rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, (row[i] ?? "").trim()])));
}

const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function write_csv(columns, rows) {
  return [columns, ...rows.map((row) => columns.map((c) => String(row[c] ?? "")))].map((row) => row.map(quoted).join(",") + "\n").join("");
}
