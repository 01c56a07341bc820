// What the page asks the server for: the picture (through a worker), and names when something comes in sight.
import { trusted } from "./trusted.js";

const AT_ONCE = 120;

// The worker that brings the picture and draws it. `heard` are functions by what it says.
export class Far {
  constructor(heard) {
    this.worker = new Worker(trusted(new URL("./big-worker.js", import.meta.url).pathname), { type: "module" });
    this.worker.addEventListener("message", ({ data }) => heard[data.kind]?.(data));
    this.worker.addEventListener("error", () => heard.failed({ error: "worker" }));
  }

  bring(root) {
    const url = new URL(`${root.page}/puntos?parte=${root.view}`, window.location.href).href;
    this.worker.postMessage({ kind: "bring", url });
  }

  // Whether the worker may draw on that canvas; it says "none" when it finds that it cannot.
  take(canvas) {
    if (!canvas.transferControlToOffscreen) return false;
    const far = canvas.transferControlToOffscreen();
    this.worker.postMessage({ kind: "canvas", canvas: far }, [far]);
    return true;
  }

  keep(picture) {
    this.worker.postMessage({ kind: "keep", kept: picture.kept });
  }

  highlight(strip) {
    this.worker.postMessage({ kind: "highlight", strip });
  }

  draw({ x, y, scale, width, height }, wanted, size) {
    const at = performance.timeOrigin + performance.now();
    this.worker.postMessage({ kind: "draw", camera: { x, y, scale, width, height }, wanted, size, at });
  }
}

// Names by place, each asked for once, those that are wanted in the same moment together; `arrived` is called when new ones
// are there, `changed` when the data is another.
export class Names {
  constructor(root, { arrived, changed }) {
    Object.assign(this, { root, arrived, changed });
    this.known = new Map();
    this.asked = new Set();
    this.wanted = new Set();
    this.filters = ""; // the filters: what is said of a group depends on them
  }

  // With other filters, names are asked for anew.
  among(query) {
    this.filters = query && `&${query}`;
    this.known.clear();
    this.asked.clear();
  }

  take(items) {
    for (const item of items) this.known.set(item.n, item);
  }

  get(place) {
    return this.known.get(place) ?? null;
  }

  want(places) {
    for (const place of places) if (!this.asked.has(place) && !this.known.has(place)) this.wanted.add(place);
    this.asking ??= Promise.resolve().then(() => this.ask());
    return this.asking;
  }

  async ask() {
    const missing = [...this.wanted].slice(0, AT_ONCE);
    this.wanted.clear();
    this.asking = null;
    if (!missing.length) return;
    for (const place of missing) this.asked.add(place);
    try {
      const answer = await fetch(`${this.root.page}/nombres?parte=${this.root.view}&n=${missing.join(",")}${this.filters}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { state, items } = await answer.json();
      if (state !== this.root.state) return this.changed();
      this.take(items);
      this.arrived();
    } catch {
      for (const place of missing) this.asked.delete(place); // asked again at the next movement
    }
  }

  async one(place) {
    if (!this.known.has(place)) {
      this.asked.delete(place);
      await this.want([place]);
    }
    return this.get(place);
  }
}
