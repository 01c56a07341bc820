// The picture: vis-network shows nodes and ties where the server put them; shapes, icons and names are painted here.
import { iconsOf, lookOf, paintIcon, tracePath } from "./red-look.js";
import { linesOf, paintLabel, placeLabels } from "./red-labels.js";

const OPTIONS = {
  autoResize: true,
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: {
    hover: true, dragNodes: false, keyboard: false, navigationButtons: false, multiselect: false,
    selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.6,
  },
  nodes: { shape: "custom", chosen: false, labelHighlightBold: false },
  edges: { smooth: false, chosen: false, hoverWidth: 0, selectionWidth: 0, arrows: { to: { enabled: false } } },
};
const AGES = [0.95, 0.65, 0.38];
// Above so many ties each is fainter, so that a crowd of them does not hide the actors.
const CALM = 250;
const DIM = 0.12;
const LEAST_RADIUS = 5;
const LEAST_WIDTH = 1.1;
const ICON_FROM = 10;
const NEAREST = 2.5;
const CLOSEST = 1.3;
const ROOM = { x: 64, y: 34 };
const NARROWEST = 0.5;
const WIDEST = 1.4;
const SURE = 10;

function frameOf(nodes) {
  const edge = (find, side, way) => (nodes.length ? find(...nodes.map((node) => node[side] + way * node.size)) : 0);
  return {
    left: edge(Math.min, "x", -1), right: edge(Math.max, "x", 1),
    top: edge(Math.min, "y", -1), bottom: edge(Math.max, "y", 1),
  };
}

// How much an actor matters in this picture: its contacts here, then its size, which tells of all its contacts.
const weightOf = (node) => node.contacts + node.size / 100;

export class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    this.nodes = new Map();
    this.ties = [];
    this.near = new Map();
    this.frame = frameOf([]);
    this.chosen = null;
    this.over = null;
    this.spot = null;
    this.labels = { scale: 0, key: "", placed: [] };
    this.set = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
    this.network = new vis.Network(canvas, this.set, OPTIONS);
    this.network.on("afterDrawing", (context) => this.paintLabels(context));
    this.network.on("hoverNode", ({ node }) => this.hover(node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("click", ({ nodes }) => this.tell("red:pick", nodes[0] ?? null));
    this.network.on("doubleClick", ({ nodes }) => nodes[0] && this.tell("red:expand", nodes[0]));
    this.network.on("zoom", ({ scale }) => this.bound(scale));
  }

  tell(name, id) {
    this.canvas.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { id } }));
  }

  draw(data) {
    this.clear(); // first, as vis-network paints what it still has
    this.families = data.families;
    this.icons = iconsOf(data.icons);
    const places = this.shaped(data.nodes);
    this.nodes = new Map(places.map((node) => [node.id, node]));
    this.ties = data.edges.map((edge, number) => ({ ...edge, id: number }));
    this.faint = Math.min(1, Math.sqrt(CALM / Math.max(this.ties.length, 1)));
    this.near = new Map(data.nodes.map((node) => [node.id, new Set()]));
    for (const tie of this.ties) {
      this.near.get(tie.from).add(tie.to);
      this.near.get(tie.to).add(tie.from);
    }
    this.frame = frameOf(places);
    this.chosen = this.nodes.has(this.chosen) ? this.chosen : null;
    this.over = null;
    this.spot = null;
    this.scale = 1;
    this.repaint();
    this.fit();
    this.scale = this.network.getScale();
    this.refresh();
  }

  // The server leaves room across for names; a narrow canvas, as a phone's, takes some of it back.
  shaped(nodes) {
    const { left, right, top, bottom } = frameOf(nodes);
    const room = (this.canvas.clientWidth - 2 * ROOM.x) / Math.max(this.canvas.clientHeight - 2 * ROOM.y, 1);
    const wanted = (room * (bottom - top)) / Math.max(right - left, 1);
    const squeeze = Math.min(Math.max(wanted, NARROWEST), WIDEST);
    return nodes.map((node) => ({ ...node, x: node.x * squeeze }));
  }

  // Everything anew: after new data, and when the page turns light or dark.
  repaint() {
    this.look = lookOf(this.canvas, this.families);
    this.labels.key = "";
    this.clear();
    this.set.nodes.add([...this.nodes.values()].map(({ id, x, y, size }) => (
      { id, x, y, size, physics: false, ctxRenderer: (given) => this.node(given) })));
    this.set.edges.add(this.ties.map((tie) => this.line(tie)));
  }

  clear() {
    this.set.edges.clear();
    this.set.nodes.clear();
  }

  line(tie) {
    const bright = this.bright();
    const shown = !bright || tie.from === this.focus() || tie.to === this.focus()
      || (this.focus() === null && bright.has(tie.from) && bright.has(tie.to));
    const strength = (tie.kind === "met" ? AGES[tie.age] : 0.6) * this.faint;
    return {
      id: tie.id, from: tie.from, to: tie.to, width: Math.max(tie.width, LEAST_WIDTH / this.scale), dashes: tie.dashes,
      color: {
        color: shown && bright ? this.look.accent : this.look.quiet,
        opacity: shown ? (bright ? Math.max(strength, 0.55) : strength) : DIM * this.faint, inherit: false,
      },
    };
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
    this.labels.key = "";
    this.refresh();
  }

  node({ ctx, id, x, y }) {
    const node = this.nodes.get(id);
    const scale = this.network.getScale();
    const radius = Math.max(node.size, LEAST_RADIUS / scale);
    const bright = this.bright();
    const drawNode = () => {
      ctx.globalAlpha = bright && !bright.has(id) ? DIM * 1.8 : 1;
      tracePath(ctx, this.look.shape(node.family), x, y, radius);
      ctx.fillStyle = this.look.hue(node.family);
      ctx.fill();
      ctx.lineWidth = Math.max(1.25, 1 / scale);
      ctx.strokeStyle = this.look.ink;
      ctx.stroke();
      this.icon(ctx, node, { x, y, radius, scale });
      if (id === this.chosen || node.centre) this.ring(ctx, { id, x, y, radius, scale });
      ctx.globalAlpha = 1;
    };
    return { drawNode, nodeDimensions: { width: radius * 2.2, height: radius * 2.2 } };
  }

  icon(context, node, { x, y, radius, scale }) {
    const paths = this.icons.get(node.icon_name);
    if (!paths || radius * scale < ICON_FROM) return;
    context.fillStyle = this.look.on(node.family);
    paintIcon(context, paths, x, y, radius * 1.05);
  }

  ring(context, { id, x, y, radius, scale }) {
    context.beginPath();
    context.arc(x, y, radius * 1.35 + 3 / scale, 0, 2 * Math.PI);
    context.lineWidth = (id === this.chosen ? 3 : 1.5) / scale;
    context.strokeStyle = id === this.chosen ? this.look.focus : this.look.ink;
    context.stroke();
  }

  // Names keep their size on the screen; where they go depends on the scale and on who is looked at, not on panning.
  paintLabels(context) {
    const scale = this.network.getScale();
    const key = `${scale}|${this.focus()}`;
    if (this.labels.key !== key) this.labels = { key, placed: this.layLabels(context, scale) };
    const bright = this.bright();
    context.save();
    context.scale(1 / scale, 1 / scale);
    for (const label of this.labels.placed) {
      context.font = this.font(label);
      context.globalAlpha = bright && !bright.has(label.id) ? 0.25 : 1;
      paintLabel(context, label, this.look.ink, this.look.ground);
    }
    context.restore();
  }

  font({ id, size }) {
    const heavy = id === this.focus() || this.nodes.get(id).centre;
    return `${heavy ? 650 : 450} ${size}px ${this.look.font}`;
  }

  layLabels(context, scale) {
    const bright = this.bright();
    const largest = [...this.nodes.values()].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, SURE);
    const covers = new Map(largest.map(({ id }, place) => [id, place < 3 ? 3 : 0.4]));
    const nodes = [...this.nodes.values()].map((node) => {
      const first = node.id === this.focus() || node.centre;
      return {
        id: node.id, x: node.x * scale, y: node.y * scale, radius: Math.max(node.size * scale, LEAST_RADIUS) * 1.1,
        lines: linesOf(first ? node.label : node.short, first ? 28 : 20), covers: first ? 1e6 : covers.get(node.id) ?? 0,
        size: first ? 13.5 : 11.5 + Math.min(1.5, (node.size - 7) / 10),
        rank: weightOf(node) + (first ? 2000 : 0) + (bright?.has(node.id) ? 1000 : 0),
      };
    });
    const { left, right, top, bottom } = this.frame;
    const frame = {
      left: left * scale - ROOM.x, right: right * scale + ROOM.x,
      top: top * scale - ROOM.y, bottom: bottom * scale + ROOM.y,
    };
    return placeLabels(nodes, frame, (text, size) => {
      context.font = `600 ${size}px ${this.look.font}`;
      return context.measureText(text).width;
    });
  }

  refresh() {
    this.set.edges.update(this.ties.map((tie) => this.line(tie)));
    this.network.redraw();
  }

  hover(id) {
    if (this.over === id) return;
    this.over = id !== null && this.nodes.has(id) ? id : null;
    this.canvas.classList.toggle("over", this.over !== null);
    this.refresh();
  }

  choose(id) {
    this.chosen = id !== null && this.nodes.has(id) ? id : null;
    this.over = null;
    this.refresh();
    if (this.chosen !== null) this.show(this.chosen);
  }

  // Brings an actor into sight, if it is not there already.
  show(id) {
    const { x, y } = this.network.canvasToDOM(this.nodes.get(id));
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const inside = x > 40 && y > 40 && x < width - 40 && y < height - 40;
    if (!inside) this.network.moveTo({ position: this.nodes.get(id), animation: false });
  }

  // Everything in sight, with room for the names around: they keep their size, so that the room does.
  fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { left, right, top, bottom } = this.frame;
    const across = (width - 2 * ROOM.x) / Math.max(right - left, 1);
    const down = (height - 2 * ROOM.y) / Math.max(bottom - top, 1);
    const scale = Math.max(Math.min(across, down, CLOSEST), 0.02);
    this.network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 }, animation: false });
    this.least = scale * 0.5;
  }

  zoom(factor) {
    const scale = this.network.getScale() * factor;
    this.network.moveTo({ scale: Math.min(Math.max(scale, this.least), NEAREST), animation: false });
  }

  bound(scale) {
    const bounded = Math.min(Math.max(scale, this.least), NEAREST);
    if (bounded !== scale) this.network.moveTo({ scale: bounded, animation: false });
  }

  // The contact that lies most in a direction ("up", "down", "left", "right") from an actor.
  towards(id, direction) {
    const [dx, dy] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction];
    const from = this.nodes.get(id);
    const fits = [...this.near.get(id)].map((other) => {
      const { x, y } = this.nodes.get(other);
      const far = Math.hypot(x - from.x, y - from.y) || 1;
      return { other, along: ((x - from.x) * dx + (y - from.y) * dy) / far, far };
    }).filter(({ along }) => along > 0.3);
    fits.sort((a, b) => b.along - a.along || a.far - b.far);
    return fits[0]?.other ?? null;
  }

  get best() {
    const all = [...this.nodes.values()];
    const first = all.find((node) => node.centre);
    return (first ?? all.sort((a, b) => b.contacts - a.contacts)[0])?.id ?? null;
  }
}
