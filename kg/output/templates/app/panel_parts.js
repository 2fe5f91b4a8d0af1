// Pieces that several panels use.

import { h, name } from "./dom.js";
import { languageNow, t } from "./i18n.js";
import { update } from "./state.js";
import { kindSymbol, statusSymbol } from "./symbols.js";
import { shortened } from "./text.js";

export function section(title, ...content) {
  return h("section", {}, h("h3", {}, title), ...content);
}

export function relationWords(model, edge) {
  return model.relations[edge.relation][languageNow()];
}

// A button that goes to a name.
export function nodeButton(model, node) {
  const go = () => update({ selected: { type: "node", id: node.id } });
  const label = name(shortened(node.label, 80));
  return h("button", { type: "button", class: "name", onclick: go }, kindSymbol(model, node.kind), label);
}

// A line of a list that goes to a relation, as seen from `node`: "traf Kim Jong Un · 4".
export function edgeRow(page, edge, node) {
  const { model, visible } = page;
  const outgoing = edge.from === node.index;
  const other = model.nodes[outgoing ? edge.to : edge.from];
  const style = visible.styles.get(edge.index);
  const go = () => update({ selected: { type: "edge", id: edge.id } });
  const words = h("span", { class: "words" }, relationWords(model, edge));
  const end = h("b", {}, name(shortened(other.label, 60)));
  const self = h("span", { class: "self" }, name(shortened(node.label, 24)));
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "row", onclick: go, "data-edge": edge.id },
      style && statusSymbol(style.status),
      h("span", { class: "what" }, ...(outgoing || edge.symmetric ? [words, " ", end] : [end, " ", words, " ", self])),
      h("span", { class: "count", title: t("articles", { n: edge.weight }) }, String(edge.weight)),
    ),
  );
}

export function definition(term, ...content) {
  return content.length && content[0] ? h("div", {}, h("dt", {}, term), h("dd", {}, ...content)) : null;
}
