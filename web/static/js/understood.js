// Says beside a date's input how its words were understood, while one types:
//   <input data-understood="/registrar/cuando" data-understood-as="Se entiende: {}">
const WAIT = 250;

export function wireUnderstood(input) {
  const said = document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  input.after(said);
  let timer = 0;
  let latest = 0;
  async function ask() {
    const turn = ++latest;
    const text = input.value.trim();
    let answer = "";
    try {
      const response = await fetch(`${input.dataset.understood}?q=${encodeURIComponent(text)}`);
      if (response.ok) answer = (await response.json()).text;
    } catch {
      answer = "";
    }
    if (turn !== latest) return;
    said.textContent = answer ? input.dataset.understoodAs.replace("{}", answer) : "";
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}
