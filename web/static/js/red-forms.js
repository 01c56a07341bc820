// The filters and the choices of how things look: they say what the address says, and change it at once.
// A filter chooses anew; how things look changes nothing of what was asked.
const ASKED = ["pregunta", "lado", "hacia", "meses", "ruta", "comunes", "proyecto"];
const FIELDS = "select, input[type=checkbox]";

export function setFields(forms, query) {
  const values = new URLSearchParams(query);
  for (const form of forms) {
    for (const field of form.querySelectorAll(FIELDS)) {
      if (field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
      else field.value = values.get(field.name) ?? "";
    }
    for (const part of form.querySelectorAll("[data-when]")) part.hidden = !values.has(part.dataset.when);
  }
}

// The query with what a form says now.
export function chosenIn(form, shown) {
  const query = new URLSearchParams(shown);
  const fields = [...form.querySelectorAll(FIELDS)];
  const gone = form.matches("[data-filters]") ? ASKED : ["abrir"];
  for (const name of [...gone, ...fields.map((field) => field.name)]) query.delete(name);
  for (const field of fields) {
    const on = field.type === "checkbox" ? field.checked : field.value;
    if (on && !field.closest("[hidden]")) query.append(field.name, field.value);
  }
  return query;
}

// With a script no button has to send them; on a phone they begin folded.
export function foldForms(element, wide) {
  for (const apply of element.querySelectorAll("[data-apply]")) apply.hidden = true;
  for (const fold of element.querySelectorAll("[data-fold]")) {
    fold.open = wide.matches;
    wide.addEventListener("change", () => { fold.open = wide.matches; });
  }
}
