// Where a figure's plot lies in its box, so that what is laid over it needs no redrawing of the lines.

/** In pixels of the canvas' box; the axes begin at 0. */
export interface ChartGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly durationMs: number;
  readonly yMax: number;
}

export function sameGeometry(a: ChartGeometry | undefined, b: ChartGeometry): boolean {
  const names = Object.keys(b) as (keyof ChartGeometry)[];
  return a !== undefined && names.every(name => a[name] === b[name]);
}

/** Whether a stretch of the run is all that the axis shows. In milliseconds since the start. */
export function coversAll(
  { durationMs }: Pick<ChartGeometry, 'durationMs'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): boolean {
  return fromMs <= 0 && toMs >= durationMs;
}

export function xOf({ left, right, durationMs }: ChartGeometry, atMs: number): number {
  return left + ((right - left) * atMs) / durationMs;
}

export function yOf({ top, bottom, yMax }: ChartGeometry, value: number): number {
  return bottom - ((bottom - top) * value) / yMax;
}

/** The moment under a place, kept within the run. `x` in pixels from the left edge of the box. */
export function momentAt({ left, right, durationMs }: ChartGeometry, x: number): number {
  return Math.min(durationMs, Math.max(0, ((x - left) / (right - left)) * durationMs));
}

/** Pixels in a path, to a tenth: finer than anybody sees. */
export function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

export type CaptionSide = 'inside' | 'after' | 'before';

/**
 * Where the caption of a band has room: in it, after it or before it; where it has room nowhere, in the widest of the three,
 * on several lines. `left` and `right` are the band's edges in pixels.
 */
export function captionPlace(
  geometry: Pick<ChartGeometry, 'left' | 'right'>,
  { left, right }: Pick<ChartGeometry, 'left' | 'right'>,
  wantedPixels: number,
): { readonly side: CaptionSide; readonly roomPixels: number } {
  const places = [
    { side: 'inside', roomPixels: right - left },
    { side: 'after', roomPixels: geometry.right - right },
    { side: 'before', roomPixels: left - geometry.left },
  ] as const;
  const widest = places.reduce((best, each) => (each.roomPixels > best.roomPixels ? each : best));
  return places.find(({ roomPixels }) => roomPixels >= wantedPixels) ?? widest;
}
