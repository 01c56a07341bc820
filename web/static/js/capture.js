// Recording in one line, from every page: the sheet that "n" opens, the page itself, the lines that wait.
import { keepDraft, forgetAuthorOnLeaving, lastAuthor, rememberAuthor } from "./capture-drafts.js";
import { wireLine } from "./capture-line.js";
import { wireMany } from "./capture-many.js";
import { drawSheet, markDraft } from "./capture-sheet.js";
import { startSending, showLines } from "./capture-send.js";
import { counted, loadWords } from "./capture-words.js";
import { address } from "./capture-net.js";

const DETAILS = ":/registrar/linea";
const lines = new Map();

async function begin(form, author) {
  if (!lines.has(form)) {
    lines.set(form, loadWords().then((words) => wireLine(form, words, author.id)).catch((error) => {
      lines.delete(form);
      throw error;
    }));
  }
  return lines.get(form);
}

// The link that goes to the page opens the sheet in its place; on the page itself it leads to the line.
function wireOpeners(document, author) {
  const own = document.querySelector("main form[data-capture]");
  let sheet = null;
  async function show() {
    if (!own) {
      sheet ??= drawSheet(await loadWords());
      if (!sheet.open) sheet.showModal();
    }
    const line = await begin(own ?? sheet.querySelector("form[data-capture]"), author);
    line.grow();
    line.input.focus();
    if (!own) markDraft(line.root, line);
    await showLines();
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("a[data-capture-open]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show().catch(() => window.location.assign(address("registrar")));
  });
}

// Everywhere, how many lines wait, beside what one presses to record.
function wireCount(document) {
  document.addEventListener("capture:lines", async (event) => {
    const count = event.detail.lines.length;
    const words = count ? await loadWords().catch(() => null) : null;
    for (const badge of document.querySelectorAll("[data-capture-count]")) {
      badge.hidden = !count;
      badge.querySelector("[aria-hidden]").textContent = count || "";
      badge.querySelector(".visually-hidden").textContent = words ? counted(words.say.waiting, count) : "";
    }
  });
}

// What the server took from the full form is no longer a draft of the line.
function forgetTaken(document, author) {
  for (const told of document.querySelectorAll("[data-draft-saved]")) {
    if (told.dataset.draftSaved === author.id + DETAILS) keepDraft(author.id, null);
  }
}

// The page without a network: says when it is back, and that nobody has been here when nobody has.
function wireShell(document, author) {
  document.querySelector("[data-author]").hidden = !author;
  document.querySelector("[data-no-author]").hidden = Boolean(author);
  const show = (back) => {
    for (const part of document.querySelectorAll("[data-away]")) part.hidden = back;
    document.querySelector("[data-back]").hidden = !back;
  };
  document.addEventListener("capture:lines", (event) => show(event.detail.state !== "offline"));
  window.addEventListener("online", () => show(true));
  window.addEventListener("offline", () => show(false));
}

export function wireCapture(document) {
  forgetAuthorOnLeaving(document);
  const { userId, userWrites } = document.body.dataset;
  const shell = document.body.classList.contains("offline");
  const author = userId ? (userWrites ? { id: userId } : null) : shell ? lastAuthor() : null;
  if (userId) rememberAuthor(author);
  if (shell) wireShell(document, author);
  if (!author) return;
  forgetTaken(document, author);
  wireCount(document);
  wireOpeners(document, author);
  wireMany(document, author);
  const own = document.querySelector("main form[data-capture]");
  if (own) begin(own, author).then((line) => { line.input.focus(); startSending(author.id, shell); });
  else startSending(author.id);
}
