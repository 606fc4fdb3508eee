// What is beside the form of a comparison of designs: sections of text, figures and tables.
import { css } from 'lit';

export const designsView = css`
  h1 {
    font-size: var(--size-title);
    font-weight: 650;
  }
  h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    margin-top: var(--space-2);
  }
  .part p + p {
    margin-top: 0;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  a {
    color: var(--amber-text);
    text-underline-offset: 3px;
  }
  dl {
    display: grid;
    gap: var(--space-2);
    max-width: 90ch;
  }
  dl div {
    display: grid;
    grid-template-columns: 9rem minmax(0, 1fr);
    gap: var(--space-3);
  }
  dt {
    font-weight: 600;
  }
  dd {
    line-height: 1.5;
  }
  @media (max-width: 480px) {
    dl div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
