// Text for searching and for files.

// Two spellings under which a name is found: "Müller" is "muller" and "mueller".
export function folded(text) {
  const lower = text.toLowerCase().replace(/ß/g, "ss");
  const german = lower.replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue");
  return [bare(lower), bare(german)];
}

// How well a query fits a name: 3 the whole name, 2 its beginning, 1 the beginning of a word, 0.5 inside, 0 not at all.
// Both are what folded() gave.
export function fit(query, target) {
  let best = 0;
  for (let spelling = 0; spelling < 2; spelling += 1) {
    const at = query[spelling] ? target[spelling].indexOf(query[spelling]) : -1;
    if (at < 0) continue;
    if (target[spelling] === query[spelling]) best = Math.max(best, 3);
    else if (at === 0) best = Math.max(best, 2);
    else best = Math.max(best, target[spelling].includes(` ${query[spelling]}`) ? 1 : 0.5);
  }
  return best;
}

export function shortened(text, limit) {
  const letters = Array.from(text);
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join("").trimEnd()}…`;
}

// A cell of a CSV file.  Spreadsheets run cells that begin like a formula, so those get an apostrophe in front.
export function csvCell(value) {
  const text = String(value);
  const harmless = typeof value !== "string" || !/^[=+\-@\t\r]/.test(text) ? text : `'${text}`;
  return /[",;\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

export function xml(value) {
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return String(value).replace(/[&<>"']/g, (character) => escapes[character]);
}

function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[-‐–'’]/g, " ").replace(/\s+/g, " ").trim();
}
