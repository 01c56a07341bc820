// A line of words with commas, <input data-words list="…">, as words one adds and takes away. What is sent stays the line.
//   data-words-remove="Quitar {}"      Enter or a comma adds, Backspace in the empty box takes the last one back
const split = (text) => text.split(/[,;]/).map((word) => word.trim()).filter(Boolean);

export function wireWords(line) {
  const known = new Set([...(line.list?.options ?? [])].map((option) => option.value));
  const box = document.createElement("div");
  const entry = document.createElement("input");
  box.className = "words form-control";
  entry.type = "text";
  entry.autocomplete = "off";
  for (const name of ["id", "list", "aria-describedby", "aria-invalid"]) {
    if (line.hasAttribute(name)) entry.setAttribute(name, line.getAttribute(name));
    line.removeAttribute(name);
  }
  line.type = "hidden";
  line.after(box);
  let words = [];

  const chip = (word, place) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "chip word";
    made.textContent = word;
    made.setAttribute("aria-label", line.dataset.wordsRemove.replace("{}", word));
    made.addEventListener("click", () => { set(words.filter((_, at) => at !== place)); entry.focus(); });
    return made;
  };
  const draw = () => box.replaceChildren(...words.map(chip), entry);
  const set = (given) => {
    words = [...new Set(given)];
    line.value = words.join(", ");
    draw();
    line.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // A label with a comma of its own is one word.
  const read = (text) => {
    const whole = [...known].filter((word) => word.includes(",") && text.includes(word));
    const rest = whole.reduce((left, word) => left.replace(word, ""), text);
    return [...whole, ...split(rest)];
  };
  const take = () => {
    const text = entry.value;
    entry.value = "";
    if (text.trim()) set([...words, ...read(text)]);
  };

  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && entry.value.trim() && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      take();
      entry.focus();
    } else if (event.key === "Backspace" && !entry.value && words.length) {
      set(words.slice(0, -1));
      entry.focus();
    }
  });
  entry.addEventListener("input", () => {
    const typed = entry.value;
    const beginsOne = [...known].some((word) => word.includes(",") && word.toLowerCase().startsWith(typed.trim().toLowerCase()));
    if (known.has(typed) || (/[,;]$/.test(typed) && !beginsOne)) {
      take();
      entry.focus();
    }
  });
  entry.addEventListener("blur", take);
  box.addEventListener("click", (event) => { if (event.target === box) entry.focus(); });
  // A draft puts its line back after saying which rows it has.
  line.form?.addEventListener("draft:rows", () => queueMicrotask(() => { words = read(line.value); draw(); }));
  words = read(line.value);
  draw();
}
