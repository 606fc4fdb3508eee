// What the panels of a trace have in common: the inside of the sheet, a head with its buttons at the end of the line, and
// what is said quietly.
import { css } from 'lit';

export const panel = css`
  .sheet {
    padding: 14px var(--space-4) var(--space-4);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
  }
  h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .soft {
    color: var(--ink-soft);
  }
`;
