// The words around the picture, from an answer of the server: title, description, filters that are on, legend, list.
// They are the same that templates/red/_partes.html and web/red/rows.py write for the first picture.
import { sayAnswer } from "./red-said.js";
import { drawing, hidden, lineSample, make, quiet } from "./red-dom.js";

const link = (url, properties, children) => make("a", { href: url, data: { red: "" }, ...properties }, children);

function activeItem(one, root) {
  const said = make("span", {}, [quiet(`${one.title}:`), ` ${one.label}`]);
  const cross = drawing("icon", `${root.sprite}#x-lg`);
  return make("li", {}, [link(one.url, { className: "chip filter-chip" }, [said, cross, hidden(`(${root.texts.remove})`)])]);
}

function note(one) {
  return make("p", {}, [one.text, one.url ? " " : null, one.url ? link(one.url, { textContent: one.label }) : null]);
}

function family(one, root) {
  const shape = drawing(`shape ${one.look}`, `${root.sprite}#shape-${one.shape}`);
  const words = [shape, make("span", { textContent: one.label }), " ",
    make("span", { className: "count", textContent: one.count })];
  const attributes = one.on ? { "aria-current": "true" } : {};
  return make("li", {}, [link(one.url, { className: one.drawn ? "red-family" : "red-family red-family-off", attributes }, words)]);
}

function row(node, names, root) {
  const shape = drawing(`shape ${node.look}`, `${root.sprite}#shape-${node.shape}`);
  const href = node.bubble ? "#red-canvas" : `${root.records}${encodeURIComponent(node.id)}`;
  const name = make("a", { className: "row-link", href, textContent: node.label, data: { actor: node.id } });
  const strongest = node.strongest.map(([id, count]) => names.get(id) + (count > 1 ? ` (${count})` : "")).join("; ");
  return make("tr", {}, [
    make("th", { scope: "row" }, [shape, " ", name]),
    make("td", { className: "quiet small", textContent: node.type_label }),
    make("td", { className: "quiet small red-with", textContent: strongest }),
  ]);
}

function colour(one, root) {
  const words = [drawing(`shape ${one.token}`, `${root.sprite}#shape-dot`), make("span", { textContent: one.label }), " ",
    make("span", { className: "count", textContent: one.count })];
  return make("li", { className: "red-colour" }, words);
}

export function mostConnected(nodes) {
  return [...nodes].sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || b.contacts - a.contacts || a.label.localeCompare(b.label));
}

export function say(answer, root) {
  const find = (selector) => root.element.querySelector(selector);
  find("#red-title").textContent = answer.title;
  find("#red-description").textContent = answer.description;
  find("[data-active]").replaceChildren(...answer.active.map((one) => activeItem(one, root)));
  find("[data-notes]").replaceChildren(...answer.notes.map(note));
  find("[data-legend]").replaceChildren(...answer.legend.map((one) => family(one, root)));
  find("[data-lines]").replaceChildren(...answer.lines.map((line) => make("li", {}, [lineSample(line), line.label])));
  sayAnswer(find("[data-said]"), answer.said, root.page);
  find("[data-colours]").hidden = !answer.colours.length;
  find("[data-colours-say]").textContent = answer.colours_say;
  find("[data-colours] ul").replaceChildren(...answer.colours.map((one) => colour(one, root)));
  find("[data-download]").href = answer.download;
  find("[data-take]").href = answer.files;
  find("[data-everything]").hidden = !answer.everything;
  if (answer.everything) find("[data-everything]").href = answer.everything;
  for (const face of root.element.querySelectorAll("[data-face]")) {
    face.href = face.dataset.face + (answer.query ? `?${answer.query}` : "");
  }
  const beginnings = find("[data-beginnings]");
  if (beginnings) beginnings.hidden = answer.query !== "";
  const names = new Map(answer.network.nodes.map((node) => [node.id, node.short]));
  find("[data-list] tbody").replaceChildren(...mostConnected(answer.network.nodes).map((node) => row(node, names, root)));
}
