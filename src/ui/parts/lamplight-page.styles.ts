import { css, unsafeCSS } from 'lit';
import head from './styles/head.css?raw';

export const lamplightPage = css`
  ${unsafeCSS(head)}
  :host {
    min-height: 100vh;
    background: var(--paper);
    color: var(--ink);
    font: var(--size-text) / 1.4 var(--font);
    font-variant-numeric: tabular-nums;
  }
  .head .skip {
    position: absolute;
    top: var(--space-2);
    left: var(--space-2);
    z-index: 3;
    background: var(--ink);
    color: var(--paper);
    transform: translateY(-200%);
  }
  .head .skip:focus {
    transform: none;
  }
  .way {
    padding: var(--space-1) var(--space-4);
    border-bottom: 1px solid var(--hairline);
    background: var(--sheet);
    font-size: var(--size-note);
    text-align: end;
  }
  .way a {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink);
  }
  .way svg {
    width: 16px;
    height: 16px;
  }
  .unsaved {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
    padding: var(--space-2) var(--space-6);
    border-bottom: 1px solid var(--hairline);
    background: var(--sunken);
    font-size: var(--size-note);
  }
  .unsaved a {
    color: var(--amber-text);
  }
  .tools .help {
    width: 36px;
    padding: 0;
  }
  @media (max-width: 760px) {
    .present {
      display: none; /* a phone is not a projector; the key is still there */
    }
  }
  .copy {
    min-width: 92px;
  }
  .activity {
    color: var(--ink-soft);
    font-weight: 400;
  }
  .going::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline: 2px 6px;
    border-radius: 50%;
    background: var(--amber-strong);
  }
  @media print {
    .head,
    .way,
    .unsaved {
      display: none;
    }
  }
`;
