// Placing actors on the power-interest grid: by dragging, or with the arrows; the form of the page then saves it.
//   <div data-grid="x y x y"> where 1,1 and 5,5 stand, in the picture's own measure
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const between = (value) => Math.min(5, Math.max(1, Math.round(value)));

export function wireGrids(document) {
  const form = document.querySelector("[data-grid-form]");
  if (!form) return;
  const help = document.querySelector("[data-grid-help]");
  if (help) help.hidden = false;
  for (const holder of document.querySelectorAll("[data-grid]")) wire(holder, form, document.querySelector("[data-grid-said]"));
  backTo(document);
}

function wire(holder, form, said) {
  const svg = holder.querySelector("svg");
  const [left, bottom, right, top] = holder.dataset.grid.split(" ").map(Number);
  const grid = {
    svg, form, said,
    value: (x, y) => [between(1 + (4 * (x - left)) / (right - left)), between(1 + (4 * (bottom - y)) / (bottom - top))],
    point: (interest, power) => [left + ((interest - 1) * (right - left)) / 4, bottom - ((power - 1) * (bottom - top)) / 4],
  };
  for (const actor of svg.querySelectorAll("[data-actor]")) {
    dragged(actor, grid);
    stepped(actor, grid);
  }
}

// Where the mark itself stands, without what it was moved by.
function standing(actor) {
  const box = actor.querySelector(".grid-mark, .grid-open").getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

const moveBy = (actor, x, y) => (x || y ? actor.setAttribute("transform", `translate(${x} ${y})`) : actor.removeAttribute("transform"));

function inPicture(svg, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [at.x, at.y];
}

function dragged(actor, grid) {
  let begin = null;
  actor.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    begin = inPicture(grid.svg, event);
    actor.setPointerCapture(event.pointerId);
  });
  actor.addEventListener("pointermove", (event) => {
    if (!begin) return;
    const [x, y] = inPicture(grid.svg, event);
    if (Math.hypot(x - begin[0], y - begin[1]) < 6 && !actor.classList.contains("is-moving")) return;
    actor.classList.add("is-moving");
    moveBy(actor, x - begin[0], y - begin[1]);
  });
  actor.addEventListener("pointerup", (event) => {
    if (!begin) return;
    const [x, y] = inPicture(grid.svg, event);
    const [fromX, fromY] = standing(actor);
    const to = grid.value(fromX + x - begin[0], fromY + y - begin[1]);
    begin = null;
    if (actor.classList.contains("is-moving")) save(actor, grid, to);
    else actor.focus();
  });
  actor.addEventListener("pointercancel", () => {
    begin = null;
    rest(actor);
  });
}

function rest(actor) {
  actor.classList.remove("is-moving");
  delete actor.dataset.to;
  moveBy(actor, 0, 0);
}

function stepped(actor, grid) {
  actor.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (STEPS[event.key]) step(actor, grid, STEPS[event.key]);
    else if (event.key === "Enter" && actor.dataset.to) save(actor, grid, actor.dataset.to.split(" ").map(Number));
    else if (event.key === "Enter" || event.key === " ") show(actor);
    else if (event.key === "Escape" && actor.dataset.to) rest(actor);
    else return;
    event.preventDefault();
  });
  actor.addEventListener("blur", () => rest(actor));
}

function step(actor, grid, [right, up]) {
  const [x, y] = standing(actor);
  const [interest, power] = actor.dataset.to ? actor.dataset.to.split(" ").map(Number) : grid.value(x, y);
  const to = [between(interest + right), between(power + up)];
  actor.dataset.to = to.join(" ");
  actor.classList.add("is-moving");
  const [toX, toY] = grid.point(...to);
  moveBy(actor, toX - x, toY - y);
  grid.said.textContent = grid.said.dataset.gridWords.replace("{interest}", to[0]).replace("{power}", to[1]);
}

function show(actor) {
  const row = document.getElementById(`actor-${actor.dataset.actor}`);
  row?.scrollIntoView({ block: "center" });
  row?.querySelector("a")?.focus();
}

function save(actor, grid, [interest, power]) {
  grid.form.elements.actor.value = actor.dataset.actor;
  grid.form.elements.interest.value = String(interest);
  grid.form.elements.power.value = String(power);
  grid.form.requestSubmit();
}

// After saving, the one that was moved has the focus again.
function backTo(document) {
  const id = /^#en-([a-z0-9-]+)$/.exec(document.location.hash)?.[1];
  const found = id ? [...document.querySelectorAll(`[data-actor="${id}"]`)].find((one) => one.getClientRects().length) : null;
  found?.focus({ preventScroll: true });
}

// Five buttons in a row: 1 to 5 choose and go on to the next row, 0 says "I do not know".
export function wireFives(document) {
  const rows = [...document.querySelectorAll("[data-five]")];
  for (const row of rows) {
    row.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-5]$/.test(event.key)) return;
      const value = event.key === "0" ? "" : event.key;
      const chosen = [...row.querySelectorAll("input")].find((one) => one.value === value);
      chosen.checked = true;
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
      const next = rows.slice(rows.indexOf(row) + 1).find((one) => !one.closest("details:not([open])"));
      (next?.querySelector("input:checked") ?? chosen).focus();
      event.preventDefault();
    });
  }
}
