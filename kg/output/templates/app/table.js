// The facts in the picture as a table: for screen readers, for reading on, for copying.

import { byId, h, name, show } from "./dom.js";
import { period, t } from "./i18n.js";
import { article, byDay } from "./evidence.js";
import { relationWords } from "./panel_parts.js";
import { state, update } from "./state.js";
import { shortened } from "./text.js";

const ROWS_STEP = 200;
const COLUMNS = ["subject", "relation", "object", "place", "time", "status", "source", "article", "sentence"];

export function drawTable({ model, visible }) {
  const table = state.view === "table";
  document.body.dataset.view = state.view;
  show(byId("table"), table);
  show(byId("stage"), !table);
  show(byId("zoom"), !table);
  byId("view-table").setAttribute("aria-pressed", String(table));
  if (!table) return;
  const facts = byDay(visible.facts);
  const body = h("tbody", { role: "rowgroup" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow() });
  const grow = () => {
    const from = body.childElementCount;
    body.append(...facts.slice(from, from + ROWS_STEP).map((fact) => tableRow(model, fact)));
    more.hidden = body.childElementCount >= facts.length;
    more.textContent = t("more", { n: Math.min(ROWS_STEP, facts.length - body.childElementCount) });
  };
  grow();
  // The roles are said, because small screens show rows as cards, and browsers then forget that it is a table.
  const heading = (column) => h("th", { scope: "col", role: "columnheader" }, t(`column.${column}`));
  const head = h("tr", { role: "row" }, ...COLUMNS.map(heading));
  const caption = h("caption", {}, t("table.caption", { n: facts.length }));
  byId("table").replaceChildren(h("table", { role: "table" }, caption, h("thead", { role: "rowgroup" }, head), body), more);
}

function tableRow(model, fact) {
  const { edge, doc } = fact;
  const [from, to] = [model.nodes[edge.from], model.nodes[edge.to]];
  const go = () => update({ view: "graph", selected: { type: "edge", id: edge.id } });
  const open = h("button", { type: "button", class: "link", onclick: go }, relationWords(model, edge));
  const cells = [
    h("th", { scope: "row", role: "rowheader" }, name(shortened(from.label, 80))),
    open,
    name(shortened(to.label, 80)),
    name(fact.place),
    fact.time ? period(fact.time) : "",
    t(`status.${fact.status}`),
    name(fact.source),
    article(doc),
    name(shortened(fact.sentence, 300)),
  ];
  const filled = (cell) => Boolean(cell.textContent ?? cell);
  const other = (cell) => h("td", { role: "cell", class: filled(cell) ? "" : "none" }, cell);
  return h("tr", { role: "row" }, ...cells.map((cell) => (cell.tagName === "TH" ? cell : other(cell))));
}
