// Short texts on the picture: at an actor (they go where it goes) or at a place. They are elements over the canvas, so that
// they can be read aloud, reached with Tab and moved with the arrows; in the stand-alone file nobody changes them.
import { make } from "./red-dom.js";

const STEP = 12;
const TOUCH = 4; // pixels that a finger trembles
const BESIDE = { x: 14, y: 14 };

const placed = (note) => note.x !== null && note.x !== undefined;

export class Notes {
  // `frame()` gives {picture, squeeze}: the picture that is drawn, and by how much it is narrower than its places.
  constructor(stage, texts, frame, changed) {
    Object.assign(this, { texts, frame, changed, notes: [], editable: true });
    this.layer = make("div", { className: "red-annotations" });
    stage.append(this.layer);
  }

  set(notes) {
    this.notes = notes.map((note) => ({ ...note }));
    this.fill();
  }

  add(note) {
    this.notes.push(note);
    this.fill();
    this.changed();
    this.layer.lastElementChild?.focus();
  }

  take(note) {
    this.notes = this.notes.filter((one) => one !== note);
    this.fill();
    this.changed();
  }

  fill() {
    this.layer.replaceChildren(...this.notes.map((note) => this.element(note)));
    this.follow();
  }

  element(note) {
    const who = note.actor ? this.frame().picture?.nodes.get(note.actor)?.label : null;
    const element = make("div", {
      className: "red-note", tabIndex: 0, textContent: note.text,
      attributes: { role: "note", "aria-label": `${this.texts.note}${who ? `, ${who}` : ""}: ${note.text}` },
    });
    if (this.editable) this.listen(element, note);
    return element;
  }

  listen(element, note) {
    element.addEventListener("keydown", (event) => {
      const move = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key];
      const act = move ? () => this.move(note, ...move)
        : { Enter: () => this.edit(note), Delete: () => this.take(note), Backspace: () => this.take(note) }[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    element.addEventListener("pointerdown", (event) => this.drag(element, note, event));
  }

  // A press moves the note; one that goes nowhere opens it.
  drag(element, note, { pointerId, clientX, clientY }) {
    let [x, y, far] = [clientX, clientY, 0];
    element.setPointerCapture(pointerId);
    const follow = (now) => {
      far += Math.abs(now.clientX - x) + Math.abs(now.clientY - y);
      if (far > TOUCH) this.move(note, now.clientX - x, now.clientY - y);
      [x, y] = [now.clientX, now.clientY];
    };
    const end = () => {
      element.removeEventListener("pointermove", follow);
      if (far <= TOUCH) this.edit(note);
    };
    element.addEventListener("pointermove", follow);
    element.addEventListener("pointerup", end, { once: true });
  }

  // By pixels of the screen; a note at an actor keeps how far it is from it.
  move(note, dx, dy) {
    const { picture, squeeze } = this.frame();
    const scale = picture.network.getScale();
    const from = placed(note) ? note : { x: BESIDE.x / scale, y: BESIDE.y / scale };
    note.x = from.x + dx / scale / squeeze;
    note.y = from.y + dy / scale;
    this.follow();
    this.changed();
  }

  // Puts every note where its place is on the screen now.
  follow() {
    const { picture, squeeze } = this.frame();
    if (!picture?.network) return;
    const scale = picture.network.getScale();
    this.notes.forEach((note, number) => {
      const element = this.layer.children[number];
      const node = note.actor ? picture.nodes.get(note.actor) : null;
      element.hidden = Boolean(note.actor) && !node;
      if (element.hidden) return;
      const own = placed(note) ? { x: note.x * squeeze, y: note.y } : { x: BESIDE.x / scale, y: BESIDE.y / scale };
      const at = picture.network.canvasToDOM(node ? { x: node.x + own.x, y: node.y + own.y } : own);
      element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    });
  }

  edit(note) {
    this.ask({ text: note.text, where: null }, ({ text }) => {
      note.text = text;
      this.fill();
      this.changed();
    }, () => this.take(note));
  }

  // Asks for the text in a dialog, and where the note goes unless it has a place: `where` is [[value, label], …].
  ask({ text, where }, done, remove = null) {
    const field = make("textarea", { className: "form-control", id: "red-note-text", value: text, rows: 3, maxLength: 200, required: true });
    const choice = where && make("select", { className: "form-select", id: "red-note-where" },
      where.map(([value, label]) => make("option", { value, textContent: label })));
    const button = (words, className, type = "button") => make("button", { type, className, textContent: words });
    const [save, cancel] = [button(this.texts.save, "btn btn-primary", "submit"), button(this.texts.cancel, "btn btn-quiet")];
    const away = remove && button(this.texts.remove, "btn btn-quiet");
    const form = make("form", { method: "dialog" }, [
      make("label", { htmlFor: "red-note-text", textContent: this.texts.note }), field,
      choice ? make("label", { htmlFor: "red-note-where", textContent: this.texts.where }) : null, choice,
      make("div", { className: "actions" }, [save, cancel, away]),
    ].filter(Boolean));
    const dialog = make("dialog", { className: "red-note-dialog", attributes: { "aria-label": this.texts.note } }, [form]);
    document.body.append(dialog);
    let act = () => {};
    // Once it is closed, as closing gives the focus back to where it was before.
    dialog.addEventListener("close", () => { dialog.remove(); act(); });
    cancel.addEventListener("click", () => dialog.close());
    away?.addEventListener("click", () => { act = remove; dialog.close(); });
    form.addEventListener("submit", () => {
      if (field.value.trim()) act = () => done({ text: field.value.trim(), where: choice?.value ?? null });
    });
    dialog.showModal();
    field.focus();
  }

  // As they are kept: numbers short, what is not said left out.
  get said() {
    return this.notes.map(({ text, actor, x, y }) => ({
      text, ...(actor ? { actor } : {}), ...(placed({ x }) ? { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 } : {}),
    }));
  }
}
