import { css } from 'lit';

export const trialForm = css`
  h1 {
    font-size: var(--size-title);
    font-weight: 650;
    line-height: 1.2;
  }
  form {
    display: grid;
    gap: var(--space-3);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .problems {
    padding: var(--space-3);
    border: 1px solid var(--problem);
    border-radius: var(--radius);
    color: var(--problem);
    font-size: var(--size-note);
  }
  .problems li + li,
  .problems button {
    margin-top: var(--space-2);
  }
  .rates {
    display: grid;
    gap: var(--space-1) var(--space-4);
  }
  .rates.many {
    grid-template-columns: repeat(auto-fill, minmax(116px, 1fr));
  }
  .rate {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .rate number-field {
    --field-width: 88px;
    font-size: var(--size-text);
  }
  .many .rate number-field {
    --field-width: 84px;
    --field-width-coarse: 116px;
  }
  .number {
    min-width: 2ch;
    text-align: end;
  }
  .origin {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-top: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .origin button {
    min-height: 32px;
  }
  .origin span {
    flex: 1;
    min-width: 120px;
    line-height: 1.3;
  }
  .problem {
    margin-top: var(--space-2);
    color: var(--problem);
    font-size: var(--size-note);
    line-height: 1.35;
  }
  details > summary {
    padding: var(--space-2) 0;
    color: var(--ink-soft);
    cursor: pointer;
    border-radius: var(--radius-small);
  }
  details > summary:hover {
    color: var(--ink);
  }
  .folded {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-2) 0 var(--space-3);
  }
  .check {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-height: 32px;
    font-size: var(--size-note);
  }
  .check input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--amber);
  }
  .go {
    position: sticky;
    bottom: 0;
    z-index: 1;
    padding: var(--space-2) 0 var(--space-4);
    background: linear-gradient(to top, var(--paper) 80%, transparent);
  }
  .go button {
    width: 100%;
  }
  .go p {
    margin-top: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
    text-align: center;
  }
`;
