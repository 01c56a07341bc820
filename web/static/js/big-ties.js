// Whom a point of the picture is tied to. A picture has 60,000 ties at most: looking through all takes less than a frame.
export function contactsOf({ one, other, ties }, place) {
  const found = [];
  for (let at = 0; at < ties; at += 1) {
    if (one[at] === place) found.push(other[at]);
    else if (other[at] === place) found.push(one[at]);
  }
  return found; // the strongest first, as ties come
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
