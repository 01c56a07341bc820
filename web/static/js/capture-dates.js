// A date in words, with what was understood of it below.
import { dayInWords, field, make } from "./capture-dom.js";
import { get } from "./capture-net.js";
import { fill } from "./capture-words.js";

const WAIT = 150;

// What stands in the input: the day itself, without how far it is from today.
export const written = (when, words) => (when?.precision === "day" ? dayInWords(when.start) : when ? words : "");

export function dateField({ words, today, merged }, label, value, promised, take) {
  const input = make("input", { type: "text", className: "form-control", maxLength: 100, autocomplete: "off", value: value ?? "", placeholder: words.say.dateExample });
  const line = make("p", { className: "help understood", role: "status" });
  let timer = 0;
  let asked = null;

  const read = async (text) => {
    asked?.abort();
    asked = new AbortController();
    try {
      const said = await get("registrar/fecha", { q: text, hoy: today, promesa: promised ? "1" : "", planeada: merged?.status === "planned" ? "1" : "" }, asked.signal);
      line.classList.toggle("not-understood", !said.when);
      line.textContent = said.when ? fill(words.say.dateRead, { when: said.text }) : words.say.dateUnread;
      input.toggleAttribute("aria-invalid", !said.when);
      if (said.when) take(said);
      return Boolean(said.when);
    } catch (error) {
      if (error.name !== "AbortError") line.textContent = words.say.noNetwork;
      return false;
    }
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    const text = input.value.trim();
    if (!text && promised) return take({ when: null, text: "" });
    if (text) timer = window.setTimeout(() => read(text), WAIT);
    return undefined;
  });
  return { root: make("div", {}, [field(label, input), line]), read };
}
