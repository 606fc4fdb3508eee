// A card as the head of its lane: as high as the lane, beside it; on a narrow screen above all lanes, with less in it.
import { css } from 'lit';

export const machineCardHead = css`
  :host([head]) {
    --card-pad: 14px;
  }
  :host([head]) article {
    padding: 8px var(--card-pad) 6px 18px;
    border: 0;
    border-radius: 0;
    background: none;
  }
  :host([head]) article::before {
    inset: 0 auto 0 0;
    width: 4px;
    height: auto;
  }
  :host([head]:not(:last-of-type)) article::after {
    content: '';
    position: absolute;
    inset: auto 0 0 4px;
    height: 1px;
    background: var(--hairline);
  }
  /* The queue itself is at the other end of the lane. */
  :host([head]) .water {
    display: none;
  }
  :host([head]) header {
    height: 20px;
  }
  :host([head]) header machine-mark {
    --mark-size: 13px;
  }
  :host([head]) h2 {
    font-size: var(--size-note);
  }
  :host([head]) .rate {
    font-size: var(--size-small);
  }
  :host([head]) dt {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  :host([head]) .facts {
    grid-template-columns: minmax(54px, max-content) 28px minmax(0, 1fr);
    gap: 0 10px;
    align-items: center;
    margin-top: 2px;
  }
  :host([head]) .facts > div,
  :host([head]) .facts > div:last-child {
    display: block;
    grid-column: auto;
  }
  :host([head]) .facts.foreign {
    grid-template-columns: minmax(54px, max-content) minmax(0, 1fr);
  }
  :host([head]) .clock {
    height: auto;
    font-size: 2rem;
    line-height: 42px;
  }
  :host([head]) .clock.long {
    font-size: 1.375rem;
  }
  :host([head]) .clock.longest {
    font-size: 1rem;
  }
  :host([head]) .die {
    min-width: 28px;
    height: 28px;
    margin: 0;
  }
  :host([head]) .event {
    height: auto;
    font-size: var(--size-small);
    line-height: 17px;
  }
  :host([head]) queue-stack {
    margin: 0;
  }
  :host([head]) footer {
    height: 16px;
    padding: 0;
    border: 0;
    line-height: 16px;
  }
  :host([head][dense]) footer,
  :host([head][dense]) .event {
    display: none;
  }
  :host([head][dense]) .facts {
    margin-top: 0;
  }
  :host([head][dense]) .clock {
    font-size: 1.375rem;
    line-height: 30px;
  }
  :host([head][dense]) .die {
    height: 24px;
  }
  /* The same width as in space-time-diagram.styles.ts. */
  @media (max-width: 760px) {
    :host([head]) article {
      padding: 10px 2px 6px 8px;
    }
    :host([head]) article::before {
      inset: 0 0 auto;
      width: auto;
      height: 4px;
    }
    :host([head]:not(:last-of-type)) article::after {
      display: none;
    }
    :host([head]) header {
      height: auto;
      min-height: 20px;
      flex-wrap: wrap;
      gap: 0 6px;
    }
    :host([head]) h2 {
      flex: 1 1 60px;
    }
    :host([head]) :is(.rate, beat-dots, .die, .event, footer) {
      display: none;
    }
    :host([head]) .note {
      margin: 0;
      padding: 0;
      background: none;
    }
    :host([head]) .facts {
      grid-template-columns: minmax(0, 1fr);
    }
    :host([head]) .clock,
    :host([head][dense]) .clock {
      font-size: 1.75rem;
      line-height: 34px;
    }
  }
`;
