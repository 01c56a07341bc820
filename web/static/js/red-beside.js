// What stands beside the picture: the panel about an actor, which the server knows, or about a bubble.
import { drawing, make } from "./red-dom.js";
import { block, fillPanel, head, stepButton } from "./red-panel.js";

// still(): whether the reader still wants it when the answer comes.
export async function openPanel({ panel, id, root, ways, ask, still }) {
  if (ways.node) {
    fillBubble(panel, ways.node, root, ways);
    return;
  }
  const actor = await ask(root.element.dataset.actors + encodeURIComponent(id));
  if (still()) fillPanel(panel, actor, root, ways);
}

function fillBubble(panel, node, root, ways) {
  const { texts } = root;
  const buttons = [["open", "inside", "eye"], ["shut", "shut", "x-lg"], ["only", "only", "funnel"]]
    .map(([way, word, icon]) => (ways[way] ? stepButton(root, texts[word], icon, ways[way]) : null));
  const tied = node.strongest.map(([id, count]) => {
    const button = make("button", { type: "button", className: "link", textContent: ways.picture.nodes.get(id).label });
    button.addEventListener("click", () => ways.go(id));
    return make("li", {}, [button, ` (${count})`]);
  });
  panel.replaceChildren(
    head({ name: node.label, mark: drawing(`shape ${node.look}`, `${root.sprite}#shape-dot`) }, root, ways.close),
    make("p", { className: "quiet", textContent: [node.type_label, node.contacts_words].join(" · ") }),
    ...node.about.filter(Boolean).map((text) => make("p", { className: "small", textContent: text })),
    make("div", { className: "actions" }, buttons),
    ...block(texts.among, node.first.map((name) => make("li", { textContent: name }))),
    ...block(texts.tied, tied),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
}
