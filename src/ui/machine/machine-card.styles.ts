import { css } from 'lit';

export const machineCard = css`
  :host {
    --card-pad: 16px;
  }
  article {
    display: flex;
    flex-direction: column;
    padding: 15px var(--card-pad) 12px;
  }
  /* Its page is gone: what it shows is the past. */
  article.lost {
    --own-color: var(--rim) !important;
  }
  .lost:not(.away) :is(h1, h2) {
    color: var(--ink-soft);
    text-decoration: line-through;
  }
  .lost .clock,
  .lost .event {
    color: var(--ink-soft);
  }
  /* The water: it rises with the queue, over the same range as the gauge. */
  .water {
    position: absolute;
    inset: 0;
    background: color-mix(in srgb, var(--own-color) 15%, transparent);
    transition: transform 300ms ease-out;
    pointer-events: none;
  }
  header,
  .facts,
  queue-stack,
  footer {
    position: relative;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    height: 22px;
    white-space: nowrap;
  }
  header machine-mark {
    --mark-size: 14px;
  }
  h1,
  h2 {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: var(--size-text);
    font-weight: 650;
  }
  .rate {
    flex: none;
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  beat-dots,
  .note {
    min-width: 0;
    margin-inline-start: auto;
  }
  .note {
    overflow: hidden;
    padding: 1px var(--space-2);
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--ink-soft);
    font-size: var(--size-small);
    text-overflow: ellipsis;
  }
  .tag {
    flex: none;
    padding: 0 6px;
    border: 1px solid var(--rim);
    border-radius: var(--radius);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .note.grave {
    background: color-mix(in srgb, var(--amber) 18%, var(--sheet));
    color: var(--amber-text);
    font-weight: 650;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(76px, max-content) 34px minmax(0, 1fr);
    gap: 0 14px;
    margin-top: var(--space-3);
  }
  dt {
    color: var(--ink-soft);
    font-size: var(--size-small);
    white-space: nowrap;
  }
  .facts.foreign {
    grid-template-columns: minmax(76px, max-content) minmax(0, 1fr);
  }
  .facts > div {
    display: grid;
    grid-template-rows: 18px 46px;
  }
  .facts dd {
    align-self: center;
  }
  .clock {
    min-width: 3ch;
    font-size: var(--size-figure);
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1;
  }
  .clock.long {
    font-size: 1.75rem;
  }
  .clock.longest {
    font-size: var(--size-title);
  }
  .die {
    display: grid;
    place-items: center;
    min-width: 34px;
    height: 34px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--sunken);
    font-weight: 650;
  }
  .die.long {
    font-size: var(--size-small);
  }
  .event {
    overflow: hidden;
    font-size: var(--size-note);
    line-height: 1.4;
    white-space: nowrap;
  }
  .event span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .quiet {
    color: var(--ink-soft);
  }
  queue-stack {
    margin: var(--space-2) 0 var(--space-3);
  }
  footer {
    display: flex;
    justify-content: space-between;
    gap: var(--space-3);
    height: 28px;
    margin-top: auto;
    padding-top: 9px;
    border-top: 1px solid var(--hairline);
    color: var(--ink-soft);
    font-size: var(--size-small);
    white-space: nowrap;
  }
  .links {
    display: flex;
    min-width: 0;
    gap: var(--space-3);
    overflow: hidden;
  }
  .links li {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .links machine-mark {
    --mark-size: 9px;
  }
  .wrong {
    color: var(--amber-text);
    font-weight: 650;
  }

  /* Many machines: smaller cards, without labels for what is plain to see. */
  :host([dense]) {
    --card-pad: 12px;
  }
  :host([dense]) .facts {
    grid-template-columns: minmax(0, 1fr) 30px;
    gap: 0;
    margin-top: var(--space-1);
  }
  :host([dense]) .facts > div {
    display: block;
  }
  :host([dense]) .facts > div:last-child {
    grid-column: 1 / -1;
  }
  :host([dense]) dt {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  :host([dense]) .clock {
    height: 40px;
    font-size: 1.75rem;
    line-height: 40px;
  }
  :host([dense]) .die {
    min-width: 30px;
    height: 30px;
    margin-top: 5px;
  }
  :host([dense]) .event {
    height: 34px;
    font-size: var(--size-small);
    line-height: 17px;
  }
  :host([dense]) queue-stack {
    margin-top: var(--space-1);
  }

  /* In a tab of its own. */
  :host([large]) {
    --card-pad: 24px;
  }
  :host([large]) header machine-mark {
    --mark-size: 18px;
  }
  :host([large]) header {
    flex-wrap: wrap;
    height: auto;
    min-height: 22px;
  }
  :host([large]) :is(.note, beat-dots) {
    flex: none;
  }
  :host([large]) h1 {
    min-width: 9ch;
    font-size: var(--size-title);
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([large]) .facts {
    grid-template-columns: minmax(3.4ch, max-content) 56px minmax(0, 1fr);
    gap: 0 var(--space-6);
    margin-top: var(--space-5);
  }
  :host([large]) .facts.foreign {
    grid-template-columns: minmax(3.4ch, max-content) minmax(0, 1fr);
  }
  :host([large]) .facts > div {
    grid-template-rows: 20px 88px;
  }
  :host([large]) .clock {
    font-size: 5rem;
  }
  :host([large]) .clock.long {
    font-size: 3.5rem;
  }
  :host([large]) .clock.longest {
    font-size: var(--size-figure);
  }
  :host([large]) .die {
    width: 56px;
    height: 56px;
    font-size: 1.75rem;
  }
  :host([large]) .die.long {
    font-size: var(--size-text);
  }
  :host([large]) .event {
    font-size: var(--size-title);
  }
  @media (max-width: 560px) {
    :host([large]) .facts {
      grid-template-columns: max-content 56px;
    }
    :host([large]) .facts > div {
      grid-template-rows: 20px 64px;
    }
    :host([large]) .clock {
      font-size: 3.5rem;
    }
    :host([large]) .facts > div:last-child {
      grid-column: 1 / -1;
      grid-template-rows: 20px 60px;
    }
  }
  @media (max-width: 480px) {
    :host([dense]) beat-dots {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .water {
      transition: none;
    }
  }
`;
