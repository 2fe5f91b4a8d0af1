// Small drawings for legend and lists: the shape of a kind, the line of a status.

import { h, svg } from "./dom.js";

const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  triangleDown: "1,3 15,3 8,15",
  triangle: "8,1 15,13 1,13",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  hexagon: "4.5,1.5 11.5,1.5 15.5,8 11.5,14.5 4.5,14.5 0.5,8",
  star: "8,0.5 10,5.8 15.6,6 11.2,9.5 12.7,15 8,11.8 3.3,15 4.8,9.5 0.4,6 6,5.8",
};

export function kindSymbol(model, kind) {
  const { shape = "dot" } = model.kinds[kind] ?? {};
  const drawn = POINTS[shape] ? svg("polygon", { points: POINTS[shape] }) : svg("circle", { cx: 8, cy: 8, r: 7 });
  return svg("svg", { class: `symbol kind-${kind}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn);
}

export function statusSymbol(status) {
  const crossed = status === "denied" && svg("path", { d: "M11,2 l8,8 M19,2 l-8,8" });
  const line = svg("path", { d: "M0,6 H30", class: "stroke" });
  return svg("svg", { class: `line status-${status}`, viewBox: "0 0 30 12", "aria-hidden": "true" }, line, crossed);
}

export function badge(text, kind = "") {
  return h("span", { class: `badge ${kind}` }, text);
}
