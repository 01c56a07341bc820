// The page of the red. The address holds everything: which picture, and whose panel is open (?sel=ID).
import { Picture } from "./red-picture.js";
import { Steps } from "./red-steps.js";
import { Tip } from "./red-tip.js";
import { openPanel } from "./red-beside.js";
import { Choosing } from "./red-choosing.js";
import * as acts from "./red-acts.js";
import { listenInPicture } from "./red-keys.js";
import { askedIn } from "./red-said.js";
import { say } from "./red-words.js";
import { ask, sayFailed } from "./red-asked.js";
import { chosenIn, foldForms, setFields } from "./red-forms.js";
import { waysOf } from "./red-ways.js";
import { make } from "./red-dom.js";

const element = document.getElementById("red");
const root = {
  element, sprite: element.dataset.sprite, texts: JSON.parse(element.dataset.texts),
  records: element.dataset.records, page: element.dataset.page,
};
const stage = element.querySelector("[data-stage]");
const canvas = document.getElementById("red-canvas");
const panel = element.querySelector("[data-panel]");
const list = element.querySelector("[data-list]");
const forms = [...element.querySelectorAll("[data-filters], [data-looks]")];
const spoken = element.querySelector("[data-spoken]");
const wide = window.matchMedia("(min-width: 60.01rem)");
const steps = new Steps(root.page);
const choosing = new Choosing(element, root.texts);
let picture = null;
let shown = null; // the query of the picture that is drawn
let asked = 0;
let before = null; // where the focus goes back to

function address() {
  const query = new URLSearchParams(window.location.search);
  const selected = query.get("sel");
  for (const name of ["sel", "lang", "q"]) query.delete(name);
  return { query: query.toString(), selected };
}

function go(query, selected, replace = false) {
  const all = new URLSearchParams(query);
  if (selected) all.set("sel", selected);
  steps.go(all.toString(), replace);
  return follow();
}

async function show(query) {
  const turn = (asked += 1);
  stage.setAttribute("aria-busy", "true");
  try {
    const answer = await ask(`${element.dataset.answers}${query ? `?${query}` : ""}`);
    if (turn !== asked) return;
    stage.querySelector(".red-failed")?.remove();
    if (shown !== null) say(answer, root);
    shown = query;
    document.title = document.title.replace(/^.*(?= · )/, answer.title);
    picture ??= wire(new Picture(canvas));
    picture.draw(answer.network);
    canvas.dataset.drawn = query || "start";
    element.dispatchEvent(new CustomEvent("red:drawn", { detail: { picture, answer, query } })); // for red-views.js
  } catch {
    if (turn === asked) sayFailed(stage, root.texts, () => show(query));
  } finally {
    if (turn === asked) stage.removeAttribute("aria-busy");
  }
}

function markSteps() {
  for (const button of element.querySelectorAll("[data-step]")) button.disabled = !steps.away(Number(button.dataset.step));
}

function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  list.hidden = false;
  (before?.isConnected ? before : canvas).focus({ preventScroll: true });
  before = null;
}

async function besides(id, { focus }) {
  try {
    await openPanel({ panel, id, root, ways: waysOf(id, { shown: shown ?? "", picture, go, pick, expand, choosing }), ask, still: () => address().selected === id });
    if (address().selected !== id) return;
    list.hidden = wide.matches;
    if (!wide.matches) stage.scrollIntoView({ block: "start" });
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
  } catch {
    panel.replaceChildren(make("p", { textContent: root.texts.failed, attributes: { role: "alert" } }));
    panel.hidden = false;
  }
}

// The contacts of somebody join; a bubble opens or shuts.
function expand(id) {
  const node = picture?.nodes.get(id);
  if (node?.bubble) return go(acts[node.open ? "shut" : "open"](shown, node), null);
  return go(acts.expand(shown ?? "", id), id);
}

// Brings the page to what the address says.
async function follow({ focus = true } = {}) {
  const { query, selected } = address();
  setFields(forms, query);
  if (query !== shown) await show(query);
  markSteps();
  picture?.choose(selected);
  for (const row of list.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
  if (!selected) return closePanel();
  before ??= document.activeElement;
  list.querySelector(`[data-actor="${CSS.escape(selected)}"]`)?.closest("tr").classList.add("chosen");
  return besides(selected, { focus });
}

function pick(id) {
  const { query, selected } = address();
  if (choosing.from) return choose(id);
  if (id === selected) return undefined;
  before = selected ? before : document.activeElement;
  return go(query, id, Boolean(selected && id));
}

// The other end of a way, or of a comparison.
function choose(id) {
  if (id === null || id === choosing.from || picture?.nodes.get(id)?.bubble) return undefined;
  const { name, from } = choosing.end();
  return go(acts.between(shown ?? "", name, from, id), null);
}

function undo(way) {
  if (steps.move(way)) spoken.textContent = way < 0 ? root.texts.undone : root.texts.redone;
}

function wire(made) {
  listenInPicture(canvas, made, { pick, spoken, texts: root.texts });
  const tip = new Tip(stage, canvas, made);
  canvas.addEventListener("red:pick", ({ detail }) => pick(detail.id));
  canvas.addEventListener("red:expand", ({ detail }) => expand(detail.id));
  canvas.addEventListener("red:moved", ({ detail: { id } }) => {
    if (made.nodes.get(id).bubble) return made.draw(made.data);
    return go(acts.pin(shown ?? "", id, made.placeOf(id)), address().selected);
  });
  for (const button of element.querySelectorAll("[data-zoom]")) {
    const act = { in: () => made.zoom(1.3), out: () => made.zoom(1 / 1.3), fit: () => made.fit() }[button.dataset.zoom];
    button.addEventListener("click", () => { tip.hide(); act(); });
  }
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", () => made.repaint());
  for (const [event, value] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    list.addEventListener(event, ({ target }) => {
      const row = target.closest?.("tr");
      made.hover(value && row ? row.querySelector("[data-actor]")?.dataset.actor ?? null : null);
    });
  }
  return made;
}

element.addEventListener("click", (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const way = event.target.closest?.("a[data-red], a[data-actor]");
  if (!way || !plain) return;
  event.preventDefault();
  way.closest("details[data-menu]")?.removeAttribute("open");
  if (way.dataset.actor) pick(way.dataset.actor);
  else {
    go(new URL(way.href).search.slice(1), null);
    element.querySelector("#red-title").focus({ preventScroll: true });
  }
});
element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (choosing.from) choosing.end();
  else if (!panel.hidden) go(shown ?? "", null);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const key = event.key.toLowerCase();
  if (typing || event.altKey || !(event.ctrlKey || event.metaKey) || !"zy".includes(key)) return;
  event.preventDefault();
  undo(key === "y" || event.shiftKey ? 1 : -1);
});
element.addEventListener("picker:chosen", ({ target, detail }) => {
  const actor = new URLSearchParams(detail.id).get("actor");
  target.querySelector("input[type=search]").value = "";
  if (choosing.from && actor) choose(actor);
  else go(detail.id, actor);
});
for (const button of element.querySelectorAll("[data-step]")) button.addEventListener("click", () => undo(Number(button.dataset.step)));
element.addEventListener("change", ({ target }) => {
  const question = target.closest("[data-ask]");
  const form = target.closest("[data-filters], [data-looks]");
  if (question) return go(askedIn(question), null);
  if (!form) return undefined;
  return go(chosenIn(form, shown ?? ""), null);
});
foldForms(element, wide);
window.addEventListener("popstate", () => { steps.follow(); follow({ focus: false }); });
stage.hidden = false;
element.querySelector("[data-zooms]").hidden = false;
follow({ focus: false });
