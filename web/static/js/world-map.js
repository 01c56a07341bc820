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

  const place = (name, units) => {
    const dot = dots.get(name.dataset.name);
    const below = dot ? Number(dot.dataset.pixels) : 0;
    const y = Number(dot?.getAttribute("cy") ?? name.dataset.y);
    name.setAttribute("font-size", TEXT * units);
    name.setAttribute("y", y + (below * scale() + TEXT * (dot ? 1 : 0.4)) * units);
  };

  // Names in the order of the page: the office's city, then the largest dots. None covers another or the heart of a dot.
  const spread = () => {
    const hearts = [...dots].filter(([, dot]) => !dot.closest(".world-guide")).map(([code, dot]) => {
      const { left, right, top, bottom, width } = dot.getBoundingClientRect();
      return { code, left: left + width / 4, right: right - width / 4, top: top + width / 4, bottom: bottom - width / 4 };
    });
    const taken = [];
    for (const name of names) {
      name.removeAttribute("visibility");
      const one = name.getBoundingClientRect();
      const covers = [...taken, ...hearts].some((other) => other.code !== name.dataset.name
        && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom);
      if (covers) name.setAttribute("visibility", "hidden");
      else taken.push(one);
    }
  };

  // On a small map dots are smaller, texts are not.
  const scale = () => Math.min(Math.max(map.clientWidth / 800, 0.6), 1);
  let asked = 0;
  const view = new SvgView(map, (units) => {
    for (const circle of sized) circle.setAttribute("r", Number(circle.dataset.pixels) * units * scale());
    for (const count of counts) count.setAttribute("font-size", Number(count.dataset.pixels) * units);
    for (const name of names) place(name, units);
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(spread);
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
