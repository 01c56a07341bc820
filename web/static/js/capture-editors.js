// The correction of one chip, below the chips: opened by a click or Enter, closed by Escape or "Listo".
//   openEditor(id, {words, merged, actors, edits, change, close, today})   change(close) draws the chips anew and keeps the draft
import { button, dayInWords, field, fold, make, select } from "./capture-dom.js";
import { editParty, addParty } from "./capture-party.js";
import { editPromise, addPromise } from "./capture-promise.js";
import { dateField, written } from "./capture-dates.js";

function editWhen(context) {
  const { words, merged, edits, change, close } = context;
  const take = (said) => {
    edits.fields.when = said.when;
    edits.fields.whenWords = said.text;
    change();
  };
  const near = make("div", { className: "actions" }, words.days.map((day) => button(day, async () => {
    if (await input.read(day)) close();
  })));
  const input = dateField(context, words.say.whenLabel, written(merged.when, merged.whenWords), false, take);
  const meant = merged.doubts.when.flatMap((one) => one.options).map((day) =>
    button(/^\d{4}-\d\d-\d\d$/.test(day) ? dayInWords(day) : day, async () => { if (await input.read(day)) close(); }));
  const offered = meant.length ? [make("div", { className: "capture-options" }, meant)] : [];
  return { title: words.say.when, parts: [...offered, near, input.root] };
}

function editHour({ words, merged, edits, change, close }) {
  const input = make("input", { type: "time", className: "form-control", value: merged.hour ?? "" });
  input.addEventListener("change", () => { edits.fields.hour = input.value || null; change(); });
  const away = button(words.say.remove, () => { edits.fields.hour = null; change(); close(); });
  return { title: words.say.hour, parts: [field(words.say.hour, input)], ends: [away] };
}

function editKind(context) {
  const { words, merged, edits, change } = context;
  const options = (name) => words[name].map((one) => [one.id, one.label]);
  const put = (name) => (value) => { edits.fields[name] = value || null; change(); };
  return {
    title: words.say.what,
    parts: [make("div", { className: "field-row" }, [
      field(words.say.kind, select(options("kinds"), merged.kind, put("kind"))),
      field(words.say.mode, select([["", words.say.noMode], ...options("modes")], merged.mode ?? "", put("mode"))),
      field(words.say.status, select(options("statuses"), merged.status, put("status"))),
    ])],
  };
}

function editPlace({ words, merged, edits, change, close }) {
  const input = make("input", { type: "text", className: "form-control", maxLength: 300, autocomplete: "off", value: merged.place ?? "" });
  const put = () => { edits.fields.place = input.value.trim() || null; change(); };
  input.addEventListener("input", put);
  const away = button(words.say.remove, () => { input.value = ""; put(); close(); });
  return { title: words.say.place, parts: [field(words.say.place, input)], ends: merged.place ? [away] : [] };
}

function editTheme(context, theme) {
  const { words, merged, edits, change, close } = context;
  const away = () => {
    edits.themesOn = edits.themesOn.filter((one) => fold(one) !== fold(theme));
    if (!edits.themesOff.includes(fold(theme))) edits.themesOff.push(fold(theme));
  };
  return {
    title: words.say.theme, parts: [themeField(context, merged.themeWords[theme] ?? theme, away)],
    ends: [button(words.say.remove, () => { away(); change(); close(); })],
  };
}

function themeField({ words, edits, change, close }, value, before) {
  const input = make("input", { type: "text", className: "form-control", maxLength: 100, autocomplete: "off", value, list: "captura-temas" });
  const options = words.themes.map((one) => make("option", { value: one.label }));
  const put = () => {
    const said = input.value.trim();
    if (!said || said === value) return;
    before();
    const known = words.themes.find((one) => fold(one.label) === fold(said));
    edits.themesOff = edits.themesOff.filter((one) => one !== fold(known?.id ?? said));
    edits.themesOn.push(known?.id ?? said);
    change();
    close();
  };
  input.addEventListener("change", put);
  return make("div", {}, [field(words.say.theme, input), make("datalist", { id: "captura-temas" }, options)]);
}

function editorOf(id, context) {
  const [kind, ...rest] = id.split(":");
  const key = rest.join(":");
  if (kind === "when") return editWhen(context);
  if (kind === "hour") return editHour(context);
  if (kind === "kind") return editKind(context);
  if (kind === "place") return editPlace(context);
  if (kind === "theme") return editTheme(context, key);
  if (kind === "party") return editParty(context, key);
  if (kind === "promise") return editPromise(context, key);
  if (key === "party") return addParty(context);
  if (key === "promise") return addPromise(context);
  return { title: context.words.say.theme, parts: [themeField(context, "", () => {})] };
}

const doubtsOf = (merged, id) => {
  const [kind, ...rest] = id.split(":");
  const list = { party: merged.parties, promise: merged.promises }[kind];
  if (list) return list.find((one) => one.key === rest.join(":"))?.doubts ?? [];
  if (kind === "kind") return [...merged.doubts.kind, ...merged.doubts.mode, ...merged.doubts.status];
  return merged.doubts[kind] ?? [];
};

export function drawEditor(id, context) {
  const editor = editorOf(id, context);
  if (!editor) return null;
  const doubts = doubtsOf(context.merged, id).map((one) => make("p", { className: "capture-doubt", textContent: one.message }));
  const done = button(context.words.say.done, context.close, "btn btn-small");
  const root = make("div", { className: "capture-editor", role: "group", "aria-label": editor.title }, [
    ...doubts, ...editor.parts, make("div", { className: "actions" }, [done, ...(editor.ends ?? [])]),
  ]);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      context.close();
    } else if (event.key === "Enter" && event.target.matches("input") && !event.defaultPrevented) {
      event.preventDefault(); // the chip is what is being answered, not yet the line
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
      if (!event.target.closest("[data-picker]")) context.close();
    }
  });
  return root;
}
