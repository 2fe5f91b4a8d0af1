// The profile of a name: who it is, offices, relations by group, and a timeline of the facts about it.

import { h, name } from "./dom.js";
import { day, t } from "./i18n.js";
import { otherEnd } from "./model.js";
import { byDay, evidence } from "./evidence.js";
import { definition, edgeRow, relationWords, section } from "./panel_parts.js";
import { state, update } from "./state.js";
import { kindSymbol } from "./symbols.js";
import { shortened } from "./text.js";

const MOST_ALIASES = 12;
const TIMELINE_STEP = 15;

export function nodePanel(page, node) {
  const { model, visible } = page;
  const edges = node.edges.filter((edge) => visible.edges.has(edge.index));
  const hidden = node.edges.length - edges.length;
  return [
    h("p", { class: "kicker" }, kindSymbol(model, node.kind), t(`kind.${node.kind}`)),
    h("h2", { tabindex: -1 }, name(node.label)),
    figures(node),
    nodeActions(node),
    ...offices(page, node, edges),
    ...relationGroups(page, node, edges),
    hidden > 0 && h("p", { class: "quiet" }, t("hidden.edges", { n: hidden })),
    momentsOf(page, node, edges),
  ].filter(Boolean);
}

// A name that no fact joins with another.
export function loosePanel(model, node) {
  return [
    h("p", { class: "kicker" }, kindSymbol(model, node.kind), t(`kind.${node.kind}`)),
    h("h2", { tabindex: -1 }, name(node.label)),
    figures(node),
    h("p", {}, t("loose.long")),
  ];
}

function figures(node) {
  const aliases = node.aliases.slice(0, MOST_ALIASES).flatMap((alias, at) => [at ? " · " : "", name(alias)]);
  const seen = [node.first, node.last].filter(Boolean).map((iso) => day(iso, "short"));
  return h(
    "dl",
    {},
    definition(t("aliases"), aliases.length > 0 && h("span", {}, ...aliases)),
    definition(t("named"), t("named.in", { mentions: node.mentions, n: node.documents })),
    definition(t("seen"), [...new Set(seen)].join(" – ")),
    definition(t("refs"), node.refs.join(", ")),
  );
}

function nodeActions(node) {
  const around = (steps) => {
    const on = state.focus?.id === node.id && state.focus.steps === steps;
    const toggle = () => update({ focus: on ? null : { id: node.id, steps } });
    return h("button", { type: "button", "aria-pressed": String(on), onclick: toggle }, t("steps", { n: steps }));
  };
  const way = () => update({ selected: { type: "path", from: node.id, to: "" } });
  return h(
    "div",
    { class: "actions" },
    h("span", { class: "group", role: "group", "aria-label": t("focus") }, h("span", {}, t("focus")), around(1), around(2)),
    h("button", { type: "button", onclick: way, id: "path-from-here" }, t("path.from.here")),
  );
}

// Offices, memberships, kin and places of origin, each with the word of the article that says so.
function offices(page, node, edges) {
  const lasting = edges.filter((edge) => edge.group === "attribute");
  if (!lasting.length) return [];
  const row = (edge) => {
    const outgoing = edge.from === node.index;
    const other = page.model.nodes[otherEnd(edge, node.index)];
    const words = [...new Set(page.visible.edges.get(edge.index).map((fact) => fact.predicate))].filter(Boolean);
    const go = () => update({ selected: { type: "edge", id: edge.id } });
    const label = outgoing ? relationWords(page.model, edge) : t("inverse", { words: relationWords(page.model, edge) });
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "row", onclick: go, "data-edge": edge.id },
        h("span", { class: "what" }, h("span", { class: "words" }, label), " ", h("b", {}, name(shortened(other.label, 60)))),
        h("span", { class: "count" }, name(shortened(words.slice(0, 2).join(", "), 40))),
      ),
    );
  };
  return [section(t("offices"), h("ul", { class: "rows" }, ...lasting.map(row)))];
}

function relationGroups(page, node, edges) {
  const groups = new Map();
  for (const edge of edges.filter((one) => one.group !== "attribute")) {
    if (!groups.has(edge.group)) groups.set(edge.group, []);
    groups.get(edge.group).push(edge);
  }
  const weight = (group) => group.reduce((sum, edge) => sum + edge.weight, 0);
  return [...groups]
    .sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1))
    .map(([group, found]) => {
      const rows = found.sort((a, b) => b.weight - a.weight || a.index - b.index).map((edge) => edgeRow(page, edge, node));
      return section(t(`group.${group}`), h("ul", { class: "rows" }, ...rows));
    });
}

// Facts by day, the latest first; each opens to its sentence.
function momentsOf(page, node, edges) {
  const all = byDay(edges.filter((edge) => edge.group !== "attribute").flatMap((edge) => page.visible.edges.get(edge.index)));
  if (!all.length) return null;
  const list = h("ol", { class: "timeline" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow() });
  let drawn = 0;
  const grow = () => {
    list.append(...all.slice(drawn, drawn + TIMELINE_STEP).map((fact) => moment(page.model, fact)));
    drawn += TIMELINE_STEP;
    more.hidden = drawn >= all.length;
    more.textContent = t("more", { n: Math.min(TIMELINE_STEP, all.length - drawn) });
  };
  grow();
  return section(t("timeline"), list, more);
}

function moment(model, fact) {
  const ends = [model.nodes[fact.edge.from], model.nodes[fact.edge.to]].map((end) => name(shortened(end.label, 40)));
  const line = [ends[0], ` – ${relationWords(model, fact.edge)} – `, ends[1], fact.place && [" @ ", name(fact.place)]];
  const when = h("time", {}, fact.from ? day(fact.from, "short") : "–");
  const details = h("details", {}, h("summary", {}, when, h("span", {}, ...line.flat())));
  details.addEventListener("toggle", () => details.open && details.append(evidence(fact)), { once: true });
  return h("li", { class: fact.own ? "" : "by-article" }, details);
}
