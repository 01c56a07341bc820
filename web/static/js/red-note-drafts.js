// Notes on the picture that were not saved yet: kept in this browser for who wrote them, by the view or the selection they
// are on, and put back when that is opened again. The page after saving forgets them (drafts.js, data-draft-saved).
import { make } from "./red-dom.js";

const PREFIX = "red:draft:";
const MONTH = 31 * 24 * 3600 * 1000;

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null");
    return draft && Array.isArray(draft.notes) && Date.now() - draft.at < MONTH ? draft : null;
  } catch {
    return null; // storage is closed to this page, or holds something else
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() }));
    else localStorage.removeItem(key);
  } catch { /* full or closed: the notes live as long as the page */ }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class NoteDrafts {
  // `owner` begins the key of everything that this person writes on the page; `box` is where a draft is told of.
  constructor(owner, box, texts) {
    Object.assign(this, { owner, box, texts, key: null });
  }

  // The name under which the page after saving forgets the draft.
  get name() {
    return this.key?.slice(PREFIX.length) ?? "";
  }

  nameOf(query) {
    const view = new URLSearchParams(query).get("vista");
    return `${PREFIX}${this.owner}:notas:${view ? `vista=${view}` : query}`;
  }

  // Follows the picture to another selection with the notes on it, and gives the draft that waited there.
  follow(query, notes, touched) {
    const key = this.nameOf(query);
    if (key === this.key) return null;
    if (this.key && touched) write(this.key, null);
    this.key = key;
    const found = read(key);
    return found && !same(found.notes, notes) ? found : null;
  }

  // `saved` is what the opened view holds: nothing is kept of notes that are as they are there.
  keep({ query, notes, saved, version }) {
    write(this.key, same(notes, saved) ? null : { query, notes, version });
  }

  // The newest of the drafts on other pictures.
  elsewhere() {
    const mine = `${PREFIX}${this.owner}:notas:`;
    let keys = [];
    try {
      keys = Object.keys(localStorage).filter((key) => key.startsWith(mine) && key !== this.key);
    } catch { /* storage is closed: there are none */ }
    const found = keys.map((key) => ({ key, ...read(key) })).filter(({ notes }) => notes?.length);
    return found.sort((one, other) => other.at - one.at)[0] ?? null;
  }

  when(at) {
    return new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  }

  // A line with what can be done about a draft: [[words, act or address], …].
  tell(text, ways) {
    const made = ways.map(([words, act]) => {
      if (typeof act === "string") return make("a", { href: act, textContent: words });
      const button = make("button", { type: "button", className: "btn btn-small", textContent: words });
      button.addEventListener("click", () => { this.silence(); act(); });
      return button;
    });
    this.box.replaceChildren(make("span", { textContent: text }), ...made);
    this.box.hidden = false;
  }

  silence() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  drop(key = this.key) {
    write(key, null);
  }
}
