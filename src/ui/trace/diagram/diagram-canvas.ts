// The canvas of the diagram: as sharp as the screen, in the colours of the page.
import { lookOf } from '../../parts/machine-looks.ts';
import { paintScene } from './paint-scene.ts';
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

export function readInks(element: Element, machines: number): Inks {
  const style = getComputedStyle(element);
  const ink = (token: string): string => style.getPropertyValue(token).trim();
  return {
    ink: ink('--ink'),
    soft: ink('--ink-soft'),
    sheet: ink('--sheet'),
    hairline: ink('--hairline'),
    amber: ink('--amber'),
    amberText: ink('--amber-text'),
    problem: ink('--problem'),
    font: ink('--font'),
    machines: Array.from({ length: machines }, (_, i) => ink(lookOf(i + 1).colorToken)),
  };
}
