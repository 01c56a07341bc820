// Moving the sessions of a programme: by its grip with the arrow keys, or by dragging on the scale of a day. Without
// scripts the buttons of each session do the same. What was moved is sent with the session's own form, so that the
// server checks the version, points out what does not fit and offers the way back.
const STEP = 15;
const DAY = 24 * 60;
const PER_MINUTE = 1.5; // pixels; an hour is 90
const SOON = 1500;
const HOURS = "3rem"; // the room of the hours beside the scale

const programme = document.querySelector("[data-programme]");
const said = document.querySelector("[data-programme-said]");
const columns = [...programme.querySelectorAll("[data-day-column]")];
const wide = matchMedia("(min-width: 62rem)");
let pending = null;

function hour(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function stateOf(item) {
  return { day: item.dataset.day, start: Number(item.dataset.start), minutes: Number(item.dataset.minutes) };
}

function within(state) {
  const minutes = Math.min(Math.max(state.minutes, STEP), DAY);
  const start = Math.min(Math.max(state.start, 0), DAY - minutes);
  return { ...state, start, minutes };
}

function addDays(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

// Sessions at the same hour stand beside each other.
function lanes(items) {
  const sorted = [...items].sort((a, b) => a.dataset.start - b.dataset.start);
  let group = [];
  let groupEnd = -1;
  const close = () => {
    const ends = [];
    for (const item of group) {
      const { start, minutes } = stateOf(item);
      let lane = ends.findIndex((end) => end <= start);
      if (lane < 0) lane = ends.push(0) - 1;
      ends[lane] = start + minutes;
      item.lane = lane;
    }
    for (const item of group) item.lanes = ends.length;
    group = [];
  };
  for (const item of sorted) {
    const { start, minutes } = stateOf(item);
    if (start >= groupEnd) close();
    group.push(item);
    groupEnd = Math.max(groupEnd, start + minutes);
  }
  close();
}

function span() {
  const all = [...programme.querySelectorAll("[data-session]")].map(stateOf);
  const first = Math.min(8 * 60, ...all.map((one) => one.start));
  const last = Math.max(18 * 60, ...all.map((one) => one.start + one.minutes));
  return [Math.floor(first / 60) * 60, Math.min(Math.ceil(last / 60) * 60, DAY)];
}

function draw() {
  programme.classList.toggle("programme-scaled", wide.matches);
  const [first, last] = span();
  for (const column of columns) {
    const track = column.querySelector("[data-track]");
    const items = [...track.querySelectorAll("[data-session]")];
    track.style.height = wide.matches ? `${(last - first) * PER_MINUTE + 1}px` : "";
    hours(track, first, last);
    lanes(items);
    for (const item of items) place(item, first);
  }
}

// The hours beside the scale; every session says its own, so that nobody needs to hear these.
function hours(track, first, last) {
  for (const old of track.querySelectorAll(".track-hour")) old.remove();
  for (let at = first; wide.matches && at < last; at += 60) {
    const mark = document.createElement("li");
    mark.className = "track-hour";
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = hour(at);
    mark.style.top = `${(at - first) * PER_MINUTE + 2}px`;
    track.prepend(mark);
  }
}

function place(item, first) {
  const { start, minutes } = stateOf(item);
  const height = `${Math.max(minutes * PER_MINUTE - 2, 26)}px`;
  const { style } = item;
  style.top = wide.matches ? `${(start - first) * PER_MINUTE}px` : "";
  style.height = wide.matches ? height : "";
  style.setProperty("--session-height", height);
  const from = item.lane / item.lanes;
  const to = 1 - (item.lane + 1) / item.lanes;
  style.left = wide.matches ? `calc(${HOURS} + (100% - ${HOURS}) * ${from})` : "";
  style.right = wide.matches ? `calc((100% - ${HOURS}) * ${to})` : "";
}

function show(item, state) {
  item.dataset.day = state.day;
  item.dataset.start = state.start;
  item.dataset.minutes = state.minutes;
  const from = hour(state.start);
  const to = hour(state.start + state.minutes);
  item.querySelector(".session-hour").textContent = `${from}–${to}`;
  const column = columns.find((one) => one.dataset.dayColumn === state.day);
  const track = column?.querySelector("[data-track]");
  if (track && item.parentElement !== track) {
    const grip = item.querySelector(".session-grip");
    const focused = document.activeElement === grip;
    track.append(item);
    if (focused) grip.focus();
  }
  const day = column ? column.dataset.dayName : state.day;
  said.textContent = said.dataset.text.replace("{day}", day).replace("{from}", from).replace("{to}", to);
  draw();
}

function same(one, other) {
  return one.day === other.day && one.start === other.start && one.minutes === other.minutes;
}

function send() {
  if (!pending) return;
  const { item, before } = pending;
  clearTimeout(pending.timer);
  pending = null;
  item.classList.remove("session-pending");
  const now = stateOf(item);
  if (same(now, before)) return;
  const form = item.querySelector("form[data-move]");
  const values = { day: now.day, begins: hour(now.start), minutes: now.minutes };
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  form.requestSubmit();
}

function cancel() {
  if (!pending) return;
  const { item, before } = pending;
  clearTimeout(pending.timer);
  pending = null;
  item.classList.remove("session-pending");
  show(item, before);
}

function begin(item) {
  if (pending && pending.item !== item) send();
  pending ??= { item, before: stateOf(item), timer: 0 };
  item.classList.add("session-pending");
  return pending;
}

function change(item, state, soon) {
  const now = begin(item);
  clearTimeout(now.timer);
  show(item, within(state));
  if (soon) now.timer = setTimeout(send, SOON);
}

function onKey(event) {
  const item = event.target.closest("[data-session]");
  const state = stateOf(item);
  const step = { ArrowUp: -STEP, ArrowDown: STEP }[event.key];
  const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (step && event.shiftKey) change(item, { ...state, minutes: Math.min(state.minutes + step, DAY - state.start) }, true);
  else if (step) change(item, { ...state, start: state.start + step }, true);
  else if (days) change(item, { ...state, day: addDays(state.day, days) }, true);
  else if (event.key === "Enter" && pending) send();
  else if (event.key === "Escape" && pending) cancel();
  else return;
  event.preventDefault();
}

function dayUnder(x, y) {
  const found = columns.find((column) => {
    const box = column.getBoundingClientRect();
    return wide.matches ? x >= box.left && x <= box.right : y >= box.top && y <= box.bottom;
  });
  return found?.dataset.dayColumn;
}

function drag(event, resize) {
  const item = event.target.closest("[data-session]");
  if (event.button !== 0 || !wide.matches) return;
  const handle = event.currentTarget;
  const state = stateOf(item);
  const from = event.clientY;
  handle.setPointerCapture(event.pointerId);
  const move = (moved) => {
    const by = Math.round((moved.clientY - from) / PER_MINUTE / STEP) * STEP;
    const to = resize ? { minutes: Math.min(state.minutes + by, DAY - state.start) } : { start: state.start + by };
    const day = resize ? state.day : (dayUnder(moved.clientX, moved.clientY) ?? state.day);
    change(item, { ...state, day, ...to }, false);
  };
  const stop = (stopped) => {
    handle.removeEventListener("pointermove", move);
    if (stopped.type === "pointerup") send();
    else cancel();
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", stop, { once: true });
  handle.addEventListener("pointercancel", stop, { once: true });
}

for (const grip of programme.querySelectorAll(".session-grip")) {
  grip.hidden = false;
  grip.addEventListener("keydown", onKey);
  grip.addEventListener("blur", () => setTimeout(() => document.activeElement !== grip && send(), 0));
  grip.addEventListener("pointerdown", (event) => drag(event, false));
}
for (const handle of programme.querySelectorAll("[data-size]")) {
  handle.hidden = false;
  handle.addEventListener("pointerdown", (event) => drag(event, true));
}
document.querySelector(".programme-keys").hidden = false;
wide.addEventListener("change", draw);
draw();
const wanted = location.hash.startsWith("#mover-") && document.getElementById(location.hash.slice(1));
if (wanted) wanted.focus();
