// The page of the red. The address holds everything: which picture, and whose panel is open (?sel=ID).
import { Picture } from "./red-picture.js";
import { fillPanel } from "./red-panel.js";
import { listenInPicture } from "./red-keys.js";
import { say } from "./red-words.js";
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
const filters = element.querySelector("[data-filters]");
const wide = window.matchMedia("(min-width: 60.01rem)");
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
  const text = all.toString();
  window.history[replace ? "replaceState" : "pushState"](null, "", root.page + (text ? `?${text}` : ""));
  return follow();
}

function fail(query) {
  const again = make("button", { type: "button", className: "btn", textContent: root.texts.again });
  const words = make("div", { className: "red-failed", attributes: { role: "alert" } }, [
    make("p", { textContent: root.texts.failed }), again]);
  again.addEventListener("click", () => { words.remove(); show(query); });
  stage.querySelector(".red-failed")?.remove();
  stage.append(words);
}

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (answer.status === 401) window.location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
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
    if (turn === asked) fail(query);
  } finally {
    if (turn === asked) stage.removeAttribute("aria-busy");
  }
}

function setFilters(query) {
  const values = new URLSearchParams(query);
  for (const field of filters.querySelectorAll("select, input[type=checkbox]")) {
    if (field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
    else field.value = values.get(field.name) ?? "";
  }
  for (const part of filters.querySelectorAll("[data-when]")) part.hidden = !values.has(part.dataset.when);
}

function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  list.hidden = false;
  (before?.isConnected ? before : canvas).focus({ preventScroll: true });
  before = null;
}

async function openPanel(id, { focus }) {
  const query = shown ?? "";
  const now = new URLSearchParams(query).getAll("actor");
  try {
    const actor = await ask(element.dataset.actors + encodeURIComponent(id));
    if (address().selected !== id) return;
    fillPanel(panel, actor, root, {
      close: () => go(query, null),
      go: (other) => (picture.nodes.has(other) ? go(query, other, true) : go(new URLSearchParams([["actor", other]]), other)),
      centre: now.length === 1 && now[0] === id ? null : () => go(new URLSearchParams([["actor", id]]), id),
      expand: now.length && !now.includes(id) ? () => expand(id) : null,
    });
    list.hidden = wide.matches;
    if (!wide.matches) stage.scrollIntoView({ block: "start" });
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
  } catch {
    panel.replaceChildren(make("p", { textContent: root.texts.failed, attributes: { role: "alert" } }));
    panel.hidden = false;
  }
}

function expand(id) {
  const query = new URLSearchParams(shown);
  if (!query.has("actor")) return go(new URLSearchParams([["actor", id]]), id);
  if (!query.getAll("actor").includes(id)) query.append("actor", id);
  return go(query, id);
}

// Brings the page to what the address says.
async function follow({ focus = true } = {}) {
  const { query, selected } = address();
  setFilters(query);
  if (query !== shown) await show(query);
  picture?.choose(selected);
  for (const row of list.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
  if (!selected) return closePanel();
  before ??= document.activeElement;
  list.querySelector(`[data-actor="${CSS.escape(selected)}"]`)?.closest("tr").classList.add("chosen");
  return openPanel(selected, { focus });
}

function pick(id) {
  const { query, selected } = address();
  if (id === selected) return undefined;
  before = selected ? before : document.activeElement;
  return go(query, id, Boolean(selected && id));
}

function wire(made) {
  listenInPicture(canvas, made, { pick, spoken: element.querySelector("[data-spoken]"), texts: root.texts });
  canvas.addEventListener("red:pick", ({ detail }) => pick(detail.id));
  canvas.addEventListener("red:expand", ({ detail }) => expand(detail.id));
  for (const button of element.querySelectorAll("[data-zoom]")) {
    const act = { in: () => made.zoom(1.3), out: () => made.zoom(1 / 1.3), fit: () => made.fit() }[button.dataset.zoom];
    button.addEventListener("click", act);
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
  if (way.dataset.actor) pick(way.dataset.actor);
  else {
    go(new URL(way.href).search.slice(1), null);
    element.querySelector("#red-title").focus({ preventScroll: true });
  }
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) go(shown ?? "", null);
});
element.addEventListener("picker:chosen", ({ target, detail }) => {
  go(detail.id, new URLSearchParams(detail.id).get("actor"));
  target.querySelector("input[type=search]").value = "";
});
filters.addEventListener("change", () => {
  const query = new URLSearchParams(shown ?? "");
  for (const field of filters.querySelectorAll("select, input[type=checkbox]")) query.delete(field.name);
  for (const field of filters.querySelectorAll("select, input[type=checkbox]:checked")) {
    if (field.value && !field.closest("[hidden]")) query.append(field.name, field.value);
  }
  go(query, null);
});
filters.querySelector("[data-apply]").hidden = true;
element.querySelector("[data-fold]").open = wide.matches;
wide.addEventListener("change", () => { element.querySelector("[data-fold]").open = wide.matches; });
window.addEventListener("popstate", () => follow({ focus: false }));
stage.hidden = false;
element.querySelector("[data-zooms]").hidden = false;
follow({ focus: false });
