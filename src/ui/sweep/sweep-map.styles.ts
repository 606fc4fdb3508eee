import { css } from 'lit';

export const sweepMap = css`
  :host {
    min-width: 0;
  }
  .sheet {
    padding: 14px var(--space-4) var(--space-4);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px var(--space-4);
    margin-bottom: var(--space-3);
  }
  header p {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  slice-picker {
    margin-bottom: var(--space-3);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-3) var(--space-5);
    margin-top: var(--space-4);
    padding-top: var(--space-3);
    border-top: 1px solid var(--hairline);
    font-size: var(--size-note);
    line-height: 1.45;
  }
  .told {
    flex: 1 1 300px;
    max-width: 76ch;
    min-height: 82px;
  }
  h3 {
    font-size: inherit;
    font-weight: 650;
  }
  h3 span {
    margin-inline-start: var(--space-1);
    color: var(--ink-soft);
    font-weight: 500;
  }
  .soft {
    color: var(--ink-soft);
  }
`;
