// The answer to a question, in words: what can be chosen in it, the sentence, the steps with the meetings that show them.
// The same that templates/red/_partes.html writes for the first picture (answer_block).
import { make } from "./red-dom.js";

function field(one, number) {
  const id = `red-ask-${number}`;
  const options = one.options.map(({ value, label }) => make("option", { value, textContent: label, selected: value === one.value }));
  return make("div", { className: "red-choice" }, [
    make("label", { htmlFor: id, className: "small quiet", textContent: one.label }),
    make("select", { id, name: one.name, className: "form-select" }, options),
  ]);
}

function step(one) {
  const links = one.links.flatMap(({ text, url }) => [" · ", make("a", { href: url, textContent: text })]);
  const why = one.why ? make("span", { className: "quiet small", textContent: ` ${one.why}` }) : null;
  return make("li", { data: { way: one.way } }, [make("strong", { textContent: one.text }), why, ...links]);
}

function form(said, page) {
  if (!said.fields.length) return [];
  const kept = said.kept.map(({ name, value }) => make("input", { type: "hidden", name, value }));
  return [make("form", { className: "red-ask", action: page, data: { ask: "" } }, [...kept, ...said.fields.map(field)])];
}

export function sayAnswer(box, said, page) {
  box.hidden = !said;
  if (!said) return void box.replaceChildren();
  const steps = said.steps.length ? [make("ol", { className: "red-way" }, said.steps.map(step))] : [];
  box.replaceChildren(make("p", { className: "red-says", textContent: said.text }), ...form(said, page), ...steps);
}

// The query that the choices of the question ask for.
export function askedIn(ask) {
  return new URLSearchParams([...new FormData(ask)].filter(([, value]) => value));
}
