// The page: reads the data, draws what the state asks for, and turns what the reader does into changes of the state.

import { byId, h, name, show } from "./dom.js";
import { drawFacets } from "./facets.js";
import { saveCsv, saveGraphml, savePng } from "./files.js";
import { drawHighlight, highlighted, pinnedBy } from "./highlight.js";
import { languageNow, setLanguage, t } from "./i18n.js";
import { bindKeyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { readModel, uniqueDocuments } from "./model.js";
import { readPalette } from "./palette.js";
import { bindPanel, drawPanel, focusPanel } from "./panel.js";
import { clusterName, openCluster } from "./panel_cluster.js";
import { relationWords } from "./panel_parts.js";
import { Picture } from "./picture.js";
import { NameField } from "./search.js";
import { FACETS, decoded, encoded, filtered, reset, state, subscribe, update } from "./state.js";
import { drawTable } from "./table.js";
import { shortened } from "./text.js";
import { bindTimeline, drawTimeline } from "./timeline.js";
import { computeVisible, facetValues } from "./visible.js";

const model = readModel();
const page = {
  model,
  byId: {
    node: new Map(model.nodes.map((node) => [node.id, node])),
    edge: new Map(model.edges.map((edge) => [edge.id, edge])),
    loose: new Map(model.loose.map((node) => [node.id, node])),
  },
  visible: null,
  picture: null,
  chosen: null, // what the selection brings forward
  hovered: null, // what the pointer is on: { type, id }
  address: location.hash, // as last read or written
  entry: "", // what was selected then
};
const values = facetValues(model);
const valueNames = Object.fromEntries(FACETS.map((facet) => [facet, values[facet].map((entry) => entry[0])]));
const labels = new Labels(model);
const TINY = 4.5; // pixels
const READABLE = 0.36; // the scale below which a first view would be a cloud of specks

start();

function start() {
  Object.assign(state, decoded(location.hash, valueNames));
  page.entry = JSON.stringify(state.selected);
  dress();
  look();
  drawAround(); // first, because it takes its share of the window
  page.picture = new Picture(byId("picture"), byId("panel"), model, page.visible, { overlay, moved });
  bindPicture();
  bindControls();
  bindTimeline(model);
  bindPanel();
  bindKeyboard(page);
  subscribe(render);
  if (state.camera) page.picture.moveTo(state.camera);
  else frame();
  document.documentElement.dataset.ready = "true";
}

// Everything that shows the state is drawn again at each change; a change of thousands of facts takes milliseconds.
function render(patch) {
  if ("theme" in patch || "language" in patch) dress();
  look();
  drawAround();
  page.picture.sync(page.visible);
  page.picture.redraw();
  if (patch.selected) reveal(patch.selected);
  if ("focus" in patch) page.picture.fit();
  remember();
}

function look() {
  page.visible = computeVisible(model, state, pinnedBy(state.selected, page.byId));
  page.chosen = highlighted(model, page.byId, page.visible);
}

function drawAround() {
  drawFacets(model, values);
  drawTimeline(model, page.visible.facts);
  drawPanel(page);
  drawTable(page);
  drawChips();
  drawStatus();
}

function overlay(context, picture) {
  if (!page.visible || picture !== page.picture) return;
  const brought = page.chosen ?? (page.hovered && highlighted(model, page.byId, page.visible, page.hovered));
  drawHighlight(context, picture, brought);
  const clusterNames = new Map(
    page.visible.clusters.map(({ number, members }) => [`cluster-${number}`, `${clusterName(model, number)} (+${members.size})`]),
  );
  labels.draw(context, picture, {
    first: brought?.names ?? new Set(),
    edgesFirst: brought?.edges ?? new Set(),
    only: brought?.nodes ?? null,
    clusterNames,
  });
}

function bindPicture() {
  const { picture } = page;
  const { network } = picture;
  network.on("click", ({ pointer }) => choose(pointer.DOM));
  network.on("doubleClick", ({ pointer }) => {
    const { node } = picture.at(pointer.DOM);
    if (typeof node === "string") openCluster(Number(node.split("-")[1]));
    else if (node !== undefined) update({ focus: { id: model.nodes[node].id, steps: 1 } });
  });
  const hover = (hovered) => {
    page.hovered = hovered;
    picture.canvas.classList.toggle("pointing", hovered !== null);
    if (!page.chosen) picture.redraw();
  };
  network.on("hoverNode", ({ node }) => hover(typeof node === "number" ? { type: "node", id: model.nodes[node].id } : null));
  network.on("hoverEdge", ({ edge }) => hover(typeof edge === "number" ? { type: "edge", id: model.edges[edge].id } : null));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
}

// A click takes what lies under it: a node, the words of an edge, an edge, a name, or nothing.
function choose(point) {
  const found = page.picture.at(point);
  const word = labels.at(point);
  const node = found.node ?? word?.node;
  const edge = word?.edge ?? found.edge;
  byId("picture").focus({ preventScroll: true });
  if (typeof node === "string") update({ selected: { type: "cluster", id: Number(node.split("-")[1]) } });
  else if (node !== undefined) update({ selected: { type: "node", id: model.nodes[node].id } });
  else if (typeof edge === "number") update({ selected: { type: "edge", id: model.edges[edge].id } });
  else if (state.selected) update({ selected: null });
}

function bindControls() {
  new NameField(model, byId("search"), [...model.nodes, ...model.loose], (node) => {
    update({ selected: { type: "node", id: node.id }, view: "graph" });
    if (!page.chosen) return focusPanel();
    page.picture.fit([...page.chosen.nodes]);
    byId("picture").focus();
  });
  const press = (id, action) => byId(id).addEventListener("click", action);
  press("view-table", () => update({ view: state.view === "table" ? "graph" : "table" }));
  press("find-path", () => {
    const from = state.selected?.type === "node" ? state.selected.id : "";
    update({ selected: { type: "path", from, to: "" }, view: "graph" });
    byId(from ? "path-to" : "path-from").focus();
  });
  press("zoom-in", () => page.picture.zoom(1.25));
  press("zoom-out", () => page.picture.zoom(0.8));
  press("zoom-fit", () => page.picture.fit());
  press("save-png", () => savePng(page));
  press("save-csv", () => saveCsv(page));
  press("save-graphml", () => saveGraphml(page));
  press("language", () => update({ language: document.documentElement.lang === "de" ? "en" : "de" }));
  press("theme", () => update({ theme: dark() ? "light" : "dark" }));
  press("show-help", () => byId("help").showModal());
  press("close-help", () => byId("help").close());
  press("show-filters", () => byId("filters").classList.toggle("open"));
  press("close-filters", () => byId("filters").classList.remove("open"));
  for (const item of byId("save").querySelectorAll("button")) item.addEventListener("click", () => (byId("save").open = false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render({ theme: state.theme }));
  addEventListener("hashchange", () => {
    page.address = location.hash;
    const asked = decoded(location.hash, valueNames);
    page.entry = JSON.stringify(asked.selected);
    update(asked);
    if (state.camera) page.picture.moveTo(state.camera);
  });
}

function drawChips() {
  const focus = state.focus && page.byId.node.get(state.focus.id);
  const end = (close) => () => {
    close();
    byId("picture").focus(); // the chip is gone, and the keyboard with it
  };
  const chip = (text, close, id) =>
    h("button", { type: "button", class: "chip", id, onclick: end(close), "aria-label": t("remove", { what: text }) }, name(text), " ✕");
  byId("chips").replaceChildren(
    ...[
      focus && chip(t("focus.chip", { name: shortened(focus.label, 30), n: state.focus.steps }), () => update({ focus: null }), "end-focus"),
      filtered() && chip(t("filters.on"), () => reset(), "end-filters"),
    ].filter(Boolean),
  );
}

function drawStatus() {
  const { nodes, edges, facts, clusters } = page.visible;
  const counts = [t("names", { n: nodes.size }), t("edges", { n: edges.size }), t("facts", { n: facts.length })];
  byId("counts").textContent = [...counts, t("articles", { n: uniqueDocuments(facts) })].join(" · ");
  const folded = clusters.reduce((sum, cluster) => sum + cluster.members.size, 0);
  const held = model.nodes.length;
  const beyond = model.counts.nodes - model.counts.isolated - held;
  const sentences = [
    folded > 0 && !state.focus && t("not.shown", { shown: nodes.size, all: nodes.size + folded, clusters: clusters.length }),
    beyond > 0 && t("not.held", { held, all: model.counts.nodes - model.counts.isolated }),
    facts.length === 0 && t("nothing"),
  ].filter(Boolean);
  byId("notice").textContent = sentences.join(" ");
  const all = h("button", { type: "button", class: "link", id: "show-all" }, t("show.all"));
  all.addEventListener("click", () => update({ open: new Set(model.heads.keys()) }));
  if (folded > 0 && !state.focus) byId("notice").append(" ", all);
  show(byId("notice"), sentences.length > 0);
  byId("said").textContent = spoken();
}

// What screen readers are told after each change.
function spoken() {
  const item = page.byId[state.selected?.type]?.get(state.selected.id);
  if (state.selected?.type === "node" && item) {
    const count = item.edges.filter((edge) => page.visible.edges.has(edge.index)).length;
    return [item.label, t(`kind.${item.kind}`), t("edges", { n: count })].join(", ");
  }
  if (state.selected?.type === "edge" && item) {
    return [model.nodes[item.from].label, relationWords(model, item), model.nodes[item.to].label].join(" ");
  }
  const loose = state.selected?.type === "node" && page.byId.loose.get(state.selected.id);
  return loose ? `${loose.label}, ${t("loose")}` : byId("counts").textContent;
}

// Brings the selection into sight where it is not.
function reveal(selected) {
  const { picture } = page;
  if (!page.chosen || state.view === "table") return;
  const nodes = [...page.chosen.nodes].filter((id) => picture.place(id));
  const mustSee = selected.type === "node" ? [page.byId.node.get(selected.id).index] : nodes;
  const tiny = picture.scale() < 0.3 || mustSee.some((id) => picture.place(id).radius * picture.scale() < TINY);
  if (selected.type === "path" || tiny || !mustSee.every((id) => picture.inSight(id))) picture.fit(nodes);
}

// Where the page begins: on everything, or on the selection where everything would be too small to make it out.
function frame() {
  page.picture.fit(undefined, false);
  const { picture, chosen } = page;
  if (chosen && picture.scale() < 0.5) picture.fit([...chosen.nodes], false);
  else if (picture.scale() < READABLE && !state.focus) picture.fit(firstView(), false);
}

// A graph that is large for the window opens on its strongest part rather than as a cloud in which nothing can be read:
// the strongest name and, one after the other, the next strong ones that fit beside it.
function firstView() {
  return page.picture.fitting([...page.visible.nodes].sort((a, b) => a - b), READABLE);
}

function dress() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  const own = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
  setLanguage(state.language || (model.language === "auto" ? own : model.language));
  byId("title").textContent = byId("title").title = document.title = model.title[languageNow()];
  byId("language").textContent = document.documentElement.lang === "de" ? "EN" : "DE";
  readPalette(model);
  labels.widths.clear();
  page.picture?.redraw();
}

function dark() {
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function moved() {
  state.camera = page.picture.camera();
  remember();
}

function remember() {
  clearTimeout(remember.timer);
  remember.timer = setTimeout(() => {
    // Another address than the last one known is one that the reader has just asked for: it goes first.
    if (location.hash !== page.address) return;
    const selected = JSON.stringify(state.selected);
    const write = selected === page.entry ? "replaceState" : "pushState"; // "back" goes to what was read before
    history[write](null, "", `#${encoded(valueNames)}`);
    page.address = location.hash;
    page.entry = selected;
  }, 60);
}
