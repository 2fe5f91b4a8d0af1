// A folded cluster: whom it holds, and the button that opens it.

import { h, name } from "./dom.js";
import { t } from "./i18n.js";
import { nodeButton } from "./panel_parts.js";
import { state, update } from "./state.js";
import { shortened } from "./text.js";

const MOST_MEMBERS = 60;

export function clusterPanel({ model, visible }, { id }) {
  const cluster = visible.clusters.find((one) => one.number === id);
  const members = [...(cluster?.members ?? [])].sort((a, b) => a - b);
  const open = () => openCluster(id);
  return [
    h("p", { class: "kicker" }, t("cluster")),
    h("h2", { tabindex: -1 }, name(clusterName(model, id))),
    h("p", { class: "sum" }, t("names", { n: members.length })),
    cluster && h("button", { type: "button", class: "primary", id: "open-cluster", onclick: open }, t("cluster.open")),
    h("ul", { class: "ranking" }, ...members.slice(0, MOST_MEMBERS).map((index) => h("li", {}, nodeButton(model, model.nodes[index])))),
    members.length > MOST_MEMBERS && h("p", { class: "quiet" }, t("and.more", { n: members.length - MOST_MEMBERS })),
  ].filter(Boolean);
}

export function openCluster(number) {
  update({ open: new Set([...state.open, number]), selected: null });
}

export function clusterName(model, number) {
  const head = model.nodes[model.heads[number]];
  return head ? t("cluster.around", { name: shortened(head.label, 24) }) : t("cluster.rest");
}
