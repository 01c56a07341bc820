// Up and down move through the links of a list <ul data-rows> or table body, Home and End to its ends. A letter that
// a row's button names (data-row-key) presses it.
const keysOn = () => document.documentElement.dataset.keys !== "off";

export function wireRows(list) {
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll(".row-link")];
    const at = links.indexOf(document.activeElement);
    if (at < 0) return;
    const wanted = /^[a-z]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const action = wanted && keysOn() && links[at].closest("li, tr")?.querySelector(`[data-row-key="${event.key}"]`);
    if (action) {
      event.preventDefault();
      action.click();
      return;
    }
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, next))].focus();
  });
}
