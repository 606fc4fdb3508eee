import { css } from 'lit';

/** From paper to a dusky ink, in even steps of lightness: safe for colour-blind eyes, and no machine's colour. */
export const heatMap = css`
  :host {
    --low: #f1ebe1;
    --middle: #9c7d85;
    --high: #40233b;
    --on-low: #1c1a17;
    --on-high: #ffffff;
    --line: #1c1a17;
    --halo: #ffffff;
    min-width: 0;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --low: #2b2822;
      --middle: #7d6070;
      --high: #f7e2dc;
      --on-low: #f3efe6;
      --on-high: #1c1a17;
      --line: #f3efe6;
      --halo: #14130f;
    }
  }
  .figure {
    position: relative;
  }
  svg {
    display: block;
    overflow: visible;
  }
  rect.none {
    fill: none;
    stroke: var(--hairline);
  }
  text {
    fill: var(--ink-soft);
    font: var(--size-small) var(--font);
    font-variant-numeric: tabular-nums;
  }
  text.title {
    font-weight: 500;
  }
  text.value {
    pointer-events: none;
    stroke-width: 5;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .boundary {
    fill: none;
    stroke-linejoin: round;
    pointer-events: none;
  }
  .boundary.halo {
    stroke: var(--halo);
    stroke-width: 5;
    opacity: 0.85;
  }
  .boundary.line {
    stroke: var(--line);
    stroke-width: 2;
    stroke-dasharray: 7 4;
  }
  .cell {
    position: absolute;
    border-radius: 3px;
    outline: 3px solid var(--amber);
    outline-offset: -1px;
    box-shadow:
      inset 0 0 0 2px var(--sheet),
      0 0 0 3px var(--sheet);
    pointer-events: none;
  }
  .cell:focus-visible {
    outline: 3px solid var(--amber);
    box-shadow:
      0 0 0 4px var(--sheet),
      0 0 0 6px var(--focus);
  }
  .pointed {
    fill: none;
    stroke: var(--line);
    stroke-width: 2;
    pointer-events: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-5);
    margin-top: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .scale {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .ramp {
    width: 120px;
    height: 10px;
    border: 1px solid var(--hairline);
    border-radius: 2px;
    background: linear-gradient(to right in oklab, var(--low), var(--middle), var(--high));
  }
  .sample {
    width: 30px;
    height: 10px;
  }
`;
