// Who is under a finger or the mouse: the nearest whose disc, or a finger's breadth, reaches there; else null.
import { NOBODY, standsOut } from "./big-ties.js";

const TOUCH = 9;

export function reached(picture, camera, px, py) {
  const { x, y } = camera.unproject(px, py);
  const finger = TOUCH / camera.scale;
  let best = null;
  let least = Infinity;
  for (let place = 0; place < picture.points; place += 1) {
    if (picture.look[place] === NOBODY) continue;
    const far = Math.hypot(picture.x[place] - x, picture.y[place] - y);
    if (far > Math.max(picture.radius[place], finger)) continue;
    // Who stands out comes before who is beside and faint.
    const away = far - picture.radius[place] + (standsOut(picture, place) ? 0 : finger);
    if (away < least) [best, least] = [place, away];
  }
  return best;
}
