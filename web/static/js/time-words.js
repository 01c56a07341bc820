// The words beside the picture: what changed in a period, with names that open. The same lists as
// templates/red/_tiempo.html writes for the first period.
import { make } from "./red-dom.js";

const AT_ONCE = 8;

export function sayChanges(root, frames, frame, texts, records) {
  const link = (place) => {
    const [id, name] = frames.actors[place];
    return make("a", { href: records + encodeURIComponent(id), textContent: name });
  };
  const item = (place, pairs) => {
    if (!pairs) return make("li", {}, [link(place)]);
    const [first, second] = frames.ties[place];
    return make("li", {}, [link(first), ` ${texts.and} `, link(second)]);
  };
  for (const section of root.querySelectorAll("[data-kind]")) {
    const places = frame.changes[section.dataset.kind] ?? [];
    const pairs = "pairs" in section.dataset;
    const items = places.map((place) => item(place, pairs));
    const more = section.querySelector("details");
    section.hidden = !places.length;
    section.querySelector(".count").textContent = places.length;
    section.querySelector("ul").replaceChildren(...items.slice(0, AT_ONCE));
    more.hidden = places.length <= AT_ONCE;
    more.open = false;
    more.querySelector("ul").replaceChildren(...items.slice(AT_ONCE));
    more.querySelector("summary").textContent = texts.more.replace("%(count)s", places.length - AT_ONCE);
  }
  root.querySelector("[data-nothing]").hidden = Object.keys(frame.changes).length > 0;
}
