// Lays what a person corrected over what the line says, so that a correction stays while the line goes on being typed.
//   edits = { fields: {kind, mode, status, when, whenWords, hour, place}, parties: {key: {…}}, newParties: [],
//             themesOff: [], themesOn: [], promises: {index: {…}}, newPromises: [] }
// A participant is known by its words in the line, a commitment by its place among them.
import { fold } from "./capture-dom.js";

export const noEdits = () => ({
  fields: {}, parties: {}, newParties: [], themesOff: [], themesOn: [], promises: {}, newPromises: [],
});
export const isTouched = (edits) => JSON.stringify(edits) !== JSON.stringify(noEdits());

function keysOf(parties) {
  const seen = new Map();
  return parties.map((party) => {
    const words = fold(party.text);
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return count === 1 ? words : `${words}#${count}`;
  });
}

// A name that grew or shrank since it was corrected is still the same participant, when nobody else took its place.
function editOf(edits, keys, at) {
  const key = keys[at];
  if (edits[key]) return [key, edits[key]];
  const near = Object.entries(edits).find(([known, edit]) =>
    edit.at === at && !keys.includes(known) && (known.startsWith(key) || key.startsWith(known)));
  return near ?? [key, null];
}

const about = (warnings, name) => warnings.filter((one) => one.about === name || one.about.startsWith(`${name}.`));
const decided = (edit) => Boolean(edit && (edit.actor || edit.type || edit.sure));

function partyOf(answer, edits, keys, at, warnings) {
  const said = answer.proposal.participants[at];
  const [key, edit] = editOf(edits.parties, keys, at);
  const party = { ...said, ...(edit ?? {}), key, index: at, said: said.text, mine: Boolean(edit) };
  party.removed = Boolean(edit?.removed);
  party.name = edit?.name ?? answer.actors[party.actor]?.name ?? party.text;
  party.icon = answer.actors[party.actor]?.icon;
  party.doubts = decided(edit) ? [] : about(warnings, `participants[${at}]`);
  return party;
}

function promiseOf(answer, edits, at, warnings) {
  const edit = edits.promises[at];
  const promise = { ...answer.proposal.commitments[at], ...(edit ?? {}), key: String(at), mine: Boolean(edit) };
  promise.dueWords = edit && "due" in edit ? edit.dueWords : answer.words.commitments[at];
  promise.removed = Boolean(edit?.removed);
  promise.doubts = edit && ("owner" in edit || "due" in edit) ? [] : about(warnings, `commitments[${at}]`);
  return promise;
}

export function merge(answer, edits) {
  const { proposal, words } = answer;
  const warnings = proposal.warnings;
  const keys = keysOf(proposal.participants);
  const parties = proposal.participants.map((_said, at) => partyOf(answer, edits, keys, at, warnings));
  const added = edits.newParties.map((one, n) => ({
    person: null, candidates: [], ...one, key: `+${n}`, index: -1, mine: true, doubts: [], name: one.name ?? one.text,
  }));
  const promises = proposal.commitments.map((_said, at) => promiseOf(answer, edits, at, warnings));
  const more = edits.newPromises.map((one, n) => ({ owner: null, due: null, ...one, key: `+${n}`, mine: true, doubts: [] }));
  const themes = proposal.themes.filter((one) => !edits.themesOff.includes(fold(one)));
  const has = (name) => name in edits.fields;
  const doubts = {};
  for (const name of ["when", "kind", "mode", "status", "place", "themes", "title"]) {
    doubts[name] = has(name) ? [] : about(warnings, name);
  }
  const when = edits.fields.when ?? proposal.when;
  const later = edits.fields.when?.start > answer.today; // a day still to come is planned, whatever the line said
  const status = edits.fields.status ?? (later ? "planned" : proposal.status);
  if (status === "planned" && when.end < answer.today && !doubts.when.length) {
    doubts.when = [{ about: "when", message: words.plannedPast, options: [] }];
  }
  const hour = when.precision === "day" ? (has("hour") ? edits.fields.hour : proposal.hour) ?? null : null;
  return {
    kind: proposal.kind, mode: proposal.mode, place: proposal.place, when: proposal.when,
    whenWords: words.when, ...edits.fields, status, hour,
    title: proposal.title, parties: [...parties, ...added].filter((one) => !one.removed),
    promises: [...promises, ...more].filter((one) => !one.removed),
    themes: [...themes, ...edits.themesOn.filter((one) => !themes.some((there) => fold(there) === fold(one)))],
    themeWords: words.themes, doubts, all: keys, touched: isTouched(edits),
  };
}

// What holds back: a new actor whose type nobody said, or a name that two known ones bear (`asked`, by the server).
export function heldBack(merged, asked) {
  const unsure = (party) => party.doubts.length > 0 && asked.includes(`participants[${party.index}]`);
  return merged.parties.find((party) => !party.actor && !party.type) ?? merged.parties.find(unsure) ?? null;
}

// Whether it must be said which one it is, rather than of which type a new one is.
export const asksWhich = (party) => Boolean(party.actor || party.type || party.candidates?.length);

// Whether nobody has yet looked at something that could mean two things.
export const isOpen = (merged) =>
  merged.parties.some((party) => party.doubts.some((one) => one.options.length)) || merged.doubts.when.length > 0;

export function toProposal(merged) {
  const warnings = Object.values(merged.doubts).flat();
  const participants = merged.parties.map((party, at) => {
    for (const doubt of party.doubts) warnings.push({ ...doubt, about: doubt.about.replace(/\[\d+\]/, `[${at}]`) });
    const { text, actor, role, type, person, candidates } = party;
    return { text, actor, role, type: actor ? null : type, person, candidates };
  });
  // Who owes is named by the words of a new participant; once it is known who that is, by the id.
  const owner = (who) => {
    const party = merged.parties.find((one) => who && (one.said ?? one.text) === who);
    return party ? party.actor ?? party.text : who;
  };
  const commitments = merged.promises.map((promise, at) => {
    for (const doubt of promise.doubts) warnings.push({ ...doubt, about: doubt.about.replace(/\[\d+\]/, `[${at}]`) });
    return { text: promise.text, owner: owner(promise.owner), due: promise.due };
  });
  const { kind, mode, status, when, hour, place, themes, title } = merged;
  return { kind, mode, status, when, ...(hour ? { hour } : {}), place, participants, themes, commitments, title, warnings };
}
