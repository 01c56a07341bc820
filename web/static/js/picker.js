// A combobox (ARIA 1.2): what is typed is asked of the server, the answers are a list moved through with the arrows.
//   data-picker="choose"  the chosen id goes into the hidden input beside it
//   data-picker="go"      choosing opens the record; Enter without a choice sends the form
// data-url answers {"items": [{id, name, type, type_label, icon, family, place, alias, url}]}; data-create holds the
// words of the last option, with {} for what was typed. Events: "picker:chosen" {id, name}, "picker:create" {name}.
const WAIT = 60;
const LONGEST = 200;
let counter = 0;

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function iconOf(item) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", item.icon);
  svg.append(use);
  return svg;
}

function optionOf(item, id) {
  const about = [item.type_label, item.place, item.alias ? `(${item.alias})` : ""].filter(Boolean).join(" · ");
  const name = make("span", { textContent: item.name });
  if (item.icon) name.prepend(iconOf(item), " ");
  const option = make("li", { id }, [name]);
  if (about) option.append(make("span", { className: "quiet", textContent: about }));
  option.setAttribute("role", "option");
  return option;
}

export function wirePicker(root) {
  const input = root.querySelector("input:not([type=hidden])");
  const hidden = root.querySelector("input[type=hidden]");
  const goes = root.dataset.picker === "go";
  const prefix = `picker-${(counter += 1)}`;
  const list = make("ul", { className: "picker-list", id: `${prefix}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? input.name);
  const state = make("span", { className: "visually-hidden" });
  state.setAttribute("role", "status");
  root.append(list, state);
  root.classList.add("picker");
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"],
    ["aria-controls", list.id]]) input.setAttribute(name, value);

  let items = [];
  let at = -1;
  let timer = 0;
  let asked = null;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (number) => {
    list.children[at]?.removeAttribute("aria-selected");
    at = number;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  };

  const choose = (number) => {
    const item = items[number];
    close();
    if (!item) return;
    if (item.create) {
      root.dispatchEvent(new CustomEvent("picker:create", { bubbles: true, detail: { name: item.create, root } }));
      return;
    }
    if (goes) {
      window.location.assign(item.url);
      return;
    }
    setChoice(root, item);
  };

  const show = (found, words) => {
    items = [...found];
    if (root.dataset.create && words) {
      items.push({ create: words, name: root.dataset.create.replace("{}", words) });
    }
    list.replaceChildren(...items.map((item, number) => optionOf(item, `${prefix}-${number}`)));
    if (items.at(-1)?.create) list.lastElementChild.classList.add("picker-new");
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    state.textContent = String(found.length);
    mark(goes || found.length === 0 ? -1 : 0);
  };

  const ask = async () => {
    const words = input.value.trim().slice(0, LONGEST);
    asked?.abort();
    if (!words) return close();
    asked = new AbortController();
    const url = new URL(root.dataset.url, window.location.href);
    url.searchParams.set("q", words);
    try {
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show((await answer.json()).items, words);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
    return undefined;
  };

  input.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + items.length) % items.length);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab" && open && at >= 0 && !goes && !items[at].create) {
      choose(at);
    }
    return undefined;
  });
  // pointerdown would take the focus away before the click arrives
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) choose([...list.children].indexOf(option));
  });
  input.addEventListener("blur", () => window.setTimeout(close, 120));
}

// Puts a choice into a picker from outside, as the dialog that creates an actor does.
export function setChoice(root, item) {
  const input = root.querySelector("input:not([type=hidden])");
  const hidden = root.querySelector("input[type=hidden]");
  input.value = item.name;
  if (hidden) hidden.value = item.id;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  root.dispatchEvent(new CustomEvent("picker:chosen", { bubbles: true, detail: { id: item.id, name: item.name } }));
}
