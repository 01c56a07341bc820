// What stands below the line: what was just saved with its undo, and the lines that wait or ask something.
import { button, dayInWords, hidden, make } from "./capture-dom.js";
import { counted, fill } from "./capture-words.js";
import { post, wordsOf } from "./capture-net.js";
import { putLine } from "./capture-queue.js";
import { flush, forget, showLines } from "./capture-send.js";

const KEPT = 5;

function savedRow(words, { line, answer }) {
  const state = make("span", { role: "status" });
  const undo = button(words.say.undo, async () => {
    const done = await post(`undo/${answer.transaction}`, {}, { author: line.user }).catch(() => ({ status: 0, body: {} }));
    if (done.status === 200) row.replaceChildren(make("span", { textContent: fill(words.say.undone, { title: answer.title }) }));
    else state.textContent = wordsOf(done.body) || words.say.noNetwork;
  }, "btn btn-small btn-quiet");
  const review = answer.to_review ? make("span", { className: "chip tone-warning", textContent: words.say.toReview }) : "";
  const row = make("li", {}, [
    make("span", {}, [make("strong", { textContent: words.say.saved }), ` ${answer.title}`]), review,
    make("span", { className: "capture-links" }, [
      make("a", { href: answer.url, textContent: words.say.see }, [hidden(`: ${answer.title}`)]), undo, state]),
  ]);
  row.dataset.key = line.key;
  return row;
}

export const why = (words, line) => {
  if (line.question?.parked) return words.say.parked;
  if (line.question?.before) return words.say.savedBefore;
  if (line.question?.name) return fill(line.question.which ? words.say.whichOne : words.say.needsType, line.question);
  if (line.question?.unclear) return words.say.unclear;
  return line.question?.text || words.say.refused;
};

// A line that was thrown away can be had back while the page is open.
function discardedRow(words, line) {
  const row = make("li", {}, [
    make("span", { textContent: fill(words.say.discarded, { text: line.text }) }),
    button(words.say.recover, async () => { row.remove(); await putLine(line); await showLines(); flush(); }, "btn btn-small btn-quiet"),
  ]);
  return row;
}

// While lines are on their way nobody takes them back.
function waitingRow(words, line, { take, discard, free }) {
  const about = line.question ? why(words, line) : fill(words.say.writtenOn, { day: dayInWords(line.today) });
  const act = line.question ? words.say.answer : words.say.change;
  return make("li", { className: line.question ? "is-question" : "" }, [
    make("span", { className: "row-main" }, [make("span", { textContent: line.text }), make("span", { className: "quiet small", textContent: about })]),
    make("span", { className: "actions" }, line.question || free ? [
      button(act, () => take(line), "btn btn-small"),
      button(words.say.discard, () => discard(line), "btn btn-small btn-quiet"),
    ] : []),
  ]);
}

export function wireTold(root, words, take) {
  const saved = make("ul", { className: "capture-saved" });
  const waiting = make("div", { className: "capture-waiting", hidden: true });
  const spoken = make("p", { className: "visually-hidden", role: "status" });
  root.append(saved, waiting, spoken);

  async function discard(line) {
    saved.prepend(discardedRow(words, line));
    await forget(line);
    saved.querySelector("button").focus();
  }

  document.addEventListener("capture:saved", (event) => {
    saved.prepend(savedRow(words, event.detail));
    while (saved.children.length > KEPT) saved.lastElementChild.remove();
    spoken.textContent = `${words.say.saved} ${event.detail.answer.title}`;
  });
  document.addEventListener("capture:lines", (event) => {
    const { lines, state } = event.detail;
    const questions = lines.filter((line) => line.question);
    const rest = lines.filter((line) => !line.question);
    const acts = { take, discard, free: Boolean(state) };
    waiting.hidden = !lines.length;
    if (!lines.length) {
      waiting.replaceChildren();
      return;
    }
    const parts = [];
    if (questions.length) parts.push(make("h3", { textContent: counted(words.say.questions, questions.length) }), make("ul", {}, questions.map((one) => waitingRow(words, one, acts))));
    if (rest.length) {
      const reason = { offline: words.say.waitOffline, login: words.say.waitLogin }[state] ?? words.say.sending;
      const go = state === "login"
        ? make("a", { className: "btn btn-small", href: words.logIn, textContent: words.say.logIn })
        : button(words.say.sendNow, flush);
      parts.push(make("h3", { textContent: counted(words.say.waiting, rest.length) }),
        make("p", { className: "quiet small" }, [`${reason} `]), make("ul", {}, rest.map((one) => waitingRow(words, one, acts))),
        make("div", { className: "actions" }, [state ? go : ""]));
    }
    waiting.replaceChildren(...parts);
    const now = [questions.length ? counted(words.say.questions, questions.length) : "", rest.length ? counted(words.say.waiting, rest.length) : ""];
    if (state) spoken.textContent = now.filter(Boolean).join(". ");
  });
}
