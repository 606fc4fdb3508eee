// The page's colours as they are just now, light or dark, for what cannot read custom properties: canvases and files.
import { lookOf } from '../../parts/machine-looks.ts';
import type { Inks } from './scene-style.ts';

export function readInks(element: Element, machines: number): Inks {
  const style = getComputedStyle(element);
  const ink = (token: string): string => style.getPropertyValue(token).trim();
  return {
    ink: ink('--ink'),
    soft: ink('--ink-soft'),
    sheet: ink('--sheet'),
    hairline: ink('--hairline'),
    amber: ink('--amber'),
    problem: ink('--problem'),
    font: ink('--font'),
    machines: Array.from({ length: machines }, (_, i) => ink(lookOf(i + 1).colorToken)),
  };
}
