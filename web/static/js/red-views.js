// Saved views beside the picture: what is open, whether it was changed, notes, and what is sent when one saves.
// The picture belongs to red-page.js, which tells "red:drawn"; the words and forms are of templates/vistas/_en_la_red.html.
import { make } from "./red-dom.js";
import { NoteDrafts } from "./red-note-drafts.js";
import { Notes } from "./red-notes.js";
import { playStory } from "./red-story.js";

const page = document.getElementById("red");
const box = page.querySelector("[data-views]");
const texts = JSON.parse(box.dataset.viewTexts);
const opened = box.dataset.opened ? JSON.parse(box.dataset.opened) : null;
const find = (selector) => box.querySelector(selector);
const now = { picture: null, squeeze: 1, query: "" };
let touched = false; // notes or places were changed since the view was opened
let framed = false; // the view's own camera was taken up
const notes = new Notes(page.querySelector("[data-stage]"), texts, () => now, () => { touched = true; listNotes(); mark(); keepNotes(); });
notes.editable = Boolean(find("[data-view-note]"));
const drafts = notes.editable ? new NoteDrafts(box.dataset.owner, find("[data-view-draft]"), texts) : null;
let saved = []; // the notes as the opened view holds them

const without = (query, ...names) => {
  const left = new URLSearchParams(query);
  for (const name of names) left.delete(name);
  return left.toString();
};
const isOpen = () => opened !== null && new URLSearchParams(now.query).get("vista") === opened.id;

function mark() {
  const open = isOpen();
  const changed = open && (touched || without(now.query, "vista") !== opened.query);
  if (opened) {
    find("[data-view-open]").hidden = !open;
    find("[data-view-changed]").hidden = !changed;
    const renew = find("[data-view-renew]");
    if (renew) renew.hidden = !changed;
  }
}

const keepNotes = () => drafts?.keep({ query: now.query, notes: notes.said, saved, version: opened?.version });

function putBack(unsaved) {
  const kept = notes.said.map(({ text }) => text);
  const back = () => { notes.set(saved); touched = false; drafts.drop(); listNotes(); mark(); };
  notes.set(touched ? [...notes.said, ...unsaved.notes.filter(({ text }) => !kept.includes(text))] : unsaved.notes);
  touched = true;
  const renew = find("[data-view-renew]");
  // So that what others saved meanwhile is not overwritten unseen.
  if (renew && unsaved.version) renew.elements.version.value = unsaved.version;
  drafts.tell(texts.unsaved.replace("{}", drafts.when(unsaved.at)), [[texts.discard, back]]);
}

function tellElsewhere() {
  const other = drafts.elsewhere();
  if (!other) return;
  const ways = [[texts.see, `${page.dataset.page}?${other.query}`], [texts.discard, () => drafts.drop(other.key)]];
  drafts.tell(texts.elsewhere.replace("{}", drafts.when(other.at)), ways);
}

function followDrafts() {
  const first = drafts.key === null;
  const unsaved = drafts.follow(now.query, notes.said, touched);
  if (unsaved) putBack(unsaved);
  else if (first) tellElsewhere();
  if (touched) keepNotes();
}

function listNotes() {
  find("[data-view-notes]").replaceChildren(...notes.notes.map(({ text, actor }) => {
    const name = actor && now.picture?.nodes.get(actor)?.label;
    return make("li", { textContent: name ? `${name}: ${text}` : text });
  }));
}

// The middle of what is in sight and how near: at 1 the whole picture is in sight, on any screen.
function cameraNow() {
  const { picture, squeeze } = now;
  const { x, y } = picture.network.getViewPosition();
  return { x: round(x / squeeze), y: round(y), scale: Math.min(Math.max(round(picture.network.getScale() / fitting(), 1000), 0.05), 50) };
}

const fitting = () => now.picture.least * 2; // the scale at which everything is in sight (red-picture.js, `fit`)
const round = (value, places = 10) => Math.round(value * places) / places;

function takeUp(camera) {
  const position = { x: camera.x * now.squeeze, y: camera.y };
  now.picture.network.moveTo({ position, scale: camera.scale * fitting(), animation: false });
}

function pictureNow() {
  const { picture, squeeze } = now;
  if (!picture?.network) return {};
  const positions = Object.fromEntries([...picture.nodes.values()].filter(({ id }) => /^[a-z0-9-]{1,80}$/.test(id))
    .map(({ id, x, y }) => [id, [round(x / squeeze), round(y)]]));
  return { positions, annotations: notes.said, camera: cameraNow() };
}

page.addEventListener("red:drawn", ({ detail: { picture, answer } }) => {
  const first = now.picture !== picture;
  Object.assign(now, { picture, query: answer.query, squeeze: picture.squeeze });
  if (first && picture.network) picture.network.on("afterDrawing", () => notes.follow());
  if (isOpen() && !framed) {
    framed = true;
    notes.set(opened.annotations);
    saved = notes.said;
    touched = false;
    if (opened.camera && picture.network && without(now.query, "vista") === opened.query) takeUp(opened.camera);
    if (window.location.hash === "#relato") tell();
  }
  const name = find("#view-name");
  if (name && name.value === name.defaultValue) name.value = name.defaultValue = answer.title.slice(0, 200);
  for (const form of box.querySelectorAll("[data-view-form]")) form.elements.query.value = without(answer.query, "vista");
  for (const button of box.querySelectorAll("[data-view-note]")) button.hidden = !picture.network;
  if (drafts && picture.network) followDrafts();
  listNotes();
  mark();
});

for (const form of box.querySelectorAll("[data-view-form]")) {
  form.addEventListener("submit", () => {
    form.elements.picture.value = JSON.stringify(pictureNow());
    if (touched) form.elements.draft.value = drafts?.name ?? "";
  });
}

find("[data-view-note]")?.addEventListener("click", () => {
  const chosen = now.picture.nodes.get(now.picture.chosen);
  const { x, y } = now.picture.network.getViewPosition();
  const where = [...(chosen ? [["actor", texts.at.replace("%(name)s", chosen.label)]] : []), ["place", texts.middle]];
  notes.ask({ text: "", where }, (said) => {
    notes.add(said.where === "actor" ? { text: said.text, actor: chosen.id } : { text: said.text, x: x / now.squeeze, y });
    find("[data-view-said]").textContent = texts.placed;
  });
});

function tell() {
  const player = page.querySelector("[data-view-player]");
  playStory({ picture: now.picture, steps: opened.steps, box: player, texts, over: () => find("[data-view-tell]")?.focus() });
  player.querySelector(".btn-primary")?.focus();
  page.querySelector("[data-stage]").scrollIntoView({ block: window.innerWidth < 600 ? "start" : "nearest" });
}

find("[data-view-tell]")?.addEventListener("click", (event) => {
  if (!opened?.steps.length || !now.picture?.network) return; // the link leads to the story's own page
  event.preventDefault();
  tell();
});
