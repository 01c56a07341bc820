// Whom a point of the picture is tied to. A picture has 60,000 ties at most: looking through all takes less than a frame.
export function contactsOf({ one, other, ties }, place) {
  const found = [];
  for (let at = 0; at < ties; at += 1) {
    if (one[at] === place) found.push(other[at]);
    else if (other[at] === place) found.push(one[at]);
  }
  return found; // the strongest first, as ties come
}

// A place whose actor is not shown any more.
export const NOBODY = 254;

// Whether a point stands out: all do without filters; `kept` says it of each.
export const standsOut = ({ look, kept }, at) => look[at] !== NOBODY && (!kept || kept[at] === 1);

// Two ends a tie, as WebGL draws lines: x and y of each, and how the tie looks twice; only those that stand out on both.
export function linesOf(picture) {
  const { x, y, one, other, tie, ties } = picture;
  const strip = new Float32Array(4 * ties);
  const tint = new Uint8Array(2 * ties);
  let count = 0;
  for (let at = 0; at < ties; at += 1) {
    const [from, to] = [one[at], other[at]];
    if (picture.kept && !(standsOut(picture, from) && standsOut(picture, to))) continue;
    strip[4 * count] = x[from];
    strip[4 * count + 1] = y[from];
    strip[4 * count + 2] = x[to];
    strip[4 * count + 3] = y[to];
    tint[2 * count] = tint[2 * count + 1] = tie[at];
    count += 1;
  }
  return { strip: strip.subarray(0, 4 * count), tint: tint.subarray(0, 2 * count), lines: count };
}

// The bits that the server sends, one for each point.
export function keptOf(text, points) {
  if (!text) return null;
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return Uint8Array.from({ length: points }, (_, at) => (bytes[at >> 3] >> (at & 7)) & 1);
}

// Lines from a point to others: x and y of both ends, one line after another.
export function stripOf({ x, y }, place, others) {
  const strip = new Float32Array(4 * others.length);
  others.forEach((other, at) => strip.set([x[place], y[place], x[other], y[other]], 4 * at));
  return strip;
}

// The contact that lies most in a direction ([dx, dy]) from a point, null for none.
export function towards(picture, place, [dx, dy]) {
  const { x, y } = picture;
  const fits = contactsOf(picture, place).map((other) => {
    const far = Math.hypot(x[other] - x[place], y[other] - y[place]) || 1;
    return { other, far, along: ((x[other] - x[place]) * dx + (y[other] - y[place]) * dy) / far };
  }).filter(({ along }) => along > 0.3);
  fits.sort((a, b) => b.along - a.along || a.far - b.far);
  return fits[0]?.other ?? null;
}
