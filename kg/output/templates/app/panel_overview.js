// What the panel shows while nothing is selected: what this page is, how to begin, and the strongest names.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { nodeButton, section } from "./panel_parts.js";

const MOST_NAMES = 12;

export function overviewPanel({ model, visible }) {
  const strongest = [...visible.nodes].sort((a, b) => a - b).slice(0, MOST_NAMES);
  const row = (index) => {
    const node = model.nodes[index];
    return h("li", {}, nodeButton(model, node), h("span", { class: "count" }, t("articles", { n: node.documents })));
  };
  return [
    h("h2", { tabindex: -1 }, t("overview")),
    h("p", {}, t("overview.how")),
    section(t("overview.strongest"), h("ol", { class: "ranking" }, ...strongest.map(row))),
  ];
}
