// The same picture without WebGL: round points and fewer ties on a plain canvas.
import { NOBODY, linesOf, standsOut } from "./big-ties.js";

const MOST_LINES = 4000;
const css = (rgb) => `rgb(${rgb.map((part) => Math.round(part * 255)).join(" ")})`;

export class Plain {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.bright = null;
  }

  take(picture) {
    this.picture = picture;
    this.strip = linesOf(picture).strip;
  }

  keep() {
    this.take(this.picture);
  }

  highlight(strip) {
    this.bright = strip;
  }

  draw(camera, wanted, [width, height]) {
    const { context, canvas, picture } = this;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const ratio = canvas.width / camera.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = css(wanted.look.ground);
    context.fillRect(0, 0, camera.width, camera.height);
    if (!picture) return;
    this.stroke(camera, this.strip, Math.min(wanted.lines, MOST_LINES), [css(wanted.look.quiet), wanted.faint]);
    if (this.bright) this.stroke(camera, this.bright, this.bright.length / 4, [css(wanted.look.accent), 0.8]);
    for (let at = picture.points - 1; at >= 0; at -= 1) this.dot(camera, at, wanted);
    context.globalAlpha = 1;
  }

  stroke(camera, strip, count, [colour, alpha]) {
    const { context } = this;
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.beginPath();
    for (let at = 0; at < 4 * count; at += 4) {
      const from = camera.project(strip[at], strip[at + 1]);
      const to = camera.project(strip[at + 2], strip[at + 3]);
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
  }

  dot(camera, at, { look, least }) {
    const { context, picture } = this;
    if (picture.look[at] === NOBODY) return;
    const { x, y } = camera.project(picture.x[at], picture.y[at]);
    const radius = Math.max(picture.radius[at] * camera.scale, least);
    if (x + radius < 0 || y + radius < 0 || x - radius > camera.width || y - radius > camera.height) return;
    const family = picture.look[at];
    context.globalAlpha = standsOut(picture, at) ? 1 : 0.1;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = css(picture.bubbles ? look.bubble : look.hues[family]);
    context.fill();
    if (radius < 3) return;
    context.strokeStyle = css(look.ink);
    context.stroke();
  }
}
