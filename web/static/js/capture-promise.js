// A commitment of the line: its words, who owes it, until when.
import { button, field, make, select } from "./capture-dom.js";
import { dateField, written } from "./capture-dates.js";

const owners = ({ words, merged }) => [
  ["", words.say.nobody],
  ...merged.parties.map((party) => [party.actor ?? party.text, party.name]),
];

function fields(context, promise, put) {
  const { words } = context;
  const text = make("input", { type: "text", className: "form-control", maxLength: 500, autocomplete: "off", value: promise.text });
  text.addEventListener("input", () => { if (text.value.trim()) put({ text: text.value.trim() }); });
  const due = dateField(context, words.say.due, written(promise.due, promise.dueWords), true,
    (said) => put({ due: said.when, dueWords: said.text }));
  const choices = owners(context);
  if (promise.owner && !choices.some(([id]) => id === promise.owner)) {
    choices.push([promise.owner, context.actors[promise.owner]?.name ?? promise.owner]);
  }
  const owner = select(choices, promise.owner ?? "", (value) => put({ owner: value || null }));
  return [field(words.say.promiseText, text),
    make("div", { className: "field-row" }, [field(words.say.owner, owner), due.root])];
}

export function editPromise(context, key) {
  const { words, merged, edits, change, close } = context;
  const promise = merged.promises.find((one) => one.key === key);
  if (!promise) return null;
  const added = key.startsWith("+") ? edits.newPromises[Number(key.slice(1))] : null;
  const put = (said) => {
    if (added) Object.assign(added, said);
    else edits.promises[key] = { ...(edits.promises[key] ?? {}), ...said };
    change();
  };
  return {
    title: words.say.promise, parts: fields(context, promise, put),
    ends: [button(words.say.remove, () => { put({ removed: true }); close(); })],
  };
}

export function addPromise(context) {
  const { words, edits, change, office } = context;
  const promise = { text: "", owner: office, due: null, dueWords: "" };
  let there = null;
  const put = (said) => {
    Object.assign(promise, said);
    if (!promise.text) return;
    if (!there) edits.newPromises.push(there = promise);
    change();
  };
  return { title: words.say.promise, parts: fields(context, promise, put) };
}
