// The chips below the line: what was understood, each a button that opens its correction.
//   data-chip="when", "kind", "place", "party:embajada de suiza", "theme:agua", "promise:0", "add:party" …
import { hidden, icon, make } from "./capture-dom.js";
import { fill } from "./capture-words.js";

function chip(words, id, name, texts, { doubts = [], mine = false, className = "" } = {}) {
  const made = make("button", {
    type: "button", className: `chip capture-chip ${className}${doubts.length ? " is-doubtful" : ""}${mine ? " is-mine" : ""}`,
    "data-chip": id, "aria-expanded": "false",
  });
  if (name) made.append(icon(name, words.sprite));
  texts.filter(Boolean).forEach((text, n) => made.append(make("span", { className: n ? "quiet" : "", textContent: text })));
  if (doubts[0]?.message) made.title = doubts[0].message;
  if (doubts.length) made.append(make("span", { className: "capture-mark", "aria-hidden": "true", textContent: "?" }), hidden(words.say.doubtful));
  return made;
}

const plus = (words, id, label) => {
  const made = make("button", { type: "button", className: "chip capture-add", "data-chip": id, "aria-expanded": "false" });
  made.append(icon("plus-lg", words.sprite), make("span", { textContent: label }));
  return made;
};

const row = (label, chips) => make("div", {}, [make("dt", { textContent: label }), make("dd", {}, chips)]);

function partyChip(words, party) {
  const type = words.types.find((one) => one.id === party.type);
  const isNew = !party.actor;
  const about = [words.label("roles", party.role).toLowerCase()];
  if (isNew && !type && party.candidates.length && party.doubts.length) about.unshift(words.say.which);
  else if (isNew) about.unshift(type ? fill(words.say.newOf, { type: type.label.toLowerCase() }) : words.say.whichType);
  if (party.person) about.push(party.person);
  const doubtful = isNew && !party.type ? [{}] : party.doubts;
  return chip(words, `party:${party.key}`, isNew ? "plus-circle" : party.icon ?? "people", [party.name, about.join(" · ")],
    { doubts: doubtful, mine: party.mine, className: isNew ? "is-new" : "" });
}

export function ownerName(words, merged, owner, actors) {
  if (!owner) return words.say.nobody;
  const party = merged.parties.find((one) => one.actor === owner || (one.said ?? one.text) === owner);
  return party?.name ?? actors[owner]?.name ?? owner;
}

function promiseChip(words, merged, promise, actors) {
  const due = promise.due ? promise.dueWords : words.say.noDue;
  return chip(words, `promise:${promise.key}`, "check2-square", [promise.text, `${promise.ownerName ?? ownerName(words, merged, promise.owner, actors)} · ${due}`],
    { doubts: promise.doubts, mine: promise.mine, className: "is-long" });
}

export function drawChips(words, merged, actors) {
  const { say } = words;
  const mode = merged.mode ? words.label("modes", merged.mode) : "";
  const kind = words.kinds.find((one) => one.id === merged.kind);
  const what = [kind?.label ?? merged.kind, [mode, words.label("statuses", merged.status)].filter(Boolean).join(" · ").toLowerCase()];
  const unsure = [...merged.doubts.kind, ...merged.doubts.mode, ...merged.doubts.status];
  const rows = [
    row(say.when, [chip(words, "when", "calendar-event", [merged.whenWords], { doubts: merged.doubts.when }),
      ...(merged.hour ? [chip(words, "hour", "clock", [merged.hour])] : [])]),
    row(say.what, [chip(words, "kind", kind?.icon ?? "chat-dots", what, { doubts: unsure })]),
    row(say.who, [...merged.parties.map((party) => partyChip(words, party)), plus(words, "add:party", say.addWho)]),
  ];
  if (merged.place) rows.push(row(say.place, [chip(words, "place", "geo-alt", [merged.place], { doubts: merged.doubts.place })]));
  if (merged.themes.length) {
    rows.push(row(say.themes, [...merged.themes.map((theme) => chip(words, `theme:${theme}`, "tag", [merged.themeWords[theme] ?? theme])),
      plus(words, "add:theme", say.addTheme)]));
  }
  if (merged.promises.length) {
    rows.push(row(say.promises, [...merged.promises.map((one) => promiseChip(words, merged, one, actors)), plus(words, "add:promise", say.addPromise)]));
  }
  const missing = [
    merged.themes.length ? null : plus(words, "add:theme", say.addTheme),
    merged.promises.length ? null : plus(words, "add:promise", say.addPromise),
    merged.place ? null : plus(words, "place", say.addPlace),
  ].filter(Boolean);
  if (missing.length) rows.push(make("div", { className: "capture-more" }, [make("dt", {}, [hidden(say.more)]), make("dd", {}, missing)]));
  return make("dl", { className: "capture-chips" }, rows);
}

// What a screen reader is told a moment after the line was understood.
export function inWords(words, merged) {
  const parts = [words.label("kinds", merged.kind), merged.whenWords, merged.hour, merged.parties.map((one) => one.name).join(", "),
    merged.themes.map((one) => merged.themeWords[one] ?? one).join(", "), merged.promises.map((one) => one.text).join("; ")];
  return fill(words.say.understood, { what: parts.filter(Boolean).join(" · ") });
}
