// The picture: vis-network holds actors where the server put them and listens; all ink is painted by the modules beside.
import { iconsOf, lookOf } from "./red-look.js";
import { distanceTo, faintnessOf, paintLine, pathOf, strengthOf } from "./red-lines.js";
import { paintMark, paintRegion, radiusOf } from "./red-marks.js";
import { Camera, frameOf, inDirection, squeezed } from "./red-frame.js";
import { Names } from "./red-names.js";

const OPTIONS = {
  autoResize: true,
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: {
    hover: true, dragNodes: true, keyboard: false, navigationButtons: false, multiselect: false,
    selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.6,
  },
  nodes: { shape: "custom", chosen: false, labelHighlightBold: false },
};
const DIM = 0.12;
const REACH = 6; // pixels beside a line that still mean it

export class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    this.nodes = new Map();
    this.ties = [];
    this.near = new Map();
    this.frame = frameOf([]);
    this.squeeze = 1;
    this.chosen = null;
    this.over = null;
    this.spot = null;
    this.labels = new Names(this);
    this.set = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
    this.network = new vis.Network(canvas, this.set, OPTIONS);
    this.camera = new Camera(this.network, canvas);
    this.listen();
  }

  listen() {
    this.network.on("beforeDrawing", (context) => this.paintLines(context));
    this.network.on("afterDrawing", (context) => this.labels.paint(context));
    this.network.on("hoverNode", ({ node }) => this.hover(node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("click", ({ nodes }) => this.tell("red:pick", nodes[0] ?? null));
    this.network.on("doubleClick", ({ nodes }) => nodes[0] && this.tell("red:expand", nodes[0]));
    this.network.on("zoom", ({ scale }) => this.camera.bound(scale));
    this.network.on("dragging", ({ nodes }) => nodes[0] && this.move(nodes[0]));
    this.network.on("dragEnd", ({ nodes }) => nodes[0] && this.tell("red:moved", nodes[0]));
  }

  tell(name, id) {
    this.canvas.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { id } }));
  }

  draw(data) {
    this.clear(); // first, as vis-network paints what it still has
    this.data = data;
    this.icons = iconsOf(data.icons);
    const { nodes, squeeze } = squeezed(this.canvas, data.nodes);
    this.squeeze = squeeze;
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.ties = data.edges.map((edge, number) => ({ ...edge, id: number }));
    this.faint = faintnessOf(this.ties);
    this.near = new Map(nodes.map((node) => [node.id, new Set()]));
    for (const tie of this.ties) {
      this.near.get(tie.from).add(tie.to);
      this.near.get(tie.to).add(tie.from);
    }
    this.frame = frameOf(nodes);
    this.chosen = this.nodes.has(this.chosen) ? this.chosen : null;
    this.over = null;
    this.spot = null;
    this.repaint();
    this.fit();
  }

  // Everything anew: after new data, and when the page turns light or dark.
  repaint() {
    this.look = lookOf(this.canvas, this.data);
    this.labels.forget();
    this.clear();
    this.set.nodes.add([...this.nodes.values()].map(({ id, x, y, size }) => (
      { id, x, y, size, physics: false, ctxRenderer: (given) => this.node(given) })));
  }

  clear() {
    this.set.nodes.clear();
  }

  focus() {
    return this.over ?? this.chosen;
  }

  // Who stands out while one actor is looked at: it and its contacts; else those a story speaks of; null when nobody is.
  bright() {
    const focus = this.focus();
    return focus === null ? this.spot : new Set([focus, ...this.near.get(focus)]);
  }

  spotlight(ids) {
    const there = ids.filter((id) => this.nodes.has(id));
    this.spot = there.length ? new Set(there) : null;
    this.labels.forget();
    this.refresh();
  }

  paintLines(context) {
    const scale = this.network.getScale();
    const bright = this.bright();
    for (const node of this.nodes.values()) {
      if (node.region) paintRegion(context, node.region, { look: this.look, token: node.look, scale });
    }
    for (const tie of this.ties) paintLine(context, tie, this.path(tie), { ...this.stroke(tie, bright), scale });
  }

  path(tie) {
    return pathOf(tie, this.nodes.get(tie.from), this.nodes.get(tie.to));
  }

  stroke(tie, bright) {
    const focus = this.focus();
    const shown = !bright || (focus === null ? bright.has(tie.from) && bright.has(tie.to) : tie.from === focus || tie.to === focus);
    const opacity = strengthOf(tie) * this.faint;
    if (!bright || !shown) return { color: this.look.quiet, opacity: shown ? opacity : DIM * this.faint };
    return { color: this.look.accent, opacity: Math.max(opacity, 0.55) };
  }

  // The tie at a point of the canvas (pixels), or null.
  tieAt(dom) {
    const scale = this.network.getScale();
    const { x, y } = this.network.DOMtoCanvas(dom);
    const found = this.ties.map((tie) => ({ tie, far: distanceTo(this.path(tie), x, y, tie.lanes === 1) - tie.width / 2 }))
      .sort((a, b) => a.far - b.far)[0];
    return found && found.far * scale < REACH ? found.tie : null;
  }

  node({ ctx, id, x, y }) {
    const node = this.nodes.get(id);
    const scale = this.network.getScale();
    const radius = radiusOf(node, scale);
    const bright = this.bright();
    const how = {
      look: this.look, icons: this.icons, scale, faded: bright !== null && !bright.has(id), chosen: id === this.chosen,
    };
    const drawNode = () => paintMark(ctx, node, { x, y, radius }, how);
    return { drawNode, nodeDimensions: { width: radius * 2.2, height: radius * 2.2 } };
  }

  refresh() {
    this.network.redraw();
  }

  // An actor that is dragged: its lines and its name follow.
  move(id) {
    Object.assign(this.nodes.get(id), this.network.getPositions([id])[id]);
    this.labels.forget();
  }

  // Where an actor stands in the server's own measure.
  placeOf(id) {
    const { x, y } = this.nodes.get(id);
    return { x: Math.round(x / this.squeeze), y: Math.round(y) };
  }

  hover(id) {
    if (this.over === id) return;
    this.over = id !== null && this.nodes.has(id) ? id : null;
    this.canvas.classList.toggle("over", this.over !== null);
    this.tell("red:over", this.over);
    this.refresh();
  }

  choose(id) {
    this.chosen = id !== null && this.nodes.has(id) ? id : null;
    this.over = null;
    this.refresh();
    if (this.chosen !== null) this.show(this.chosen);
  }

  show(id) { this.camera.show(this.nodes.get(id)); }

  fit() { this.camera.fit(this.frame); }

  zoom(factor) { this.camera.zoom(factor); }

  get least() { return this.camera.least; }

  towards(id, direction) {
    return inDirection(this.nodes.get(id), [...this.near.get(id)].map((other) => [other, this.nodes.get(other)]), direction);
  }

  get best() {
    const all = [...this.nodes.values()];
    const first = all.find((node) => node.centre);
    return (first ?? all.sort((a, b) => b.contacts - a.contacts)[0])?.id ?? null;
  }
}
