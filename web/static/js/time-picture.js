// The picture that the server drew, at another day: only classes, widths and names change, nobody moves.
import { linesOf, placeLabels } from "./red-labels.js";
import { SvgView } from "./svg-view.js";

const SVG = "http://www.w3.org/2000/svg";
const TEXT = 12;
const LEAST = 3.5; // pixels: smaller than this nobody finds an actor
const HAIR = 0.8; // and nobody sees a thinner line
const RING = 4; // pixels around an actor that is new
const THINNEST = 1.4;
const THICKEST = 8;

export class TimePicture {
  constructor(svg, zooms) {
    this.svg = svg;
    this.standing = [...svg.querySelectorAll(".time-standing line")];
    this.ties = [...svg.querySelectorAll(".time-ties line")];
    this.widths = this.ties.map((line) => Number(line.getAttribute("stroke-width")));
    this.nodes = [...svg.querySelectorAll(".time-nodes a")].map((link) => {
      const [halo, use] = [link.querySelector("circle"), link.querySelector("use")];
      const x = Number(halo.getAttribute("cx"));
      const y = Number(halo.getAttribute("cy"));
      return { link, halo, use, x, y, size: Number(use.getAttribute("width")) / 2, family: link.className.baseVal.split(" ").pop() };
    });
    this.names = svg.querySelector(".time-names");
    this.canvas = document.createElement("canvas").getContext("2d");
    this.canvas.font = `${TEXT}px ${getComputedStyle(svg).fontFamily}`;
    this.written = new Map(); // an actor's place -> its texts
    this.shown = null;
    this.view = new SvgView(svg, () => this.fit());
    if (zooms) this.view.wire(zooms);
  }

  // Writes the names anew, for this width, without going to another day.
  label() {
    this.labels = this.nodes.map(({ link }) => link.dataset.short);
    this.shown ??= { shown: this.nodes.map(({ link }) => !link.classList.contains("away")) };
    this.fit();
  }

  // Keeps names, and the smallest of the actors, readable at any width; names never move from day to day.
  fit() {
    if (!this.labels) return;
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => {
      const units = this.view?.units ?? 1;
      for (const node of this.nodes) this.size(node, Math.max(node.size, LEAST * units), units);
      this.widen();
      this.write(units);
    });
  }

  size(node, radius, units) {
    for (const [name, value] of [["x", node.x - radius], ["y", node.y - radius], ["width", 2 * radius], ["height", 2 * radius]]) {
      node.use.setAttribute(name, value);
    }
    node.halo.setAttribute("r", radius + RING * units);
    node.radius = radius;
  }

  write(units) {
    const { box } = this.view;
    const placed = placeLabels(this.nodes.map((node, place) => ({
      id: place, x: (node.x - box.x) / units, y: (node.y - box.y) / units, radius: node.radius / units,
      lines: linesOf(this.labels[place]), size: TEXT, rank: node.size, covers: 0, must: false,
    })), { left: 0, top: 0, right: box.width / units, bottom: box.height / units }, (text) => this.canvas.measureText(text).width);
    this.written = new Map(placed.map((label) => [label.id, label.lines.map((line, number) => {
      const text = document.createElementNS(SVG, "text");
      text.textContent = line;
      text.setAttribute("x", box.x + (label.x + label.width / 2) * units);
      text.setAttribute("y", box.y + (label.y + (number + 0.85) * TEXT * 1.15) * units);
      text.setAttribute("font-size", TEXT * units);
      return text;
    })]));
    this.names.replaceChildren(...[...this.written.values()].flat());
    if (this.shown) this.showNames();
  }

  // Lines are as wide as the drawing says, but never too thin to be seen.
  widen() {
    const least = HAIR * this.view.units;
    this.ties.forEach((line, place) => line.setAttribute("stroke-width", Math.max(this.widths[place], least).toFixed(1)));
  }

  showNames() {
    for (const [place, texts] of this.written) {
      for (const text of texts) text.setAttribute("class", this.shown.shown[place] ? "" : "away");
    }
  }

  // Who is marked as new now.
  fresh() {
    const marked = (elements) => new Set([...elements.keys()].filter((place) => elements[place].classList.contains("fresh")));
    return { actors: marked(this.nodes.map(({ link }) => link)), ties: marked(this.ties) };
  }

  // `fresh` are the places of actors and of ties that are new on that day.
  show(frame, fresh) {
    this.shown = frame;
    this.nodes.forEach(({ link, family }, place) => {
      const state = frame.shown[place] ? `age-${Math.max(frame.actors[place], 0)}` : "away";
      link.setAttribute("class", [state, fresh.actors.has(place) ? "fresh" : "", family].filter(Boolean).join(" "));
    });
    frame.ties.forEach(({ count, age }, place) => {
      const line = this.ties[place];
      line.setAttribute("class", age < 0 ? "away" : `age-${age}${fresh.ties.has(place) ? " fresh" : ""}`);
      this.widths[place] = Math.min(THINNEST + 1.6 * Math.log2(Math.max(count, 1)), THICKEST);
    });
    this.widen();
    frame.standing.forEach((there, place) => this.standing[place].setAttribute("class", there ? "" : "away"));
    this.showNames();
  }
}
