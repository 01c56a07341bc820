// Actors and bubbles as they are painted: a shape in its colour with the icon of its type, a bubble with its count.
import { paintIcon, tracePath } from "./red-look.js";

const LEAST_RADIUS = 5;
const ICON_FROM = 10;
const FAINT = 0.22;

export const radiusOf = (node, scale) => Math.max(node.size, LEAST_RADIUS / scale);

// How a mark is painted: {look, icons, scale, faded, chosen}.
export function paintMark(context, node, at, how) {
  context.globalAlpha = (how.faded ? FAINT : 1) * (node.share ?? 1); // who has just come fades in
  if (node.bubble) paintBubble(context, node, at, how);
  else paintActor(context, node, at, how);
  if (how.chosen || node.centre) paintRing(context, at, how);
  if (node.pinned) paintPin(context, at, how);
  context.globalAlpha = 1;
}

function paintActor(context, node, { x, y, radius }, { look, icons, scale }) {
  tracePath(context, look.shape(node.family), x, y, radius);
  context.fillStyle = look.hue(node.look);
  context.fill();
  context.lineWidth = Math.max(1.25, 1 / scale);
  context.strokeStyle = look.ink;
  context.stroke();
  const paths = icons.get(node.icon_name);
  if (!paths || radius * scale < ICON_FROM) return;
  context.fillStyle = look.on(node.look);
  paintIcon(context, paths, x, y, radius * 1.05);
}

// How many a bubble holds, as it is written in it; "" where there is no room. `size` is the height of the letters.
export function countIn(node, radius, scale) {
  const size = Math.max(Math.min(radius * 0.62, 30), 11 / scale);
  const text = node.open ? "−" : String(node.count);
  return { size, text: text.length * size * 0.6 > radius * 1.8 ? "" : text };
}

function paintBubble(context, node, { x, y, radius }, { look, scale }) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = look.hue(node.look);
  context.fill();
  context.lineWidth = Math.max(1.5, 1 / scale);
  context.strokeStyle = look.ink;
  context.stroke();
  const { size, text } = countIn(node, radius, scale);
  context.fillStyle = look.on(node.look);
  context.font = `600 ${size}px ${look.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + size * 0.06);
}

function paintRing(context, { x, y, radius }, { look, scale, chosen }) {
  context.beginPath();
  context.arc(x, y, radius * 1.35 + 3 / scale, 0, 2 * Math.PI);
  context.lineWidth = (chosen ? 3 : 1.5) / scale;
  context.strokeStyle = chosen ? look.focus : look.ink;
  context.stroke();
}

function paintPin(context, { x, y, radius }, { look, scale }) {
  const size = 3.5 / scale;
  context.beginPath();
  context.arc(x + radius * 0.9, y - radius * 0.9, size, 0, 2 * Math.PI);
  context.fillStyle = look.accent;
  context.fill();
  context.lineWidth = 1.5 / scale;
  context.strokeStyle = look.ground;
  context.stroke();
}

// The ground of an open bubble, under everything else.
export function paintRegion(context, [x, y, across, down], { look, token, scale }) {
  context.beginPath();
  context.ellipse(x, y, across, down, 0, 0, 2 * Math.PI);
  context.globalAlpha = 0.1;
  context.fillStyle = look.hue(token);
  context.fill();
  context.globalAlpha = 0.8;
  context.setLineDash([]);
  context.lineWidth = 1.25 / scale;
  context.strokeStyle = look.edge;
  context.stroke();
  context.globalAlpha = 1;
}
