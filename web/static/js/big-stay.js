// When the red was worked out anew and the page is loaded again, one still looks at the same place: at who stood nearest
// to the middle, as far from there and as near as before.
const KEY = "red-grande";
const BY_KEYS = "red-grande-teclas";

export function keepPlace(picture, names, places) {
  const { camera } = picture;
  const middle = { x: camera.width / 2, y: camera.height / 2 };
  const known = places.filter((place) => names.get(place)?.id).map((place) => {
    const { x, y } = camera.project(picture.picture.x[place], picture.picture.y[place]);
    return { id: names.get(place).id, right: middle.x - x, down: middle.y - y };
  });
  known.sort((a, b) => Math.hypot(a.right, a.down) - Math.hypot(b.right, b.down));
  if (known.length) sessionStorage.setItem(KEY, JSON.stringify({ ...known[0], near: camera.scale / picture.whole }));
}

// `find` says where an actor is drawn, {parte, n}.
export async function takePlace(picture, view, find) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  const found = kept && await find(kept.id).catch(() => null);
  if (!found || String(found.parte) !== view) return;
  const { camera, picture: { x, y } } = picture;
  const scale = kept.near * picture.whole;
  camera.show(x[found.n] + kept.right / scale, y[found.n] + kept.down / scale, scale);
  picture.rest();
}

// Who goes into a group by the keyboard goes on by the keyboard there.
export function enter() {
  sessionStorage.setItem(BY_KEYS, "1");
}

export function entered() {
  const found = sessionStorage.getItem(BY_KEYS) !== null;
  sessionStorage.removeItem(BY_KEYS);
  return found;
}

// Whoever comes back to the page by the browser's own button looks from where they left; `mark` is the red's state then.
export function leave(picture, mark) {
  if (!picture.picture) return;
  const { x, y, scale } = picture.camera;
  window.history.replaceState({ mark, x, y, near: scale / picture.whole }, "");
}

export function comeBack(picture, mark) {
  const left = window.history.state;
  if (left?.mark !== mark) return;
  picture.camera.show(left.x, left.y, left.near * picture.whole);
  picture.rest();
}
