// Draws a picture with WebGL2: buffers are filled once, a frame sends only where one looks from.
import { COPY, POINTS, TIES } from "./big-shaders.js";
import { Sheet } from "./big-sheet.js";

const FAMILIES = 16;

function program(gl, { vertex, fragment }) {
  const made = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error("program");
  const uniforms = new Map();
  for (let at = 0; at < gl.getProgramParameter(made, gl.ACTIVE_UNIFORMS); at += 1) {
    const name = gl.getActiveUniform(made, at).name.replace("[0]", "");
    uniforms.set(name, gl.getUniformLocation(made, name));
  }
  return { made, uniform: (name) => uniforms.get(name) ?? null, attribute: (name) => gl.getAttribLocation(made, name) };
}

export class Glass {
  // Throws where the browser has no WebGL2. `again` is called after the graphics processor forgot everything.
  constructor(canvas, again) {
    this.canvas = canvas;
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, powerPreference: "low-power" });
    if (!gl) throw new Error("webgl2");
    this.gl = gl;
    this.begin();
    canvas.addEventListener("webglcontextlost", (event) => { event.preventDefault(); this.lost = true; });
    canvas.addEventListener("webglcontextrestored", () => {
      this.lost = false;
      this.begin();
      again();
    });
  }

  begin() {
    const { gl } = this;
    this.points = program(gl, POINTS);
    this.ties = program(gl, TIES);
    this.buffers = [];
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
    this.sheet = new Sheet(gl, (camera, size) => this.paint(camera, size), program(gl, COPY));
  }

  buffer() {
    const made = this.gl.createBuffer();
    this.buffers.push(made);
    return made;
  }

  array(of, parts) {
    const { gl } = this;
    const found = gl.createVertexArray();
    gl.bindVertexArray(found);
    for (const [name, data, width, kind] of parts) {
      const at = of.attribute(name);
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer());
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, width, kind, false, 0, 0);
    }
    return found;
  }

  take(picture) {
    const { gl } = this;
    this.picture = picture;
    this.dots = this.array(this.points, [
      ["disc", picture.square, 3, gl.FLOAT], ["look", picture.looks, 1, gl.UNSIGNED_BYTE],
      ["kept", picture.strengths, 1, gl.UNSIGNED_BYTE]]);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.buffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, picture.corners, gl.STATIC_DRAW);
    this.lines = this.lineArray(picture.strip, picture.tint);
    this.bright = null;
    this.sheet.forget();
  }

  // Other points stand out than before.
  keep(picture) {
    for (const buffer of this.buffers) this.gl.deleteBuffer(buffer);
    this.take(picture);
  }

  lineArray(strip, tint) {
    const { gl } = this;
    return this.array(this.ties, [["place", strip, 2, gl.FLOAT], ["tint", tint, 1, gl.UNSIGNED_BYTE]]);
  }

  // The ties of one point, drawn above the others; null for none.
  highlight(strip) {
    this.bright = strip && { count: strip.length / 2, array: this.lineArray(strip, new Uint8Array(strip.length / 2).fill(252)) };
    this.sheet.forget();
  }

  see(of, camera) {
    const { gl } = this;
    gl.useProgram(of.made);
    gl.uniform2f(of.uniform("middle"), camera.x, camera.y);
    gl.uniform2f(of.uniform("window"), camera.width, camera.height);
    gl.uniform1f(of.uniform("scale"), camera.scale);
  }

  // wanted: {look, lines, faint, least, passing}; size: the canvas's [width, height]. A `passing` picture, of one
  // who comes nearer or goes away, is drawn as it is; any other is kept, and moved as far as it goes.
  draw(camera, wanted, [width, height]) {
    const { gl, canvas } = this;
    if (this.lost || !this.picture) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const { look, passing, ...rest } = wanted;
    this.wanted = wanted;
    if (!passing) return this.sheet.show(camera, [width, height], JSON.stringify([rest, look.ground]));
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    return this.paint(camera, [width, height]);
  }

  paint(camera, [width, height]) {
    const { gl, picture, wanted } = this;
    gl.viewport(0, 0, width, height);
    gl.clearColor(...wanted.look.ground, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.see(this.ties, camera);
    this.stroke(this.lines, 2 * wanted.lines, wanted.look.quiet, wanted.faint);
    if (this.bright) this.stroke(this.bright.array, this.bright.count, wanted.look.accent, 0.5);
    this.see(this.points, camera);
    this.fill(width / camera.width, wanted);
    gl.bindVertexArray(this.dots);
    gl.drawElements(gl.TRIANGLES, picture.corners.length, gl.UNSIGNED_INT, 0);
  }

  stroke(array, count, ink, faint) {
    const { gl, ties } = this;
    gl.uniform3f(ties.uniform("ink"), ...ink);
    gl.uniform1f(ties.uniform("faint"), faint);
    gl.bindVertexArray(array);
    gl.drawArrays(gl.LINES, 0, count);
  }

  fill(ratio, { look, least }) {
    const { gl, points } = this;
    const hues = look.hues.concat(Array(FAMILIES).fill([0, 0, 0])).slice(0, FAMILIES).flat();
    gl.uniform3fv(points.uniform("hues"), new Float32Array(hues));
    gl.uniform1iv(points.uniform("shapes"), new Int32Array(FAMILIES).map((_, at) => look.shapes[at] ?? 0));
    gl.uniform3f(points.uniform("ink"), ...look.ink);
    gl.uniform3f(points.uniform("bubble"), ...look.bubble);
    gl.uniform1f(points.uniform("calm"), 0.92);
    gl.uniform1f(points.uniform("ratio"), ratio);
    gl.uniform1f(points.uniform("least"), least);
  }
}
