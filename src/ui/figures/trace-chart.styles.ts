import { css } from 'lit';

export const traceChart = css`
  :host {
    min-width: 0;
  }
  .sheet {
    height: 100%;
    padding: var(--space-2) var(--space-4);
  }
  h2 {
    color: var(--ink);
    font-size: var(--size-text);
    font-weight: 650;
  }
  .guides,
  .axis {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .plot {
    position: relative;
    height: 224px;
  }
  canvas {
    position: absolute;
    inset: 0;
  }
  .axis {
    text-align: center;
  }
`;
