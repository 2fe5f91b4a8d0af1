// What stands out of the picture: the selection with its surroundings, what the pointer is on, the way between two names.

import { state } from "./state.js";
import { colour } from "./palette.js";
import { shortestPath } from "./visible.js";

// The nodes and edges that the selection brings forward, or null: { nodes: Set, edges: Set, names: Set }.
// `names` are the nodes that are named even where there is no room.
export function highlighted(model, byId, visible, selected = state.selected) {
  if (!selected) return null;
  if (selected.type === "node") {
    const node = byId.node.get(selected.id);
    return node ? around(node, visible) : null;
  }
  if (selected.type === "edge") {
    const edge = byId.edge.get(selected.id);
    if (!edge) return null;
    const ends = new Set([edge.from, edge.to]);
    return { nodes: ends, edges: new Set([edge.index]), names: ends };
  }
  if (selected.type === "path") return alongWay(model, byId, visible, selected);
  return null;
}

// Nodes that must be drawn for the selection, whatever the filters leave of the graph.
export function pinnedBy(selected, byId) {
  if (selected?.type === "node") return known([byId.node.get(selected.id)?.index]);
  if (selected?.type === "edge") return known([byId.edge.get(selected.id)?.from, byId.edge.get(selected.id)?.to]);
  if (selected?.type === "path") {
    return known([byId.node.get(selected.from)?.index, byId.node.get(selected.to)?.index]);
  }
  return [];
}

// Covers the picture with a veil and draws what is highlighted once more on top; crosses out what is denied.
export function drawHighlight(context, picture, chosen) {
  if (chosen) {
    const { width, height } = picture.canvas;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.76;
    context.fillStyle = colour("canvas");
    context.fillRect(0, 0, width, height);
    context.restore();
    picture.drawAgain(context, chosen.nodes, [...chosen.edges].filter((edge) => picture.shown.edges.has(edge)));
    for (const id of chosen.centre ?? []) ring(context, picture.place(id), picture.scale());
  }
  for (const [index, { status }] of picture.shown.edges) {
    if (status === "denied" && (!chosen || chosen.edges.has(index))) cross(context, picture, index);
  }
}

function around(node, visible) {
  const edges = new Set();
  const nodes = new Set([node.index]);
  for (const edge of node.edges) {
    if (!visible.edges.has(edge.index)) continue;
    edges.add(edge.index);
    nodes.add(edge.from).add(edge.to);
  }
  return { nodes, edges, names: new Set([node.index]), centre: [node.index] };
}

function alongWay(model, byId, visible, { from, to }) {
  const ends = [byId.node.get(from), byId.node.get(to)].filter(Boolean);
  if (ends.length < 2) return ends.length ? around(ends[0], visible) : null;
  const way = shortestPath(model, visible, ends[0].index, ends[1].index) ?? [];
  const nodes = new Set([...ends.map((node) => node.index), ...way.flatMap((edge) => [edge.from, edge.to])]);
  return { nodes, edges: new Set(way.map((edge) => edge.index)), names: nodes, centre: ends.map((node) => node.index) };
}

function ring(context, place, scale) {
  if (!place) return;
  context.save();
  context.beginPath();
  context.arc(place.x, place.y, place.radius + 6 / scale, 0, 2 * Math.PI);
  context.lineWidth = 2.5 / scale;
  context.strokeStyle = colour("accent");
  context.stroke();
  context.restore();
}

// A small cross a third of the way along, so that colour is not the only sign of a denial and words keep the middle.
function cross(context, picture, index) {
  const point = picture.along(index, 0.28);
  if (!point) return;
  const arm = 4.5;
  context.save();
  context.lineWidth = 2;
  context.strokeStyle = colour("denied");
  context.beginPath();
  for (const side of [1, -1]) {
    context.moveTo(point.x - arm, point.y - arm * side);
    context.lineTo(point.x + arm, point.y + arm * side);
  }
  context.stroke();
  context.restore();
}

function known(indexes) {
  return indexes.filter((index) => index !== undefined);
}
