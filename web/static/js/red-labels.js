// Which names are written and where, so that none covers another or a node: the most important first, each below,
// above or beside its node; those without room are left out until one comes nearer. All in screen pixels.
const LINE = 1.15;
const GAP = 3;
const CELL = 80;

// At most two lines, broken at the space nearest to the middle.
export function linesOf(text, longest = 20) {
  if (text.length <= longest) return [text];
  const spaces = [...text.matchAll(/[ /]/g)].map((found) => found.index);
  if (!spaces.length) return [text];
  const middle = text.length / 2;
  const at = spaces.reduce((best, one) => (Math.abs(one - middle) < Math.abs(best - middle) ? one : best));
  return [text.slice(0, at + 1).trim(), text.slice(at + 1).trim()];
}

// Boxes by the cells they touch, so that only near ones are compared.
class Taken {
  constructor() {
    this.cells = new Map();
  }

  * keys(box) {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1) {
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1) {
        yield `${column},${row}`;
      }
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  // How much a box would cover: of each other box the part that is hidden, times its weight.
  covered(box) {
    const found = new Set();
    for (const key of this.keys(box)) for (const other of this.cells.get(key) ?? []) found.add(other);
    found.delete(box);
    let sum = 0;
    for (const other of found) {
      if (other.owner === box.owner) continue;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across <= 0 || down <= 0) continue;
      sum += other.name ? Infinity : (other.weight * across * down) / ((other.right - other.left) * (other.bottom - other.top));
    }
    return sum;
  }
}

// Around the node, nearest first; the names of important ones may stand a little further off.
function candidates(node, width, height) {
  const steps = node.covers ? [GAP, GAP + 10, GAP + 20] : [GAP];
  return steps.flatMap((step) => {
    const r = node.radius + step;
    const side = r * 0.7;
    return [
      { x: node.x - width / 2, y: node.y + r },
      { x: node.x - width / 2, y: node.y - r - height },
      { x: node.x + r, y: node.y - height / 2 },
      { x: node.x - r - width, y: node.y - height / 2 },
      { x: node.x + side, y: node.y + side },
      { x: node.x - side - width, y: node.y + side },
      { x: node.x + side, y: node.y - side - height },
      { x: node.x - side - width, y: node.y - side - height },
    ];
  });
}

function isInside(box, frame) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

// nodes: [{id, x, y, radius, lines, size, rank, covers, inside}] -> [{id, x, y, width, lines, size}], x and y the upper
// left. No name leaves the frame or touches another; `covers` is how much of
// smaller nodes it may hide, 1 for one whole; `inside` half the size of what is written in a node.
export function placeLabels(nodes, frame, measure) {
  const taken = new Taken();
  for (const node of nodes) {
    const r = node.radius;
    const weight = node.covers ? 5 : 1;
    taken.add({ owner: node.id, weight, left: node.x - r, right: node.x + r, top: node.y - r, bottom: node.y + r });
    if (!node.inside) continue;
    const { across, down } = node.inside; // what is written in it is as good as a name
    taken.add({ owner: node.id, name: true, left: node.x - across, right: node.x + across, top: node.y - down, bottom: node.y + down });
  }
  const placed = [];
  for (const node of [...nodes].sort((a, b) => b.rank - a.rank)) {
    const width = Math.max(...node.lines.map((line) => measure(line, node.size)));
    const height = node.lines.length * node.size * LINE;
    const boxes = candidates(node, width, height).map((at) => ({
      owner: node.id, name: true, left: at.x - 2, right: at.x + width + 2, top: at.y, bottom: at.y + height, at,
    })).filter((box) => isInside(box, frame));
    const best = boxes.map((box) => ({ box, covers: taken.covered(box) })).sort((a, b) => a.covers - b.covers)[0];
    const found = best && (best.covers <= node.covers) ? best.box : null;
    if (!found) continue;
    taken.add(found);
    placed.push({ id: node.id, x: found.at.x, y: found.at.y, width, lines: node.lines, size: node.size });
  }
  return placed;
}

export function paintLabel(context, label, ink, ground) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.fillStyle = ink;
  label.lines.forEach((line, number) => {
    const y = label.y + number * label.size * LINE + label.size * 0.1;
    context.strokeText(line, label.x + label.width / 2, y);
    context.fillText(line, label.x + label.width / 2, y);
  });
}
