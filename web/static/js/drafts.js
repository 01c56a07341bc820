// Keeps what is being written in <form data-draft="KEY"> in this browser until it is saved, and offers it again.
// The words come from the form: data-draft-found, data-draft-restore, data-draft-discard. Passwords, tokens and
// files are never kept; a draft older than a month is forgotten. The version that was edited comes back with a draft, so
// that what others saved meanwhile is not overwritten unseen; the key of a form that makes something does not.
const PREFIX = "red:draft:";
const MONTH = 31 * 24 * 3600 * 1000;
const kept = (element) =>
  element.name && !["csrf_token", "key"].includes(element.name) && !["password", "file"].includes(element.type);

function collect(form) {
  const pairs = [];
  for (const element of form.elements) {
    if (!kept(element) || ["submit", "button"].includes(element.type)) continue;
    if (["checkbox", "radio"].includes(element.type) && !element.checked) continue;
    pairs.push([element.name, element.value]);
  }
  return pairs;
}

function restore(form, pairs) {
  const values = Map.groupBy
    ? Map.groupBy(pairs, ([name]) => name)
    : pairs.reduce((map, pair) => map.set(pair[0], [...(map.get(pair[0]) ?? []), pair]), new Map());
  form.dispatchEvent(new CustomEvent("draft:rows", { detail: [...values.keys()] }));
  for (const element of form.elements) {
    if (!kept(element)) continue;
    const found = (values.get(element.name) ?? []).map(([, value]) => value);
    if (["checkbox", "radio"].includes(element.type)) element.checked = found.includes(element.value);
    else if (found.length && !["submit", "button"].includes(element.type)) element.value = found[0];
  }
}

// A form whose rows the server makes is given back by it: nothing is saved, `ask` is what its button would say.
function askBack(form, pairs, ask) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: form.action, hidden: true });
  for (const [name, value] of [...pairs, ["csrf_token", form.elements.csrf_token.value], ["do", ask]]) {
    sent.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(sent);
  sent.submit();
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function offer(form, key, draft) {
  const line = document.createElement("div");
  line.className = "draft";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  text.textContent = form.dataset.draftFound.replace("{}", when);
  line.append(
    text,
    button(form.dataset.draftRestore, () => {
      if (form.dataset.draftAsk) askBack(form, draft.pairs, form.dataset.draftAsk);
      else restore(form, draft.pairs);
      line.remove();
    }),
    button(form.dataset.draftDiscard, () => { localStorage.removeItem(key); line.remove(); }),
  );
  form.prepend(line);
}

export function wireDraft(form) {
  const key = PREFIX + form.dataset.draft;
  const unsaved = form.hasAttribute("data-draft-unsaved"); // the server gave back what is not saved yet
  const start = unsaved ? "" : JSON.stringify(collect(form));
  let timer = 0;
  try {
    const draft = unsaved ? null : JSON.parse(localStorage.getItem(key) ?? "null");
    const stale = draft && Date.now() - draft.at > MONTH;
    if (stale || (draft && JSON.stringify(draft.pairs) === start)) localStorage.removeItem(key);
    else if (draft && !document.getElementById("problems")) offer(form, key, draft); // else it is all there already
  } catch {
    return; // storage is closed to this page: the form works without drafts
  }
  const keep = () => {
    const pairs = collect(form);
    if (JSON.stringify(pairs) === start) return;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs }));
    } catch { /* full or closed: nothing else depends on it */ }
  };
  if (unsaved) keep();
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { timer = 0; keep(); }, 400);
  });
  window.addEventListener("pagehide", () => { if (timer) keep(); }); // whoever leaves right after the last letter
  // Only what the server took is forgotten: the page after saving says so with data-draft-saved.
  form.addEventListener("submit", keep);
}

export function forgetDrafts(document) {
  for (const element of document.querySelectorAll("[data-draft-saved]")) {
    try {
      localStorage.removeItem(PREFIX + element.dataset.draftSaved);
    } catch { /* storage is closed: there was no draft */ }
  }
}
