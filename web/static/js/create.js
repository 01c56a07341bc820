// Creates an actor from inside a picker: the dialog #crear-actor asks for its type, shows who may be the same first.
import { setChoice } from "./picker.js";

function choiceOf(item, use, text) {
  const row = document.createElement("li");
  const words = document.createElement("span");
  const button = document.createElement("button");
  words.className = "row-main";
  words.textContent = [item.name, item.type_label, ...item.why].join(" · ");
  button.type = "button";
  button.className = "btn btn-small";
  button.textContent = text;
  button.addEventListener("click", () => use(item));
  row.append(words, button);
  return row;
}

export function wireCreation(document) {
  const dialog = document.getElementById("crear-actor");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[data-wrong]");
  const alike = dialog.querySelector("[data-alike]");
  const list = alike.querySelector("ul");
  let picker = null;

  const finish = (item) => {
    setChoice(picker, item);
    dialog.close();
    picker.querySelector("input:not([type=hidden])").focus();
  };

  const ask = (name) => {
    form.reset();
    form.elements.name.value = name;
    form.elements.sure.value = "";
    wrong.hidden = true;
    alike.hidden = true;
    dialog.showModal();
  };

  const refuse = (problem) => {
    wrong.textContent = [problem.detail, ...(problem.errors ?? []).map((one) => one.detail)].filter(Boolean).join(" ");
    wrong.hidden = false;
  };

  document.addEventListener("picker:create", (event) => {
    picker = event.detail.root;
    ask(event.detail.name);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (answer.status === 201) return finish(said);
      if (answer.status === 409 && said.lookalikes) {
        list.replaceChildren(...said.lookalikes.map((item) => choiceOf(item, finish, alike.dataset.use)));
        alike.hidden = false;
        form.elements.sure.value = "1";
        return form.querySelector("button[type=submit]").focus();
      }
      return refuse({ ...said, detail: said.detail ?? said.title });
    } catch {
      return refuse({ detail: form.dataset.offline });
    }
  });
}
