// The names in the picture: the most important first, none on another; they keep their size whatever the scale.
import { linesOf, paintLabel, placeLabels } from "./red-labels.js";
import { countIn, radiusOf } from "./red-marks.js";
import { SPACE } from "./red-frame.js";

// What stays free between a name and the border of the canvas.
const EDGE = 6;
const SURE = 10;
const LONGEST_THEME = 24;

// How much an actor matters in this picture: its contacts here, then its size, which tells of all its contacts.
const weightOf = (node) => node.contacts + node.size / 100 + (node.bubble ? 100 : 0);

// A bubble's name in narrow lines, and the theme that is most its own.
function bubbleLines({ short, theme }) {
  const shown = theme.length > LONGEST_THEME ? `${theme.slice(0, LONGEST_THEME - 1).trimEnd()}…` : theme;
  return [...linesOf(short, 18), ...(shown ? [shown] : [])];
}

export class Names {
  constructor(picture) {
    this.picture = picture;
    this.forget();
  }

  forget() {
    this.key = "";
    this.placed = [];
  }

  // Where names go depends on the scale and on who is looked at, not on panning.
  paint(context) {
    const { picture } = this;
    const scale = picture.network.getScale();
    const key = `${scale}|${picture.focus()}`;
    if (this.key !== key) Object.assign(this, { key, placed: this.lay(context, scale) });
    const bright = picture.bright();
    context.save();
    context.scale(1 / scale, 1 / scale);
    for (const label of this.placed) {
      context.font = this.font(label);
      context.globalAlpha = bright && !bright.has(label.id) ? 0.25 : 1;
      paintLabel(context, label, picture.look.ink, picture.look.ground);
    }
    context.restore();
  }

  font({ id, size }) {
    const node = this.picture.nodes.get(id);
    return `${id === this.picture.focus() || node.centre || node.bubble ? 650 : 450} ${size}px ${this.picture.look.font}`;
  }

  // Where names may stand: around the actors, and wherever else the canvas shows when everything is in sight.
  room(scale) {
    const { picture: { frame: { left, right, top, bottom }, canvas } } = this;
    const across = Math.max(((right - left) * scale) / 2 + SPACE.x, canvas.clientWidth / 2 - EDGE);
    const down = Math.max(((bottom - top) * scale) / 2 + SPACE.y, canvas.clientHeight / 2 - EDGE);
    const [x, y] = [((left + right) / 2) * scale, ((top + bottom) / 2) * scale];
    return { left: x - across, right: x + across, top: y - down, bottom: y + down };
  }

  lay(context, scale) {
    const { picture } = this;
    const all = [...picture.nodes.values()];
    const largest = [...all].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, SURE);
    const covers = new Map(largest.map(({ id }, place) => [id, place < 3 ? 3 : 0.4]));
    const frame = this.room(scale);
    return placeLabels(all.map((node) => this.wish(node, scale, covers)), frame, (text, size) => {
      context.font = `600 ${size}px ${picture.look.font}`;
      return context.measureText(text).width;
    });
  }

  // Half the size of the count in a bubble, on the screen.
  inside(node, scale) {
    const { size, text } = countIn(node, radiusOf(node, scale), scale);
    return text && { across: text.length * size * scale * 0.32, down: size * scale * 0.5 };
  }

  // What red-labels.js is asked for about one actor.
  wish(node, scale, covers) {
    const first = node.id === this.picture.focus() || node.centre || node.open === true;
    return {
      id: node.id, x: node.x * scale, y: node.y * scale, radius: radiusOf(node, scale) * scale * 1.1,
      lines: node.bubble ? bubbleLines(node) : linesOf(first ? node.label : node.short, first ? 28 : 20),
      inside: node.bubble ? this.inside(node, scale) : null,
      covers: first ? 1e6 : node.bubble ? 0.2 : covers.get(node.id) ?? 0,
      size: first && !node.bubble ? 13.5 : node.bubble ? 12.5 : 11.5 + Math.min(1.5, (node.size - 7) / 10),
      rank: weightOf(node) + (first ? 2000 : 0) + (this.picture.bright()?.has(node.id) ? 1000 : 0),
    };
  }
}
