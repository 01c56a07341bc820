// A long piece of work: its bar moves while it goes on, and the page comes anew when it has ended.
const PAUSE = 700;

export function wireWork(document) {
  const box = document.querySelector("[data-work]");
  if (box) ask(box);
}

async function ask(box) {
  try {
    const answer = await fetch(box.dataset.work, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const told = await answer.json();
      if (!told.running) {
        window.location.reload();
        return;
      }
      show(box, told);
    }
  } catch {
    // The server is out of reach for a moment: asked again below.
  }
  setTimeout(ask, PAUSE, box);
}

function show(box, told) {
  box.querySelector("progress").value = told.share;
  const line = box.querySelector("[data-work-text]");
  const words = line.dataset[told.status];
  if (words && line.textContent !== words) line.textContent = words;
}
