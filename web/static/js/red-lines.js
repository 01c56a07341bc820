// Ties as lines: what they mean by their strokes (solid, dashed, dotted, double), side by side for one pair, thick when
// many, faint when cold. Strokes tell meanings apart on grey paper too; the styles come with the data (web/red/palette.py).
const COLDNESS = [0.95, 0.65, 0.38];
const STEADY = 0.75; // what holds without a meeting does not grow cold
// Above so many lines each is fainter, so that a crowd of them does not hide the actors.
const CALM_LINES = 250;
const LANE = 9;
const THIN = 1.1;
const SAMPLES = 12;

export const faintnessOf = (ties) => Math.min(1, Math.sqrt(CALM_LINES / Math.max(ties.length, 1)));
export const strengthOf = (tie) => (tie.count && tie.last ? COLDNESS[tie.age] : STEADY);

// A line from a to b; one of several lanes bends to its side. [ax, ay, cx, cy, bx, by], c the control point.
export function pathOf(tie, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const far = Math.hypot(dx, dy) || 1;
  const aside = (tie.lane - (tie.lanes - 1) / 2) * LANE * 2;
  return [a.x, a.y, (a.x + b.x) / 2 - (dy / far) * aside, (a.y + b.y) / 2 + (dx / far) * aside, b.x, b.y];
}

function trace(context, [ax, ay, cx, cy, bx, by], straight, off = 0) {
  const far = Math.hypot(bx - ax, by - ay) || 1;
  const [ox, oy] = [(-(by - ay) / far) * off, ((bx - ax) / far) * off];
  context.beginPath();
  context.moveTo(ax + ox, ay + oy);
  if (straight) context.lineTo(bx + ox, by + oy);
  else context.quadraticCurveTo(cx + ox, cy + oy, bx + ox, by + oy);
  context.stroke();
}

// style: {color, opacity, scale}; widths are the picture's own, but never thinner than a pixel.
export function paintLine(context, tie, path, { color, opacity, scale }) {
  const width = Math.max(tie.width, THIN / scale);
  const straight = tie.lanes === 1;
  context.globalAlpha = opacity * (tie.share ?? 1);
  context.strokeStyle = color;
  context.lineCap = "butt";
  context.setLineDash(tie.dashes ? tie.dashes.map((length) => length * Math.max(1, width / 2)) : []);
  if (tie.double) {
    const thin = Math.max(width / 2.4, THIN / scale);
    context.lineWidth = thin;
    for (const off of [-1, 1]) trace(context, path, straight, off * (thin + 0.6 / scale));
  } else {
    context.lineWidth = width;
    trace(context, path, straight);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function toSegment(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

// How far a point is from a line, in the picture's own measure.
export function distanceTo([ax, ay, cx, cy, bx, by], x, y, straight) {
  if (straight) return toSegment(x, y, ax, ay, bx, by);
  let [px, py, best] = [ax, ay, Infinity];
  for (let step = 1; step <= SAMPLES; step += 1) {
    const t = step / SAMPLES;
    const qx = (1 - t) ** 2 * ax + 2 * t * (1 - t) * cx + t * t * bx;
    const qy = (1 - t) ** 2 * ay + 2 * t * (1 - t) * cy + t * t * by;
    best = Math.min(best, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return best;
}
