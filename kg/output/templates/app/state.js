// What the reader has chosen, kept in the address so that a view can be sent.
//
// Facets hold the values that are switched OFF.  An address names what is on or what is off, whichever is shorter:
// "kind=PER", "-kind=LOC".

export const FACETS = ["kind", "status", "group", "source", "medium"];

const listeners = [];
const fresh = () => ({
  selected: null, // { type: "node" | "edge", id }, { type: "cluster", id } or { type: "path", from, to }
  focus: null, // { id, steps }
  off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  since: "",
  until: "",
  by: "event", // the days of the slider: of what happened, or of the articles
  open: new Set(), // numbers of clusters that are unfolded
  view: "graph",
  language: "",
  theme: "",
  camera: null, // { x, y, scale } once the reader has moved
});

export const state = fresh();

export function subscribe(listener) {
  listeners.push(listener);
}

export function update(patch) {
  Object.assign(state, patch);
  for (const listener of listeners) listener(patch);
}

export function reset() {
  const { language, theme, view, by } = state;
  update({ ...fresh(), language, theme, view, by });
}

export function filtered() {
  return Boolean(state.since || state.until || FACETS.some((facet) => state.off[facet].size));
}

// `values` is every value of each facet, by facet.
export function encoded(values) {
  const out = new URLSearchParams();
  const { selected, focus } = state;
  if (selected?.type === "path") {
    out.set("path", selected.from ?? "");
    out.set("to", selected.to ?? "");
  } else if (selected) {
    out.set(selected.type, selected.id);
  }
  if (focus) {
    out.set("focus", focus.id);
    out.set("steps", focus.steps);
  }
  for (const facet of FACETS) {
    const off = values[facet].filter((value) => state.off[facet].has(value));
    const on = values[facet].filter((value) => !state.off[facet].has(value));
    const named = off.length > on.length ? on : off;
    if (off.length) for (const value of named) out.append(named === on ? facet : `-${facet}`, value);
  }
  if (state.since) out.set("since", state.since);
  if (state.until) out.set("until", state.until);
  if (state.by !== "event") out.set("by", state.by);
  for (const cluster of [...state.open].sort((a, b) => a - b)) out.append("open", cluster);
  if (state.view !== "graph") out.set("view", state.view);
  if (state.language) out.set("lang", state.language);
  if (state.theme) out.set("theme", state.theme);
  if (state.camera) out.set("at", [state.camera.x, state.camera.y, state.camera.scale].join("_"));
  return out.toString();
}

// The inverse of encoded(): a patch for update().  What an address says wrongly is left as it is by default.
export function decoded(fragment, values) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const patch = fresh();
  for (const type of ["node", "edge"]) if (given.get(type)) patch.selected = { type, id: given.get(type) };
  if (given.get("cluster")) patch.selected = { type: "cluster", id: Number(given.get("cluster")) };
  if (given.has("path")) patch.selected = { type: "path", from: given.get("path"), to: given.get("to") ?? "" };
  if (given.get("focus")) patch.focus = { id: given.get("focus"), steps: given.get("steps") === "2" ? 2 : 1 };
  for (const facet of FACETS) {
    const on = given.getAll(facet).filter((value) => values[facet].includes(value));
    patch.off[facet] = new Set(
      on.length ? values[facet].filter((value) => !on.includes(value)) : given.getAll(`-${facet}`),
    );
  }
  for (const end of ["since", "until"]) if (/^\d{4}-\d\d-\d\d$/.test(given.get(end) ?? "")) patch[end] = given.get(end);
  if (given.get("by") === "article") patch.by = "article";
  patch.open = new Set(given.getAll("open").map(Number));
  if (given.get("view") === "table") patch.view = "table";
  if (["de", "en"].includes(given.get("lang"))) patch.language = given.get("lang");
  if (["light", "dark"].includes(given.get("theme"))) patch.theme = given.get("theme");
  const [x, y, scale] = (given.get("at") ?? "").split("_").map(Number);
  if (scale > 0 && Number.isFinite(x + y + scale)) patch.camera = { x, y, scale };
  return patch;
}
