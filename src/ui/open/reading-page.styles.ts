// The page "Is this right?": what it comes to and the answer above, two sheets side by side below; one column where it is narrow.
import { css } from 'lit';

export const readingPage = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
  }
  h1 {
    font-size: var(--size-text);
    font-weight: 700;
  }
  .sums {
    flex: 1 1 320px;
    min-width: 0;
  }
  .sums[aria-busy='true'] {
    color: var(--ink-soft);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .buttons button {
    min-height: 44px;
  }
  .said,
  .brought {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .toss-up {
    padding: var(--space-2) var(--space-4);
    border-inline-start: 4px solid var(--amber);
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: var(--size-note);
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-4);
    align-items: start;
  }
  .sheet {
    padding: 14px var(--space-4) var(--space-4);
    min-width: 0;
  }
  .sheet > h2 {
    margin: var(--space-4) 0 var(--space-2);
  }
  .sheet > h2:first-child {
    margin-top: 0;
  }
  .note {
    display: grid;
    gap: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  @media (max-width: 1079px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .sheet {
      padding-inline: var(--space-3);
    }
  }
`;
