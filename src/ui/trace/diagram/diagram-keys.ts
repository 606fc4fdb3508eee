// Which key asks for what in the diagram.
import type { Step } from './walk.ts';

export type KeyWish =
  | { readonly kind: 'walk'; readonly step: Step }
  | { readonly kind: 'message' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'nothing' };

/** One press of + or −. */
export const ZOOM_STEP = 1.6;

const walk = (step: Step): KeyWish => ({ kind: 'walk', step });

const WISHES: Readonly<Record<string, KeyWish>> = {
  ArrowLeft: walk('previous'),
  ArrowRight: walk('next'),
  ArrowUp: walk('lane-above'),
  ArrowDown: walk('lane-below'),
  Home: walk('first'),
  End: walk('last'),
  Enter: { kind: 'message' },
  m: { kind: 'message' },
  M: { kind: 'message' },
  '+': { kind: 'zoom', factor: 1 / ZOOM_STEP },
  '=': { kind: 'zoom', factor: 1 / ZOOM_STEP },
  '-': { kind: 'zoom', factor: ZOOM_STEP },
  '−': { kind: 'zoom', factor: ZOOM_STEP },
  '0': { kind: 'fit' },
  Escape: { kind: 'nothing' },
};

/** Each key that {@link wishOf} knows. */
export const BOUND_KEYS: readonly string[] = Object.keys(WISHES);

/** Undefined for keys that are not the diagram's. */
export function wishOf({
  key,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): KeyWish | undefined {
  return altKey || ctrlKey || metaKey ? undefined : WISHES[key];
}
