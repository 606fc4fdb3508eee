// Frames of a moving picture, made of screenshots by a browser: of each only what differs from the one before.

/** In the page: the part of a picture that has changed, as WebP in base64; undefined where nothing has. */
async function changedPart({ png, quality }) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  context.drawImage(bitmap, 0, 0);
  const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const before = globalThis.before;
  globalThis.before = now;
  let [left, top, right, bottom] = before ? [width, height, 0, 0] : [0, 0, width, height];
  for (let at = 0; before && at < now.length; at++) {
    if (now[at] === before[at]) continue;
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (right <= left) return undefined;
  left -= left % 2;
  top -= top % 2;
  const part = new OffscreenCanvas(right - left, bottom - top);
  part.getContext('2d', { alpha: false }).drawImage(canvas, -left, -top);
  const bytes = new Uint8Array(
    await (await part.convertToBlob({ type: 'image/webp', quality })).arrayBuffer(),
  );
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { x: left, y: top, width: part.width, height: part.height, webp: btoa(text) };
}

export class Reel {
  frames = [];

  constructor(page, quality) {
    this.page = page;
    this.quality = quality;
  }

  static async open(browser, quality) {
    return new Reel(await browser.newPage(), quality);
  }

  async add(screenshot, durationMs) {
    const part = await this.page.evaluate(changedPart, {
      png: screenshot.toString('base64'),
      quality: this.quality,
    });
    const last = this.frames.at(-1);
    if (part) this.frames.push({ ...part, webp: Buffer.from(part.webp, 'base64'), durationMs });
    else last.durationMs += durationMs;
  }
}
