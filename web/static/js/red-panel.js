// The panel about one actor: beside the picture, from below on a phone.
import { drawing, make, quiet } from "./red-dom.js";

export function block(title, items) {
  return items.length ? [make("h3", { textContent: title }), make("ul", {}, items)] : [];
}

export function head({ name: words, mark }, root, close) {
  const name = make("h2", { id: "red-panel-name", tabIndex: -1, textContent: words });
  const cross = make("button", {
    type: "button", className: "btn btn-quiet btn-small", attributes: { "aria-label": root.texts.close },
  }, [drawing("icon", `${root.sprite}#x-lg`)]);
  cross.addEventListener("click", close);
  return make("div", { className: "red-panel-head" }, [mark, name, cross]);
}

function facts(actor) {
  const chip = make("span", { className: `chip family-${actor.family}` }, [drawing("icon", actor.icon), actor.type_label]);
  const about = [actor.place, actor.sector].filter(Boolean).join(" · ");
  const status = actor.status.text
    ? make("p", { className: actor.status.tone === "warning" ? "cold" : "" }, [actor.status.text]) : null;
  return [make("p", {}, [chip]), about ? make("p", { className: "quiet small", textContent: about }) : null, status];
}

const interaction = (one) => make("li", {}, [
  make("a", { href: one.url, textContent: one.title }), make("br"),
  make("span", { className: "quiet small", textContent: `${one.kind} · ${one.when}` }),
]);

const promise = (one) => make("li", {}, [
  make("a", { href: one.url, textContent: one.text }), " ", make("span", { className: "quiet small", textContent: one.due }),
]);

function contact(one, go) {
  const button = make("button", { type: "button", className: "link", textContent: one.name });
  button.addEventListener("click", () => go(one.id));
  return make("li", {}, [button, " ", make("span", { className: "quiet small", textContent: one.words })]);
}

export function stepButton(root, text, icon, act) {
  const button = make("button", { type: "button", className: "btn btn-small" }, [drawing("icon", `${root.sprite}#${icon}`), text]);
  button.addEventListener("click", act);
  return button;
}

const STEPS = [
  ["centre", "bullseye"], ["expand", "node-plus"], ["collapse", "node-minus"], ["way", "signpost-2"],
  ["common", "intersect"], ["alike", "people"], ["pin", "pin-angle"], ["unpin", "pin-angle-fill"], ["hide", "eye-slash"],
];

function steps(actor, root, ways) {
  const texts = root.texts;
  return [
    make("div", { className: "actions" }, [
      make("a", { className: "btn btn-small btn-primary", href: actor.url, textContent: texts.open }),
      actor.record ? make("a", { className: "btn btn-small", href: actor.record }, [drawing("icon", `${root.sprite}#plus-lg`), texts.record]) : null,
    ]),
    make("div", { className: "actions red-acts" }, STEPS.map(([way, icon]) => (
      ways[way] ? stepButton(root, texts[way], icon, ways[way]) : null))),
  ];
}

// ways: of red-ways.js, those that make sense
export function fillPanel(panel, actor, root, ways) {
  const group = actor.group ? [make("p", { className: "small" }, [quiet(`${root.texts.group}: `),
    make("a", { href: actor.group.url, textContent: actor.group.label, data: { red: "" } })])] : [];
  panel.replaceChildren(
    head({ name: actor.name, mark: drawing(`shape family-${actor.family}`, actor.shape) }, root, ways.close),
    ...facts(actor).filter(Boolean),
    ...group,
    ...steps(actor, root, ways),
    ...block(root.texts.latest, actor.latest.map(interaction)),
    ...block(root.texts.promised, actor.commitments.map(promise)),
    ...block(root.texts.contacts, actor.contacts.map((one) => contact(one, ways.go))),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
}
