// What is said beside the pointer, or beside the actor that the keyboard stands on: an actor's facts, a tie's meaning.
import { make } from "./red-dom.js";

const BESIDE = 14;

export class Tip {
  constructor(stage, canvas, picture) {
    this.canvas = canvas;
    this.picture = picture;
    this.box = make("div", { className: "red-tip", hidden: true, attributes: { "aria-hidden": "true" } });
    stage.append(this.box);
    canvas.addEventListener("red:over", ({ detail }) => (detail.id === null ? this.hide() : this.actor(detail.id)));
    canvas.addEventListener("pointermove", (event) => this.follow(event));
    canvas.addEventListener("pointerleave", () => this.hide());
    for (const gone of ["pointerdown", "red:moved", "red:pick"]) canvas.addEventListener(gone, () => this.hide());
  }

  hide() {
    this.box.hidden = true;
  }

  say(lines, { x, y }) {
    const [first, ...rest] = lines.filter(Boolean);
    this.box.replaceChildren(make("strong", { textContent: first }), ...rest.map((text) => make("span", { textContent: text })));
    this.box.hidden = false;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const left = x + BESIDE + this.box.offsetWidth > width ? x - BESIDE - this.box.offsetWidth : x + BESIDE;
    const top = y + BESIDE + this.box.offsetHeight > height ? y - BESIDE - this.box.offsetHeight : y + BESIDE;
    this.box.style.setProperty("left", `${Math.max(left, 4)}px`);
    this.box.style.setProperty("top", `${Math.max(top, 4)}px`);
  }

  actor(id) {
    const node = this.picture.nodes.get(id);
    this.say([node.label, `${node.type_label} · ${node.contacts_words}`, ...node.about], this.picture.network.canvasToDOM(node));
  }

  // Ties, as vis-network knows none of them.
  follow({ pointerType, offsetX, offsetY, buttons }) {
    if (pointerType === "touch" || buttons || this.picture.over !== null) return;
    const tie = this.picture.tieAt({ x: offsetX, y: offsetY });
    if (!tie) return void this.hide();
    const [one, other] = [tie.from, tie.to].map((id) => this.picture.nodes.get(id).short);
    this.say([`${one} – ${other}`, tie.words], { x: offsetX, y: offsetY });
  }
}
