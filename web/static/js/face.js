// The frame of a face of a selection: what is picked in its search opens the same face of it; filters that say nothing
// stay out of the address; on a phone the filters are folded until they are asked for.
const element = document.querySelector("[data-face-page]");
const form = element.querySelector("[data-filters]");
const fold = element.querySelector("[data-fold]");
const wide = window.matchMedia("(min-width: 60rem)");

element.addEventListener("picker:chosen", ({ target, detail }) => {
  if (target.matches("[role=search]")) window.location.assign(`${element.dataset.facePage}?${detail.id}`);
});

form.addEventListener("submit", () => {
  const unsaid = [...form.elements].filter((field) => field.name && field.value === "");
  for (const field of unsaid) field.disabled = true;
  // Whoever comes back to this page finds all its filters.
  window.setTimeout(() => { for (const field of unsaid) field.disabled = false; });
});

const unfold = () => { fold.open = wide.matches; };
unfold();
wide.addEventListener("change", unfold);

// On a phone the tabs are pushed sideways: the one that one is at must be in sight.
const tab = element.querySelector(".tabs [aria-current]");
if (tab) {
  const row = tab.closest(".tabs");
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

// Links that a key follows (data-step="+"), unless somebody types or has switched the keys off.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
  const link = [...element.querySelectorAll("[data-step]")].find((one) => one.dataset.step === event.key);
  if (link) link.click();
});
