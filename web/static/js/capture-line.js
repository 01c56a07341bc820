// The form that records in one line: <form data-capture>, on its page, in the sheet that "n" opens, and without a network.
import { dayIn, dayInWords, newKey } from "./capture-dom.js";
import { asksWhich, noEdits } from "./capture-merge.js";
import { fill } from "./capture-words.js";
import { draftOf, keepDraft } from "./capture-drafts.js";
import { dropLine, putLine } from "./capture-queue.js";
import { showLines, waitFor } from "./capture-send.js";
import { wireReader } from "./capture-reader.js";
import { why, wireTold } from "./capture-told.js";

const JUST_NOW = 20_000;

export function wireLine(form, words, user) {
  const part = (name) => form.querySelector(`[data-capture-${name}]`);
  const now = () => dayIn(words.zone);
  const line = wireReader(form, { words, today: now(), changed });
  const { input, state } = line;
  const begun = input.defaultValue.trim(); // what the address began; nobody wrote it yet
  let last = "";

  const sentence = (party) => fill(asksWhich(party) ? words.say.whichOne : words.say.needsType, { name: party.name });

  function tell(text) {
    part("problem").textContent = text;
    part("problem").hidden = !text;
  }

  function changed() {
    const text = line.text();
    if (text && !state.begun) state.today = now(); // a page may have stood open over midnight
    state.begun = Boolean(text);
    if (!text) state.kept = null;
    keepDraft(user, text && text !== begun ? { text, edits: state.edits, today: state.today, kept: state.kept } : null);
    const held = state.tried && state.answer ? line.held() : null;
    tell(text ? state.problem || (held ? sentence(held) : "") : "");
    part("older").hidden = !text || state.today === now();
    part("older").querySelector("span").textContent = fill(words.say.older, { day: dayInWords(state.today) });
    form.classList.toggle("is-written", Boolean(text));
  }

  function begin() {
    window.clearTimeout(state.timer);
    state.asked?.abort();
    input.value = "";
    Object.assign(state, { edits: noEdits(), answer: null, merged: null, problem: "", tried: false, today: now(), kept: null });
    line.grow();
    line.draw();
    changed();
    input.focus();
  }

  // A line that was sent before and taken back goes under its key again: its answer may have been lost after it was saved.
  // Unchanged it is the very same body; changed, the server says what it saved.
  function written(merged) {
    const said = { text: line.text(), today: state.today, edits: state.edits };
    const same = state.kept?.body && state.kept.said === JSON.stringify(said);
    return {
      ...said, key: state.kept?.key ?? newKey(), user, zone: words.zone, at: Date.now(),
      seen: Boolean(merged), body: same ? state.kept.body : merged ? line.proposal() : null,
    };
  }

  function keptOf(given) {
    if (given.question?.before) return null; // what it saved has been shown: this is another
    const said = { text: given.text, today: given.today, edits: given.edits };
    return { key: given.key, body: given.body ?? null, said: JSON.stringify(said) };
  }

  async function save() {
    if (!line.text()) return input.focus();
    const merged = await line.ready();
    if (!merged && state.problem && state.status === 422) return input.focus();
    const held = merged && line.held();
    if (held) {
      state.tried = true;
      changed();
      return line.open(`party:${held.key}`);
    }
    const made = written(merged);
    last = made.key;
    begin();
    return waitFor(made);
  }

  // A line that waits or asks comes back into the box; what stood there waits in its place.
  async function take(given) {
    if (line.text() && line.text() !== given.text) await putLine({ ...written(null), question: { parked: true } });
    const kept = keptOf(given);
    keepDraft(user, { text: given.text, edits: given.edits, today: given.today, kept });
    await dropLine(given.key);
    Object.assign(state, { tried: true, begun: true, kept });
    line.put(given);
    tell(given.question?.before ? why(words, given) : given.question?.text ?? "");
    input.focus();
    return showLines();
  }

  async function withDetails() {
    const merged = await line.ready();
    if (!merged) return tell(words.say.noNetwork);
    form.elements.proposal.value = JSON.stringify(line.proposal());
    form.elements.today.value = state.today;
    form.elements.key.value = state.kept?.key ?? ""; // it may have been saved though its answer got lost
    return HTMLFormElement.prototype.submit.call(form);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter === part("details")) withDetails();
    else save();
  });
  // Enter saves; a keyboard that speaks, or one on glass, only ever adds a new line, so that is what counts.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    save();
  });
  input.addEventListener("input", (event) => {
    if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") save();
  });
  input.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text") ?? "";
    const several = pasted.split(/\r?\n/).filter((one) => one.trim());
    if (several.length < 2) return undefined;
    event.preventDefault();
    if (!navigator.onLine) return several.forEach((one) => waitFor({ ...written(null), key: newKey(), text: one, edits: noEdits(), body: null }));
    const many = form.parentElement.querySelector("[data-capture-paste]");
    many.elements.lines.value = [line.text(), ...several].filter(Boolean).join("\n");
    return many.submit();
  });
  part("today").addEventListener("click", () => {
    state.today = now();
    line.put({ text: line.text(), edits: state.edits, today: state.today });
  });
  // What the server refused just now comes back at once, when nothing else was begun.
  document.addEventListener("capture:lines", (event) => {
    const refused = event.detail.lines.find((one) => one.key === last && one.question);
    if (!refused?.seen || line.text() || Date.now() - refused.at > JUST_NOW) return;
    last = "";
    take(refused);
  });
  wireTold(part("told"), words, take);
  // What was typed before the scripts were here counts; a draft that stood aside for it waits.
  const draft = draftOf(user);
  const typed = line.text();
  if (typed && draft && draft.text !== typed) putLine({ ...written(null), ...draft, question: { parked: true } });
  const entered = /\n\s*$/.test(input.value); // before the scripts were here, too
  if (typed) line.put({ text: input.value, edits: draft?.text === typed ? draft.edits : noEdits(), today: now() });
  else if (draft) {
    Object.assign(state, { begun: true, kept: draft.kept ?? null });
    line.put(draft);
  }
  line.grow();
  if (typed && entered) save();
  return line;
}
