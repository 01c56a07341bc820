// The words of the line that records, of the page's language: sentences and vocabularies, asked for once.
import { address } from "./capture-net.js";

let asked = null;

export function loadWords() {
  asked ??= fetch(address(`registrar/palabras/${document.documentElement.lang}`))
    .then((answer) => { if (!answer.ok) throw new TypeError(`status ${answer.status}`); return answer.json(); })
    .then((words) => ({ ...words, label: labels(words) }))
    .catch((error) => { asked = null; throw error; });
  return asked;
}

function labels(words) {
  const byId = Object.fromEntries(["kinds", "modes", "statuses", "roles", "types", "themes"].map((name) =>
    [name, new Map(words[name].map((one) => [one.id, one]))]));
  return (name, id) => byId[name].get(id)?.label ?? id ?? "";
}

export const fill = (sentence, values) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), sentence);

export const counted = (forms, count) => fill(count === 1 ? forms.one : forms.many, { n: count });
