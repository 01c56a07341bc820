// When the red was worked out anew and the page is loaded again, one still looks at the same place: at who stood nearest
// to the middle, as far from there and as near as before.
const KEY = "red-grande";

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
