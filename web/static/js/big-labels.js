// Names above the picture: the most important in sight, none on another, repainted when one has come to rest.
import { standsOut } from "./big-ties.js";
import { linesOf, paintLabel, placeLabels } from "./red-labels.js";

const MOST = 70;
const SMALLEST = 2.2; // a point smaller than this on the screen is named only where there is room to spare
const SIZE = 12;
const ROOMY = 16; // a bubble smaller than this carries no name

// The places in sight, the most important first (as they come), at most so many.
export function inSight(picture, camera, most) {
  const found = [];
  const low = camera.unproject(0, 0);
  const high = camera.unproject(camera.width, camera.height);
  for (let at = 0; at < picture.points && found.length < most; at += 1) {
    const x = picture.x[at];
    const y = picture.y[at];
    if (x < low.x || y < low.y || x > high.x || y > high.y) continue;
    if (!standsOut(picture, at)) continue;
    found.push(at);
  }
  return found;
}

export function wantedNames(picture, camera) {
  const found = inSight(picture, camera, MOST);
  if (picture.bubbles) return found.filter((at) => picture.radius[at] * camera.scale >= ROOMY);
  const large = found.filter((at) => picture.radius[at] * camera.scale >= SMALLEST);
  return large.length >= 12 ? large : found.slice(0, Math.max(12, large.length));
}

export class Labels {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  clear() {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  // names: Map place -> {short, name}; `first` is the chosen place, named whole and before all others.
  paint({ picture, camera, names, look, places, first, least }) {
    const { context } = this;
    this.clear();
    const ratio = this.canvas.width / camera.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const all = first !== null && !places.includes(first) ? [first, ...places] : places;
    const nodes = all.filter((at) => names.get(at)).map((at, rank) => {
      const { x, y } = camera.project(picture.x[at], picture.y[at]);
      const chosen = at === first;
      const { name, short } = names.get(at);
      return {
        id: at, x, y, radius: Math.max(picture.radius[at] * camera.scale, least), size: chosen ? 13.5 : SIZE,
        lines: linesOf(chosen ? name : short, chosen ? 28 : 22), covers: chosen ? 1e6 : rank < 8 ? 3 : 0.6,
        rank: chosen ? 1e9 : -rank,
      };
    });
    const frame = { left: 2, right: camera.width - 2, top: 2, bottom: camera.height - 2 };
    const measure = (text, size) => { context.font = `600 ${size}px ${look.css.font}`; return context.measureText(text).width; };
    for (const label of placeLabels(picture.bubbles ? inside(nodes) : nodes, frame, measure)) {
      context.font = `${label.id === first ? 650 : 450} ${label.size}px ${look.css.font}`;
      paintLabel(context, label, look.css.ink, look.css.ground);
    }
    if (first !== null) this.ring(picture, camera, first, look, least);
  }

  ring(picture, camera, at, look, least) {
    const { context } = this;
    const { x, y } = camera.project(picture.x[at], picture.y[at]);
    context.beginPath();
    context.arc(x, y, Math.max(picture.radius[at] * camera.scale, least) * 1.3 + 3, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.strokeStyle = look.css.focus;
    context.stroke();
  }
}

// A bubble carries its name in its middle: as if it were a point there.
function inside(nodes) {
  return nodes.map((node) => ({ ...node, radius: 0, y: node.y - node.size, covers: 0 }));
}
