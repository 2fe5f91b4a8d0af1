// The legend, which is also the filter: every kind, status, group, source and medium with a box to switch it.

import { byId, h, name } from "./dom.js";
import { t } from "./i18n.js";
import { state, update } from "./state.js";
import { kindSymbol, statusSymbol } from "./symbols.js";
import { shortened } from "./text.js";

const MOST_ROWS = 200;

// `values` is what facetValues() found.
export function drawFacets(model, values) {
  const focused = document.activeElement?.id;
  facet(model, values, "kind", (kind) => [kindSymbol(model, kind), t(`kind.${kind}`)]);
  facet(model, values, "status", (status) => [statusSymbol(status), t(`status.${status}`)]);
  facet(model, values, "group", (group) => [t(`group.${group}`)]);
  facet(model, values, "source", (source) => [source ? name(shortened(source, 80)) : h("i", {}, t("source.none"))]);
  facet(model, values, "medium", (medium) => [medium ? name(shortened(medium, 80)) : h("i", {}, t("medium.none"))]);
  // Drawing the boxes anew must not take the keyboard away from the one that was just used.
  if (focused) byId(focused)?.focus();
}

function facet(model, values, key, content) {
  const box = byId(`facet-${key}`);
  const entries = values[key];
  box.hidden = entries.length < 2;
  if (box.hidden) return;
  const off = state.off[key];
  const all = h("button", { type: "button", class: "link", id: `all-${key}`, onclick: () => setFacet(key, new Set()) }, t("all"));
  all.hidden = off.size === 0;
  const rows = entries.slice(0, MOST_ROWS).map((entry, position) => facetRow(key, entry, position, content, entries));
  box.replaceChildren(h("legend", {}, t(`facet.${key}`)), all, h("ul", {}, ...rows));
}

function facetRow(key, [value, count], position, content, entries) {
  const off = state.off[key];
  const id = `${key}-${position}`;
  const toggle = () => {
    const next = new Set(off);
    if (!next.delete(value)) next.add(value);
    setFacet(key, next);
  };
  const only = () => setFacet(key, new Set(entries.map((entry) => entry[0]).filter((other) => other !== value)));
  const [first, ...rest] = content(value);
  return h(
    "li",
    {},
    h(
      "label",
      {},
      h("input", { type: "checkbox", id, checked: !off.has(value), onchange: toggle, "data-value": value }),
      rest.length ? first : null,
      h("span", { class: "what" }, ...(rest.length ? rest : [first])),
      h("span", { class: "count" }, count.toLocaleString(document.documentElement.lang)),
    ),
    h("button", { type: "button", class: "link only", id: `${id}-only`, onclick: only }, t("only")),
  );
}

function setFacet(key, values) {
  update({ off: { ...state.off, [key]: values } });
}
