// What is asked of the server, and what is said when it does not answer.
import { make } from "./red-dom.js";

export async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (answer.status === 401) window.location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export function sayFailed(stage, texts, retry) {
  const again = make("button", { type: "button", className: "btn", textContent: texts.again });
  const words = make("div", { className: "red-failed", attributes: { role: "alert" } }, [
    make("p", { textContent: texts.failed }), again]);
  again.addEventListener("click", () => { words.remove(); retry(); });
  stage.querySelector(".red-failed")?.remove();
  stage.append(words);
}
