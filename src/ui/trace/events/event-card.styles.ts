// The card of the chosen event: facts on the left, the reason on the right, one below the other on a narrow screen. Past,
// future and concurrent are filled, outlined and dotted, as in the diagram.
import { css } from 'lit';

export const eventCard = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }
  .sheet.empty {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  header {
    justify-content: start;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .relations {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
  }
  .relations li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px;
    border: 1px solid var(--hairline);
    border-radius: 999px;
  }
  .relations li::before {
    content: '';
    width: 9px;
    height: 9px;
    border: 1.5px solid var(--ink);
    border-radius: 2px;
  }
  .relations .past::before {
    background: var(--ink);
  }
  .relations .concurrent {
    color: var(--ink-soft);
  }
  .relations .concurrent::before {
    border: 1.5px dotted var(--ink-soft);
  }
  .ways {
    gap: 6px;
    margin-inline-start: auto;
  }
  .ways button {
    min-width: 36px;
    padding-inline: 10px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(220px, 290px) minmax(0, 1fr);
    gap: var(--space-4) var(--space-6);
    margin-top: var(--space-3);
  }
  @container (max-width: 640px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .ways {
      margin-inline-start: 0;
    }
    .ways button {
      padding-inline: var(--space-2);
      font-size: var(--size-small);
    }
  }
`;
