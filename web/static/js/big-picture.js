// The picture of one group: draws when something changed, fewer ties while it moves, names when it rests.
import { Camera } from "./big-camera.js";
import { Glass } from "./big-gl.js";
import { Labels, inSight, wantedNames } from "./big-labels.js";
import { bigLook } from "./big-look.js";
import { Plain } from "./big-plain.js";

const LEAST = 1.6; // no point is smaller on the screen
const TOUCH = 9;
const REST = 140; // milliseconds without a movement
// From afar so many ties are drawn; the nearer, the more, as fewer of them are in sight.
const FROM_AFAR = 9000;
const CALM = 260;
const SLOW = 28;
const QUICK = 20;
const IN_SIGHT = 25;

export class BigPicture {
  // `rested` is called when the picture stands still, with the places in sight.
  constructor(element, families, names, rested) {
    Object.assign(this, { element, families, names, rested });
    [this.ground, this.above] = element.querySelectorAll("canvas");
    this.camera = new Camera();
    this.labels = new Labels(this.above);
    this.look = bigLook(element, families);
    this.glass = this.painter();
    this.share = 1;
    this.lit = 0;
    this.chosen = null;
    this.ground.addEventListener("big:again", () => this.rest());
    new ResizeObserver(() => this.resize()).observe(element);
  }

  painter() {
    try {
      return new Glass(this.ground);
    } catch {
      return new Plain(this.ground);
    }
  }

  take(picture) {
    this.picture = picture;
    this.near = null;
    this.resize();
    this.camera.frame(picture);
    this.whole = this.camera.scale;
    this.glass.take(picture);
    this.rest();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    for (const canvas of [this.ground, this.above]) {
      canvas.width = Math.max(Math.round(width * ratio), 1);
      canvas.height = Math.max(Math.round(height * ratio), 1);
    }
    this.camera.resize(width, height);
    if (this.picture) this.rest();
  }

  repaint() {
    this.look = bigLook(this.element, this.families);
    this.rest();
  }

  // After each movement: one frame, and names once it is over.
  moved(dx = 0, dy = 0) {
    if (!this.moving) {
      this.moving = true;
      this.shift = { x: 0, y: 0 };
      this.last = 0;
    }
    if (dx || dy) this.shift = { x: this.shift.x + dx, y: this.shift.y + dy };
    else this.above.style.opacity = "0"; // nearer or farther: the names stand elsewhere now
    this.above.style.transform = `translate(${this.shift.x}px, ${this.shift.y}px)`;
    this.request();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.rest(), REST);
  }

  rest() {
    clearTimeout(this.waiting);
    this.moving = false;
    this.request();
  }

  request() {
    this.asked ??= requestAnimationFrame((now) => this.frame(now));
  }

  frame(now) {
    this.asked = null;
    if (!this.picture) return;
    if (this.moving && this.last) this.adapt(now - this.last);
    this.last = now;
    const lines = this.lines();
    const faint = Math.min(0.8, Math.sqrt(CALM / Math.max(lines, 1)));
    this.glass.draw(this.camera, { look: this.look, lines, faint, lit: this.lit, least: LEAST });
    this.element.dataset.lines = String(lines);
    this.element.dataset.drawn = "1";
    if (!this.moving) this.settled();
  }

  // As many ties as the machine can draw quickly while the picture moves.
  adapt(took) {
    if (took > 400) return; // it stood still in between
    if (took > SLOW) this.share = Math.max(this.share * 0.75, 0.04);
    else if (took < QUICK) this.share = Math.min(this.share * 1.1, 1);
  }

  lines() {
    const { ties } = this.picture;
    const near = Math.min(ties, Math.max(FROM_AFAR * (this.camera.scale / this.whole) ** 2, FROM_AFAR / 3));
    return Math.round(this.moving ? near * this.share : near);
  }

  settled() {
    this.above.style.transform = "";
    this.above.style.opacity = "";
    this.paintNames();
    this.rested(inSight(this.picture, this.camera, IN_SIGHT, this.lit));
  }

  paintNames() {
    if (!this.picture || this.moving) return;
    const { picture, camera, names, look } = this;
    const places = wantedNames(picture, camera, this.lit);
    this.labels.paint({ picture, camera, names, look, places, first: this.chosen, least: LEAST });
    names.want(places);
  }

  // Who is under a point of the screen: the nearest whose disc, or a finger's breadth, reaches there; else null.
  at(px, py) {
    const { picture, camera } = this;
    if (!picture) return null;
    const { x, y } = camera.unproject(px, py);
    const finger = TOUCH / camera.scale;
    let best = null;
    let least = Infinity;
    for (let place = 0; place < picture.points; place += 1) {
      const far = Math.hypot(picture.x[place] - x, picture.y[place] - y);
      const reach = Math.max(picture.radius[place], finger);
      if (far <= reach && far - picture.radius[place] < least) [best, least] = [place, far - picture.radius[place]];
    }
    return best;
  }

  // The places tied to one, the strongest first.
  contacts(place) {
    const { one, other, ties } = this.picture;
    const found = [];
    for (let at = 0; at < ties; at += 1) {
      if (one[at] === place) found.push(other[at]);
      else if (other[at] === place) found.push(one[at]);
    }
    return found;
  }

  // Makes one stand out with its ties; null for nobody.
  choose(place) {
    this.chosen = place;
    const own = place === null || this.picture.bubbles ? [] : this.contacts(place);
    const strip = new Float32Array(4 * own.length);
    own.forEach((other, at) => strip.set(
      [this.picture.x[place], this.picture.y[place], this.picture.x[other], this.picture.y[other]], 4 * at));
    this.glass.highlight(own.length ? strip : null);
    this.rest();
  }

  // Brings one into sight, and near enough to be told from others.
  show(place) {
    const { picture, camera } = this;
    const { x, y } = camera.project(picture.x[place], picture.y[place]);
    const inside = x > 40 && y > 40 && x < camera.width - 40 && y < camera.height - 40;
    const scale = Math.max(camera.scale, Math.min(5 / picture.radius[place], camera.most));
    if (!inside || scale > camera.scale) camera.show(picture.x[place], picture.y[place], scale);
    this.rest();
  }

  // The contact that lies most in a direction from one, null for none.
  towards(place, [dx, dy]) {
    const { x, y } = this.picture;
    const fits = this.contacts(place).map((other) => {
      const far = Math.hypot(x[other] - x[place], y[other] - y[place]) || 1;
      return { other, far, along: ((x[other] - x[place]) * dx + (y[other] - y[place]) * dy) / far };
    }).filter(({ along }) => along > 0.3);
    fits.sort((a, b) => b.along - a.along || a.far - b.far);
    return fits[0]?.other ?? null;
  }
}
