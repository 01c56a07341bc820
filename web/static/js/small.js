// Dialogs, menus, notices and the way to what is wrong.

export function wireDialogs(document) {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
    const closer = event.target.closest?.("[data-close]");
    if (closer) closer.closest("dialog")?.close();
  });
}

export function wireMenus(document) {
  const menus = [...document.querySelectorAll("details[data-menu]")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus.filter((one) => one.open)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

export function wireToasts(document) {
  for (const button of document.querySelectorAll("[data-dismiss]")) {
    button.hidden = false;
    button.addEventListener("click", () => button.closest(".toast-line").remove());
  }
}

export function focusProblems(document) {
  document.querySelector("[data-focus]")?.focus();
}

// <button data-copy="id of a box" data-copied="word" hidden>: without the clipboard (plain http) the box is selected.
export function wireCopies(document) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(document, button));
  }
}

async function copy(document, button) {
  const box = document.getElementById(button.dataset.copy);
  box.focus();
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  button.querySelector("span").textContent = button.dataset.copied;
}
