// Moving about in the picture by mouse, finger and keyboard.
import { towards } from "./big-ties.js";

const STEP = 60;
const STILL = 5; // pixels a click may slip
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function listenToHands(element, picture, { pick, next, alone }) {
  const fingers = new Map();
  let travelled = 0;
  let pinch = null;

  const spot = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const between = () => {
    const [a, b] = [...fingers.values()];
    return { far: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  const zoom = (factor, x, y) => { picture.camera.zoom(factor, x, y); picture.moved(); };
  const move = (dx, dy) => { picture.camera.move(dx, dy); picture.moved(dx, dy); };

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !picture.picture) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spot(event));
    if (fingers.size === 1) travelled = 0;
    pinch = fingers.size === 2 ? between() : null;
  });
  element.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const [before, now] = [fingers.get(event.pointerId), spot(event)];
    fingers.set(event.pointerId, now);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (fingers.size === 2 && pinch) {
      const after = between();
      move(after.x - pinch.x, after.y - pinch.y);
      zoom(after.far / Math.max(pinch.far, 1), after.x, after.y);
      pinch = after;
    } else if (travelled > STILL) {
      element.classList.add("moving");
      move(now.x - before.x, now.y - before.y);
    }
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    pinch = null;
    if (fingers.size) return;
    element.classList.remove("moving");
    if (event.type !== "pointerup" || travelled > STILL) return;
    const { x, y } = spot(event);
    pick(picture.at(x, y));
  };
  element.addEventListener("pointerup", lift);
  element.addEventListener("pointercancel", lift);
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = spot(event);
    zoom(Math.exp(-Math.max(-120, Math.min(event.deltaY, 120)) * 0.0022), x, y);
  }, { passive: false });
  element.addEventListener("dblclick", (event) => {
    const { x, y } = spot(event);
    zoom(2, x, y);
  });

  const keys = {
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4),
    0: () => { picture.camera.fit(); picture.moved(); },
    PageDown: () => next(1), PageUp: () => next(-1),
    Enter: () => picture.chosen !== null && pick(picture.chosen, true),
    Escape: () => pick(null),
  };
  // Along a line to the contact that way; without one the picture itself moves, and whoever asked is told.
  const follow = (way, from) => {
    const contact = from === null ? null : towards(picture.picture, from, way);
    if (contact !== null) return next(0, contact);
    move(-way[0] * STEP, -way[1] * STEP);
    return from === null ? undefined : alone();
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !picture.picture) return;
    const way = WAYS[event.key];
    if (!way && !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    if (way) follow(way, event.shiftKey ? null : picture.chosen);
    else keys[event.key]();
  });
}
