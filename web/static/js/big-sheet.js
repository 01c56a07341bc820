// A picture drawn a little larger than the window, of which a frame shows a part: while one moves sideways nothing is
// drawn but what comes in at an edge. In device pixels; the picture stands on whole ones, so that edges fit.
const MARGIN = 128;

function texture(gl, width, height) {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, made, 0);
  return { texture: made, frame };
}

export class Sheet {
  // paint(camera, [width, height]) draws the picture into what is bound; `copy` is the program of COPY.
  constructor(gl, paint, copy) {
    Object.assign(this, { gl, paint, copy, sides: [], size: [0, 0], key: null });
  }

  // What was drawn does not hold any more.
  forget() {
    this.key = null;
  }

  // Puts the picture as seen by `camera` into the window of so many pixels; `key` tells one picture from another.
  show(camera, [width, height], key) {
    const whole = [width + 2 * MARGIN, height + 2 * MARGIN];
    if (String(whole) !== String(this.size)) this.make(whole);
    const ratio = width / camera.width;
    const named = `${key}|${camera.scale}`;
    if (named !== this.key) this.fill(camera, ratio);
    let [right, down] = this.off(camera, ratio);
    if (Math.abs(right) > MARGIN || Math.abs(down) > MARGIN) {
      this.follow(right, down, ratio);
      [right, down] = this.off(camera, ratio);
    }
    this.key = named;
    this.put(MARGIN + right, MARGIN - down);
  }

  make(size) {
    const { gl } = this;
    for (const one of this.sides) {
      gl.deleteTexture(one.texture);
      gl.deleteFramebuffer(one.frame);
    }
    this.size = size;
    this.sides = [texture(gl, ...size), texture(gl, ...size)];
    this.key = null;
  }

  // How far the window's middle is from the sheet's.
  off({ x, y, scale }, ratio) {
    return [Math.round((x - this.at.x) * scale * ratio), Math.round((y - this.at.y) * scale * ratio)];
  }

  seen(ratio) {
    return { ...this.at, width: this.size[0] / ratio, height: this.size[1] / ratio };
  }

  fill({ x, y, scale }, ratio) {
    this.at = { x, y, scale };
    this.gl.bindFramebuffer(this.gl.FRAMEBUFFER, this.sides[0].frame);
    this.paint(this.seen(ratio), this.size);
  }

  // Moves the sheet under the window: what stays is copied to its other side, the rest is drawn.
  follow(right, down, ratio) {
    const { gl, sides: [from, to], size: [width, height] } = this;
    const { x, y, scale } = this.at;
    if (Math.abs(right) >= width || Math.abs(down) >= height) {
      return this.fill({ x: x + right / scale / ratio, y: y + down / scale / ratio, scale }, ratio);
    }
    this.at = { x: x + right / scale / ratio, y: y + down / scale / ratio, scale };
    const [left, low] = [Math.max(-right, 0), Math.max(down, 0)]; // where what stays begins, counted from below
    const [wide, high] = [width - Math.abs(right), height - Math.abs(down)];
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from.frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to.frame);
    const [fromLeft, fromLow] = [left + right, low - down];
    gl.blitFramebuffer(fromLeft, fromLow, fromLeft + wide, fromLow + high, left, low, left + wide, low + high, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, to.frame);
    gl.enable(gl.SCISSOR_TEST);
    const edges = [[left ? 0 : wide, 0, width - wide, height], [left, low ? 0 : high, wide, height - high]];
    for (const [x0, y0, across, up] of edges) {
      if (!across || !up) continue;
      gl.scissor(x0, y0, across, up);
      this.paint(this.seen(ratio), this.size);
    }
    gl.disable(gl.SCISSOR_TEST);
    this.sides = [to, from];
    return undefined;
  }

  put(left, low) {
    const { gl, copy } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
    gl.disable(gl.BLEND);
    gl.useProgram(copy.made);
    gl.bindVertexArray(null);
    gl.bindTexture(gl.TEXTURE_2D, this.sides[0].texture);
    gl.uniform2i(copy.uniform("corner"), left, low);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.enable(gl.BLEND);
  }
}
