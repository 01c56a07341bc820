// Small helpers to make elements; texts always go in as text.
const SVG = "http://www.w3.org/2000/svg";

export function make(tag, properties = {}, children = []) {
  const { data = {}, attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function drawing(className, href) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  for (const [name, value] of [["class", className], ["aria-hidden", "true"], ["focusable", "false"]]) {
    svg.setAttribute(name, value);
  }
  use.setAttribute("href", href);
  svg.append(use);
  return svg;
}

export function lineSample({ kind, path: outline }) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("class", `red-line red-line-${kind}`);
  svg.setAttribute("viewBox", "0 0 28 8");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", outline);
  svg.append(path);
  return svg;
}

export const quiet = (text) => make("span", { className: "quiet", textContent: text });
export const hidden = (text) => make("span", { className: "visually-hidden", textContent: text });
