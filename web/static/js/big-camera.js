// Where one looks from: `x`, `y` is the point of the picture in the middle, `scale` screen pixels for one of its steps.
import { NOBODY } from "./big-ties.js";

const ROOM = 28;
const NEAREST = 40; // how large, in pixels, the smallest radius may be seen

export class Camera {
  constructor() {
    Object.assign(this, { x: 0, y: 0, scale: 1, width: 1, height: 1, least: 0.001, most: 10 });
  }

  resize(width, height) {
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
  }

  // Everything in sight.
  frame({ x, y, radius, look, points }) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity, small: Infinity };
    for (let at = 0; at < points; at += 1) {
      if (look[at] === NOBODY) continue;
      box.left = Math.min(box.left, x[at] - radius[at]);
      box.right = Math.max(box.right, x[at] + radius[at]);
      box.top = Math.min(box.top, y[at] - radius[at]);
      box.bottom = Math.max(box.bottom, y[at] + radius[at]);
      box.small = Math.min(box.small, radius[at]);
    }
    if (box.left > box.right) Object.assign(box, { left: 0, right: 1, top: 0, bottom: 1, small: 1 });
    this.box = box;
    this.fit();
  }

  fit() {
    const { left, right, top, bottom, small } = this.box;
    const across = (this.width - 2 * ROOM) / Math.max(right - left, 1);
    const down = (this.height - 2 * ROOM) / Math.max(bottom - top, 1);
    this.most = NEAREST / small;
    this.scale = Math.min(Math.max(Math.min(across, down), 1e-4), this.most / 2);
    this.least = this.scale * 0.6;
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
  }

  move(dx, dy) {
    const { left, right, top, bottom } = this.box;
    this.x = Math.min(Math.max(this.x - dx / this.scale, left), right);
    this.y = Math.min(Math.max(this.y - dy / this.scale, top), bottom);
  }

  // Nearer or farther, with the point under (px, py) staying there.
  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const scale = Math.min(Math.max(this.scale * factor, this.least), this.most);
    const there = this.unproject(px, py);
    this.scale = scale;
    this.x = there.x - (px - this.width / 2) / scale;
    this.y = there.y - (py - this.height / 2) / scale;
  }

  show(x, y, scale = this.scale) {
    Object.assign(this, { x, y, scale: Math.min(Math.max(scale, this.least), this.most) });
  }

  project(x, y) {
    return { x: (x - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 };
  }

  unproject(px, py) {
    return { x: (px - this.width / 2) / this.scale + this.x, y: (py - this.height / 2) / this.scale + this.y };
  }

  get key() {
    return `${this.x}|${this.y}|${this.scale}|${this.width}|${this.height}`;
  }
}
