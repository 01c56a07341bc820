// The page of the red through time: a slider over the periods, steps, playing. The address always says the day.
import { Frames } from "./time-frames.js";
import { TimePicture } from "./time-picture.js";
import { sayChanges } from "./time-words.js";
import { make } from "./red-dom.js";

const PACE = 1400; // milliseconds for a period while it plays
const root = document.getElementById("tiempo");
const texts = JSON.parse(root.dataset.texts);
const find = (selector) => root.querySelector(selector);
const slider = find("[data-slider]");
const playing = find("[data-play]");
const strip = find("[data-strip]");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const picture = new TimePicture(find("[data-time-picture]"), find("[data-zooms]"));
let frames = null;
let place = Number(root.dataset.place);
let timer = 0;

function mark() {
  let here = strip.querySelector(".time-here");
  if (!here) {
    here = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["class", "time-here"], ["y", 0], ["width", 1], ["height", 1]]) here.setAttribute(name, value);
    strip.prepend(here);
  }
  here.setAttribute("x", place);
}

function say(frame) {
  document.getElementById("cara-titulo").textContent = frame.title;
  document.getElementById("cara-descripcion").textContent = frame.description;
  find("[data-now]").textContent = frame.name;
  find("[data-spoken]").textContent = timer ? "" : `${frame.title}. ${frame.description}`;
  find("#tiempo-dia").value = frame.day;
  sayChanges(find("[data-changes]"), frames, frame, texts, root.dataset.records);
  for (const row of document.querySelectorAll("[data-row]")) row.classList.toggle("here", Number(row.dataset.row) === place);
}

function show(next) {
  place = Math.min(Math.max(next, 0), frames.frames.length - 1);
  const frame = frames.frames[place];
  const { changes } = frame;
  picture.show(frames.on(frame.at), {
    actors: new Set([...(changes.appeared ?? []), ...(changes.returned ?? [])]),
    ties: new Set([...(changes.new_ties ?? []), ...(changes.revived_ties ?? [])]),
  });
  slider.value = place;
  slider.setAttribute("aria-valuetext", frame.title);
  mark();
  for (const step of root.querySelectorAll("[data-step]")) {
    const other = place + Number(step.dataset.step);
    if (frames.frames[other]) step.removeAttribute("aria-disabled");
    else step.setAttribute("aria-disabled", "true");
  }
  say(frame);
  window.history.replaceState(null, "", root.dataset.page.replace("DIA", frame.day));
}

function stop() {
  window.clearInterval(timer);
  timer = 0;
  playing.querySelector("span").textContent = texts.play;
  playing.setAttribute("aria-pressed", "false");
}

function play() {
  if (timer) return stop();
  // Whoever asked for less motion goes by steps.
  if (calm.matches) return show(place + 1);
  if (place === frames.frames.length - 1) show(0);
  playing.querySelector("span").textContent = texts.pause;
  playing.setAttribute("aria-pressed", "true");
  timer = window.setInterval(() => {
    if (place === frames.frames.length - 1) stop();
    else show(place + 1);
  }, PACE);
  return undefined;
}

function wire() {
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  for (const step of root.querySelectorAll("[data-step]")) {
    step.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      stop();
      show(place + Number(step.dataset.step));
    });
  }
  playing.addEventListener("click", play);
  slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    play();
  });
  root.addEventListener("keydown", (event) => event.target.closest("svg") && picture.view.key(event));
  strip.addEventListener("click", (event) => {
    const { left, width } = strip.getBoundingClientRect();
    stop();
    show(Math.floor(((event.clientX - left) / width) * frames.frames.length));
  });
  slider.hidden = false;
  playing.hidden = calm.matches;
  calm.addEventListener("change", () => { stop(); playing.hidden = calm.matches; });
  document.addEventListener("visibilitychange", () => document.hidden && stop());
}

async function begin() {
  try {
    const answer = await fetch(root.dataset.frames, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    frames = new Frames(await answer.json());
  } catch {
    root.prepend(make("p", { className: "red-failed", textContent: texts.failed, attributes: { role: "alert" } }));
    return;
  }
  picture.label();
  wire();
  // What the server drew stays as it is, also a day inside a period, until somebody moves on.
  picture.show(frames.on(Number(root.dataset.at)), picture.fresh());
  mark();
  root.dataset.ready = "";
}

if (root) begin();
