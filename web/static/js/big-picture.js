// The picture of one group: draws when something changed, fewer ties while it moves, names when it rests.
import { Camera } from "./big-camera.js";
import { Far } from "./big-data.js";
import { Labels, inSight, wantedNames } from "./big-labels.js";
import { bigLook } from "./big-look.js";
import { Plain } from "./big-plain.js";
import { reached } from "./big-reach.js";
import { contactsOf, linesOf, stripOf } from "./big-ties.js";

const LEAST = 1.6; // no point is smaller on the screen
const REST = 140; // milliseconds without a movement
// From afar so many ties are drawn; the nearer, the more, as fewer of them are in sight.
const FROM_AFAR = 9000;
const CALM = 260;
const CALM_BETWEEN = 25; // ties between groups stand for many, and all are strong
const SLOW = 24;
const QUICK = 17;
const IN_SIGHT = 25;

export class BigPicture {
  // heard: {came(picture), failed(), rested(places in sight)}
  constructor(element, families, names, heard) {
    Object.assign(this, { element, families, names, heard });
    [this.ground, this.above] = element.querySelectorAll("canvas");
    this.camera = new Camera();
    this.labels = new Labels(this.above);
    this.look = bigLook(element, families);
    this.share = 1;
    this.chosen = null;
    this.fresh = [];
    this.painted = 0;
    this.far = new Far({
      picture: (made) => heard.came(made),
      failed: () => heard.failed(),
      painted: ({ took }) => this.seen(took),
      none: () => this.drawHere(),
      again: () => this.rest(),
    });
    new ResizeObserver(() => this.resize()).observe(element);
  }

  bring(root) {
    this.far.bring(root);
    this.glass = this.far;
    if (!this.far.take(this.ground)) this.drawHere();
  }

  // No WebGL in a worker: a new canvas, as the old one was given away, and a plain picture.
  drawHere() {
    const canvas = this.ground.cloneNode();
    this.ground.replaceWith(canvas);
    this.ground = canvas;
    this.glass = new Plain(canvas);
    if (this.picture) this.glass.take(this.picture);
    this.rest();
  }

  take(picture) {
    this.picture = picture;
    this.drawable = picture.ties;
    this.resize();
    this.camera.frame(picture);
    this.whole = this.camera.scale;
    if (this.glass !== this.far) this.glass.take(picture);
    this.rest();
  }

  // Lets some stand out: a 1 for each who does; null for everybody.
  keep(kept) {
    this.picture.kept = kept;
    this.drawable = kept ? linesOf(this.picture).lines : this.picture.ties;
    this.glass.keep(this.picture);
    this.rest();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.size = [width, height].map((side) => Math.max(Math.round(side * ratio), 1));
    [this.above.width, this.above.height] = this.size;
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
    }
    this.passing = !(dx || dy);
    if (dx || dy) this.shift = { x: this.shift.x + dx, y: this.shift.y + dy };
    else this.above.style.opacity = "0"; // nearer or farther: the names stand elsewhere now
    this.above.style.transform = `translate(${this.shift.x}px, ${this.shift.y}px)`;
    this.request();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.rest(), REST);
  }

  rest() {
    clearTimeout(this.waiting);
    this.moving = this.passing = false;
    this.request();
  }

  request() {
    this.asked ??= requestAnimationFrame(() => this.frame());
  }

  frame() {
    this.asked = null;
    if (!this.picture) return;
    const lines = this.lines();
    const calm = this.picture.bubbles ? CALM_BETWEEN : CALM;
    const faint = Math.min(0.8, Math.sqrt(calm / Math.max(lines, 1)));
    this.glass.draw(this.camera, { look: this.look, lines, faint, least: LEAST, passing: this.passing }, this.size);
    this.element.dataset.lines = String(lines);
    if (this.glass !== this.far) this.seen(0);
    if (!this.moving) this.settled();
  }

  // A frame is on the screen, so long after the one before.
  seen(took) {
    this.painted += 1;
    this.element.dataset.drawn = "1";
    this.element.dataset.painted = String(this.painted);
    if (this.passing) this.adapt(took);
  }

  // As many ties as the machine can draw quickly while the picture moves.
  adapt(took) {
    if (took > 400) return; // it stood still in between
    if (took > SLOW) this.share = Math.max(this.share * 0.75, 0.04);
    else if (took < QUICK) this.share = Math.min(this.share * 1.1, 1);
  }

  lines() {
    const { drawable: ties } = this;
    const near = Math.min(ties, Math.max(FROM_AFAR * (this.camera.scale / this.whole) ** 2, FROM_AFAR / 3));
    return Math.round(this.passing || (this.moving && this.glass !== this.far) ? near * this.share : near);
  }

  settled() {
    this.above.style.transform = "";
    this.above.style.opacity = "";
    this.paintNames();
    this.heard.rested(inSight(this.picture, this.camera, IN_SIGHT));
  }

  paintNames() {
    if (!this.picture || this.moving) return;
    const { picture, camera, names, look } = this;
    const places = wantedNames(picture, camera);
    this.labels.paint({ picture, camera, names, look, places, first: this.chosen, least: LEAST });
    names.want(places);
  }

  // Who is under a point of the screen, null for nobody.
  at(px, py) {
    return this.picture ? reached(this.picture, this.camera, px, py) : null;
  }

  // Makes one stand out with its ties; null for nobody.
  choose(place) {
    this.chosen = place;
    this.brighten();
  }

  // New ties between some, until they are closed.
  announce(places) {
    this.fresh = places;
    this.brighten();
  }

  brighten() {
    const { picture, chosen, fresh } = this;
    const own = chosen === null || picture.bubbles ? [] : contactsOf(picture, chosen);
    const strips = [stripOf(picture, chosen, own), ...fresh.map((one, at) => stripOf(picture, one, fresh.slice(at + 1)))];
    const strip = Float32Array.from(strips.flatMap((one) => [...one]));
    this.glass.highlight(strip.length ? strip : null);
    this.element.dataset.bright = String(strip.length / 4);
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
}
