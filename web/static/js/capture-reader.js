// One line being written: asks what it means while one types, keeps the corrections, draws chips and their editor.
//   const line = wireReader(root, {words, today, changed})      root holds a textarea, [data-capture-read], [data-capture-said]
import { drawChips, inWords } from "./capture-chips.js";
import { drawEditor } from "./capture-editors.js";
import { heldBack, merge, noEdits, toProposal } from "./capture-merge.js";
import { post, wordsOf } from "./capture-net.js";

const WAIT = 90;
const SAY_AFTER = 900;
const PATIENCE = 4_000;

export function wireReader(root, { words, today, changed }) {
  const input = root.querySelector("textarea");
  const place = root.querySelector("[data-capture-read]");
  const said = root.querySelector("[data-capture-said]");
  const state = { edits: noEdits(), today, answer: null, merged: null, open: null, timer: 0, saying: 0, asked: null, problem: "" };
  const text = () => input.value.replace(/\s+/g, " ").trim();
  const chipOf = (id) => place.querySelector(`[data-chip="${CSS.escape(id)}"]`);

  function grow() {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  }

  function close() {
    const id = state.open;
    state.open = null;
    place.querySelector(".capture-editor")?.remove();
    const chip = id && chipOf(id);
    if (chip) chip.setAttribute("aria-expanded", "false");
    (chip ?? input).focus();
  }

  function open(id) {
    place.querySelector(".capture-editor")?.remove();
    for (const chip of place.querySelectorAll("[aria-expanded=true]")) chip.setAttribute("aria-expanded", "false");
    const editor = drawEditor(id, {
      words, today: state.today, merged: state.merged, actors: state.answer.actors, edits: state.edits,
      office: words.office, change, close, reopen: open,
    });
    if (!editor) return;
    state.open = id;
    chipOf(id)?.setAttribute("aria-expanded", "true");
    const row = chipOf(id)?.closest("dd");
    if (row) row.append(editor);
    else place.append(editor);
    (editor.querySelector("[data-first]") ?? editor.querySelector("button[aria-pressed], input, select, button"))?.focus();
    editor.scrollIntoView({ block: "nearest" });
  }

  // Draws the chips anew; an open editor stays as it is, with the keyboard in it, as long as its chip is there.
  function draw() {
    const editor = place.querySelector(".capture-editor");
    const inside = editor?.contains(document.activeElement) ? document.activeElement : null;
    const chip = place.contains(document.activeElement) ? document.activeElement.dataset.chip : "";
    window.clearTimeout(state.saying);
    if (!state.merged) {
      place.replaceChildren();
      place.hidden = true;
      state.open = null;
      return;
    }
    place.hidden = false;
    const drawn = drawChips(words, state.merged, state.answer.actors);
    place.replaceChildren(drawn);
    const row = state.open && (chipOf(state.open) ?? chipOf(`add:${state.open.split(":")[0]}`))?.closest("dd");
    if (editor && row) {
      row.append(editor);
      chipOf(state.open)?.setAttribute("aria-expanded", "true");
      inside?.focus();
    } else {
      state.open = null;
      if (inside) input.focus();
    }
    if (chip) chipOf(chip)?.focus();
    state.saying = window.setTimeout(() => { said.textContent = inWords(words, state.merged); }, SAY_AFTER);
  }

  function change() {
    state.merged = state.answer ? merge(state.answer, state.edits) : null;
    draw();
    changed(line);
  }

  async function ask(signal) {
    const asked = text();
    const answer = await post("captures/proposal", { text: asked, today: state.today }, { signal });
    if (asked !== text()) return;
    state.problem = answer.status === 200 ? "" : wordsOf(answer.body);
    state.status = answer.status;
    if (answer.status === 200) state.answer = { ...answer.body, line: asked };
    change();
  }

  function later() {
    window.clearTimeout(state.timer);
    state.asked?.abort();
    if (!text()) {
      Object.assign(state, { answer: null, merged: null, edits: noEdits(), problem: "" });
      return change();
    }
    state.timer = window.setTimeout(() => {
      state.asked = new AbortController();
      ask(state.asked.signal).catch((error) => {
        if (error.name === "AbortError") return;
        state.problem = words.say.offlineHint;
        changed(line);
      });
    }, WAIT);
    return changed(line);
  }

  // The proposal of the words as they are now; null when the server is out of reach.
  async function ready() {
    if (state.answer?.line === text()) return state.merged;
    window.clearTimeout(state.timer);
    state.asked?.abort();
    try {
      await ask(AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined);
    } catch {
      return null;
    }
    return state.answer?.line === text() ? state.merged : null;
  }

  input.addEventListener("input", () => { grow(); later(); });
  place.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-chip]");
    if (!chip) return;
    if (state.open === chip.dataset.chip) close();
    else open(chip.dataset.chip);
  });

  const line = {
    root, input, state, text, ready, open, close, draw, grow,
    held: () => (state.merged ? heldBack(state.merged, state.answer.blocking) : null),
    proposal: () => ({ text: text(), today: state.today, proposal: toProposal(state.merged), retitle: state.merged.touched }),
    put(given) {
      input.value = given.text;
      Object.assign(state, { edits: given.edits ?? noEdits(), today: given.today ?? today, answer: null, merged: null });
      grow();
      return later();
    },
  };
  return line;
}
