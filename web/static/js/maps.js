// A project's map that is still being made: the page looks again by itself, and says when there is a newer one.
const PAUSE = 1200;
const TRIES = 100;

export function wireMaps(document) {
  const box = document.querySelector("[data-map-wait]");
  if (box) setTimeout(look, PAUSE, box, 1);
}

async function look(box, tries) {
  try {
    const answer = await fetch(box.dataset.mapWait, { headers: { Accept: "application/json" } });
    if (answer.ok && show(box, await answer.json())) return;
  } catch {
    // The server is out of reach for a moment: asked again below.
  }
  // The longer it takes, the less often it is asked.
  if (tries < TRIES) setTimeout(look, PAUSE * (1 + tries / 10), box, tries + 1);
}

/** Whether nothing is left to wait for. A list that one reads is never changed under one's hands: a link offers the new one. */
function show(box, told) {
  const old = box.dataset.mapRevision;
  if (told.state === "missing" || told.state === "changed") return false;
  if (!old) {
    window.location.reload();
    return true;
  }
  if (told.revision === old) {
    box.hidden = told.state === "fresh";
    return box.hidden;
  }
  for (const part of box.querySelectorAll("[data-newer]")) part.textContent = part.dataset.newer;
  return true;
}
