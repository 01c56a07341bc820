// The sheet with the line, over any page: the same form that /registrar has, made here so that no page carries it.
import { hidden, icon, make } from "./capture-dom.js";
import { address } from "./capture-net.js";

const tokenField = () =>
  make("input", { type: "hidden", name: "csrf_token", value: document.querySelector("meta[name=csrf-token]")?.content ?? "" });

function formOf({ say, sprite }) {
  const details = make("button", { className: "btn btn-quiet", type: "submit", "data-capture-details": "" }, [icon("list-ul", sprite), say.details]);
  const input = make("textarea", {
    className: "form-control", id: "linea-hoja", name: "text", rows: 1, maxLength: 2000, autocomplete: "off",
    enterkeyhint: "done", "aria-describedby": "linea-hoja-ayuda",
  });
  const older = make("p", { className: "capture-older", hidden: true, "data-capture-older": "" }, [
    make("span"), make("button", { className: "btn btn-small", type: "button", "data-capture-today": "", textContent: say.fromToday }),
  ]);
  const draft = make("p", { className: "capture-older", hidden: true, "data-capture-draft": "" }, [
    make("span", { textContent: `${say.oldDraft} · ` }),
    make("button", { className: "btn btn-small", type: "button", "data-capture-discard": "", textContent: say.discard }),
  ]);
  return make("form", { className: "capture", method: "post", action: address("registrar/linea").pathname, noValidate: true, "data-capture": "" }, [
    tokenField(),
    make("input", { type: "hidden", name: "proposal" }),
    make("input", { type: "hidden", name: "today" }),
    make("input", { type: "hidden", name: "key" }),
    make("label", { className: "capture-label", for: "linea-hoja", textContent: say.question }),
    make("div", { className: "capture-line" }, [input, make("button", { className: "btn btn-primary", type: "submit", textContent: say.save }), details]),
    make("p", { className: "capture-help", id: "linea-hoja-ayuda" }, [`${say.forExample} `, make("q", { textContent: say.example })]),
    make("p", { className: "wrong", role: "alert", hidden: true, "data-capture-problem": "" }),
    draft,
    older,
    make("div", { className: "capture-read", hidden: true, "data-capture-read": "" }),
    make("p", { className: "visually-hidden", role: "status", "data-capture-said": "" }),
    make("div", { "data-capture-told": "" }),
  ]);
}

// What was begun before and not saved is selected, so that typing begins anew; it is marked until something is typed.
export function markDraft(form, { input, text }) {
  const mark = form.querySelector("[data-capture-draft]");
  mark.hidden = !text();
  if (text()) input.select();
  if (mark.dataset.wired) return;
  mark.dataset.wired = "yes";
  const empty = () => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  mark.querySelector("[data-capture-discard]").addEventListener("click", () => { empty(); input.focus(); });
  input.addEventListener("beforeinput", (event) => {
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (!mark.hidden && all && event.inputType.startsWith("insert") && !/Break|Paragraph/.test(event.inputType)) empty(); // its day and corrections go with it
  });
  input.addEventListener("input", () => { mark.hidden = true; });
}

export function drawSheet(words) {
  const { say, sprite } = words;
  const close = make("button", { className: "btn btn-quiet btn-small", type: "button", "data-close": "" }, [icon("x-lg", sprite), hidden(say.close)]);
  const paste = make("form", { method: "post", action: address("registrar/varias").pathname, hidden: true, "data-capture-paste": "" }, [
    tokenField(), make("input", { type: "hidden", name: "lines" }),
  ]);
  const sheet = make("dialog", { className: "capture-sheet", id: "captura", "aria-labelledby": "captura-titulo" }, [
    make("div", { className: "capture-head" }, [
      make("h2", { id: "captura-titulo", textContent: say.record }),
      make("span", { className: "actions" }, [make("a", { className: "small", href: address("registrar/varias").pathname, textContent: say.several }), close]),
    ]),
    formOf(words), paste,
  ]);
  document.body.append(sheet);
  return sheet;
}
