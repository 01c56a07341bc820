// The page of the whole red. The address says which group (?parte=N), what is filtered and who is looked at (&sel=ID).
import { Names } from "./big-data.js";
import { filtering } from "./big-filters.js";
import { listenToHands } from "./big-hands.js";
import { followNews } from "./big-live.js";
import { BigPicture } from "./big-picture.js";
import { comeBack, enter, entered, keepPlace, leave, takePlace } from "./big-stay.js";
import { drawing, make } from "./red-dom.js";
import { fillPanel } from "./red-panel.js";

const element = document.getElementById("big");
const { view, state, page, actors, around, sprite } = element.dataset;
const texts = JSON.parse(element.dataset.texts);
const families = JSON.parse(element.dataset.families);
const root = { element, view, state, page, sprite, texts };
const stage = element.querySelector("[data-stage]");
const canvas = document.getElementById("big-canvas");
const panel = element.querySelector("[data-panel]");
const list = element.querySelector("[data-list]");
const failed = element.querySelector("[data-failed]");
const spoken = element.querySelector("[data-spoken]");
const wide = window.matchMedia("(min-width: 60.01rem)");
let sight = [];

function say(text, label, act) {
  const button = make("button", { type: "button", className: "btn", textContent: label });
  button.addEventListener("click", act);
  failed.replaceChildren(make("p", { textContent: text }), button);
  failed.hidden = false;
}

const reload = () => window.location.reload();
const names = new Names(root, {
  arrived() { // the picture and the list each in its own turn, so that neither holds up a hand
    requestAnimationFrame(() => picture.paintNames());
    setTimeout(fillList);
  },
  changed: () => say(texts.changed, texts.reload, () => { keepPlace(picture, names, sight); reload(); }),
});
stage.hidden = false;
const picture = new BigPicture(canvas, families, names, {
  rested(places) {
    sight = places;
    names.want(places);
    fillList();
  },
  failed: () => say(texts.failed, texts.again, reload),
  came(made) {
    if (made.state !== state) return reload();
    picture.take(made);
    comeBack(picture, state);
    takePlace(picture, view, where);
    if (entered()) canvas.focus({ preventScroll: true });
    filters.begin();
    news.begin();
    const selected = new URLSearchParams(window.location.search).get("sel");
    return selected ? find(selected) : undefined;
  },
});

function row(one) {
  const shape = one.shape ? drawing(`shape family-${one.family}`, `${sprite}#shape-${one.shape}`) : null;
  const link = make("a", { className: "row-link", href: one.url, textContent: one.name, data: { n: one.n } });
  const chosen = one.n === picture.chosen;
  return make("tr", { className: chosen ? "chosen" : "", attributes: chosen ? { "aria-current": "true" } : {} }, [
    make("th", { attributes: { scope: "row" } }, [shape, link].filter(Boolean)),
    make("td", { className: "quiet small", textContent: one.words }),
  ]);
}

function fillList() {
  const body = element.querySelector("[data-sight]");
  const known = sight.map((place) => names.get(place)).filter(Boolean);
  if (sight.length && !known.length) return; // on their way
  if (body.contains(document.activeElement)) return; // nobody's place in the list is taken away
  const nobody = make("tr", {}, [make("td", { className: "quiet", textContent: texts.nobodyHere })]);
  body.replaceChildren(...(known.length ? known.map(row) : [nobody]));
}

function remember(id) {
  const query = new URLSearchParams(window.location.search);
  query.delete("sel");
  if (id) query.set("sel", id);
  const text = query.toString();
  window.history.replaceState(window.history.state, "", page + (text ? `?${text}` : ""));
}

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (answer.status === 401) reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function closePanel() {
  if (panel.hidden && picture.chosen === null) return;
  panel.hidden = true;
  list.hidden = false;
  spoken.textContent = "";
  remember(null);
  picture.choose(null);
  canvas.focus({ preventScroll: true });
}

async function openPanel(id, focus) {
  remember(id);
  try {
    const actor = await ask(actors + encodeURIComponent(id));
    fillPanel(panel, actor, root, {
      close: closePanel, go: find,
      centre: () => window.location.assign(`${around}?actor=${encodeURIComponent(id)}&sel=${encodeURIComponent(id)}`),
      expand: null,
    });
    list.hidden = wide.matches;
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
  } catch {
    panel.replaceChildren(make("p", { textContent: texts.failed, attributes: { role: "alert" } }));
    panel.hidden = false;
  }
}

// Looks at one; `open` shows the panel of an actor or goes into a group.
async function pick(place, focus = false, open = true) {
  if (place === null) return closePanel();
  picture.choose(place);
  const one = await names.one(place);
  if (!one || picture.chosen !== place) return undefined;
  picture.paintNames();
  spoken.textContent = `${one.name}, ${one.words}`;
  if (!open) return undefined;
  if (one.group === undefined) return openPanel(one.id, focus);
  if (focus) enter();
  return window.location.assign(one.url);
}

const where = (id) => ask(`${page}/lugar?actor=${encodeURIComponent(id)}`);

// Goes to an actor wherever it is drawn.
async function find(id) {
  try {
    const { parte, n } = await where(id);
    if (String(parte) !== view) return window.location.assign(`${page}?actor=${encodeURIComponent(id)}${names.filters}`);
    picture.show(n);
    return pick(n);
  } catch {
    spoken.textContent = texts.not_here;
    return openPanel(id, false);
  }
}

function next(step, place) {
  const at = Math.max(sight.indexOf(picture.chosen), step < 0 ? 0 : -1); // with nobody chosen: the first, or the last
  const found = place ?? sight[(at + step + sight.length) % Math.max(sight.length, 1)];
  if (found === undefined) return;
  if (place !== undefined) picture.show(place);
  pick(found, false, false);
}

listenToHands(canvas, picture, { pick, next, alone: () => { spoken.textContent = texts.noneThatWay; } });
window.addEventListener("pagehide", () => leave(picture, state));
for (const button of element.querySelectorAll("[data-zoom]")) {
  const { camera } = picture;
  const act = { in: () => camera.zoom(1.4), out: () => camera.zoom(1 / 1.4), fit: () => camera.fit() }[button.dataset.zoom];
  button.addEventListener("click", () => { act(); picture.moved(); });
}
list.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-n]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const one = link && names.get(Number(link.dataset.n));
  if (!plain || !one || one.group !== undefined) return;
  event.preventDefault();
  picture.show(one.n);
  pick(one.n, true);
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});
element.addEventListener("picker:chosen", ({ target, detail }) => {
  const actor = new URLSearchParams(detail.id).get("actor");
  target.querySelector("input[type=search]").value = "";
  if (actor) find(actor);
  else window.location.assign(`${around}?${detail.id}`);
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.repaint());
element.querySelector("[data-zooms]").hidden = false;
const filters = filtering(root, picture, names);
const news = followNews(root, picture, { find: pick, ask, speak: (text) => { spoken.textContent = text; } });

picture.bring(root);
