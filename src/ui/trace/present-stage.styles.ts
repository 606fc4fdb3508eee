// A presentation: over the whole page, and no letter smaller than 18 pixels.
import { css } from 'lit';

export const presentStage = css`
  :host {
    --size-small: 18px;
    --size-note: 20px;
    --size-text: 20px;
    --size-title: 24px;
    position: fixed;
    inset: 0;
    z-index: 20;
    overflow: auto;
    background: var(--paper);
    color: var(--ink);
    font: var(--size-text) / 1.35 var(--font);
    font-variant-numeric: tabular-nums;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    padding: var(--space-4);
  }
  .diagram {
    overflow: hidden;
  }
  canvas {
    display: block;
    width: 100%;
  }
  .end {
    position: fixed;
    top: var(--space-2);
    right: var(--space-2);
    z-index: 1;
    opacity: 0;
  }
  .end:focus,
  .end:hover {
    opacity: 1;
  }
`;
