// What the graphics processor does with points and ties. A point is a square of two triangles (four corners one after
// another) in which its shape is cut out, so that none is too large or vanishes when its middle leaves the window.
const SEEN = `
uniform vec2 middle;
uniform vec2 window;
uniform float scale;
vec4 seen(vec2 place) {
  vec2 at = (place - middle) * scale * 2.0 / window;
  return vec4(at.x, -at.y, 0.0, 1.0);
}`;

export const POINTS = {
  vertex: `#version 300 es
precision highp float;
in vec3 disc;
in float look;
in float kept;
uniform float ratio;
uniform float least;
out vec2 inside;
out float reach;
flat out int family;
flat out float strength;
${SEEN}
void main() {
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1) * 2.0 - 1.0;
  float seenRadius = max(disc.z * scale, least);
  family = int(look);
  strength = kept > 0.5 ? 1.0 : 0.1;
  reach = seenRadius * ratio;
  inside = corner * 1.35;
  gl_Position = seen(disc.xy) + vec4(corner * 1.35 * seenRadius * 2.0 / window, 0.0, 0.0);
}`,
  fragment: `#version 300 es
precision highp float;
in vec2 inside;
in float reach;
flat in int family;
flat in float strength;
uniform vec3 hues[16];
uniform int shapes[16];
uniform vec3 ink;
uniform vec3 bubble;
uniform float calm;
out vec4 colour;
float sides(vec2 p, float count, float turn, float size) {
  float angle = atan(p.y, p.x) + turn;
  float step = 6.2831853 / count;
  return cos(floor(0.5 + angle / step) * step - angle) * length(p) - size;
}
float outside(vec2 p, int shape) {
  if (shape == 1) return max(abs(p.x), abs(p.y)) - 0.88;
  if (shape == 2) return (abs(p.x) + abs(p.y)) * 0.7071 - 0.88;
  if (shape == 3) return sides(p + vec2(0.0, 0.15), 3.0, 1.5708, 0.68);
  if (shape == 4) return sides(p - vec2(0.0, 0.15), 3.0, -1.5708, 0.68);
  if (shape == 5) return sides(p, 6.0, 0.5236, 0.93);
  if (shape == 6) return length(p) - 0.85 - 0.28 * cos(5.0 * (atan(p.y, p.x) - 1.5708));
  if (shape == 7) return max(abs(p.x) - 1.2, abs(p.y) - 0.75);
  return length(p) - 1.0;
}
void main() {
  bool group = family > 15;
  float away = outside(inside, group || reach < 4.0 ? 0 : shapes[family]) * reach;
  float cover = clamp(0.5 - away, 0.0, 1.0) * strength;
  if (cover <= 0.0) discard;
  vec3 fill = strength < 0.5 ? ink : group ? bubble : hues[family];
  float edge = reach < 2.5 ? 0.0 : clamp(away + (group ? 2.0 : 1.6), 0.0, 1.0);
  colour = vec4(mix(fill, ink, edge * (group ? 0.6 : 1.0)), cover * (group ? calm : 1.0));
}`,
};

export const TIES = {
  vertex: `#version 300 es
precision highp float;
in vec2 place;
in float tint;
uniform float faint;
out float strength;
${SEEN}
void main() {
  float power = floor(tint / 4.0) / 63.0;
  float age = mod(tint, 4.0);
  float fresh = age < 0.5 ? 1.0 : age < 1.5 ? 0.72 : age < 2.5 ? 0.45 : 0.55;
  strength = clamp(faint * fresh * (0.55 + 1.2 * power), 0.03, 0.95);
  gl_Position = seen(place);
}`,
  fragment: `#version 300 es
precision highp float;
in float strength;
uniform vec3 ink;
out vec4 colour;
void main() { colour = vec4(ink, strength); }`,
};

// A part of a texture, pixel by pixel, in one triangle that is larger than the window.
export const COPY = {
  vertex: `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`,
  fragment: `#version 300 es
precision highp float;
uniform highp sampler2D sheet;
uniform ivec2 corner;
out vec4 colour;
void main() { colour = vec4(texelFetch(sheet, ivec2(gl_FragCoord.xy) + corner, 0).rgb, 1.0); }`,
};
