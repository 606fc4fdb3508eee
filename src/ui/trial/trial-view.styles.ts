// The machines of a trial: cards, many or few, and their frames.
import { css } from 'lit';

export const trialView = css`
  .machines {
    position: relative;
    order: 0;
  }
  .few {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    min-height: 32px;
  }
  .few + .cards:not(:empty) {
    margin-top: var(--space-3);
  }
  .few p {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .cannot-run {
    display: grid;
    justify-items: start;
    gap: var(--space-2);
    padding: var(--space-4);
  }
  .cannot-run p {
    color: var(--ink-soft);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 272px), 1fr));
    gap: var(--space-4);
  }
  .cards.even {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(272px, 40%)), 1fr));
  }
  .cards.dense {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 224px), 1fr));
    gap: var(--space-3);
  }
  .caption {
    margin-top: var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .frames {
    position: absolute;
    inset: 0;
    z-index: -1;
    overflow: hidden;
    visibility: hidden;
  }
  .frames.shown {
    position: static;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: var(--space-4);
    margin-top: var(--space-2);
    visibility: visible;
  }
  .frames ::slotted(iframe) {
    display: block;
    width: 100%;
    min-width: 280px;
    height: 268px;
    border: 1px dashed var(--hairline);
    border-radius: var(--radius-large);
  }
  @media (max-width: 480px) {
    .cards.dense {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--space-2);
    }
  }
`;
