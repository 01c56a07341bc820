// Ctrl+Enter (Cmd+Enter on a Mac) saves the form one is in; a form that is on its way is not sent a second time.
export function wireSending(document) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form[data-draft]");
    if (!form) return;
    event.preventDefault();
    // What is still being typed into a box of words or a picker is taken when the box is left.
    event.target.blur();
    form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[method=post]");
    if (!form || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  // Back from the next page, a form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });
}
