// What the page knows, read once from its JSON blocks: nodes, edges, facts and documents, each knowing its index.

import { byId } from "./dom.js";

export const STATUSES = ["asserted", "reported", "denied", "planned", "possible"];

// Returns { title, language, counts, shown, heads, relations, kinds, nodes, loose, edges, facts }.
// `loose` are names without a relation: they are in no picture, but can be searched for.
// Nodes carry place, size and shape from the pyvis network; edges carry their bend; facts their edge and document.
export function readModel() {
  const data = block("data");
  const picture = block("network");
  const documents = rows(data.documents);
  const nodes = rows(data.nodes).map((node) => ({
    ...node,
    ...picture.nodes[node.index],
    id: node.id,
    edges: [],
  }));
  const edges = rows(data.edges).map((edge) => ({
    ...edge,
    smooth: picture.edges[edge.index].smooth,
    arrows: picture.edges[edge.index].arrows,
    total: edge.facts, // of which the page holds the best
    facts: [],
  }));
  for (const edge of edges) {
    nodes[edge.from].edges.push(edge);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
  }
  const facts = rows(data.facts).map((fact) => {
    const read = {
      ...fact,
      edge: edges[fact.edge],
      doc: documents[fact.doc],
      sentence: data.sentences[fact.sentence],
      sources: fact.source ? fact.source.split(";").map((source) => source.trim()).filter(Boolean) : [],
    };
    read.edge.facts.push(read);
    return read;
  });
  const loose = rows(data.loose).map((node) => ({ ...node, edges: [] }));
  return { ...data, options: picture.options, documents, nodes, loose, edges, facts };
}

export function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}

export function uniqueDocuments(facts) {
  return new Set(facts.map((fact) => fact.doc.index)).size;
}

function block(id) {
  return JSON.parse(byId(id).textContent);
}

function rows(table) {
  return table.rows.map((row, index) => {
    const item = { index };
    table.columns.forEach((column, position) => {
      item[column] = row[position];
    });
    return item;
  });
}
