// The line that is being written, kept in this browser for its author until it is saved, and who the author is.
const DRAFT = "red:captura:";
const FORM = "red:draft:";
const AUTHOR = "red:captura-autor";
const MONTH = 31 * 24 * 3600 * 1000;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* full or closed: the line lives as long as the page */ }
}

export function draftOf(user) {
  const draft = read(DRAFT + user);
  return draft && Date.now() - draft.at < MONTH ? draft : null;
}

export const keepDraft = (user, draft) => write(DRAFT + user, draft && { ...draft, at: Date.now() });

// The page without a network asks who wrote here last; whoever leaves is forgotten.
export const lastAuthor = () => read(AUTHOR);
export const rememberAuthor = (author) => write(AUTHOR, author);

const isEmpty = (draft) =>
  !draft || Date.now() - draft.at > MONTH || !(draft.pairs ?? [["", draft.text ?? ""]]).some(([, value]) => value.trim());

// Of whoever leaves, what says nothing, is too old to be offered, or was saved, does not stay behind. What was written
// and is not saved stays, as do the lines that wait: else it would be lost.
function forgetEmptyDrafts(user) {
  if (!user) return;
  const saved = [...document.querySelectorAll("[data-draft-saved]")].map((told) => FORM + told.dataset.draftSaved);
  try {
    const own = Object.keys(localStorage).filter((key) =>
      key === DRAFT + user || key.startsWith(`${DRAFT}${user}:`) || key.startsWith(`${FORM}${user}:`));
    for (const key of own) if (saved.includes(key) || isEmpty(read(key))) localStorage.removeItem(key);
  } catch { /* closed: nothing was kept */ }
}

export function forgetAuthorOnLeaving(document) {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("form[action$='/salir']")) return;
    forgetEmptyDrafts(document.body.dataset.userId);
    rememberAuthor(null);
  });
}
