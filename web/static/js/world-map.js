// The map of the world: dots, names and numbers keep their size on the screen however near one comes, and names that
// would cover each other wait until one is nearer.
import { SvgView } from "./svg-view.js";

const map = document.querySelector("[data-map]");
if (map) {
  const sized = [...map.querySelectorAll("circle[data-pixels]")];
  const counts = [...map.querySelectorAll("text[data-pixels]")];
  const names = [...map.querySelectorAll("[data-name]")];
  const dots = new Map([...map.querySelectorAll("[data-country]")].map((link) =>
    [link.dataset.country, link.querySelector(".world-dot")]));
  const TEXT = 13;

  // Where a name may stand beside its dot, in pixels from the middle: below, above, at the right, at the left.
  const sides = (reach, width) => [
    [0, reach + TEXT], [0, -reach - 4], [reach + width / 2 + 3, TEXT * 0.35], [-reach - width / 2 - 3, TEXT * 0.35],
  ];

  const put = (name, dot, [across, down], units) => {
    name.setAttribute("x", Number(dot.getAttribute("cx")) + across * units);
    name.setAttribute("y", Number(dot.getAttribute("cy")) + down * units);
  };

  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  // Names in the order of the page: the office's city, then the largest dots. None covers another or the heart of a dot.
  const spread = (units) => {
    const frame = map.getBoundingClientRect();
    const hearts = [...dots].map(([code, dot]) => {
      const { left, right, top, bottom, width } = dot.getBoundingClientRect();
      return { code, left: left + width / 4, right: right - width / 4, top: top + width / 4, bottom: bottom - width / 4 };
    });
    const city = names.find((name) => !name.dataset.name);
    const taken = city ? [city.getBoundingClientRect()] : [];
    for (const count of counts) {
      const box = count.getBoundingClientRect();
      const covers = taken.some((other) => meet(box, other));
      count.setAttribute("visibility", covers ? "hidden" : "visible");
      if (!covers) taken.push(box);
    }
    for (const name of names.filter((one) => one !== city)) {
      const dot = dots.get(name.dataset.name);
      const isFree = () => {
        const box = name.getBoundingClientRect();
        const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
        return inside && !taken.some((other) => meet(box, other)) && !hearts.some((heart) => heart.code !== name.dataset.name && meet(box, heart));
      };
      name.removeAttribute("visibility");
      const { width } = name.getBoundingClientRect();
      const reach = Number(dot.dataset.pixels) * scale();
      const free = sides(reach, width).some((side) => { put(name, dot, side, units); return isFree(); });
      if (free) taken.push(name.getBoundingClientRect());
      else name.setAttribute("visibility", "hidden");
    }
  };

  // On a small map dots are smaller, texts are not.
  const scale = () => Math.min(Math.max(map.clientWidth / 800, 0.6), 1);
  let asked = 0;
  const view = new SvgView(map, (units) => {
    for (const circle of sized) {
      circle.setAttribute("r", (Number(circle.dataset.pixels) * scale() + Number(circle.dataset.around ?? 0)) * units);
    }
    for (const count of counts) count.setAttribute("font-size", Number(count.dataset.pixels) * units);
    for (const name of names) name.setAttribute("font-size", TEXT * units);
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => spread(units));
  });
  view.wire(document.querySelector("[data-zooms]"));
  if (map.dataset.part === "mundo") view.cover(Number(map.dataset.home) || 0);
  map.addEventListener("keydown", (event) => view.key(event));
  map.addEventListener("focusin", ({ target }) => {
    const dot = target.closest?.("[data-country]")?.querySelector(".world-dot");
    if (dot) view.show(Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy")));
  });
  map.dataset.ready = "";
}
// Whoever chose a country reads of it at once, with the keyboard too.
if (window.location.hash === "#pais") document.querySelector("[data-panel]")?.focus();
