// Single keys: "/" searches, "n" records, "?" lists them. Switched off by <html data-keys="off">.
const typing = (target) =>
  target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;

export function listenToKeys(document) {
  if (document.documentElement.dataset.keys === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!(event.target instanceof Element) || typing(event.target)) return;
    if (event.key === "?") {
      const help = document.getElementById("teclas");
      if (help) help.showModal();
      event.preventDefault();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  });
}
