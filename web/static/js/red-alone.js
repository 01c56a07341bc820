// The stand-alone file: the same picture, with its list and a small panel from the data that the file holds.
import { Picture } from "./red-picture.js";
import { listenInPicture } from "./red-keys.js";
import { make } from "./red-dom.js";
import { Notes } from "./red-notes.js";
import { playStory } from "./red-story.js";

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const inside = JSON.parse(document.getElementById("red-data").textContent);
const canvas = document.getElementById("red-canvas");
const panel = document.querySelector(".red-panel");
const rows = [...document.querySelectorAll("tr[data-actor]")];
const picture = new Picture(canvas);

function show(id) {
  picture.choose(id);
  for (const row of rows) row.classList.toggle("chosen", row.dataset.actor === id);
  if (id === null) {
    panel.hidden = true;
    return;
  }
  const node = picture.nodes.get(id);
  const name = make("h2", { id: "red-panel-name", textContent: node.label });
  const close = make("button", { type: "button", className: "btn", textContent: inside.texts.close });
  close.addEventListener("click", () => { show(null); canvas.focus(); });
  const contacts = node.strongest.map(([other, count]) => {
    const button = make("button", { type: "button", className: "link", textContent: picture.nodes.get(other).label });
    button.addEventListener("click", () => show(other));
    return make("li", {}, [button, count > 1 ? ` (${count})` : null]);
  });
  panel.replaceChildren(
    make("div", { className: "red-panel-head" }, [name, close]),
    make("p", { className: "quiet", textContent: `${node.type_label} · ${node.contacts_words}` }),
    ...(contacts.length ? [make("h3", { textContent: inside.texts.contacts }), make("ul", {}, contacts)] : []),
  );
  panel.hidden = false;
}

picture.draw(inside.network);
const notes = new Notes(document.querySelector(".red-stage"), inside.texts, () => ({ picture, squeeze: picture.squeeze }), () => {});
notes.editable = false;
notes.set(inside.notes);
picture.network.on("afterDrawing", () => notes.follow());
if (inside.camera) {
  const { x, y, scale } = inside.camera; // at 1 the whole picture is in sight, which is twice the least scale
  picture.network.moveTo({ position: { x: x * picture.squeeze, y }, scale: scale * picture.least * 2, animation: false });
}
canvas.addEventListener("red:pick", ({ detail }) => show(detail.id));
listenInPicture(canvas, picture, { pick: show, spoken: document.getElementById("red-spoken"), texts: inside.texts });
for (const row of rows) row.addEventListener("click", () => show(row.dataset.actor));
for (const button of document.querySelectorAll("[data-zoom]")) {
  const act = { in: () => picture.zoom(1.3), out: () => picture.zoom(1 / 1.3), fit: () => picture.fit() }[button.dataset.zoom];
  button.addEventListener("click", act);
}
document.getElementById("red-q").addEventListener("input", ({ target }) => {
  const words = folded(target.value).split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => folded(row.textContent).includes(word));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) show(null);
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.repaint());
if (inside.story.length) {
  const [box, again] = ["red-story", "red-again"].map((id) => document.getElementById(id));
  const tell = () => {
    again.hidden = true;
    playStory({ picture, steps: inside.story, box, texts: inside.texts, over: () => { again.hidden = false; again.focus(); } });
    box.querySelector(".btn-primary").focus({ preventScroll: true });
  };
  again.addEventListener("click", tell);
  tell();
}
canvas.dataset.drawn = "file";
