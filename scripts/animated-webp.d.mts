export interface AnimationFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
}
export function animatedWebp(
  width: number,
  height: number,
  frames: readonly (AnimationFrame & { readonly webp: Buffer })[],
): Buffer;
/** Throws for a file that is not an animated WebP. */
export function animationOf(file: Buffer): {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly AnimationFrame[];
};
