// What is saved elsewhere appears in the open picture: nobody who is drawn moves, nor does what one looks at.
import { frameOf } from "./red-frame.js";
import { newsOf } from "./red-news.js";
import { say } from "./red-words.js";

const page = document.getElementById("red");
const box = page.querySelector("[data-news]");
const words = box.querySelector("p");
const spoken = page.querySelector("[data-news-spoken]");
const FADE = 140;
const REST = 1000;
const root = { element: page, sprite: page.dataset.sprite, texts: JSON.parse(page.dataset.texts), records: page.dataset.records, page: page.dataset.page };
const now = { picture: null, query: "", analysed: null, notes: [], told: [], due: null, busy: false };
let turn = 0;

const news = newsOf(box.dataset.news, box.dataset.revision, take);
page.querySelector("[data-stage]").append(box); // over the picture, so that nothing moves when it appears

page.addEventListener("red:drawn", ({ detail: { picture, query, answer } }) => {
  turn += 1; // an answer on its way is of the picture before
  Object.assign(now, { picture, query, notes: answer.notes });
  news.begin();
});

function take(news) {
  const analysed = now.analysed !== null && news.analysed !== now.analysed;
  now.analysed = news.analysed;
  if (!news.redraw && !analysed) return;
  const text = [now.due?.text, news.text].filter(Boolean).join(". ");
  now.due = { text, actors: [...(now.due?.actors ?? []), ...news.actors], analysed: analysed || Boolean(now.due?.analysed) };
  if (!now.busy) work();
}

// One redrawing after another: of many changes at once (an import) those that come meanwhile are drawn together.
async function work() {
  now.busy = true;
  while (now.due) {
    const { text, actors, analysed } = now.due;
    now.due = null;
    const shown = await redraw(analysed);
    if (shown && text && actors.some((id) => now.picture.nodes.has(id))) tell({ text, actors });
    if (now.due) await new Promise((done) => { setTimeout(done, REST); });
  }
  now.busy = false;
}

async function redraw(analysed) {
  const mine = (turn += 1);
  try {
    const query = now.query ? `?${now.query}` : "";
    const answer = await fetch(`${page.dataset.answers}${query}`, { headers: { Accept: "application/json", "X-Unattended": "1" } });
    if (!answer.ok) return false;
    const data = await answer.json();
    if (mine !== turn) return false;
    renew(now.picture, data.network);
    if (analysed) now.notes = data.notes; // that the analysis is behind need not be told of what is drawn already
    // Words are changed where nobody is at work with them.
    const free = !page.contains(document.activeElement) || document.activeElement === now.picture.canvas;
    if (free) say({ ...data, notes: now.notes }, root);
    page.dispatchEvent(new CustomEvent("red:renewed", { detail: { answer: data } }));
    return true;
  } catch {
    return false;
  }
}

// Draws new data with everybody where they are, and looks where one looked.
function renew(picture, data) {
  const { network, spot, squeeze } = picture;
  const [scale, position] = [network.getScale(), network.getViewPosition()];
  const before = new Map([...picture.nodes].map(([id, { x, y }]) => [id, { x, y }]));
  const joined = new Set(picture.ties.map(keyOf));
  picture.draw(data);
  const grouped = data.nodes.some((node) => node.bubble);
  const fresh = [...picture.nodes.values()].filter(({ id }) => !before.has(id));
  if (!grouped) settle(picture, before, { fresh, squeeze });
  picture.spot = spot;
  picture.repaint();
  network.moveTo({ scale, position, animation: false });
  if (!grouped) enter(picture, fresh, picture.ties.filter((tie) => !joined.has(keyOf(tie))));
}

const keyOf = ({ from, to, meaning }) => `${from} ${to} ${meaning}`;

// Those who were there stay; who comes stands to its contacts as the server placed it.
function settle(picture, before, { fresh, squeeze }) {
  for (const node of picture.nodes.values()) node.x *= squeeze / picture.squeeze;
  picture.squeeze = squeeze;
  for (const node of fresh) {
    const own = [...picture.near.get(node.id)].filter((id) => before.has(id));
    for (const name of ["x", "y"]) {
      const off = own.reduce((sum, id) => sum + before.get(id)[name] - picture.nodes.get(id)[name], 0);
      node[name] += off / Math.max(own.length, 1);
    }
  }
  for (const [id, place] of before) if (picture.nodes.has(id)) Object.assign(picture.nodes.get(id), place);
  picture.frame = frameOf([...picture.nodes.values()]);
}

function enter(picture, fresh, ties) {
  if (!fresh.length && !ties.length) return;
  picture.canvas.dataset.entered = fresh.map(({ id }) => id).join(" ") || "ties";
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const began = performance.now();
  const step = () => {
    const share = Math.min((performance.now() - began) / FADE, 1);
    for (const one of [...fresh, ...ties]) one.share = share;
    picture.refresh();
    if (share < 1) requestAnimationFrame(step);
  };
  step();
}

function tell(news) {
  now.told = news.actors;
  words.textContent = news.text;
  spoken.textContent = news.text;
  box.hidden = false;
}

box.querySelector("[data-news-show]").addEventListener("click", () => {
  now.picture.spotlight(now.told);
  const first = now.told.find((id) => now.picture.nodes.has(id));
  if (first) now.picture.show(first);
  now.picture.canvas.focus({ preventScroll: true });
});
box.querySelector("[data-news-close]").addEventListener("click", () => {
  box.hidden = true;
  now.picture.spotlight([]);
  now.picture.canvas.focus({ preventScroll: true });
});
