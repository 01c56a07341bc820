// A participant of the line: who it is, in which role; of a new one its type, and who may be the same already.
import { button, field, fold, make, select } from "./capture-dom.js";
import { get } from "./capture-net.js";
import { fill } from "./capture-words.js";
import { wirePicker } from "./picker.js";

function keep(edits, party, said) {
  if (party.key.startsWith("+")) Object.assign(edits.newParties[Number(party.key.slice(1))], said);
  else edits.parties[party.key] = { ...(edits.parties[party.key] ?? {}), at: party.index, ...said };
}

// The existing picker; what it finds or would create goes to `take`.
function pickerOf({ words }, label, take) {
  const input = make("input", { type: "text", className: "form-control", maxLength: 200, autocomplete: "off" });
  const box = make("div", { "data-picker": "choose", "data-url": words.suggest, "data-create": words.say.create }, [input]);
  const root = field(label, input);
  input.replaceWith(box);
  box.append(input);
  wirePicker(box);
  box.addEventListener("picker:chosen", (event) => take({ actor: event.detail.id, text: event.detail.name, name: event.detail.name, type: null }));
  box.addEventListener("picker:create", (event) => {
    event.stopPropagation();
    take({ actor: null, text: event.detail.name, name: event.detail.name, type: null });
  });
  return root;
}

// Who may be the same as a new actor: pointed out before a second is made.
async function alike(place, { words }, name, type, take) {
  try {
    const said = await get("api/v1/lookalikes", { name, ...(type ? { type } : {}), limit: 3 });
    const likely = said.items.filter((one) => one.likely ?? one.score > 0.5);
    if (!likely.length) return;
    const rows = likely.map(({ actor }) => button(`${actor.name} · ${words.label("types", actor.type)}`,
      () => take({ actor: actor.id, text: actor.name, name: actor.name, type: null })));
    place.replaceChildren(make("p", { className: "capture-doubt", textContent: words.say.alike }), make("div", { className: "actions" }, rows));
  } catch { /* away for a moment: saving looks again */ }
}

function typeField(context, party, named) {
  const { words, edits, change } = context;
  const place = make("div", { role: "status" });
  const use = (said) => { keep(edits, party, said); change(); context.close(); };
  const look = (type) => { if (!named) alike(place, context, party.name, type, use); };
  const chosen = select([["", words.say.chooseType], ...words.types.map((one) => [one.id, one.label])], party.type ?? "", (type) => {
    keep(edits, party, { type: type || null, actor: null, sure: Boolean(type) });
    change();
    look(type);
  });
  chosen.toggleAttribute("data-first", !party.type);
  look(party.type);
  return [field(fill(words.say.typeOf, { name: party.name }), chosen), place];
}

function candidates(context, party, use) {
  const { words, actors } = context;
  const ids = [...new Set([...party.candidates, ...party.doubts.flatMap((one) => one.options)])].filter((id) => actors[id]);
  if (!ids.length) return [];
  const known = ids.map((id) => {
    const made = button(`${actors[id].name} · ${words.label("types", actors[id].type)}`, () => use({ actor: id, text: actors[id].name, name: actors[id].name, type: null }));
    made.setAttribute("aria-pressed", String(id === party.actor));
    return made;
  });
  const fresh = button(fill(words.say.isNew, { name: party.text }), () => use({ actor: null, name: party.text, type: party.type, sure: Boolean(party.type) }, true));
  return [make("div", { className: "capture-options" }, [...known, fresh])];
}

export function editParty(context, key) {
  const { words, merged, edits, change, close, reopen } = context;
  const party = merged.parties.find((one) => one.key === key);
  if (!party) return null;
  const use = (said, stay = false) => {
    keep(edits, party, said);
    change();
    if (stay || (!said.actor && !said.type)) reopen(`party:${party.key}`);
    else close();
  };
  const known = candidates(context, party, use);
  const role = select(words.roles.map((one) => [one.id, one.label]), party.role, (value) => { keep(edits, party, { role: value }); change(); });
  return {
    title: fill(words.say.whoIs, { name: party.name }),
    parts: [
      ...known, ...(party.actor ? [] : typeField(context, party, known.length > 0)),
      make("div", { className: "field-row" }, [field(words.say.role, role), pickerOf(context, words.say.another, use)]),
    ],
    ends: [button(words.say.remove, () => { keep(edits, party, { removed: true }); change(); close(); })],
  };
}

export function addParty(context) {
  const { words, edits, merged, change, close, reopen } = context;
  const take = (said) => {
    if (said.actor && merged.parties.some((one) => one.actor === said.actor)) return close();
    const text = said.text ?? said.name;
    if (!merged.parties.some((one) => fold(one.text) === fold(text) && !one.actor && !said.actor)) {
      edits.newParties.push({ text, role: "counterpart", ...said });
    }
    change();
    return said.actor ? close() : reopen(`party:+${edits.newParties.length - 1}`);
  };
  return { title: words.say.who, parts: [pickerOf(context, words.say.whoLabel, take)] };
}
