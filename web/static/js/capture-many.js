// Many lines at once: each a line of its own with its chips, saved together. <form data-capture-many> with rows [data-line].
import { dayIn, newKey } from "./capture-dom.js";
import { draftOf, keepDraft } from "./capture-drafts.js";
import { asksWhich } from "./capture-merge.js";
import { post, wordsOf } from "./capture-net.js";
import { counted, fill, loadWords } from "./capture-words.js";
import { wireReader } from "./capture-reader.js";

const AT_ONCE = 4;

// A few at a time are read, so that a long paste does not keep the server busy.
async function readAll(readers) {
  const waiting = [...readers];
  const turn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.ready();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}

function wireRow(row, words, today, changed) {
  const state = row.querySelector("[data-capture-problem]");
  const reader = wireReader(row, { words, today, changed: (one) => { show(); changed(one); } });
  function show() {
    const held = reader.state.answer ? reader.held() : null;
    const text = reader.state.problem
      || (held ? fill(asksWhich(held) ? words.say.whichOne : words.say.needsType, { name: held.name }) : "");
    state.textContent = text;
    state.hidden = !text;
    row.classList.toggle("is-question", Boolean(text));
  }
  row.querySelector("[data-line-drop]").addEventListener("click", (event) => {
    event.preventDefault();
    row.remove();
    changed(reader);
  });
  return reader;
}

// The lines stay in this browser until they are saved: pasted, or read already.
function wirePasted(document, draft) {
  const box = document.querySelector("textarea#f-lines");
  if (!box) return;
  if (!box.value) box.value = draftOf(draft)?.text ?? "";
  box.addEventListener("input", () => keepDraft(draft, box.value.trim() ? { text: box.value } : null));
}

export async function wireMany(document, author) {
  const draft = `${author.id}:varias`;
  wirePasted(document, draft);
  const form = document.querySelector("form[data-capture-many]");
  const rows = form ? [...form.querySelectorAll("[data-line]")] : [];
  if (!rows.length) return;
  const words = await loadWords();
  const key = newKey();
  const button = form.querySelector("button[data-save]");
  const problem = form.querySelector(":scope > [data-capture-problem]");
  const today = dayIn(words.zone);
  let readers = [];

  const there = () => readers.filter((one) => one.root.isConnected && one.text());
  function count() {
    const asking = there().filter((one) => one.root.classList.contains("is-question")).length;
    button.textContent = counted(words.say.saveMany, there().length);
    keepDraft(draft, { text: there().map((one) => one.text()).join("\n") });
    form.querySelector("[data-many-state]").textContent = asking ? counted(words.say.manyAsk, asking) : "";
  }
  readers = rows.map((row) => wireRow(row, words, today, count));
  for (const one of readers) one.grow();
  form.classList.add("is-live");
  await readAll(readers);
  count();

  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button) return;
    event.preventDefault();
    await readAll(there());
    const asking = there().find((one) => !one.state.merged || one.held());
    if (asking) {
      const held = asking.state.merged && asking.held();
      return held ? asking.open(`party:${held.key}`) : asking.input.focus();
    }
    button.disabled = true;
    const answer = await post("captures/batch", { items: there().map((one) => one.proposal()) }, { key, author: author.id })
      .catch(() => ({ status: 0, body: { title: words.say.noNetwork } }));
    button.disabled = false;
    if (answer.status === 201) {
      keepDraft(draft, null);
      return window.location.assign(answer.body.url);
    }
    problem.textContent = answer.status === 401 ? words.say.waitLogin : wordsOf(answer.body);
    problem.hidden = false;
    return problem.focus();
  });
}
