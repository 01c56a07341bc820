// What the picture is painted with: colours of the page's tokens, hues and shapes of the families, outlines of icons.
const QUARTER = Math.PI / 2;

export function isDark(element) {
  return getComputedStyle(element).colorScheme.startsWith("dark");
}

// A look is "family-<id>" or a token of web/red/palette.py.
export function lookOf(element, { families, tokens }) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const dark = isDark(element);
  const coloursOf = (name) => tokens[name] ?? families[name.replace(/^family-/, "")];
  return {
    ground: token("surface"), ink: token("ink"), quiet: token("quiet"), edge: token("edge"), focus: token("focus"),
    accent: token("accent"), font: style.fontFamily,
    hue: (name) => coloursOf(name)[dark ? "dark_hue" : "hue"],
    on: (name) => coloursOf(name)[dark ? "dark_ink" : "ink"],
    shape: (family) => families[family]?.shape ?? "dot",
  };
}

function polygon(context, x, y, radius, corners, turn) {
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + (corner * 2 * Math.PI) / corners;
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
}

function star(context, x, y, radius) {
  for (let corner = 0; corner < 10; corner += 1) {
    const reach = corner % 2 ? radius * 0.58 : radius * 1.3;
    const angle = -QUARTER + (corner * Math.PI) / 5;
    context.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
}

// The sizes make all shapes look equally large.
const SHAPES = {
  dot: (context, x, y, r) => context.arc(x, y, r, 0, 2 * Math.PI),
  square: (context, x, y, r) => context.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  diamond: (context, x, y, r) => polygon(context, x, y, r * 1.25, 4, -QUARTER),
  triangle: (context, x, y, r) => polygon(context, x, y + r * 0.2, r * 1.35, 3, -QUARTER),
  triangleDown: (context, x, y, r) => polygon(context, x, y - r * 0.2, r * 1.35, 3, QUARTER),
  hexagon: (context, x, y, r) => polygon(context, x, y, r * 1.08, 6, 0),
  star: (context, x, y, r) => star(context, x, y, r),
  box: (context, x, y, r) => context.rect(x - r * 1.2, y - r * 0.75, r * 2.4, r * 1.5),
};

export function tracePath(context, shape, x, y, radius) {
  context.beginPath();
  (SHAPES[shape] ?? SHAPES.dot)(context, x, y, radius);
  context.closePath();
}

// Bootstrap's icons as Path2D, 16 units wide.
export function iconsOf(outlines) {
  return new Map(Object.entries(outlines).map(([name, paths]) =>
    [name, paths.map(([rule, outline]) => ({ rule, path: new Path2D(outline) }))]));
}

export function paintIcon(context, paths, x, y, width) {
  context.save();
  context.translate(x - width / 2, y - width / 2);
  context.scale(width / 16, width / 16);
  for (const { rule, path } of paths) context.fill(path, rule);
  context.restore();
}
