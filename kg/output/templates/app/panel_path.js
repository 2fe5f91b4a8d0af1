// The shortest way between two names, step by step with the best sentence of each.

import { byId, h } from "./dom.js";
import { t } from "./i18n.js";
import { evidence } from "./evidence.js";
import { nodeButton, relationWords } from "./panel_parts.js";
import { NameField } from "./search.js";
import { state, update } from "./state.js";
import { shortestPath } from "./visible.js";

export function pathPanel(page, { from, to }) {
  const ends = [page.byId.node.get(from), page.byId.node.get(to)];
  const fields = h("div", { class: "ends" }, endField(page, "from", ends[0]), endField(page, "to", ends[1]));
  const heading = h("h2", { tabindex: -1 }, t("path"));
  if (!ends[0] || !ends[1]) return [heading, fields, h("p", {}, t("path.how"))];
  const way = shortestPath(page.model, page.visible, ends[0].index, ends[1].index);
  if (!way) return [heading, fields, h("p", { class: "none" }, t("path.none"))];
  const steps = [h("li", {}, nodeButton(page.model, ends[0]))];
  let at = ends[0].index;
  for (const edge of way) {
    const forward = edge.from === at;
    at = forward ? edge.to : edge.from;
    steps.push(wayStep(page, edge, forward), h("li", {}, nodeButton(page.model, page.model.nodes[at])));
  }
  return [heading, fields, h("p", { class: "sum" }, t("path.length", { n: way.length })), h("ol", { class: "way" }, ...steps)];
}

function wayStep(page, edge, forward) {
  const go = () => update({ selected: { type: "edge", id: edge.id } });
  const arrow = edge.symmetric ? "" : forward ? " ↓" : " ↑";
  const facts = page.visible.edges.get(edge.index);
  return h(
    "li",
    { class: "between" },
    h("button", { type: "button", class: "link", onclick: go }, relationWords(page.model, edge), arrow, ` (${edge.weight})`),
    evidence(facts[0]),
  );
}

function endField(page, side, node) {
  const input = h("input", { type: "text", id: `path-${side}`, placeholder: t(`path.${side}`), "aria-label": t(`path.${side}`) });
  input.value = node?.label ?? "";
  const box = h("div", { class: "field" }, input);
  const choose = (chosen) => {
    update({ selected: { ...state.selected, [side]: chosen.id } });
    // The panel was drawn anew: go on where the next name is missing, or to what was found.
    const missing = ["from", "to"].find((end) => !state.selected[end]);
    (missing ? byId(`path-${missing}`) : document.querySelector("#panel h2")).focus();
  };
  new NameField(page.model, input, page.model.nodes, choose);
  return box;
}
