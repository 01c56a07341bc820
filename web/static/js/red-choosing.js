// While the reader chooses the other end of a way, or whom to compare with: in the picture, the list or the search.
import { make } from "./red-dom.js";

export class Choosing {
  constructor(element, texts) {
    this.element = element;
    this.texts = texts;
    this.from = null;
    this.box = element.querySelector("[data-choosing]");
    this.list = element.querySelector("[data-list]"); // beside an open panel it is hidden, but one may choose in it
    this.words = make("span");
    const cancel = make("button", { type: "button", className: "btn btn-small", textContent: texts.cancel });
    cancel.addEventListener("click", () => this.end());
    this.box.append(this.words, cancel);
  }

  // name: "ruta" or "comunes"
  begin(name, from) {
    const covered = this.from === null ? this.list.hidden : this.covered; // pressed twice, it is as it was before the first
    Object.assign(this, { name, from, covered });
    this.list.hidden = false;
    this.element.dataset.picking = ""; // on a phone the panel would cover where one chooses
    this.words.textContent = name === "ruta" ? this.texts.way_to : this.texts.common_with;
    this.box.hidden = false;
    this.element.querySelector(".red-search input[type=search]").focus();
  }

  // Gives what was asked for: {name, from}.
  end() {
    const { name, from } = this;
    this.list.hidden = this.covered;
    delete this.element.dataset.picking;
    this.from = null;
    this.box.hidden = true;
    return { name, from };
  }
}
