// Parts of a page that stand open on wide screens start folded on phones: <details data-fold open>.
export function foldForPhones(document) {
  if (!window.matchMedia("(max-width: 60rem)").matches) return;
  for (const part of document.querySelectorAll("details[data-fold]")) part.open = false;
}
