// The drawn graph: the only module that knows vis-network.
//
// vis draws nodes and edges, and finds what is under the pointer.  Labels, crosses and the veil over what is not in
// focus are drawn on top of it, each frame, by `overlay` (see labels.js and highlight.js).
/* global vis */

import { colour, kindColour, lineStyle, lineWidth } from "./palette.js";

const MANY_EDGES = 1200;
const MOST_HOVERED = 4000;
const MARGIN = { x: 70, y: 30 };
const CLOSEST = 1.3;

export class Picture {
  // `cover` is an element that may lie over the picture; `visible` is what computeVisible() found.
  // `overlay(context, picture)` is called after each drawing, in the coordinates of the graph; `moved()` when the
  // reader has zoomed or moved the picture.
  constructor(container, cover, model, visible, { overlay, moved }) {
    this.moved = moved;
    this.container = container;
    this.cover = cover;
    this.model = model;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.drawn = { nodes: new Map(), edges: new Map() };
    // Filled before vis sees them: it would look at everything again for each set that is added later.
    this.fill(visible);
    const options = { ...model.options, interaction: { ...model.options.interaction, ...this.manners() } };
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, options);
    this.network.on("afterDrawing", (context) => overlay(context, this));
    for (const event of ["dragEnd", "zoom", "animationFinished"]) this.network.on(event, moved);
    const frame = container.firstElementChild;
    frame.tabIndex = -1;
    this.canvas = frame.querySelector("canvas");
  }

  // Draws what computeVisible() found: adds what is new, hides what is gone, restyles what has changed.
  sync(visible) {
    const before = JSON.stringify(this.manners());
    this.fill(visible);
    if (JSON.stringify(this.manners()) !== before) this.network.setOptions({ interaction: this.manners() });
  }

  // While the reader drags or points, thousands of edges would make the picture lag behind.
  manners() {
    const count = this.shown.edges.size;
    const many = count > MANY_EDGES;
    return { hideEdgesOnDrag: many, hideEdgesOnZoom: many, hover: count < MOST_HOVERED };
  }

  fill(visible) {
    // Seen from afar the nodes of a large graph would be specks.
    this.boost = Number(Math.max(1, Math.min(1.6, Math.sqrt(visible.nodes.size / 150))).toFixed(1));
    const nodes = new Map([...visible.nodes].map((index) => [index, this.nodeItem(index)]));
    const edges = new Map();
    this.pale = Math.max(0.3, Math.min(1, 16 / Math.sqrt(visible.edges.size))); // many lines would be a grey cloud
    for (const [index, style] of visible.styles) edges.set(index, this.edgeItem(index, style));
    for (const cluster of visible.clusters) this.addCluster(cluster, nodes, edges);
    this.shown = { nodes: new Set(nodes.keys()), edges: visible.styles };
    apply(this.nodes, this.drawn.nodes, nodes);
    apply(this.edges, this.drawn.edges, edges);
  }

  // Draws with the next frame, once however often it is asked for.
  redraw() {
    this.body.emitter.emit("_requestRedraw");
  }

  scale() {
    return this.network.getScale();
  }

  camera() {
    const { x, y } = this.network.getViewPosition();
    return { x: Math.round(x), y: Math.round(y), scale: Number(this.scale().toFixed(3)) };
  }

  moveTo(camera) {
    this.network.moveTo({ position: { x: camera.x, y: camera.y }, scale: camera.scale });
  }

  // Brings these nodes (all, if none are given) into view; a single one is centred.
  fit(ids = [...this.shown.nodes], animated = true) {
    const animation = animated && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    // The stage may just have got another size, of which vis learns with the next frame.
    this.network.setSize("100%", "100%");
    const places = ids.map((id) => this.place(id)).filter(Boolean);
    if (!places.length) return;
    const box = places.reduce(enclosing, null);
    const { free, width, height } = this.room();
    const scale = Math.min(CLOSEST, width / (box.right - box.left), height / (box.bottom - box.top));
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const offset = {
      x: free.left + free.width / 2 - this.container.clientWidth / 2,
      y: free.top + free.height / 2 - this.container.clientHeight / 2,
    };
    this.network.moveTo({ position, scale, offset, animation: animation && { duration: 350 } });
  }

  // Of these nodes those that fit into the picture at this scale, each beside the ones before it.
  fitting(ids, scale) {
    const { width, height } = this.room();
    let box = null;
    return ids.filter((id) => {
      const wider = enclosing(box, this.place(id));
      const fits = (wider.right - wider.left) * scale <= width && (wider.bottom - wider.top) * scale <= height;
      if (fits) box = wider;
      return fits;
    });
  }

  // The open part of the picture, less what the names of the outermost nodes need, which are drawn in pixels.
  room() {
    const free = this.free();
    const margin = Math.min(MARGIN.x, free.width * 0.12);
    return { free, width: Math.max(80, free.width - 2 * margin), height: Math.max(80, free.height - 2 * MARGIN.y) };
  }

  // The part of the picture that `cover`, the panel of small screens, leaves open.
  free() {
    const own = this.container.getBoundingClientRect();
    const over = this.cover.getBoundingClientRect();
    const open = { left: 0, top: 0, width: own.width, height: own.height };
    if (over.width === 0 || over.left >= own.right || over.top >= own.bottom) return open;
    if (over.left <= own.left) return { ...open, height: over.top - own.top };
    return { ...open, width: over.left - own.left };
  }

  // Whether a node stands in the open part, not too near to its rim.
  inSight(id) {
    const { x, y } = this.onScreen(this.place(id));
    const { left, top, width, height } = this.free();
    return x > left + 40 && x < left + width - 40 && y > top + 30 && y < top + height - 30;
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(6, Math.max(0.02, this.scale() * factor)) });
    this.moved();
  }

  pan(dx, dy) {
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + dx / this.scale(), y: y + dy / this.scale() } });
    this.moved();
  }

  place(id) {
    const node = this.body.nodes[id];
    return node ? { x: node.x, y: node.y, radius: node.options.size } : null;
  }

  onScreen(point) {
    return this.network.canvasToDOM(point);
  }

  // The point of an edge at a share of its length, 0 at its source; null while it is not drawn.
  along(index, share) {
    const edge = this.body.edges[index];
    return edge?.connected ? edge.edgeType.getPoint(share) : null;
  }

  // What lies at a point of the container: { node }, { edge } or {}; fingers and thin lines are given some room.
  at(point) {
    const node = this.network.getNodeAt(point);
    if (node !== undefined) return { node };
    for (const reach of [0, 5, 9]) {
      for (const [x, y] of [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]) {
        const edge = this.network.getEdgeAt({ x: point.x + x * reach, y: point.y + y * reach });
        if (edge !== undefined) return { edge };
      }
    }
    return {};
  }

  // Draws some nodes and edges once more, over the veil.  `ids` are of drawn ones.
  drawAgain(context, nodes, edges) {
    for (const index of edges) if (this.body.edges[index]?.connected) this.body.edges[index].draw(context);
    for (const index of edges) if (this.body.edges[index]?.connected) this.body.edges[index].drawArrows(context);
    for (const id of nodes) this.body.nodes[id]?.draw(context);
  }

  // vis offers no public way to draw one item or to find a point of a curve; pyvis is pinned, so its inside is known.
  get body() {
    return this.network.body;
  }

  nodeItem(index) {
    const { x, y, shape, kind } = this.model.nodes[index];
    // A star covers less than a disc of the same size.
    const size = this.model.nodes[index].size * this.boost * (shape === "star" ? 1.25 : 1);
    return { id: index, x, y, size, shape, color: { background: kindColour(kind), border: colour("canvas") } };
  }

  edgeItem(index, { status, weight }) {
    const edge = this.model.edges[index];
    const line = lineStyle(status);
    const width = lineWidth(weight);
    return {
      id: index,
      from: edge.from,
      to: edge.to,
      arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.45 + 0.25 / width } } : "",
      smooth: edge.smooth,
      width: status === "possible" ? Math.min(width, 1.5) : width,
      dashes: line.dashes,
      color: { color: line.colour, opacity: Number((line.opacity * this.pale).toFixed(2)), inherit: false },
    };
  }

  addCluster(cluster, nodes, edges) {
    const id = `cluster-${cluster.number}`;
    const members = [...cluster.members].map((index) => this.model.nodes[index]);
    const mean = (axis) => members.reduce((sum, node) => sum + node[axis], 0) / members.length;
    nodes.set(id, {
      id,
      x: Math.round(mean("x")),
      y: Math.round(mean("y")),
      size: Math.min(60, 14 + 3 * Math.sqrt(members.length)),
      shape: "dot",
      borderWidth: 3,
      color: { background: colour("cluster"), border: colour("soft") },
    });
    const links = [...cluster.links].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6);
    for (const [node, count] of links) {
      edges.set(`${id}-${node}`, {
        id: `${id}-${node}`,
        from: id,
        to: node,
        arrows: "",
        smooth: false,
        width: lineWidth(count),
        dashes: false,
        color: { color: colour("soft"), opacity: 0.35, inherit: false },
      });
    }
  }
}

// A box { left, top, right, bottom }, or none, and a node.
function enclosing(box, { x, y, radius }) {
  const own = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  if (!box) return own;
  return {
    left: Math.min(box.left, own.left),
    top: Math.min(box.top, own.top),
    right: Math.max(box.right, own.right),
    bottom: Math.max(box.bottom, own.bottom),
  };
}

// Brings a vis DataSet to the wanted items with as few changes as can be; `drawn` remembers what each one looks like.
function apply(set, drawn, wanted) {
  const added = [];
  const changed = [];
  for (const [id, item] of wanted) {
    const look = JSON.stringify(item);
    if (!drawn.has(id)) added.push(item);
    else if (drawn.get(id) !== look) changed.push({ ...withoutPlace(item), hidden: false });
    drawn.set(id, look);
  }
  for (const [id, look] of drawn) {
    if (look === "hidden" || wanted.has(id)) continue;
    changed.push({ id, hidden: true });
    drawn.set(id, "hidden");
  }
  if (added.length) set.add(added);
  if (changed.length) set.update(changed);
}

// A node that the reader has moved stays where it was put.
function withoutPlace({ x, y, ...rest }) {
  return rest;
}
