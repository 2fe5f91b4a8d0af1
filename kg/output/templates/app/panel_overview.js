// What the panel shows while nothing is selected: what this page is, how to begin, and the names in most articles.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { nodeButton, section } from "./panel_parts.js";

const MOST_NAMES = 12;
const MOST_LOOSE = 60;

export function overviewPanel({ model, visible }) {
  const most = (a, b) => model.nodes[b].documents - model.nodes[a].documents || a - b;
  const often = [...visible.nodes].sort(most).slice(0, MOST_NAMES);
  const row = (index) => {
    const node = model.nodes[index];
    return h("li", {}, nodeButton(model, node), h("span", { class: "count" }, t("articles", { n: node.documents })));
  };
  return [
    h("h2", { tabindex: -1 }, t("overview")),
    h("p", {}, t("overview.how")),
    often.length > 0 && section(t("overview.often"), h("ol", { class: "ranking" }, ...often.map(row))),
    looseNames(model),
  ].filter(Boolean);
}

// Names without a relation are not drawn: how many, and the first of them.
function looseNames(model) {
  const n = model.counts.isolated;
  if (!n) return null;
  const rows = model.loose.slice(0, MOST_LOOSE).map((node) => h("li", {}, nodeButton(model, node)));
  const more = n > rows.length && h("p", { class: "quiet" }, t("and.more", { n: n - rows.length }));
  return h("details", { id: "loose" }, h("summary", {}, t("loose.count", { n })), h("ul", { class: "ranking" }, ...rows), more);
}
