// Which facts pass the filters, and which edges, nodes and clusters are drawn for them.  Pure: no page, no picture.

import { STATUSES, otherEnd, uniqueDocuments } from "./model.js";

const MOST_IN_FOCUS = 400;

// Every value of each facet with the number of facts that have it, most frequent first.
export function facetValues(model) {
  const counts = { kind: new Map(), status: new Map(), group: new Map(), source: new Map(), medium: new Map() };
  const count = (facet, value) => counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  for (const node of model.nodes) count("kind", node.kind);
  for (const fact of model.facts) {
    count("status", fact.status);
    count("group", fact.edge.group);
    count("medium", fact.doc.host);
    for (const source of fact.sources.length ? fact.sources : [""]) count("source", source);
  }
  const order = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  const values = Object.fromEntries(Object.entries(counts).map(([facet, map]) => [facet, [...map].sort(order)]));
  values.status.sort((a, b) => STATUSES.indexOf(a[0]) - STATUSES.indexOf(b[0]));
  return values;
}

export function daysOf(fact, by) {
  return by === "article" ? [fact.doc.date, fact.doc.date] : [fact.from, fact.to];
}

export function passes(fact, state) {
  const { off } = state;
  if (off.status.has(fact.status) || off.group.has(fact.edge.group) || off.medium.has(fact.doc.host)) return false;
  if (off.source.size && (fact.sources.length ? fact.sources : [""]).every((source) => off.source.has(source))) {
    return false;
  }
  if (!state.since && !state.until) return true;
  const [from, to] = daysOf(fact, state.by);
  return from !== "" && (!state.since || to >= state.since) && (!state.until || from <= state.until);
}

// Returns { edges: Map(edge index -> its facts that pass), nodes: Set(index), facts, clusters, styles }.
// `styles` tells for each edge the dominant status of those facts and their number of independent articles.
export function computeVisible(model, state, pinned = []) {
  const passing = new Map();
  for (const edge of model.edges) {
    if (state.off.kind.has(model.nodes[edge.from].kind) || state.off.kind.has(model.nodes[edge.to].kind)) continue;
    const facts = edge.facts.filter((fact) => passes(fact, state));
    if (facts.length) passing.set(edge.index, facts);
  }
  const allowed = allowedNodes(model, state, passing, pinned);
  const edges = new Map();
  const nodes = new Set();
  const folded = new Map();
  for (const [index, facts] of passing) {
    const edge = model.edges[index];
    if (allowed.has(edge.from) && allowed.has(edge.to)) {
      edges.set(index, facts);
      nodes.add(edge.from).add(edge.to);
    } else if (!state.focus) {
      fold(model, edge, allowed, folded);
    }
  }
  for (const index of pinned) nodes.add(index);
  return {
    edges,
    nodes,
    clusters: [...folded.values()].filter((cluster) => cluster.members.size > 0),
    facts: [...edges.values()].flat(),
    styles: new Map([...edges].map(([index, facts]) => [index, styleOf(model.edges[index], facts)])),
  };
}

// Nodes within `steps` of the start along the given edges, nearest and strongest first.
export function neighbourhood(model, edges, start, steps) {
  const found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const index of rim) {
      for (const edge of model.nodes[index].edges) {
        const other = otherEnd(edge, index);
        if (edges.has(edge.index) && !found.has(other)) {
          found.add(other);
          next.push(other);
        }
      }
    }
    rim = next.sort((a, b) => a - b);
  }
  return found;
}

// The shortest way between two nodes as a list of edges, the better attested one of equal ways; null if there is none.
// What is denied leads nowhere.  `visible` is what computeVisible() returned.
export function shortestPath(model, visible, start, goal) {
  const usable = (edge) => visible.edges.has(edge.index) && visible.styles.get(edge.index).status !== "denied";
  const reached = new Map([[start, { cost: 0, edge: null }]]);
  let rim = [start];
  while (rim.length && !reached.has(goal)) {
    const next = new Set();
    for (const index of rim) {
      for (const edge of model.nodes[index].edges) {
        const other = otherEnd(edge, index);
        const cost = reached.get(index).cost + 1 / edge.weight;
        const known = reached.get(other);
        if (!usable(edge) || (known && (!next.has(other) || known.cost <= cost))) continue;
        reached.set(other, { cost, edge, before: index });
        next.add(other);
      }
    }
    rim = [...next].sort((a, b) => a - b);
  }
  if (!reached.has(goal)) return null;
  const way = [];
  for (let at = goal; at !== start; at = reached.get(at).before) way.unshift(reached.get(at).edge);
  return way;
}

function allowedNodes(model, state, passing, pinned) {
  const start = state.focus ? model.nodes.find((node) => node.id === state.focus.id) : undefined;
  if (start) return new Set([...neighbourhood(model, passing, start.index, state.focus.steps)].slice(0, MOST_IN_FOCUS));
  const allowed = new Set(pinned);
  for (const node of model.nodes) {
    if (node.cluster < 0 || state.open.has(node.cluster)) allowed.add(node.index);
  }
  return allowed;
}

function fold(model, edge, allowed, folded) {
  for (const index of [edge.from, edge.to]) {
    if (allowed.has(index)) continue;
    const { cluster } = model.nodes[index];
    if (!folded.has(cluster)) folded.set(cluster, { number: cluster, members: new Set(), links: new Map() });
    const entry = folded.get(cluster);
    entry.members.add(index);
    const other = otherEnd(edge, index);
    if (allowed.has(other)) entry.links.set(other, (entry.links.get(other) ?? 0) + 1);
  }
}

function styleOf(edge, facts) {
  if (facts.length === edge.facts.length) return { status: edge.status, weight: edge.weight };
  const votes = STATUSES.map((status) => facts.filter((fact) => fact.status === status).length);
  const status = STATUSES[votes.indexOf(Math.max(...votes))];
  return { status, weight: Math.min(edge.weight, uniqueDocuments(facts)) };
}
