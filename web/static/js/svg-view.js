// A drawing that is moved and made larger: buttons, keys, the mouse with Ctrl and its wheel, one finger or two.
// `changed(units)` is called whenever a pixel of the screen stands for another number of the drawing's units.
const STEP = 1.4;
const CLOSEST = 12;

export class SvgView {
  constructor(svg, changed) {
    this.svg = svg;
    this.changed = changed;
    const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    this.whole = { x, y, width, height };
    this.box = { ...this.whole };
    this.fingers = new Map();
    this.listen();
    new ResizeObserver(() => this.tell()).observe(svg);
    this.tell();
  }

  // Units of the drawing in a pixel; the drawing is fitted into its frame.
  get units() {
    const { clientWidth, clientHeight } = this.frame();
    return Math.max(this.box.width / clientWidth, this.box.height / clientHeight);
  }

  frame() {
    const { width, height } = this.svg.getBoundingClientRect();
    return { clientWidth: width || 1, clientHeight: height || 1 };
  }

  tell() {
    this.changed(this.units);
  }

  put() {
    const { x, y, width, height } = this.box;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this.svg.classList.toggle("enlarged", this.box.width < this.whole.width);
    this.tell();
  }

  fit() {
    this.box = { ...this.whole };
    this.put();
  }

  // Fills a frame that is higher than the drawing is, around a point across: the rest is a push away.
  cover(across) {
    const { clientWidth, clientHeight } = this.frame();
    const width = (this.whole.height * clientWidth) / clientHeight;
    if (width >= this.whole.width) return;
    this.box = { x: across - width / 2, y: this.whole.y, width, height: this.whole.height };
    this.stayInside();
    this.put();
  }

  // `at` is the point of the drawing that stays where it is.
  zoom(factor, at = this.middle()) {
    const width = Math.min(Math.max(this.box.width / factor, this.whole.width / CLOSEST), this.whole.width);
    const by = width / this.box.width;
    this.box = {
      x: at.x - (at.x - this.box.x) * by, y: at.y - (at.y - this.box.y) * by, width, height: this.box.height * by,
    };
    this.stayInside();
    this.put();
  }

  move(across, down) {
    this.box.x += across;
    this.box.y += down;
    this.stayInside();
    this.put();
  }

  stayInside() {
    for (const [from, size] of [["x", "width"], ["y", "height"]]) {
      const last = this.whole[from] + this.whole[size] - this.box[size];
      this.box[from] = Math.min(Math.max(this.box[from], this.whole[from]), last);
    }
  }

  // Brings a point into view when it is outside.
  show(x, y) {
    const { box } = this;
    if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) return;
    this.move(x - box.x - box.width / 2, y - box.y - box.height / 2);
  }

  middle() {
    return { x: this.box.x + this.box.width / 2, y: this.box.y + this.box.height / 2 };
  }

  at(event) {
    const matrix = this.svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }

  listen() {
    const { svg } = this;
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? STEP : 1 / STEP, this.at(event));
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => this.fingers.set(event.pointerId, event));
    svg.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    // What was dragged is not clicked.
    svg.addEventListener("click", (event) => {
      if (this.dragged) event.preventDefault();
      this.dragged = false;
    }, true);
    svg.addEventListener("dragstart", (event) => event.preventDefault());
  }

  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const across = event.clientX - before.clientX;
    const down = event.clientY - before.clientY;
    if (this.fingers.size === 1 && Math.hypot(across, down) < 4 && !this.dragged) return;
    const other = [...this.fingers.values()].find((one) => one.pointerId !== event.pointerId);
    this.fingers.set(event.pointerId, event);
    this.dragged = true;
    if (other) {
      const distance = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      this.zoom(distance(event) / Math.max(distance(before), 1), this.at(other));
    } else if (this.box.width < this.whole.width) {
      this.move(-across * this.units, -down * this.units);
    }
  }

  // The buttons of a group: data-zoom="in", "out", "fit".
  wire(group) {
    const acts = { in: () => this.zoom(STEP), out: () => this.zoom(1 / STEP), fit: () => this.fit() };
    for (const button of group.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", acts[button.dataset.zoom]);
    }
    group.hidden = false;
  }

  // The key that was pressed, if it is one of a drawing's: + and - for the size, 0 for all of it.
  key(event) {
    const acts = { "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), 0: () => this.fit() };
    if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
}
