// Brings a picture's numbers, and draws them on the page's canvas with WebGL: all of it away from the page's own thread,
// which only says from where one looks. In: bring {url}, canvas {canvas}, draw {camera, wanted, size}, highlight {strip}.
// Out: picture {…}, failed {error}, painted {took}, none (no WebGL2 here: the page draws itself), again (drawing was lost).
import { Glass } from "./big-gl.js";

const HEAD = 32;
const MAGIC = 0x31444552;

function decoded(buffer) {
  const [magic, , bubbles, points, ties, total] = new Uint32Array(buffer, 0, 8);
  if (magic !== MAGIC) throw new Error("format");
  const short = new Uint16Array(buffer, HEAD, 3 * points + 2 * ties);
  const bytes = new Uint8Array(buffer, HEAD + 2 * short.length, points + ties);
  const x = Float32Array.from(short.subarray(0, points));
  const y = Float32Array.from(short.subarray(points, 2 * points));
  const radius = Float32Array.from(short.subarray(2 * points, 3 * points));
  const one = short.slice(3 * points, 3 * points + ties);
  const other = short.slice(3 * points + ties);
  return { bubbles, points, ties, total, x, y, radius, look: bytes.slice(0, points), tie: bytes.slice(points), one, other };
}

// Two ends a tie, as WebGL draws lines: x and y of each, and how the tie looks twice.
function lines({ x, y, one, other, tie, ties }) {
  const strip = new Float32Array(4 * ties);
  const tint = new Uint8Array(2 * ties);
  for (let at = 0; at < ties; at += 1) {
    strip[4 * at] = x[one[at]];
    strip[4 * at + 1] = y[one[at]];
    strip[4 * at + 2] = x[other[at]];
    strip[4 * at + 3] = y[other[at]];
    tint[2 * at] = tint[2 * at + 1] = tie[at];
  }
  return { strip, tint };
}

// Four corners a point and the two triangles between them: drawing one square many times over would be slow without a
// graphics card.
function squares({ x, y, radius, look, points }) {
  const square = new Float32Array(12 * points);
  const looks = new Uint8Array(4 * points);
  const corners = new Uint32Array(6 * points);
  for (let at = 0; at < points; at += 1) {
    for (let corner = 0; corner < 4; corner += 1) square.set([x[at], y[at], radius[at]], 12 * at + 3 * corner);
    looks.fill(look[at], 4 * at, 4 * at + 4);
    corners.set([0, 1, 2, 2, 1, 3].map((corner) => 4 * at + corner), 6 * at);
  }
  return { square, looks, corners };
}

let glass = null;
let mine = null; // what the graphics processor takes, once it is there
let next = null;
let asked = null;
let last = 0;
let waiting = 0; // since when a frame is wanted

function show() {
  if (glass && mine) glass.take(mine);
}

async function bring({ url }) {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { x, y, radius, look, one, other, tie, ...picture } = decoded(await answer.arrayBuffer());
    const arrays = { x, y, radius, look, one, other, tie };
    mine = { points: picture.points, ...lines({ ...picture, ...arrays }), ...squares({ ...picture, ...arrays }) };
    show();
    const strip = glass ? null : mine.strip;
    self.postMessage({ kind: "picture", ...picture, ...arrays, strip, state: answer.headers.get("X-Estado") });
  } catch (error) {
    self.postMessage({ kind: "failed", error: String(error.message) });
  }
}

const clock = () => performance.timeOrigin + performance.now(); // the same here and on the page

// How long a frame took counts from when the page wanted it: where there is no graphics card, all waits for the drawing.
function paint() {
  const now = clock();
  asked = null;
  glass.draw(next.camera, next.wanted, next.size);
  self.postMessage({ kind: "painted", took: now - Math.max(last, waiting) });
  last = now;
}

const acts = {
  bring,
  canvas({ canvas }) {
    try {
      glass = new Glass(canvas, () => { show(); self.postMessage({ kind: "again" }); });
      show();
    } catch {
      self.postMessage({ kind: "none" });
    }
  },
  highlight({ strip }) { glass?.highlight(strip); },
  draw(wanted) {
    next = wanted;
    if (!glass || !mine || asked !== null) return;
    waiting = wanted.at;
    asked = requestAnimationFrame(paint);
  },
};

self.addEventListener("message", ({ data }) => acts[data.kind](data));
