// How the playback bar lies under what it plays: controls, scrubber with its marks, and the sentence of the step.
import { css } from 'lit';

export const playbackBar = css`
  :host {
    position: sticky;
    inset-block: 0;
    z-index: 3;
  }
  @media (max-height: 640px), (max-width: 760px) {
    :host {
      position: static;
    }
  }
  /* Below what it plays, as one sheet with it. */
  :host([joined]) .bar {
    border-top-left-radius: 0;
    border-top-right-radius: 0;
  }
  .bar {
    display: grid;
    grid-template-columns: auto minmax(120px, 1fr) auto;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    padding: var(--space-2) var(--space-4);
  }
  .controls {
    display: flex;
    align-items: center;
    gap: var(--space-1);
  }
  .controls button {
    min-width: 36px;
    padding: 0 var(--space-2);
  }
  .controls svg {
    width: 16px;
    height: 16px;
    fill: currentColor;
  }
  .controls .play {
    min-width: 48px;
    border-color: transparent;
    background: var(--amber);
    color: var(--on-amber);
  }
  .controls .play:hover {
    background: var(--amber-strong, var(--amber));
  }
  select {
    min-height: 36px;
    padding: 0 var(--space-1);
    border: 1px solid var(--rim);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-note);
  }
  .scrubber {
    position: relative;
    height: 36px;
  }
  input {
    position: absolute;
    inset: auto 0 0;
    width: 100%;
    height: 24px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
  }
  input::-webkit-slider-runnable-track {
    height: 6px;
    border-radius: 3px;
    background: linear-gradient(to right, var(--amber) var(--done), var(--hairline) 0);
  }
  input::-moz-range-track {
    height: 6px;
    border-radius: 3px;
    background: var(--hairline);
  }
  input::-moz-range-progress {
    height: 6px;
    border-radius: 3px;
    background: var(--amber);
  }
  input::-webkit-slider-thumb {
    appearance: none;
    width: 16px;
    height: 16px;
    margin-top: -5px;
    border-radius: 50%;
    background: var(--amber-strong);
  }
  input::-moz-range-thumb {
    width: 16px;
    height: 16px;
    border: 0;
    border-radius: 50%;
    background: var(--amber-strong);
  }
  @media (forced-colors: active) {
    input {
      appearance: auto;
    }
  }
  /* The thumb is 16 pixels wide: its middle goes from 8 pixels to 8 pixels before the end. */
  .marks {
    position: absolute;
    inset: 0 8px auto;
    height: 14px;
  }
  /* Large enough for a finger: upwards, as the slider is below. */
  .marks button {
    position: absolute;
    bottom: 0;
    align-items: end;
    width: 24px;
    min-width: 0;
    min-height: 0;
    height: 24px;
    margin-inline-start: -12px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
  }
  .marks button::after {
    content: '';
    width: 2px;
    height: 12px;
    border-radius: 1px;
    background: var(--problem);
  }
  .marks button:hover::after {
    width: 4px;
  }
  .place {
    min-width: 12ch;
    color: var(--ink-soft);
    font-size: var(--size-note);
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .step {
    grid-column: 1 / -1;
    min-height: 24px;
    line-height: 24px;
    font-variant-numeric: tabular-nums;
  }
  .step button {
    min-height: 24px;
    padding: 0;
    font-size: inherit;
  }
  @media (max-width: 640px) {
    .bar {
      grid-template-columns: auto 1fr;
      padding: var(--space-2) var(--space-3);
    }
    .scrubber {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .controls .far {
      display: none;
    }
    .step {
      min-height: 48px;
    }
  }
`;
