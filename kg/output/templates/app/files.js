// Files of what is in the picture: PNG, CSV and GraphML, made in the page and saved by the browser.

import { h } from "./dom.js";
import { languageNow, t } from "./i18n.js";
import { colour } from "./palette.js";
import { csvCell, xml } from "./text.js";

const CSV_COLUMNS = [
  "subject", "subject_kind", "relation", "object", "object_kind", "place", "time", "status", "source", "amount",
  "sentence", "doc", "date", "title", "url", "score",
];
const NODE_KEYS = { label: "string", kind: "string", aliases: "string", mentions: "int", documents: "int", x: "double", y: "double" };
const EDGE_KEYS = {
  label: "string", relation: "string", group: "string", status: "string", weight: "double", facts: "int",
  places: "string", times: "string", sources: "string", sentence: "string",
};

export function savePng(page) {
  const { picture, model } = page;
  const source = picture.canvas;
  const band = Math.round(source.width / 40);
  const sheet = h("canvas", { width: source.width, height: source.height + band * 2 });
  const context = sheet.getContext("2d");
  context.fillStyle = colour("canvas");
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(source, 0, 0);
  context.fillStyle = colour("soft");
  context.font = `${Math.round(band * 0.8)}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  const sum = [t("names", { n: page.visible.nodes.size }), t("facts", { n: page.visible.facts.length })].join(" · ");
  context.fillText(`${model.title[languageNow()]} · ${sum}`, band, source.height + band, sheet.width - 2 * band);
  sheet.toBlob((blob) => save(blob, "graph.png"), "image/png");
}

export function saveCsv(page) {
  const lines = page.visible.facts.map((fact) => csvRow(page.model, fact).map(csvCell).join(","));
  // The mark at the start tells spreadsheets that this is UTF-8.
  save(new Blob(["\ufeff", `${[CSV_COLUMNS.join(","), ...lines].join("\r\n")}\r\n`], { type: "text/csv" }), "graph.csv");
}

export function saveGraphml(page) {
  save(new Blob([graphml(page)], { type: "application/xml" }), "graph.graphml");
}

// Ids are those of the kg's own files, so that this part and the whole can be joined again.
export function graphml({ model, visible }) {
  const nodes = [...visible.nodes].sort((a, b) => a - b).map((index) => {
    const { id, label, kind, aliases, mentions, documents, x, y } = model.nodes[index];
    const values = { label, kind, aliases: aliases.join(" | "), mentions, documents, x, y: -y };
    return `<node id="${xml(id)}">${data(NODE_KEYS, "n", values)}</node>`;
  });
  const edges = [...visible.edges].map(([index, facts]) => {
    const edge = model.edges[index];
    const { status, weight } = visible.styles.get(index);
    const all = (field) => [...new Set(facts.flatMap((fact) => fact[field]).filter(Boolean))].join(" | ");
    const values = {
      label: edge.relation, relation: edge.relation, group: edge.group, status, weight, facts: facts.length,
      places: all("place"), times: all("time"), sources: all("sources"), sentence: facts[0].sentence,
    };
    const ends = `source="${xml(model.nodes[edge.from].id)}" target="${xml(model.nodes[edge.to].id)}"`;
    return `<edge id="${xml(edge.id)}" ${ends} label="${xml(edge.relation)}">${data(EDGE_KEYS, "e", values)}</edge>`;
  });
  const keys = [["node", "n", NODE_KEYS], ["edge", "e", EDGE_KEYS]].flatMap(([on, prefix, fields]) =>
    Object.entries(fields).map(
      ([field, type]) => `<key id="${prefix}_${field}" for="${on}" attr.name="${field}" attr.type="${type}"/>`,
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function data(fields, prefix, values) {
  return Object.keys(fields).map((field) => `<data key="${prefix}_${field}">${xml(values[field])}</data>`).join("");
}

function csvRow(model, fact) {
  const [from, to] = [model.nodes[fact.edge.from], model.nodes[fact.edge.to]];
  return [
    from.label, from.kind, fact.edge.relation, to.label, to.kind, fact.place, fact.time, fact.status, fact.source,
    fact.amount, fact.sentence, fact.doc.name, fact.doc.date, fact.doc.title, fact.doc.url, fact.score,
  ];
}

function save(blob, file) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
