// What of the picture is in sight: the frame around everything, how near one may come, who lies in a direction.
export const SPACE = { x: 64, y: 34 };
const NARROWEST = 0.5;
const WIDEST = 1.4;
const NEAREST = 2.5;
const CLOSEST = 1.3;
const MARGIN = 40;
const NAME = 90;

export function frameOf(nodes) {
  const edge = (find, side, way, reach) => (nodes.length
    ? find(...nodes.map((node) => (node.region ? node.region[side] + way * node.region[side + 2] : node["xy"[side]] + way * reach(node))))
    : 0);
  const size = (node) => node.size;
  const name = (node) => (node.bubble ? Math.max(node.size, NAME) : node.size); // names of bubbles are long
  return {
    left: edge(Math.min, 0, -1, name), right: edge(Math.max, 0, 1, name),
    top: edge(Math.min, 1, -1, size), bottom: edge(Math.max, 1, 1, size),
  };
}

// The server leaves room across for names; a narrow canvas, as a phone's, takes some of it back.
export function squeezed(canvas, nodes) {
  const { left, right, top, bottom } = frameOf(nodes);
  const room = (canvas.clientWidth - 2 * SPACE.x) / Math.max(canvas.clientHeight - 2 * SPACE.y, 1);
  const wanted = (room * (bottom - top)) / Math.max(right - left, 1);
  const squeeze = Math.min(Math.max(wanted, NARROWEST), WIDEST);
  return {
    squeeze,
    nodes: nodes.map((node) => ({
      ...node, x: node.x * squeeze,
      region: node.region ? [node.region[0] * squeeze, node.region[1], node.region[2] * squeeze, node.region[3]] : null,
    })),
  };
}

// Where the reader looks: everything, nearer, further, at one actor.
export class Camera {
  constructor(network, canvas) {
    this.network = network;
    this.canvas = canvas;
    this.least = 0.02;
  }

  // Everything in sight, with room for the names around: they keep their size, so that the room does.
  fit({ left, right, top, bottom }) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const across = (width - 2 * SPACE.x) / Math.max(right - left, 1);
    const down = (height - 2 * SPACE.y) / Math.max(bottom - top, 1);
    const scale = Math.max(Math.min(across, down, CLOSEST), 0.02);
    this.network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 }, animation: false });
    this.least = scale * 0.5;
  }

  zoom(factor) {
    this.bound(this.network.getScale() * factor, true);
  }

  bound(scale, always = false) {
    const bounded = Math.min(Math.max(scale, this.least), NEAREST);
    if (always || bounded !== scale) this.network.moveTo({ scale: bounded, animation: false });
  }

  // Brings a place into sight, if it is not there already.
  show(position) {
    const { x, y } = this.network.canvasToDOM(position);
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const inside = x > MARGIN && y > MARGIN && x < width - MARGIN && y < height - MARGIN;
    if (!inside) this.network.moveTo({ position, animation: false });
  }
}

// Of some places the one that lies most in a direction ("up", "down", "left", "right"): [[id, {x, y}]] -> id or null.
export function inDirection(from, places, direction) {
  const [dx, dy] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction];
  const fits = places.map(([id, { x, y }]) => {
    const far = Math.hypot(x - from.x, y - from.y) || 1;
    return { id, along: ((x - from.x) * dx + (y - from.y) * dy) / far, far };
  }).filter(({ along }) => along > 0.3);
  fits.sort((a, b) => b.along - a.along || a.far - b.far);
  return fits[0]?.id ?? null;
}
