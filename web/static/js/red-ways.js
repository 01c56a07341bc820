// What can be done with somebody in the picture: each way changes the address, and can be undone.
import * as acts from "./red-acts.js";

// page: {shown, picture, go(query, selected), pick(id), expand(id), choosing}
export function waysOf(id, page) {
  const node = page.picture?.nodes.get(id);
  return node?.bubble ? waysOfBubble(node, page) : waysOfActor(id, node, page);
}

function waysOfBubble(node, { shown, picture, go, pick }) {
  const alone = acts.only(node);
  return {
    node, picture,
    close: () => go(shown, null),
    go: pick,
    open: node.open ? null : () => go(acts.open(shown, node), null),
    shut: node.open ? () => go(acts.shut(shown, node), null) : null,
    only: alone && (() => go(alone, null)),
  };
}

function waysOfActor(id, node, { shown, picture, go, expand, choosing }) {
  const centres = new URLSearchParams(shown).getAll("actor");
  const around = new URLSearchParams([["actor", id]]);
  const others = centres.length > 1 || !centres.includes(id);
  return {
    close: () => go(shown, null),
    go: (other) => (picture?.nodes.has(other) ? go(shown, other, true) : go(new URLSearchParams([["actor", other]]), other)),
    centre: others ? () => go(around, id) : null,
    expand: node && !node.opened ? () => expand(id) : null,
    collapse: node?.opened && others ? () => go(acts.collapse(shown, id), id) : null,
    way: () => choosing.begin("ruta", id),
    alike: new URLSearchParams(shown).get("como") === id ? null : () => go(new URLSearchParams([["como", id]]), id),
    common: () => choosing.begin("comunes", id),
    pin: node && !node.pinned ? () => go(acts.pin(shown, id, picture.placeOf(id)), id) : null,
    unpin: node?.pinned ? () => go(acts.unpin(shown, id), id) : null,
    hide: node && !node.centre ? () => go(acts.hide(shown, id), null) : null,
  };
}
