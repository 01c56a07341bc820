// The picture of a face: arrow keys move from one part to the nearest in that direction, what belongs together lights up,
// and a line below says what the pointer or the keyboard is on.
//   a.fig-way[data-on~=t]       it is about t        a.fig-way[data-lights~=t]   it lights whatever is about t
const AWAY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const tokens = (text) => (text ? text.split(" ") : []);

// A part may be drawn twice, as a pair in a square: where it stands is where its first shape does.
function middle(part) {
  const box = part.querySelector(":scope > :not(title)").getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// The nearest part that lies rather in that direction than beside it.
function next(parts, from, [right, down]) {
  const [x, y] = from.middle;
  let best = null;
  let least = Infinity;
  for (const part of parts) {
    const across = part.middle[0] - x;
    const along = part.middle[1] - y;
    const ahead = across * right + along * down;
    const aside = Math.abs(across * down) + Math.abs(along * right);
    if (part === from || ahead <= 0.5) continue;
    const far = ahead + 3 * aside;
    if (far < least) [best, least] = [part, far];
  }
  return best;
}

export function wireFigure(room, told) {
  const parts = [...room.querySelectorAll("a.fig-way")].map((element) => ({
    element, on: new Set(tokens(element.dataset.on)), lights: tokens(element.dataset.lights),
  }));
  if (!parts.length) return;
  const of = new Map(parts.map((part) => [part.element, part]));
  const usual = told?.textContent ?? "";
  let here = parts[0];
  here.element.setAttribute("tabindex", "0");

  const light = (part) => {
    room.classList.toggle("has-light", Boolean(part?.lights.length));
    for (const one of parts) one.element.classList.toggle("is-lit", Boolean(part?.lights.some((token) => one.on.has(token))));
    if (told) told.textContent = part ? part.element.getAttribute("aria-label") : usual;
  };
  const go = (part) => {
    here.element.setAttribute("tabindex", "-1");
    here = part;
    here.element.setAttribute("tabindex", "0");
    here.element.focus({ preventScroll: true });
    here.element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  room.addEventListener("keydown", (event) => {
    const part = of.get(event.target);
    if (!part || !AWAY[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    for (const one of parts) one.middle ??= middle(one.element);
    const found = next(parts, part, AWAY[event.key]);
    if (found) go(found);
  });
  room.addEventListener("focusin", ({ target }) => {
    const part = of.get(target);
    if (part) { here.element.setAttribute("tabindex", "-1"); here = part; target.setAttribute("tabindex", "0"); }
    light(part ?? null);
  });
  room.addEventListener("focusout", () => light(null));
  room.addEventListener("pointerover", ({ target }) => {
    const part = of.get(target.closest?.("a.fig-way"));
    if (part) light(part);
  });
  room.addEventListener("pointerleave", () => light(of.get(document.activeElement) ?? null));
}

for (const room of document.querySelectorAll("[data-figure]")) {
  wireFigure(room, room.parentElement.querySelector("[data-told]"));
  // Where a line of time is pushed sideways, its latest part is in sight first.
  if (room.closest(".face-fit")) room.scrollLeft = room.scrollWidth;
}
