// The side panel: an overview, a name, a relation, a way between two names, or a folded cluster.

import { byId, h, name, show } from "./dom.js";
import { t } from "./i18n.js";
import { clusterPanel } from "./panel_cluster.js";
import { loosePanel, nodePanel } from "./panel_node.js";
import { edgePanel } from "./panel_edge.js";
import { overviewPanel } from "./panel_overview.js";
import { pathPanel } from "./panel_path.js";
import { state, update } from "./state.js";

const USABLE = "button, input, summary, a";

// Draws what is selected.  `page` is { model, byId, visible } with the lookups by id.
export function drawPanel(page) {
  const panel = byId("panel");
  const { selected } = state;
  const content = contentOf(page, selected);
  panel.classList.toggle("empty", !selected);
  const body = byId("panel-body");
  const used = [...body.querySelectorAll(USABLE)].indexOf(document.activeElement);
  const held = body.contains(document.activeElement);
  body.replaceChildren(...content);
  show(byId("panel-close"), Boolean(selected));
  const key = JSON.stringify(selected);
  const same = panel.dataset.shows === key;
  if (!same) body.scrollTop = 0;
  panel.dataset.shows = key;
  // Drawing anew must not take the keyboard away: it stays on what was just used, or begins with what came instead.
  if (held) ((same && body.querySelectorAll(USABLE)[used]) || body.querySelector("h2")).focus({ preventScroll: true });
}

export function focusPanel() {
  byId("panel-body").querySelector("h2")?.focus();
}

function contentOf(page, selected) {
  if (!selected) return overviewPanel(page);
  if (selected.type === "path") return pathPanel(page, selected);
  if (selected.type === "cluster") return clusterPanel(page, selected);
  const item = page.byId[selected.type]?.get(selected.id);
  const loose = selected.type === "node" && page.byId.loose.get(selected.id);
  if (loose) return loosePanel(page.model, loose);
  if (!item) return [h("h2", { tabindex: -1, "data-is": "gone" }, t("gone")), h("p", {}, name(String(selected.id)))];
  return selected.type === "node" ? nodePanel(page, item) : edgePanel(page, item);
}

export function bindPanel() {
  byId("panel-close").addEventListener("click", () => {
    update({ selected: null });
    byId("picture").focus();
  });
}
