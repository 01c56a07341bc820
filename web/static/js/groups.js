// Repeatable groups of a form without a trip to the server:
//   <div data-group="participants"> … rows [data-row="participants-0"] …
//     <template data-row-template> a row named participants-__n__ </template> <button name="add" value="participants">
import { wirePicker } from "./picker.js";

function number(row) {
  return Number(row.dataset.row.split("-").at(-1));
}

function fill(node, n) {
  for (const element of [node, ...node.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__n__")) {
        element.setAttribute(attribute.name, attribute.value.replaceAll("__n__", n));
      }
    }
  }
}

function addRow(group, n) {
  const template = group.querySelector("template[data-row-template]");
  const row = template.content.firstElementChild.cloneNode(true);
  fill(row, n);
  template.before(row);
  row.querySelectorAll("[data-picker]").forEach(wirePicker);
  return row;
}

function rowsOf(group) {
  return [...group.querySelectorAll("[data-row]")];
}

export function wireGroups(document) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=add], button[name=remove]");
    const group = button?.closest("[data-group]");
    if (!group || !group.querySelector("template[data-row-template]")) return;
    event.preventDefault();
    if (button.name === "add") {
      const next = Math.max(-1, ...rowsOf(group).map(number)) + 1;
      addRow(group, next).querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else {
      button.closest("[data-row]").remove();
      group.querySelector("button[name=add]")?.focus();
    }
    group.dispatchEvent(new Event("input", { bubbles: true }));
  });
  for (const form of document.querySelectorAll("form[data-draft]")) {
    form.addEventListener("draft:rows", (event) => {
      for (const group of form.querySelectorAll("[data-group]")) {
        const there = new Set(rowsOf(group).map(number));
        const wanted = event.detail.map((name) => name.match(new RegExp(`^${group.dataset.group}-(\\d+)-`)));
        for (const found of wanted) {
          const n = found ? Number(found[1]) : null;
          if (n !== null && !there.has(n)) {
            addRow(group, n);
            there.add(n);
          }
        }
      }
    });
  }
}
