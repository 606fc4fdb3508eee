// How the diagram is laid out on the page: its tools, the drawing with what lies over it, and the lines below.
import { css } from 'lit';

export const spaceTimeDiagram = css`
  :host {
    min-width: 0;
  }
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    padding: 14px var(--space-4) var(--space-3);
    scroll-margin-top: 60px; /* below a bar that stays in sight */
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
  }
  .tools button {
    min-width: 36px;
    padding: 0 10px;
  }
  .tools button[aria-pressed='true'] {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--sheet);
  }
  .tools .gap {
    width: var(--space-2);
  }
  .ground {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .ground:has(slot) {
    grid-template-columns: 264px minmax(0, 1fr);
  }
  .drawing {
    position: relative;
    min-width: 0;
  }
  .stage {
    border-end-start-radius: var(--stage-bottom, var(--radius-large));
    border-end-end-radius: var(--stage-bottom, var(--radius-large));
    gap: 0;
    padding: 0;
    overflow: clip;
  }
  .stage > .note {
    padding: 0 var(--space-4) var(--space-2);
  }
  .top,
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1) var(--space-5);
    padding: 6px var(--space-4);
  }
  .top {
    border-bottom: 1px solid var(--hairline);
  }
  .foot {
    justify-content: start;
    padding-block: var(--space-1);
    border-top: 1px solid var(--hairline);
  }
  .foot .below {
    flex: 1 1 280px;
    min-height: 0;
  }
  .folded {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    align-items: start;
    gap: 0 var(--space-5);
  }
  .folded details[open],
  hide-machines[open] {
    flex-basis: 100%;
  }
  /* On the line of the marks' meaning, until there is more to show than a word. */
  .stage .folded:not(:has([open])) {
    flex: 0 1 auto;
  }
  /* Still the description of what has the keys; the stage says them under “Keys and gestures”. */
  @media (hover: hover) {
    .stage #keys {
      display: none;
    }
  }
  .ground slot {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-auto-rows: var(--pitch);
    align-content: start;
    padding-top: 6px; /* as in layout.ts */
    border-inline-end: 1px solid var(--hairline);
  }
  @media (max-width: 760px) {
    .ground:has(slot) {
      grid-template-columns: minmax(0, 1fr);
    }
    .stage > .top {
      order: 1;
      border-top: 1px solid var(--hairline);
      border-bottom: 0;
    }
    .stage > .foot {
      order: 2;
    }
    .ground slot {
      display: grid;
      grid-auto-rows: auto;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      padding-top: 0;
      border-inline-end: 0;
      border-bottom: 1px solid var(--hairline);
    }
  }
  .scroller {
    position: relative;
    overflow: hidden auto;
    border-radius: var(--radius-small);
    touch-action: pan-y;
    cursor: grab;
    user-select: none;
    -webkit-user-select: none;
  }
  .scroller.hit {
    cursor: pointer;
  }
  .scroller.cutting {
    cursor: crosshair;
  }
  .scroller:active {
    cursor: grabbing;
  }
  .scroller:focus-visible {
    outline-offset: 4px;
  }
  canvas {
    position: sticky;
    top: 0;
    display: block;
    width: 100%;
  }
  .later {
    position: absolute;
    top: 0;
    bottom: 34px;
    background: color-mix(in srgb, var(--sheet) 76%, transparent);
    pointer-events: none;
  }
  .stage :is(.hairline, .later) {
    bottom: 28px;
  }
  .hairline {
    position: absolute;
    top: 6px;
    bottom: 46px;
    width: 1px;
    background: var(--ink-soft);
    pointer-events: none;
  }
  .hairline span {
    position: absolute;
    bottom: -20px;
    left: 0;
    padding: 1px 6px;
    border-radius: 4px;
    background: var(--ink);
    color: var(--sheet);
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .below {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px var(--space-4);
    min-height: 1.5em;
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
    min-height: 28px;
    font-size: var(--size-note);
  }
  .touch {
    display: none;
  }
  @media (hover: none) {
    .touch {
      display: inline;
    }
    .keyboard {
      display: none;
    }
  }
  .note {
    color: var(--problem);
    font-size: var(--size-note);
  }
  .help {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
    gap: 0 var(--space-6);
    padding-top: var(--space-1);
    font-size: var(--size-small);
  }
  .help dl > div {
    display: grid;
    grid-template-columns: 130px 1fr;
    gap: var(--space-2);
    padding: 3px 0;
  }
  .help dt {
    font-weight: 600;
  }
  .help dd {
    color: var(--ink-soft);
  }
`;
