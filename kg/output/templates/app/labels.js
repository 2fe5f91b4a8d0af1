// Labels, drawn in pixels of the screen: names where there is room, strongest first; words of edges where they fit.

import { languageNow } from "./i18n.js";
import { colour } from "./palette.js";
import { shortened } from "./text.js";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif';
const LONGEST = 28;
const CELL = 48;
const MOST_EDGE_LABELS = 250;
const MOST_STRONG = 16;
const MANY_NAMES = 150; // from here on only so many nodes are named while they are small
const MOST_FAR = 60;
const SPECK = 2.5; // pixels; names may cover marks that are no larger
const SMALL = 4;
const MANY_WORDS = 300; // likewise edges

// Which parts of the screen are taken: boxes { left, top, right, bottom } in a grid of cells.
class Occupied {
  constructor() {
    this.cells = new Map();
  }

  // `bold` boxes may cover weak ones.
  free(box, bold = false) {
    const clear = (other) => apart(box, other) || (bold && other.weak);
    return this.touched(box).every((key) => (this.cells.get(key) ?? []).every(clear));
  }

  take(box) {
    for (const key of this.touched(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  touched({ left, top, right, bottom }) {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(`${x},${y}`);
    }
    return keys;
  }
}

export class Labels {
  constructor(model) {
    this.model = model;
    this.widths = new Map();
    this.targets = []; // { box, node } or { box, edge } of the last frame, for clicks on words
  }

  // `first` are node ids that are named before others and whatever is in the way; `edgesFirst` the same for edges.
  draw(context, picture, { first, edgesFirst, clusterNames, only }) {
    this.targets = [];
    const ratio = picture.canvas.width / picture.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const screen = { left: -40, top: -20, right: picture.canvas.clientWidth + 40, bottom: picture.canvas.clientHeight + 20 };
    const occupied = new Occupied();
    const spots = this.nodesOnScreen(picture, screen);
    const wanted = only ? spots.filter((spot) => only.has(spot.id)) : spots;
    wanted.sort((a, b) => first.has(b.id) - first.has(a.id) || rank(a.id) - rank(b.id));
    // Where there is no other room the strongest names may cover the marks of weak nodes.
    for (const [position, spot] of wanted.entries()) spot.strong = position < MOST_STRONG;
    for (const spot of spots) if (spot.radius > SPECK) occupied.take({ ...spot.box, weak: !spot.strong });
    // The words of the one edge that is being read come first, and names make room for them.
    if (edgesFirst.size === 1) this.drawWord(context, picture, [...edgesFirst][0], screen, occupied, true);
    for (const [position, spot] of wanted.entries()) {
      if (spots.length > MANY_NAMES && spot.radius < SMALL && position > MOST_FAR && !first.has(spot.id)) continue;
      const text = clusterNames.get(spot.id) ?? shortened(this.model.nodes[spot.id].label, LONGEST);
      this.drawName(context, spot, text, occupied, first.has(spot.id));
    }
    this.drawWords(context, picture, screen, occupied, edgesFirst, only !== null);
    context.restore();
  }

  at({ x, y }) {
    return this.targets.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  }

  nodesOnScreen(picture, screen) {
    const scale = picture.scale();
    const spots = [];
    for (const id of picture.shown.nodes) {
      const place = picture.place(id);
      if (!place) continue;
      const { x, y } = picture.onScreen(place);
      const radius = place.radius * scale;
      const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
      if (apart(box, screen)) continue;
      spots.push({ id, x, y, radius, box });
    }
    return spots;
  }

  drawName(context, spot, text, occupied, important) {
    const { id, x, y, radius } = spot;
    const folded = typeof id === "string";
    const large = (radius > 13 && !folded) || important;
    const size = large ? 14 : 12;
    context.font = `${folded ? "italic " : ""}${large ? 600 : 400} ${size}px ${FONT}`;
    const width = this.width(context, text) + 4;
    const all = spotsAround(x, y, radius, width, size).map(([left, top]) => boxAround(left, top, width, size + 2));
    const whole = all.filter((place) => inside(place, context.canvas.clientWidth, context.canvas.clientHeight));
    const places = whole.length || !important ? whole : all;
    const box =
      places.find((place) => occupied.free(place)) ??
      places.find((place) => spot.strong && occupied.free(place, true)) ??
      (important && places[0]);
    if (!box) return;
    occupied.take(box);
    this.targets.push({ box, node: id });
    const [left, top] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    context.lineWidth = 3.5;
    context.strokeStyle = colour("canvas");
    context.strokeText(text, left, top);
    context.fillStyle = colour(folded ? "soft" : "ink");
    context.fillText(text, left, top);
  }

  // Words along the edges, those in focus before the better attested ones.
  drawWords(context, picture, screen, occupied, edgesFirst, onlyFirst) {
    const far = picture.shown.edges.size > MANY_WORDS && picture.scale() < 0.6;
    const indexes = onlyFirst || far ? [...edgesFirst] : [...new Set([...edgesFirst, ...this.byWeight(picture)])];
    let drawn = 0;
    for (const index of indexes) {
      if (drawn >= MOST_EDGE_LABELS) break;
      drawn += this.drawWord(context, picture, index, screen, occupied, false);
    }
  }

  drawWord(context, picture, index, screen, occupied, always) {
    if (!picture.shown.edges.has(index)) return 0;
    context.font = `400 11px ${FONT}`;
    const edge = this.model.edges[index];
    const [source, middle, target] = [0, 0.5, 1].map((share) => {
      const point = picture.along(index, share);
      return point && picture.onScreen(point);
    });
    if (!middle || edge.from === edge.to || apart(boxAround(middle.x, middle.y, 1, 1), screen)) return 0;
    const denied = picture.shown.edges.get(index).status === "denied";
    const text = `${denied ? "✗ " : ""}${shortened(this.model.relations[edge.relation][languageNow()], LONGEST)}`;
    const width = this.width(context, text) + 8;
    const room = Math.hypot(target.x - source.x, target.y - source.y);
    const radii = (picture.place(edge.from).radius + picture.place(edge.to).radius) * picture.scale();
    if (!always && room - radii < width + 12) return 0;
    let angle = Math.atan2(target.y - source.y, target.x - source.x);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    const boxes = chain(middle, angle, width);
    if (!always && !boxes.every((box) => occupied.free(box))) return 0;
    for (const box of boxes) {
      occupied.take(box);
      this.targets.push({ box, edge: index });
    }
    context.save();
    context.translate(middle.x, middle.y);
    context.rotate(angle);
    context.fillStyle = colour("canvas");
    context.globalAlpha = 0.9;
    context.fillRect(-width / 2, -7, width, 14);
    context.globalAlpha = 1;
    context.fillStyle = denied ? colour("denied") : colour("soft");
    context.fillText(text, 0, 0.5);
    context.restore();
    return 1;
  }

  byWeight(picture) {
    return [...picture.shown.edges.keys()].sort((a, b) => this.model.edges[b].weight - this.model.edges[a].weight || a - b);
  }

  width(context, text) {
    const key = context.font + text;
    if (!this.widths.has(key)) this.widths.set(key, context.measureText(text).width);
    return this.widths.get(key);
  }
}

// Nodes are numbered by strength; clusters, whose ids are strings, come after the strongest.
function rank(id) {
  return typeof id === "string" ? MOST_STRONG - 0.5 : id;
}

// Where a name may stand, best first: below, above, beside, at the corners, and below or above to one side.
function spotsAround(x, y, radius, width, size) {
  const down = radius + size / 2 + 3;
  const aside = radius + width / 2 + 3;
  const corner = { x: radius * 0.8 + width / 2 + 3, y: radius * 0.8 + size / 2 + 1 };
  return [
    [x, y + down], [x, y - down], [x + aside, y], [x - aside, y],
    [x + corner.x, y + corner.y], [x - corner.x, y + corner.y], [x + corner.x, y - corner.y], [x - corner.x, y - corner.y],
    [x + width / 4, y + down], [x - width / 4, y + down], [x + width / 4, y - down], [x - width / 4, y - down],
  ];
}

function boxAround(x, y, width, height) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

// A tilted line of text as a chain of small boxes.
function chain({ x, y }, angle, width) {
  const count = Math.max(1, Math.ceil(width / 12));
  return Array.from({ length: count }, (_, step) => {
    const along = ((step + 0.5) / count - 0.5) * width;
    return boxAround(x + Math.cos(angle) * along, y + Math.sin(angle) * along, 12, 12);
  });
}

function inside(box, width, height) {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
}

function apart(a, b) {
  return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
}
