// Small fields in one line, as many as fit.
import { css } from 'lit';

export const eventFilter = css`
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    font-size: var(--size-note);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  label > span {
    color: var(--ink-soft);
  }
  [type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--amber-strong);
  }
  .box {
    min-height: 32px;
    cursor: pointer;
  }
`;
