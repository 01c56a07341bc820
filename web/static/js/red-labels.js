// Which names are written and where, so that none covers another or a node: the most important first, each below,
// above or beside its node; those without room are left out until one comes nearer. All in screen pixels.
const LINE = 1.2;
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

  isFree(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.owner !== owner && other.left < box.right && other.right > box.left
          && other.top < box.bottom && other.bottom > box.top) return false;
      }
    }
    return true;
  }
}

function candidates(node, width, height) {
  const r = node.radius + GAP;
  return [
    { x: node.x - width / 2, y: node.y + r },
    { x: node.x - width / 2, y: node.y - r - height },
    { x: node.x + r, y: node.y - height / 2 },
    { x: node.x - r - width, y: node.y - height / 2 },
  ];
}

// nodes: [{id, x, y, radius, lines, size, rank, must}] -> [{id, x, y, width, lines, size}], x and y the upper left.
export function placeLabels(nodes, measure) {
  const taken = new Taken();
  for (const node of nodes) {
    const r = node.radius;
    taken.add({ owner: node.id, left: node.x - r, right: node.x + r, top: node.y - r, bottom: node.y + r });
  }
  const placed = [];
  for (const node of [...nodes].sort((a, b) => b.rank - a.rank)) {
    const width = Math.max(...node.lines.map((line) => measure(line, node.size)));
    const height = node.lines.length * node.size * LINE;
    const boxes = candidates(node, width, height).map((at) => ({
      owner: node.id, left: at.x - 2, right: at.x + width + 2, top: at.y, bottom: at.y + height, at,
    }));
    const box = boxes.find((one) => taken.isFree(one, node.id)) ?? (node.must ? boxes[0] : null);
    if (!box) continue;
    taken.add(box);
    placed.push({ id: node.id, x: box.at.x, y: box.at.y, width, lines: node.lines, size: node.size });
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
