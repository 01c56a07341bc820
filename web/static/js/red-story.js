// A view's story over its picture: one step after another, by button or key. It is spoken, as its text is a live region;
// the picture glides to whom a step speaks of, and jumps there when motion is unwelcome.
import { make } from "./red-dom.js";

const STEP_GLIDE = 140;
const STEP_MARGIN = 80;
const STEP_NEAREST = 1.6;

// `covered` pixels at the bottom are under the words; a step that looks at nobody shows the whole picture above them.
function lookAt(picture, ids, covered) {
  const looked = ids.map((id) => picture.nodes.get(id)).filter(Boolean);
  const nodes = looked.length ? looked : [...picture.nodes.values()];
  picture.spotlight(ids);
  if (!nodes.length) return picture.fit();
  const side = (find, name) => find(...nodes.map((node) => node[name]));
  const [left, right, top, bottom] = [side(Math.min, "x"), side(Math.max, "x"), side(Math.min, "y"), side(Math.max, "y")];
  const { clientWidth: width, clientHeight: height } = picture.canvas;
  const fits = Math.min((width - 2 * STEP_MARGIN) / Math.max(right - left, 1), (height - covered - STEP_MARGIN) / Math.max(bottom - top, 1));
  const scale = Math.min(Math.max(fits, picture.least), STEP_NEAREST);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = calm ? false : { duration: STEP_GLIDE, easingFunction: "easeInOutQuad" };
  return picture.network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale }, animation });
}

const worded = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);

// `steps` are [{text, actors, facts?: [{name, url}]}]; `over` is called when the story is left. Gives {go, stop}.
export function playStory({ picture, steps, box, texts, over = () => {} }) {
  let at = 0;
  const count = make("p", { className: "quiet small" });
  const words = make("p", { className: "red-story-text", attributes: { "aria-live": "polite", "aria-atomic": "true" } });
  const facts = make("p", { className: "small red-story-facts" });
  const button = (text, act, primary = false) => {
    const made = make("button", { type: "button", className: `btn${primary ? " btn-primary" : ""}`, textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  const previous = button(texts.previous, () => go(at - 1));
  const next = button(texts.next, () => go(at + 1), true);
  const stop = button(texts.stop, () => leave());
  const said = make("div", { className: "red-story-said" }, [count, words, facts]);
  box.replaceChildren(said, make("div", { className: "actions" }, [previous, next, stop]));
  picture.canvas.parentElement.append(box); // over the picture, so that both are in sight
  box.tabIndex = -1;
  box.hidden = false;

  function go(place) {
    if (place < 0 || place >= steps.length) return;
    at = place;
    const step = steps[at];
    count.textContent = worded(texts.step, { num: at + 1, total: steps.length });
    words.textContent = step.text;
    const links = (step.facts ?? []).flatMap(({ name, url }) => [make("a", { href: url, textContent: name }), " · "]);
    facts.replaceChildren(...links.slice(0, -1));
    const held = document.activeElement;
    previous.disabled = at === 0;
    next.disabled = at === steps.length - 1;
    if (held === next && next.disabled) previous.focus();
    if (held === previous && previous.disabled) next.focus();
    picture.canvas.dataset.step = String(at + 1);
    said.scrollTop = 0;
    // Words that do not fit are scrolled by keyboard, too.
    if (said.scrollHeight > said.clientHeight) said.tabIndex = 0;
    else said.removeAttribute("tabindex");
    lookAt(picture, step.actors, box.offsetHeight + 16);
  }

  function leave() {
    box.hidden = true;
    box.removeEventListener("keydown", keys);
    delete picture.canvas.dataset.step;
    picture.spotlight([]);
    picture.fit();
    over();
  }

  function keys(event) {
    const act = {
      ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1), PageDown: () => go(at + 1), PageUp: () => go(at - 1),
      Home: () => go(0), End: () => go(steps.length - 1), Escape: leave,
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  box.addEventListener("keydown", keys);
  go(0);
  return { go, stop: leave };
}
