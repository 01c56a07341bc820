// The page's colours as numbers from 0 to 1, and the families' hues and shapes by number.
import { isDark } from "./red-look.js";

const SHAPES = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star", "box"];

function rgb(text) {
  const hex = text.trim().replace("#", "");
  const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((at) => parseInt(whole.slice(at, at + 2), 16) / 255);
}

export function bigLook(element, families) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const hue = isDark(element) ? "dark_hue" : "hue";
  return {
    ground: rgb(token("surface")), ink: rgb(token("ink")), quiet: rgb(token("quiet")), accent: rgb(token("accent")),
    bubble: rgb(token("accent-soft")), hues: families.map((one) => rgb(one[hue])),
    shapes: families.map((one) => Math.max(SHAPES.indexOf(one.shape), 0)),
    css: { ground: token("surface"), ink: token("ink"), focus: token("focus"), font: style.fontFamily },
  };
}
