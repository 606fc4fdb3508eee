import { css } from 'lit';

export const traceChart = css`
  :host {
    min-width: 0;
  }
  .sheet {
    height: 100%;
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
  .guides,
  .axis {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--space-3);
    margin: var(--space-1) 0 var(--space-2);
    font-size: var(--size-note);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-width: 62px;
    white-space: nowrap;
  }
  .legend.many {
    gap: 0 var(--space-2);
    font-size: var(--size-small);
  }
  .legend.many li {
    min-width: 56px;
  }
  .rate {
    color: var(--ink-soft);
  }
  .rate b {
    color: var(--ink);
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
