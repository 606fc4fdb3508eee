// Time and pixels: the scale of the diagram, its ticks, and the windows that a person may look through.
import { STEP_MS } from '../../../core/program/program-record.ts';
import { secondsFigure } from '../../../words/numbers.ts';
import type { TimeWindow } from '../trace-focus.ts';

/** Below this a window tells nothing more: times are whole microseconds. */
export const WINDOW_MIN_MS = 0.05;
const TICK_PIXELS = 72; // at least so far apart
const STEPS_ABOVE_MS = [60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000];

/** A window laid over the pixels from `left` to `right`. */
export interface TimeScale extends TimeWindow {
  readonly left: number;
  readonly right: number;
}

export function xOf({ fromMs, toMs, left, right }: TimeScale, atMs: number): number {
  return left + ((atMs - fromMs) / (toMs - fromMs)) * (right - left);
}

export function msAt({ fromMs, toMs, left, right }: TimeScale, x: number): number {
  return fromMs + ((x - left) / (right - left)) * (toMs - fromMs);
}

/** 1, 2 or 5 times a power of ten, at least `value`. */
export function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find(each => each * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

export interface TimeTick {
  readonly atMs: number;
  /** With its unit. */
  readonly label: string;
}

/** Ticks at round moments, never closer than their labels need; at whole steps, where these are counted. */
export function timeTicks(scale: TimeScale, isStepped = false): TimeTick[] {
  const { fromMs, toMs, left, right } = scale;
  const leastMs = ((toMs - fromMs) * TICK_PIXELS) / Math.max(TICK_PIXELS, right - left);
  const stepMs = isStepped
    ? Math.max(STEP_MS, roundStep(leastMs))
    : leastMs > 20_000 && leastMs <= 3_600_000
      ? STEPS_ABOVE_MS.find(step => step >= leastMs)!
      : roundStep(leastMs);
  const first = Math.ceil(fromMs / stepMs - 1e-9);
  const count = Math.floor(toMs / stepMs + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 200)) }, (_, i) => {
    const atMs = (first + i) * stepMs;
    return { atMs, label: isStepped ? `${atMs / STEP_MS}` : `${seconds(atMs, stepMs)} s` };
  });
}

/** In seconds, with as many decimals as a difference of `finestMs` needs. */
export function seconds(atMs: number, finestMs: number): string {
  const decimals = Math.max(0, Math.min(6, Math.ceil(3 - Math.log10(finestMs) - 1e-9)));
  const text = secondsFigure(atMs, decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** As near to the wish as the extent and the finest window allow. */
export function clampWindow({ fromMs, toMs }: TimeWindow, extent: TimeWindow): TimeWindow {
  const whole = extent.toMs - extent.fromMs;
  const span = Math.min(whole, Math.max(WINDOW_MIN_MS, toMs - fromMs));
  const middle = (fromMs + toMs) / 2;
  const from = Math.min(extent.toMs - span, Math.max(extent.fromMs, middle - span / 2));
  return { fromMs: from, toMs: from + span };
}

/** A window `factor` times as wide; what stood at `aroundMs` stays where it was. */
export function zoomed({ fromMs, toMs }: TimeWindow, factor: number, aroundMs: number): TimeWindow {
  return { fromMs: aroundMs - (aroundMs - fromMs) * factor, toMs: aroundMs + (toMs - aroundMs) * factor };
}

/** The window moved no further than it must so that the moment stands inside, some way from its edges. */
export function windowAround(window: TimeWindow, atMs: number): TimeWindow {
  const span = window.toMs - window.fromMs;
  const margin = span * 0.08;
  if (atMs >= window.fromMs + margin && atMs <= window.toMs - margin) return window;
  const inside = atMs >= window.fromMs && atMs <= window.toMs;
  // Near by: a small step. Far away: into the middle, with the surroundings in view.
  const distance = atMs < window.fromMs ? window.fromMs - atMs : atMs - window.toMs;
  const shift =
    inside || distance < span / 2
      ? atMs < window.fromMs + margin
        ? atMs - margin * 2 - window.fromMs
        : atMs + margin * 2 - window.toMs
      : atMs - (window.fromMs + window.toMs) / 2;
  return { fromMs: window.fromMs + shift, toMs: window.toMs + shift };
}
