// Keys: "/" searches, arrows go from name to name, Enter reads, Escape goes back.

import { byId } from "./dom.js";
import { focusPanel } from "./panel.js";
import { state, update } from "./state.js";

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function bindKeyboard(page) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
      byId("search").select();
    } else if (event.key === "?" && !typing) {
      byId("help").showModal();
    } else if (event.key === "Escape") {
      back(page);
    }
  });
  byId("picture").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pictureKey(page, event)) event.preventDefault();
  });
}

function pictureKey(page, { key, shiftKey }) {
  const { picture } = page;
  if (WAYS[key] && shiftKey) picture.pan(WAYS[key][0] * 80, WAYS[key][1] * 80);
  else if (WAYS[key]) stepTo(page, WAYS[key]);
  else if (key === "Enter" && state.selected) focusPanel();
  else if (key === "+") picture.zoom(1.25);
  else if (key === "-") picture.zoom(0.8);
  else if (key === "0") picture.fit();
  else return false;
  return true;
}

// To the nearest name in that direction; what lies straight ahead is nearer than what lies aside.
function stepTo({ picture, model, visible, byId: lookup }, [dx, dy]) {
  const current = state.selected?.type === "node" ? lookup.node.get(state.selected.id) : undefined;
  const from = current && picture.place(current.index);
  if (!from) {
    selectNode(model, picture, Math.min(...visible.nodes));
    return;
  }
  let best = null;
  for (const index of visible.nodes) {
    const place = picture.place(index);
    if (!place) continue;
    const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
    const aside = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 1 && (!best || cost < best.cost)) best = { index, cost };
  }
  if (best) selectNode(model, picture, best.index);
}

function selectNode(model, picture, index) {
  if (!model.nodes[index]) return;
  update({ selected: { type: "node", id: model.nodes[index].id } });
}

function back() {
  if (byId("filters").classList.contains("open")) byId("filters").classList.remove("open");
  else if (state.selected) update({ selected: null });
  else if (state.focus) update({ focus: null });
}
