// A camera for tests: Chromium plays a video file in place of one, and the file shows what is on another page's screen, as a hand
// holds a phone before it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { findBrowser, findShell } from '../../scripts/find-browser.mjs';

const WIDTH = 1280;
const HEIGHT = 720;

/** A hand is never still: by how much each picture is turned further, in degrees, and how large it is beside the first. */
const SWAY = [
  { degrees: 0, size: 1 },
  { degrees: -3, size: 1.03 },
  { degrees: 2, size: 0.96 },
  { degrees: -6, size: 1 },
  { degrees: 4, size: 1.05 },
] as const;

/** How a picture is held: turned, small, dim and unsharp. */
export interface Hold {
  readonly degrees: number;
  /** Of the code, as a part of the camera's height. */
  readonly size: number;
  /** 1: as bright as the screen. */
  readonly brightness: number;
  readonly blurPixels: number;
}

export class TestCamera {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lamplight-camera-'));

  constructor() {
    this.#write([Buffer.alloc(WIDTH * HEIGHT, 90)]);
  }

  /** A browser all of whose pages have this camera. */
  async openBrowser(): Promise<Browser> {
    const browser = findShell() ?? findBrowser();
    return chromium.launch({
      ...(browser && { executablePath: browser }),
      args: [
        '--no-sandbox',
        '--allow-loopback-in-peer-connection',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${this.#file}`,
      ],
    });
  }

  /** From the next time that a page turns it on, it sees this; `page` is any, and is not changed. */
  async holdBefore(element: Locator, page: Page, hold: Hold): Promise<void> {
    const shot = `data:image/png;base64,${(await element.screenshot()).toString('base64')}`;
    const pictures: Buffer[] = [];
    for (const { degrees, size } of SWAY)
      pictures.push(
        await pictureOf(page, shot, { ...hold, degrees: hold.degrees + degrees, size: hold.size * size }),
      );
    this.#write(pictures);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.#folder, 'seen.y4m');
  }

  /** Without colours (YUV4MPEG2, 4:2:0); Chromium plays them again and again. */
  #write(pictures: readonly Buffer[]): void {
    const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
    const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
    const frames = pictures.flatMap(luma => [Buffer.from('FRAME\n'), luma, colours]);
    writeFileSync(this.#file, Buffer.concat([head, ...frames]));
  }
}

/** The brightness of each pixel of what the camera sees; `shot` is a data URL. */
async function pictureOf(page: Page, shot: string, hold: Hold): Promise<Buffer> {
  const luma = await page.evaluate(
    async ({ shot, hold, width, height }) => {
      const picture = new Image();
      picture.src = shot;
      await picture.decode();
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#766'; // the room around it
      context.fillRect(0, 0, width, height);
      context.translate(width / 2, height / 2);
      context.rotate((hold.degrees * Math.PI) / 180);
      context.filter = `brightness(${hold.brightness}) blur(${hold.blurPixels}px)`;
      const side = hold.size * height;
      context.drawImage(picture, -side / 2, -side / 2, side, side);
      const { data } = context.getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 4)
        text += String.fromCharCode(
          Math.round(0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!),
        );
      return btoa(text);
    },
    { shot, hold, width: WIDTH, height: HEIGHT },
  );
  return Buffer.from(luma, 'base64');
}
