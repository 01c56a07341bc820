// Brings a picture's numbers, and draws them on the page's canvas with WebGL: all of it away from the page's own thread,
// which only says from where one looks. In: bring {url}, canvas {canvas}, draw {camera, wanted, size}, highlight {strip},
// keep {kept}: who stands out.
// Out: picture {…}, failed {error}, painted {took}, none (no WebGL2 here: the page draws itself), again (drawing was lost).
import { Glass } from "./big-gl.js";
import { NOBODY, linesOf, standsOut } from "./big-ties.js";

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

// Four corners a point and the two triangles between them: drawing one square many times over would be slow without a
// graphics card.
function squares(picture) {
  const { x, y, radius, look, points } = picture;
  const square = new Float32Array(12 * points);
  const looks = new Uint8Array(4 * points);
  for (let at = 0; at < points; at += 1) {
    for (let corner = 0; corner < 4; corner += 1) square.set([x[at], y[at], radius[at]], 12 * at + 3 * corner);
    looks.fill(look[at], 4 * at, 4 * at + 4);
  }
  return { square, looks };
}

// The triangles in the order they are painted: who does not stand out below the others, the most important on top.
function stacked(picture) {
  const corners = new Uint32Array(6 * picture.points);
  let filled = 0;
  for (const above of [false, true]) {
    for (let at = picture.points - 1; at >= 0; at -= 1) {
      if (picture.look[at] === NOBODY || standsOut(picture, at) !== above) continue;
      for (const corner of [0, 1, 2, 2, 1, 3]) corners[filled++] = 4 * at + corner;
    }
  }
  return { corners: corners.subarray(0, filled) };
}

// Who stands out, for each of the four corners.
function strengths(picture) {
  const kept = new Uint8Array(4 * picture.points);
  for (let at = 0; at < picture.points; at += 1) if (standsOut(picture, at)) kept.fill(1, 4 * at, 4 * at + 4);
  return kept;
}

let glass = null;
let all = null; // the picture's columns and who stands out in it
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
    all = { ...picture, ...arrays, kept: null };
    mine = { points: picture.points, ...linesOf(all), ...squares(all), ...stacked(all), strengths: strengths(all) };
    show();
    self.postMessage({ kind: "picture", ...picture, ...arrays, state: answer.headers.get("X-Estado") });
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
  keep({ kept }) {
    if (!all) return;
    all.kept = kept;
    Object.assign(mine, linesOf(all), stacked(all), { strengths: strengths(all) });
    glass?.keep(mine);
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
