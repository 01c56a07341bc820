// Who stands out in the picture: chosen in the form and the legend, said in the address, worked out by the server.
import { hidden, make, quiet } from "./red-dom.js";
import { keptOf } from "./big-ties.js";

const NAMES = ["tipo", "sector", "linea", "tema", "pais", "contacto"];

export function filtering({ element, view, state, page, sprite, texts }, picture, names) {
  const form = element.querySelector("[data-filters]");
  const fold = element.querySelector("[data-fold]");
  const legend = [...element.querySelectorAll("[data-family]")];
  const wide = window.matchMedia("(min-width: 60rem)");
  let turn = 0;

  // What the address says of filters, and of nothing else.
  const query = () => {
    const kept = [...new URLSearchParams(window.location.search)].filter(([name]) => name === "familia" || NAMES.includes(name));
    return new URLSearchParams(kept).toString();
  };

  function cross() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${sprite}#x-lg`);
    svg.append(use);
    return svg;
  }

  const chip = ({ title, label, url }) => make("li", {}, [
    make("a", { className: "chip filter-chip", href: url }, [
      make("span", {}, [quiet(`${title}:`), ` ${label}`]), cross(), hidden(`(${texts.remove})`),
    ]),
  ]);

  // The address of the moment, filled into form and legend.
  function reflect() {
    const now = new URLSearchParams(window.location.search);
    for (const name of NAMES) if (form.elements[name]) form.elements[name].value = now.get(name) ?? "";
    for (const button of legend) button.setAttribute("aria-pressed", String(now.getAll("familia").includes(button.value)));
    for (const kept of form.querySelectorAll("input[name=familia]")) kept.remove();
    names.among(query());
  }

  async function follow(address, step = true) {
    const mine = (turn += 1);
    if (step) window.history.pushState(null, "", address);
    reflect();
    const answer = await fetch(`${page}/elegidos?parte=${view}${names.filters}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== turn) return;
    const said = answer?.ok ? await answer.json() : null;
    if (!said || said.state !== state) return window.location.reload();
    element.querySelector("#big-description").textContent = said.description;
    element.querySelector("[data-active]").replaceChildren(...said.active.map(chip));
    const saved = element.querySelector(".views-form [name=query]");
    if (saved) saved.value = savedQuery(saved.value);
    picture.keep(keptOf(said.chosen, picture.picture.points));
  }

  // What a view would keep: its own part of the picture with the filters of now.
  function savedQuery(before) {
    const rest = [...new URLSearchParams(before)].filter(([name]) => name !== "familia" && !NAMES.includes(name));
    return new URLSearchParams([...rest, ...new URLSearchParams(query())]).toString();
  }

  function changed(name, value, on) {
    const pairs = [...new URLSearchParams(window.location.search)];
    const kept = pairs.filter(([known, own]) => known !== name || (name === "familia" && own !== value));
    const text = new URLSearchParams(on ? [...kept, [name, value]] : kept).toString();
    follow(page + (text ? `?${text}` : ""));
  }

  form.addEventListener("change", ({ target }) => {
    if (NAMES.includes(target.name)) changed(target.name, target.value, target.value !== "");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of legend) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      changed("familia", button.value, button.getAttribute("aria-pressed") !== "true");
    });
  }
  element.querySelector("[data-active]").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(link.href);
    picture.element.focus({ preventScroll: true }); // the chip is gone, and with it where one was
  });
  window.addEventListener("popstate", () => follow(window.location.href, false));
  form.querySelector("[data-apply]").hidden = true;
  const unfold = () => { fold.open = wide.matches; };
  unfold();
  wide.addEventListener("change", unfold);

  return {
    begin() {
      reflect();
      const kept = keptOf(element.dataset.chosen, picture.picture.points);
      if (kept) picture.keep(kept);
    },
  };
}
