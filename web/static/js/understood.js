// Says beside a date's input how its words were understood, while one types, in rows that are added later too:
//   <input data-understood="/registrar/cuando" data-understood-as="Se entiende: {}">   <p data-understood-line>
const WAIT = 250;
const turns = new WeakMap();

function lineOf(input) {
  const field = input.closest(".field");
  const there = field.querySelector("[data-understood-line]")
    ?? field.parentElement.querySelector(":scope > [data-understood-line]");
  if (there) return there;
  const made = document.createElement("p");
  made.className = "help understood";
  made.setAttribute("role", "status");
  made.dataset.understoodLine = "";
  field.append(made);
  return made;
}

async function say(input, turn) {
  const text = input.value.trim();
  let answer = "";
  try {
    const response = await fetch(`${input.dataset.understood}?q=${encodeURIComponent(text)}`);
    if (response.ok) answer = (await response.json()).text;
  } catch {
    answer = "";
  }
  if (turns.get(input) !== turn) return;
  lineOf(input).textContent = answer ? input.dataset.understoodAs.replace("{}", answer) : "";
}

export function wireUnderstood(document) {
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.understood) return;
    window.clearTimeout(turns.get(input));
    const turn = window.setTimeout(() => say(input, turn), WAIT);
    turns.set(input, turn);
  });
}
