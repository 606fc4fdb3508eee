// The canvas of the diagram: as sharp as the screen, in the colours of the page.
import { paintScene } from './paint-scene.ts';
import { readInks } from './read-inks.ts';
import type { Inks } from './scene-style.ts';
import type { Scene } from './scene.ts';

export class DiagramCanvas {
  readonly #context: CanvasRenderingContext2D;
  #inks: Inks | undefined;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  paint(scene: Scene, machines: number): void {
    if (this.#inks?.machines.length !== machines) this.#inks = readInks(this.canvas, machines);
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintScene(this.#context, scene, this.#inks);
  }

  /** The colours are to be read anew, after light became dark. */
  recolor(): void {
    this.#inks = undefined;
  }
}
