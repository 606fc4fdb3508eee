// The figure of the drift wears what the other figures of a run wear.
import { css } from 'lit';

export const driftFigure = css`
  :host {
    min-width: 0;
  }
  .sheet {
    padding: 14px var(--space-4) var(--space-2);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--space-3);
  }
  header p,
  figcaption {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  figcaption {
    min-height: 1.4em;
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--space-3);
    margin: var(--space-1) 0;
    font-size: var(--size-note);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    white-space: nowrap;
  }
  .sample {
    width: 22px;
    height: 10px;
  }
  .plot {
    height: 236px;
    overflow: hidden;
  }
  .plot svg {
    display: block;
  }
  path {
    fill: none;
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  path.mark {
    stroke: var(--sheet);
    stroke-width: 4;
    paint-order: stroke;
  }
  line {
    stroke: var(--hairline);
  }
  line.pointed {
    stroke: var(--ink-soft);
  }
  text {
    fill: var(--ink-soft);
    font: 11px var(--font);
    font-variant-numeric: tabular-nums;
  }
`;
