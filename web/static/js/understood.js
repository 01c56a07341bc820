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
  let answer;
  try {
    const address = new URL(input.dataset.understood, document.baseURI);
    address.searchParams.set("q", text);
    const response = await fetch(address);
    if (!response.ok) return;
    answer = (await response.json()).text;
  } catch {
    return; // away for a moment: the server says it when the form is sent
  }
  if (turns.get(input) !== turn) return;
  const line = lineOf(input);
  line.classList.toggle("not-understood", Boolean(text) && !answer);
  line.textContent = answer ? input.dataset.understoodAs.replace("{}", answer) : text ? document.body.dataset.notUnderstood : "";
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
