// Small helpers of the line that records: elements, icons, days where the office is.
export function make(tag, properties = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.includes("-") || name === "role" || name === "for" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function icon(name, sprite) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

export const hidden = (text) => make("span", { className: "visually-hidden", textContent: text });

export function button(text, act, className = "btn btn-small") {
  const made = make("button", { type: "button", className, textContent: text });
  made.addEventListener("click", act);
  return made;
}

export function field(label, control, help = null) {
  control.id ||= `captura-${(field.made = (field.made ?? 0) + 1)}`;
  return make("div", { className: "field" }, [make("label", { for: control.id, textContent: label }), control, help]);
}

export function select(options, chosen, act) {
  const made = make("select", { className: "form-select" });
  for (const [value, label] of options) made.append(make("option", { value, textContent: label, selected: value === chosen }));
  made.value = chosen;
  made.addEventListener("change", () => act(made.value));
  return made;
}

// The day in a zone, as 2026-11-19.
export function dayIn(zone, moment = new Date()) {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  } catch {
    return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  }
}

// The day 2026-11-19 as people say it, in the page's language.
export const dayInWords = (day) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }).format(new Date(`${day}T12:00:00Z`));

// A key nobody else makes; randomUUID is only there on safe origins.
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const fold = (text) =>
  (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
