// A relation between two names, with the sentences behind it.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { byDay, evidenceList } from "./evidence.js";
import { edgeRow, nodeButton, relationWords, section } from "./panel_parts.js";

export function edgePanel(page, edge) {
  const { model, visible } = page;
  const [from, to] = [model.nodes[edge.from], model.nodes[edge.to]];
  const facts = visible.edges.get(edge.index) ?? [];
  const filteredOut = edge.facts.length - facts.length;
  const others = from.edges.filter(
    (other) => other !== edge && visible.edges.has(other.index) && [other.from, other.to].includes(to.index),
  );
  return [
    h("p", { class: "kicker" }, t(`group.${edge.group}`)),
    h(
      "h2",
      { tabindex: -1, class: "triple" },
      h("span", { class: "subject" }, nodeButton(model, from)),
      h("span", { class: "predicate" }, `${edge.symmetric ? "–" : ""} ${relationWords(model, edge)} ${edge.symmetric ? "–" : "→"}`),
      h("span", { class: "object" }, nodeButton(model, to)),
    ),
    h("p", { class: "sum" }, t("articles.independent", { n: edge.weight }), " · ", t("facts", { n: edge.total })),
    h("p", { class: "key" }, ...["subject", "predicate", "object"].map((role) => h("mark", { class: role }, t(role)))),
    evidenceList(byDay(facts)),
    filteredOut > 0 && h("p", { class: "quiet" }, t("hidden.facts", { n: filteredOut })),
    edge.total > edge.facts.length && h("p", { class: "quiet" }, t("cut.facts", { n: edge.total - edge.facts.length })),
    others.length > 0 &&
      section(t("edges.between"), h("ul", { class: "rows" }, ...others.map((other) => edgeRow(page, other, from)))),
  ].filter(Boolean);
}
