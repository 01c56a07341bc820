// The picture by keyboard: arrows go along ties, Enter opens the panel, + and - change the size, 0 shows everything.
const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export function listenInPicture(canvas, picture, { pick, spoken, texts }) {
  let at = null;

  const here = () => (picture.nodes.has(at) ? at : picture.chosen ?? null);

  const stand = (id) => {
    at = id;
    picture.hover(id);
    picture.show(id);
    const node = picture.nodes.get(id);
    spoken.textContent = [node.label, node.type_label, node.contacts_words].join(", ");
  };

  const move = (direction) => {
    const from = here();
    if (from === null) return picture.best === null ? undefined : stand(picture.best);
    const next = picture.towards(from, direction);
    if (next === null) spoken.textContent = texts.nobody;
    else stand(next);
    return undefined;
  };

  const keys = {
    "+": () => picture.zoom(1.3),
    "=": () => picture.zoom(1.3),
    "-": () => picture.zoom(1 / 1.3),
    0: () => picture.fit(),
    Enter: () => here() !== null && pick(here()),
    " ": () => here() !== null && pick(here()),
  };

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = ARROWS[event.key] ? () => move(ARROWS[event.key]) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  canvas.addEventListener("blur", () => picture.hover(null));
  canvas.addEventListener("focus", () => here() !== null && picture.hover(here()));
}
