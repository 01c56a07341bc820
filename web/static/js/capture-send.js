// Sends the lines that wait, in order and once each: a key that a line keeps however often it is sent.
// What the server cannot take as it is becomes a question on the line; it is never dropped and never decided for anybody.
// Events on the document: "capture:saved" {line, answer}, "capture:lines" {lines, state}.
//   state: "" all is well, "offline" the server is out of reach, "login" the session is over or somebody else's
import { asksWhich, heldBack, isOpen, merge, toProposal } from "./capture-merge.js";
import { post, whoIsThere, wordsOf } from "./capture-net.js";
import { dropLine, linesOf, putLine } from "./capture-queue.js";

const ANOTHER_AUTHOR = "urn:aliados:another-author";
const WAITS = [1_000, 3_000, 8_000, 20_000];
const state = { user: "", now: "", tries: 0, timer: 0, running: null, again: false, probe: false };

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

export async function showLines() {
  if (state.user) tell("capture:lines", { lines: await linesOf(state.user), state: state.now });
}

// A proposal for a line nobody could see read: as it was corrected, or a question.
async function complete(line) {
  const answer = await post("captures/proposal", { text: line.text, today: line.today }, { author: line.user });
  if (answer.status !== 200) return answer;
  const merged = merge(answer.body, line.edits);
  const held = heldBack(merged, answer.body.blocking);
  if (held) return { status: 422, body: {}, unclear: { unclear: true, name: held.name, which: asksWhich(held) } };
  if (!line.seen && isOpen(merged)) return { status: 422, body: {}, unclear: { unclear: true } };
  line.body = { text: line.text, today: line.today, proposal: toProposal(merged), retitle: merged.touched };
  await putLine(line);
  return null;
}

async function ask(line, answer) {
  line.question = answer.unclear ?? (answer.body.saved && { before: true }) ?? { text: wordsOf(answer.body), status: answer.status };
  line.body = null;
  await putLine(line);
}

// What is settled about a line: "sent", "asked", or why nothing more can be sent now.
async function sendOne(line) {
  const unread = line.body ? null : await complete(line);
  const answer = unread ?? await post("captures", line.body, { key: line.key, author: line.user });
  if (answer.status === 401) return "login";
  // Somebody else's session; or the same line is being saved by another page: it is asked again what became of it.
  if (answer.status === 409) return answer.body.type === ANOTHER_AUTHOR ? "login" : "offline";
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return "offline";
  if (!unread && answer.status >= 200 && answer.status < 300) {
    await dropLine(line.key);
    tell("capture:saved", { line, answer: answer.body });
    return "sent";
  }
  if (answer.body.saved) tell("capture:saved", { line, answer: answer.body.saved });
  await ask(line, answer);
  return "asked";
}

async function sendAll() {
  const lines = (await linesOf(state.user)).filter((line) => !line.question);
  if (!lines.length && !state.probe) return navigator.onLine ? "" : "offline";
  const there = await whoIsThere();
  if (lines.length && there?.id !== state.user) return "login";
  for (const line of lines) {
    const done = await sendOne(line);
    if (done !== "sent" && done !== "asked") return done;
    await showLines();
  }
  return "";
}

async function attempt() {
  try {
    state.now = await sendAll();
  } catch {
    state.now = "offline"; // the network is away; what was sent is sent again under its key
  }
  window.clearTimeout(state.timer);
  if (state.now === "offline") {
    state.timer = window.setTimeout(flush, WAITS[Math.min(state.tries, WAITS.length - 1)]);
    state.tries += 1;
  } else {
    state.tries = 0;
  }
  await showLines();
}

// Sends what waits; one page of the browser at a time, and never twice at once.
export function flush() {
  if (!state.user) return Promise.resolve();
  if (state.running) {
    state.again = true;
    return state.running;
  }
  const inTurn = navigator.locks ? () => navigator.locks.request("red-lineas", attempt) : attempt;
  state.running = inTurn().finally(() => {
    state.running = null;
    if (!state.again) return undefined;
    state.again = false;
    return flush();
  });
  return state.running;
}

export async function waitFor(line) {
  await putLine(line);
  await showLines();
  await flush();
}

export async function forget(line) {
  await dropLine(line.key);
  await showLines();
}

// `probe`: the page asks whether the network is back even when nothing waits.
export function startSending(user, probe = false) {
  Object.assign(state, { user, probe });
  window.addEventListener("online", flush);
  window.addEventListener("offline", () => { state.now = "offline"; showLines(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  return flush();
}
